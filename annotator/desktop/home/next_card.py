"""What to do next: an article, why, and one button."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.desktop.home.home_words import deed, reason
from annotator.desktop.labels import section
from annotator.domain.codebook import Codebook
from annotator.services.practice import Kind, Suggestion


class NextCard(QFrame):
    """``asked`` says that the reader wants to do it.

    ``compact`` leaves its heading to whoever shows it, among other cards of a narrow panel.
    """

    asked = Signal()

    def __init__(self, parent: QWidget | None = None, *, compact: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        head = section(self.tr("Next"))
        head.setVisible(not compact)
        self.title = QLabel(wordWrap=True)
        self.title.setObjectName("step")
        self.reason = QLabel(wordWrap=True)
        for label in (self.title, self.reason):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.button = QPushButton()
        self.button.clicked.connect(self.asked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*((10, 8, 10, 10) if compact else (14, 10, 14, 14)))
        layout.setSpacing(6)
        for widget in (head, self.title, self.reason):
            layout.addWidget(widget)
        layout.addSpacing(4)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeading)

    def show_suggestion(self, suggestion: Suggestion, title: str, codebook: Codebook) -> None:
        """Say what comes next; ``title`` is that of its article, if it has one."""
        wait = suggestion.kind is Kind.WAIT
        self.title.setText(title)
        self.title.setVisible(bool(title) and not wait)
        self.reason.setText(reason(suggestion, codebook))
        words = deed(suggestion)
        self.button.setText(words)
        self.button.setAccessibleName(f"{words}: {title}" if title else words)
        self.button.setToolTip(title if wait else "")
        # What is to be done stands out; that there is nothing to be done does not.
        name = "" if wait else "primary"
        if self.button.objectName() != name:
            self.button.setObjectName(name)
            self.button.style().unpolish(self.button)
            self.button.style().polish(self.button)
