"""The panels beside a text, of which one is shown."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QWidget

WIDTH, NARROWEST = 300, 260
"""Pixels at first, and as narrow as it can be made."""


class SideStack(QStackedWidget):
    """Has a width of its own, whatever is in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(NARROWEST)

    def sizeHint(self) -> QSize:
        """As wide as it is meant to be."""
        return QSize(WIDTH, super().sizeHint().height())
