"""What has room on a desk: the text first, then the summary of a review and the cards."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from window_driver import CTRL, Reader

from annotator.desktop.document import PAGE_MARGIN
from annotator.domain.annotation import Role, Status

SMALL = (800, 600)


@pytest.fixture
def submitted(workspace):
    """The bundled article with a submitted set: a third of its key, and a sound passage."""
    article = workspace.articles.all()[0]
    key = workspace.sets.read(workspace.sets.key_of(article).id)
    marks = [*key.weak[::3], *(replace(a, category=key.weak[0].category) for a in key.sound[:1])]
    marks = tuple(replace(a, id=f"mine-{n}", key=None, note="") for n, a in enumerate(marks))
    workspace.sets.store(
        article, "Mine", role=Role.LEARNER, status=Status.SUBMITTED, annotations=marks
    )
    return article


@pytest.fixture
def review_in(open_window, submitted):
    """Opens the review in a window of a size."""

    def opened(size: tuple[int, int], theme: str = "light") -> Reader:
        reader = open_window(size=size, theme=theme)
        reader.open(submitted)
        reader.wait(lambda: reader.desk.is_reviewing)
        reader.work_done()
        return reader

    return opened


def characters(reader: Reader) -> float:
    """How many characters of the article's type go into a line."""
    page = reader.page
    room = page.viewport().width() - 2 * PAGE_MARGIN
    return room / QFontMetricsF(page.document().defaultFont()).averageCharWidth()


def in_sight(reader: Reader) -> bool:
    """Whether the active item and its card are seen."""
    page, margin = reader.page, reader.desk.margin
    rects = page.rects_of(min(page.mark(page.active).spans))
    seen = rects[0].top() >= 0 and rects[0].bottom() <= page.viewport().height()
    return seen and margin.isVisible() and any(p.mark_id == page.active for p in margin.places())


def walk_to(reader: Reader, number: int) -> str:
    for _ in range(number):
        reader.key("j")
    reader.settle()
    assert reader.page.active is not None
    return reader.page.active


def test_in_a_small_window_the_text_has_its_due_and_the_summary_waits(review_in):
    reader = review_in(SMALL)
    assert characters(reader) >= 45
    assert not reader.desk.side.isVisible()
    assert reader.desk.margin.isVisible()
    button = reader.desk.header.review_button
    assert not button.isChecked()
    reader.push(button)
    reader.settle()
    assert reader.desk.review.isVisible()
    assert button.isChecked()
    assert characters(reader) >= 45
    reader.push(button)
    assert not reader.desk.review.isVisible()


def test_the_key_puts_the_summary_away_and_brings_it_back(review_in):
    reader = review_in((1280, 800))
    action = reader.window.action("review")
    assert reader.desk.review.isVisible()
    assert action.isChecked()
    reader.key(Qt.Key.Key_F8)
    assert not reader.desk.side.isVisible()
    assert not action.isChecked()
    reader.key(Qt.Key.Key_F2)
    assert reader.desk.codebook.isVisible()
    reader.key(Qt.Key.Key_F8)  # instead of the codebook
    assert reader.desk.review.isVisible()
    assert not reader.desk.codebook.isVisible()
    assert action.isChecked()
    assert not reader.window.action("codebook").isChecked()


def test_where_there_is_no_review_there_is_no_summary(at_desk):
    assert not at_desk.desk.header.review_button.isVisible()
    assert not at_desk.window.action("review").isEnabled()
    at_desk.key(Qt.Key.Key_F8)
    assert not at_desk.desk.side.isVisible()


def test_in_a_small_window_it_is_the_summary_or_the_cards(review_in):
    reader = review_in(SMALL)
    reader.key(Qt.Key.Key_F8)
    reader.settle()
    assert not reader.desk.margin.isVisible()
    reader.desk.review.setFocus()
    reader.window.action("next").trigger()  # an item is gone to: its card is wanted
    reader.settle()
    assert not reader.desk.review.isVisible()
    assert reader.page.hasFocus()
    assert in_sight(reader)
    assert "F8" in reader.said


def test_after_submitting_the_summary_comes_first_in_a_small_window_too(open_window, workspace):
    reader = open_window(size=SMALL)
    reader.open(workspace.articles.all()[0])
    reader.work_done()
    reader.submit()
    reader.settle()
    assert reader.desk.review.isVisible()
    assert characters(reader) >= 45


def test_the_window_is_made_smaller_and_larger(review_in):
    reader = review_in((1280, 800))
    active = walk_to(reader, 9)
    for size in (SMALL, (1280, 800), (1000, 640), SMALL, (1280, 800)):
        reader.window.resize(*size)
        reader.settle()
        assert reader.page.active == active
        assert in_sight(reader), size
        assert reader.desk.review.isVisible() == (size == (1280, 800)), size
        assert reader.window.action("review").isChecked() == (size == (1280, 800)), size


def test_the_active_item_stays_in_sight_at_every_size_of_letters(review_in):
    reader = review_in((1280, 800))
    walk_to(reader, 12)
    for key in "++++++" + "-" * 9:
        reader.key(key, CTRL)
        reader.settle()
        assert in_sight(reader), reader.said


def test_what_was_scrolled_to_stays_although_something_else_is_active(review_in):
    reader = review_in((1280, 800))
    walk_to(reader, 2)
    reader.page.verticalScrollBar().setValue(reader.page.verticalScrollBar().maximum() // 2)
    top = reader.page.top
    reader.key("+", CTRL)
    reader.settle()
    assert abs(reader.page.top - top) < 80
    reader.window.resize(900, 640)
    reader.settle()
    assert abs(reader.page.top - top) < 80


def test_cards_are_narrower_where_large_letters_need_the_room(review_in):
    reader = review_in(SMALL)
    wide = reader.desk.margin.width()
    for _ in range(4):
        reader.key("+", CTRL)
    reader.settle()
    assert reader.desk.margin.width() < wide
    for _ in range(4):
        reader.key("-", CTRL)
    reader.settle()
    assert reader.desk.margin.width() == wide
