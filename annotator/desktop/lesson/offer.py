"""The offer of the first steps, on the home page of who is new."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget


class Offer(QFrame):
    """``asked`` says that the learner wants the lesson, ``declined`` that they do not, now."""

    asked = Signal()
    declined = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("offer")
        title = QLabel(self.tr("New here? Learn the desk in five minutes"), wordWrap=True)
        title.setObjectName("heading")
        text = QLabel(
            self.tr(
                "A short report and a coach: you try everything once, and nothing of it counts."
            ),
            wordWrap=True,
        )
        self.button = QPushButton(self.tr("Start"))
        self.button.setObjectName("primary")
        self.button.setAccessibleName(self.tr("Start the first steps"))
        self.later = QPushButton(self.tr("Not now"))
        self.later.setAccessibleName(self.tr("No first steps now"))
        self.later.setToolTip(self.tr("Later: Help › First steps"))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(title)
        words.addWidget(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 14, 12)
        row.setSpacing(8)
        row.addLayout(words, 1)
        row.addWidget(self.later)
        row.addWidget(self.button)
        self.button.clicked.connect(self.asked)
        self.later.clicked.connect(self.declined)
        self.hide()
