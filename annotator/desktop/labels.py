"""Labels that several panels have: headings of sections, and what is said in a lower voice."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel


def section(text: str) -> QLabel:
    """The heading of a section."""
    label = QLabel(text)
    label.setObjectName("section")
    return label


def muted(text: str = "") -> QLabel:
    """Text that is broken into lines and shown as it stands, in the muted colour."""
    label = QLabel(text, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
    label.setObjectName("muted")
    return label
