# SPDX-License-Identifier: GPL-3.0-or-later
#
# rookery_translations(TARGET): puts the compiled translations of resources/translations into a program, as
# :/i18n/rookery_<language>.qm. English has one for its plurals alone.
if(CMAKE_CROSSCOMPILING) # Qt for the other system brings no tools: those of this one
    find_program(ROOKERY_LRELEASE lrelease HINTS ${QT_HOST_PATH}/lib/qt6/bin REQUIRED)
    add_executable(Qt6::lrelease IMPORTED)
    set_target_properties(Qt6::lrelease PROPERTIES IMPORTED_LOCATION ${ROOKERY_LRELEASE})
else()
    find_package(Qt6 6.4 REQUIRED COMPONENTS LinguistTools)
endif()

function(rookery_translations target)
    set(ts ${PROJECT_SOURCE_DIR}/resources/translations/rookery_en.ts)
    set(qm ${CMAKE_CURRENT_BINARY_DIR}/${target}_en/rookery_en.qm)
    add_custom_command(OUTPUT ${qm}
        COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_CURRENT_BINARY_DIR}/${target}_en
        COMMAND Qt6::lrelease -silent ${ts} -qm ${qm}
        DEPENDS ${ts} VERBATIM)
    set_source_files_properties(${qm} PROPERTIES QT_RESOURCE_ALIAS rookery_en.qm)
    qt_add_resources(${target} ${target}_translations PREFIX /i18n FILES ${qm})
endfunction()
