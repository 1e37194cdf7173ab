"""The sheet of keys: whole groups, in the room that there is."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea

from annotator.desktop.key_sheet import KeySheet, parted


def sheet_of(reader) -> KeySheet:
    reader.window.action("keys").trigger()
    (sheet,) = [d for d in reader.window.findChildren(KeySheet) if d.isVisible()]
    return sheet


def shown(sheet: KeySheet) -> list[str]:
    return [label.text() for label in sheet.findChildren(QLabel)]


@pytest.mark.parametrize("size", [(1280, 800), (800, 600)])
def test_it_fits_into_the_window_and_scrolls_with_each_heading_once(open_window, size):
    reader = open_window(size=size)
    sheet = sheet_of(reader)
    reader.settle()
    assert sheet.width() <= size[0]
    assert sheet.height() <= size[1]
    for heading in ("File", "Edit", "Article", "Mark", "View", "Help"):
        assert shown(sheet).count(heading) == 1
    bar = sheet.findChild(QScrollArea).verticalScrollBar()
    assert bar.maximum() > 0
    sheet.activateWindow()
    reader.wait(sheet.isActiveWindow)
    reader.key(Qt.Key.Key_PageDown)
    assert bar.value() > 0
    sheet.close()


def test_the_key_for_sound_passages_is_listed_with_and_without_a_key(reader):
    sheet = sheet_of(reader)
    assert shown(sheet).count("0") == 1
    assert "Sound, in a key" in shown(sheet)
    sheet.close()


@given(st.lists(st.integers(1, 500), min_size=1, max_size=7), st.integers(1, 4))
def test_columns_keep_the_order_and_none_is_empty(heights, count):
    parts = parted(heights, count)
    assert len(parts) == min(count, len(heights))
    assert [n for a, b in parts for n in range(a, b)] == list(range(len(heights)))
    assert all(a < b for a, b in parts)
    every = (
        [*pairwise((0, *cuts, len(heights)))]
        for cuts in combinations(range(1, len(heights)), len(parts) - 1)
    )
    assert tallest(heights, parts) == min(tallest(heights, others) for others in every)


def tallest(heights, parts) -> int:
    return max(sum(heights[a:b]) for a, b in parts)
