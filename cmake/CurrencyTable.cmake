# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -DIN=iso_4217.json -DOUT=currencytable.h -P CurrencyTable.cmake
file(READ "${IN}" json)
string(JSON count LENGTH "${json}" 4217)
math(EXPR last "${count} - 1")
set(rows "")
foreach(i RANGE ${last})
    string(JSON entry GET "${json}" 4217 ${i})
    string(JSON code GET "${entry}" alpha_3)
    string(JSON name GET "${entry}" name)
    list(APPEND rows "    {\"${code}\", \"${name}\"},")
endforeach()
list(SORT rows)
list(JOIN rows "\n" rows)
file(WRITE "${OUT}" "// Generated from ${IN}\n#pragma once\n
struct CurrencyRow {\n    const char* code;\n    const char* name;\n};\n
inline constexpr CurrencyRow CurrencyTable[] = {\n${rows}\n};\n")
