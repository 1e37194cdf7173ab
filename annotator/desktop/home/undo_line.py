"""A line that says what was just done, and takes it back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget


class UndoLine(QFrame):
    """``asked`` says that what was done is to be taken back."""

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hint")
        self.label = QLabel()
        self.button = QPushButton(self.tr("Undo"))
        self.button.setToolTip(self.tr("Undo (Ctrl+Z)"))
        self.close_button = QToolButton(text="✕")
        self.close_button.setAccessibleName(self.tr("Put this line away"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 8, 6)
        layout.addWidget(self.label, 1)
        layout.addWidget(self.button)
        layout.addWidget(self.close_button)
        self.button.clicked.connect(self.asked)
        self.close_button.clicked.connect(self.hide)
        self.hide()

    def tell(self, text: str) -> None:
        """Say what was done."""
        self.label.setText(text)
        self.button.setAccessibleName(self.tr("{what} Undo").format(what=text))
        self.show()
