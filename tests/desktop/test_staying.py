"""The page stays where it is while somebody works on it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from window_driver import CTRL, LEFT, SHIFT, Reader

from annotator.desktop.keying.key_dialog import KeyDialog
from annotator.domain.span import Span
from annotator.services.importing import add_text

LINES = 60
TEXT = "# Many boats\n\n" + "\n\n".join(
    f"Somebody says that boat number {n} is too old, and that nobody at the yard knows why."
    for n in range(LINES)
)


def boat(reader: Reader, number: int) -> Span:
    return reader.span(f"boat number {number} is")


@pytest.fixture
def long_key(workspace, open_window):
    """A key of an article of several pages, with marks from its beginning to its end."""
    article = add_text(workspace.articles, TEXT, "boats.md").article
    reader = open_window()
    reader.open(article)
    reader.work_done()
    reader.key(Qt.Key.Key_K, CTRL | SHIFT)
    dialog = reader.window.findChild(KeyDialog)
    reader.wait(dialog.isVisible)
    reader.push(dialog.write)
    reader.activate()
    reader.page.setFocus()
    for number in range(LINES):
        start = article.text.index(f"boat number {number} is")
        reader.page.select(Span(start, start + len(f"boat number {number} is")))
        reader.key("1")
    reader.key(Qt.Key.Key_Escape)
    reader.page.verticalScrollBar().setValue(0)
    reader.settle()
    return reader


def lowest(reader: Reader) -> int:
    """The number of the lowest line that is in sight as a whole."""
    height = reader.page.viewport().height()
    return max(
        n for n in range(LINES) if reader.page.rects_of(boat(reader, n))[-1].bottom() < height
    )


def is_in_sight(reader: Reader, number: int) -> bool:
    rects = reader.page.rects_of(boat(reader, number))
    return rects[0].top() >= 0 and rects[-1].bottom() <= reader.page.viewport().height()


def test_a_low_item_that_becomes_active_moves_nothing(long_key):
    bar = long_key.page.verticalScrollBar()
    low = lowest(long_key)
    editor, part = long_key.editor, long_key.desk.keying.shaping.part
    for at in (0, 40):
        bar.setValue(at)
        number = low if at == 0 else low + 1
        long_key.click(boat(long_key, number).start + 6)
        assert long_key.desk.session.active is not None
        long_key.settle()
        assert bar.value() == at
        # The card is whole, beside it or above.
        assert editor.geometry().bottom() <= long_key.desk.margin.height()
        for key in ("n", "x", Qt.Key.Key_Escape, "d"):
            long_key.key(key)
            long_key.settle()
            assert bar.value() == at
        long_key.push(part.core_set)
        long_key.settle()
        assert bar.value() == at
        long_key.key(Qt.Key.Key_Escape)
        long_key.key("z", CTRL)
        long_key.settle()
        assert bar.value() == at


def test_a_card_that_is_clicked_moves_nothing(long_key):
    bar = long_key.page.verticalScrollBar()
    bar.setValue(130)
    long_key.settle()
    last = long_key.desk.margin.places()[-1]
    long_key.bot.mouseClick(long_key.desk.margin, LEFT, pos=last.rect.topLeft() + QPoint(5, 5))
    long_key.settle()
    assert long_key.desk.session.active == last.mark_id
    assert bar.value() == 130


def test_an_item_out_of_sight_comes_into_it_by_no_more_than_it_takes(long_key):
    bar, page = long_key.page.verticalScrollBar(), long_key.page
    low = lowest(long_key)
    page.setFocus()
    long_key.key("j")
    for number in range(1, low + 1):
        long_key.key("j")
        assert bar.value() == 0, number
    long_key.key("j")
    assert is_in_sight(long_key, low + 1)
    assert not long_key.editor.isHidden()
    assert long_key.editor.geometry().bottom() <= long_key.desk.margin.height()
    assert 0 < bar.value() < page.viewport().height() / 4
    was = bar.value()
    # What is above comes in at the top, with the lines before it.
    bar.setValue(was + 2 * page.viewport().height())
    long_key.key("k")
    assert is_in_sight(long_key, low)
    assert page.rects_of(boat(long_key, low))[0].top() < page.viewport().height() / 4
