"""Changing a set: what each command does, and what it refuses."""

from __future__ import annotations

from dataclasses import replace

import pytest
from making import TEXT, make_annotation, make_article, make_editor

from annotator.domain.annotation import Passage, Status
from annotator.domain.changes import Edit
from annotator.domain.errors import AnnotationError, NotFoundError, StaleError
from annotator.domain.span import Span
from annotator.services.articles import Articles
from annotator.services.editing import SetEditor, read_ahead
from annotator.services.sets import Sets
from annotator.storage import Library

FIRST, SECOND, THIRD = Span(0, 5), Span(7, 12), Span(14, 30)


@pytest.fixture
def library(tmp_path):
    with Library(tmp_path / "library.annotator") as opened:
        yield opened


@pytest.fixture
def editor(library):
    return make_editor(library)


@pytest.fixture
def linked(editor):
    """The id of an inconsistency with both ends, a subtype, a note and a confidence."""
    editor.mark([FIRST], "inconsistency", "date", [SECOND])
    annotation = editor.annotations[0].id
    editor.set_note(annotation, "A note")
    editor.set_confidence(annotation, 0.5)
    return annotation


def stored(editor):
    """The annotations as somebody else finds them in the file."""
    with Library(editor._library.path) as library:
        return Sets(library, "").read(editor.info.id).annotations


def test_a_mark_is_in_the_file_when_the_call_returns(editor):
    change = editor.mark([FIRST, THIRD], "vague_attribution", "anonymous-collective")
    (annotation,) = stored(editor)
    assert editor.annotations == (annotation,)
    assert annotation.passages == (Passage.cut(TEXT, FIRST), Passage.cut(TEXT, THIRD))
    assert annotation.category == "vague_attribution"
    assert annotation.subtype == "anonymous-collective"
    assert (annotation.counterpart, annotation.note, annotation.confidence) == ((), "", None)
    assert [(e.before, e.after) for e in change.edits] == [(None, annotation)]
    assert (change.set_id, change.action) == (editor.info.id, "mark")


def test_marks_may_overlap(editor):
    for span in (FIRST, FIRST, Span(2, 20)):
        editor.mark([span], "inconsistency")
    assert [a.spans[0] for a in stored(editor)] == [FIRST, FIRST, Span(2, 20)]
    assert len({a.id for a in editor.annotations}) == 3


def test_each_command_is_in_the_file_when_it_returns(editor, linked):
    for step in (
        lambda: editor.set_note(linked, "Another 🙂"),
        lambda: editor.set_confidence(linked, None),
        lambda: editor.set_subtype(linked, "number"),
        lambda: editor.set_subtype(linked, None),
        lambda: editor.set_extent(linked, [THIRD]),
        lambda: editor.link(linked, [FIRST]),
        lambda: editor.link(linked, []),
        lambda: editor.set_category(linked, "unsupported_claim"),
        lambda: editor.delete(linked),
        editor.undo,
        editor.redo,
        editor.undo,
    ):
        before = editor.annotations
        change = step()
        assert stored(editor) == editor.annotations != before
        assert [e.before for e in change.edits if e.before] == list(before)
        assert [e.after for e in change.edits if e.after] == list(editor.annotations)


def test_another_category_drops_the_subtype_and_keeps_the_rest(editor, linked):
    before = editor.get(linked)
    editor.set_category(linked, "unsupported_claim")
    after = editor.get(linked)
    assert (after.category, after.subtype) == ("unsupported_claim", None)
    assert after.counterpart == before.counterpart
    assert (after.passages, after.note, after.confidence) == (before.passages, "A note", 0.5)
    editor.set_category(linked, "inconsistency")
    assert editor.get(linked).counterpart_spans == (SECOND,)
    editor.undo()
    editor.undo()
    assert editor.get(linked) == before


def test_the_same_category_again_changes_nothing(editor, linked):
    before = editor.get(linked)
    assert editor.set_category(linked, "inconsistency") is None
    assert editor.get(linked) == before
    assert before.subtype == "date"
    assert editor.undoable.action == "confidence"


def test_a_deleted_mark_comes_back_in_its_place(editor):
    for span in (FIRST, SECOND, THIRD):
        editor.mark([span], "inconsistency")
    before = editor.annotations
    editor.delete(before[1].id)
    assert editor.annotations == (before[0], before[2])
    editor.undo()
    assert editor.annotations == before == stored(editor)


@pytest.mark.parametrize("category", ["", "sound", "Inconsistency", "no_such"])
def test_a_category_outside_the_codebook(editor, linked, category):
    before = editor.annotations
    with pytest.raises(AnnotationError, match=f"no category “{category}”"):
        editor.mark([FIRST], category)
    with pytest.raises(AnnotationError, match=f"no category “{category}”"):
        editor.set_category(linked, category)
    assert stored(editor) == editor.annotations == before


def test_a_subtype_of_another_category(editor, linked):
    with pytest.raises(AnnotationError, match="“Inconsistency” has no subtype “motive”"):
        editor.set_subtype(linked, "motive")
    with pytest.raises(AnnotationError, match="has no subtype “date”"):
        editor.mark([FIRST], "unsupported_claim", "date")
    assert len(stored(editor)) == 1


@pytest.mark.parametrize("span", [FIRST, Span(4, 7), Span(0, 100)])
def test_the_ends_of_an_inconsistency_do_not_overlap(editor, span):
    editor.mark([FIRST], "inconsistency")
    annotation = editor.annotations[0].id
    with pytest.raises(AnnotationError, match=r"must be different passages. Select"):
        editor.link(annotation, [SECOND, span])
    with pytest.raises(AnnotationError, match="must be different passages"):
        editor.mark([FIRST], "inconsistency", counterpart=[span])
    editor.link(annotation, [SECOND])
    with pytest.raises(AnnotationError, match="must be different passages"):
        editor.set_extent(annotation, [Span(11, 12)])
    (only,) = stored(editor)
    assert (only.spans, only.counterpart_spans) == ((FIRST,), (SECOND,))


OTHER = make_article("Another text, which says the contrary of it.", "Another one", "b2c3d4e5")


def test_the_other_end_in_another_article(editor, linked):
    change = editor.link(linked, [SECOND], OTHER)
    (annotation,) = stored(editor)
    assert annotation.spans_elsewhere == {OTHER.sha256: (SECOND,)}
    assert annotation.counterpart == (Passage.cut(OTHER.text, SECOND, OTHER.sha256),)
    assert (annotation.spans, annotation.counterpart_spans) == ((FIRST,), ())
    assert change.action == "link"
    editor.undo()
    assert stored(editor)[0].counterpart_spans == (SECOND,)
    editor.redo()
    assert stored(editor) == (annotation,)


def test_the_same_place_in_another_article_is_another_passage(editor, linked):
    editor.link(linked, [FIRST], OTHER)
    editor.set_extent(linked, [Span(0, 12)])
    assert stored(editor)[0].spans == (Span(0, 12),)
    assert stored(editor)[0].spans_elsewhere == {OTHER.sha256: (FIRST,)}


def test_the_own_article_named_is_the_own_article(editor, linked):
    editor.link(linked, [THIRD], editor.article)
    assert stored(editor)[0].counterpart == (Passage.cut(TEXT, THIRD),)
    with pytest.raises(AnnotationError, match="different passages"):
        editor.link(linked, [FIRST], editor.article)


def test_a_link_outlives_the_other_article(library, editor, linked):
    articles = Articles(library)
    articles.add(OTHER)
    editor.link(linked, [SECOND], OTHER)
    before = stored(editor)
    articles.remove(OTHER.id)
    assert articles.revision(OTHER.sha256) is None
    assert stored(editor) == before
    assert library.integrity() == "ok"
    articles.add(OTHER)
    assert articles.revision(OTHER.sha256) == OTHER


def test_ends_may_touch(editor):
    editor.mark([Span(0, 5)], "inconsistency", counterpart=[Span(5, 9)])
    assert stored(editor)[0].counterpart_spans == (Span(5, 9),)


def test_a_passage_beyond_the_text(editor):
    with pytest.raises(IndexError):
        editor.mark([Span(0, len(TEXT) + 1)], "inconsistency")
    assert stored(editor) == ()


def test_a_mark_that_is_gone(editor, linked):
    editor.delete(linked)
    for command in (
        lambda: editor.get(linked),
        lambda: editor.delete(linked),
        lambda: editor.set_note(linked, "x"),
        lambda: editor.set_category(linked, "inconsistency"),
        lambda: editor.link(linked, [THIRD]),
    ):
        with pytest.raises(AnnotationError, match="no longer there"):
            command()


def test_nothing_to_undo_or_redo(editor):
    assert (editor.undoable, editor.redoable) == (None, None)
    assert (editor.undo(), editor.redo()) == (None, None)


def test_a_fresh_change_ends_what_could_be_redone(editor):
    editor.mark([FIRST], "inconsistency")
    editor.undo()
    editor.mark([SECOND], "inconsistency")
    assert editor.redoable is None
    assert editor.redo() is None
    assert [a.spans for a in stored(editor)] == [(SECOND,)]


def test_a_submitted_set_is_locked(editor, linked):
    editor.undo()
    editor.submit()
    before = editor.annotations
    assert editor.locked
    assert editor.info.submitted_at
    assert (editor.undoable, editor.redoable, editor.undo(), editor.redo()) == (None,) * 4
    for command in (
        lambda: editor.mark([FIRST], "inconsistency"),
        lambda: editor.set_category(linked, "vague_attribution"),
        lambda: editor.set_note(linked, "x"),
        lambda: editor.set_confidence(linked, 1.0),
        lambda: editor.set_extent(linked, [THIRD]),
        lambda: editor.link(linked, []),
        lambda: editor.delete(linked),
    ):
        with pytest.raises(AnnotationError, match=r"submitted and is locked.*Try again"):
            command()
    assert stored(editor) == editor.annotations == before
    assert make_editor(editor._library).locked


class TestTwoWindows:
    """The same draft open twice: the second to write is told, and nothing gets lost."""

    @pytest.fixture
    def other(self, library, editor):
        with Library(library.path) as opened:
            yield make_editor(opened)

    def test_the_later_write_is_refused_until_the_set_is_read_again(self, editor, other):
        editor.mark([FIRST], "inconsistency")
        with pytest.raises(StaleError, match=r"changed in another window. Open it again"):
            other.mark([SECOND], "inconsistency")
        assert other.annotations == ()
        assert stored(editor) == editor.annotations
        other.reload()
        assert (other.annotations, other.undoable.action) == (editor.annotations, "mark")
        other.mark([SECOND], "inconsistency")
        assert stored(other) == other.annotations
        with pytest.raises(StaleError):
            editor.undo()
        assert len(stored(other)) == 2

    def test_a_mark_that_was_deleted_elsewhere(self, editor, other):
        editor.mark([FIRST], "inconsistency")
        other.reload()
        editor.delete(editor.annotations[0].id)
        with pytest.raises(StaleError):
            other.set_note(other.annotations[0].id, "x")
        assert stored(editor) == ()

    def test_marks_that_were_not_seen_are_not_submitted(self, editor, other):
        made = editor.mark([FIRST], "vague_attribution")
        with pytest.raises(StaleError, match="changed in another window"):
            other.submit()
        assert not other.locked
        other.reload()
        assert [a.id for a in other.annotations] == [made.edits[0].after.id]
        other.submit()
        assert other.locked
        submitted_at = other.info.submitted_at
        other.submit()
        assert other.info.submitted_at == submitted_at

    def test_what_was_submitted_elsewhere_is_not_submitted_again(self, editor, other):
        editor.submit()
        with pytest.raises(AnnotationError, match="submitted and is locked"):
            other.submit()
        assert other.info.submitted_at == editor.info.submitted_at

    def test_submitted_elsewhere(self, editor, other):
        editor.submit()
        with pytest.raises(AnnotationError, match="submitted and is locked"):
            other.mark([SECOND], "inconsistency")
        assert other.locked
        assert other.info.status is Status.SUBMITTED
        assert stored(editor) == ()

    def test_deleted_elsewhere(self, library, editor, other):
        Sets(library, "").remove(editor.info.id)
        with pytest.raises(StaleError, match="deleted elsewhere"):
            other.mark([SECOND], "inconsistency")
        with pytest.raises(NotFoundError):
            other.reload()

    def test_another_set_is_not_in_the_way(self, library, editor, other):
        sets = Sets(library, "")
        sets.store(
            make_article(),
            "Loaded",
            role=editor.info.role,
            status=Status.SUBMITTED,
            annotations=(make_annotation(1),),
        )
        other.mark([SECOND], "inconsistency")
        assert stored(other) == other.annotations


class TestArguing:
    """What a learner says to the teacher is the one thing that may still be written afterwards."""

    def test_a_mark_is_argued_in_a_submitted_set(self, editor, linked):
        editor.submit()
        before = editor.get(linked)
        change = editor.argue(linked, "The table says otherwise 🙂")
        (after,) = stored(editor)
        assert after == replace(before, argument="The table says otherwise 🙂")
        assert editor.annotations == (after,)
        assert (change.action, change.edits) == ("argue", (Edit(before, after),))
        assert editor.locked
        assert (editor.undoable, editor.undo()) == (None, None)
        with pytest.raises(AnnotationError, match="submitted and is locked"):
            editor.set_note(linked, "x")

    def test_it_is_in_the_log(self, editor, linked, library):
        editor.submit()
        editor.argue(linked, "One", "typing")
        change = editor.argue(linked, "One two", "typing")
        with library.reading() as (_, _, history):
            newest = history.newest(editor.info.id)
            assert history.change(newest) == change
            assert history.change(newest - 1).edits[0].after.argument == "One"
            assert history.stacks(editor.info.id).undo[-1].revisions == [newest - 1, newest]

    def test_the_same_words_again_change_nothing(self, editor, linked):
        editor.argue(linked, "One")
        assert editor.argue(linked, "One") is None
        assert editor.argue(linked, "") is not None
        assert stored(editor)[0].argument == ""

    def test_in_a_draft_it_is_undone_like_anything_else(self, editor, linked):
        before = editor.get(linked)
        editor.argue(linked, "On", "typing")
        editor.argue(linked, "One", "typing")
        editor.undo()
        assert stored(editor) == (before,)
        editor.redo()
        assert stored(editor)[0].argument == "One"

    def test_submitted_elsewhere_it_is_stored_all_the_same(self, library, editor, linked):
        with Library(library.path) as opened:
            other = make_editor(opened)
            editor.submit()
            other.argue(linked, "Mine")
            assert other.locked
        assert stored(editor)[0].argument == "Mine"

    def test_argued_elsewhere_meanwhile(self, library, editor, linked):
        editor.submit()
        with Library(library.path) as opened:
            make_editor(opened).argue(linked, "First")
        with pytest.raises(StaleError):
            editor.argue(linked, "Second")
        assert stored(editor)[0].argument == "First"
        editor.reload()
        editor.argue(linked, "Second")
        assert stored(editor)[0].argument == "Second"


# --- Read on another thread -----------------------------------------------------------------------


def counted_reads(monkeypatch):
    """What is read of sets from now on."""
    reads = []
    read = Sets.read

    def counting(self, set_id, report=None):
        reads.append(set_id)
        return read(self, set_id, report)

    monkeypatch.setattr(Sets, "read", counting)
    return reads


def ahead_of(library, editor):
    sets = Sets(library, "Ada")
    return read_ahead(library, sets, editor.info.id), sets


def test_what_was_read_ahead_is_not_read_again(library, monkeypatch):
    editor = make_editor(library)
    editor.mark([Span(0, 5)], "inconsistency")
    ahead, sets = ahead_of(library, editor)
    reads = counted_reads(monkeypatch)
    later = SetEditor(library, sets, editor.article, editor.info, editor.codebook, ahead=ahead)
    assert reads == []
    assert later.annotations == editor.annotations
    later.mark([Span(6, 9)], "inconsistency")
    later.reload()
    assert reads == [editor.info.id]
    assert len(later.annotations) == 2


def test_what_was_done_since_the_reading_ahead_is_not_lost(library):
    editor = make_editor(library)
    editor.mark([Span(0, 5)], "inconsistency")
    ahead, sets = ahead_of(library, editor)
    editor.mark([Span(6, 9)], "inconsistency")
    editor.submit()
    later = SetEditor(
        library, sets, editor.article, ahead.content.info, editor.codebook, ahead=ahead
    )
    assert later.annotations == editor.annotations
    assert later.locked


def test_reading_tells_how_far_it_is_and_ends_where_that_is_wanted(library):
    editor = make_editor(library)
    for start in range(3):
        editor.mark([Span(start, start + 2)], "inconsistency")
    told = []
    sets = Sets(library, "Ada")
    assert sets.read(editor.info.id, lambda *step: told.append(step)).annotations
    assert told == [(0, 6), (3, 6)]

    def enough(_done, _total):
        raise InterruptedError

    with pytest.raises(InterruptedError):
        sets.read(editor.info.id, enough)
    assert len(sets.read(editor.info.id).annotations) == 3
