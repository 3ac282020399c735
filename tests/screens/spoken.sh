#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# tests/screens/spoken.sh   what a screen reader gets of each page, over the real accessibility bus
# The trees go to build/screens/spoken-*.txt; ends with 1 where something that takes keys or clicks has no name.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=installer/setup.sh
. installer/setup.sh
rookery_setup build screens
[ -f build/release/build.ninja ] || cmake --preset release >/dev/null
cmake --build --preset release --target rookery rookery-cli >/dev/null

if [ -z "${ROOKERY_IN_XVFB:-}" ]; then
    ROOKERY_IN_XVFB=1 exec dbus-run-session -- xvfb-run -a -s "-screen 0 1280x720x24" "$0" "$@"
fi

data=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$data"' EXIT
mkdir -p build/screens
openbox >/dev/null 2>&1 &
/usr/libexec/at-spi-bus-launcher --launch-immediately >/dev/null 2>&1 &
export QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1

bad=0
# read_page NAME [KEYS] [-- WORDS of the program...]
read_page() {
    local name=$1 keys=$2 window=
    shift 2
    build/release/bin/rookery --data-dir "$data" --agent "desk 4" "$@" &
    local program=$!
    # The windows of the program before may still be going.
    until window=$(xdotool search --onlyvisible --pid "$program" --name 'Rookery$' | head -1) && [ -n "$window" ] \
        && xdotool windowactivate --sync "$window" 2>/dev/null; do
        kill -0 "$program"
        sleep 0.1
    done
    /usr/bin/python3 -B tests/screens/spoken.py Rookery /dev/null >/dev/null || true # it is there, and has read its ledger
    [ -z "$keys" ] || xdotool key --delay 200 $keys
    /usr/bin/python3 -B tests/screens/spoken.py Rookery "build/screens/spoken-$name.txt" || bad=1
    kill "$program"
    wait "$program" 2>/dev/null || true
}

read_page first-start ""
read_page practice "alt+m" --practice
for i in 1 2 3; do
    build/release/bin/rookery-cli --data-dir "$data" --agent "desk 4" send --profile Practice \
        --set "transactionId=PH-01041$i" "revenue=$((40 + i)).99" >/dev/null || true # nobody listens: it waits
done
read_page history "" --page history
printf 'Order ID,Total,Tax\nA-1,10.00,2.00\nA-2,"12,50",\nA-1,10.00,2.00\n' >"$data/orders.csv"
read_page batch-start "" --page batch
read_page batch "" "$data/orders.csv"
read_page settings "ctrl+comma"
read_page shortcuts "ctrl+slash"
exit "$bad"
