"""The sheet of all keys, made from the actions themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop.labels import muted
from annotator.desktop.lettering import letter_dialog
from annotator.desktop.mnemonics import plain
from annotator.desktop.screen_room import FRAME

MOST_COLUMNS = 3
BETWEEN, MARGIN, SCROLL_BAR = 40, 22, 20
"""Pixels between columns, around everything, and for a scroll bar with its border."""

_SOUND = "0"


class KeySheet(QDialog):
    """Shows every action that has a key, menu by menu, in as much room as the window has.

    What applies to keys alone is listed always; so is the key for sound passages, which is an
    action only while a key is on the desk.
    """

    def __init__(self, actions: Mapping[str, Sequence[QAction]], parent: QWidget) -> None:
        super().__init__(parent)
        letter_dialog(self)
        self.setWindowTitle(self.tr("Keys"))
        self.area = QScrollArea(widgetResizable=True, frameShape=QFrame.Shape.NoFrame)
        self.area.setObjectName("side")
        self.area.setAccessibleName(self.tr("Keys"))
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        groups = [
            (title, keyed)
            for title, every in actions.items()
            if (keyed := [action for action in every if action.shortcuts()])
        ]
        widgets = [_group(title, keyed) for title, keyed in groups]
        inside = self._columns(widgets, parent.width() - FRAME)
        self.area.setWidget(inside)
        note = muted(
            self.tr(
                "Single letters and digits work while the text has the focus. "
                "Hold Alt to keep a selection exactly as it is, without snapping to whole words."
            )
        )
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, 16, MARGIN, 16)
        layout.setSpacing(10)
        layout.addWidget(self.area, 1)
        layout.addWidget(note)
        layout.addWidget(buttons)
        wanted = inside.sizeHint()
        width = min(wanted.width() + SCROLL_BAR + 2 * MARGIN, parent.width() - FRAME)
        rest = note.heightForWidth(width - 2 * MARGIN) + buttons.sizeHint().height() + 60
        self.resize(width, min(wanted.height() + rest, parent.height() - FRAME))
        self.area.setFocus()  # so that the arrow keys scroll

    def _columns(self, groups: Sequence[QWidget], width: int) -> QWidget:
        """The groups, each whole, in as many columns as there is room for in ``width`` pixels."""
        inside = QWidget(objectName="side")
        row = QHBoxLayout(inside)
        row.setContentsMargins(6, 4, 10, 4)
        row.setSpacing(BETWEEN)
        heights = [group.sizeHint().height() for group in groups]
        room = width - 2 * MARGIN - SCROLL_BAR
        for count in range(MOST_COLUMNS, 0, -1):
            parts = parted(heights, count)
            widest = [max(group.sizeHint().width() for group in groups[a:b]) for a, b in parts]
            if sum(widest) + BETWEEN * (len(parts) - 1) <= room:
                break
        for first, last in parts:
            column = QVBoxLayout()
            row.addLayout(column)
            column.setSpacing(18)
            for group in groups[first:last]:
                column.addWidget(group)
            column.addStretch(1)
        return inside


def parted(heights: Sequence[int], count: int) -> list[tuple[int, int]]:
    """Where each of ``count`` columns begins and ends, in order, so that the tallest is lowest."""
    count = min(count, len(heights))
    if count <= 1:
        return [(0, len(heights))]
    found: list[tuple[int, int]] = []
    lowest = sum(heights) + 1
    for first in range(1, len(heights) - count + 2):
        rest = parted(heights[first:], count - 1)
        moved = [(a + first, b + first) for a, b in rest]
        tallest = max(sum(heights[a:b]) for a, b in ((0, first), *moved))
        if tallest < lowest:
            found, lowest = [(0, first), *moved], tallest
    return found


def _group(title: str, actions: Sequence[QAction]) -> QWidget:
    group = QWidget()
    grid = QGridLayout(group)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(18)
    grid.setVerticalSpacing(5)
    head = QLabel(plain(title))
    head.setObjectName("section")
    grid.addWidget(head, 0, 0, 1, 2)
    native = QKeySequence.SequenceFormat.NativeText
    # Not the text of an action, which may name what would be undone now.
    rows = [
        (plain(str(a.data())), "  ".join(keys.toString(native) for keys in a.shortcuts()))
        for a in actions
    ]
    marks = [row for row, a in enumerate(actions, 1) if a.objectName().startswith("mark-")]
    if marks and _SOUND not in (keys for _name, keys in rows):
        sound = QCoreApplication.translate("KeySheet", "Sound, in a key")
        rows.insert(marks[-1], (sound, _SOUND))
    for row, (name, keys) in enumerate(rows, 1):
        grid.addWidget(QLabel(name), row, 0)
        label = QLabel(keys)
        label.setObjectName("key")
        label.setAlignment(Qt.AlignmentFlag.AlignRight)
        grid.addWidget(label, row, 1)
    return group
