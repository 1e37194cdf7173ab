"""Every command of the window, in one table: its words, its keys, where it works."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence


class Where(Enum):
    """Where the keys of a command work."""

    WINDOW = auto()
    PAGE = auto()  # only while the text has the focus, so that single letters can be typed in notes


@dataclass(frozen=True, slots=True)
class Command:
    """What stands in a menu and on the sheet of keys."""

    name: str
    menu: str
    text: str
    run: Callable[[], object]
    keys: tuple[str, ...] = ()
    where: Where = Where.WINDOW
    checkable: bool = False
    separated: bool = False


def make_action(command: Command, parent: QObject) -> QAction:
    """The Qt action of a command."""
    action = QAction(command.text, parent)
    action.setObjectName(command.name)
    action.setData(command.text)
    action.setShortcuts([QKeySequence(keys) for keys in command.keys])
    action.setShortcutContext(
        Qt.ShortcutContext.WindowShortcut
        if command.where is Where.WINDOW
        else Qt.ShortcutContext.WidgetShortcut
    )
    action.setCheckable(command.checkable)
    action.triggered.connect(lambda _checked=False: command.run())
    return action


def menu_titles() -> dict[str, str]:
    """The menus in their order."""
    translate = QCoreApplication.translate
    return {
        "file": translate("menus", "&File"),
        "edit": translate("menus", "&Edit"),
        "mark": translate("menus", "&Mark"),
        "view": translate("menus", "&View"),
        "help": translate("menus", "&Help"),
    }
