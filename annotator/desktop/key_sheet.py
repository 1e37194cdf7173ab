"""The sheet of all keys, made from the actions themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop.lettering import letter_dialog
from annotator.desktop.mnemonics import plain

TALLEST = 32
"""Rows, with two for the head of a group, in a column that fits on a small screen."""
SHORTEST = 4


class KeySheet(QDialog):
    """Shows every action that has a key, menu by menu."""

    def __init__(self, actions: Mapping[str, Sequence[QAction]], parent: QWidget) -> None:
        super().__init__(parent)
        letter_dialog(self)
        self.setWindowTitle(self.tr("Keys"))
        columns = QHBoxLayout()
        columns.setSpacing(40)
        for column in _columns(actions):
            layout = QVBoxLayout()
            for title, part in column:
                layout.addLayout(_group(title, part))
                layout.addSpacing(12)
            layout.addStretch(1)
            columns.addLayout(layout)
        note = QLabel(
            self.tr(
                "Single letters and digits work while the text has the focus. "
                "Hold Alt to keep a selection exactly as it is, without snapping to whole words."
            ),
            wordWrap=True,
        )
        note.setObjectName("muted")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.addLayout(columns)
        layout.addWidget(note)
        layout.addWidget(buttons)


def _columns(actions: Mapping[str, Sequence[QAction]]) -> list[list[tuple[str, list[QAction]]]]:
    """The actions with keys in columns of much the same height; a long menu goes on in the next."""
    groups = [(title, [a for a in every if a.shortcuts()]) for title, every in actions.items()]
    rows = sum(len(keyed) + 2 for _, keyed in groups)
    count = -(-rows // TALLEST)
    height = -(-rows // count)
    columns: list[list[tuple[str, list[QAction]]]] = [[]]
    room = height
    for title, keyed in groups:
        rest = keyed
        while rest:
            if room < SHORTEST and len(columns) < count:
                columns.append([])
                room = height
            # In the last column everything finds its place.
            fits = len(rest) if len(columns) == count else max(SHORTEST, room - 2)
            columns[-1].append((title, rest[:fits]))
            room -= min(len(rest), fits) + 2
            rest = rest[fits:]
    return columns


def _group(title: str, actions: Sequence[QAction]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(18)
    grid.setVerticalSpacing(5)
    head = QLabel(plain(title))
    head.setObjectName("section")
    grid.addWidget(head, 0, 0, 1, 2)
    native = QKeySequence.SequenceFormat.NativeText
    for row, action in enumerate(actions, 1):
        # Not its text, which may name what would be undone now.
        grid.addWidget(QLabel(plain(str(action.data()))), row, 0)
        keys = QLabel("  ".join(keys.toString(native) for keys in action.shortcuts()))
        keys.setObjectName("key")
        keys.setAlignment(Qt.AlignmentFlag.AlignRight)
        grid.addWidget(keys, row, 1)
    return grid
