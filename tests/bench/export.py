# SPDX-License-Identifier: GPL-3.0-or-later
"""export.py PROGRAM DATA_FOLDER ROUNDS OUT: takes a filled ledger out as CSV, JSON lines and a workbook, by turns with
`sqlite3 -csv` of the same columns and Python's xlsxwriter.

sqlite3 writes what stands in the ledger, times in ISO text, and guards nothing. xlsxwriter gets the same rows by
Python's sqlite3 module, in its constant-memory mode, with numbers, dates and texts as the program writes them.
`_x`: how many times faster than its peer; JSON lines are compared with `sqlite3 -csv` too. `_mb`: the most memory that
it had. `quarter_mb`: the same for a quarter of the rows: what does not grow is flat."""
import csv
import itertools
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

FIELDS = ["timestamp", "event", "trackerVersion", "appId", "platform", "digitalProperty", "timezone", "characterSet",
          "eventID", "visitorId", "sessionId", "userId", "conversionName", "transactionId", "currency", "revenue", "tax",
          "shipping"]
STATES = ["draft", "waiting", "sending", "delivered", "refused", "unknown", "skipped", "cancelled"]
CORRECTIONS = ["none", "cancelled", "amount-changed", "withdrawn"]


def words(column, texts):
    return f"CASE {column} " + " ".join(f"WHEN {i} THEN '{text}'" for i, text in enumerate(texts)) + " END"


def iso(column):
    return (f"strftime('%Y-%m-%dT%H:%M:%S', {column} / 1000, 'unixepoch') || "
            f"printf('.%03dZ', {column} % 1000)")


def columns(times=iso):
    """The columns of an export in their order, as SQL."""
    return [f"fields ->> '$.{name}' AS {name}" for name in FIELDS] + [
        words("state", STATES) + " AS state", "attempts", "profile", times("confirmed_ms") + " AS confirmed", "agent",
        words("live", ["practice", "live"]) + " AS live", "last_status AS status", "last_took_ms AS ms",
        "last_url AS url", "message", "note", words("correction", CORRECTIONS) + " AS correction",
        words("declined", ["no", "yes"]) + " AS declined",
        "CASE WHEN order_ms IS NULL THEN NULL ELSE " + times("order_ms") + " END AS order_time"]


XLSXWRITER = """
import sqlite3, sys, xlsxwriter
ledger, sql, out = sys.argv[1:4]
book = xlsxwriter.Workbook(out, {"constant_memory": True})
sheet = book.add_worksheet("Orders")
sheet.freeze_panes(1, 0)
money = book.add_format({"num_format": "0.00"})
when = book.add_format({"num_format": 'yyyy-mm-dd"T"hh:mm:ss.000"Z"'})
rows = sqlite3.connect(f"file:{ledger}?mode=ro", uri=True).execute(sql)
names = [column[0] for column in rows.description]
for i, name in enumerate(names):
    sheet.write_string(0, i, name, book.add_format({"bold": True}))
amounts = {names.index(name) for name in ("revenue", "tax", "shipping")}
counts = {names.index(name) for name in ("attempts", "status", "ms")}
times = {names.index(name) for name in ("confirmed", "order_time")}
for row, cells in enumerate(rows, 1):
    for i, cell in enumerate(cells):
        if cell is None or cell == "":
            continue
        if i in amounts:
            sheet.write_number(row, i, float(cell), money)
        elif i in counts:
            sheet.write_number(row, i, cell)
        elif i in times:
            sheet.write_number(row, i, cell / 86_400_000 + 25_569, when)
        else:
            sheet.write_string(row, i, cell)
book.close()
"""


def timed(command, out=None):
    """Seconds, and the most memory in MB."""
    with open(out or os.devnull, "wb") as file:
        started = time.perf_counter()
        child = subprocess.Popen(command, stdout=file)
        _, status, usage = os.wait4(child.pid, 0)
        took = time.perf_counter() - started
    child.returncode = status
    if status != 0:
        sys.exit(f"{command[0]} failed: {status}")
    return took, usage.ru_maxrss / 1024


def main(program, data, rounds, out):
    ledger = os.path.join(data, "ledger.sqlite")
    select = f"SELECT {', '.join(columns())} FROM event ORDER BY id"
    numbers = f"SELECT {', '.join(columns(lambda column: column))} FROM event ORDER BY id"
    history = [program, "--data-dir", data, "history", "--format"]
    figures = {"rows": int(subprocess.run(["sqlite3", ledger, "SELECT count(*) FROM event"], capture_output=True,
                                          check=True).stdout)}
    quarter = ["--limit", str(max(figures["rows"] // 4, 1))]
    with tempfile.TemporaryDirectory() as folder:
        file = {name: os.path.join(folder, name) for name in
                ("csv", "jsonl", "xlsx.xlsx", "sqlite3", "xlsxwriter.xlsx")}
        ours = {name: history + [name] for name in ("csv", "jsonl")}
        ours["xlsx"] = history + ["xlsx", "--output", file["xlsx.xlsx"]]
        runs = {
            "csv": lambda more=(): timed(ours["csv"] + list(more), file["csv"]),
            "sqlite3": lambda: timed(["sqlite3", "-readonly", "-csv", "-header", ledger, select], file["sqlite3"]),
            "jsonl": lambda more=(): timed(ours["jsonl"] + list(more), file["jsonl"]),
            "xlsx": lambda more=(): timed(ours["xlsx"] + list(more)),
            "xlsxwriter": lambda: timed([sys.executable, "-c", XLSXWRITER, ledger, numbers, file["xlsxwriter.xlsx"]]),
        }
        times = {name: [] for name in runs}
        for _ in range(rounds):
            for name, run in runs.items():
                seconds, memory = run()
                times[name].append(seconds)
                figures[name + "_mb"] = round(max(memory, figures.get(name + "_mb", 0)), 1)
        for name in runs:
            path = file.get(name) or file[name + ".xlsx"]
            figures[name + "_bytes"] = os.path.getsize(path)
            figures[name + "_s"] = round(statistics.median(times[name]), 2)
        with open(file["csv"], encoding="utf-8", newline="") as mine, \
                open(file["sqlite3"], encoding="utf-8", newline="") as theirs:
            # They quote by rules of their own.
            if any(a != b for a, b in itertools.zip_longest(csv.reader(mine), csv.reader(theirs))):
                sys.exit("the CSV of the program and of sqlite3 are not the same")
        for name in ours:
            figures[name + "_quarter_mb"] = round(runs[name](quarter)[1], 1)
    for name, peer in (("csv", "sqlite3"), ("jsonl", "sqlite3"), ("xlsx", "xlsxwriter")):
        figures[name + "_x"] = round(figures[peer + "_s"] / max(figures[name + "_s"], 0.01), 2)
    print(f"{figures['rows']:,} rows, median of {rounds}")
    print(f"{'':12}{'seconds':>9}{'rows/s':>11}{'times peer':>12}{'MB file':>9}{'MB memory':>11}{'of a quarter':>14}")
    for name in runs:
        print(f"{name:12}{figures[name + '_s']:9.2f}{figures['rows'] / max(figures[name + '_s'], 0.01):11,.0f}"
              f"{figures.get(name + '_x', ''):>12}{figures[name + '_bytes'] / 1e6:9.1f}{figures[name + '_mb']:11.1f}"
              f"{figures.get(name + '_quarter_mb', ''):>14}")
    with open(out, "w", encoding="utf-8") as to:
        to.write(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4])
