#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# tests/bench/run.sh start            time to first paint and memory of the window, beside a bare QMainWindow's
# tests/bench/run.sh holds [ORDERS]   how long the window stands still while a history of 1,000,000 and a file of as
#                                     many orders are looked through
# tests/bench/run.sh csv [ROWS]       rows a second from a CSV of 1,000,000 orders, beside Python's csv module
# tests/bench/run.sh import [ROWS]    seconds of `rookery-cli import --dry-run`, beside Python's csv module reading
# tests/bench/run.sh accept [ROWS]    seconds of `rookery-cli import` into a ledger, beside a bare loop of inserts
# tests/bench/run.sh xlsx [ROWS]      rows a second from a spreadsheet of 100,000 orders, beside openpyxl
# tests/bench/run.sh export [ROWS [ROUNDS]]  seconds to take out 1,000,000 orders as CSV, JSON lines and xlsx, beside
#                                     `sqlite3 -csv` and Python's xlsxwriter; 5 rounds
# tests/bench/run.sh intake [ROWS]    csv, import, accept, xlsx and holds, all with as many rows
# Figures also go to build/bench/<name>.json.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=installer/setup.sh
. installer/setup.sh
rookery_setup build test

display=()
[ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || display=(xvfb-run -a -s "-screen 0 1400x900x24")

start() {
    cmake --build --preset bench --target rookery barewindow
    "${display[@]}" python3 tests/bench/start.py build/bench/bin build/bench/start.json
}

# filled ROWS: a data folder with as many orders, in $data until the end
filled() {
    data=$(mktemp -d)
    # shellcheck disable=SC2064
    trap "rm -rf '$data'" EXIT
    build/bench/bin/rookery-cli --data-dir "$data" profile add Practice --host 127.0.0.1 --scheme http --port 9 \
        --app-id acme-app --property acme-shop --currency GBP --conversion Sale --timezone Europe/London
    build/bench/bin/rookery-cli --data-dir "$data" resume # makes the ledger
    python3 tests/bench/fill.py "$data" "$1"
}

holds() {
    cmake --build --preset bench --target holds rookery-cli
    filled "${1:-1000000}"
    python3 -c 'import importlib, sys; sys.path.insert(0, "tests/bench"); importlib.import_module("import").make(
        sys.argv[1], int(sys.argv[2]))' "$data/orders.csv" "${1:-1000000}"
    "${display[@]}" build/bench/bin/holds "$data" "$data/orders.csv" | tee build/bench/holds.json
}

csv() {
    cmake --build --preset bench --target bench_intake
    python3 tests/bench/intake.py build/bench/bin/bench_intake "${1:-1000000}" build/bench/csv.json
}

import() {
    cmake --build --preset bench --target rookery-cli
    python3 tests/bench/import.py build/bench/bin/rookery-cli "${1:-1000000}" build/bench/import.json
}

accept() {
    cmake --build --preset bench --target rookery-cli bareinsert
    python3 tests/bench/accept.py build/bench/bin/rookery-cli build/bench/bin/bareinsert "${1:-1000000}" \
        build/bench/accept.json
}

python_with_xlsx() { # the system's has the packages, should another come first
    if python3 -c 'import openpyxl, xlsxwriter' 2>/dev/null; then echo python3; else echo /usr/bin/python3; fi
}

export_() {
    cmake --build --preset bench --target rookery-cli
    filled "${1:-1000000}"
    "$(python_with_xlsx)" tests/bench/export.py build/bench/bin/rookery-cli "$data" "${2:-5}" build/bench/export.json
}

xlsx() {
    cmake --build --preset bench --target bench_intake
    "$(python_with_xlsx)" tests/bench/xlsx.py build/bench/bin/bench_intake "${1:-100000}" build/bench/xlsx.json
}

intake() {
    local part
    for part in csv import accept xlsx holds; do
        "$part" "$@"
    done
}

case "${1:-}" in
start | holds | csv | import | accept | xlsx | intake)
    cmake --preset bench >/dev/null
    "$@"
    ;;
export) # a word of the shell
    cmake --preset bench >/dev/null
    export_ "${@:2}"
    ;;
*)
    sed -n '3,13s/^# //p' "$0" >&2
    exit 2
    ;;
esac
