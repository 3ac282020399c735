#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Does LibreOffice see in our files what we wrote, and do we see in its files what it shows?

    tests/exports/libreoffice.py [build/release/bin/rookery-cli]

A check by hand: LibreOffice is large and slow to start. Ends with 0 where all cells are equal, 1 where one differs, and
77 (skipped) where there is no soffice.
"""
import csv
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml
from pathlib import Path

SKIPPED = 77
ROOT = Path(__file__).resolve().parents[2]
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"

# What spreadsheets like to change: IDs that look like numbers, dates or formulas, and text that has to be quoted.
NASTY = [
    ("000123", "1234.56"),
    ("1E5", "0.10"),
    ("12345678901234567890", "999999999.99"),
    ("=1+1", "10.00"),
    ("'=1", "10.01"),
    ("''=1", "10.02"),
    ("+49 30 1", "10.03"),
    ("-5", "10.04"),
    ("@SUM(A1)", "10.05"),
    ("'quoted'", "10.06"),
    ('say "hi"', "10.07"),
    ('"', "10.08"),
    ("a,b;c|d", "10.09"),
    ("emoji 👩‍👩‍👧 🐦", "10.10"),
    ("עברית 12 عربي", "10.11"),
    ("e\u0301 \u00e9 ß 字", "10.12"),
    ("1/2", "10.13"),
    ("2026-01-02", "10.14"),
    ("TRUE", "10.15"),
    ("1,234.50", "10.16"),
    ("50%", "10.17"),
    ("#N/A", "10.18"),
    ("a  b   c", "10.19"),
    ("x" * 200, "10.20"),
]


class Differences:
    def __init__(self):
        self.count = 0

    def compare(self, what, ours, theirs):
        before = self.count
        for number in range(max(len(ours), len(theirs))):
            row = ours[number] if number < len(ours) else None
            other = theirs[number] if number < len(theirs) else None
            if row != other:
                self.count += 1
                cells = [(a, b) for a, b in zip(row or [], other or []) if a != b]
                print(f"{what}, row {number + 1}: {cells[:3] if cells else (row, other)}")
        print(f"{what}: {len(ours)} rows, {'equal' if before == self.count else 'NOT EQUAL'}")


def convert(soffice, home, source, to, infilter=None):
    """What LibreOffice makes of a file. Its own profile folder, so that a running one is left alone."""
    out = home / "converted"
    out.mkdir(exist_ok=True)
    command = [soffice, f"-env:UserInstallation=file://{home}/office", "--headless", "--norestore"]
    if infilter:
        command.append(f"--infilter={infilter}")
    command += ["--convert-to", to, "--outdir", str(out), str(source)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    made = out / (source.stem + "." + to.split(":")[0])
    if not made.exists():
        sys.exit(f"soffice made no {made.name}: {done.stdout}{done.stderr}")
    return made


def text_of(node):
    """The text of a paragraph: runs of spaces and tabs are elements of their own."""
    text = node.text or ""
    for child in node:
        if child.tag == TEXT + "s":
            text += " " * int(child.get(TEXT + "c", "1"))
        elif child.tag == TEXT + "tab":
            text += "\t"
        elif child.tag == TEXT + "line-break":
            text += "\n"
        else:
            text += text_of(child)
        text += child.tail or ""
    return text


def fods_rows(file):
    """The cells of the first sheet as LibreOffice shows them, without the empty ones at the ends."""
    table = next(xml.parse(file).getroot().iter(TABLE + "table"))
    rows = []
    for row in table.iter(TABLE + "table-row"):
        cells = []
        for cell in row:
            if cell.tag not in (TABLE + "table-cell", TABLE + "covered-table-cell"):
                continue
            text = "\n".join(text_of(p) for p in cell.findall(TEXT + "p"))
            cells += [text] * min(int(cell.get(TABLE + "number-columns-repeated", "1")), 200)
        while cells and not cells[-1]:
            cells.pop()
        rows += [cells] * min(int(row.get(TABLE + "number-rows-repeated", "1")), 200)
    while rows and not rows[-1]:
        rows.pop()
    return rows


def csv_rows(file):
    with open(file, encoding="utf-8-sig", newline="") as text:
        rows = list(csv.reader(text))
    for row in rows:
        for i, cell in enumerate(row):
            # Any line break within a cell is one to a spreadsheet.
            row[i] = cell.replace("\r\n", "\n").replace("\r", "\n")
        while row and not row[-1]:
            row.pop()
    return rows


def unguarded(cell):
    return cell[1:] if cell.startswith("'") and cell.lstrip("'")[:1] in tuple("=+-@\t\r") else cell


def as_text(file):
    """The choice of the import dialogue that leaves cells alone: comma, quote, UTF-8, each column as text."""
    with open(file, encoding="utf-8-sig", newline="") as text:
        columns = len(next(csv.reader(text)))
    formats = "/".join(f"{n}/2" for n in range(1, columns + 1))
    return f"CSV:44,34,76,1,{formats}"


class Rookery:
    def __init__(self, program, data):
        self.program = program
        self.data = data

    def __call__(self, *arguments, codes=(0,)):
        done = subprocess.run([self.program, "--data-dir", self.data, *arguments], capture_output=True)
        if done.returncode not in codes:
            sys.exit(f"{arguments}: {done.returncode}\n{done.stderr.decode()}")
        return done.stdout


def ours_in_libreoffice(rookery, soffice, home, differences):
    source = home / "orders.csv"
    with open(source, "w", encoding="utf-8", newline="") as text:
        out = csv.writer(text)
        out.writerow(["Ref", "Total", "Remark"])
        for order, amount in NASTY:
            guard = "'" if order.lstrip("'")[:1] in "=+-@" else ""
            out.writerow([guard + order, amount, "first line\nsecond line, =cmd" if "a" in order else "=1+1"])
        out.writerow(["bad", "n/a", "-1"])
        out.writerow([NASTY[0][0], "1.00", "\tagain"])
    results, rejects = home / "results.csv", home / "rejects.csv"
    rookery("import", str(source), "--profile", "P", "--map", "Ref=transactionId", "--map", "Total=revenue", "--summary",
            "--results", str(results), "--rejects", str(rejects), codes=(5,))
    history = home / "history.csv"
    history.write_bytes(rookery("history", "--format", "csv"))
    corrections = home / "corrections.csv"
    corrections.write_bytes(rookery("corrections"))
    # Some of the nasty ones are for a person to decide on; these are there.
    lines = rookery("history", "--format", "jsonl").splitlines()
    held = [[order["transactionId"], order["revenue"]] for order in map(json.loads, lines)]
    if len(held) < len(NASTY) - 4:
        sys.exit(f"only {len(held)} orders were accepted")
    for file in (history, results, rejects, corrections):
        shown = fods_rows(convert(soffice, home, file, "fods", as_text(file)))
        differences.compare(f"{file.name} in LibreOffice", csv_rows(file), shown)
    # A workbook shows the same, and needs no guard for it.
    workbook = home / "history Größe.xlsx"
    rookery("history", "--format", "xlsx", "--output", str(workbook))
    shown = fods_rows(convert(soffice, home, workbook, "fods"))
    differences.compare("the workbook in LibreOffice", [[unguarded(cell) for cell in row] for row in csv_rows(history)], shown)
    (home / "saved").mkdir()
    saved = shutil.copy(convert(soffice, home, workbook, "xlsx"), home / "saved")
    # LibreOffice 7.4 forgets which texts were marked as such, so an apostrophe before a sign is taken for a guard then.
    as_saved = [[unguarded(order), amount] for order, amount in held]
    for file, expected, how in ((workbook, held, "the workbook"),
                                (saved, as_saved, "the workbook, saved by LibreOffice,")):
        read = rookery("import", str(file), "--profile", "Q", "--dry-run", "--map", "transactionId=transactionId", "--map",
                       "revenue=revenue")
        rows = [json.loads(line) for line in read.splitlines()]
        orders = [[row["transactionId"], row["fields"]["revenue"]] for row in rows]
        differences.compare(f"{how} read again", expected, orders)
    # What left the house and came back by way of a spreadsheet is what was typed.
    for name in ("xlsx", "ods"):
        back = convert(soffice, home, history, name, as_text(history))
        if name == "ods":
            back = convert(soffice, home, back, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,false")
        read = rookery("import", str(back), "--profile", "Q", "--dry-run", "--map", "transactionId=transactionId", "--map",
                       "revenue=revenue")
        rows = [json.loads(line) for line in read.splitlines()]
        orders = [[row["transactionId"], row["fields"]["revenue"]] for row in rows]
        differences.compare(f"history by way of .{name}", held, orders)


# Sheets as LibreOffice writes them. A cell: its type and value, the format it is shown in, and what it has to come out
# as: text that must be found, or None where a finding of that row has to name the cell instead.
FODS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"
 xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:automatic-styles>
<number:number-style style:name="N2"><number:number number:decimal-places="2" number:min-integer-digits="1" number:grouping="true"/></number:number-style>
<number:number-style style:name="N0"><number:number number:decimal-places="0" number:min-integer-digits="1"/></number:number-style>
<number:number-style style:name="N6"><number:number number:decimal-places="0" number:min-integer-digits="6"/></number:number-style>
<number:percentage-style style:name="P0"><number:number number:decimal-places="0" number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>
<number:currency-style style:name="C2"><number:number number:decimal-places="2" number:min-integer-digits="1" number:grouping="true"/><number:text> </number:text><number:currency-symbol number:language="de" number:country="DE">€</number:currency-symbol></number:currency-style>
<number:date-style style:name="D"><number:day number:style="long"/><number:text>.</number:text><number:month number:style="long"/><number:text>.</number:text><number:year number:style="long"/></number:date-style>
<number:date-style style:name="DT"><number:year number:style="long"/><number:text>-</number:text><number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/><number:text> </number:text><number:hours number:style="long"/><number:text>:</number:text><number:minutes number:style="long"/></number:date-style>
<number:boolean-style style:name="B"><number:boolean/></number:boolean-style>
<style:style style:name="b" style:family="table-cell" style:data-style-name="B"/>
<style:style style:name="n2" style:family="table-cell" style:data-style-name="N2"/>
<style:style style:name="n0" style:family="table-cell" style:data-style-name="N0"/>
<style:style style:name="n6" style:family="table-cell" style:data-style-name="N6"/>
<style:style style:name="p0" style:family="table-cell" style:data-style-name="P0"/>
<style:style style:name="c2" style:family="table-cell" style:data-style-name="C2"/>
<style:style style:name="d" style:family="table-cell" style:data-style-name="D"/>
<style:style style:name="dt" style:family="table-cell" style:data-style-name="DT"/>
</office:automatic-styles>
<office:body><office:spreadsheet>
<table:calculation-settings><table:null-date table:date-value="%EPOCH%"/></table:calculation-settings>
<table:table table:name="Orders">%ROWS%</table:table>
<table:table table:name="Second"><table:table-row>%SECOND%</table:table-row></table:table>
</office:spreadsheet></office:body></office:document>
"""


def cell(kind, value, style="", formula="", span=1, shown=""):
    attributes = f' table:style-name="{style}"' if style else ""
    if formula:
        attributes += f' table:formula="of:={formula}"'
    if span > 1:
        attributes += f' table:number-columns-spanned="{span}" table:number-rows-spanned="1"'
    attributes += f' office:value-type="{kind}"'
    if kind == "date":
        attributes += f' office:date-value="{value}"'
    elif kind == "boolean":
        attributes += f' office:boolean-value="{value}"'
    elif kind != "string":
        attributes += f' office:value="{value}"'
    text = shown or (value if kind == "string" else "")
    text = text.replace("&", "&amp;").replace("<", "&lt;")
    covered = "<table:covered-table-cell/>" * (span - 1)
    return f"<table:table-cell{attributes}>" + (f"<text:p>{text}</text:p>" if text else "") + f"</table:table-cell>{covered}"


S = lambda text: cell("string", text)
N = lambda value, style="n2", formula="": cell("float", value, style, formula)

# Order, revenue and date cells, then what a careful person reads: order, revenue, day; revenue None: a finding instead.
SHEET = [
    (S("0001"), N("1234.5"), cell("date", "2026-11-02", "d"), "0001", "1234.50", "2026-11-02"),
    (N("7", "n6"), N("99.9"), cell("date", "2026-11-03T14:05:00", "dt"), "000007", "99.90", "2026-11-03"),
    (N("1002", "n0"), cell("currency", "1651.54", "c2"), cell("date", "2026-11-04", "d"), "1002", "1651.54", "2026-11-04"),
    (S("2E5"), N("12", "n0"), cell("date", "2026-11-05", "d"), "2E5", "12", "2026-11-05"),
    (S("F-1"), N("30.03", "n2", "10.01*3"), cell("date", "2026-11-06", "d"), "F-1", "30.03", "2026-11-06"),
    (S("F-2"), cell("string", "", "", "NA()", shown="#N/A"), cell("date", "2026-11-07", "d"), "F-2", None, "2026-11-07"),
    (S("F-3"), cell("float", "0", "", "1/0", shown="#DIV/0!"), cell("date", "2026-11-07", "d"), "F-3", None, "2026-11-07"),
    (S("B-1"), cell("boolean", "true", "b"), cell("date", "2026-11-08", "d"), "B-1", None, "2026-11-08"),
    (S("P-1"), cell("percentage", "0.19", "p0"), cell("date", "2026-11-08", "d"), "P-1", None, "2026-11-08"),
    (S("D-1"), cell("date", "2026-11-09", "d"), cell("date", "2026-11-09", "d"), "D-1", None, "2026-11-09"),
    (S("R-1"), N("1.23456", "n2"), cell("date", "2026-11-10", "d"), "R-1", "1.23", "2026-11-10"),
    (S("T-1"), S("1,234.50"), cell("date", "2026-11-11", "d"), "T-1", "1234.50", "2026-11-11"),
    (N("123456789012", "n0"), N("5"), cell("date", "2026-11-11", "d"), "123456789012", "5.00", "2026-11-11"),
    (S("emoji 🐦"), N("5.1"), cell("date", "2026-11-11", "d"), "emoji 🐦", "5.10", "2026-11-11"),
    (cell("string", "M-1", span=2), "", cell("date", "2026-11-11", "d"), "M-1", None, "2026-11-11"),
]


def write_fods(file, epoch):
    header = "<table:table-row>" + S("Order number") + S("Total") + S("Order date") + "</table:table-row>"
    rows = "".join(f"<table:table-row>{order}{total}{date}</table:table-row>" for order, total, date, *_ in SHEET)
    text = FODS.replace("%EPOCH%", epoch).replace("%ROWS%", header + rows).replace("%SECOND%", S("not this one"))
    file.write_text(text, encoding="utf-8")


def theirs_in_ours(rookery, soffice, home, differences):
    for epoch, name in (("1899-12-30", "sheet1900"), ("1904-01-01", "sheet1904")):
        source = home / f"{name}.fods"
        write_fods(source, epoch)
        for to in ("xlsx", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true"):
            made = convert(soffice, home, source, to)
            read = rookery("import", str(made), "--profile", "P", "--dry-run", "--map", "Order number=transactionId", "--map",
                           "Total=revenue", "--map", "Order date=timestamp", "--numbers", "en", codes=(5,))
            theirs = []
            for line in read.splitlines():
                row = json.loads(line)
                fields = row["fields"]
                is_said = any(f["severity"] == "error" and f.get("column") == "Total" or f.get("field") == "revenue"
                              for f in row["findings"])
                revenue = fields.get("revenue") if row["state"] == "ready" else None
                if row["state"] == "ready" or is_said:
                    theirs.append([row["transactionId"], revenue, day(fields.get("timestamp"))])
                else:
                    theirs.append([row["transactionId"], "no finding", json.dumps(row["findings"])])
            differences.compare(f"{made.name} of LibreOffice", [list(row[3:]) for row in SHEET], theirs)


def day(stamp):
    if not stamp or not stamp.isdigit():
        return stamp
    import datetime
    return str(datetime.datetime.fromtimestamp(int(stamp) / 1000, datetime.timezone.utc).date())


def main():
    soffice = shutil.which("soffice") or shutil.which("libreoffice")
    if not soffice:
        print("Skipped: there is no soffice (Debian: libreoffice-calc-nogui).")
        return SKIPPED
    program = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "build/release/bin/rookery-cli")
    differences = Differences()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        rookery = Rookery(program, str(home / "data"))
        for profile in ("P", "Q"):
            rookery("profile", "add", profile, "--scheme", "http", "--host", "127.0.0.1", "--port", "9" if profile == "P" else "10",
                    "--app-id", f"app{profile}", "--property", "shop", "--currency", "EUR", "--conversion", "Sale", "--timezone",
                    "UTC")
        ours_in_libreoffice(rookery, soffice, home, differences)
        theirs_in_ours(rookery, soffice, home, differences)
    print(f"{differences.count} differences")
    return 1 if differences.count else 0


if __name__ == "__main__":
    sys.exit(main())
