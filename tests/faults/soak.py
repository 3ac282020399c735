# SPDX-License-Identifier: GPL-3.0-or-later
"""soak.py PROGRAM MINUTES SEED: works with rookery-cli, one command or two at once, kills them at moments that chance
chooses, against a collector that answers as chance has it. After each round everything is delivered in peace, and
ledger and collector are compared.

Accepted is what the program said it accepted: a line on stdout, whether it lived on or not. Lost: accepted and not in
the ledger, or called delivered and never answered so by the collector. Doubled: one order under two event IDs, or one
event in two spellings. Exits 1 on any, and on whatever else does not add up."""
import collections
import csv
import json
import os
import pathlib
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

from collector import ARRIVES, Collector

ROUND_SECONDS = 90
PATIENCE = 60
FIXTURES = sorted(pathlib.Path(__file__).parent.parent.joinpath("ledger/fixtures").glob("version*.sqlite"))
NAMES = ["Zoë", "a+b", "50%25 off", "R&D; x=y#z", "O'Neill \"Ann\"", "наталья", "🎁 gift", "tab and, comma", "plain"]
WAYS_OUT = {0, 3, 4, 5}  # accepted, whatever became of it


class Running:
    """Commands that run now; the collector kills them as well."""

    def __init__(self):
        self.kills = 0
        self._lock = threading.Lock()
        self._now = set()

    def start(self, words, out, errors):
        with self._lock:
            process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=out, stderr=errors)
            self._now.add(process)
            return process

    def ended(self, process):
        with self._lock:
            self._now.discard(process)
            self.kills += process.returncode == -signal.SIGKILL

    def kill_all(self):
        with self._lock:
            for process in self._now:
                process.kill()


class Round:
    def __init__(self, program, folder, seed, totals):
        self.program = program
        self.folder = folder
        self.data = folder / "data"
        self.random = random.Random(seed)
        self.totals = totals
        self.running = Running()
        self.collector = Collector(folder / "received.jsonl", self.random.random(), self.running.kill_all)
        self.typical = collections.defaultdict(lambda: 0.1)  # seconds that a command takes if it lives
        self.orders = 0
        self.typed = {}
        self.accepted = set()  # orders, by the word of the command that was given them
        self.seen = set()  # or of a later one
        self.claimed = set()  # orders that the program called delivered
        self.errors = b""  # of the last command
        self.faults = []
        self.commands = collections.Counter()

    # --- Commands.

    def words(self, *verb):
        return [self.program, "--data-dir", str(self.data), *verb]

    def cli(self, *verb, fine=(0,)):
        """In peace, to the end."""
        done = subprocess.run(self.words(*verb), stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE * 5,
                              check=False)
        if done.returncode not in fine:
            self.faults.append(f"{' '.join(verb)} ended with {done.returncode}: {done.stderr.decode()[-500:]}")
        return done.stdout

    def begin(self, *verb):
        """Starts one that may be killed. What has to be asked for its end."""
        out, errors = (tempfile.TemporaryFile(dir=self.folder) for _ in range(2))
        self.commands[verb[0]] += 1
        started = time.monotonic()
        process = self.running.start(self.words(*verb), out, errors)
        longest = self.typical[verb[0]] * 1.5
        moment = self.random.uniform(0, longest) if self.random.random() < 0.7 else PATIENCE

        def end():
            try:
                process.wait(max(0, started + moment - time.monotonic()))
                if process.returncode >= 0:
                    took = time.monotonic() - started
                    self.typical[verb[0]] += (took - self.typical[verb[0]]) / 8
            except subprocess.TimeoutExpired:
                if moment == PATIENCE:
                    self.faults.append(f"{' '.join(verb)} hung")
                process.kill()
                process.wait()
            self.running.ended(process)
            if process.returncode < 0 and process.returncode != -signal.SIGKILL:
                self.faults.append(f"{' '.join(verb)} died of signal {-process.returncode}")
            with out, errors:
                out.seek(0)
                errors.seek(0)
                said, self.errors = out.read(), errors.read()
            return process.returncode, said
        return end

    def complain(self, fault):
        self.faults.append(f"{fault}: {self.errors.decode()[-500:]}")

    def new_order(self):
        self.orders += 1
        order = {"transactionId": f"{self.random.choice(NAMES)}-{self.orders}",
                 "revenue": f"{self.random.randrange(1, 10**6) / 100:.2f}", "userId": self.random.choice(NAMES)}
        self.typed[order["transactionId"]] = order
        return order

    def hear(self, said, accepts=False):
        """Each whole line is a promise."""
        for line in said.split(b"\n")[:-1]:
            told = json.loads(line)
            if told["state"] in ("fix", "duplicate"):
                self.faults.append(f"held back: {line.decode()}")
                continue
            order = told["transactionId"]
            self.seen.add(order)
            if accepts:
                self.accepted.add(order)
            if told["state"] == "delivered":
                self.claimed.add(order)

    def send(self):
        order = self.new_order()
        end = self.begin("send", "--profile", "P", "--set", *(f"{key}={value}" for key, value in order.items()),
                         *(("--wait", "1") if self.random.random() < 0.2 else ()))

        def heard():
            code, said = end()
            self.hear(said, accepts=True)
            if code >= 0 and code not in WAYS_OUT:
                self.complain(f"send ended with {code}")
            elif code >= 0 and not said:
                self.faults.append("send said nothing")
        return heard

    def import_file(self):
        rows = [self.new_order() for _ in range(self.random.choice((1, 5, 40, 300)))]
        path = self.folder / "orders.csv"
        path = path.with_stem(f"orders-{self.orders}")
        with open(path, "w", encoding="utf-8", newline="") as file:
            out = csv.DictWriter(file, rows[0].keys())
            out.writeheader()
            out.writerows(rows)
        end = self.begin("import", str(path), "--profile", "P", *(("--send",) if self.random.random() < 0.5 else ()))

        def heard():
            code, said = end()
            path.unlink()
            self.hear(said, accepts=True)
            if code >= 0 and (code not in WAYS_OUT or said.count(b"\n") != len(rows)):
                self.complain(f"import of {len(rows)} ended with {code} and {said.count(10)} lines")
        return heard

    def deliver(self):
        end = self.begin("deliver", *self.random.choice(((), ("--due",), ("--all",), ("--wait", "1"))))

        def heard():
            code, said = end()
            self.hear(said)
            if code >= 0 and code not in WAYS_OUT:
                self.complain(f"deliver ended with {code}")
        return heard

    def export(self):
        form = self.random.choice(("csv", "jsonl", "har", "json"))
        end = self.begin("history", "--format", form)

        def heard():
            code, said = end()
            if code >= 0 and code != 0:
                self.complain(f"history ended with {code}")
            elif code == 0 and form == "jsonl":
                for line in said.splitlines():
                    json.loads(line)
            elif code == 0 and form in ("har", "json"):
                json.loads(said)
        return heard

    def stop_and_go(self):
        end = self.begin(self.random.choice(("pause", "resume")))

        def heard():
            code, _ = end()
            if code > 0:
                self.complain(f"pause or resume ended with {code}")
        return heard

    def back_up(self):
        end = self.begin("ledger", "backup")

        def heard():
            code, _ = end()
            if code > 0 and self.data.joinpath("ledger.sqlite").exists():
                self.complain(f"backup ended with {code}")
        return heard

    def migrate(self):
        """An old ledger, killed again and again while it is brought up to date."""
        old = self.random.choice(FIXTURES)
        place = self.folder / "old"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        shutil.copy(old, place / "ledger.sqlite")
        os.chmod(place / "ledger.sqlite", 0o600)
        query = "SELECT event_id, order_id, app_id, host, profile, target FROM event ORDER BY id"
        before = list(sqlite3.connect(f"file:{old}?immutable=1", uri=True).execute(query))
        data, self.data = self.data, place
        for _ in range(self.random.randrange(1, 4)):
            self.begin("resume")()
        self.cli("resume")
        self.data = data
        book = sqlite3.connect(place / "ledger.sqlite")
        after = list(book.execute(query))
        if after != before:
            self.faults.append(f"{old.name} has other rows after it was brought up to date")
        if book.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            self.faults.append(f"{old.name} is damaged after it was brought up to date")
        book.close()
        self.commands["migrate"] += 1

    # --- A round.

    def prepare(self):
        self.cli("profile", "add", "P", "--scheme", "http", "--host", "127.0.0.1", "--port", str(self.collector.port),
                 "--app-id", "app", "--property", "shop", "--currency", "GBP", "--conversion", "Sale", "--timezone",
                 "Europe/London")
        for file in self.data.joinpath("profiles").glob("*"):
            profile = json.loads(file.read_text())
            profile.update(connectTimeoutMs=400, answerTimeoutMs=400)
            file.write_text(json.dumps(profile))

    def work(self, until):
        verbs = {self.send: 12, self.import_file: 3, self.deliver: 6, self.export: 2, self.stop_and_go: 1,
                 self.back_up: 1}
        while time.monotonic() < until and len(self.faults) < 20:
            if self.random.random() < 0.03:
                self.migrate()
                continue
            many = 2 if self.random.random() < 0.3 else 1  # the window and the command line, so to speak
            ends = [verb() for verb in self.random.choices(list(verbs), verbs.values(), k=many)]
            for end in ends:
                end()

    def make_peace(self):
        self.collector.peaceful = True
        self.cli("resume")
        self.hear(self.cli("deliver", "--all", fine=(0, 3, 4)))
        self.hear(self.cli("deliver", "--all", fine=(0,)))
        for line in self.cli("history", "--format", "jsonl", "--status", "refused").splitlines():
            self.hear(self.cli("resend", json.loads(line)["eventID"]))
        self.cli("ledger", "check")

    def compare(self):
        received = [json.loads(line) for line in (self.folder / "received.jsonl").read_text().splitlines()]
        spellings, ids, counts, arrived = (collections.defaultdict(set), collections.defaultdict(set),
                                           collections.Counter(), set())
        for request in received:
            query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(request["target"]).query, strict_parsing=True))
            if "+" in request["target"]:
                self.faults.append(f"a plus that is not encoded: {request['target']}")
            spellings[query["eventID"]].add(request["target"])
            ids[query["transactionId"]].add(query["eventID"])
            counts[query["eventID"]] += 1
            if request["manner"] in ARRIVES:
                arrived.add(query["eventID"])

        book = sqlite3.connect(f"file:{self.data / 'ledger.sqlite'}?mode=ro", uri=True)
        events = {row[0]: row[1:] for row in book.execute(
            "SELECT event_id, order_id, state, CAST(target AS TEXT), fields, attempts FROM event")}
        left = collections.defaultdict(list)
        for event, taken, count, url, outcome, done in book.execute(
                "SELECT event.event_id, taken_ms, left_count, CAST(url AS TEXT), outcome, done_ms FROM attempt "
                "JOIN event ON event.id = attempt.event"):
            left[event].append(count)
            if done is None:
                self.faults.append(f"{event}: an attempt without an outcome")
            if not url.endswith(events[event][2]):
                self.faults.append(f"{event}: attempt with another target: {url}")
        book.close()

        lost, doubled = set(), set()
        by_order = collections.defaultdict(set)
        for event, (order, state, target, fields, attempts) in events.items():
            by_order[order].add(event)
            if state != 3:
                self.faults.append(f"{event} ({order}) is in state {state} after the peace")
            elif event not in arrived:
                lost.add(order)
                self.faults.append(f"{event} ({order}) is called delivered; the collector never said so")
            if target not in spellings[event]:
                self.faults.append(f"{event}: the collector never got {target}")
            if attempts != len(left[event]):
                self.faults.append(f"{event}: {attempts} attempts, {len(left[event])} rows")
            if None not in left[event] and counts[event] > sum(left[event]):
                self.faults.append(f"{event}: {counts[event]} requests, {sum(left[event])} of them in the ledger")
            told = json.loads(fields)
            typed = self.typed.get(order)
            if not typed or any(told[key] != value for key, value in typed.items()):
                self.faults.append(f"{event}: other values than were typed: {fields}")
        for order in self.seen:
            if order not in by_order:
                lost.add(order)
        for order in self.claimed:
            if not any(event in arrived for event in by_order[order]):
                lost.add(order)
        doubled |= {order for order, known in ids.items() if len(known | by_order[order]) > 1}
        doubled |= {event for event, known in spellings.items() if len(known) > 1}
        for event in counts:
            if event not in events:
                self.faults.append(f"{event}: left, and is not in the ledger")
        self.totals.update(accepted=len(self.accepted), in_ledger=len(events), delivered=len(set(events) & arrived),
                           requests=len(received), kills=self.running.kills, commands=sum(self.commands.values()),
                           migrations=self.commands["migrate"], lost=len(lost), doubled=len(doubled),
                           faults=len(self.faults))
        self.faults += [f"lost: {order}" for order in sorted(lost)] + [f"doubled: {order}" for order in sorted(doubled)]

    def run(self, until):
        try:
            self.prepare()
            self.work(until)
            self.make_peace()
            self.compare()
        finally:
            self.collector.stop()


def main(program, minutes, seed):
    chance = random.Random(seed)
    end = time.monotonic() + minutes * 60
    totals = collections.Counter(lost=0, doubled=0, faults=0)
    print(f"seed {seed}", flush=True)
    rounds = 0
    while time.monotonic() < end and not totals["faults"] + totals["lost"] + totals["doubled"]:
        folder = pathlib.Path(tempfile.mkdtemp(prefix="rookery-soak-"))
        rounds += 1
        one = Round(program, folder, chance.random(), totals)
        one.run(min(end, time.monotonic() + ROUND_SECONDS))
        print(f"round {rounds}: " + ", ".join(f"{what} {count}" for what, count in totals.items()), flush=True)
        for fault in one.faults[:50]:
            print(f"  {fault}", flush=True)
        if one.faults:
            print(f"  kept: {folder}", flush=True)
        else:
            shutil.rmtree(folder)
    print(f"{minutes} min, {rounds} rounds: accepted {totals['accepted']}, delivered {totals['delivered']} of "
          f"{totals['in_ledger']}, requests {totals['requests']}, commands {totals['commands']}, kills "
          f"{totals['kills']}, migrations {totals['migrations']}, lost {totals['lost']}, doubled {totals['doubled']}, "
          f"other faults {totals['faults']}")
    return 1 if totals["lost"] or totals["doubled"] or totals["faults"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], float(sys.argv[2]), int(sys.argv[3])))
