# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts the window and a bare one by turns; prints medians of time to first paint and of memory a second later."""
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

ROUNDS = 15
SETTLE_S = 1.0


def measure(command):
    started = time.monotonic()
    program = subprocess.Popen(command, stderr=subprocess.PIPE, env={**os.environ, "ROOKERY_PRINT_FIRST_PAINT": "1"})
    for line in program.stderr:
        if line.startswith(b"first-paint"):
            break
    else:
        sys.exit(f"{command[0]} never painted")
    paint_ms = (time.monotonic() - started) * 1000
    time.sleep(SETTLE_S)
    memory = {}
    with open(f"/proc/{program.pid}/smaps_rollup", encoding="ascii") as rollup:
        for line in rollup:
            words = line.split()
            if words[0] in ("Rss:", "Pss:"):
                memory[words[0][:-1].lower()] = int(words[1]) / 1024
    program.kill()
    program.wait()
    return {"first_paint_ms": paint_ms, "rss_mb": memory["rss"], "pss_mb": memory["pss"]}


def main(folder, out):
    with tempfile.TemporaryDirectory() as data:
        commands = {"rookery": [f"{folder}/rookery", "--data-dir", data], "bare": [f"{folder}/barewindow"]}
        for command in commands.values():
            measure(command)  # the first start reads the libraries from disk
        runs = {name: [] for name in commands}
        for _ in range(ROUNDS):
            for name, command in commands.items():
                runs[name].append(measure(command))
    figures = {"rounds": ROUNDS}
    for key in ("first_paint_ms", "rss_mb", "pss_mb"):
        ours, bare = (statistics.median(run[key] for run in runs[name]) for name in ("rookery", "bare"))
        figures[key] = {"rookery": round(ours, 1), "bare": round(bare, 1), "ratio": round(ours / bare, 2)}
        print(f"{key:15} rookery {ours:7.1f}   bare {bare:7.1f}   ratio {ours / bare:.2f}")
    with open(out, "w", encoding="utf-8") as file:
        json.dump(figures, file, indent=1)


main(*sys.argv[1:])
