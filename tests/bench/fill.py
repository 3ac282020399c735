# SPDX-License-Identifier: GPL-3.0-or-later
"""Fills a ledger with orders, one a second until now: fill.py DATA_FOLDER COUNT. The folder was opened by one of the
programs before."""
import contextlib
import json
import os
import sqlite3
import sys
import time
import uuid

STEP = 10_000
STATES = {97: 4, 98: 5, 99: 3}  # of a hundred: one refused, one unknown and held, the others delivered


def orders(first, last, start_ms):
    for number in range(first, last):
        order, event = f"PH-{number:07}", str(uuid.UUID(int=number))
        revenue = f"{(number * 7919) % 2500}.{number % 100:02}"
        state = STATES.get(number % 100, 3)
        fields = {"timestamp": str(start_ms + number), "event": "tr", "trackerVersion": "na", "appId": "acme-app",
                  "platform": "server", "digitalProperty": "acme-shop", "timezone": "Europe/London",
                  "characterSet": "UTF-8", "eventID": event, "conversionName": "Sale", "transactionId": order,
                  "currency": "GBP", "revenue": revenue}
        target = "/i?" + "&".join(f"{key}={value}" for key, value in fields.items())
        text = "\n".join(("Practice", "desk 4", "127.0.0.1", event, order, "Sale", "GBP", revenue))
        yield (event, order, "acme-app", "127.0.0.1", 0, "Practice", "transactionId", json.dumps(fields),
               start_ms + number * 1000, "desk 4", target, "127.0.0.1", state, 1 if state == 5 else 0, 1,
               404 if state == 4 else 200, 120 + number % 80, "http://127.0.0.1:9" + target, text)


def main(folder, count):
    start_ms = int(time.time() * 1000) - count * 1000
    with contextlib.closing(sqlite3.connect(os.path.join(folder, "ledger.sqlite"))) as ledger:
        ledger.execute("PRAGMA synchronous = OFF")
        for first in range(0, count, STEP):
            with ledger:
                ledger.executemany(
                    "INSERT INTO event (event_id, order_id, app_id, host, live, profile, order_key, fields, "
                    "confirmed_ms, agent, target, left_host, state, hold, attempts, last_status, last_took_ms, "
                    "last_url, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    orders(first, min(first + STEP, count), start_ms))
                ledger.execute("INSERT INTO event_text (rowid, text) SELECT id, text FROM event "
                               "WHERE id > (SELECT max(id) FROM event) - ?", (min(STEP, count - first),))
        ledger.execute("PRAGMA wal_checkpoint(TRUNCATE)")


main(sys.argv[1], int(sys.argv[2]))
