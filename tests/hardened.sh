#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Whether released programs are built as cmake/Hardening.cmake says: tests/hardened.sh PROGRAM...
set -euo pipefail

failed=0
need() { # what, pattern, text
    grep -qE "$2" <<<"$3" || { echo "$program: no $1" >&2; failed=1; }
}
for program in "$@"; do
    headers=$(readelf --wide --file-header --program-headers --dynamic "$program")
    calls=$(readelf --wide --dyn-syms "$program")
    need "address of its own at each start (PIE)" 'Type: +DYN' "$headers"
    need "read-only tables (RELRO)" 'GNU_RELRO' "$headers"
    need "tables that are filled at the start (BIND_NOW)" 'FLAGS_1.*NOW' "$headers"
    need "stack without code in it" 'GNU_STACK .* RW ' "$headers"
    need "protected stack" '__stack_chk_fail' "$calls"
    need "checked library calls" '__[a-z]+_chk' "$(grep -v __stack_chk_fail <<<"$calls")"
done
exit "$failed"
