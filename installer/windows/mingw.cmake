# SPDX-License-Identifier: GPL-3.0-or-later
# Toolchain: Debian's mingw-w64 with POSIX threads (std::thread), for 64-bit Windows.
# -DROOKERY_WINDOWS_PREFIX=<dir> is the folder that qt.sh and libraries.sh install into.
set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_SYSTEM_PROCESSOR x86_64)

set(_triple x86_64-w64-mingw32)
set(CMAKE_C_COMPILER ${_triple}-gcc-posix)
set(CMAKE_CXX_COMPILER ${_triple}-g++-posix)
set(CMAKE_RC_COMPILER ${_triple}-windres)
set(CMAKE_AR ${_triple}-gcc-ar-posix CACHE STRING "")
set(CMAKE_RANLIB ${_triple}-gcc-ranlib-posix CACHE STRING "")
set(CMAKE_STRIP ${_triple}-strip CACHE STRING "")

# The target's own tree and our prefix, never the host's libraries.
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES ROOKERY_WINDOWS_PREFIX)
set(CMAKE_FIND_ROOT_PATH /usr/${_triple})
if(ROOKERY_WINDOWS_PREFIX)
    list(PREPEND CMAKE_FIND_ROOT_PATH "${ROOKERY_WINDOWS_PREFIX}")
    list(PREPEND CMAKE_PREFIX_PATH "${ROOKERY_WINDOWS_PREFIX}")
endif()
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
set(ZLIB_USE_STATIC_LIBS ON)

# Else each inline function of Qt gives a harmless warning about dllimport.
set(CMAKE_CXX_FLAGS_INIT -Wno-attributes)

# moc, rcc and uic are the host's, of the same Qt version.
if(NOT QT_HOST_PATH)
    set(QT_HOST_PATH /usr CACHE PATH "")
endif()
if(NOT QT_HOST_PATH_CMAKE_DIR)
    set(QT_HOST_PATH_CMAKE_DIR /usr/lib/x86_64-linux-gnu/cmake CACHE PATH "")
endif()
