"""A list in which every command is found by typing a part of its name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop.actions import SUBMENU
from annotator.desktop.mnemonics import plain

WIDTH, ROWS = 520, 11
_LIKENESS = 55


class CommandPalette(QDialog):
    """Shows what can be done now; Enter does it."""

    def __init__(self, actions: Mapping[str, Sequence[QAction]], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("palette")
        self.setAccessibleName(self.tr("Commands"))
        self._actions = [
            (_place(menu, action), action)
            for menu, every in actions.items()
            for action in every
            if action.isEnabled()
        ]
        self.line = QLineEdit(placeholderText=self.tr("What do you want to do?"))
        self.line.setAccessibleName(self.tr("Find a command"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Commands"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 10)
        layout.setSpacing(8)
        layout.addWidget(self.line)
        layout.addWidget(self.list)
        self.line.textChanged.connect(self._filter)
        self.line.installEventFilter(self)
        self.list.itemClicked.connect(self._run)
        self._filter("")
        self.setFixedWidth(WIDTH)
        row = self.list.sizeHintForRow(0) if self.list.count() else 30
        self.list.setFixedHeight(ROWS * row + 8)

    def popup(self) -> None:
        """Open in the upper middle of the window."""
        self.adjustSize()
        window = self.parentWidget()
        corner = window.mapToGlobal(window.rect().topLeft())
        self.move(corner.x() + (window.width() - self.width()) // 2, corner.y() + 90)
        self.show()
        self.line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up, Down and Enter work on the list while the line keeps the focus."""
        if watched is self.line and isinstance(event, QKeyEvent):
            if event.type() is not QEvent.Type.KeyPress:
                return super().eventFilter(watched, event)
            key, row, last = event.key(), self.list.currentRow(), self.list.count() - 1
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and last >= 0:
                step = 1 if key == Qt.Key.Key_Down else -1
                self.list.setCurrentRow((row + step) % (last + 1))
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self.list.currentItem() is not None:
                    self._run(self.list.currentItem())
                return True
        return super().eventFilter(watched, event)

    def names(self) -> list[str]:
        """The names of the commands that are listed now."""
        return [
            self.list.item(row).data(Qt.ItemDataRole.UserRole).objectName()
            for row in range(self.list.count())
        ]

    def _filter(self, wanted: str) -> None:
        self.list.clear()
        for menu, action in self._ranked(wanted.strip()):
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.UserRole, action)
            name = plain(action.text())
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{menu}: {name}")
            row = _row(menu, name, action)
            item.setSizeHint(QSize(row.sizeHint().width(), row.sizeHint().height()))
            self.list.addItem(item)
            self.list.setItemWidget(item, row)
        self.list.setCurrentRow(0)

    def _ranked(self, wanted: str) -> list[tuple[str, QAction]]:
        if not wanted:
            return self._actions
        from rapidfuzz import fuzz, process, utils  # noqa: PLC0415 (not on the way to the window)

        names = [f"{plain(action.text())} {menu}" for menu, action in self._actions]
        found = process.extract(
            wanted,
            names,
            scorer=fuzz.partial_token_set_ratio if " " in wanted else fuzz.WRatio,
            processor=utils.default_process,
            score_cutoff=_LIKENESS,
            limit=None,
        )
        # What holds the very words typed comes alone, the earlier the better.
        folded = [name.casefold() for name in names]
        places = {i: folded[i].find(wanted.casefold()) for _, _, i in found}
        exact = sorted((place, i) for i, place in places.items() if place >= 0)
        chosen = [i for _, i in exact] or list(places)
        return [self._actions[i] for i in chosen]

    def _run(self, item: QListWidgetItem) -> None:
        action = item.data(Qt.ItemDataRole.UserRole)
        self.accept()
        action.trigger()


def _place(menu: str, action: QAction) -> str:
    """In which menu, and which submenu of it, a command stands."""
    submenu = action.property(SUBMENU)
    return " › ".join(plain(title) for title in (menu, submenu) if title)


def _row(menu: str, name: str, action: QAction) -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(10, 5, 10, 5)
    where = QLabel(menu)
    where.setObjectName("muted")
    keys = QLabel(action.shortcut().toString(QKeySequence.SequenceFormat.NativeText))
    keys.setObjectName("key")
    layout.addWidget(QLabel(name))
    layout.addWidget(where)
    layout.addStretch(1)
    layout.addWidget(keys)
    return row
