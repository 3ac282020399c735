#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Packs Rookery for this distribution. Results in build/linux:
#   rookery_<version>_<architecture>.deb
#   rookery-<version>-linux-<machine>.tar.xz   runs from its folder, also where no Qt is installed
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=installer/setup.sh
. installer/setup.sh
rookery_setup build linux

out=$PWD/build/linux
mkdir -p "$out"
# Everything is as old as the commit, so that two builds of it give the same packages.
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH
cmake --preset release >/dev/null
nice cmake --build --preset release >"$out/build.log" || { grep -A20 FAILED "$out/build.log" >&2; exit 1; }

rm -f "$out"/*.deb "$out"/*.tar.xz
cpack --config build/release/CPackConfig.cmake -G DEB -B "$out" >"$out/cpack.log"
rm -rf "$out/_CPack_Packages"

version=$(sed -n 's/^project(Rookery VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)
name=rookery-$version-linux-$(uname -m)
installer/linux/bundle.sh build/release "$out/$name"
tar -C "$out" --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" -cf - "$name" |
    xz -T2 -6 >"$out/$name.tar.xz"
rm -rf "${out:?}/$name"
stat -c '%s bytes %n' "$out"/*.deb "$out"/*.tar.xz
