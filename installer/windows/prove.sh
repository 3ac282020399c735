#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Proves the packages of build.sh under Wine, without a screen: installs, sends orders to a collector on this side,
# compares with the Linux program, breaks off, upgrades, uninstalls. Needs build/release, which it makes if it is not there.
# Ends with 0 and "ALL PROVEN"; pictures of the window are in build/windows/proof.
set -euo pipefail
cd "$(dirname "$0")/../.."
if [ -z "${ROOKERY_IN_XVFB:-}" ]; then
    # shellcheck source=installer/setup.sh
    . installer/setup.sh
    rookery_setup build windows
    exec env ROOKERY_IN_XVFB=1 xvfb-run -a -s "-screen 0 1280x860x24" "$0" "$@"
fi

repo=$PWD
out=$repo/build/windows
proof=$out/proof
version=$(sed -n 's/^project(Rookery VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)
setup=$out/Rookery-$version-setup.exe
portable=$out/Rookery-$version-portable.zip
linux_cli=$repo/build/release/bin/rookery-cli
[ -e "$linux_cli" ] || { cmake --preset release >/dev/null && cmake --build --preset release; }
rm -rf "$proof"
mkdir -p "$proof"

say() { echo "prove: [$SECONDS s] $*"; }
fail() { say "FAILED: $*"; exit 1; }

# --- Wine
# Non-ASCII in paths has to come through, and no dialog may ask for what is not there.
export LC_ALL=C.UTF-8 WINEPREFIX=$proof/wine WINEARCH=win64 WINEDEBUG=-all WINEDLLOVERRIDES="mscoree,mshtml="
wineserver=$(command -v wineserver || echo /usr/lib/wine/wineserver)
settle() { timeout 120 "$wineserver" -w || fail "something under Wine does not end"; }
collector=""
stop_collector() {
    [ -z "$collector" ] || kill "$collector" 2>/dev/null || true
    wait "$collector" 2>/dev/null || true
    collector=""
}
trap 'stop_collector; "$wineserver" -k || true' EXIT

timeout 300 wine wineboot -i >"$proof/wineboot.log" 2>&1
timeout 120 wine winecfg -v win10 >>"$proof/wineboot.log" 2>&1
settle
home=$(find "$WINEPREFIX/drive_c/users" -maxdepth 1 -mindepth 1 -not -name Public | head -1)
installed=$home/AppData/Local/Programs/Rookery
data=$home/AppData/Local/Rookery
menu="$home/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Rookery"
uninstall_key='HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Rookery'
say "Wine: $(timeout 60 wine cmd /c ver 2>/dev/null | tr -d '\r\n')"

# --- Orders
port=$(python3 -c 'import socket; s=socket.socket(); s.bind(("127.0.0.1",0)); print(s.getsockname()[1])')
start_collector() { # [argument ...]
    : >"$proof/collector.txt"
    "$linux_cli" practice --port "$port" "$@" >"$proof/collector.txt" 2>&1 &
    collector=$!
    until [ -s "$proof/collector.txt" ]; do kill -0 "$collector"; sleep 0.1; done
}
windows() { timeout 120 wine "$installed/rookery-cli.exe" "$@"; }
# The program of this Wine, and of no other, that was started with these words.
pid_of() {
    local process
    for process in /proc/[0-9]*; do
        # It may have ended meanwhile, or be another's.
        if { tr '\0' '\n' <"$process/environ" | grep -qxF "WINEPREFIX=$WINEPREFIX" &&
            tr '\0' ' ' <"$process/cmdline" | grep -q "^[^ ]*rookery-cli.exe .*$1"; } 2>/dev/null; then
            basename "$process"
            return
        fi
    done
    return 1
}
# Runs a command that has to end with the given code.
expect() { # code command ...
    local wanted=$1 code=0
    shift
    "$@" >"$proof/last.out" 2>"$proof/last.err" || code=$?
    [ "$code" = "$wanted" ] || { cat "$proof/last.out" "$proof/last.err"; fail "ended with $code, not $wanted: $*"; }
}
profile_options=(--scheme http --host 127.0.0.1 --port "$port" --app-id app --property shop --currency GBP
    --conversion Sale --timezone Europe/London)
# Three orders, the same every time: nothing is left to chance but the moment and how long it took.
three_orders() { # command ...
    expect 0 "$@" --agent "Zoë 数" profile add Proof "${profile_options[@]}"
    local n
    for n in 1 2 3; do
        expect 0 "$@" --agent "Zoë 数" send --profile Proof --at "176400000000$n" \
            --event-id "0193000$n-0000-7000-8000-000000000000" --set "transactionId=Größe-$n" "revenue=10$n.50"
    done
}

# 1. Silent install
timeout 300 wine "$setup" /S || fail "the installer ended with $?"
settle
diff -r "$out/stage" "$installed" | grep -v 'Uninstall.exe$' && fail "what is installed is not what was packed"
[ -e "$menu/Rookery.lnk" ] || fail "no Start menu entry"
timeout 60 wine reg query "$uninstall_key" /v DisplayVersion 2>/dev/null | grep -q "$version" || fail "no registry entry"
say "installed $(find "$installed" -type f | wc -l) files silently, Start menu entry there"

# 2. Self-tests
expect 0 timeout 120 wine "$installed/rookery-cli.exe" --self-test
tr -d '\r' <"$proof/last.out" >"$proof/self-test-cli.txt"
expect 0 timeout 120 wine "$installed/rookery.exe" --self-test
tr -d '\r' <"$proof/last.out" >"$proof/self-test.txt"
grep -q '^tls: ok schannel' "$proof/self-test.txt" || fail "TLS is not by schannel"
sed 's/^/    /' "$proof/self-test.txt"
say "both self-tests passed"

# 3. The same three orders from Windows and from Linux
start_collector
three_orders windows
[ -e "$data/ledger.sqlite" ] || fail "the ledger is not in local application data"
stop_collector
start_collector
three_orders "$linux_cli" --data-dir "$proof/linux"
stop_collector
# The same ledger, read by both: equal to the byte.
for format in csv jsonl har; do
    expect 0 windows history --format "$format"
    cp "$proof/last.out" "$proof/windows.$format"
    expect 0 "$linux_cli" --data-dir "$data" history --format "$format"
    cmp "$proof/windows.$format" "$proof/last.out" || fail "$format of one ledger differs"
done
# Two ledgers of the same orders: equal to the byte but for the moment of confirming and the milliseconds taken.
expect 0 "$linux_cli" --data-dir "$proof/linux" history --format csv
cp "$proof/last.out" "$proof/linux.csv"
timeless() { sed -E 's/,20[0-9]{2}-[0-9-]*T[0-9:.]*Z,/,CONFIRMED,/; s/,200,[0-9]+,http/,200,MS,http/' "$1"; }
timeless "$proof/windows.csv" >"$proof/windows.timeless.csv"
timeless "$proof/linux.csv" >"$proof/linux.timeless.csv"
cmp "$proof/windows.timeless.csv" "$proof/linux.timeless.csv" || fail "the same orders are another history on Windows"
[ "$(grep -c ',delivered,' "$proof/windows.csv")" = 3 ] || fail "not three orders delivered"
say "three orders delivered; csv, jsonl, har equal to the byte ($(stat -c %s "$proof/windows.csv") bytes of csv)"

# 4. Killed while an order is under way, and one that waits: both go later, with the event IDs they had
echo '[{"delayMs": 60000}]' >"$proof/hangs.json"
expect 3 windows send --profile Proof --set transactionId=waits revenue=1.00
start_collector --script "$proof/hangs.json"
windows send --profile Proof --set transactionId=killed revenue=2.00 >/dev/null 2>&1 &
until windows history --search killed --format jsonl 2>/dev/null | grep -q '"state":"sending"'; do
    [ "$SECONDS" -lt 600 ] || fail "the order is never under way"
done
kill -KILL "$(pid_of transactionId=killed)"
settle
stop_collector
before=$("$linux_cli" --data-dir "$data" history --search killed --format jsonl)
start_collector
expect 0 windows deliver --all
after=$("$linux_cli" --data-dir "$data" history --search killed --format jsonl)
id_of() { python3 -c 'import json, sys; print(json.loads(sys.argv[1])["eventID"])' "$1"; }
grep -q '"state":"delivered"' <<<"$after" || fail "the killed order is not delivered"
[ "$(id_of "$before")" = "$(id_of "$after")" ] || fail "the killed order has another event ID"
expect 0 windows history --search waits --format jsonl
grep -q '"state":"delivered"' "$proof/last.out" || fail "the waiting order is not delivered"
expect 0 windows ledger check
say "killed under way and sent again with the same event ID; the waiting order went; the ledger is sound"

# 5. The window; a profile is opened by its file; nothing is installed or removed while it runs
window_is_there() { xwininfo -root -tree 2>/dev/null | grep -q "$1"; }
wait_for_window() {
    local n
    for n in $(seq 150); do
        ! window_is_there "$1" || return 0
        sleep 0.2
    done
    fail "no window \"$1\" (after $n tries)"
}
picture() { sleep 4; import -window root "$proof/$1.png"; }
started=$(date +%s%N)
wine "$installed/rookery.exe" --page history >"$proof/window.log" 2>&1 &
wait_for_window Rookery
say "a window after $((($(date +%s%N) - started) / 1000000)) ms"
picture window
code=0
timeout 120 wine "$setup" /S || code=$?
[ "$code" = 3 ] || fail "the installer ended with $code while the window was open"
code=0
timeout 120 wine "$installed/Uninstall.exe" /S "_?=$(winepath -w "$installed")" || code=$?
[ "$code" = 3 ] || fail "the uninstaller ended with $code while the window was open"
[ -e "$installed/rookery.exe" ] || fail "the program is gone while it runs"
cp "$proof"/linux/profiles/*.json "$WINEPREFIX/drive_c/other desk.rookery-profile"
# Wine looks for file types in the machine's part of the registry alone: what Explorer would run is run from here. The
# window that is open takes the file, and the second program ends. That the profile is shown then was seen on Linux alone.
opens=$(timeout 60 wine reg query 'HKCU\Software\Classes\Rookery.Profile\shell\open\command' /ve 2>/dev/null |
    tr -d '\r' | sed -n 's/.*REG_SZ *//p')
[ "$opens" = "\"$(winepath -w "$installed")\\rookery.exe\" \"%1\"" ] || fail "profiles are opened by: $opens"
timeout 60 wine "$installed/rookery.exe" 'C:\other desk.rookery-profile' || fail "a second program ended with $?"
picture second
timeout 60 wine taskkill /f /im rookery.exe >/dev/null 2>&1 || true
settle
say "pictures of the window; installer and uninstaller refuse while it runs"

# 6. Upgrade: an older version, with a file that the new one does not have
before=$("$linux_cli" --data-dir "$data" history --format csv | sha256sum)
rm -rf "$proof/older"
cp -R "$out/stage" "$proof/older"
echo old >"$proof/older/old.dll"
installer/windows/setup-exe.sh "$proof/older" 0.0.1 "$out/rookery/installer/windows/rookery.ico" "$proof/older.exe"
timeout 300 wine "$proof/older.exe" /S
settle
[ -e "$installed/old.dll" ] || fail "the older version is not installed"
echo mine >"$installed/mine.txt"
timeout 300 wine "$setup" /S
settle
[ ! -e "$installed/old.dll" ] || fail "a file of the older version is left"
[ -e "$installed/mine.txt" ] || fail "the upgrade removed a file that is not ours"
timeout 60 wine reg query "$uninstall_key" /v DisplayVersion 2>/dev/null | grep -q "$version" || fail "no new version"
expect 0 windows history --format csv
[ "$(sha256sum <"$proof/last.out")" = "$before" ] || fail "the upgrade changed the ledger"
say "upgraded from 0.0.1; the ledger is the same"

# 7. A ledger of Linux under Wine, and back
expect 0 windows --data-dir "Z:$proof/linux" send --profile Proof --set transactionId=from-wine revenue=4.00
expect 0 "$linux_cli" --data-dir "$proof/linux" send --profile Proof --set transactionId=back revenue=5.00
expect 0 windows --data-dir "Z:$proof/linux" ledger check
expect 0 "$linux_cli" --data-dir "$proof/linux" ledger check
[ "$("$linux_cli" --data-dir "$proof/linux" history --format jsonl | grep -c '"state":"delivered"')" = 5 ] ||
    fail "the ledger that went to and fro has not its five orders"
say "a ledger went from Linux to Wine and back"

# 8. Uninstall: the program goes, the data and what is not ours stay
timeout 120 wine "$installed/Uninstall.exe" /S
settle
[ "$(ls "$installed")" = mine.txt ] || fail "left behind: $(ls "$installed")"
[ ! -e "$menu" ] || fail "the Start menu entry is left"
! timeout 60 wine reg query "$uninstall_key" >/dev/null 2>&1 || fail "a registry entry is left"
! timeout 60 wine reg query 'HKCU\Software\Classes\.rookery-profile' >/dev/null 2>&1 || fail "the file type is left"
[ "$("$linux_cli" --data-dir "$data" history --format csv | sha256sum)" = "$before" ] || fail "the data are gone"
say "uninstalled; the data are where they were"

# 9. The portable copy, in a folder with a space and letters of two alphabets
carried="$WINEPREFIX/drive_c/Krähe 数据"
mkdir -p "$carried"
unzip -q "$portable" -d "$carried"
carried=$carried/$(basename "$portable" .zip)
three_orders timeout 120 wine "$carried/rookery-cli.exe"
[ -e "$carried/data/ledger.sqlite" ] || fail "the data of the portable copy are not beside it"
[ "$("$linux_cli" --data-dir "$carried/data" history --format jsonl | grep -c '"state":"delivered"')" = 3 ] ||
    fail "the portable copy has not sent its three orders"
say "the portable copy keeps its data beside it"
stop_collector
say "ALL PROVEN"
