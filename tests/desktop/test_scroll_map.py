"""The map of all marks beside the scroll bar."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from annotator.services.importing import add_text


@pytest.fixture
def long_article(workspace):
    lines = [
        f"Paragraph {n} tells of the weather on day {n} and of nothing else." for n in range(300)
    ]
    return add_text(workspace.articles, "\n\n".join(lines), "long.txt").article


@pytest.fixture
def reader(open_window, long_article):
    reader = open_window()
    reader.open(long_article)
    reader.work_done()
    return reader


def drawn(reader):
    """The shares of the ticks, once the map has caught up."""
    shown = reader.window.desk.map
    reader.wait(lambda: not shown.late.isActive())
    return sorted(share for share, _, _ in shown.ticks())


def test_each_mark_has_its_tick_at_its_share_of_the_text(reader):
    assert drawn(reader) == []
    reader.mark("Paragraph 30 tells", "1")
    reader.mark("Paragraph 200 tells", "3")
    length = len(reader.article.text)
    expected = [reader.span(f"Paragraph {n} tells").start / length for n in (30, 200)]
    assert drawn(reader) == pytest.approx(expected)
    lanes = {lane for _, lane, _ in reader.window.desk.map.ticks()}
    assert len(lanes) == 2
    reader.key("Z", Qt.KeyboardModifier.ControlModifier)
    assert drawn(reader) == pytest.approx(expected[:1])


def test_a_click_goes_there(reader):
    shown, page = reader.window.desk.map, reader.window.desk.page
    spot = QPoint(shown.width() // 2, shown.height() * 3 // 4)
    reader.bot.mouseClick(shown, Qt.MouseButton.LeftButton, pos=spot)
    first, last = page.share_in_sight()
    assert first < 0.75 < last
