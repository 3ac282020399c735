#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# tests/screens/run.sh           every page in every state, light and dark, with text of 100 % and 200 %
# tests/screens/run.sh WORD...   only the pictures whose names have one of the words in them
# Pictures and the contact sheets that show them all go to build/screens. The release preset's programs make the states
# themselves; only what somebody typed, a newer ledger's number and broken files are put there.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=installer/setup.sh
. installer/setup.sh

rookery_setup build screens
[ -f build/release/build.ninja ] || cmake --preset release >/dev/null
cmake --build --preset release

exec python3 -B tests/screens/take.py build/release/bin build/screens "$@"
