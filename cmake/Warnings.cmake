# SPDX-License-Identifier: GPL-3.0-or-later
# One interface target that every room, program and test links: warnings, and Qt's unsafe conversions off.
add_library(rookery_warnings INTERFACE)
if(MSVC)
    target_compile_options(rookery_warnings INTERFACE /W4 /permissive- /utf-8)
else()
    target_compile_options(rookery_warnings INTERFACE
        -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow
        $<$<BOOL:${ROOKERY_WERROR}>:-Werror>)
endif()
target_compile_definitions(rookery_warnings INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
    QT_NO_FOREACH QT_NO_KEYWORDS QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_DISABLE_DEPRECATED_BEFORE=0x060400
    ROOKERY_VERSION="${PROJECT_VERSION}")
