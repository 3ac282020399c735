#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# tests/faults/run.sh [--all]           the tests of faults, in their short form or all of it, with AddressSanitizer
# tests/faults/run.sh --soak MINUTES [--seed N]   works with the command line and kills it at moments that chance
#                                       chooses, against a collector that misbehaves; ledger and collector are compared
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=installer/setup.sh
. installer/setup.sh

usage() {
    sed -n '3,5s/^# //p' tests/faults/run.sh >&2
    exit 2
}

minutes="" seed=$((RANDOM * 32768 + RANDOM))
while [ $# -gt 0 ]; do
    case "$1" in
    --all) export ROOKERY_FAULTS=all ;;
    --soak) [[ "${2:-}" =~ ^[0-9]+(\.[0-9]+)?$ ]] || usage; minutes="$2"; shift ;;
    --seed) [[ "${2:-}" =~ ^[0-9]+$ ]] || usage; seed="$2"; export ROOKERY_SEED="$2"; shift ;;
    *) usage ;;
    esac
    shift
done

if [ -n "$minutes" ]; then
    rookery_setup build
    cmake --preset release >/dev/null
    cmake --build --preset release --target rookery-cli
    exec python3 -B tests/faults/soak.py build/release/bin/rookery-cli "$minutes" "$seed"
fi
rookery_setup build test
cmake --preset asan >/dev/null
mapfile -t targets < <(sed -n 's/^rookery_test(faults \([a-z]*\).*/tst_faults_\1/p' tests/CMakeLists.txt)
cmake --build --preset asan --target "${targets[@]}" tst_faults_damage tst_faults_diskerrors tst_faults_powerloss \
    tst_cli_killed
ctest --preset asan --no-tests=error -R '^(faults/|cli/killed$)'
