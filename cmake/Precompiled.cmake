# SPDX-License-Identifier: GPL-3.0-or-later
#
# Qt's headers cost most of the time of a build, so those that nearly every file wants are compiled once:
#   rookery_precompiled_set(NAME LIBS lib ... HEADERS <header> ...)   declares a set
#   rookery_precompiled(TARGET [NAME])                                gives it to a target; NAME is "core" if left out
# A file still includes what it uses: the `tidy` preset builds without them.
function(rookery_precompiled_set name)
    cmake_parse_arguments(PARSE_ARGV 1 set "" "" "LIBS;HEADERS")
    set(source ${PROJECT_BINARY_DIR}/precompiled_${name}.cpp)
    file(CONFIGURE OUTPUT ${source} CONTENT "// Only here to compile the headers.\n")
    add_library(rookery_precompiled_${name} OBJECT ${source})
    set_target_properties(rookery_precompiled_${name} PROPERTIES AUTOMOC OFF)
    target_link_libraries(rookery_precompiled_${name} PRIVATE ${set_LIBS} rookery_warnings)
    target_precompile_headers(rookery_precompiled_${name} PRIVATE ${set_HEADERS})
endfunction()

function(rookery_precompiled target)
    set(name core)
    if(ARGC GREATER 1)
        set(name ${ARGV1})
    endif()
    target_precompile_headers(${target} REUSE_FROM rookery_precompiled_${name})
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        target_compile_options(${target} PRIVATE -fpch-preprocess) # else ccache keeps none of what uses them
    endif()
endfunction()

rookery_precompiled_set(core LIBS Qt6::Core tl::expected HEADERS <QtCore> <tl/expected.hpp>)
