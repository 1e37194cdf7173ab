"""Keys of the desk: sentences, paragraphs, kinds, confidence, places with several marks, parts."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from window_driver import ALT, CTRL, SHIFT

from annotator.domain.span import Span


def selected(reader):
    span = reader.window.desk.page.selection
    return reader.article.text[span.start : span.end] if span else None


def test_s_takes_the_sentence_and_then_the_next(at_desk):
    reader = at_desk
    reader.click(reader.span("Experts").start + 2)
    reader.key("S")
    assert selected(reader) == "Experts say that the old boat can't cope."
    reader.key("S")
    assert selected(reader).endswith("would give a name.")
    reader.key("1")
    assert [a.passages[0].quote for a in reader.stored()] == [
        "Experts say that the old boat can't cope. Nobody at the well-known yard would give a name."
    ]


def test_by_sentences_and_paragraphs(at_desk):
    reader, page = at_desk, at_desk.window.desk.page
    text = reader.article.text
    reader.click(text.index("The harbour office"))
    reader.key(Qt.Key.Key_Down, ALT)
    assert page.caret == text.index("Experts")
    reader.key(Qt.Key.Key_Down, CTRL)
    assert page.caret == text.index("Tickets stay")
    reader.key(Qt.Key.Key_Up, ALT)
    assert page.caret == text.index("Nobody")
    reader.key(Qt.Key.Key_Up, CTRL)
    assert page.caret == text.index("The harbour office")
    reader.key(Qt.Key.Key_Down, ALT | SHIFT)
    assert selected(reader).endswith("sheet shows.")


def test_shift_and_a_digit_choose_the_kind_and_take_it_back(at_desk):
    reader = at_desk
    reader.mark("Experts say", "3")
    category = reader.window.desk.session.codebook["vague_attribution"]
    reader.key("2", SHIFT)
    assert reader.stored()[0].subtype == category.subtypes[1].id
    assert reader.said == category.subtypes[1].name
    reader.key("2", SHIFT)
    assert reader.stored()[0].subtype is None
    reader.key("9", SHIFT)
    assert reader.stored()[0].subtype is None
    assert "no kind" in reader.said


def test_c_states_the_confidence_step_by_step(at_desk):
    reader = at_desk
    reader.mark("Experts say", "3")
    seen = []
    for _ in range(5):
        reader.key("C")
        seen.append(reader.stored()[0].confidence)
    assert seen == [0.25, 0.5, 0.75, 1.0, None]


def test_without_a_mark_they_say_so(at_desk):
    reader = at_desk
    reader.window.desk.marking.step_confidence()
    assert "mark first" in reader.said


def overlapping(reader):
    """Three marks over the words "old boat"."""
    for quote, key in (
        ("Experts say that the old boat can't cope", "1"),
        ("the old boat can't", "2"),
        ("old boat", "3"),
    ):
        reader.mark(quote, key)
        reader.key(Qt.Key.Key_Escape)
    return [a.id for a in reader.stored()]


def test_where_marks_overlap_they_are_listed_and_enter_goes_from_one_to_the_next(at_desk):
    reader, desk = at_desk, at_desk.window.desk
    outer, middle, inner = overlapping(reader)
    reader.click(reader.span("old boat").start + 1)
    assert desk.page.active == inner
    here = desk.roaming.here
    assert not here.isHidden()
    assert [row.accessibleName() for row in here.rows()] == [
        "Vague attribution",
        "Inconsistency",
        "Unsupported claim",
    ]
    seen = []
    for _ in range(3):
        reader.key(Qt.Key.Key_Return)
        seen.append(desk.page.active)
    assert seen == [middle, outer, inner]


def test_a_row_of_the_list_chooses_its_mark(at_desk):
    reader, desk = at_desk, at_desk.window.desk
    outer, _, _ = overlapping(reader)
    reader.click(reader.span("old boat").start + 1)
    reader.push(desk.roaming.here.rows()[2])
    assert desk.page.active == outer
    assert desk.roaming.here.isHidden()


def test_one_mark_alone_is_not_listed(at_desk):
    reader = at_desk
    reader.mark("Experts say", "3")
    reader.click(reader.span("Experts").start + 1)
    assert reader.window.desk.roaming.here.isHidden()


def test_tab_goes_from_mark_to_mark_and_then_leaves_the_text(at_desk):
    reader, page = at_desk, at_desk.window.desk.page
    first = reader.mark("The harbour office", "1").id
    second = reader.mark("Experts say", "3").id
    reader.key(Qt.Key.Key_Escape)
    reader.key(Qt.Key.Key_Escape)
    page.place_caret(0)
    reader.key(Qt.Key.Key_Tab)
    assert page.active == first
    reader.key(Qt.Key.Key_Tab)
    assert page.active == second
    reader.key(Qt.Key.Key_Tab)
    assert not page.hasFocus()
    page.setFocus()
    reader.key(Qt.Key.Key_Tab, SHIFT)
    assert page.active == first
    reader.key(Qt.Key.Key_Tab, SHIFT)
    assert not page.hasFocus()


def test_f6_goes_round_the_parts_of_the_window(at_desk):
    reader, desk = at_desk, at_desk.window.desk
    reader.mark("Experts say", "3")
    desk.page.setFocus()
    seen = []
    for _ in range(3):
        reader.key(Qt.Key.Key_F6)
        seen.append(QApplication.focusWidget())
    assert seen == [desk.editor.note, desk.header.sets, desk.page]


@pytest.mark.parametrize("end", ["start", "end"])
@pytest.mark.parametrize("alt", [False, True])
def test_the_handles_change_the_extent(at_desk, end, alt):
    reader, desk = at_desk, at_desk.window.desk
    reader.mark("the old boat", "1")
    handle = getattr(desk.marking.handles, end)
    target = (
        reader.span("Experts say").start + 3 if end == "start" else reader.span("cope").start + 2
    )
    spot = handle.mapFromParent(desk.page.rects_of(Span(target, target + 1))[0].center())
    spot.setX(spot.x() - 2)
    keys = ALT if alt else Qt.KeyboardModifier.NoModifier
    reader.bot.mousePress(handle, Qt.MouseButton.LeftButton, pos=handle.rect().center())
    reader.bot.mouseMove(handle, spot)
    reader.bot.mouseRelease(handle, Qt.MouseButton.LeftButton, keys, spot)
    quote = reader.stored()[0].passages[0].quote
    if end == "start":
        assert quote == ("erts say that the old boat" if alt else "Experts say that the old boat")
    else:
        assert quote == ("the old boat can't co" if alt else "the old boat can't cope")
    reader.key("Z", CTRL)
    assert reader.stored()[0].passages[0].quote == "the old boat"


def test_handles_stand_only_by_a_mark_that_can_be_changed(at_desk):
    reader, handles = at_desk, at_desk.window.desk.marking.handles
    assert handles.start.isHidden()
    reader.mark("the old boat", "1")
    assert handles.start.isVisible()
    assert handles.end.isVisible()
    reader.key(Qt.Key.Key_Escape)
    assert handles.end.isHidden()


def test_e_takes_the_selection_as_the_extent_of_the_active_mark(at_desk):
    reader, page = at_desk, at_desk.window.desk.page
    mark = reader.mark("the old boat", "1")
    span = reader.span("Experts say that the old")
    reader.click(span.start)
    reader.key(Qt.Key.Key_Left)
    reader.key(Qt.Key.Key_Right)
    assert page.active is None
    for _ in range(len(span)):
        reader.key(Qt.Key.Key_Right, SHIFT)
    reader.key("E")
    assert [a.passages[0].quote for a in reader.stored()] == ["Experts say that the old"]
    assert page.selection is None
    assert page.active == mark.id
    reader.key("E")
    assert "Select the words" in reader.said
    reader.key("Z", CTRL)
    assert reader.stored()[0].passages[0].quote == "the old boat"
