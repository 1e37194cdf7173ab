"""Sizes that fit on the screen, however small it is."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

FRAME = 40
"""Pixels that a window leaves free each way, for its frame and title."""


def resize_within(window: QWidget, width: int, height: int) -> None:
    """Give a window a size in pixels, or as much of it as its screen has room for."""
    room = window.screen().availableSize()
    window.resize(min(width, room.width() - FRAME), min(height, room.height() - FRAME))
