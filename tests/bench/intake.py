# SPDX-License-Identifier: GPL-3.0-or-later
"""intake.py PROGRAM ROWS OUT: makes a file of orders, then times the program and Python's csv module on it by turns.

The csv module merely reads; the program's `read` merely reads too, its `check` reads, maps, checks every row and finds
the duplicates in the file; `first` stops at the first screen of rows. `_x`: how many times faster than the csv module.
Medians of ROUNDS."""
import csv
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
import uuid

ROUNDS = 5
COLUMNS = ["Order ID", "Order Date", "Customer", "Visitor ID", "Total", "Tax", "Shipping", "Currency", "Status", "Agent",
           "Source", "Notes"]


def make(path, rows):
    rng = random.Random(4)
    with open(path, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(COLUMNS)
        for i in range(rows):
            cents = rng.randrange(500, 300_000)
            order = i - 7 if i % 1000 == 999 else i  # one in a thousand is there twice
            out.writerow([
                f"PH-{order:08d}", f"2026-11-{1 + i % 28:02d} {8 + i % 12:02d}:{i % 60:02d}",
                ("Zoë Müller", "Smith, John", "O'Neill", 'Ann "Annie" Lee', "Jane Doe")[i % 5],
                uuid.UUID(int=rng.getrandbits(128), version=4) if i % 3 == 0 else "",
                f"{cents / 100:.2f}", f"{cents // 6 / 100:.2f}", ("", "4.99", "14.99")[i % 3], "GBP", "paid",
                f"desk {i % 9}", ("phone", "till", "web, phone")[i % 3],
                "first line\nsecond line" if i % 50 == 0 else ("", "gift", "call back \"Fri\", am")[i % 3]])


def python_reads(path):
    started = time.perf_counter()
    with open(path, encoding="utf-8", newline="") as file:
        rows = sum(1 for _ in csv.reader(file))
    return time.perf_counter() - started, rows


def program_runs(program, what, path):
    started = time.perf_counter()
    child = subprocess.Popen([program, what, path], stdout=subprocess.PIPE)
    out = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    if status != 0:
        sys.exit(f"{program} {what} failed: {status}")
    return time.perf_counter() - started, json.loads(out), usage.ru_maxrss / 1024


def main(program, rows, out):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "orders.csv")
        make(path, rows)
        figures = {"rows": rows, "bytes": os.path.getsize(path)}
        times = {}
        for _ in range(ROUNDS):
            seconds, count = python_reads(path)
            times.setdefault("python", []).append(seconds)
            for what in ("first", "read", "check"):
                seconds, said, memory = program_runs(program, what, path)
                if what != "first" and said["rows"] != count:
                    sys.exit(f"{what} found {said['rows']} rows, Python {count}")
                times.setdefault(what, []).append(seconds)
                figures[what + "_said"] = said
                figures[what + "_mb"] = round(memory, 1)
        for what, all_seconds in times.items():
            figures[what + "_s"] = round(statistics.median(all_seconds), 3)
            figures[what + "_x"] = round(statistics.median(times["python"]) / statistics.median(all_seconds), 2)
    text = json.dumps(figures, indent=1)
    print(text)
    with open(out, "w", encoding="utf-8") as file:
        file.write(text + "\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
