"""Selecting with mouse and keyboard, and marking what is selected."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QToolButton
from window_driver import ALT, CTRL, LEFT, NONE, SHIFT, Reader

from annotator.desktop.page_view import PageView
from annotator.domain.annotation import Passage
from annotator.domain.span import Span

CLAIM, CLASH, VAGUE = "unsupported_claim", "inconsistency", "vague_attribution"


def inner(span: Span) -> Span:
    """The span without its first and last letter."""
    return Span(span.start + 1, span.end - 1)


def joined(first: Span, last: Span) -> Span:
    return Span(first.start, last.end)


@pytest.mark.parametrize(("key", "category"), [("1", CLAIM), ("2", CLASH), ("3", VAGUE)])
def test_a_drag_and_a_key_mark_whole_words_and_store_them_at_once(at_desk, key, category):
    wanted = at_desk.span("Experts say")
    at_desk.drag(inner(wanted))
    assert at_desk.page.selection == wanted
    assert at_desk.stored() == ()
    at_desk.key(key)
    # Before any other event is handled, another connection sees it.
    (stored,) = at_desk.stored()
    assert stored.category == category
    assert stored.passages == (Passage.cut(at_desk.article.text, wanted),)
    assert at_desk.page.active == stored.id
    assert at_desk.page.selection is None


def test_a_drag_from_right_to_left_selects_the_same(at_desk):
    wanted = at_desk.span("Experts say")
    start, end = at_desk.ends(inner(wanted))
    at_desk.drag_points(end, start)
    assert at_desk.page.selection == wanted
    at_desk.key("1")
    assert at_desk.stored_spans() == [(CLAIM, wanted)]


def test_a_drag_within_what_is_selected_selects_anew(ferry, open_window, monkeypatch):
    """Qt would drag the words themselves, and keep the release of the button to itself."""
    dragged: list[object] = []
    monkeypatch.setattr(PageView, "createMimeDataFromSelection", dragged.append)
    reader = open_window()
    reader.open(ferry)
    reader.work_done()
    reader.page.select(joined(reader.span("Experts"), reader.span("cope")))
    wanted = reader.span("old boat")
    reader.drag(wanted)
    assert reader.page.selection == wanted
    assert not dragged


def test_alt_at_the_release_keeps_the_selection_as_it_is(at_desk):
    wanted = inner(at_desk.span("Experts say"))
    at_desk.drag(wanted, alt=True)
    assert at_desk.page.selection == wanted
    at_desk.key("1")
    assert at_desk.stored_spans() == [(CLAIM, wanted)]


def test_words_hold_together_before_the_language_is_known(ferry, open_window):
    """Apostrophes and hyphens within a word do not end it, with or without spaCy."""
    reader = open_window()
    reader.open(ferry)
    for quote in ("can't", "well-known"):
        reader.drag(inner(reader.span(quote)))
        assert reader.page.selection == reader.span(quote)


def test_white_space_at_the_ends_is_not_marked(at_desk):
    wanted = at_desk.span("Experts say")
    at_desk.drag(Span(wanted.start - 1, wanted.end + 1))
    assert at_desk.page.snapped_selection() == wanted


@pytest.mark.parametrize(("row", "category"), [(0, CLAIM), (1, CLASH), (2, VAGUE)])
def test_the_bar_at_the_selection_marks(at_desk, row, category):
    assert not at_desk.bar.isVisible()
    wanted = at_desk.span("Experts say")
    at_desk.drag(wanted)
    assert at_desk.bar.isVisible()
    assert not at_desk.bar.geometry().intersects(at_desk.page.rects_of(wanted)[0])
    assert at_desk.page.viewport().rect().contains(at_desk.bar.geometry())
    at_desk.push(at_desk.bar.findChildren(QToolButton)[row])
    assert at_desk.stored_spans() == [(category, wanted)]
    assert not at_desk.bar.isVisible()
    assert at_desk.page.hasFocus()


def test_the_bar_goes_with_the_selection(at_desk):
    at_desk.drag(at_desk.span("Experts say"))
    at_desk.click(at_desk.span("Tickets").start)
    assert not at_desk.bar.isVisible()


def test_no_bar_while_the_button_is_down(at_desk):
    start, end = at_desk.ends(at_desk.span("Experts say"))
    at_desk.bot.mousePress(at_desk.page.viewport(), LEFT, pos=start)
    at_desk.bot.mouseMove(at_desk.page.viewport(), end)
    at_desk.settle()
    assert at_desk.page.selection == at_desk.span("Experts say")
    assert not at_desk.bar.isVisible()
    at_desk.bot.mouseRelease(at_desk.page.viewport(), LEFT, pos=end)
    assert at_desk.bar.isVisible()


def test_a_double_click_takes_the_word(at_desk):
    wanted = at_desk.span("harbour")
    at_desk.double_click(wanted.start + 3)
    at_desk.bot.mouseRelease(at_desk.page.viewport(), LEFT, pos=at_desk.point(wanted.start + 3))
    assert at_desk.page.selection == wanted
    at_desk.key("1")
    assert at_desk.stored_spans() == [(CLAIM, wanted)]


def test_a_third_click_takes_the_sentence(at_desk):
    wanted = at_desk.span("Nobody at the well-known yard would give a name.")
    at_desk.double_click(wanted.start + 12)
    point = at_desk.point(wanted.start + 12)
    at_desk.bot.mousePress(at_desk.page.viewport(), LEFT, pos=point)
    at_desk.bot.mouseRelease(at_desk.page.viewport(), LEFT, pos=point)
    assert at_desk.page.selection == wanted
    at_desk.key("3")
    assert at_desk.stored_spans() == [(VAGUE, wanted)]


def test_a_click_elsewhere_after_a_double_click_is_no_third_click(at_desk):
    at_desk.double_click(at_desk.span("harbour").start)
    at_desk.bot.mouseRelease(
        at_desk.page.viewport(), LEFT, pos=at_desk.point(at_desk.span("harbour").start)
    )
    at_desk.click(at_desk.span("Tickets").start)
    assert at_desk.page.selection is None
    assert at_desk.page.caret == at_desk.span("Tickets").start


@pytest.mark.parametrize(
    ("letters", "milliseconds", "third"), [(0, 50, True), (0, 60_000, False), (25, 50, False)]
)
def test_a_third_click_is_soon_and_on_the_spot(at_desk, letters, milliseconds, third):
    """Events of its own, since the test library sets the times of its events itself.

    Qt takes a third click too, by the clock: for it, it is the paragraph.
    """
    word, port = at_desk.span("harbour"), at_desk.page.viewport()
    place = QPointF(at_desk.point(word.start + 2))
    other = QPointF(at_desk.point(word.start + 2 + letters))

    def send(kind: QEvent.Type, point: QPointF, time: int) -> None:
        held = LEFT if kind is not QEvent.Type.MouseButtonRelease else Qt.MouseButton.NoButton
        event = QMouseEvent(kind, point, port.mapToGlobal(point), LEFT, held, NONE)
        event.setTimestamp(time)
        QApplication.sendEvent(port, event)

    send(QEvent.Type.MouseButtonPress, place, 1000)
    send(QEvent.Type.MouseButtonRelease, place, 1010)
    send(QEvent.Type.MouseButtonDblClick, place, 1020)
    send(QEvent.Type.MouseButtonRelease, place, 1030)
    send(QEvent.Type.MouseButtonPress, other, 1030 + milliseconds)
    send(QEvent.Type.MouseButtonRelease, other, 1040 + milliseconds)
    sentence = joined(at_desk.span("The harbour"), at_desk.span("sheet shows."))
    assert (at_desk.page.selection == sentence) == third


def test_the_keyboard_selects_and_marks_whole_words(at_desk):
    wanted = at_desk.span("Experts say")
    at_desk.click(wanted.start)
    for _ in range(len("Experts sa")):
        at_desk.key(Qt.Key.Key_Right, SHIFT)
    assert at_desk.bar.isVisible()
    at_desk.key("3")
    assert at_desk.stored_spans() == [(VAGUE, wanted)]
    assert not at_desk.bar.isVisible()


def test_the_keyboard_selects_word_by_word(at_desk):
    at_desk.click(at_desk.span("Experts say").start)
    for _ in range(2):
        at_desk.key(Qt.Key.Key_Right, SHIFT | CTRL)
    at_desk.key("3")
    assert at_desk.stored_spans() == [(VAGUE, at_desk.span("Experts say"))]


def test_alt_with_the_digit_marks_exactly(at_desk):
    wanted = at_desk.span("Experts say")
    at_desk.click(wanted.start)
    for _ in range(3):
        at_desk.key(Qt.Key.Key_Right, SHIFT)
    at_desk.key("1", ALT)
    assert at_desk.stored_spans() == [(CLAIM, Span(wanted.start, wanted.start + 3))]


def test_the_keyboard_selects_after_a_right_click_without_its_release(at_desk):
    """The menu that opens at the press keeps the release to itself."""
    start = at_desk.span("Experts say").start
    at_desk.click(start)
    at_desk.bot.mousePress(
        at_desk.page.viewport(), Qt.MouseButton.RightButton, pos=at_desk.point(start)
    )
    at_desk.key(Qt.Key.Key_Right, SHIFT)
    assert at_desk.bar.isVisible()


def test_a_key_without_selection_and_active_mark_says_what_to_do(at_desk):
    at_desk.key("1")
    assert at_desk.stored() == ()
    assert "Select" in at_desk.said


def test_escape_drops_the_selection_and_then_the_active_mark(at_desk):
    made = at_desk.mark("Experts say", "3")
    at_desk.drag(at_desk.span("Tickets stay free"))
    at_desk.key(Qt.Key.Key_Escape)
    assert at_desk.page.selection is None
    at_desk.click(made.spans[0].start)
    assert at_desk.page.active == made.id
    at_desk.key(Qt.Key.Key_Escape)
    assert at_desk.page.active is None
    assert len(at_desk.stored()) == 1


def test_a_drag_over_two_paragraphs(at_desk):
    first, last = at_desk.span("Nobody at"), at_desk.span("Tickets stay")
    at_desk.drag(inner(first), inner(last))
    at_desk.key("1")
    assert at_desk.stored_spans() == [(CLAIM, joined(first, last))]


def test_a_drag_within_a_table_cell(at_desk):
    wanted = at_desk.span("refitted in spring")
    at_desk.drag(inner(wanted))
    at_desk.key("1")
    assert at_desk.stored_spans() == [(CLAIM, wanted)]


def test_a_whole_cell_of_one_character(at_desk):
    text = at_desk.article.text
    wanted = Span(text.index("| 2 |") + 2, text.index("| 2 |") + 3)
    at_desk.drag(wanted)
    at_desk.key("1")
    assert at_desk.stored_spans() == [(CLAIM, wanted)]


def test_a_drag_from_text_into_a_table_marks_without_the_pipes_at_its_ends(at_desk):
    first, last = at_desk.span("two pounds"), at_desk.span("Boats")
    at_desk.drag(first, last)
    at_desk.key("1")
    ((_, span),) = at_desk.stored_spans()
    text = at_desk.article.text
    assert span.start <= first.start
    assert text[span.start].isalnum()
    assert text[span.end - 1].isalnum()


def test_a_selection_that_ends_where_a_list_item_begins_leaves_its_dash(at_desk):
    """The caret stands before the first letter; the dash before it is not on the page."""
    above, item = at_desk.span("What is planned"), at_desk.span("a second boat")
    at_desk.click(above.start)
    at_desk.key(Qt.Key.Key_Down, SHIFT)
    at_desk.key(Qt.Key.Key_Home, SHIFT)
    assert at_desk.page.caret == item.start
    assert at_desk.page.selection == above


def test_an_empty_cell_adds_nothing_to_the_cell_beside_it(at_desk):
    text = at_desk.article.text
    before = Span(text.index("2023 | 1") + 7, text.index("2023 | 1") + 8)
    at_desk.click(before.start)
    at_desk.key(Qt.Key.Key_Right)
    at_desk.key(Qt.Key.Key_Right, SHIFT)  # Qt takes both cells whole
    at_desk.key("1")
    assert at_desk.stored_spans() == [(CLAIM, before)]


def test_text_of_both_directions(at_desk):
    wanted = at_desk.span("\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd")
    first = Span(wanted.start, wanted.start + 4)
    (rect,) = at_desk.page.rects_of(first)
    # It is read from the right.
    right = QPoint(rect.right() - 1, rect.center().y())
    left = QPoint(rect.left() + 1, rect.center().y())
    at_desk.drag_points(right, left, alt=True)
    at_desk.key("1")
    assert at_desk.stored_spans() == [(CLAIM, first)]
    whole = at_desk.page.rects_of(wanted)[0]
    assert whole.right() - rect.right() <= 1
    assert rect.left() > whole.left() + 10


@pytest.mark.parametrize(
    "quote",
    ["Zoe\u0308", "\U0001f469\u200d\U0001f692\U0001f30a", "\U0001d49cgain", "Caf\u00e9 owners"],
)
@pytest.mark.parametrize("alt", [False, True])
def test_characters_of_many_kinds_are_marked_to_the_code_point(at_desk, quote, alt):
    wanted = at_desk.span(quote)
    at_desk.drag(wanted, alt=alt)
    at_desk.key("1")
    (stored,) = at_desk.stored()
    assert stored.spans == (wanted,)
    assert stored.passages[0].quote == quote


def test_a_click_on_a_mark_makes_it_active_and_elsewhere_none(at_desk):
    made = at_desk.mark("Experts say", "3")
    at_desk.click(at_desk.span("Tickets").start)
    assert at_desk.page.active is None
    at_desk.click(made.spans[0].start + 4)
    assert at_desk.page.active == made.id


def test_a_click_on_the_right_half_of_a_marks_last_letter_is_on_the_mark(at_desk):
    made = at_desk.mark("Experts say", "3")
    at_desk.click(at_desk.span("Tickets").start)
    _, end = at_desk.ends(made.spans[0])
    at_desk.bot.mouseClick(at_desk.page.viewport(), LEFT, pos=end)
    assert at_desk.page.active == made.id


def test_clicks_on_one_place_go_from_the_innermost_mark_outwards(at_desk):
    outer = at_desk.mark("Experts say that the old boat", "1")
    middle = at_desk.mark("say that", "3")
    at_desk.click(at_desk.span("Tickets").start)
    place = middle.spans[0].start + 1
    active = []
    for _ in range(3):
        at_desk.click(place)
        active.append(at_desk.page.active)
    assert active == [middle.id, outer.id, middle.id]


def step_through(reader: Reader, key: str, times: int) -> list[str | None]:
    seen = []
    for _ in range(times):
        reader.key(key)
        seen.append(reader.page.active)
    return seen


def test_j_and_k_go_through_the_marks_in_order_of_the_text(at_desk):
    last = at_desk.mark("Captain", "1")
    first = at_desk.mark("harbour office", "1")
    middle = at_desk.mark("refitted in spring", "3")
    at_desk.key(Qt.Key.Key_Escape)
    at_desk.key(Qt.Key.Key_Home, CTRL)
    order = [first.id, middle.id, last.id]
    assert step_through(at_desk, "j", 4) == [*order, first.id]
    assert step_through(at_desk, "k", 3) == [last.id, middle.id, first.id]
    at_desk.key("k")
    (rect,) = at_desk.page.rects_of(last.spans[0])
    assert at_desk.page.viewport().rect().contains(rect)


def test_j_without_marks_says_so(at_desk):
    at_desk.key("j")
    assert "no marks" in at_desk.said


def test_the_text_cannot_be_changed_and_the_documents_formats_stay_as_they_are(at_desk):
    before = at_desk.page.document().toHtml()
    at_desk.mark("Experts say", "3")
    at_desk.mark("say that", "1")
    at_desk.key("x")
    at_desk.key(Qt.Key.Key_Backspace)
    at_desk.key(Qt.Key.Key_V, CTRL)
    assert at_desk.page.document().toHtml() == before
    assert not at_desk.page.document().isUndoAvailable()


def test_what_is_selected_is_copied(at_desk):
    at_desk.drag(at_desk.span("Experts say"))
    at_desk.key("c", CTRL)
    assert QApplication.clipboard().text() == "Experts say"


def test_the_same_passage_is_not_marked_the_same_way_twice(at_desk):
    before = at_desk.mark("Experts say", "3")
    at_desk.key(Qt.Key.Key_Escape)
    at_desk.drag(at_desk.span("Experts say"))
    at_desk.key("3")
    assert at_desk.stored() == (before,)
    assert at_desk.page.active == before.id
    assert "already" in at_desk.said
    at_desk.key(Qt.Key.Key_Escape)
    at_desk.mark("Experts say", "1")  # another category is another thing to say
