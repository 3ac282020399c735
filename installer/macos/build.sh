#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds the bundle and its disk image, on macOS: build/macos/Rookery-<version>.dmg. Not run yet: see README.
# Needs Xcode's command line tools and, by brew: cmake ninja ccache pkg-config librsvg iso-codes qt sqlitecpp cli11
# rapidjson libzip tl-expected
#   ROOKERY_ARCHITECTURES="arm64;x86_64"   universal, if Qt and the libraries are (default: this computer's)
#   ROOKERY_IDENTITY="Developer ID ..."    signs with it; else ad hoc, which runs on this computer
#   ROOKERY_NOTARY_PROFILE=name            notarises as that profile of notarytool
set -euo pipefail
cd "$(dirname "$0")/../.."
[ "$(uname)" = Darwin ] || { echo "A bundle is built on macOS." >&2; exit 1; }

here=installer/macos
out=$PWD/build/macos
version=$(sed -n 's/^project(Rookery VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)
app=$out/stage/Rookery.app
image=$out/Rookery-$version.dmg
brewed=$(brew --prefix)

rm -rf "$out/stage" "$image"
cmake --preset release -B "$out/rookery" -DCMAKE_PREFIX_PATH="$brewed" -DCMAKE_OSX_DEPLOYMENT_TARGET=11.0 \
    -DCMAKE_OSX_ARCHITECTURES="${ROOKERY_ARCHITECTURES:-$(uname -m)}" \
    -Diso4217="$brewed/share/iso-codes/json/iso_4217.json"
cmake --build "$out/rookery"
cmake --install "$out/rookery" --prefix "$out/stage" --strip
macdeployqt "$app" -executable="$app/Contents/MacOS/rookery-cli"

# From the inside out: a signature covers those below it.
identity=${ROOKERY_IDENTITY:--}
options=(--force --sign "$identity")
# Not ad hoc: the hardened runtime loads only libraries of the same team, and there is none then.
[ "$identity" = - ] || options+=(--timestamp --options runtime --entitlements "$here/rookery.entitlements")
find "$app/Contents/Frameworks" "$app/Contents/PlugIns" \( -name '*.dylib' -o -name '*.framework' \) -prune \
    -exec codesign "${options[@]}" {} +
codesign "${options[@]}" "$app/Contents/MacOS/rookery-cli"
codesign "${options[@]}" "$app"
codesign --verify --deep --strict "$app"

ln -s /Applications "$out/stage/Applications"
hdiutil create -volname "Rookery $version" -srcfolder "$out/stage" -format UDZO -ov "$image"
if [ -n "${ROOKERY_NOTARY_PROFILE:-}" ]; then
    xcrun notarytool submit "$image" --keychain-profile "$ROOKERY_NOTARY_PROFILE" --wait
    xcrun stapler staple "$image"
fi
"$app/Contents/MacOS/rookery-cli" --self-test
"$app/Contents/MacOS/Rookery" --self-test
stat -f '%z bytes %N' "$image"
