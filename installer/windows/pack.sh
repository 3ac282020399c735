#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Packs what build.sh has built: the installer and the portable zip, in build/windows.
set -euo pipefail
cd "$(dirname "$0")/../.."
here=installer/windows
out=$PWD/build/windows
prefix=$out/prefix

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

echo "pack: $(find "$stage" -type f | wc -l) files, $(du -sm "$stage" | cut -f1) MB unpacked"
stat -c '%s bytes %n' "$setup" "$portable.zip"
