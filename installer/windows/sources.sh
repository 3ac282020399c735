#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Fetches source packages of the distribution. Sourced by qt.sh and libraries.sh, which set $work:
#   source_of <source package> <folder>   unpacks it, patched, into $work/src/<folder>; fails where it cannot be had
# The system's apt is left as it is: its lists of sources are copied, for sources, to $work/apt.
: "${work:?}"

# apt-get with the distribution's own archives, as sources.
apt_sources() {
    apt-get -o Dir::Etc::SourceList="$work/apt/sources.list" -o Dir::Etc::SourceParts="$work/apt/parts" \
        -o Dir::State::Lists="$work/apt/lists" -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= "$@"
}

# Only archives named after the distribution: those of others have no sources of what is wanted here.
make_source_lists() {
    [ ! -e "$work/apt/ready" ] || return 0
    local name file
    name=$(. /etc/os-release && echo "$ID")
    mkdir -p "$work/apt/parts" "$work/apt/lists/partial"
    : >"$work/apt/sources.list"
    for file in /etc/apt/sources.list /etc/apt/sources.list.d/*; do
        [ -e "$file" ] || continue
        case "$file" in
        *.list) sed -n "\\,/$name,s/^deb /deb-src /p" "$file" >>"$work/apt/sources.list" ;;
        *.sources) awk -v RS= -v ORS='\n\n' "/URIs:[^\n]*\\/$name/" "$file" | sed 's/^Types:.*/Types: deb-src/' \
            >"$work/apt/parts/$(basename "$file")" ;;
        esac
    done
    apt_sources update -qq
    touch "$work/apt/ready"
}

source_of() {
    local package=$1 folder=$work/src/$2
    [ ! -e "$folder/.unpacked" ] || return 0
    make_source_lists || return 1
    mkdir -p "$work/src"
    (
        cd "$work/src" || exit 1
        if [ ! -e "$package.fetched" ]; then
            apt_sources source --download-only "$package" >"$package.fetch.log" 2>&1 || exit 1
            touch "$package.fetched"
        fi
        rm -rf "$folder"
        # apt has checked what it fetched; the maintainers' keys are not everywhere.
        dpkg-source --no-check -x "$package"_*.dsc "$folder" >>"$package.fetch.log" 2>&1 || exit 1
        touch "$folder/.unpacked"
    )
}
