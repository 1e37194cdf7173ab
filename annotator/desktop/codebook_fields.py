"""The fields of the codebook editor that several of its pages have."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QFormLayout,
    QLabel,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop.labels import muted
from annotator.domain.offsets import Utf16Index
from annotator.domain.typing_steps import changed_part


class TextField(QPlainTextEdit):
    """Text of several lines; Tab goes on to the next field. Its undo is that of the editor."""

    def __init__(self, name: str, lines: int) -> None:
        super().__init__()
        self._lines = lines
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)

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
            self._replace(text)

    def _replace(self, text: str) -> None:
        """Change only what is another now, so that the cursor comes to stand there."""
        before = self.toPlainText()
        start, gone_end, come_end = changed_part(before, text)
        units = Utf16Index(before)
        cursor = QTextCursor(self.document())
        cursor.setPosition(units.to_utf16(start))
        cursor.setPosition(units.to_utf16(gone_end), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text[start:come_end])
        cursor.clearSelection()
        self.setTextCursor(cursor)


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
            self._replace("\n".join(joined))


def name_tip(name: str, more: str = "") -> str:
    """A name as a tool tip, which may be long and may look like mark-up; ``more`` stands below."""
    return "".join(f"<p>{escape(text)}</p>" for text in (name, more) if text)


def labelled(form: QFormLayout, text: str, field: QWidget) -> QLabel:
    """Put a field in a form, under a label whose key leads to it."""
    label = QLabel(text)
    label.setBuddy(field)
    label.setWordWrap(True)
    label.setFixedWidth(118)
    form.addRow(label, field)
    return label


class Technical(QWidget):
    """A line that only those need who work with files: folded away until it is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.button = QToolButton(checkable=True, text=self.tr("Technical"))
        self.button.setObjectName("fold")
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.note = muted()
        self.note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeading)
        layout.addWidget(self.note)
        self.button.toggled.connect(self._unfold)
        self._unfold(False)

    def _unfold(self, on: bool) -> None:
        arrow = Qt.ArrowType.DownArrow if on else Qt.ArrowType.RightArrow
        self.button.setArrowType(arrow)
        self.note.setVisible(on)
