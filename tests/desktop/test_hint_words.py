"""What hints say, and how they name places."""

from __future__ import annotations

import pytest

from annotator.desktop.hint_words import hint_words, refusal_words
from annotator.domain.article import Article, Block, BlockKind, MetadataRole
from annotator.domain.hint import Hint, HintKind
from annotator.domain.span import Span
from annotator.services.hints import NoHints
from annotator.services.resources import default_codebook

# Every block is ten code points long; those of two sentences have them of five.
KINDS = [
    Block(BlockKind.METADATA, 0, 10, role=MetadataRole.HEADLINE),
    Block(BlockKind.METADATA, 10, 20, role=MetadataRole.DATE_LINE),
    Block(BlockKind.METADATA, 20, 30, role=MetadataRole.BY_LINE),
    Block(BlockKind.METADATA, 30, 40),
    Block(BlockKind.PARAGRAPH, 40, 50),
    Block(BlockKind.HEADING, 50, 60, level=2),
    Block(BlockKind.PARAGRAPH, 60, 70),
    Block(BlockKind.LIST_ITEM, 70, 80, level=1),
    Block(BlockKind.QUOTATION, 80, 90),
    Block(BlockKind.TABLE, 90, 100, rows=((Span(90, 95), Span(95, 100)),)),
]
ARTICLE = Article("a", "T", "x" * 100, tuple(KINDS))
SENTENCES = tuple(Span(start, start + 5) for start in range(0, 100, 5))
PLACES = [
    "the headline",
    "the date line",
    "the by-line",
    "the lines at the top",
    "paragraph 1",
    "heading 1",
    "paragraph 2",
    "list item 1",
    "quotation 1",
    "table 1",
]


def words(kind, block, *, count=2, here=False, place=None):
    place = place or KINDS[block].span
    hint = Hint(kind, "vague_attribution", count, block, place, here)
    return hint_words(hint, ARTICLE, SENTENCES, default_codebook())


@pytest.mark.parametrize(("block", "place"), list(enumerate(PLACES)))
def test_every_block_has_a_name(qapp, block, place):
    text = words(HintKind.PARAGRAPH, block)
    assert text.startswith("Nothing more is missing where you are.")
    assert f"In {place}, 2" in text
    assert "“Vague attribution”" in text


@pytest.mark.parametrize(
    ("block", "place"), [(4, "this paragraph"), (5, "this heading"), (9, "this table")]
)
def test_the_block_of_the_caret_is_this_one(qapp, block, place):
    assert words(HintKind.PARAGRAPH, block, here=True).startswith(f"In {place}, 2")


def test_sentences_are_counted_within_their_block(qapp):
    text = words(HintKind.SENTENCE, 6, place=Span(65, 70))
    assert "sentence 2 of paragraph 2" in text


def test_a_cell_is_shown_and_not_counted(qapp):
    assert "the cell shown in table 1" in words(HintKind.SENTENCE, 9, place=Span(95, 100))


def test_marks_on_sound_passages(qapp):
    here = words(HintKind.DOUBTFUL, 4, here=True)
    assert "missing in this paragraph" in here
    assert "2" in here
    elsewhere = words(HintKind.DOUBTFUL, 4)
    assert "in paragraph 1" in elsewhere


def test_that_nothing_is_left_to_tell(qapp):
    text = hint_words(Hint(HintKind.COMPLETE), ARTICLE, SENTENCES, default_codebook())
    assert "nothing more to find" in text
    assert "your marks" in text


def test_nothing_is_said_of_marks_where_there_is_none(qapp):
    told = hint_words(Hint(HintKind.COMPLETE), ARTICLE, SENTENCES, default_codebook(), marked=False)
    assert "nothing to find" in told
    hint = Hint(HintKind.PARAGRAPH, "vague_attribution", 1, 4, KINDS[4].span, here=False)
    there = hint_words(hint, ARTICLE, SENTENCES, default_codebook(), marked=False)
    for text in (told, there):
        assert "more is missing" not in text
        assert "your marks" not in text


@pytest.mark.parametrize("refused", NoHints)
def test_every_refusal_has_its_words(qapp, refused):
    assert refusal_words(refused).endswith(".")
