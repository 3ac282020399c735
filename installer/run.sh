#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds the release preset and starts the console with a practice profile ready.
# Without a display: sends the orders of a sample file to a practice collector, prints the history as a table
# and leaves screenshots under build/.
# With the name of a system it makes the packages for that instead: installer/run.sh windows|linux|macos
set -euo pipefail
cd "$(dirname "$0")/.."
case "${1:-}" in
windows | linux | macos) exec "installer/$1/build.sh" ;;
esac
# shellcheck source=installer/setup.sh
. installer/setup.sh

rookery_setup build
[ -f build/release/build.ninja ] || cmake --preset release >/dev/null
cmake --build --preset release

bin=build/release/bin
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec "$bin/rookery" --practice "$@"
fi

echo "No display: sending the sample orders to a practice collector."
data=build/headless-data
rm -rf "$data" build/practice.txt
"$bin/rookery-cli" practice --port 0 >build/practice.txt &
collector=$!
trap 'kill $collector 2>/dev/null || true' EXIT
until [ -s build/practice.txt ]; do
    kill -0 $collector
    sleep 0.05
done
port=$(sed -n '1s/.*:\([0-9]*\)$/\1/p' build/practice.txt)

"$bin/rookery-cli" --data-dir "$data" profile add Practice --scheme http --host 127.0.0.1 --port "$port" \
    --app-id practice-app --property practice-shop --currency GBP --conversion Sale --timezone Europe/London
# read takes tabs for white space and would move what stands behind an empty cell.
tail -n +2 resources/samples/orders.tsv | tr '\t' '|' | while IFS='|' read -r order revenue tax shipping; do
    "$bin/rookery-cli" --data-dir "$data" send --profile Practice --set "transactionId=$order" "revenue=$revenue" \
        "tax=$tax" "shipping=$shipping" >/dev/null
done
"$bin/rookery-cli" --data-dir "$data" history --format table

for page in order history; do
    QT_QPA_PLATFORM=offscreen "$bin/rookery" --data-dir "$data" --page $page --screenshot "build/rookery-$page.png"
    echo "build/rookery-$page.png"
done
