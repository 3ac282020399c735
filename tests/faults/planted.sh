#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# tests/faults/planted.sh [NAME ...]
# Are the tests awake? Plants each fault of tests/faults/planted (or only those that are named), one at a time, in a
# copy of the last commit, builds, and runs the tests that the fault names: one of them has to fail. Prints which did,
# and fails where none does. By hand: it builds a good deal. ROOKERY_PLANTED=FOLDER keeps the copy there for next time.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=installer/setup.sh
. installer/setup.sh
rookery_setup build test

here=$PWD
if [ $# -gt 0 ]; then
    patches=()
    for name in "$@"; do patches+=("$here/tests/faults/planted/$name.patch"); done
else
    patches=("$here"/tests/faults/planted/*.patch)
fi

copy=${ROOKERY_PLANTED:-$(mktemp -d)/rookery}
if [ -z "${ROOKERY_PLANTED:-}" ]; then
    trap 'cd "$here"; git worktree remove --force "$copy"; rmdir "$(dirname "$copy")"' EXIT
fi
if [ -d "$copy" ]; then
    git -C "$copy" checkout -q --force --detach "$(git rev-parse HEAD)"
else
    git worktree add -q --detach "$copy" HEAD
fi
cd "$copy"
export QT_QPA_PLATFORM=offscreen TZ=Asia/Kathmandu

tests_of() { sed -n 's/^Tests: //p' "$1"; }
build() {
    local test targets=()
    for test in "$@"; do targets+=("tst_${test/\//_}"); done
    nice cmake --build --preset bench --target "${targets[@]}" >build/planted.log 2>&1 ||
        { tail -n 30 build/planted.log >&2; return 1; }
}
# What failed, by name; nothing: all is well.
run() {
    local code=0
    timeout 400 "build/bench/tests/${1%/*}/tst_${1/\//_}" >build/planted.log 2>&1 || code=$?
    [ "$code" != 0 ] || return 0
    local failed
    failed=$(sed -n 's/^FAIL!  : [A-Za-z]*::\([A-Za-z0-9]*\).*/\1/p' build/planted.log | uniq | head -n 1)
    echo "$1 ${failed:-ended with $code}"
}

cmake --preset bench >/dev/null
mapfile -t all < <(for patch in "${patches[@]}"; do tests_of "$patch" | tr ' ' '\n'; done | sort -u)
build "${all[@]}"
for test in "${all[@]}"; do
    failed=$(run "$test")
    [ -z "$failed" ] || { echo "Nothing is planted yet, and it fails: $failed" >&2; exit 1; }
done

missed=0
for patch in "${patches[@]}"; do
    name=$(basename "$patch" .patch)
    patch -s -p1 --no-backup-if-mismatch <"$patch" || { echo "$name: does not fit the source any more" >&2; exit 1; }
    # shellcheck disable=SC2046 # words
    build $(tests_of "$patch") || { echo "$name: can't be built" >&2; exit 1; }
    caught=()
    for test in $(tests_of "$patch"); do
        failed=$(run "$test")
        [ -z "$failed" ] || caught+=("$failed")
    done
    git checkout -q .
    if [ ${#caught[@]} = 0 ]; then
        caught=("NOT CAUGHT")
        missed=$((missed + 1))
    fi
    printf '%-28s %s\n' "$name" "${caught[0]}"
    for more in "${caught[@]:1}"; do printf '%-28s %s\n' "" "$more"; done
done
echo "${#patches[@]} faults planted, $missed not caught"
[ "$missed" = 0 ]
