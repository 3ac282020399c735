# SPDX-License-Identifier: GPL-3.0-or-later
"""The states that a picture can be taken of. Each is a data folder that the programs themselves left behind."""
import contextlib
import dataclasses
import json
import os
import shutil
import sqlite3
import time

PRACTICE = "Phone desk"  # not the program's own practice profile, which would send to a collector of its own
LIVE = "ACME UK"
SLOW = "Warehouse"
UNREACHED = "Outlet"
LONG = "ACME Deutschland, Österreich und Schweiz, Telefonverkauf"

ACCEPTED_ONLY = 3  # exit code of a send: on disk, not delivered
REFUSED = 4
STORAGE = 1
PAGE = 4096
LEAF = b"\x0d"  # of a table
MANY = 300
MINUTES_AGO_MS = 7 * 60_000

NEVER = {"delayMs": 600_000, "repeat": 1000}
RESET = {"break": "before", "repeat": 1000}
BUSY = {"status": 503, "retryAfter": 3600}

SELECT_FIRST = ("Ctrl+f", "Enter")
CANCEL_FIRST = ("Ctrl+f", "Enter", "Alt+i", "l")
LEAVE_AND_COME_BACK = ("Tab", "Shift+Tab")

SEARCH_IN_VAIN = ("--search", "zqx")


@dataclasses.dataclass
class State:
    page: str
    name: str
    data: str
    words: tuple = ()      # further options of the window
    keys: tuple = ()       # pressed while it is open
    status: bool = False   # shows states of orders: it must be readable without colour
    zoomed: bool = False   # one more picture, of a screen with twice the dots
    once: tuple = ()       # pressed once, when the window is there
    variables: tuple = ()  # of the environment: names and values
    around: str = ""       # what surrounds the window, see programs.AROUND
    mirrored: bool = False # one more picture, as a language has it that is written from right to left

    @property
    def title(self):
        return f"{self.page}-{self.name}"


class Maker:
    """Makes the data folders, each under the work folder; what needs a collector has it for as long as it is sent to."""

    def __init__(self, programs, slow_port, expired, late, proxy):
        self.programs = programs
        self.slow_port = slow_port
        self.expired = expired
        self.late = late
        self.proxy = proxy
        with programs.collector() as port:
            self.port = port  # of the collector that most profiles send to, whatever it answers at the time
        self.states = []

    def folder(self, name, like=None):
        path = os.path.join(self.programs.work, name)
        if like:
            shutil.copytree(like, path)
        else:
            os.mkdir(path, 0o700)
        return path

    def add(self, page, name, data, **more):
        self.states.append(State(page, name, data, **more))

    def profile(self, data, name, *words, host="127.0.0.1", scheme="http", port=None):
        self.programs.cli(
            data, "profile", "add", name, "--host", host, "--scheme", scheme, "--port", str(port or self.port),
            "--app-id", "acme-app", "--property", "acme-shop", "--currency", "GBP", "--conversion", "Sale",
            "--timezone", "Europe/London", *words)

    def live_profile(self, data):
        self.profile(data, LIVE, "--live", "--connect-to", "127.0.0.1", "--ca-file", self.expired.ca_file,
                     host="corvidae.example.com", scheme="https", port=self.expired.port)

    def send(self, data, order, revenue, *values, profile=PRACTICE, ends=0):
        self.programs.cli(data, "send", "--profile", profile, "--set", f"transactionId={order}", f"revenue={revenue}",
                          *values, ends=ends)

    def answering(self, *answers):
        return self.programs.collector(*answers, port=self.port)

    def change_ledger(self, data, statement, values=()):
        with contextlib.closing(sqlite3.connect(os.path.join(data, "ledger.sqlite"))) as ledger, ledger:
            ledger.execute(statement, values)

    @staticmethod
    def damage(data, around):
        """Takes the head off the first page of the table that has these bytes."""
        path = os.path.join(data, "ledger.sqlite")
        with contextlib.closing(sqlite3.connect(path)) as ledger:
            ledger.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        with open(path, "r+b") as file:
            pages = enumerate(iter(lambda: file.read(PAGE), b""))
            page = next(number for number, page in pages if page[:1] == LEAF and around in page)
            file.seek(page * PAGE)
            file.write(bytes(64))

    def leave_draft(self, data, profile=PRACTICE, **typed):
        """As if somebody had typed this a while ago, and then the window was closed."""
        self.programs.cli(data, "resume")  # makes the ledger
        saved = int(time.time() * 1000) - MINUTES_AGO_MS
        self.change_ledger(data, "INSERT OR REPLACE INTO draft VALUES ('form', ?, 'desk 4', ?)",
                           (saved, json.dumps({**typed, "profile": profile})))

    def leave_note(self, data, note):
        """As if the window had died while somebody wrote it beside the newest order."""
        saved = int(time.time() * 1000) - MINUTES_AGO_MS
        self.change_ledger(data, "INSERT INTO draft SELECT 'note:' || max(id), ?, 'desk 4', ? FROM event",
                           (saved, json.dumps({"note": note})))

    def make(self):
        self.make_starts()
        self.make_forms()
        day = self.make_day()
        self.make_stops(day)
        self.make_many()
        self.make_troubles(day)
        self.make_surroundings(day)
        self.make_batches()
        self.make_questions()
        self.states.sort(key=lambda state: ("order", "batch", "history").index(state.page))
        return self.states

    def make_starts(self):
        data = self.folder("first-start")
        self.add("order", "first-start", data)
        self.add("order", "practice", self.folder("practising"), words=("--practice",))
        data = self.folder("live")
        self.live_profile(data)
        self.leave_draft(data, LIVE, transactionId="PH-010421", revenue="1,000.99", shipping="14.99")
        self.add("order", "live", data, status=True)
        data = self.folder("empty")
        self.profile(data, PRACTICE)
        self.add("history", "empty", data)

    def make_forms(self):
        typed = {
            "half-typed": {"transactionId": "PH-010421", "revenue": "428.2"},
            "all-fields": {"transactionId": "PH-010421", "revenue": "£1,000.99", "tax": "200.20", "shipping": "14.99",
                           "visitorId": "6f1c1b0a-54a2-4c5e-9f53-0d1f7f6d2a11",
                           "sessionId": "0b0a7c52-9a53-4a43-8f0e-3c2f3b1f7a90",
                           "userId": "c56a4180-65aa-42ec-a945-5fd21dec0538"},
            # An order ID that was typed and taken back is missing; one that never was is not, yet.
            "errors": {"transactionId": " ", "revenue": "12,50,1", "tax": "-3.00", "shipping": "free"},
            "warnings": {"transactionId": "PH-010421", "revenue": "100.00", "tax": "200.20", "shipping": "149.9",
                         "userId": "maria.k"},
            "ambiguous": {"transactionId": "PH-010421", "revenue": "1.234"},
        }
        for name, values in typed.items():
            data = self.folder(name)
            self.profile(data, PRACTICE)
            self.leave_draft(data, **values)
            self.add("order", name, data, zoomed=name == "half-typed", mirrored=name in ("all-fields", "ambiguous", "warnings"))

        data = self.folder("duplicate")
        self.profile(data, PRACTICE)
        with self.answering():
            self.send(data, "PH-010421", "428.20", "tax=71.37")
        self.leave_draft(data, transactionId="PH-010421", revenue="428.20")
        self.add("order", "duplicate", data, keys=LEAVE_AND_COME_BACK)
        noted = self.folder("note-restored", like=data)
        self.leave_note(noted, "rings back on Mon")
        self.add("history", "note-restored", noted, keys=SELECT_FIRST)
        other = self.folder("other-letters", like=data)
        self.leave_draft(other, transactionId="ph-010421", revenue="428.20")
        self.add("order", "other-letters", other, keys=LEAVE_AND_COME_BACK)

        self.make_buyers()
        data = self.folder("unusual")
        self.profile(data, PRACTICE)
        with self.answering():
            for i in range(12):
                self.send(data, f"PH-0104{i:02}", f"{40 + i}.99")
        self.leave_draft(data, transactionId="PH-010421", revenue="9999")
        self.add("order", "unusual", data)

        data = self.folder("long")
        self.profile(data, LONG, "--live", "--conversion", "Telefonverkauf an gewerbliche Bestandskunden",
                     "--property", "acme-shop-oesterreich", scheme="https",
                     host="offline-events.collector.eu-central-1.corvidae.example.com", port=8443)
        self.leave_draft(data, LONG, transactionId="2026-PHONE-DESK-04-0000010421-REPLACEMENT-OF-0000010398",
                         revenue="123,456,789.99", tax="20,576,131.67", shipping="1,234,567.89")
        self.add("order", "long", data)

    def make_buyers(self):
        visitor = "6f1c1b0a-54a2-4c5e-9f53-0d1f7f6d2a11"
        for name, values in (("web-code", {"webCode": visitor}), ("web-code-misread", {"webCode": "12345"}),
                             ("declined", {"declined": True, "note": "Asked twice", "keep": ["shipping"],
                                           "shipping": "4.99"})):
            data = self.folder(name)
            self.profile(data, PRACTICE)
            self.change_profile(data, PRACTICE, webCode="pattern", webCodePattern="(?<visitor>[0-9a-f-]{36})")
            self.leave_draft(data, transactionId="PH-010421", revenue="428.20", **values)
            self.add("order", name, data)
        data = self.folder("parked")
        self.profile(data, PRACTICE)
        self.programs.cli(data, "resume")
        for slot, order, revenue in (("parked:1", "PH-010419", "88"), ("parked:2", "PH-010420", "")):
            content = json.dumps({"transactionId": order, "revenue": revenue, "profile": PRACTICE})
            self.change_ledger(data, "INSERT INTO draft VALUES (?, ?, 'desk 4', ?)",
                               (slot, int(time.time() * 1000) - MINUTES_AGO_MS, content))
        self.add("order", "parked", data)

    def change_profile(self, data, name, **values):
        path = os.path.join(data, "profiles", name + ".json")
        with open(path, encoding="utf-8") as file:
            profile = json.load(file)
        with open(path, "w", encoding="utf-8") as file:
            json.dump({**profile, **values}, file)

    def make_day(self):
        """One ledger through a bad day; a picture of each moment, with the newest order selected."""
        data = self.folder("day")
        for name, words, port in ((PRACTICE, (), None), (SLOW, ("--pace", "0.01"), self.slow_port)):
            self.profile(data, name, *words, port=port)
        self.live_profile(data)

        def remember(name, **more):
            kept = self.folder(f"day-{name}", like=data)
            self.add("history", name, kept, keys=SELECT_FIRST, status=True, **more)
            return kept

        with self.answering():
            self.send(data, "PH-010410", "1987.78", "tax=331.30", "shipping=14.99")
            self.send(data, "0010414", "19.99", "tax=3.33")
            self.send(data, "1E5-010417", "9.99")
        remember("delivered")
        with self.answering({"status": 503, "repeat": 2}):
            self.send(data, "PH-010411", "428.20", "tax=71.37", ends=ACCEPTED_ONLY)
            self.programs.cli(data, "deliver", ends=ACCEPTED_ONLY)
            self.programs.cli(data, "deliver")
        remember("delivered-at-last")
        with self.answering({"status": 403}, {"status": 302, "location": "https://example.com/elsewhere"},
                            {"status": 404}):
            for order, revenue in (("PH-010412", "1422.82"), ("PH-010413", "88.00"), ("PH-010415", "412.50")):
                self.send(data, order, revenue, ends=REFUSED)
        remember("refused")
        with self.answering({"status": 400}, {"status": 401}):
            for order, revenue in (("PH-010424", "31.00"), ("PH-010425", "12.90")):
                self.send(data, order, revenue, ends=REFUSED)
        remember("not-allowed")
        with self.answering(BUSY):
            self.send(data, "PH-010416", "54.00", "tax=9.00", ends=ACCEPTED_ONLY)
        remember("busy")
        with self.answering(RESET):
            self.send(data, "PH-010418", "120.00", ends=ACCEPTED_ONLY)
        remember("unanswered")
        with self.answering({"html": True}):
            self.send(data, "PH-010419", "64.50", ends=ACCEPTED_ONLY)
        remember("web-page")
        self.send(data, "PH-010420", "250.00", "tax=41.67", profile=LIVE, ends=ACCEPTED_ONLY)
        remember("insecure")
        self.make_unreached(data)
        remember("unreached")
        self.cancel_one(data)
        remember("cancelled")
        self.programs.cli(data, "pause", "--profile", SLOW)
        for order, revenue in (("WH-2201", "310.00"), ("WH-2202", "75.25"), ("WH-2203", "1204.10")):
            self.send(data, order, revenue, profile=SLOW, ends=ACCEPTED_ONLY)
        self.programs.cli(data, "resume", "--profile", SLOW)
        full = remember("every-state", zoomed=True, mirrored=True)
        self.add("order", "every-state", full, status=True, mirrored=True)
        self.add("history", "several-chosen", full, keys=SELECT_FIRST + ("Ctrl+a",), status=True)
        self.add("history", "compared", full, words=("--search", "status:delivered"), once=("Shift+Down", "Ctrl+k"))
        self.add("history", "notes", full, keys=SELECT_FIRST + ("Ctrl+l",))
        self.add("history", "empty-bin", full, words=("--search", "is:binned"))
        self.add("history", "search-misread", full, words=("--search", "status:gone rev>x"))
        self.make_afterwards(full)
        self.add("history", "no-hit", full, words=SEARCH_IN_VAIN)
        return full

    def make_afterwards(self, like):
        """What people did with orders after they went."""
        data = self.folder("afterwards", like=like)
        for statement in ("UPDATE event SET note = 'Called back at 10:40, wants an invoice' WHERE order_id = 'PH-010410'",
                          "UPDATE event SET correction = 1 WHERE order_id = '0010414'",
                          "INSERT INTO correction (event, at_ms, agent, kind, reason, old_amount, new_amount) SELECT id, "
                          "confirmed_ms + 60000, 'desk 2', 1, 'changed her mind', '19.99', '' FROM event "
                          "WHERE order_id = '0010414'",
                          "UPDATE event SET binned_ms = confirmed_ms + 90000 WHERE order_id = '1E5-010417'"):
            self.change_ledger(data, statement)
        self.add("order", "corrected-since", data, status=True)
        self.add("history", "corrected", data, words=("--search", "is:corrected"), status=True)
        self.add("history", "in-the-bin", data, words=("--search", "is:binned"), status=True)

    def make_unreached(self, data):
        with self.programs.collector() as port:
            pass  # nobody listens there any more
        self.profile(data, UNREACHED, port=port)
        self.send(data, "OU-0077", "32.40", profile=UNREACHED, ends=ACCEPTED_ONLY)

    def cancel_one(self, data):
        """Only the window can, by its menu; it takes the newest order. Sending is stopped meanwhile."""
        self.programs.cli(data, "pause")
        self.send(data, "PH-010422", "47.00", ends=ACCEPTED_ONLY)
        picture = os.path.join(self.programs.work, "cancelling.png")
        for _ in range(10):
            self.programs.window(data, picture, "--page", "history", keys=CANCEL_FIRST)
            if "PH-010422" in self.programs.cli(data, "history", "--status", "cancelled"):
                break
        else:
            raise RuntimeError("The keys that cancel an order do not.")
        self.programs.cli(data, "resume")

    def make_stops(self, day):
        data = self.folder("stopped", like=day)
        self.programs.cli(data, "pause")
        self.send(data, "PH-010423", "15.00", ends=ACCEPTED_ONLY)
        self.add("order", "stopped", data, status=True, mirrored=True)
        self.add("history", "stopped", data, keys=SELECT_FIRST, status=True)

    def make_many(self):
        data = self.folder("many")
        self.profile(data, PRACTICE)
        with self.answering(*[{"repeat": 24}, {"status": 404}] * (MANY // 25)):
            for i in range(MANY):
                self.send(data, f"PH-{20_000 + i}", f"{(i * 7919) % 2500}.{i % 100:02}",
                          ends=REFUSED if i % 25 == 24 else 0)
        self.add("history", "300-orders", data, status=True)
        damaged = self.folder("damaged", like=data)
        self.damage(damaged, b"PH-20150")
        self.programs.cli(damaged, "history", "--format", "jsonl", ends=STORAGE)  # meets the damage, and marks it
        self.add("order", "damaged", damaged)

    def make_troubles(self, day):
        data = self.folder("no-database", like=day)
        for name in os.listdir(data):
            if name.startswith("ledger.sqlite"):
                os.remove(os.path.join(data, name))
        with open(os.path.join(data, "ledger.sqlite"), "w", encoding="ascii") as file:
            file.write("Shopping list\n" * 1000)
        directory = self.folder("directory", like=data)
        os.remove(os.path.join(directory, "ledger.sqlite"))
        os.mkdir(os.path.join(directory, "ledger.sqlite"))
        newer = self.folder("newer", like=day)
        self.change_ledger(newer, "PRAGMA user_version = 99")
        for name, folder in (("no-database", data), ("ledger-is-a-folder", directory), ("newer-ledger", newer)):
            self.add("order", name, folder)
            self.add("history", name, folder, keys=SELECT_FIRST, status=folder == newer)

        data = self.folder("bad-profile")
        self.profile(data, PRACTICE)
        with open(os.path.join(data, "profiles", "Broken.json"), "w", encoding="ascii") as file:
            file.write('{"name": "Broken", "host": ')
        self.add("order", "bad-profile", data)

    def make_surroundings(self, day):
        """What is wrong with the computer, not with the orders."""
        for around in ("offline", "full disk", "nearly full disk", "read-only folder"):
            name = around.replace(" ", "-")
            self.add("order", name, day, around=around)
        self.add("history", "offline", day, keys=SELECT_FIRST, around="offline")
        data = self.folder("clock")
        self.profile(data, PRACTICE, port=self.late.port)
        self.programs.cli(data, "pause")
        self.send(data, "PH-010430", "15.00", ends=ACCEPTED_ONLY)
        self.programs.cli(data, "resume")
        self.add("order", "wrong-clock", data)
        data = self.folder("no-such-host")
        self.profile(data, LIVE, "--live", host="corvidae.invalid", scheme="https", port=443)
        self.send(data, "PH-010431", "15.00", profile=LIVE, ends=ACCEPTED_ONLY)
        self.add("history", "no-such-host", data, keys=SELECT_FIRST)
        data = self.folder("proxy")
        self.profile(data, LIVE, "--live", host="corvidae.example.com", scheme="https", port=443)
        through = (("http_proxy", self.proxy.origin), ("https_proxy", self.proxy.origin))
        self.programs.cli(data, "send", "--profile", LIVE, "--set", "transactionId=PH-010432", "revenue=15.00",
                          ends=ACCEPTED_ONLY, environment=through)
        self.add("history", "proxy-sign-in", data, keys=SELECT_FIRST, variables=through)

    def make_batches(self):
        """Rows that came in, before anything of them is sent."""
        data = self.folder("batch-empty")
        self.profile(data, PRACTICE)
        self.add("batch", "empty", data)
        data = self.folder("batch")
        self.profile(data, PRACTICE)
        with self.answering():
            self.send(data, "1234aa01", "54.00", "tax=9.00", "shipping=4.99")
        rows = ["Ref;Total;VAT;P&P;Notes"]
        for i in range(48):
            rows.append(f"1234{i + 43981:04x};{(i * 7919) % 2500}.{i % 100:02};{(i * 13) % 200}.20;14.99;")
        rows[3] = "1234abcx;12,50;;14.99;calls back"
        rows[5] = "1234aa01;54.00;9.00;4.99;"
        rows[7] = "1234abd1;;0.00;4.99;no amount"
        rows[9], rows[12] = "001E5;88,00;14.67;4.99;", "1234abd2;19,99;3.33;4.99;"
        rows[11] = rows[2]
        rows[14] = "1234abdf;9.00;19.50;;"
        path = os.path.join(self.programs.work, "phone sheet.csv")
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write("\r\n".join(rows) + "\r\n")
        self.add("batch", "to-fix", data, words=(path,), zoomed=True, mirrored=True, status=True)
        self.add("batch", "columns", data, words=(path,), keys=(), once=("Alt+b", "c"))
        clear = os.path.join(self.programs.work, "orders of monday.csv")
        rows[11], rows[12] = "1234acf0;12.00;2.00;4.99;", "1234acf1;19,99;3.33;4.99;" # no order in two rows: nothing to ask
        rows[14] = "1234acf2;9.00;19.50;;"
        with open(clear, "w", encoding="utf-8", newline="") as file:
            file.write("\r\n".join(rows) + "\r\n")
        self.add("batch", "confirm", data, words=(clear,), once=("Ctrl+Enter",))
        live = self.folder("batch-live")
        self.live_profile(live)
        self.add("batch", "confirm-live", live, words=(clear,), once=("Ctrl+Enter",), status=True)
        self.make_sent_batch(data, path)

    def make_sent_batch(self, like, path):
        """The rows as the window keeps them, and what the command line sent of them under the same number."""
        data = self.folder("batch-sent", like=like)
        self.programs.window(data, os.path.join(self.programs.work, "keeping.png"), "--page", "batch", path,
                             once=("Tab",))
        batches = os.path.join(data, "batches")
        os.rename(os.path.join(batches, "working.sheet"), os.path.join(batches, "1.sheet"))
        with self.answering({"repeat": 20}, {"status": 404, "repeat": 3}, {"repeat": 9}, RESET):
            self.programs.cli(data, "import", path, "--profile", PRACTICE, "--send", "--summary", ends=REFUSED)
        self.add("batch", "before", data)
        broken = self.folder("batch-broken-off", like=data)
        self.change_ledger(broken, "UPDATE batch SET rows = NULL")
        self.add("batch", "broken-off", broken, status=True)

    def make_questions(self):
        """What opens over the window."""
        live = next(state.data for state in self.states if state.title == "order-live")
        self.add("order", "asked-before-live", live, once=("Ctrl+Enter",), status=True)
        self.add("order", "settings", live, once=("Ctrl+comma",), mirrored=True)
        self.add("order", "shortcuts", live, once=("Alt+h", "k"))
        self.add("order", "help", live, once=("F1",), mirrored=True)
        self.add("order", "about", live, once=("Alt+h", "a"))
        delivered = next(state.data for state in self.states if state.title == "history-delivered")
        self.add("history", "asked-before-new-event", delivered, once=("Alt+i", "n"))
        self.add("history", "export", delivered, once=("Ctrl+e",))
