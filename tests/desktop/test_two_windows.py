"""Two windows on one library, and changes from elsewhere: nothing is overwritten unseen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from window_driver import CTRL, Reader

from annotator.domain.annotation import Status
from annotator.services.authoring import Authoring, with_text
from annotator.services.workspace import Workspace


@pytest.fixture
def both(at_desk, open_window, ferry):
    """Two readers with the same set on their desks; the second window is in front."""
    first = at_desk.mark("Experts say", "3")
    with Workspace(at_desk.window.workspace.path) as other:
        second = open_window(other)
        second.open(ferry)
        second.work_done()
        assert second.info.id == at_desk.info.id
        second.click(first.spans[0].start + 2)
        yield at_desk, second
        second.window.close()


def elsewhere(reader: Reader, quote: str = "Tickets stay free") -> str:
    """Mark something through another connection; returns its id."""
    with reader.library() as other:
        editor = other.editor(reader.article, reader.info)
        change = editor.mark([reader.span(quote)], "unsupported_claim")
        return change.edits[0].after.id


def test_a_change_elsewhere_is_told_and_shown_instead_of_overwritten(both):
    _, second = both
    made = elsewhere(second)
    assert second.page.marks_at(second.span("Tickets").start) == []
    second.drag(second.span("Captain"))
    second.key("1")
    assert "another window" in second.answer()
    # What was made elsewhere is on the page now, and what was asked for is not stored.
    assert [m.id for m in second.page.marks_at(second.span("Tickets").start)] == [made]
    assert len(second.stored()) == 2
    # The selection is still there, so the key need only be pressed once more.
    second.key("1")
    assert len(second.stored()) == 3


def test_a_note_from_elsewhere_is_shown_and_not_overwritten(both):
    _, second = both
    (annotation,) = second.stored()
    with second.library() as other:
        other.editor(second.article, second.info).set_note(annotation.id, "from elsewhere")
    second.key("n")
    second.type("x")
    assert "another window" in second.answer()
    assert [a.note for a in second.stored()] == ["from elsewhere"]
    assert second.editor.note.toPlainText() == "from elsewhere"
    second.type("x")
    (note,) = [a.note for a in second.stored()]
    assert note in ("from elsewherex", "xfrom elsewhere")


def test_undo_after_a_change_elsewhere_takes_back_nothing_unseen(both):
    _, second = both
    elsewhere(second)
    second.key("z", CTRL)
    assert "another window" in second.answer()
    assert len(second.stored()) == 2
    second.key("z", CTRL)
    assert len(second.stored()) == 1


def test_a_mark_that_was_deleted_elsewhere_goes(both):
    _, second = both
    (annotation,) = second.stored()
    assert second.editor.isVisible()
    with second.library() as other:
        other.editor(second.article, second.info).delete(annotation.id)
    second.key("1")
    second.answer()
    assert second.page.marks_at(annotation.spans[0].start) == []
    assert second.page.active is None
    assert not second.editor.isVisible()


def test_a_set_that_was_submitted_elsewhere_is_locked_here_too(both):
    _, second = both
    with second.library() as other:
        other.sets.submit(second.info.id)
    second.drag(second.span("Captain"))
    second.key("1")
    assert "submitted" in second.answer()
    assert len(second.stored()) == 1
    assert second.info.status is Status.SUBMITTED
    assert not second.desk.header.submit_button.isVisible()
    assert second.desk.header.again_button.isVisible()
    assert not second.editor.isVisible()
    assert not second.window.action("undo").isEnabled()


def test_what_was_marked_elsewhere_is_shown_before_it_is_submitted(both):
    _, second = both
    made = elsewhere(second)
    second.push(second.desk.header.submit_button)
    second.push(second.box().defaultButton())  # yes, submit
    second.wait(lambda: len(second.boxes()) == 1)
    assert "another window" in second.answer()
    assert second.info.status is Status.DRAFT
    assert [m.id for m in second.page.marks_at(second.span("Tickets").start)] == [made]
    # Asked again, the question counts what is there now.
    second.push(second.desk.header.submit_button)
    assert "2 mark" in second.answer()
    assert second.info.status is Status.SUBMITTED


def test_a_set_that_is_submitted_on_both_sides_is_submitted_once(both):
    _, second = both
    second.push(second.desk.header.submit_button)
    with second.library() as other:
        other.sets.submit(second.info.id)
    second.push(second.box().defaultButton())
    second.wait(lambda: len(second.boxes()) == 1)
    assert "submitted" in second.answer()
    assert not second.desk.header.submit_button.isVisible()


def test_two_windows_in_turn_each_see_what_the_other_did(both):
    first, second = both
    second.mark("Captain", "1")
    first.activate()
    first.page.setFocus()
    first.drag(first.span("harbour office"))
    first.key("1")
    first.answer()
    assert first.page.marks_at(first.span("Captain").start)
    first.key("1")
    assert {a.spans[0] for a in first.stored()} == {
        first.span("Experts say"),
        first.span("Captain"),
        first.span("harbour office"),
    }


def test_a_set_of_a_text_that_was_edited_elsewhere_is_shown_on_that_text(at_desk):
    at_desk.mark("Experts say", "3")
    first = at_desk.info
    at_desk.push(at_desk.desk.header.submit_button)
    at_desk.answer()
    at_desk.push(at_desk.desk.header.again_button)
    before = at_desk.article
    with at_desk.library() as other:
        after = with_text(before, "Late again\n\n" + before.text)
        Authoring(other.library, "Editor").save(before, after)
    at_desk.choose(at_desk.desk.header.sets, 0)
    at_desk.work_done()
    assert at_desk.info.id == first.id
    assert at_desk.article.text == after.text
    (mark,) = at_desk.page.marks_at(at_desk.span("Experts say").start)
    assert mark.spans == (at_desk.span("Experts say"),)


def test_an_article_that_was_removed_elsewhere_is_told(reader, workspace):
    article = workspace.articles.all()[0]
    with reader.library() as other:
        other.articles.remove(article.id)
    reader.key(Qt.Key.Key_Return)
    assert "no longer" in reader.answer()
    assert reader.window.stack.currentWidget() is reader.window.library
    assert reader.window.library.model.rowCount() == 0
