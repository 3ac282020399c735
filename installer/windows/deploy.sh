#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Collects programs for Windows with every DLL and plugin that they use, stripped.
#   deploy.sh PREFIX FOLDER PROGRAM.exe ...
# FOLDER then has the programs, *.dll, plugins/<kind>/*.dll and qt.conf.
set -euo pipefail
prefix=$1
folder=$2
shift 2
triple=x86_64-w64-mingw32

# Plugins are loaded by name, so no import tells of them.
plugins=(platforms/qwindows styles/qwindowsvistastyle imageformats/qico imageformats/qjpeg imageformats/qsvg
    iconengines/qsvgicon tls/qschannelbackend networkinformation/qnetworklistmanager)
search=("$prefix/bin" "$(dirname "$("$triple-g++-posix" -print-file-name=libstdc++-6.dll)")" "/usr/$triple/lib")

rm -rf "$folder"
mkdir -p "$folder/plugins"
cp "$@" "$folder/"
for plugin in "${plugins[@]}"; do
    mkdir -p "$folder/plugins/${plugin%/*}"
    cp "$prefix/plugins/$plugin.dll" "$folder/plugins/${plugin%/*}/"
done
printf '[Paths]\nPlugins = plugins\n' >"$folder/qt.conf"

imports() { "$triple-objdump" -p "$1" | sed -n 's/^\s*DLL Name: //p' | tr -d '\r'; }
find_dll() {
    local place found
    for place in "${search[@]}"; do
        found=$(find "$place" -maxdepth 1 -iname "$1" -print -quit)
        [ -z "$found" ] || { echo "$found"; return; }
    done
}

declare -A seen=()
queue=("$folder"/*.exe "$folder"/plugins/*/*.dll)
while [ ${#queue[@]} -gt 0 ]; do
    file=${queue[0]}
    queue=("${queue[@]:1}")
    while read -r dll; do
        [ -z "${seen[${dll,,}]:-}" ] || continue
        seen[${dll,,}]=1
        found=$(find_dll "$dll")
        if [ -n "$found" ]; then
            cp -L "$found" "$folder/"
            queue+=("$folder/$(basename "$found")")
        elif [[ ${dll,,} =~ ^(qt6|lib) ]]; then
            echo "deploy: $dll, which $(basename "$file") needs, is nowhere" >&2
            exit 1
        fi # else it is of Windows
    done < <(imports "$file")
done
find "$folder" \( -name '*.dll' -o -name '*.exe' \) -exec "$triple-strip" --strip-unneeded {} +
