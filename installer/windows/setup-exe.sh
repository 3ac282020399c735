#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes an installer of a folder.
#   setup-exe.sh FOLDER VERSION ICON OUT.exe
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(cd "$1" && pwd)
version=$2
icon=$(realpath "$3")
out=$(realpath "$4")
list=$(mktemp)
trap 'rm -f "$list"' EXIT

# What the uninstaller removes is what is here, and nothing else.
# shellcheck disable=SC2016 # $INSTDIR is one of NSIS
(
    cd "$folder"
    find . -type f | LC_ALL=C sort | sed 's,^\./,,; s,/,\\,g; s,.*,Delete "$INSTDIR\\&",'
    find . -mindepth 1 -depth -type d | LC_ALL=C sort -r | sed 's,^\./,,; s,/,\\,g; s,.*,RMDir "$INSTDIR\\&",'
) >"$list"
rm -f "$out"
makensis -V2 -NOCD -DVERSION="$version" -DSTAGE="$folder" -DLIST="$list" -DICON="$icon" -DOUT="$out" "$here/rookery.nsi"
