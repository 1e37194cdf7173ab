"""What to do next time, as cards that lead to examples on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.desktop.step_words import step_text, step_title
from annotator.domain.codebook import Codebook

if TYPE_CHECKING:
    from annotator.comparison.next_steps import Step


class StepCard(QFrame):
    """One step. ``asked`` carries the place of the item that is to be looked at again.

    Asked again, it goes on to the next example, and round to the first.
    """

    asked = Signal(int)

    def __init__(self, step: Step, codebook: Codebook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.step = step
        self._next = 0
        self.title = QLabel(step_title(step, codebook), wordWrap=True)
        self.title.setObjectName("step")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        text = QLabel(step_text(step, codebook), wordWrap=True)
        text.setTextFormat(Qt.TextFormat.PlainText)
        self.button = QPushButton()
        self.button.clicked.connect(self._ask)
        self._name_button()
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 10)
        layout.setSpacing(5)
        layout.addWidget(self.title)
        layout.addWidget(text)
        layout.addLayout(row)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The whole card can be clicked."""
        inside = self.rect().contains(event.position().toPoint())
        if inside and event.button() is Qt.MouseButton.LeftButton:
            self._ask()
        else:
            super().mouseReleaseEvent(event)

    def _ask(self) -> None:
        place = self.step.items[self._next]
        self._next = (self._next + 1) % len(self.step.items)
        self._name_button()
        self.asked.emit(place)

    def _name_button(self) -> None:
        examples = len(self.step.items)
        words = self.tr("Show it") if examples == 1 else self.tr("Show {number} of {all}")
        words = words.format(number=self._next + 1, all=examples)
        self.button.setText(words)
        self.button.setAccessibleName(f"{self.title.text()}: {words}")
