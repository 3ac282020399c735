# SPDX-License-Identifier: GPL-3.0-or-later
"""Made openpyxl.xlsx and xlsxwriter.xlsx, which tst_xlsxtable reads: python3 make_xlsx.py (Debian's python3-openpyxl
3.0.9, python3-xlsxwriter 3.0.2)."""
from datetime import date, datetime, time

import openpyxl
import xlsxwriter

HEADER = ["Order ID", "Ordered at", "Day", "Customer", "Total", "Tax", "Card", "Paid"]


def by_openpyxl():
    book = openpyxl.Workbook()
    notes = book.active
    notes.title = "Notes"
    notes["A1"] = "nothing here"
    notes.sheet_state = "hidden"
    sheet = book.create_sheet("Phone orders")
    sheet["A1"] = "Phone orders, November"
    sheet.merge_cells("A1:H1")
    for column, name in enumerate(HEADER, 1):
        sheet.cell(2, column, name)
    rows = [
        (42, datetime(2026, 11, 23, 10, 42), date(2026, 11, 23), "Zoë & Söhne", 1234.5, 205.75, 4111111111111111, True),
        (7, datetime(2026, 11, 23, 23, 59, 59), date(2026, 11, 24), " two  spaces ", 0.1 + 0.2, 0.05, None, False),
        (100000, time(8, 15), None, "line\nbreak", 19.999, "=E5/6", None, None),
    ]
    for i, values in enumerate(rows, 3):
        for column, value in enumerate(values, 1):
            sheet.cell(i, column, value)
        sheet.cell(i, 1).number_format = "00000"
        sheet.cell(i, 5).number_format = '#,##0.00 "€"'
    sheet.column_dimensions["F"].hidden = True
    sheet.row_dimensions[4].hidden = True
    sheet.cell(7, 1, 8).number_format = "00000"  # behind an empty row
    book.save("openpyxl.xlsx")


def by_xlsxwriter():
    book = xlsxwriter.Workbook("xlsxwriter.xlsx", {"date_1904": True, "default_date_format": "dd/mm/yyyy hh:mm"})
    sheet = book.add_worksheet("Orders")
    book.add_worksheet("Refunds").write_row(0, 0, ["Order ID", "Total"])
    identity = book.add_format({"num_format": '"PH-"00000'})
    money = book.add_format({"num_format": "[$£-809]#,##0.00;[Red]-[$£-809]#,##0.00"})
    share = book.add_format({"num_format": "0.0%"})
    bold = book.add_format({"bold": True})
    sheet.write_row(0, 0, ["Order ID", "Ordered at", "Total", "Tax rate", "Customer", "Checked"])
    sheet.write_number(1, 0, 42, identity)
    sheet.write_datetime(1, 1, datetime(2026, 11, 23, 10, 42, 17))
    sheet.write_number(1, 2, 1349.5, money)
    sheet.write_number(1, 3, 0.175, share)
    sheet.write_rich_string(1, 4, "Ann ", bold, "Lee", " & sons")
    sheet.write_formula(1, 5, '=IF(C2>0,"yes","no")', None, "yes")
    sheet.write_number(2, 0, 43, identity)
    sheet.write_datetime(2, 1, datetime(1904, 1, 2))
    sheet.write_number(2, 2, -20, money)
    sheet.write_formula(2, 3, "=1/0", None, "#DIV/0!")
    sheet.write_string(2, 4, "=not a formula")
    sheet.write_boolean(2, 5, True)
    book.close()


by_openpyxl()
by_xlsxwriter()
