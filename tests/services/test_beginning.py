"""A learner's set comes into being with what is done in it first: looking leaves nothing behind."""

from __future__ import annotations

import pytest
from codebooks import nine_categories

from annotator.domain.annotation import Role, Status
from annotator.domain.errors import AnnotationError, ExchangeError, NotFoundError, StaleError
from annotator.domain.span import Span
from annotator.services.authoring import Authoring, with_text
from annotator.services.importing import add_text
from annotator.services.overview import library_lines
from annotator.services.transfer import render
from annotator.services.workspace import Workspace

FIRST, SECOND = Span(0, 5), Span(6, 11)
TEXT = "Ferry late\n\nExperts say that the ferry is late. Nobody knows why.\n"


@pytest.fixture
def article(workspace):
    return add_text(workspace.articles, TEXT, "ferry.txt").article


@pytest.fixture
def editor(workspace, article):
    return workspace.editor(article, workspace.sets.fresh(article))


def stored(workspace, article):
    """The sets of the article as somebody else finds them in the file."""
    with Workspace(workspace.path) as other:
        return other.sets.of(article)


def test_looking_leaves_nothing_behind(workspace, article, editor):
    assert not editor.info.is_begun
    assert (editor.annotations, editor.undoable, editor.locked) == ((), None, False)
    editor.reload()
    assert editor.undo() is None
    assert stored(workspace, article) == []
    assert workspace.learners.number_of_sets(workspace.sets.learner_id) == 0
    line = next(line for line in library_lines(workspace) if line.entry.id == article.id)
    assert line.own == ()
    with pytest.raises(ExchangeError, match="no annotation sets"):
        render(workspace, article, "webannotation")


def test_the_first_mark_brings_the_set_into_the_file(workspace, article, editor):
    before = editor.info
    editor.mark([FIRST], "vague_attribution")
    assert editor.info.is_begun
    (info,) = stored(workspace, article)
    assert info == editor.info
    assert (info.id, info.name, info.role) == (before.id, "Attempt 1", Role.LEARNER)
    assert info.learner_id == workspace.sets.learner_id
    assert workspace.codebooks.of(info) == workspace.codebook
    assert workspace.sets.read(info.id).annotations == editor.annotations


def test_what_was_begun_is_gone_on_with_as_any_other_set(workspace, article, editor):
    editor.mark([FIRST], "vague_attribution")
    editor.undo()
    editor.redo()
    editor.mark([SECOND], "unsupported_claim")
    assert len(stored(workspace, article)) == 1
    again = workspace.editor(article, editor.info)
    assert again.annotations == editor.annotations
    assert again.undoable.action == "mark"


def test_a_mark_that_is_refused_begins_nothing(workspace, article, editor):
    with pytest.raises(AnnotationError):
        editor.mark([FIRST], "inconsistency", counterpart=[FIRST])
    with pytest.raises(AnnotationError):
        editor.mark([FIRST], "no such category")
    assert stored(workspace, article) == []
    assert not editor.info.is_begun


def test_a_mark_that_cannot_be_stored_begins_nothing(workspace, article, editor, monkeypatch):
    def fail(*_args):
        raise AnnotationError("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(workspace.library, "commit", fail)
        with pytest.raises(AnnotationError, match="disk"):
            editor.mark([FIRST], "vague_attribution")
    assert not editor.info.is_begun
    assert stored(workspace, article) == []
    editor.mark([FIRST], "vague_attribution")
    assert len(stored(workspace, article)) == 1


def test_leaving_everything_alone_can_be_submitted(workspace, article, editor):
    editor.submit()
    (info,) = stored(workspace, article)
    assert info == editor.info
    assert (info.status, info.is_begun) == (Status.SUBMITTED, True)
    assert editor.locked
    assert workspace.sets.size(info.id) == 0


def test_two_that_begin_at_once_are_two_attempts(workspace, article, editor):
    with Workspace(workspace.path) as elsewhere:
        other = elsewhere.editor(article, elsewhere.sets.fresh(article))
        other.mark([FIRST], "vague_attribution")
    editor.mark([SECOND], "vague_attribution")
    assert [info.name for info in stored(workspace, article)] == ["Attempt 1", "Attempt 2"]
    assert editor.info.name == "Attempt 2"


def test_an_earlier_text_is_not_begun_on(workspace, article, editor):
    with Workspace(workspace.path) as elsewhere:
        edited = with_text(article, article.text.replace("is late.", "is very late."))
        Authoring(elsewhere.library, "Editor").save(article, edited)
    with pytest.raises(StaleError, match="edited elsewhere"):
        editor.mark([FIRST], "vague_attribution")
    assert stored(workspace, article) == []


def test_nothing_is_begun_on_an_article_that_is_gone(workspace, article, editor):
    workspace.articles.remove(article.id)
    with pytest.raises(NotFoundError, match="“Ferry late” is no longer"):
        editor.mark([FIRST], "vague_attribution")


def test_nothing_is_begun_for_a_learner_who_is_gone(workspace, article):
    mia = workspace.learners.add("Mia")
    workspace.use_learner(mia.id)
    editor = workspace.editor(article, workspace.sets.fresh(article))
    workspace.learners.remove(mia.id)
    with pytest.raises(NotFoundError, match="learner"):
        editor.mark([FIRST], "vague_attribution")
    assert stored(workspace, article) == []


def test_a_fresh_set_is_the_next_attempt_under_the_codebook_in_use(workspace, article, editor):
    editor.submit()
    book = workspace.codebooks.add(nine_categories()).codebook
    workspace.codebooks.use(book.id)
    fresh = workspace.sets.fresh(article)
    assert fresh.name == "Attempt 2"
    assert (fresh.codebook_id, fresh.codebook_version) == (book.id, book.version)


def test_practising_goes_on_with_a_draft_and_begins_none(workspace, article, editor):
    assert not workspace.sets.to_practise(article).is_begun
    assert stored(workspace, article) == []
    editor.mark([FIRST], "vague_attribution")
    assert workspace.sets.to_practise(article) == editor.info
