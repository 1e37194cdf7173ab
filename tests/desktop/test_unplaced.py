"""Marks without a place: on the desk, and in all sets of an article."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from window_driver import CTRL, LEFT

from annotator.desktop.unplaced_dialog import UnplacedDialog
from annotator.domain.annotation import Annotation, Passage, Role, Status
from annotator.domain.span import Span
from annotator.services.authoring import Authoring, with_text

QUOTES = ("Experts say", "which is said to be cheap", "Captain")


def at(article, quote):
    start = article.text.index(quote)
    return Passage.cut(article.text, Span(start, start + len(quote)))


def marks(article, name):
    return tuple(
        Annotation(
            f"{name} {number}",
            "vague_attribution",
            (at(article, quote),),
            note=f"Why {number}",
            created_at=f"2026-01-0{number + 1}T00:00:00Z",
        )
        for number, quote in enumerate(QUOTES)
    )


@pytest.fixture
def edited(ferry, workspace):
    """The ferry with a draft, a submitted set and a key, each with two marks without a place."""
    for name, role, status in (
        ("Key", Role.KEY, Status.SUBMITTED),
        ("Old", Role.LEARNER, Status.SUBMITTED),
        ("Mine", Role.LEARNER, Status.DRAFT),
    ):
        workspace.sets.store(ferry, name, role=role, status=status, annotations=marks(ferry, name))
    text = ferry.text.replace("Experts say", "The harbour master thinks")
    text = text.replace(", which is said to be cheap", "")
    return Authoring(workspace.library, "Teacher").save(ferry, with_text(ferry, text)).article


@pytest.fixture
def at_draft(edited, open_window):
    reader = open_window()
    reader.open(edited)
    reader.work_done()
    assert reader.info.name == "Mine"
    return reader


def shown(reader):
    """What the list on the desk quotes."""
    return [entry.lost.passage.quote for entry in reader.desk.unplaced.list.entries]


def places(reader):
    return [a.passages[0].quote if a.spans else None for a in reader.stored()]


def test_a_notice_tells_how_many_there_are_and_opens_the_list(at_draft):
    line = at_draft.desk.unplaced.line
    assert line.isVisible()
    assert line.label.text().startswith("2 mark")
    assert not line.list.isVisible()
    at_draft.push(line.button)
    assert line.list.isVisible()
    assert line.list.list.hasFocus()
    assert shown(at_draft) == list(QUOTES[:2])
    spoken = line.list.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Experts say" in spoken
    assert "Why 0" in spoken
    assert "ague attribution" in spoken
    at_draft.push(line.button)
    assert not line.list.isVisible()


def test_a_set_in_which_all_have_their_place_shows_no_notice(ferry, open_window):
    reader = open_window()
    reader.open(ferry)
    assert not reader.desk.unplaced.line.isVisible()
    reader.key(Qt.Key.Key_U)
    assert "nothing is open" in reader.said


def test_a_mark_is_placed_by_keyboard_and_that_is_undone(at_draft):
    at_draft.key(Qt.Key.Key_U)
    assert at_draft.desk.unplaced.list.list.hasFocus()
    at_draft.key(Qt.Key.Key_Return)
    assert at_draft.page.hasFocus()
    assert "press P" in at_draft.said
    at_draft.drag(at_draft.span("The harbour master thinks"))
    at_draft.key(Qt.Key.Key_P)
    assert places(at_draft)[0] == "The harbour master thinks"
    assert at_draft.stored()[0].note == "Why 0"
    assert at_draft.page.mark("Mine 0") is not None
    assert shown(at_draft) == [QUOTES[1]]
    at_draft.desk.page.setFocus()
    at_draft.key(Qt.Key.Key_Z, CTRL)
    assert places(at_draft)[0] is None
    assert shown(at_draft) == list(QUOTES[:2])


def test_without_a_selection_nothing_is_placed(at_draft):
    at_draft.key(Qt.Key.Key_P)
    assert at_draft.desk.unplaced.list.isVisible()
    button = at_draft.desk.unplaced.list.place_button
    assert not button.isEnabled()
    assert "First select" in button.toolTip()
    at_draft.page.setFocus()
    at_draft.key(Qt.Key.Key_P)
    assert "Select the passage" in at_draft.said
    assert places(at_draft)[0] is None
    at_draft.drag(at_draft.span("The harbour master thinks"))
    assert button.isEnabled()
    assert "First select" not in button.toolTip()


def test_a_mark_is_deleted_in_the_list_and_that_is_undone(at_draft):
    at_draft.key(Qt.Key.Key_U)
    at_draft.key(Qt.Key.Key_Down)
    at_draft.key(Qt.Key.Key_Delete)
    assert len(at_draft.stored()) == 2
    assert shown(at_draft) == [QUOTES[0]]
    at_draft.push(at_draft.desk.unplaced.list.drop_button)
    assert not at_draft.desk.unplaced.line.isVisible()
    assert at_draft.page.hasFocus()
    at_draft.key(Qt.Key.Key_Z, CTRL)
    at_draft.key(Qt.Key.Key_Z, CTRL)
    assert at_draft.desk.unplaced.line.isVisible()
    assert len(at_draft.stored()) == 3


def test_choosing_a_row_shows_where_the_mark_may_have_been(at_draft):
    at_draft.window.resize(900, 420)
    at_draft.settle()
    at_draft.key(Qt.Key.Key_U)
    at_draft.key(Qt.Key.Key_Down)
    near = at_draft.article.text.index("a longer pier") + len("a longer pier")
    assert abs(at_draft.page.caret - near) <= 2
    rect = at_draft.page.rects_of(Span(near - 2, near - 1))[0]
    assert 0 <= rect.top() < at_draft.page.viewport().height()


def test_part_by_part_the_keyboard_comes_to_the_notice(at_draft):
    at_draft.push(at_draft.desk.unplaced.line.button)
    at_draft.page.setFocus()
    for _ in range(6):
        if at_draft.desk.unplaced.list.list.hasFocus():
            break
        at_draft.window.next_part()
    assert at_draft.desk.unplaced.list.list.hasFocus()


def test_in_a_submitted_set_a_mark_is_placed_but_not_deleted(at_draft):
    old = next(info for info in at_draft.learner_sets() if info.name == "Old")
    at_draft.window.open_article(at_draft.article.id, old)
    at_draft.wait(lambda: at_draft.desk.is_reviewing)
    at_draft.key(Qt.Key.Key_U)
    assert not at_draft.desk.unplaced.list.drop_button.isEnabled()
    at_draft.key(Qt.Key.Key_Delete)
    assert len(at_draft.stored()) == 3
    at_draft.drag(at_draft.span("The harbour master thinks"))
    at_draft.page.setFocus()
    at_draft.key(Qt.Key.Key_P)
    assert places(at_draft)[0] == "The harbour master thinks"
    # It is compared anew, and the review shows the mark where it was placed.
    at_draft.wait(lambda: at_draft.page.marks_at(at_draft.span("harbour master").start))
    assert shown(at_draft) == [QUOTES[1]]


# --- All sets -------------------------------------------------------------------------------------


@pytest.fixture
def deciding(edited, reader):
    """The list of all sets, opened from the library."""
    reader.window.show_library()
    reader.window.library.choose(edited.id)
    reader.window.action("decide-unplaced").trigger()
    (dialog,) = [d for d in reader.window.findChildren(UnplacedDialog) if d.isVisible()]
    dialog.activateWindow()
    reader.wait(dialog.isActiveWindow)
    reader.work_done()
    return dialog


def select(bot, dialog, quote):
    start = dialog._article.text.index(quote)
    dialog.view.reveal(Span(start, start + len(quote)))
    first = dialog.view.rects_of(Span(start, start + 1))[0]
    last = dialog.view.rects_of(Span(start + len(quote) - 1, start + len(quote)))[-1]
    port = dialog.view.viewport()
    end = QPoint(last.right() - 1, last.center().y())
    bot.mousePress(port, LEFT, pos=QPoint(first.left() + 1, first.center().y()))
    bot.mouseMove(port, end)
    bot.mouseRelease(port, LEFT, pos=end)


def choose(dialog, name, quote):
    for row, entry in enumerate(dialog.list.entries):
        if (entry.info.name, entry.lost.passage.quote) == (name, quote):
            dialog.list.list.setCurrentRow(row)
            return
    raise AssertionError((name, quote))


def stored(reader, article, name):
    with reader.library() as other:
        info = other.sets.find(article, name)
        return other.sets.read(info.id).annotations


def test_the_marks_of_every_set_are_listed_with_the_name_of_the_set(deciding):
    found = [(e.info.name, e.lost.passage.quote) for e in deciding.list.entries]
    assert found == [(name, quote) for name in ("Key", "Old", "Mine") for quote in QUOTES[:2]]
    assert deciding.count.text().startswith("6 ")


@pytest.mark.parametrize("name", ["Key", "Old"])
def test_a_mark_of_a_locked_set_is_placed_seen_and_taken_back(
    deciding, edited, reader, qtbot, name
):
    choose(deciding, name, QUOTES[0])
    select(qtbot, deciding, "The harbour master thinks")
    qtbot.keyClick(deciding.view, Qt.Key.Key_P)
    assert stored(reader, edited, name)[0].passages[0].quote == "The harbour master thinks"
    assert len(deciding.list.entries) == 5
    place = edited.text.index("harbour master thinks")
    assert [mark.id for mark in deciding.view.marks_at(place)] == [f"{name} 0"]
    reader.push(deciding.undo_button)
    assert stored(reader, edited, name)[0].unplaced
    assert deciding.view.marks_at(place) == []
    assert len(deciding.list.entries) == 6
    assert not deciding.undo_button.isEnabled()


def test_an_item_of_a_finished_key_that_was_taken_away_comes_back(deciding, edited, reader, qtbot):
    choose(deciding, "Key", QUOTES[1])
    reader.push(deciding.list.drop_button)
    assert len(stored(reader, edited, "Key")) == 2
    deciding.view.setFocus()
    qtbot.keyClick(deciding.view, Qt.Key.Key_Z, CTRL)
    assert [a.unplaced for a in stored(reader, edited, "Key")] == [True, True, False]


def test_when_all_is_decided_nothing_is_asked_for_any_more(deciding, edited, reader, qtbot):
    assert deciding.note.isVisible()
    for name in ("Old", "Old", "Key", "Key", "Mine", "Mine"):
        quote = next(e.lost.passage.quote for e in deciding.list.entries if e.info.name == name)
        choose(deciding, name, quote)
        select(qtbot, deciding, "The harbour master thinks")
        reader.push(deciding.list.place_button)
    assert "has its place" in deciding.count.text()
    assert not deciding.note.isVisible()
    assert not deciding.list.place_button.isEnabled()


def test_what_is_decided_in_a_draft_can_be_taken_back(deciding, edited, reader, qtbot):
    choose(deciding, "Mine", QUOTES[0])
    select(qtbot, deciding, "The harbour master thinks")
    reader.push(deciding.list.place_button)
    choose(deciding, "Mine", QUOTES[1])
    reader.push(deciding.list.drop_button)
    assert len(stored(reader, edited, "Mine")) == 2
    reader.push(deciding.undo_button)
    reader.push(deciding.undo_button)
    assert [a.unplaced for a in stored(reader, edited, "Mine")] == [True, True, False]
    assert not deciding.undo_button.isEnabled()
    assert len(deciding.list.entries) == 6


def test_a_learners_submitted_set_loses_nothing_here_either(deciding, edited, reader, qtbot):
    choose(deciding, "Old", QUOTES[1])
    assert not deciding.list.drop_button.isEnabled()
    qtbot.keyClick(deciding.list.list, Qt.Key.Key_Delete)
    assert len(stored(reader, edited, "Old")) == 3


def test_without_a_selection_the_dialog_says_what_to_do(deciding, reader, qtbot):
    button, close = deciding.list.place_button, deciding.undo_button
    assert not button.isEnabled()
    assert "First select" in button.toolTip()
    places = [w.mapTo(deciding, QPoint()) for w in (button, close, deciding.list)]
    deciding.view.setFocus()
    qtbot.keyClick(deciding.view, Qt.Key.Key_P)
    assert "Select the passage" in deciding.message.text()
    assert deciding.message.isVisible()
    reader.settle()
    assert [w.mapTo(deciding, QPoint()) for w in (button, close, deciding.list)] == places
    assert len(deciding.list.entries) == 6
    select(qtbot, deciding, "The harbour master thinks")
    assert button.isEnabled()
