# SPDX-License-Identifier: GPL-3.0-or-later
# Run by rookery_check_arrows(): refuses an include of a room that is not in USES, and Qt headers written with
# their module (<QtWidgets/QWidget> compiles in a room that links Qt6::Core alone; <QWidget> does not).
string(REPLACE ";" "|" allowed "${ROOM};${USES}")
string(REGEX REPLACE "\\|$" "" allowed "${allowed}")
foreach(file IN LISTS FILES)
    file(STRINGS "${file}" lines REGEX "^#[ ]*include[ ]+[\"<][A-Za-z.]+/")
    foreach(line IN LISTS lines)
        if(line MATCHES "<Qt[A-Za-z]*/")
            message(FATAL_ERROR "${file}: ${line}\nWrite Qt headers without their module.")
        elseif(line MATCHES "\"\\.")
            message(FATAL_ERROR "${file}: ${line}\nEach include names its room; none begins with a dot.")
        elseif(line MATCHES "\"" AND NOT line MATCHES "\"(${allowed})/")
            message(FATAL_ERROR "${file}: ${line}\n${ROOM} does not list that room in USES.")
        endif()
    endforeach()
endforeach()
file(TOUCH "${STAMP}")
