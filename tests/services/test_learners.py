"""Several learners on one computer."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from making import make_article

from annotator.domain.annotation import Role, Status
from annotator.domain.errors import AnnotationError, NotFoundError
from annotator.domain.span import Span
from annotator.services.workspace import Workspace


@pytest.fixture
def article(workspace):
    return workspace.articles.add(make_article()).article


def test_there_is_one_learner_from_the_start_who_stays(workspace):
    (first,) = workspace.learners.all()
    assert workspace.learners.current == first
    assert workspace.sets.learner_id == first.id
    with Workspace(workspace.path) as again:
        assert again.learners.all() == [first]


def test_each_learner_sees_and_starts_their_own_sets(workspace, article):
    mia = workspace.learners.add("Mia")
    own = workspace.sets.start(article)
    workspace.use_learner(mia.id)
    assert workspace.sets.own(article) == []
    hers = workspace.sets.start(article)
    assert workspace.sets.own(article) == [hers]
    assert (hers.learner_id, hers.annotator) == (mia.id, "Mia")
    assert workspace.sets.of(article) == [own, hers]


def test_attempts_are_counted_for_each_learner(workspace, article):
    first = workspace.learners.current
    workspace.use_learner(workspace.learners.add("Mia").id)
    assert workspace.sets.start(article).name == "Attempt 1"
    workspace.use_learner(first.id)
    assert workspace.sets.start(article).name == f"Attempt 1 · {first.name}"
    assert workspace.sets.start(article).name == "Attempt 2"


def test_sets_from_files_are_everyones(workspace, article):
    loaded = workspace.sets.store(
        article, "Loaded", role=Role.LEARNER, status=Status.DRAFT, annotations=()
    )
    workspace.use_learner(workspace.learners.add("Mia").id)
    assert workspace.sets.own(article) == [loaded]


def test_the_learner_is_remembered(workspace):
    mia = workspace.learners.add("Mia")
    workspace.use_learner(mia.id)
    with Workspace(workspace.path) as again:
        assert again.learners.current == mia
        assert (again.sets.who, again.sets.learner_id) == ("Mia", mia.id)


def test_the_log_names_the_learner(workspace, article):
    workspace.use_learner(workspace.learners.add("Mia").id)
    info = workspace.sets.start(article)
    workspace.editor(article, info).mark([Span(0, 5)], "inconsistency")
    with closing(sqlite3.connect(workspace.path)) as database:
        (who,) = database.execute(
            "SELECT who FROM revisions WHERE set_id = ?", [info.id]
        ).fetchone()
    assert who == "Mia"


def test_a_name_is_needed_and_must_be_free(workspace):
    workspace.learners.add("Mia")
    for name, message in (("  ", "needs a name"), (" mia ", "already")):
        with pytest.raises(AnnotationError, match=message):
            workspace.learners.add(name)


def test_renaming_keeps_the_sets(workspace, article):
    mia = workspace.learners.add("Mia")
    workspace.use_learner(mia.id)
    info = workspace.sets.start(article)
    assert workspace.learners.rename(mia.id, "Mia B.").name == "Mia B."
    assert workspace.sets.own(article) == [info]
    assert workspace.learners.rename(mia.id, " Mia B. ").name == "Mia B."


def test_removing_a_learner_takes_their_sets_along_and_no_others(workspace, article):
    kept = workspace.sets.start(article)
    mia = workspace.learners.add("Mia")
    workspace.use_learner(mia.id)
    workspace.sets.start(article)
    workspace.learners.remove(mia.id)
    assert workspace.sets.of(article) == [kept]
    assert workspace.learners.current.id == kept.learner_id


def test_the_last_learner_and_one_that_is_gone_cannot_be_removed(workspace):
    first = workspace.learners.current
    with pytest.raises(AnnotationError, match="only learner"):
        workspace.learners.remove(first.id)
    mia = workspace.learners.add("Mia")
    workspace.learners.remove(mia.id)
    with pytest.raises(NotFoundError):
        workspace.learners.remove(mia.id)
    with pytest.raises(NotFoundError):
        workspace.use_learner(mia.id)
