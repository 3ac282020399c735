# SPDX-License-Identifier: GPL-3.0-or-later
#
# rookery_room(NAME SOURCES ... [USES room ...] [LIBS PUBLIC|PRIVATE lib ...])
#
# Declares one room: a static library that links the rooms it names in USES, and whose sources may include
# those rooms and no other. Linking alone enforces nothing while the rooms share an include root, so the
# includes are read at build time (CheckArrows.cmake) and a forbidden arrow fails the build.
function(rookery_room name)
    cmake_parse_arguments(PARSE_ARGV 1 room "" "" "SOURCES;USES;LIBS")
    add_library(rookery_${name} STATIC ${room_SOURCES})
    add_library(rookery::${name} ALIAS rookery_${name})
    target_include_directories(rookery_${name} PUBLIC ${PROJECT_SOURCE_DIR}/app)
    list(TRANSFORM room_USES PREPEND "rookery::" OUTPUT_VARIABLE targets)
    target_link_libraries(rookery_${name} PUBLIC Qt6::Core tl::expected ${targets} PRIVATE rookery_warnings)
    if(room_LIBS)
        target_link_libraries(rookery_${name} ${room_LIBS})
    endif()
    rookery_precompiled(rookery_${name})
    rookery_check_arrows(rookery_${name} ROOM ${name} USES ${room_USES} SOURCES ${room_SOURCES})
endfunction()

# rookery_check_arrows(TARGET ROOM name [USES room ...] SOURCES ...): the check alone, for programs as well.
function(rookery_check_arrows target)
    cmake_parse_arguments(PARSE_ARGV 1 arrows "" "ROOM" "SOURCES;USES")
    set(files ${arrows_SOURCES})
    list(FILTER files INCLUDE REGEX "\\.(h|cpp)$")
    list(FILTER files EXCLUDE REGEX "^(/|[A-Za-z]:)")
    list(TRANSFORM files PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/")
    set(stamp ${CMAKE_CURRENT_BINARY_DIR}/${target}.arrows)
    add_custom_command(OUTPUT ${stamp}
        COMMAND ${CMAKE_COMMAND} "-DROOM=${arrows_ROOM}" "-DUSES=${arrows_USES}" "-DFILES=${files}" "-DSTAMP=${stamp}"
                -P ${PROJECT_SOURCE_DIR}/cmake/CheckArrows.cmake
        DEPENDS ${files} ${PROJECT_SOURCE_DIR}/cmake/CheckArrows.cmake
        COMMENT "Arrows of ${arrows_ROOM}" VERBATIM)
    add_custom_target(${target}_arrows DEPENDS ${stamp})
    add_dependencies(${target} ${target}_arrows)
endfunction()
