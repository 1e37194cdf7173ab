"""The revision log: complete, in order, and never rewritten."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest
from making import make_editor

from annotator.domain.errors import LibraryError
from annotator.domain.serial import annotation_from_dict
from annotator.domain.span import Span
from annotator.storage import Library


@pytest.fixture
def library(tmp_path):
    with Library(tmp_path / "library.annotator") as opened:
        yield opened


def log(library):
    """Every row of the log, as another program sees it."""
    with closing(sqlite3.connect(library.path)) as other:
        return other.execute("SELECT * FROM revisions ORDER BY id").fetchall()


def entries(library):
    """Who, action, kind, target and the changed annotations of every row."""

    def side(data):
        return None if data is None else annotation_from_dict(data)

    return [
        (who, action, kind, target, [(side(a), side(b)) for a, b in json.loads(edits)])
        for _, _, _, who, action, kind, target, _, edits in log(library)
    ]


def test_each_change_is_logged_with_before_and_after(library):
    editor = make_editor(library, who="Ada")
    editor.mark([Span(0, 5)], "unsupported_claim")
    (marked,) = editor.annotations
    editor.set_category(marked.id, "inconsistency")
    (recategorised,) = editor.annotations
    editor.link(marked.id, [Span(10, 15)])
    (linked,) = editor.annotations
    editor.delete(marked.id)
    assert entries(library) == [
        ("Ada", "mark", "do", None, [(None, marked)]),
        ("Ada", "category", "do", None, [(marked, recategorised)]),
        ("Ada", "link", "do", None, [(recategorised, linked)]),
        ("Ada", "delete", "do", None, [(linked, None)]),
    ]


def test_undo_and_redo_are_logged_as_changes_of_their_own(library):
    editor = make_editor(library)
    editor.mark([Span(0, 5)], "unsupported_claim")
    (mark,) = editor.annotations
    editor.undo()
    editor.redo()
    assert [(kind, target, edits) for _, _, kind, target, edits in entries(library)] == [
        ("do", None, [(None, mark)]),
        ("undo", 1, [(mark, None)]),
        ("redo", 1, [(None, mark)]),
    ]


def test_the_log_only_grows(library):
    editor = make_editor(library)
    steps = [
        lambda: editor.mark([Span(0, 5)], "unsupported_claim"),
        lambda: editor.set_note(editor.annotations[0].id, "a", "burst"),
        lambda: editor.set_note(editor.annotations[0].id, "ab", "burst"),
        editor.undo,
        editor.undo,
        editor.redo,
        lambda: editor.mark([Span(7, 9)], "inconsistency"),
        editor.undo,
    ]
    before = log(library)
    for step in steps:
        step()
        after = log(library)
        assert after[:-1] == before
        before = after


def test_what_changes_nothing_is_not_logged(library):
    editor = make_editor(library)
    editor.mark([Span(0, 5)], "unsupported_claim")
    annotation = editor.annotations[0]
    assert editor.set_category(annotation.id, "unsupported_claim") is None
    assert editor.set_note(annotation.id, "") is None
    assert editor.set_extent(annotation.id, [Span(0, 5)]) is None
    assert editor.link(annotation.id, []) is None
    assert editor.redo() is None
    assert len(log(library)) == 1


def test_the_database_itself_refuses_to_rewrite_the_log(library):
    make_editor(library).mark([Span(0, 5)], "unsupported_claim")
    with (
        closing(sqlite3.connect(library.path)) as other,
        pytest.raises(sqlite3.IntegrityError, match="never rewritten"),
    ):
        other.execute("UPDATE revisions SET who = 'somebody else'")


def test_undo_reaches_back_beyond_a_reopening(tmp_path):
    path = tmp_path / "library.annotator"
    with Library(path) as library:
        editor = make_editor(library)
        editor.mark([Span(0, 5)], "unsupported_claim")
        editor.mark([Span(7, 9)], "inconsistency")
        states = [(), editor.annotations[:1], editor.annotations]
        editor.undo()
    with Library(path) as library:
        editor = make_editor(library)
        assert editor.annotations == states[1]
        assert (editor.undoable.action, editor.redoable.action) == ("mark", "mark")
        editor.redo()
        assert editor.annotations == states[2]
        editor.undo()
        editor.undo()
        assert editor.annotations == states[0]
        assert (editor.undoable, editor.redoable.action) == (None, "mark")
    with Library(path) as library:
        editor = make_editor(library)
        assert (editor.undoable, editor.redoable.action) == (None, "mark")
        editor.redo()
        editor.redo()
        assert editor.annotations == states[2]


def test_a_typing_run_is_one_step_also_after_a_reopening(tmp_path):
    path = tmp_path / "library.annotator"
    with Library(path) as library:
        editor = make_editor(library)
        editor.mark([Span(0, 5)], "unsupported_claim")
        annotation = editor.annotations[0].id
        for note in ("a", "ab", "abc"):
            editor.set_note(annotation, note, "first")
        editor.set_note(annotation, "abcd", "second")
    with Library(path) as library:
        editor = make_editor(library)
        editor.set_note(annotation, "abcde", "second")
        notes = []
        while editor.undoable.action == "note":
            editor.undo()
            notes.append(editor.get(annotation).note)
        assert notes == ["abc", ""]
        while editor.redoable and editor.redoable.action == "note":
            editor.redo()
            notes.append(editor.get(annotation).note)
        assert notes == ["abc", "", "abc", "abcde"]


def test_the_log_of_one_set_does_not_show_in_another(library):
    editor = make_editor(library)
    editor.mark([Span(0, 5)], "unsupported_claim")
    other = editor.annotations
    from annotator.services.editing import SetEditor
    from annotator.services.resources import default_codebook
    from annotator.services.sets import Sets

    sets = Sets(library, "Tester")
    fresh = SetEditor(library, sets, editor.article, sets.start(editor.article), default_codebook())
    assert fresh.undoable is None
    assert fresh.undo() is None
    assert editor.annotations == other


def full(library):
    """Let the library grow no further, as on a full disk."""
    pages = library._db.execute("PRAGMA page_count").fetchone()[0]
    library._db.execute(f"PRAGMA max_page_count = {pages}")


def test_a_full_disk_loses_nothing_and_leaves_memory_and_file_in_step(library):
    editor = make_editor(library)
    editor.mark([Span(0, 5)], "unsupported_claim")
    annotation = editor.annotations[0].id
    editor.set_note(annotation, "x")
    editor.undo()
    full(library)
    before = (editor.annotations, editor.undoable, editor.redoable, log(library))
    with pytest.raises(LibraryError, match="disk is full, so the last change was not stored"):
        editor.set_note(annotation, "long " * 20_000)
    assert (editor.annotations, editor.undoable, editor.redoable, log(library)) == before
    assert make_editor(library).annotations == before[0]
    library._db.execute("PRAGMA max_page_count = 1000000")
    editor.set_note(annotation, "long " * 20_000)
    assert make_editor(library).annotations == editor.annotations
    assert library.integrity() == "ok"


@pytest.mark.parametrize("table", ["annotations", "passages", "revisions"])
@pytest.mark.parametrize("action", ["mark", "category", "undo", "redo"])
def test_a_write_that_fails_half_way_is_taken_back(library, table, action):
    """Whichever table refuses: the change is neither in the file nor in memory."""
    editor = make_editor(library)
    editor.mark([Span(0, 5)], "unsupported_claim")
    annotation = editor.annotations[0].id
    editor.mark([Span(7, 9)], "unsupported_claim")
    if action == "redo":
        editor.undo()
    before = (editor.annotations, editor.undoable, editor.redoable, log(library))
    actions = {
        "mark": lambda: editor.mark([Span(11, 12)], "inconsistency"),
        "category": lambda: editor.set_category(annotation, "inconsistency"),
        "undo": editor.undo,
        "redo": editor.redo,
    }
    for event in ("INSERT", "UPDATE", "DELETE"):
        library._db.execute(
            f"CREATE TEMP TRIGGER broken_{event} BEFORE {event} ON {table} "
            "BEGIN SELECT RAISE(FAIL, 'broken'); END"
        )
    with pytest.raises(sqlite3.IntegrityError):
        actions[action]()
    for event in ("INSERT", "UPDATE", "DELETE"):
        library._db.execute(f"DROP TRIGGER broken_{event}")
    assert (editor.annotations, editor.undoable, editor.redoable, log(library)) == before
    assert make_editor(library).annotations == before[0]
    actions[action]()
    assert make_editor(library).annotations == editor.annotations


def test_a_commit_that_fails_is_taken_back(library):
    """The failure comes at the very end, when the transaction is written to the disk."""
    editor = make_editor(library)
    before = log(library)
    connection = library._db.conn

    class Failing:
        def __getattr__(self, name):
            return getattr(connection, name)

        def execute(self, sql, *parameters):
            if sql == "COMMIT":
                raise sqlite3.OperationalError("disk I/O error")
            return connection.execute(sql, *parameters)

    library._db.conn = Failing()
    with pytest.raises(LibraryError, match="disk I/O error"):
        editor.mark([Span(0, 5)], "unsupported_claim")
    library._db.conn = connection
    assert editor.annotations == ()
    assert editor.undoable is None
    assert log(library) == before
    editor.mark([Span(0, 5)], "unsupported_claim")
    assert make_editor(library).annotations == editor.annotations
