#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Cross-builds Rookery for 64-bit Windows and packs it. Results in build/windows:
#   Rookery-<version>-setup.exe      for one user; /S asks nothing
#   Rookery-<version>-portable.zip   its data lie beside it
# The first time Qt and the libraries are built as well, which takes half an hour on two idle cores; they stay in
# build/windows/prefix, and build/windows/work may be deleted then.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=installer/setup.sh
. installer/setup.sh
rookery_setup build windows

here=installer/windows
out=$PWD/build/windows
prefix=$out/prefix
"$here/qt.sh" "$prefix" "$out/work"
"$here/libraries.sh" "$prefix" "$out/work"

echo "build: Rookery"
PKG_CONFIG_LIBDIR=$prefix/lib/pkgconfig cmake --preset release -B "$out/rookery" \
    -DCMAKE_TOOLCHAIN_FILE="$PWD/$here/mingw.cmake" -DROOKERY_WINDOWS_PREFIX="$prefix" >"$out/configure.log" 2>&1 ||
    { tail -30 "$out/configure.log" >&2; exit 1; }
nice ninja -C "$out/rookery" >"$out/build.log" 2>&1 ||
    { grep -A20 FAILED "$out/build.log" | head -80 >&2; exit 1; }

"$here/pack.sh"
