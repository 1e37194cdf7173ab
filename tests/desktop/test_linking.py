"""Inconsistencies: two passages that clash."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from window_driver import CTRL, Reader

CLAIM, CLASH, VAGUE = "unsupported_claim", "inconsistency", "vague_attribution"
FIRST, SECOND = "Tickets stay free", "two pounds"


@pytest.fixture
def linked(at_desk):
    """A reader with one inconsistency of two ends."""
    at_desk.mark(FIRST, "2")
    at_desk.drag(at_desk.span(SECOND))
    at_desk.key("2")
    return at_desk


def only(reader: Reader):
    (annotation,) = reader.stored()
    return annotation


def test_two_on_the_first_and_two_on_the_second_passage(at_desk):
    first = at_desk.mark(FIRST, "2")
    assert first.counterpart == ()
    assert at_desk.desk.banner.isVisible()
    assert "2" in at_desk.desk.banner.text()
    at_desk.drag(at_desk.span(SECOND))
    at_desk.key("2")
    stored = only(at_desk)
    assert stored.id == first.id
    assert stored.spans == (at_desk.span(FIRST),)
    assert stored.counterpart_spans == (at_desk.span(SECOND),)
    assert not at_desk.desk.banner.isVisible()
    assert at_desk.page.active == stored.id


def test_escape_leaves_the_second_passage_for_later(at_desk):
    first = at_desk.mark(FIRST, "2")
    at_desk.key(Qt.Key.Key_Escape)
    assert not at_desk.desk.banner.isVisible()
    assert only(at_desk) == first
    second = at_desk.mark(SECOND, "2")
    assert second.id != first.id
    assert only_links(at_desk) == [(), ()]


def only_links(reader: Reader) -> list[tuple]:
    return [a.counterpart_spans for a in reader.stored()]


def test_another_category_in_between_is_a_mark_of_its_own(at_desk):
    at_desk.mark(FIRST, "2")
    at_desk.mark("Experts say", "3")
    assert not at_desk.desk.banner.isVisible()
    assert only_links(at_desk) == [(), ()]


def test_ends_that_overlap_are_refused_in_words(at_desk):
    first = at_desk.mark(FIRST, "2")
    at_desk.drag(at_desk.span("stay free until autumn"))
    at_desk.key("2")
    assert "different passages" in at_desk.answer()
    assert only(at_desk) == first
    # It still waits, and what was selected is still there to be corrected.
    assert at_desk.desk.banner.isVisible()
    assert at_desk.page.selection == at_desk.span("stay free until autumn")
    at_desk.drag(at_desk.span(SECOND))
    at_desk.key("2")
    assert only_links(at_desk) == [(at_desk.span(SECOND),)]


def test_undoing_the_first_passage_ends_the_waiting(at_desk):
    at_desk.mark(FIRST, "2")
    at_desk.key("z", CTRL)
    assert not at_desk.desk.banner.isVisible()
    assert at_desk.stored() == ()


def test_undo_takes_the_link_and_then_the_mark(linked):
    linked.key("z", CTRL)
    assert only_links(linked) == [()]
    linked.key("z", CTRL)
    assert linked.stored() == ()


def test_o_goes_to_the_other_end_and_back(linked):
    first, second = linked.span(FIRST), linked.span(SECOND)
    seen = []
    linked.click(first.start)
    for _ in range(3):
        linked.key("o")
        seen.append(linked.page.caret)
    assert seen == [second.start, first.start, second.start]
    assert linked.page.active == only(linked).id


def test_the_note_is_written_at_the_end_where_the_reader_is(linked):
    linked.window.resize(1000, 300)
    linked.settle()
    mark = only(linked)
    far = linked.span(SECOND)
    assert not in_sight(linked, linked.span(FIRST)) or not in_sight(linked, far)
    linked.page.reveal(linked.span(FIRST))
    linked.click(linked.span(FIRST).start)
    linked.key("o")
    assert in_sight(linked, far)
    linked.key("n")
    assert linked.editor.note.hasFocus()
    assert in_sight(linked, far)
    assert linked.page.caret == far.start
    card = next(p for p in linked.desk.margin.places() if p.mark_id == mark.id)
    assert card.rect.top() <= linked.page.rects_of(far)[0].top() <= card.rect.bottom()


def test_with_both_ends_in_sight_the_card_is_level_with_the_end_at_the_caret(linked):
    tops = []
    for quote in (FIRST, SECOND):
        linked.click(linked.span(quote).start)
        linked.settle()
        (place,) = linked.desk.margin.places()
        tops.append(place.anchor - linked.page.rects_of(linked.span(quote))[0].top())
    assert tops == [0, 0]


def in_sight(reader, span) -> bool:
    top = reader.page.rects_of(span)[0].top()
    return 0 <= top < reader.page.viewport().height()


def test_o_with_one_end_says_so(at_desk):
    at_desk.mark(FIRST, "1")
    at_desk.key("o")
    assert "one end" in at_desk.said


def test_a_click_on_either_end_makes_it_active(linked):
    mark = only(linked)
    for quote in (FIRST, SECOND):
        linked.click(linked.span("Experts").start)
        assert linked.page.active is None
        linked.click(linked.span(quote).start)
        assert linked.page.active == mark.id


def test_the_link_is_drawn_between_the_ends_of_the_active_mark(linked):
    colour = linked.page.mark(only(linked).id).look.colour.name()
    top = linked.page.rects_of(linked.span(FIRST))[0].center().y()
    bottom = linked.page.rects_of(linked.span(SECOND))[0].center().y()

    def rail() -> set[str]:
        image = linked.image()
        return {
            image.pixelColor(x, y).name() for x in range(7, 12) for y in range(top + 4, bottom - 4)
        }

    assert colour in rail()
    linked.click(linked.span("Experts").start)
    assert colour not in rail()


def test_the_card_unlinks_and_links_again(linked):
    assert SECOND in "".join(w.text() for w in labels(linked))
    linked.push(linked.editor.link)
    assert only_links(linked) == [()]
    linked.push(linked.editor.link)
    assert linked.desk.banner.isVisible()
    assert linked.page.hasFocus()
    linked.drag(linked.span("Experts say"))
    linked.key("2")
    assert only_links(linked) == [(linked.span("Experts say"),)]


def labels(reader: Reader) -> list:
    from PySide6.QtWidgets import QLabel

    return [label for label in reader.editor.findChildren(QLabel) if label.isVisible()]


def test_l_lets_the_active_one_wait_and_links_the_selection(at_desk):
    at_desk.mark(FIRST, "2")
    at_desk.key(Qt.Key.Key_Escape)
    at_desk.key("l")
    assert at_desk.desk.banner.isVisible()
    at_desk.drag(at_desk.span(SECOND))
    at_desk.key("l")
    assert only_links(at_desk) == [(at_desk.span(SECOND),)]


def test_l_on_another_category_says_that_it_has_one_end(at_desk):
    at_desk.mark("Experts say", "3")
    at_desk.key("l")
    assert "inconsistency" in at_desk.said.lower()
    assert not at_desk.desk.banner.isVisible()


def test_the_link_lasts_over_closing(linked, open_window, ferry):
    linked.window.close()
    again = open_window()
    again.open(ferry)
    assert only_links(again) == [(again.span(SECOND),)]
    mark = again.page.marks_at(again.span(SECOND).start)
    assert [m.counterpart for m in mark] == [again.span(SECOND)]


def test_closed_card_says_whether_the_other_end_is_there(at_desk):
    first = at_desk.mark(FIRST, "2")
    at_desk.key(Qt.Key.Key_Escape)
    assert at_desk.desk.card_of(first.id).caption == "other end missing"
    at_desk.desk.session.set_note(first.id, "Both cannot be")
    at_desk.desk.session.set_confidence(first.id, 0.5)
    assert at_desk.desk.card_of(first.id).caption == "other end missing · Half sure"
    at_desk.key("L")
    at_desk.drag(at_desk.span(SECOND))
    at_desk.key("2")
    assert at_desk.desk.card_of(first.id).caption == f"clashes with “{SECOND}” · Half sure"


def test_cards_of_other_categories_speak_of_no_other_end(at_desk):
    mark = at_desk.mark(FIRST, "1")
    assert at_desk.desk.card_of(mark.id).caption == ""


def test_a_mark_within_one_of_the_same_category_is_said_to_be(at_desk):
    at_desk.mark("Experts say that the old boat", "3")
    at_desk.mark("Experts say", "3")
    assert "lies within a mark of the same category" in at_desk.said
    assert len(at_desk.stored()) == 2
    at_desk.key("Z", CTRL)
    assert len(at_desk.stored()) == 1
    at_desk.mark("Experts say", "1")
    assert "lies within" not in at_desk.said
