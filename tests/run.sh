#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds with AddressSanitizer and UndefinedBehaviorSanitizer, runs every test, prints
# the totals. `--tsan` uses ThreadSanitizer instead; further words go to ctest.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=installer/setup.sh
. installer/setup.sh

preset=asan
if [ "${1:-}" = --tsan ]; then
    preset=tsan
    shift
fi
rookery_setup build test
cmake --preset $preset >/dev/null
cmake --build --preset $preset
ctest --preset $preset --no-tests=error "$@"
