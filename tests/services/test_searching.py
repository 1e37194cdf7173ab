"""Finding words in articles, notes and keys."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import make_annotation, make_article

from annotator.domain.annotation import Role, Status
from annotator.domain.exercise import Exercise, Feedback
from annotator.domain.span import Span
from annotator.services.searching import Where, search, unsearched_keys

TEXT = "The Zürich tram line reopened on Monday. 東京の新しい橋は来年開通する。"


@pytest.fixture
def article(workspace):
    return workspace.articles.add(make_article(TEXT, "Trams and bridges", "tram-article")).article


@pytest.fixture
def noted(workspace, article):
    """An editor of the learner's set, with one mark that has a note."""
    editor = workspace.editor(article, workspace.sets.start(article))
    change = editor.mark([Span(0, 10)], "unsupported_claim")
    editor.set_note(change.edits[0].after.id, "Who quixotically says so?")
    return editor


def found(hit):
    return [hit.snippet[span.start : span.end] for span in hit.found]


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ("reopened", ["reopened"]),
        ("ZURICH mond", ["Zürich", "Monday"]),
        ("tram line", ["tram", "line"]),
        ("新しい", ["新しい"]),
    ],
)
def test_words_are_found_without_regard_to_case_accents_and_ends(workspace, article, wanted, words):
    (hit,) = search(workspace, wanted)
    assert hit.article_id == article.id
    assert found(hit) == words


def test_a_title_is_found(workspace, article):
    (hit,) = search(workspace, "bridges")
    assert (hit.where, found(hit)) == (Where.TITLE, ["bridges"])


def test_all_words_must_be_there(workspace, article):
    assert search(workspace, "tram submarine") == []


@given(st.text())
def test_whatever_is_typed_is_taken_as_words(workspace, text):
    for hit in search(workspace, text):
        assert all(span.end <= len(hit.snippet) for span in hit.found)


def test_nothing_comes_of_no_words(workspace, article):
    assert search(workspace, " \t ?!") == []


def test_own_notes_are_found_and_the_mark_is_named(workspace, article, noted):
    (hit,) = search(workspace, "quixotic")
    (annotation,) = noted.annotations
    assert (hit.where, hit.set_id, hit.annotation_id) == (
        Where.NOTE,
        noted.info.id,
        annotation.id,
    )
    assert found(hit) == ["quixotically"]


def test_a_changed_note_is_found_as_it_is_now(workspace, article, noted):
    (annotation,) = noted.annotations
    noted.set_note(annotation.id, "Changed to zephyr")
    assert search(workspace, "quixotically") == []
    assert len(search(workspace, "zephyr")) == 1
    noted.delete(annotation.id)
    assert search(workspace, "zephyr") == []
    noted.undo()
    assert len(search(workspace, "zephyr")) == 1


def test_notes_of_other_learners_are_not_shown(workspace, article, noted):
    workspace.use_learner(workspace.learners.add("Mia").id)
    assert search(workspace, "quixotically", keys=True) == []


def test_keys_give_answers_away_and_are_searched_only_when_asked(workspace, article):
    item = make_annotation(text=TEXT, id="item", note="A xylophone proves nothing.")
    workspace.sets.store(
        article, "Key", role=Role.KEY, status=Status.SUBMITTED, annotations=(item,)
    )
    assert search(workspace, "xylophone") == []
    (hit,) = search(workspace, "xylophone", keys=True)
    assert (hit.where, found(hit)) == (Where.KEY, ["xylophone"])


def test_keys_of_a_closed_review_are_not_searched(workspace, article):
    item = make_annotation(text=TEXT, id="item", note="A xylophone proves nothing.")
    workspace.sets.store(
        article, "Key", role=Role.KEY, status=Status.SUBMITTED, annotations=(item,)
    )
    workspace.exercises.save(article, Exercise(feedback=Feedback.BY_TEACHER))
    assert search(workspace, "xylophone", keys=True) == []
    assert unsearched_keys(workspace) == 1
    workspace.exercises.open_review(article)
    assert len(search(workspace, "xylophone", keys=True)) == 1
    assert unsearched_keys(workspace) == 0


def test_what_two_versions_of_a_key_say_alike_comes_once(workspace, article):
    for number, note in enumerate(("A xylophone proves nothing.",) * 2 + ("No xylophone here.",)):
        item = make_annotation(text=TEXT, id=f"item-{number}", note=note)
        workspace.sets.store(
            article, f"Key {number}", role=Role.KEY, status=Status.SUBMITTED, annotations=(item,)
        )
    snippets = [hit.snippet for hit in search(workspace, "xylophone", keys=True)]
    assert sorted(snippets) == ["A xylophone proves nothing.", "No xylophone here."]


def test_a_new_title_is_found_and_the_old_one_no_more(workspace, article):
    workspace.articles.rename(article.id, "  Rails   and\nviaducts ")
    assert search(workspace, "bridges") == []
    (hit,) = search(workspace, "viaducts")
    assert hit.snippet == "Rails and viaducts"


def test_deleted_articles_and_their_notes_are_not_found_until_they_are_back(
    workspace, article, noted
):
    workspace.articles.delete([article.id])
    for wanted in ("reopened", "quixotically", "新しい"):
        assert search(workspace, wanted) == []
    workspace.articles.restore([article.id])
    assert len(search(workspace, "reopened")) == len(search(workspace, "quixotically")) == 1
    workspace.articles.remove(article.id)
    assert search(workspace, "reopened") == search(workspace, "quixotically") == []
