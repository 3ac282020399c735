#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds with AddressSanitizer and UndefinedBehaviorSanitizer, runs every test, prints
# the totals. `--tsan` uses ThreadSanitizer instead; further words go to ctest.
# `--fuzz SECONDS` builds the fuzzers instead and runs each of them so long, from the finds that are kept beside it;
# what it finds stays in build/fuzz/finds.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=installer/setup.sh
. installer/setup.sh

fuzz() {
    local seconds="$1" fuzzer name corpus failed=0
    rookery_setup build test
    cmake --preset fuzz >/dev/null
    cmake --build --preset fuzz --target fuzzers
    mkdir -p build/fuzz/finds
    for fuzzer in build/fuzz/bin/fuzz_*; do
        name=$(basename "$fuzzer")
        # What is new is interesting only here; the kept finds are read and not written.
        corpus=$(mktemp -d)
        echo "== $name, $seconds s"
        "$fuzzer" -max_total_time="$seconds" -timeout=25 -rss_limit_mb=4096 -print_final_stats=1 \
            -artifact_prefix="build/fuzz/finds/$name-" "$corpus" "$(kept_finds "$name")" || failed=1
        rm -rf "$corpus"
    done
    return $failed
}

kept_finds() {
    case "$1" in
    fuzz_decode) echo tests/fuzz/corpus ;;
    *) echo "tests/fuzz/corpus-${1#fuzz_}" ;;
    esac
}

if [ "${1:-}" = --fuzz ]; then
    [[ "${2:-}" =~ ^[1-9][0-9]*$ ]] || { echo "Usage: tests/run.sh --fuzz SECONDS" >&2; exit 2; }
    fuzz "$2"
    exit
fi

preset=asan
if [ "${1:-}" = --tsan ]; then
    preset=tsan
    shift
fi
rookery_setup build test
cmake --preset $preset >/dev/null
cmake --build --preset $preset
ctest --preset $preset --no-tests=error "$@"
