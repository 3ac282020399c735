#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# tests/screens/tenorders.sh   logs ten orders in the real window by keys alone, and counts the keys
# Nothing is pressed but the data, a Tab between two values and one chord for each order. The ledger and the collector
# must have all ten, each once; the time from the first key of an order to *delivered* is printed.
set -Eeuo pipefail
trap 'echo "tenorders.sh: line $LINENO failed: $BASH_COMMAND" >&2' ERR
cd "$(dirname "$0")/../.."
# shellcheck source=installer/setup.sh
. installer/setup.sh
rookery_setup build screens
[ -f build/release/build.ninja ] || cmake --preset release >/dev/null
cmake --build --preset release --target rookery rookery-cli >/dev/null

if [ -z "${ROOKERY_IN_XVFB:-}" ]; then
    ROOKERY_IN_XVFB=1 exec xvfb-run -a -s "-screen 0 1280x720x24" "$0" "$@"
fi

data=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$data" "$data.wm"' EXIT
openbox --startup "touch $data.wm" >/dev/null 2>&1 &

fail() { echo "tenorders.sh: $*" >&2; exit 1; }
# A minute for what comes by itself: until "$@" succeeds.
await() {
    local what=$1 until=$((SECONDS + 60))
    shift
    until "$@" >/dev/null 2>&1; do
        [ "$SECONDS" -lt "$until" ] || fail "$what did not come within a minute."
        sleep 0.1
    done
}
await "The window manager" test -f "$data.wm" # it loses a window that is shown while it starts
build/release/bin/rookery --data-dir "$data" --agent "desk 4" --practice &
# The form is there, and its first field has the keys, when the window bears the name of its profile.
form() { xdotool search --onlyvisible --name '^Practice - Rookery$'; }
active() { [ "$(xdotool getactivewindow)" = "$window" ]; }
await "The form" form
window=$(form | sed -n 1p)
xdotool windowactivate "$window"
await "The window to the front" active
history=(build/release/bin/rookery-cli --data-dir "$data" history --format jsonl)

# What the ledger has of this order, by state.
delivered() { "${history[@]}" --search "$1" --status delivered 2>/dev/null | wc -l; }

keys=0
longest=0
for i in 0 1 2 3 4 5 6 7 8 9; do
    order="PH-01042$i"
    revenue="$((40 + i)).99"
    start=$(date +%s%3N)
    xdotool type --delay 30 "$order"
    xdotool key Tab
    xdotool type --delay 30 "$revenue"
    xdotool key ctrl+Return
    keys=$((keys + ${#order} + 1 + ${#revenue} + 1))
    until [ "$(delivered "$order")" = 1 ]; do
        [ $(($(date +%s%3N) - start)) -lt 20000 ] || fail "Order $order was not delivered."
        sleep 0.05
    done
    took=$(($(date +%s%3N) - start))
    [ "$took" -le "$longest" ] || longest=$took
    sleep 0.2 # a person looks up
done

data_keys=$((10 * (9 + 5)))
total=$("${history[@]}" | wc -l)
echo "$total orders in the ledger; $keys keys, of which $data_keys are data, 10 Tabs and 10 chords."
echo "The slowest order took $longest ms from its first key to delivered."
[ "$total" = 10 ] || fail "Ten orders were expected in the ledger."
[ "$keys" = $((data_keys + 20)) ] || fail "$((data_keys + 20)) keys were expected."
