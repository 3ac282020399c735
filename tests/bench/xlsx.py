# SPDX-License-Identifier: GPL-3.0-or-later
"""xlsx.py PROGRAM ROWS OUT: makes a spreadsheet of orders, then times the program and openpyxl's read-only mode on it by
turns, and a bare pass of expat over its parts.

openpyxl merely reads the cells' values; the program's `sheet` reads them as they are shown. `flat_mb`: what the whole
needs beyond a quarter of it, where the texts stand in the cells and are not shared. `_x`: how many times faster than
openpyxl. Medians of ROUNDS."""
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
import zipfile
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime, timedelta
from xml.parsers import expat

ROUNDS = 3
COLUMNS = ["Order ID", "Order Date", "Customer", "Visitor ID", "Total", "Tax", "Shipping", "Currency", "Status", "Agent",
           "Source", "Notes"]


def apart(function, *arguments):
    """In a process of its own: what this one has in memory counts as the program's when it starts it."""
    with ProcessPoolExecutor(max_workers=1) as pool:
        return pool.submit(function, *arguments).result()


def make(path, rows, shared=True):
    import xlsxwriter
    rng = random.Random(4)
    # Constant memory writes the texts into the cells.
    book = xlsxwriter.Workbook(path, {"constant_memory": not shared})
    sheet = book.add_worksheet("Orders")
    money = book.add_format({"num_format": "#,##0.00"})
    when = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    sheet.write_row(0, 0, COLUMNS)
    for i in range(rows):
        cents = rng.randrange(500, 300_000)
        row = i + 1
        sheet.write_string(row, 0, f"PH-{i:08d}")
        sheet.write_datetime(row, 1, datetime(2026, 11, 1) + timedelta(minutes=i % 40_000), when)
        sheet.write_string(row, 2, ("Zoë Müller", "Smith, John", "O'Neill", 'Ann "Annie" Lee', "Jane Doe")[i % 5])
        if i % 3 == 0:
            sheet.write_string(row, 3, str(uuid.UUID(int=rng.getrandbits(128), version=4)))
        sheet.write_number(row, 4, cents / 100, money)
        sheet.write_number(row, 5, cents // 6 / 100, money)
        if i % 3:
            sheet.write_number(row, 6, (0, 4.99, 14.99)[i % 3], money)
        sheet.write_string(row, 7, "GBP")
        sheet.write_string(row, 8, "paid")
        sheet.write_string(row, 9, f"desk {i % 9}")
        sheet.write_string(row, 10, ("phone", "till", "web, phone")[i % 3])
        if i % 3 == 1:
            sheet.write_string(row, 11, "first line\nsecond line" if i % 50 == 1 else "gift & card")
    book.close()


def openpyxl_reads(path):
    import openpyxl
    started = time.perf_counter()
    book = openpyxl.load_workbook(path, read_only=True)
    rows = sum(1 for _ in book.worksheets[0].iter_rows(values_only=True))
    book.close()
    return time.perf_counter() - started, rows


def expat_passes(path):
    started = time.perf_counter()
    with zipfile.ZipFile(path) as archive:
        for part in ("xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"):
            with archive.open(part) as stream:
                expat.ParserCreate().ParseFile(stream)
    return time.perf_counter() - started


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
        path = os.path.join(folder, "orders.xlsx")
        apart(make, path, rows)
        figures = {"rows": rows, "bytes": os.path.getsize(path)}
        times = {}
        for _ in range(ROUNDS):
            seconds, count = apart(openpyxl_reads, path)
            times.setdefault("openpyxl", []).append(seconds)
            times.setdefault("expat", []).append(expat_passes(path))
            for what in ("sheet", "check-file"):
                seconds, said, memory = program_runs(program, what, path)
                if said["rows"] != count:
                    sys.exit(f"{what} found {said['rows']} rows, openpyxl {count}")
                times.setdefault(what, []).append(seconds)
                figures[what + "_mb"] = round(memory, 1)
        for what, all_seconds in times.items():
            figures[what + "_s"] = round(statistics.median(all_seconds), 3)
            figures[what + "_x"] = round(statistics.median(times["openpyxl"]) / statistics.median(all_seconds), 2)
        memories = []
        for part in (rows // 4, rows):
            apart(make, path, part, False)
            memories.append(program_runs(program, "sheet", path)[2])
        figures["flat_mb"] = round(memories[1] - memories[0], 1)
    text = json.dumps(figures, indent=1)
    print(text)
    with open(out, "w", encoding="utf-8") as file:
        file.write(text + "\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
