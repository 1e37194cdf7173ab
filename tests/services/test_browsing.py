"""What the list of the library shows."""

from __future__ import annotations

import pytest
from making import make_annotation, make_article

from annotator.domain.annotation import Role, Status
from annotator.domain.span import Span
from annotator.services.browsing import State, browse, current_set, progress_of, tags_of
from annotator.services.overview import library_lines
from annotator.services.searching import search


@pytest.fixture
def shelf(workspace):
    """Four articles: untouched, opened, begun, submitted. Only the last one has a key."""
    workspace.articles.delete(e.id for e in workspace.articles.entries())
    for name in ("untouched", "opened", "begun", "submitted"):
        text = f"The {name} article tells of a bridge."
        article = workspace.articles.add(make_article(text, name.title(), name)).article
        if name == "untouched":
            continue
        info = workspace.sets.start(article)
        if name != "opened":
            workspace.editor(article, info).mark([Span(0, 3)], "unsupported_claim")
        if name == "submitted":
            workspace.sets.submit(info.id)
            item = (make_annotation(text=text),)
            workspace.sets.store(
                article, "Key", role=Role.KEY, status=Status.SUBMITTED, annotations=item
            )
    return workspace


def ids(shown) -> list[str]:
    return [each.line.entry.id for each in shown]


@pytest.mark.parametrize(
    ("state", "wanted"),
    [
        (None, ["untouched", "opened", "begun", "submitted"]),
        (State.NOT_STARTED, ["untouched", "opened"]),
        (State.IN_PROGRESS, ["begun"]),
        (State.SUBMITTED, ["submitted"]),
        (State.NO_KEY, ["untouched", "opened", "begun"]),
    ],
)
def test_articles_are_chosen_by_how_far_one_has_come(shelf, state, wanted):
    assert ids(browse(library_lines(shelf), state=state)) == wanted


def test_a_fresh_set_without_marks_leaves_an_article_submitted(shelf):
    article = shelf.articles.get("submitted")
    shelf.sets.start(article)
    (line,) = [line for line in library_lines(shelf) if line.entry.id == "submitted"]
    assert progress_of(line) is State.SUBMITTED
    assert current_set(line).info.name == "Attempt 1"


def test_another_learner_has_not_started(shelf):
    shelf.use_learner(shelf.learners.add("Mia").id)
    assert {progress_of(line) for line in library_lines(shelf)} == {State.NOT_STARTED}


def test_tags_choose_and_are_listed_by_the_alphabet(shelf):
    shelf.articles.tag("begun", ["zoo", "Budget"])
    shelf.articles.tag("opened", ["zoo"])
    lines = library_lines(shelf)
    assert tags_of(lines) == ["Budget", "zoo"]
    assert ids(browse(lines, tag="zoo")) == ["opened", "begun"]
    assert ids(browse(lines, tag="zoo", state=State.IN_PROGRESS)) == ["begun"]


def test_what_was_found_comes_in_its_own_order_with_every_place(shelf):
    article = shelf.articles.get("begun")
    editor = shelf.editor(article, shelf.sets.own(article)[-1])
    editor.set_note(editor.annotations[0].id, "Which bridge?")
    hits = search(shelf, "bridge")
    shown = browse(library_lines(shelf), hits=list(reversed(hits)))
    assert ids(shown)[0] == hits[-1].article_id
    assert {i: len(s.hits) for i, s in zip(ids(shown), shown, strict=True)}["begun"] == 2
    assert ids(browse(library_lines(shelf), hits=hits, state=State.SUBMITTED)) == ["submitted"]


def test_nothing_found_shows_nothing(shelf):
    assert browse(library_lines(shelf), hits=[]) == []
