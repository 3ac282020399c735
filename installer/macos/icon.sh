#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Draws the icon of the bundle from its SVG, with macOS' own tool or, elsewhere, with png2icns.
#   icon.sh ICON.svg OUT.icns
set -euo pipefail
svg=$1
out=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
draw() { rsvg-convert -w "$1" -h "$1" "$svg" -o "$2"; }

if command -v iconutil >/dev/null; then
    mkdir "$folder/rookery.iconset"
    for side in 16 32 128 256 512; do
        draw "$side" "$folder/rookery.iconset/icon_${side}x$side.png"
        draw $((side * 2)) "$folder/rookery.iconset/icon_${side}x$side@2x.png"
    done
    iconutil -c icns -o "$out" "$folder/rookery.iconset"
else
    for side in 16 32 128 256 512 1024; do draw "$side" "$folder/$side.png"; done
    png2icns "$out" "$folder"/*.png >/dev/null
fi
