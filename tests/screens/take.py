# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes a picture of every page in every state, light and dark, with text of 100 % and of 200 %, some of them from right
to left, and lays them out on contact sheets: all, those from right to left, and those with states without colour."""
import os
import shutil
import signal
import sys
import tempfile

import sheet
from programs import ExpiredCollector, Programs, SignInProxy, WrongClockCollector
from states import NEVER, RESET, Maker

SCHEMES = ("light", "dark")
TEXTS = ("100", "200")
MIRRORED = "-reverse"  # an option of Qt's: the whole window from right to left


def take(programs, state, picture, *words, **how):
    """On a copy of the folder, always at the same place: a window that is open goes on sending."""
    place = os.path.join(programs.work, "Rookery")
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(state.data, place)
    programs.window(place, picture, "--page", state.page, *state.words, *words, keys=state.keys, once=state.once,
                    around=state.around, variables=state.variables, **how)


def mirrored_name(state, scheme):
    return f"{state.title}-{scheme}-rtl"


def take_all(programs, states, out):
    """The pictures by state: rows of names, in the order of the sheet."""
    rows = []
    for number, state in enumerate(states, 1):
        print(f"{number} of {len(states)}: {state.title}", flush=True)
        row = []
        for text in TEXTS:
            for scheme in SCHEMES:
                name = f"{state.title}-{scheme}-text{text}"
                take(programs, state, os.path.join(out, name + ".png"), scheme=scheme, text=text)
                row.append(name)
        if state.zoomed:
            for scheme in SCHEMES:
                take(programs, state, os.path.join(out, f"{state.title}-{scheme}-zoom200.png"), scheme=scheme, zoom="2")
        if state.mirrored:
            for scheme in SCHEMES:
                take(programs, state, os.path.join(out, mirrored_name(state, scheme) + ".png"), MIRRORED, scheme=scheme)
        rows.append(row)
    return rows


def main(binaries, out, *words):
    os.makedirs(out, exist_ok=True)
    for name in os.listdir(out):
        if name.endswith(".png"):
            os.remove(os.path.join(out, name))
    with tempfile.TemporaryDirectory(prefix="rookery-screens-") as work:
        programs = Programs(binaries, work)
        with (ExpiredCollector(work) as expired, WrongClockCollector() as late, SignInProxy() as proxy,
              programs.collector(NEVER) as slow_port):
            maker = Maker(programs, slow_port, expired, late, proxy)
            print("Making the states.", flush=True)
            states = [s for s in maker.make() if not words or any(word in s.title for word in words)]
            if not states:
                sys.exit("No picture has such a name.")
            with maker.answering(RESET):  # what went unanswered goes on so while its picture is taken
                rows = take_all(programs, states, out)
        sheet.lay_out(out, "contact-sheet.png", rows)
        mirrored = [[mirrored_name(state, scheme) for scheme in SCHEMES] for state in states if state.mirrored]
        if mirrored:
            sheet.lay_out(out, "contact-sheet-rtl.png", mirrored)
        grey = [row[:len(SCHEMES)] for row, state in zip(rows, states) if state.status]
        if grey:
            sheet.lay_out_grey(out, "contact-sheet-grey.png", grey, work)


signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that nothing is left running
main(*sys.argv[1:])
