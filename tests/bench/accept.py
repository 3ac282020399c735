# SPDX-License-Identifier: GPL-3.0-or-later
"""accept.py PROGRAM BARE ROWS OUT: accepts a file of orders into a ledger, beside a bare loop over the same rows.

The program reads the file, maps and checks it, looks each order up, and writes events with all their indexes; BARE
(bareinsert) writes the same rows with the unique indexes alone. `accept_x`: how many times faster than BARE, from when
the program starts until it has ended. Medians of ROUNDS."""
import importlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(__file__))
orders = importlib.import_module("import")  # its name is a word of the language

ROUNDS = 5


def main(program, bare, rows, out):
    times = {"accept": [], "bare": []}
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "orders.csv")
        orders.make(path, rows)
        for _ in range(ROUNDS):
            data = os.path.join(folder, "data")
            subprocess.run([program, "--data-dir", data] + orders.PROFILE, check=True, stdout=subprocess.DEVNULL)
            started = time.perf_counter()
            ended = subprocess.run([program, "--data-dir", data, "import", path, "--profile", "P", "--summary"],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
            times["accept"].append(time.perf_counter() - started)
            said = ended.stderr.strip().splitlines()[-1]
            if ended.returncode not in (0, 3, 5) or " accepted" not in said:
                sys.exit(f"{program} failed: {ended.stderr[-500:]}")
            copy = os.path.join(folder, "bare.sqlite")
            bare_run = subprocess.run([bare, os.path.join(data, "ledger.sqlite"), copy], stdout=subprocess.PIPE,
                                      text=True, check=True)
            times["bare"].append(float(bare_run.stdout))
            shutil.rmtree(data)
            os.remove(copy)
    figures = {"rows": rows, "said": said}
    for what, all_seconds in times.items():
        figures[what + "_s"] = round(statistics.median(all_seconds), 3)
    figures["accept_x"] = round(figures["bare_s"] / figures["accept_s"], 2)
    text = json.dumps(figures, indent=1)
    print(text)
    with open(out, "w", encoding="utf-8") as file:
        file.write(text + "\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4])
