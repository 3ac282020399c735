#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing on Debian 12 or Ubuntu 24.04. Sourced by installer/run.sh and tests/run.sh:
#   rookery_setup build          what the programs need to be built and run
#   rookery_setup build test     and what the tests and checks need
#   rookery_setup build screens  or what tests/screens needs
#   rookery_setup build windows  or what builds and proves the packages for Windows
#   rookery_setup build linux    or what builds and proves the packages for Linux
# Does nothing, quickly, when everything is there.
# shellcheck disable=SC2034 # the lists are read by name

rookery_packages_build="g++ cmake ninja-build ccache pkg-config git
    qt6-base-dev libqt6svg6-dev qt6-tools-dev qt6-l10n-tools libgl-dev libvulkan-dev
    libsqlitecpp-dev libsqlite3-dev libcli11-dev rapidjson-dev libexpected-dev libzip-dev zlib1g-dev iso-codes tzdata ca-certificates
    libqt6svg6 qt6-qpa-plugins fonts-dejavu-core"
rookery_packages_test="librapidcheck-dev openssl sqlite3 python3 python3-openpyxl python3-xlsxwriter clang clang-format-14 clang-tidy-14 xvfb xauth"
rookery_packages_screens="imagemagick openssl python3 xvfb xauth openbox xdotool
    dbus at-spi2-core python3-pyatspi"

rookery_packages_windows="g++-mingw-w64-x86-64-posix libz-mingw-w64-dev build-essential dpkg-dev perl tcl
    qt6-base-dev-tools nsis librsvg2-bin icoutils zip unzip xz-utils
    wine wine64 xvfb xauth x11-utils python3 imagemagick"
rookery_packages_linux="dpkg-dev lintian appstream desktop-file-utils patchelf xz-utils man-db debootstrap
    xvfb xauth x11-utils imagemagick python3"

rookery_setup() {
    local wanted="" group package missing=""
    for group in "$@"; do
        local list="rookery_packages_$group"
        wanted="$wanted ${!list}"
    done
    local installed
    # shellcheck disable=SC2086 # a list of words
    installed=" $(dpkg-query -W -f '${Package} ${Provides} ${Status}\n' 2>/dev/null |
        sed -n 's/ install ok installed$//p' | sed 's/([^)]*)//g; s/,/ /g' | tr '\n' ' ') "
    for package in $wanted; do
        case "$installed" in
        *" $package "*) ;;
        *) missing="$missing $package" ;;
        esac
    done
    [ -n "$missing" ] || return 0

    echo "Installing:$missing" >&2
    local as_root=""
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null || { echo "Root or sudo is needed to install:$missing" >&2; return 1; }
        as_root="sudo"
    fi
    $as_root apt-get -o DPkg::Lock::Timeout=120 update -qq
    # shellcheck disable=SC2086
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120 install -y -qq --no-install-recommends $missing >&2
}
