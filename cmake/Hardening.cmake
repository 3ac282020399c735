# SPDX-License-Identifier: GPL-3.0-or-later
#
# What people get makes the usual ways into a program harder (SECURITY.md): a protected stack, checked library calls, other
# addresses at each start, and tables of the linker that nobody writes to later. `tests/hardened.sh` looks for it in the binaries.
# Not in debug builds: the checked calls need an optimiser, and the sanitizers see more. Elsewhere the linker's defaults do it.
if(CMAKE_BUILD_TYPE STREQUAL "Release" AND CMAKE_SYSTEM_NAME STREQUAL "Linux")
    set(CMAKE_POSITION_INDEPENDENT_CODE ON)
    include(CheckPIESupported)
    check_pie_supported(LANGUAGES CXX)
    add_compile_options(-fstack-protector-strong -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2) # some compilers define it themselves
    add_link_options(-Wl,-z,relro,-z,now,-z,noexecstack)
endif()
