"""What has room on a desk: the text first, then the summary of a review and the cards."""

from __future__ import annotations

import gc
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QWidget, QWidgetItem
from shiboken6 import Shiboken
from window_driver import CTRL, Reader

from annotator.desktop.card_editor import CardEditor
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


def test_what_is_low_on_the_page_is_not_cut_off_by_a_lower_window(review_in):
    reader = review_in((1280, 800))
    walk_to(reader, 12)
    bar = reader.page.verticalScrollBar()
    bar.setValue(bar.value() + int(reader.page.top_of(reader.page.kept())) - 600)
    reader.settle()
    assert in_sight(reader)
    reader.window.resize(1280, 600)
    reader.settle()
    assert in_sight(reader)


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


@pytest.mark.parametrize("size", [SMALL, (1280, 800)])
def test_the_rule_stays_open_from_item_to_item_and_never_covers_the_card(review_in, size):
    reader = review_in(size)
    panel, card = reader.desk.explaining.panel, reader.desk.explaining.card
    first = walk_to(reader, 3)
    reader.key("w")
    told = panel.accessibleDescription()
    reader.key("j")
    reader.settle()
    second = reader.page.active
    assert second != first
    assert panel.isVisible()
    assert panel.hasFocus()
    assert panel.accessibleDescription() != told
    assert in_sight(reader)
    reader.key("k")
    assert reader.page.active == first
    assert panel.accessibleDescription() == told
    reader.window.resize(900, 620)
    reader.settle()
    right = panel.mapTo(reader.desk, panel.rect().topRight()).x()
    assert right < card.mapTo(reader.desk, card.rect().topLeft()).x()
    reader.key("w")
    assert not panel.isVisible()
    assert reader.page.hasFocus()


def test_letters_beside_the_article_follow_it_part_of_the_way(review_in):
    reader = review_in((1280, 800))
    walk_to(reader, 3)
    widgets = [reader.desk.margin, reader.desk.review.widget(), reader.desk.header.back]
    before = [w.fontMetrics().height() for w in widgets]
    card = reader.desk.explaining.card
    height, letters = card.height(), reader.page.document().defaultFont().pointSizeF()
    for _ in range(4):
        reader.key("+", CTRL)
    reader.settle()
    widgets[1] = reader.desk.review.widget()
    after = [w.fontMetrics().height() for w in widgets]
    grown = reader.page.document().defaultFont().pointSizeF() / letters
    for one, other in zip(before, after, strict=True):
        assert 1.15 < other / one < grown
    assert card.height() > height
    for _ in range(9):
        reader.key("-", CTRL)
    reader.settle()
    widgets[1] = reader.desk.review.widget()
    assert [w.fontMetrics().height() for w in widgets] == before


@pytest.mark.parametrize("start", ["library", "desk"])
def test_the_largest_letters_fit_a_small_window(open_window, submitted, start):
    reader = open_window(size=SMALL)
    if start == "desk":
        reader.open(submitted)
        reader.wait(lambda: reader.desk.is_reviewing)
    for _ in range(9):
        reader.window.action("zoom-in").trigger()
    reader.settle()
    assert (reader.window.width(), reader.window.height()) == SMALL
    assert reader.window.minimumSizeHint().width() <= SMALL[0]
    reader.window.action("zoom-reset").trigger()


def test_no_place_in_the_card_outlives_a_change_of_its_layout(qtbot):
    """What changes its cell must have no Python object of its place in the layout.

    Qt deletes the place without telling PySide, and whatever is made later at the same address
    would be taken for it.
    """
    parent = QWidget()
    qtbot.addWidget(parent)
    card = CardEditor(parent)
    known = [o for o in Shiboken.getAllValidWrappers() if isinstance(o, QWidgetItem)]
    placed = [item.widget() for item in known if card.layout() in gc.get_referrers(item)]
    assert card.beside in placed  # in a row that was filled first, and never changes
    assert not {card.category, card.subtype, card.confidence} & set(placed)


def test_of_the_title_there_is_enough_left_in_a_small_window(open_window, submitted, workspace):
    key = workspace.sets.read(workspace.sets.key_of(submitted).id)
    name = "A key with a very long name, as teachers give them"
    workspace.sets.store(
        submitted, name, role=Role.KEY, status=Status.DRAFT, annotations=key.annotations
    )
    reader = open_window(size=SMALL)
    info = next(info for info in workspace.sets.of(submitted) if info.name == name)
    reader.window.open_article(submitted.id, info)
    header = reader.desk.header
    reader.wait(header.checklist_button.isVisible)
    assert reader.window.width() == SMALL[0]
    assert header.title.width() >= 120
    assert header.sets.width() < header.sets.sizeHint().width()
    header.sets.showPopup()
    view = header.sets.view()
    assert view.viewport().width() >= min(view.sizeHintForColumn(0), 400)
    assert view.window().y() >= header.sets.mapToGlobal(header.sets.rect().bottomLeft()).y()
    header.sets.hidePopup()


def test_a_review_that_is_opened_shows_its_summary_also_after_the_codebook(review_in):
    reader = review_in((1280, 800))
    reader.key(Qt.Key.Key_F2)
    assert reader.desk.codebook.isVisible()
    reader.window.show_library()
    reader.window.open_article(reader.window.workspace.articles.all()[0].id)
    reader.wait(lambda: reader.desk.is_reviewing)
    reader.work_done()
    assert reader.desk.review.isVisible()
    assert not reader.desk.codebook.isVisible()
    reader.key(Qt.Key.Key_F2)  # while one reads on, it stays as it is
    reader.key("J")
    assert reader.desk.codebook.isVisible()
