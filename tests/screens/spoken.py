# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the running window as a screen reader does (AT-SPI): writes what is there, and fails where something that takes
keys or clicks has no name."""
import sys
import time

import pyatspi

INTERACTIVE = {pyatspi.ROLE_PUSH_BUTTON, pyatspi.ROLE_TOGGLE_BUTTON, pyatspi.ROLE_CHECK_BOX, pyatspi.ROLE_RADIO_BUTTON,
               pyatspi.ROLE_COMBO_BOX, pyatspi.ROLE_ENTRY, pyatspi.ROLE_TEXT, pyatspi.ROLE_PASSWORD_TEXT,
               pyatspi.ROLE_SPIN_BUTTON, pyatspi.ROLE_TABLE, pyatspi.ROLE_TREE_TABLE, pyatspi.ROLE_LIST,
               pyatspi.ROLE_LIST_ITEM, pyatspi.ROLE_TABLE_CELL, pyatspi.ROLE_PAGE_TAB, pyatspi.ROLE_PAGE_TAB_LIST,
               pyatspi.ROLE_MENU_ITEM, pyatspi.ROLE_MENU, pyatspi.ROLE_CHECK_MENU_ITEM, pyatspi.ROLE_LINK}
PATIENCE_S = 20
CELLS_SHOWN = 40  # of each table; a history may have a million rows


def application(name):
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        for app in pyatspi.Registry.getDesktop(0):
            if app and app.name == name and app.childCount:
                return app
        time.sleep(0.2)  # the bus has no event for "an application is there"
    raise SystemExit(f"{name} is not on the accessibility bus")


def value_of(node):
    try:
        return node.queryValue().currentValue
    except NotImplementedError:
        pass
    try:
        text = node.queryText()
        return text.getText(0, min(text.characterCount, 80))
    except NotImplementedError:
        return ""


def walk(node, depth, lines, nameless):
    states = node.getState()
    in_menu = node.getRole() in (pyatspi.ROLE_MENU_ITEM, pyatspi.ROLE_MENU, pyatspi.ROLE_CHECK_MENU_ITEM)
    if not in_menu and depth > 1 and not states.contains(pyatspi.STATE_SHOWING):
        return
    role = node.getRole()
    takes_input = role in INTERACTIVE or states.contains(pyatspi.STATE_FOCUSABLE)
    line = f"{'  ' * depth}{node.getRoleName()} \"{node.name}\" {value_of(node)!r} {node.description}".rstrip()
    lines.append(line)
    is_layer = role in (pyatspi.ROLE_FILLER, pyatspi.ROLE_LAYERED_PANE, pyatspi.ROLE_PANEL, pyatspi.ROLE_SEPARATOR)
    if takes_input and not is_layer and not node.name.strip() and not is_empty_cell(node):
        nameless.append(line.strip())
    for index in range(min(node.childCount, CELLS_SHOWN)):
        child = node.getChildAtIndex(index)
        if child:
            walk(child, depth + 1, lines, nameless)


def is_empty_cell(node):
    """A cell that has no value says nothing; its row's first cell says the whole row."""
    return node.getRole() == pyatspi.ROLE_TABLE_CELL and node.getIndexInParent() > 0


def main(name, out):
    app = application(name)
    lines, nameless = [], []
    walk(app, 0, lines, nameless)
    with open(out, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    print(f"{out}: {len(lines)} elements, {len(nameless)} of those that take input have no name")
    for line in nameless:
        print("  nameless:", line)
    return 1 if nameless or len(lines) < 30 else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
