"""The commands with which a key is written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from annotator.desktop.actions import Command, Where

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from annotator.desktop.desk import Desk
    from annotator.desktop.window import MainWindow

PAGE = Where.PAGE
_ON_KEYS = ("core", "allowance", "difficulty", "also-right")


def write_command(window: MainWindow) -> Command:
    """The command that begins a key, or goes on with one."""
    words = QCoreApplication.translate("keying", "Write a &key…")
    keys = ("Ctrl+Shift+K",)
    return Command("write-key", "article", words, window.write_key, keys, separated=True)


def key_commands(desk: Desk) -> Iterator[Command]:
    """What is done with an item of a key, in the menu for marks."""
    translate, shaping = QCoreApplication.translate, desk.keying.shaping
    menu = translate("keying", "Item of a ke&y")
    for name, words, run, key in (
        (
            "core",
            translate("keying", "Take the selection as the &core"),
            shaping.take_core,
            "Shift+C",
        ),
        (
            "allowance",
            translate("keying", "Take the selection as the &allowance"),
            shaping.take_allowance,
            "Shift+A",
        ),
        ("difficulty", translate("keying", "&Difficulty"), shaping.step_difficulty, "D"),
        (
            "also-right",
            translate("keying", "The selection is &as right"),
            shaping.add_passage,
            "Shift+O",
        ),
    ):
        yield Command(name, "mark", words, run, (key,), PAGE, submenu=menu)


def view_commands(desk: Desk) -> Iterator[Command]:
    """What is shown of a key, in the menu for the view."""
    translate, keying = QCoreApplication.translate, desk.keying
    yield Command(
        "checklist",
        "view",
        translate("keying", "Chec&klist of the key"),
        keying.toggle_checklist,
        ("F7",),
        checkable=True,
    )
    yield Command(
        "preview-key", "view", translate("keying", "Pre&view as learner"), keying.preview, ("F5",)
    )


def update(desk: Desk, actions: dict[str, QAction]) -> None:
    """Enable the commands that can be used now, and name those that mean something else here."""
    translate, keying = QCoreApplication.translate, desk.keying
    is_key, editable = keying.session is not None, desk.can_annotate
    for name in _ON_KEYS:
        actions[name].setEnabled(is_key and editable)
    for name in ("checklist", "preview-key"):
        actions[name].setEnabled(is_key)
    actions["checklist"].setChecked(keying.shows_checklist)
    if is_key:
        actions["confidence"].setEnabled(False)
    for name, of_key in (
        ("submit", translate("keying", "Finish the ke&y…")),
        ("again", translate("keying", "Edit &this key")),
    ):
        action = actions[name]
        action.setText(of_key if is_key else action.data())
