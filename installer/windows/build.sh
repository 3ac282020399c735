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

version=$(sed -n 's/^project(Rookery VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)
stage=$out/stage
"$here/deploy.sh" "$prefix" "$stage" "$out"/rookery/bin/{rookery,rookery-cli}.exe
cp LICENSE "$stage/LICENSE.txt"
mkdir "$stage/licenses"
for folder in "$prefix"/share/licenses/*; do
    cp "$folder/copyright" "$stage/licenses/$(basename "$folder").txt"
done

# Everything is as old as the commit, so that two builds of it give the same packages.
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH
age() { find "$1" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +; }
age "$stage"
setup=$out/Rookery-$version-setup.exe
"$here/setup-exe.sh" "$stage" "$version" "$out/rookery/installer/windows/rookery.ico" "$setup"

portable=$out/Rookery-$version-portable
rm -rf "$portable" "$portable.zip"
cp -R "$stage" "$portable"
sed 's/$/\r/' "$here/portable.txt" >"$portable/portable.txt"
age "$portable"
(cd "$out" && find "$(basename "$portable")" -type f | LC_ALL=C sort | TZ=UTC zip -q -X -9 "$portable.zip" -@)
rm -rf "$portable"

echo "build: $(find "$stage" -type f | wc -l) files, $(du -sm "$stage" | cut -f1) MB unpacked"
stat -c '%s bytes %n' "$setup" "$portable.zip"
