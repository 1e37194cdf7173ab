"""Dialogs are no larger than the screen."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from annotator.desktop.screen_room import FRAME, resize_within


@pytest.mark.parametrize(("width", "height"), [(300, 200), (30_000, 200), (300, 30_000)])
def test_a_window_has_the_size_that_was_asked_for_as_far_as_it_fits(qtbot, width, height):
    window = QWidget()
    qtbot.addWidget(window)
    room = window.screen().availableSize()
    resize_within(window, width, height)
    assert window.width() == min(width, room.width() - FRAME)
    assert window.height() == min(height, room.height() - FRAME)
