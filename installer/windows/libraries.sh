#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Cross-builds what Rookery uses beside Qt for 64-bit Windows, from the distribution's source packages; all of it static.
#   libraries.sh PREFIX WORK
# What is done leaves a stamp in PREFIX/.stamps and is not done again. The licences go to PREFIX/share/licenses.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1" "$2"
prefix=$(cd "$1" && pwd)
work=$(cd "$2" && pwd)
stamps=$prefix/.stamps
triple=x86_64-w64-mingw32
mkdir -p "$stamps" "$prefix"/{bin,lib,include,share/cmake}
# shellcheck source=installer/windows/sources.sh
. "$here/sources.sh"
unset PKG_CONFIG_PATH CFLAGS CXXFLAGS LDFLAGS CPPFLAGS LIBS LIBRARY_PATH CPATH C_INCLUDE_PATH CPLUS_INCLUDE_PATH || true
export PKG_CONFIG_LIBDIR=$prefix/lib/pkgconfig # never the host's

licence() { # name file
    mkdir -p "$prefix/share/licenses/$1"
    cp "$2" "$prefix/share/licenses/$1/copyright"
}

cmake_library() { # name source-folder [argument of CMake ...]
    local name=$1 source=$2
    shift 2
    {
        cmake -S "$source" -B "$work/$name" -G Ninja -DCMAKE_TOOLCHAIN_FILE="$here/mingw.cmake" \
            -DROOKERY_WINDOWS_PREFIX="$prefix" -DCMAKE_INSTALL_PREFIX="$prefix" -DCMAKE_INSTALL_LIBDIR=lib \
            -DCMAKE_BUILD_TYPE=Release -DBUILD_SHARED_LIBS=OFF "$@"
        nice ninja -C "$work/$name"
        cmake --install "$work/$name" --strip
    } >"$work/$name.log" 2>&1 || { tail -25 "$work/$name.log" >&2; return 1; }
    licence "$name" "$source/debian/copyright"
}

# Copies of just these, since /usr/include itself on the path breaks mingw.
build_headers() {
    local name package
    for name in tl CLI rapidjson; do
        rm -rf "$prefix/include/$name"
        cp -RL "/usr/include/$name" "$prefix/include/"
    done
    for name in tl-expected CLI11 RapidJSON; do
        rm -rf "$prefix/share/cmake/$name"
        cp -RL "/usr/share/cmake/$name" "$prefix/share/cmake/"
    done
    # shellcheck disable=SC2016 # CMake's variable
    sed -i 's,"/usr/include","${RAPIDJSON_CMAKE_DIR}/../../../include",' "$prefix/share/cmake/RapidJSON/RapidJSONConfig.cmake"
    for package in libexpected-dev libcli11-dev rapidjson-dev libz-mingw-w64-dev mingw-w64-x86-64-dev \
        gcc-mingw-w64-x86-64-posix-runtime iso-codes; do
        licence "$package" "/usr/share/doc/$package/copyright"
    done
}

# The options of the distribution's package that a ledger may rest on, so that a file goes from one system to the other.
build_sqlite3() {
    source_of sqlite3 sqlite3
    mkdir -p "$work/sqlite3"
    (
        cd "$work/sqlite3"
        ../src/sqlite3/configure --disable-tcl --enable-update-limit
        make sqlite3.c sqlite3.h
        "$triple-gcc-posix" -c sqlite3.c -o sqlite3.o -O2 -fno-strict-aliasing -DSQLITE_THREADSAFE=1 -DSQLITE_USE_URI=1 \
            -DSQLITE_ENABLE_FTS5 -DSQLITE_ENABLE_FTS3 -DSQLITE_ENABLE_FTS3_PARENTHESIS -DSQLITE_ENABLE_FTS3_TOKENIZER=1 \
            -DSQLITE_ENABLE_MATH_FUNCTIONS -DSQLITE_ENABLE_RTREE=1 -DSQLITE_ENABLE_DBSTAT_VTAB -DSQLITE_ENABLE_STMTVTAB \
            -DSQLITE_ENABLE_COLUMN_METADATA -DSQLITE_ENABLE_UNLOCK_NOTIFY -DSQLITE_ENABLE_PREUPDATE_HOOK \
            -DSQLITE_ENABLE_SESSION -DSQLITE_ENABLE_UPDATE_DELETE_LIMIT=1 -DSQLITE_LIKE_DOESNT_MATCH_BLOBS \
            -DSQLITE_SECURE_DELETE -DSQLITE_SOUNDEX=1 -DSQLITE_OMIT_LOOKASIDE=1 -DSQLITE_ALLOW_ROWID_IN_VIEW \
            -DSQLITE_MAX_SCHEMA_RETRY=25 -DSQLITE_MAX_VARIABLE_NUMBER=250000
        rm -f libsqlite3.a
        "$triple-gcc-ar-posix" rcs libsqlite3.a sqlite3.o
    ) >"$work/sqlite3.log" 2>&1 || { tail -25 "$work/sqlite3.log" >&2; return 1; }
    cp "$work/sqlite3/libsqlite3.a" "$prefix/lib/"
    cp "$work/sqlite3/sqlite3.h" "$work/src/sqlite3/src/sqlite3ext.h" "$prefix/include/"
    licence sqlite3 "$work/src/sqlite3/debian/copyright"
}

build_sqlitecpp() {
    source_of sqlitecpp sqlitecpp
    cmake_library sqlitecpp "$work/src/sqlitecpp" -DSQLITECPP_INTERNAL_SQLITE=OFF \
        -DSQLITECPP_RUN_CPPLINT=OFF -DSQLITECPP_RUN_CPPCHECK=OFF -DSQLITECPP_INCLUDE_SCRIPT=OFF
}

build_libzip() {
    source_of libzip libzip
    local off=() feature
    for feature in COMMONCRYPTO GNUTLS MBEDTLS OPENSSL BZIP2 LZMA; do off+=("-DENABLE_$feature=OFF"); done
    cmake_library libzip "$work/src/libzip" "${off[@]}" -DENABLE_WINDOWS_CRYPTO=ON \
        -DBUILD_TOOLS=OFF -DBUILD_REGRESS=OFF -DBUILD_EXAMPLES=OFF -DBUILD_DOC=OFF
    # Its own names what a static library needs only to those who ask for static links.
    cat >"$prefix/lib/pkgconfig/libzip.pc" <<'PC'
prefix=${pcfiledir}/../..
Name: libzip
Description: library for handling zip archives, static
Version: 1.7.3
Libs: -L${prefix}/lib -lzip -lz -lbcrypt
Cflags: -I${prefix}/include
PC
}

for library in headers sqlite3 sqlitecpp libzip; do
    [ ! -e "$stamps/$library" ] || continue
    echo "libraries: $library"
    "build_$library"
    touch "$stamps/$library"
done
