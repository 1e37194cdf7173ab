"""An article while it is written."""

from __future__ import annotations

import pytest

from annotator.domain.article import BlockKind
from annotator.domain.structure import recast
from annotator.services.authoring import written
from annotator.services.manuscript import Manuscript

TEXT = "The Big Ferry\n\nIt came late, as always.\n\nNobody knew why that was so."


def kinds(manuscript):
    return [str(block.kind) for block in manuscript.article.blocks]


def as_quotation(manuscript, number):
    article = manuscript.article
    blocks = recast(article.text, article.blocks, number, number, BlockKind.QUOTATION)
    manuscript.restructure(blocks)


@pytest.fixture
def manuscript():
    made = Manuscript()
    made.set_text(TEXT)
    return made


def test_there_is_no_article_without_text(manuscript):
    assert Manuscript().article is None
    manuscript.set_text(" \n ")
    assert manuscript.article is None
    manuscript.set_text(TEXT)
    assert manuscript.article.text == TEXT


def test_a_new_text_is_guessed_whole_at_every_change(manuscript):
    assert kinds(manuscript) == ["metadata", "paragraph", "paragraph"]
    manuscript.set_text("- " + TEXT)
    assert kinds(manuscript)[0] == "list_item"


def test_a_decision_stays_while_the_text_changes(manuscript):
    as_quotation(manuscript, 1)
    manuscript.set_text(TEXT.replace("late", "very late") + "\n\n- One more")
    assert kinds(manuscript) == ["metadata", "quotation", "paragraph", "list_item"]


def test_decisions_are_taken_back_and_again_and_the_text_stays(manuscript):
    as_quotation(manuscript, 1)
    manuscript.set_text(TEXT + " At all.")
    as_quotation(manuscript, 2)
    manuscript.undo()
    assert kinds(manuscript) == ["metadata", "quotation", "paragraph"]
    manuscript.undo()
    assert kinds(manuscript) == ["metadata", "paragraph", "paragraph"]
    assert manuscript.article.text == TEXT + " At all."
    assert not manuscript.undoable
    manuscript.undo()
    manuscript.redo()
    manuscript.redo()
    assert kinds(manuscript) == ["metadata", "quotation", "quotation"]
    assert not manuscript.redoable


def test_a_new_decision_ends_what_could_be_taken_again(manuscript):
    as_quotation(manuscript, 1)
    manuscript.undo()
    as_quotation(manuscript, 2)
    assert not manuscript.redoable


def test_deciding_what_is_so_already_is_no_decision(manuscript):
    manuscript.restructure(manuscript.article.blocks)
    manuscript.guess_again()
    assert not manuscript.undoable


def test_guessing_again_can_be_undone():
    article = written(TEXT)
    manuscript = Manuscript(article)
    as_quotation(manuscript, 0)
    manuscript.guess_again()
    assert manuscript.article.blocks == article.blocks
    assert manuscript.article.id == article.id
    manuscript.undo()
    assert kinds(manuscript)[0] == "quotation"


def test_an_edited_article_stays_the_same_one():
    article = written(TEXT)
    manuscript = Manuscript(article)
    manuscript.set_text("")
    assert manuscript.article is None
    manuscript.set_text("Other words altogether.")
    assert (manuscript.article.id, manuscript.article.title) == (article.id, article.title)
