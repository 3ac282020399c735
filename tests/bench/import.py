# SPDX-License-Identifier: GPL-3.0-or-later
"""import.py PROGRAM ROWS OUT: makes a file of orders, then times `rookery-cli import --dry-run` and Python's csv module
on it by turns.

The csv module merely reads; the program reads, maps and checks every row and finds the duplicates: `summary` says only
the counts, `lines` writes a JSON line for each row into a file, `unread` writes them to nobody. `_x`: how many times
faster than the csv module. Medians of ROUNDS."""
import csv
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time

ROUNDS = 7
PROFILE = ["profile", "add", "P", "--host", "127.0.0.1", "--scheme", "http", "--port", "9", "--app-id", "acme-app",
           "--property", "acme-shop", "--currency", "GBP", "--conversion", "Sale", "--timezone", "Europe/London"]


def make(path, rows):
    rng = random.Random(4)
    with open(path, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["Order ID", "Order Date", "Customer", "Total", "Tax", "Currency"])
        for i in range(rows):
            cents = rng.randrange(500, 300_000)
            order = i - 7 if i % 1000 == 999 else i  # one in a thousand is there twice
            out.writerow([
                f"PH-{order:08d}", f"2026-11-{1 + i % 26:02d} {8 + i % 12:02d}:{i % 60:02d}",
                ("Zoë Müller", "Smith, John", "O'Neill", 'Ann "Annie" Lee', "Jane Doe")[i % 5], f"{cents / 100:.2f}",
                f"{cents // 6 / 100:.2f}", "GBP"])


def python_reads(path):
    started = time.perf_counter()
    with open(path, encoding="utf-8", newline="") as file:
        rows = sum(1 for _ in csv.reader(file))
    return time.perf_counter() - started, rows - 1


def imports(program, folder, path, more, out):
    started = time.perf_counter()
    child = subprocess.Popen([program, "--data-dir", folder, "import", path, "--profile", "P", "--dry-run"] + more,
                             stdout=out, stderr=subprocess.PIPE)
    said = child.stderr.read().decode()
    _, status, usage = os.wait4(child.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 5):
        sys.exit(f"{program} failed: {said}")
    return time.perf_counter() - started, said, usage.ru_maxrss / 1024


def main(program, rows, out):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([program, "--data-dir", folder] + PROFILE, check=True, stdout=subprocess.DEVNULL)
        path = os.path.join(folder, "orders.csv")
        make(path, rows)
        figures = {"rows": rows, "bytes": os.path.getsize(path)}
        times = {}
        lines = os.path.join(folder, "lines.jsonl")
        for _ in range(ROUNDS):
            seconds, count = python_reads(path)
            times.setdefault("python", []).append(seconds)
            for what, more, to in (("summary", ["--summary"], os.devnull), ("lines", [], lines),
                                   ("unread", [], os.devnull)):
                with open(to, "wb") as file:
                    seconds, said, memory = imports(program, folder, path, more, file)
                if f"{count} rows:" not in said:
                    sys.exit(f"Python read {count} rows; {what}: {said}")
                times.setdefault(what, []).append(seconds)
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
