#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes a folder that runs where no Qt is installed: the programs, and beside them Qt, its plugins and what these need.
#   bundle.sh BUILD FOLDER
# FOLDER then has bin, lib, plugins and share.
set -euo pipefail
build=$1
folder=$2

rm -rf "$folder"
DESTDIR='' cmake --install "$build" --prefix "$folder" --strip >/dev/null
mkdir -p "$folder/lib" "$folder/plugins"
printf '[Paths]\nPrefix = ..\nPlugins = plugins\n' >"$folder/bin/qt.conf"

plugins=$(qtpaths6 --query QT_INSTALL_PLUGINS 2>/dev/null || /usr/lib/qt6/bin/qmake --query QT_INSTALL_PLUGINS)
# Plugins are loaded by name, so nothing links them.
for plugin in platforms/libqxcb platforms/libqoffscreen xcbglintegrations/libqxcb-glx-integration \
    platforminputcontexts/libcomposeplatforminputcontextplugin platforminputcontexts/libibusplatforminputcontextplugin \
    imageformats/libqsvg imageformats/libqico imageformats/libqjpeg iconengines/libqsvgicon tls/libqopensslbackend \
    networkinformation/libqglib networkinformation/libqnetworkmanager; do
    mkdir -p "$folder/plugins/${plugin%/*}"
    cp "$plugins/$plugin.so" "$folder/plugins/${plugin%/*}/"
done

# What a desktop has of its own, and what has to fit its drivers, sockets and fonts, is left to it.
of_the_system='^(ld-linux|libc|libm|libdl|libpthread|librt|libresolv|libstdc\+\+|libgcc_s|libz|libGL|libGLX|libGLdispatch|libEGL|libOpenGL|libdrm|libgbm|libX11|libX11-xcb|libXext|libXau|libXdmcp|libxcb|libfontconfig|libfreetype|libexpat|libdbus-1|libsystemd|libudev|libselinux|libmount|libblkid|libuuid|libcap)[.-]'
find "$folder/bin" "$folder/plugins" -type f \( -perm -u+x -o -name '*.so' \) -exec ldd {} + |
    sed -n 's/^\t\(lib[^ ]*\) => \(\/[^ ]*\) .*/\1 \2/p' | sort -u |
    while read -r name file; do
        [[ $name =~ $of_the_system ]] || cp -L "$file" "$folder/lib/$name"
    done

# Opened by name as well, and of the same version as the libcrypto that is linked.
cp -L "$(ldconfig -p | sed -n 's/.*libssl\.so\.3 .* => //p' | head -1)" "$folder/lib/"

# RPATH and not RUNPATH: it counts for the libraries of libraries, and of plugins.
for program in "$folder"/bin/rookery*; do
    patchelf --force-rpath --set-rpath "\$ORIGIN/../lib" "$program"
done
