#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# tests/bench/run.sh start    time to first paint and memory of the window, beside a bare QMainWindow's
# Figures also go to build/bench/<name>.json.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=installer/setup.sh
. installer/setup.sh
rookery_setup build test

case "${1:-}" in
start) ;;
*)
    sed -n '3,4s/^# //p' "$0" >&2
    exit 2
    ;;
esac

cmake --preset bench >/dev/null
cmake --build --preset bench --target rookery barewindow
display=()
[ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || display=(xvfb-run -a -s "-screen 0 1400x900x24")
exec "${display[@]}" python3 tests/bench/start.py build/bench/bin build/bench/start.json
