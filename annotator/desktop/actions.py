"""Every command of the window, in one table: its words, its keys, where it works."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

from annotator.desktop.lettering import letter_menu
from annotator.desktop.mnemonics import distinct

SUBMENU = "submenu"
"""The property of an action that has the title of its submenu, empty where it is in none."""


class Where(Enum):
    """Where the keys of a command work."""

    WINDOW = auto()
    LIST = auto()  # only while the list of articles has the focus
    PAIRS = auto()  # only while two sets are shown; the page that shows them listens to the keys
    PAGE = auto()  # only while the text has the focus, so that single letters can be typed in notes


@dataclass(frozen=True, slots=True)
class Command:
    """What stands in a menu and on the sheet of keys.

    ``submenu`` is the title of the submenu it stands in, if any; of those with the same ``group``
    one is checked.
    """

    name: str
    menu: str
    text: str
    run: Callable[[], object]
    keys: tuple[str, ...] = ()
    where: Where = Where.WINDOW
    checkable: bool = False
    separated: bool = False
    submenu: str = ""
    group: str = ""


def make_action(command: Command, parent: QObject) -> QAction:
    """The Qt action of a command."""
    action = QAction(command.text, parent)
    action.setObjectName(command.name)
    action.setData(command.text)
    action.setProperty(SUBMENU, command.submenu)
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
    titles = {
        "file": translate("menus", "&File"),
        "edit": translate("menus", "&Edit"),
        "article": translate("menus", "&Article"),
        "mark": translate("menus", "&Mark"),
        "view": translate("menus", "&View"),
        "help": translate("menus", "&Help"),
    }
    return dict(zip(titles, distinct(list(titles.values())), strict=True))


class Menus:
    """The menu bar, filled with commands."""

    def __init__(self, window: QMainWindow, page: QWidget, articles: QWidget) -> None:
        self._window = window
        self._page = page
        self._places = {Where.PAGE: page, Where.LIST: articles}
        self._titles = menu_titles()
        # Made here, not by ``addMenu``: of a menu that Qt makes by itself the reference may die
        # with that of its bar, while the menu is still on the screen.
        self._bar = window.menuBar()
        self._menus = {name: QMenu(title, self._bar) for name, title in self._titles.items()}
        for menu in self._menus.values():
            letter_menu(menu)
            self._bar.addMenu(menu)
        self._submenus: dict[str, QMenu] = {}
        self._groups: dict[str, QActionGroup] = {}
        self.by_name: dict[str, QAction] = {}
        self.by_menu: dict[str, list[QAction]] = {}

    def add(self, command: Command) -> None:
        """Put a command at the end of its menu, and give its keys to where they work."""
        action = make_action(command, self._window)
        self.by_name[command.name] = action
        self.by_menu.setdefault(self._titles[command.menu], []).append(action)
        if command.separated:
            self._menus[command.menu].addSeparator()
        self._holder(command).addAction(action)
        if command.group:
            group = self._groups.setdefault(command.group, QActionGroup(self._window))
            group.addAction(action)
        if command.where in self._places:
            self._places[command.where].addAction(action)

    def replace(self, names: Sequence[str], commands: Sequence[Command]) -> None:
        """Put commands into the place of others, which stand side by side in the same menu.

        In the menu itself and in each submenu there are some of both; neither knows groups.
        """
        old = [self.by_name[name] for name in names]
        listed = self.by_menu[self._titles[commands[0].menu]]
        at = listed.index(old[0])
        new = [make_action(command, self._window) for command in commands]
        listed[at : at + len(old)] = new
        for holder in {self._holder(command): None for command in commands}:
            rows = holder.actions()
            after = max(rows.index(action) for action in old if action in rows) + 1
            before = rows[after] if after < len(rows) else None
            holder.insertActions(
                before,
                [
                    action
                    for command, action in zip(commands, new, strict=True)
                    if self._holder(command) is holder
                ],
            )
            for action in old:
                holder.removeAction(action)
        for name, action in zip(names, old, strict=True):
            del self.by_name[name]
            self._page.removeAction(action)
            action.deleteLater()
        for command, action in zip(commands, new, strict=True):
            self.by_name[command.name] = action
            if command.where is Where.PAGE:
                self._page.addAction(action)

    def _holder(self, command: Command) -> QMenu:
        """The menu or submenu that a command stands in."""
        menu = self._menus[command.menu]
        if not command.submenu:
            return menu
        if command.submenu not in self._submenus:
            submenu = self._submenus[command.submenu] = QMenu(command.submenu, menu)
            letter_menu(submenu)
            menu.addMenu(submenu)
        return self._submenus[command.submenu]
