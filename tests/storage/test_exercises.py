"""Exercises and hints in the library file."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

import pytest
from making import make_article, make_editor
from storage.versions import version

from annotator.domain.exercise import Exercise, Feedback
from annotator.domain.hint import Hint, HintGiven, HintKind
from annotator.domain.span import Span
from annotator.storage import Library
from annotator.storage.connection import connect

EXERCISE = Exercise(
    id="e1",
    title="Bridges",
    instructions="Read twice.\nThen mark.",
    articles=("a1b2c3d4",),
    feedback=Feedback.BY_TEACHER,
    hints=False,
    opened_at="2026-03-04T10:00:00Z",
)
FIRST = Hint(HintKind.PARAGRAPH, "vague_attribution", 2, 0, Span(0, 20))
SECOND = Hint(HintKind.COMPLETE)


@pytest.fixture
def library(tmp_path):
    with Library(tmp_path / "library.annotator") as library:
        yield library


@pytest.fixture
def editor(library):
    return make_editor(library)


def save(library, exercise, now="2026-01-01"):
    with library.writing():
        library.exercises.save(exercise, now)


def test_an_exercise_is_read_as_it_was_stored(library, editor):
    save(library, EXERCISE)
    assert library.exercises.of_article("a1b2c3d4") == EXERCISE
    assert library.exercises.of_article("another") is None


def test_an_exercise_that_is_stored_again_is_changed(library, editor):
    save(library, EXERCISE)
    changed = replace(EXERCISE, instructions="", feedback=Feedback.AT_ONCE, hints=True)
    save(library, changed, "2026-02-02")
    assert library.exercises.of_article("a1b2c3d4") == changed


def test_the_articles_of_an_exercise_keep_their_order(library, editor):
    with library.writing() as (articles, _, _):
        articles.add(make_article("Other words.", article_id="zz"), "2026")
        articles.add(make_article("More words.", article_id="aa"), "2026")
    several = replace(EXERCISE, articles=("zz", "a1b2c3d4", "aa"))
    save(library, several)
    assert library.exercises.of_article("aa") == several


def test_the_newest_exercise_of_an_article_counts(library, editor):
    save(library, EXERCISE, "2026-01-02")
    save(library, replace(EXERCISE, id="e2"), "2026-01-03")
    save(library, replace(EXERCISE, id="e3"), "2026-01-01")
    assert library.exercises.of_article("a1b2c3d4").id == "e2"


def test_an_exercise_outlives_its_article(library, editor):
    save(library, EXERCISE)
    with library.writing() as (articles, _, _):
        articles.remove("a1b2c3d4")
    assert library.exercises.of_article("a1b2c3d4") is None
    assert library.integrity() == "ok"


def give(library, editor, hint, at="2026"):
    with library.writing():
        library.exercises.add_hint(editor.info.id, HintGiven(at, hint))


def test_hints_are_kept_in_their_order_and_counted(library, editor):
    give(library, editor, FIRST, "1")
    give(library, editor, SECOND, "2")
    set_id = editor.info.id
    assert library.exercises.hints(set_id) == (HintGiven("1", FIRST), HintGiven("2", SECOND))
    assert library.exercises.count_hints(set_id) == 2
    assert library.exercises.count_hints("another") == 0


def test_hints_since_the_last_change_of_marks(library, editor):
    set_id = editor.info.id
    give(library, editor, FIRST)
    assert library.exercises.hints_since_change(set_id) == (FIRST,)
    made = editor.mark([Span(0, 5)], "inconsistency").edits[0].after
    assert library.exercises.hints_since_change(set_id) == ()
    give(library, editor, SECOND)
    editor.set_note(made.id, "why")
    editor.set_confidence(made.id, 0.5)
    editor.set_subtype(made.id, editor.codebook["inconsistency"].subtypes[0].id)
    assert library.exercises.hints_since_change(set_id) == (SECOND,)
    editor.set_category(made.id, "unsupported_claim")
    assert library.exercises.hints_since_change(set_id) == ()
    give(library, editor, SECOND)
    editor.undo()
    assert library.exercises.hints_since_change(set_id) == ()


def test_hints_go_with_their_set(library, editor):
    give(library, editor, FIRST)
    with library.writing() as (_, sets, _):
        sets.remove(editor.info.id)
    assert library.exercises.count_hints(editor.info.id) == 0
    assert library.integrity() == "ok"


def test_a_library_from_before_there_were_exercises(tmp_path):
    path = tmp_path / "old"
    with closing(connect(path, version(3))) as database:
        assert "exercises" not in database.table_names()
    with Library(path) as library:
        assert library.exercises.of_article("any") is None
        assert library.integrity() == "ok"
