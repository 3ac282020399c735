# SPDX-License-Identifier: GPL-3.0-or-later
"""Many pictures on one, each with its name below it."""
import os
import struct
import subprocess

USUAL_SIZE = (1280, 720)
SMALL = (480, 270)
LARGE = (960, 540)  # for what has to be read
STATES_ABREAST = 2


def size_of(file):
    with open(file, "rb") as png:
        return struct.unpack(">II", png.read(24)[16:])


def montage(rows, file_of, out, thumbnail):
    command = ["montage", "-font", "DejaVu-Sans", "-pointsize", "13", "-background", "#787f88", "-fill", "white"]
    for name in (name for row in rows for name in row):
        size = size_of(file_of(name))
        label = name if size == USUAL_SIZE else f"{name}  {size[0]} x {size[1]}"
        # Made small while it is read: all of them in full size would not fit into memory.
        command += ["-label", label, f"{file_of(name)}[{thumbnail[0]}x{thumbnail[1]}]"]
    columns = len(rows[0]) * STATES_ABREAST
    command += ["-tile", f"{columns}x", "-geometry", f"{thumbnail[0]}x{thumbnail[1]}+8+8", "-depth", "8", out]
    subprocess.run(command, check=True)
    print(out)


def lay_out(folder, name, rows):
    montage(rows, lambda picture: os.path.join(folder, picture + ".png"), os.path.join(folder, name), SMALL)


def lay_out_grey(folder, name, rows, work):
    """Copies without colour: a state must be told by its shape and its word."""
    grey = os.path.join(work, "grey")
    os.mkdir(grey)
    files = [os.path.join(folder, picture + ".png") for row in rows for picture in row]
    subprocess.run(["mogrify", "-path", grey, "-colorspace", "Gray", *files], check=True)
    montage(rows, lambda picture: os.path.join(grey, picture + ".png"), os.path.join(folder, name), LARGE)
