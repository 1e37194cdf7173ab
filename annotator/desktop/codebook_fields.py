"""The fields of the codebook editor that several of its pages have."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFormLayout, QLabel, QPlainTextEdit, QWidget


class TextField(QPlainTextEdit):
    """Text of several lines; Tab goes on to the next field."""

    def __init__(self, name: str, lines: int) -> None:
        super().__init__()
        self._lines = lines
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)

    def sizeHint(self) -> QSize:
        """Room for its lines."""
        height = self.fontMetrics().lineSpacing() * self._lines + 18
        return QSize(super().sizeHint().width(), height)

    def minimumSizeHint(self) -> QSize:
        """Room for two lines at least."""
        return QSize(120, min(self.sizeHint().height(), self.fontMetrics().lineSpacing() * 2 + 18))

    def text(self) -> str:
        """What is in it, without blanks at its ends."""
        return self.toPlainText().strip()

    def set_text(self, text: str) -> None:
        """Put a text in, unless that is what is there: the cursor stays where it was then."""
        if text != self.text():
            self.setPlainText(text)


class LinesField(TextField):
    """Entries, one a line."""

    def entries(self) -> tuple[str, ...]:
        """The lines that are not empty."""
        lines = (" ".join(line.split()) for line in self.toPlainText().splitlines())
        return tuple(line for line in lines if line)

    def set_entries(self, entries: tuple[str, ...]) -> None:
        """Put entries in; one of several lines becomes one line."""
        joined = tuple(" ".join(entry.split()) for entry in entries)
        if joined != self.entries():
            self.setPlainText("\n".join(joined))


def labelled(form: QFormLayout, text: str, field: QWidget) -> QLabel:
    """Put a field in a form, under a label whose key leads to it."""
    label = QLabel(text)
    label.setBuddy(field)
    label.setWordWrap(True)
    label.setFixedWidth(118)
    form.addRow(label, field)
    return label


def muted(text: str) -> QLabel:
    """A remark."""
    label = QLabel(text, wordWrap=True)
    label.setObjectName("muted")
    return label
