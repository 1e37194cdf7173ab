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


class KeySheet(QDialog):
    """Shows every action that has a key, menu by menu."""

    def __init__(self, actions: Mapping[str, Sequence[QAction]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        halves = (QVBoxLayout(), QVBoxLayout())
        heights = [0, 0]
        for title, every in actions.items():
            keyed = [action for action in every if action.shortcuts()]
            if keyed:
                shorter = heights.index(min(heights))
                halves[shorter].addLayout(_group(title, keyed))
                halves[shorter].addSpacing(12)
                heights[shorter] += len(keyed) + 2
        columns = QHBoxLayout()
        columns.setSpacing(40)
        for half in halves:
            half.addStretch(1)
            columns.addLayout(half)
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


def _group(title: str, actions: Sequence[QAction]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(18)
    grid.setVerticalSpacing(5)
    head = QLabel(title.replace("&", ""))
    head.setObjectName("section")
    grid.addWidget(head, 0, 0, 1, 2)
    native = QKeySequence.SequenceFormat.NativeText
    for row, action in enumerate(actions, 1):
        # Not its text, which may name what would be undone now.
        grid.addWidget(QLabel(str(action.data()).replace("&", "").rstrip("…")), row, 0)
        keys = QLabel("  ".join(keys.toString(native) for keys in action.shortcuts()))
        keys.setObjectName("key")
        keys.setAlignment(Qt.AlignmentFlag.AlignRight)
        grid.addWidget(keys, row, 1)
    return grid
