#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Cross-builds Qt for 64-bit Windows from the distribution's source packages: qtbase and Svg.
#   qt.sh PREFIX WORK
# What is done leaves a stamp in PREFIX/.stamps and is not done again. About 20 minutes on two cores.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1" "$2"
prefix=$(cd "$1" && pwd)
work=$(cd "$2" && pwd)
stamps=$prefix/.stamps
mkdir -p "$stamps"
# shellcheck source=installer/windows/sources.sh
. "$here/sources.sh"
unset PKG_CONFIG_PATH PKG_CONFIG_LIBDIR CFLAGS CXXFLAGS LDFLAGS CPPFLAGS || true

common=(-G Ninja
    -DCMAKE_TOOLCHAIN_FILE="$here/mingw.cmake" -DROOKERY_WINDOWS_PREFIX="$prefix"
    -DQT_HOST_PATH=/usr -DQT_HOST_PATH_CMAKE_DIR=/usr/lib/x86_64-linux-gnu/cmake
    -DCMAKE_INSTALL_PREFIX="$prefix" -DCMAKE_BUILD_TYPE=Release -DBUILD_SHARED_LIBS=ON
    -DQT_BUILD_TESTS=OFF -DQT_BUILD_EXAMPLES=OFF -DQT_BUILD_TOOLS_WHEN_CROSSCOMPILING=OFF
    -DCMAKE_CXX_FLAGS=-Wno-attributes) # else thousands of harmless warnings about dllimport

# configure, build and install one module
module() { # name source-folder [argument of CMake ...]
    local name=$1 source=$2
    shift 2
    echo "qt: $name"
    cmake -S "$source" -B "$work/$name" "${common[@]}" "$@" >"$work/$name-configure.log" 2>&1 ||
        { tail -40 "$work/$name-configure.log" >&2; return 1; }
    nice ninja -C "$work/$name" >"$work/$name-build.log" 2>&1 ||
        { grep -A15 FAILED "$work/$name-build.log" | head -60 >&2; return 1; }
    cmake --install "$work/$name" --strip >"$work/$name-install.log" 2>&1
    mkdir -p "$prefix/share/licenses/$name"
    cp "$source/debian/copyright" "$prefix/share/licenses/$name/"
    touch "$stamps/$name"
}

# mingw-w64 has the interfaces of the Network List Manager, but the GUIDs are in no library, and two names are missing.
# Qt's own test for it fails for that reason, so it is answered below (TEST_networklistmanager).
patch_network_list() { # qtbase
    local file
    for file in src/network/kernel/qnetconmonitor_win.cpp \
        src/plugins/networkinformation/networklistmanager/qnetworklistmanagerevents.h; do
        grep -q initguid.h "$1/$file" || perl -pi -e 's{^#include <netlistmgr.h>\n}{#include <initguid.h>
#include <ocidl.h>
#include <netlistmgr.h>
#ifndef NA_InternetConnectivityV4
#define NA_InternetConnectivityV4 L"NA_InternetConnectivityV4"
#define NA_InternetConnectivityV6 L"NA_InternetConnectivityV6"
#endif
}' "$1/$file"
    done
    # The loop over the networks trusts Next() to clear its pointer at the end. Wine's does not, and it never ended.
    sed -i 's/while (SUCCEEDED(hr) && network != nullptr)/while (hr == S_OK \&\& network != nullptr)/' \
        "$1/src/plugins/networkinformation/networklistmanager/qnetworklistmanagerevents.cpp"
}

build_base() {
    source_of qt6-base qtbase
    patch_network_list "$work/src/qtbase"
    local off=() feature
    # pkg_config and system_*: the host's libraries would leak in. sql: the ledger brings its own SQLite.
    # tabletevent: its headers are not in the distribution's source. windeployqt: on by a patch of the distribution.
    for feature in pkg_config sql dbus openssl opengl vulkan direct2d1_1 icu glib zstd brotli fontconfig gssapi libproxy \
        sctp tabletevent cups gtk3 androiddeployqt macdeployqt windeployqt system_zlib system_png system_jpeg \
        system_freetype system_harfbuzz system_pcre2 system_doubleconversion system_libb2 system_textmarkdownreader; do
        off+=("-DFEATURE_$feature=OFF")
    done
    # direct2d: fonts by DirectWrite are compiled with it alone.
    module qtbase "$work/src/qtbase" -DINPUT_opengl=no -DINPUT_dbus=no -DINPUT_openssl=no -DQT_FEATURE_pkg_config=OFF \
        -DFEATURE_schannel=ON -DFEATURE_direct2d=ON -DTEST_networklistmanager=ON -DFEATURE_networklistmanager=ON \
        "${off[@]}"
}

build_svg() {
    if source_of qt6-svg qtsvg; then
        module qtsvg "$work/src/qtsvg" -DCMAKE_PREFIX_PATH="$prefix"
        return
    fi
    echo "qt: the source of qt6-svg cannot be had, porting that of Qt 5" >&2
    source_of qtsvg-opensource-src qtsvg5
    "$here/port-qtsvg.sh" "$work/src/qtsvg5"
    module qtsvg "$work/src/qtsvg5" -DCMAKE_PREFIX_PATH="$prefix"
}

# Not `[ ] || build`: a function called there would not stop at its first error.
if [ ! -e "$stamps/qtbase" ]; then build_base; fi
if [ ! -e "$stamps/qtsvg" ]; then build_svg; fi
