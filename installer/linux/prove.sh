#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Proves the packages of build.sh in a system of their own, made by debootstrap: installs, starts, sends, upgrades, purges.
# Needs root. Ends with 0 and "ALL PROVEN"; pictures of the window are in build/linux/proof.
set -euo pipefail
cd "$(dirname "$0")/../.."
if [ -z "${ROOKERY_IN_XVFB:-}" ]; then
    # shellcheck source=installer/setup.sh
    . installer/setup.sh
    rookery_setup build linux
    # Open to everybody here: the programs in the other system have no key to it.
    exec env ROOKERY_IN_XVFB=1 xvfb-run -a -s "-screen 0 1280x860x24 -ac" "$0" "$@"
fi

out=$PWD/build/linux
proof=$out/proof
version=$(sed -n 's/^project(Rookery VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)
deb=$(echo "$out"/rookery_"$version"*.deb)
bundle=$(echo "$out"/rookery-"$version"-linux-*.tar.xz)
! mountpoint -q "$proof/system/proc" || umount "$proof/system/proc" # of a proof that was cut off
rm -rf "$proof"
mkdir -p "$proof"

say() { echo "prove: [$SECONDS s] $*"; }
fail() { say "FAILED: $*"; exit 1; }

# --- What can be said without installing anything
lintian --fail-on error,warning "$deb" || fail "lintian"
dpkg-deb -x "$deb" "$proof/content"
desktop-file-validate "$proof/content/usr/share/applications/rookery.desktop"
appstreamcli validate --no-net "$proof"/content/usr/share/metainfo/*.xml >"$proof/appstream.txt" ||
    { cat "$proof/appstream.txt"; fail "AppStream"; }
dpkg-deb -f "$deb" Depends | fold -s -w 110 | sed 's/^/    /'
say "lintian, desktop file and metadata are in order"

# --- The system: made once, copied for each proof
codename=$(. /etc/os-release && echo "$VERSION_CODENAME")
archive=$(apt-get indextargets --format "\$(RELEASE) \$(REPO_URI)" 'Created-By: Packages' |
    sed -n "s/^$codename //p" | head -1)
[ -n "$archive" ] || archive=$(apt-get indextargets --format "\$(CODENAME) \$(REPO_URI)" 'Created-By: Packages' |
    sed -n "s/^$codename //p" | head -1)
if [ ! -e "$out/system.tar" ]; then
    rm -rf "$out/system"
    debootstrap --variant=minbase "$codename" "$out/system" "$archive" >"$out/debootstrap.log"
    tar -C "$out/system" -cf "$out/system.tar" .
    rm -rf "$out/system"
fi
system=$proof/system
mkdir "$system"
tar -C "$system" -xf "$out/system.tar"
cp /etc/resolv.conf "$system/etc/"
# How this computer reaches the archive, in whatever way.
cp -R /etc/apt/apt.conf.d/. "$system/etc/apt/apt.conf.d/"
printf '#!/bin/sh\nexit 101\n' >"$system/usr/sbin/policy-rc.d" # packages start no services there
chmod +x "$system/usr/sbin/policy-rc.d"
inside() { chroot "$system" /usr/bin/env -i HOME=/home/desk PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 \
    XDG_RUNTIME_DIR=/tmp DISPLAY="$DISPLAY" DEBIAN_FRONTEND=noninteractive "$@"; }
mkdir -p "$system/home/desk"
collector=""
leave() {
    [ -z "$collector" ] || kill "$collector" 2>/dev/null || true
    ! mountpoint -q "$system/proc" || umount -l "$system/proc"
}
trap leave EXIT
mount -t proc proc "$system/proc" # without it a program does not know where it lies
say "a $codename of $(du -smx "$system" | cut -f1) MB"

# 1. The folder that runs from where it is: here no Qt is installed.
tar -C "$system/opt" -xf "$bundle"
carried=/opt/$(basename "$bundle" .tar.xz)
! inside sh -c 'ls /usr/lib/*/libQt6Core.so.6' >/dev/null 2>&1 || fail "this system has Qt"
inside "$carried/bin/rookery-cli" --self-test >"$proof/self-test-bundle-cli.txt" ||
    { cat "$proof/self-test-bundle-cli.txt"; fail "self-test of the bundle"; }
say "the bundle's command line passes its self-test where no Qt is"

# 2. An older version, then this one
rm -rf "$proof/older"
dpkg-deb -R "$deb" "$proof/older"
sed -i 's/^Version:.*/Version: 0.0.1/' "$proof/older/DEBIAN/control"
dpkg-deb --root-owner-group -b "$proof/older" "$system/root/older.deb" >/dev/null
cp "$deb" "$system/root/rookery.deb"
inside apt-get -qq update >"$proof/apt.log" 2>&1
inside apt-get -qq install -y --no-install-recommends /root/older.deb >>"$proof/apt.log" 2>&1 || fail "installing; see apt.log"
say "0.0.1 installed with what it depends on: $(du -smx "$system" | cut -f1) MB"

port=$(python3 -c 'import socket; s=socket.socket(); s.bind(("127.0.0.1",0)); print(s.getsockname()[1])')
inside rookery-cli practice --port "$port" >"$proof/collector.txt" &
collector=$!
until [ -s "$proof/collector.txt" ]; do kill -0 "$collector"; sleep 0.1; done
inside rookery-cli profile add Proof --scheme http --host 127.0.0.1 --port "$port" --app-id app --property shop \
    --currency GBP --conversion Sale --timezone Europe/London >/dev/null
for n in 1 2 3; do
    inside rookery-cli send --profile Proof --set "transactionId=proof-$n" "revenue=$n.50" >/dev/null
done
before=$(inside rookery-cli history --format csv | sha256sum)

inside apt-get -qq install -y --no-install-recommends /root/rookery.deb >>"$proof/apt.log" 2>&1 || fail "the upgrade; see apt.log"
# shellcheck disable=SC2016 # for dpkg-query
[ "$(inside dpkg-query -W -f '${Version}' rookery)" = "$version" ] || fail "not upgraded"
[ "$(inside rookery-cli history --format csv | sha256sum)" = "$before" ] || fail "the upgrade changed the ledger"
say "upgraded to $version; the ledger is the same"

# 3. Started
inside rookery-cli --self-test >"$proof/self-test-cli.txt" || fail "self-test of the command line"
inside rookery --self-test >"$proof/self-test.txt" || { cat "$proof/self-test.txt"; fail "self-test of the window"; }
sed 's/^/    /' "$proof/self-test.txt"
started=$(date +%s%N)
inside rookery --page history >"$proof/window.log" 2>&1 &
window=$!
until xwininfo -root -tree 2>/dev/null | grep -q Rookery; do kill -0 "$window"; sleep 0.05; done
say "a window after $((($(date +%s%N) - started) / 1000000)) ms"
sleep 3
import -window root "$proof/window.png"
kill "$window"
wait "$window" 2>/dev/null || true
inside "$carried/bin/rookery" --self-test >"$proof/self-test-bundle.txt" || fail "self-test of the bundle's window"
say "the window is there, from the package and from the bundle"

# 4. Pages and completion name every verb that there is
for page in rookery rookery-cli; do
    man --warnings -l "$proof/content/usr/share/man/man1/$page.1.gz" >"$proof/$page.txt" 2>"$proof/man.err" || true
    [ ! -s "$proof/man.err" ] || { cat "$proof/man.err"; fail "the man page of $page"; }
done
for verb in $(inside rookery-cli --help | sed -n '/^Subcommands:/,/^$/s/^  \([a-z-]*\) .*/\1/p'); do
    grep -qw "$verb" "$proof/rookery-cli.txt" || fail "$verb is not in the man page"
done
# shellcheck disable=SC2016 # for the other bash
inside bash -c '. /usr/share/bash-completion/completions/rookery-cli
    COMP_WORDS=(rookery-cli ledger ba) COMP_CWORD=2; _rookery_cli; echo "${COMPREPLY[@]}"
    COMP_WORDS=(rookery-cli send --pro) COMP_CWORD=2; _rookery_cli; echo "${COMPREPLY[@]}"' >"$proof/completion.txt"
[ "$(tr '\n' ' ' <"$proof/completion.txt")" = "backup --profile " ] || fail "completion: $(cat "$proof/completion.txt")"
say "man pages name every verb; completion completes"

# 5. Purged
inside apt-get -qq purge -y rookery >>"$proof/apt.log" 2>&1
left=$(cd "$proof/content" && find . -type f | while read -r file; do [ ! -e "$system/$file" ] || echo "$file"; done)
[ -z "$left" ] || fail "left behind: $left"
[ -e "$system/home/desk/.local/share/Rookery/ledger.sqlite" ] || fail "the data are gone"
say "purged; the data are where they were"
leave
rm -rf "$system" "$proof/older" "$proof/content"
say "ALL PROVEN"
