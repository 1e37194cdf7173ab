"""The library of a preview has what a learner gets, and nothing goes back from it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from marking import CLASH, VAGUE

from annotator.domain.annotation import AnnotationSet, Status
from annotator.domain.exercise import Exercise, Feedback
from annotator.domain.span import Span
from annotator.services.importing import add_text
from annotator.services.keys import begin_key
from annotator.services.previewing import preview_workspace

TEXT = "The mayor cut the fare in May. Critics say that nobody rides the tram."
OTHER = "The fare was cut in June, the mayor says."


@pytest.fixture
def article(workspace):
    return add_text(workspace.articles, TEXT, "tram.txt").article


@pytest.fixture
def other(workspace):
    return add_text(workspace.articles, OTHER, "other.txt").article


@pytest.fixture
def key(workspace, article, other):
    """The draft of a key with an end in the other article."""
    editor = workspace.editor(article, begin_key(workspace, article))
    item = editor.mark([Span(26, 29)], CLASH).edits[0].after
    editor.link(item.id, [Span(20, 24)], other)
    editor.mark([Span(31, 42)], VAGUE)
    return AnnotationSet(editor.info, editor.annotations)


@pytest.fixture
def preview(workspace, article, key, tmp_path):
    """Makes the library, with settings."""
    made = []

    def make():
        folder = tmp_path / f"preview-{len(made)}"
        folder.mkdir()
        made.append(preview_workspace(workspace, article, key, folder, {"window": {"theme": "x"}}))
        return made[-1]

    yield make
    for each in made:
        each.close()


def test_it_has_the_article_the_finished_key_and_where_its_ends_lie(preview, article, other, key):
    made = preview()
    assert made.articles.all() == [article, other]
    found = made.sets.key_of(article)
    assert found.status is Status.SUBMITTED
    assert made.sets.read(found.id).annotations == key.annotations
    assert made.setting("window") == {"theme": "x"}


def test_what_is_set_for_learners_holds_but_the_review_is_open(workspace, preview, article, other):
    exercise = Exercise(
        instructions="Read twice.",
        articles=(other.id, article.id),
        feedback=Feedback.BY_TEACHER,
        hints=False,
    )
    workspace.exercises.save(article, exercise)
    found = preview().exercises.of(article)
    assert (found.instructions, found.feedback, found.hints) == (
        "Read twice.",
        Feedback.BY_TEACHER,
        False,
    )
    assert found.articles == (other.id, article.id)
    assert found.is_open
    assert not workspace.exercises.of(article).is_open


def test_an_article_of_the_exercise_that_was_deleted_is_no_hindrance(
    workspace, preview, article, other
):
    third = add_text(workspace.articles, "A third report of it.", "third.txt").article
    workspace.exercises.save(article, Exercise(articles=(third.id, article.id, other.id)))
    workspace.articles.delete([third.id])
    made = preview()
    assert made.articles.all() == [article, other]
    assert set(made.exercises.of(article).articles) == {article.id, other.id}


def test_learners_sets_are_made_there_under_the_codebooks_of_here(
    workspace, preview, article, other
):
    default = workspace.codebooks.current
    workspace.codebooks.add(replace(default, id="own", version="3", name="Own"))
    workspace.codebooks.use("own")
    made = preview()
    assert made.sets.start(other).codebook_id == "own"
    assert made.sets.key_of(article).codebook_id == default.id
    assert made.codebooks.of(made.sets.start(article)) == default
    workspace.codebooks.add(replace(default, version="0.9"))
    workspace.codebooks.use(default.id, "0.9")
    made = preview()
    assert made.sets.start(article).codebook_version == "0.9"


def test_nothing_goes_back(workspace, preview, article):
    before = workspace.sets.of(article)
    made = preview()
    made.sets.submit(made.sets.start(article).id)
    assert workspace.sets.of(article) == before
