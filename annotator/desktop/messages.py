"""Message boxes. What they say is shown as it stands: names of files may look like mark-up."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

LISTED = 8
"""How many of many messages a box shows; all of them stand in its details."""


def message_box(icon: QMessageBox.Icon, text: str, parent: QWidget | None = None) -> QMessageBox:
    """A box with a message, which is still to be opened."""
    box = QMessageBox(parent)
    box.setIcon(icon)
    box.setWindowTitle("Annotator")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    return box


def tell(icon: QMessageBox.Icon, text: str, parent: QWidget, details: str = "") -> None:
    """Show a message; the program goes on meanwhile."""
    box = message_box(icon, text, parent)
    box.setDetailedText(details)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
