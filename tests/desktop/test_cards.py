"""The card of the active mark: note, category, kind, confidence; deleting, undo and redo."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionComboBox
from window_driver import CTRL, LEFT, SHIFT, Reader

CLAIM, CLASH, VAGUE = "unsupported_claim", "inconsistency", "vague_attribution"


@pytest.fixture
def marked(at_desk):
    """A reader with one mark, which is active."""
    at_desk.mark("Experts say", "3")
    return at_desk


def only(reader: Reader):
    (annotation,) = reader.stored()
    return annotation


def undo(reader: Reader) -> None:
    reader.key("z", CTRL)


def redo(reader: Reader) -> None:
    reader.key("z", CTRL | SHIFT)


def test_the_card_stands_beside_its_mark(marked):
    assert marked.editor.isVisible()
    marked.settle()
    (place,) = marked.desk.margin.places()
    assert place.mark_id == only(marked).id
    mark = marked.page.rects_of(only(marked).spans[0])[0]
    assert abs(place.rect.top() - mark.top()) < 30


def test_a_note_is_stored_at_each_key(marked):
    marked.key("n")
    assert marked.editor.note.hasFocus()
    typed = ""
    for character in "Who? 123 jkn":
        marked.type(character)
        typed += character
        assert only(marked).note == typed
    # None of the letters and digits did anything else.
    assert [(a.category, a.spans) for a in marked.stored()] == [
        (VAGUE, (marked.span("Experts say"),))
    ]


def test_no_name_of_a_category_is_cut_off_on_the_card(marked):
    marked.settle()
    box, metrics = marked.editor.category, marked.editor.category.fontMetrics()
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    style, part = box.style(), QStyle.SubControl.SC_ComboBoxEditField
    room = style.subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, box).width()
    assert max(metrics.horizontalAdvance(box.itemText(n)) for n in range(box.count())) <= room


def test_escape_in_the_note_goes_back_to_the_text(marked):
    marked.key("n")
    marked.key(Qt.Key.Key_Escape)
    assert marked.page.hasFocus()
    assert marked.page.active == only(marked).id
    marked.key("1")
    assert only(marked).category == CLAIM


def test_a_click_into_the_note_and_typing(marked):
    marked.bot.mouseClick(marked.editor.note.viewport(), LEFT)
    marked.type("x")
    assert only(marked).note == "x"


def test_a_long_note_makes_room_and_stays_where_it_is_typed(marked):
    marked.key("n")
    before = marked.editor.height()
    for number in range(6):
        marked.type(f"line {number}")
        marked.key(Qt.Key.Key_Return)
    marked.settle()
    assert marked.editor.height() > before
    assert only(marked).note == "".join(f"line {n}\n" for n in range(6))


def test_a_note_without_an_active_mark_says_what_to_do(at_desk):
    made = at_desk.mark("Experts say", "3")
    at_desk.key(Qt.Key.Key_Escape)
    at_desk.key("n")
    assert at_desk.page.hasFocus()
    assert at_desk.stored() == (made,)


def test_category_kind_and_confidence_by_combo(marked):
    session = marked.desk.session
    marked.choose(marked.editor.category, 0)
    assert only(marked).category == CLAIM
    kinds = session.codebook[CLAIM].subtypes
    marked.choose(marked.editor.subtype, 2)
    assert only(marked).subtype == kinds[1].id
    marked.choose(marked.editor.confidence, 3)
    assert only(marked).confidence == 0.75
    marked.choose(marked.editor.confidence, 0)
    assert only(marked).confidence is None
    marked.choose(marked.editor.category, 2)
    assert only(marked).category == VAGUE
    assert only(marked).subtype is None
    assert marked.editor.subtype.currentIndex() == 0


def test_a_key_without_selection_changes_the_category_of_the_active_mark(marked):
    marked.key("1")
    assert only(marked).category == CLAIM
    assert marked.editor.category.currentData() == CLAIM
    marked.key("3")
    assert only(marked).category == VAGUE


def test_delete_by_key(marked):
    marked.key(Qt.Key.Key_Delete)
    assert marked.stored() == ()
    assert marked.page.active is None
    assert not marked.editor.isVisible()


def test_delete_by_button_goes_back_to_the_text(marked):
    marked.push(marked.editor.delete)
    assert marked.stored() == ()
    assert marked.page.hasFocus()
    undo(marked)
    assert len(marked.stored()) == 1


def test_the_next_mark_shows_its_own_card(marked):
    first = only(marked)
    marked.key("n")
    marked.type("about the first")
    marked.key(Qt.Key.Key_Escape)
    marked.mark("Tickets stay free", "1")
    assert marked.editor.note.toPlainText() == ""
    marked.click(first.spans[0].start)
    assert marked.editor.note.toPlainText() == "about the first"
    marked.key("n")
    marked.type("!")
    notes = {a.id: a.note for a in marked.stored()}
    assert notes[first.id] in ("about the first!", "!about the first")
    assert [note for mark, note in notes.items() if mark != first.id] == [""]


def test_a_click_on_a_card_chooses_its_mark(marked):
    first = only(marked)
    second = marked.mark("Tickets stay free", "1")
    marked.settle()
    place = next(p for p in marked.desk.margin.places() if p.mark_id == first.id)
    assert marked.page.active == second.id
    marked.bot.mouseClick(marked.desk.margin, LEFT, pos=place.rect.center())
    assert marked.page.active == first.id
    assert marked.page.hasFocus()


def test_cards_do_not_overlap(at_desk):
    for quote, key in [
        ("harbour office", "1"),
        ("Experts say", "3"),
        ("old boat", "1"),
        ("Nobody", "3"),
        ("Tickets", "1"),
    ]:
        at_desk.mark(quote, key)
    at_desk.settle()
    rects = [place.rect for place in at_desk.desk.margin.places()]
    assert len(rects) == 5
    assert all(a.bottom() < b.top() for a, b in pairwise(rects))


def test_undo_and_redo_without_limit(at_desk):
    quotes = ["harbour office", "Experts say", "old boat", "Nobody", "Tickets"]
    states = [at_desk.stored_spans()]
    for quote in quotes:
        at_desk.mark(quote, "1")
        states.append(at_desk.stored_spans())
    for key in "313":
        at_desk.key(key)
        states.append(at_desk.stored_spans())
    at_desk.key(Qt.Key.Key_Delete)
    states.append(at_desk.stored_spans())
    for state in reversed(states[:-1]):
        undo(at_desk)
        assert at_desk.stored_spans() == state
    undo(at_desk)
    assert at_desk.stored_spans() == []
    for state in states[1:]:
        redo(at_desk)
        assert at_desk.stored_spans() == state
    redo(at_desk)
    assert at_desk.stored_spans() == states[-1]


def test_undo_in_the_note(marked):
    marked.key("n")
    marked.type("Who?")
    undo(marked)
    assert only(marked).note == ""
    assert marked.editor.note.toPlainText() == ""
    redo(marked)
    assert only(marked).note == "Who?"
    assert marked.editor.note.toPlainText() == "Who?"
    assert marked.editor.note.hasFocus()
    marked.type("!")
    assert sorted(only(marked).note) == sorted("Who?!")


def test_undo_in_the_note_until_its_mark_is_gone(marked):
    marked.key("n")
    marked.type("Who?")
    undo(marked)
    undo(marked)
    assert marked.stored() == ()
    assert not marked.editor.isVisible()
    assert marked.page.hasFocus()
    redo(marked)
    redo(marked)
    assert only(marked).note == "Who?"


def test_two_notes_are_undone_one_by_one(marked):
    first = only(marked)
    marked.key("n")
    marked.type("one")
    marked.key(Qt.Key.Key_Escape)
    second = marked.mark("Tickets stay free", "1")
    marked.key("n")
    marked.type("two")
    marked.key(Qt.Key.Key_Escape)
    undo(marked)
    assert {a.id: a.note for a in marked.stored()} == {first.id: "one", second.id: ""}


def test_what_is_typed_after_coming_back_is_a_step_of_its_own(marked):
    first = only(marked)
    marked.key("n")
    marked.type("one")
    marked.click(marked.span("Captain").start)
    marked.click(first.spans[0].start + 2)
    marked.key("n")
    marked.key(Qt.Key.Key_End, CTRL)
    marked.type(" two")
    assert only(marked).note == "one two"
    undo(marked)
    assert only(marked).note == "one"
    undo(marked)
    assert only(marked).note == ""


def test_undo_reaches_beyond_the_closing_of_the_window(marked, open_window, workspace, ferry):
    marked.key("n")
    marked.type("Who?")
    marked.key(Qt.Key.Key_Escape)
    marked.mark("Tickets stay free", "1")
    marked.window.close()
    again = open_window()
    again.open(ferry)
    assert len(again.stored()) == 2
    undo(again)
    undo(again)
    assert [(a.category, a.note) for a in again.stored()] == [(VAGUE, "")]
    undo(again)
    assert again.stored() == ()
    for _ in range(3):
        redo(again)
    assert [a.note for a in again.stored()] == ["Who?", ""]


def test_the_menu_names_what_would_be_undone(marked):
    undo_action = marked.window.action("undo")
    assert undo_action.isEnabled()
    assert "mark" in undo_action.text()
    assert not marked.window.action("redo").isEnabled()
    marked.key("1")
    assert undo_action.text() != "Undo"
    assert "mark" not in undo_action.text()
    undo(marked)
    assert marked.window.action("redo").isEnabled()


def test_the_tab_key_goes_through_the_card(marked):
    editor = marked.editor
    marked.key("n")
    backwards = [editor.confidence, editor.subtype, editor.category]
    for control in backwards:
        marked.key(Qt.Key.Key_Tab, SHIFT)
        assert QApplication.focusWidget() is control
    for control in (*reversed(backwards[:-1]), editor.note, editor.delete):
        marked.key(Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is control
