"""Articles, their blocks and their words."""

import hashlib

import pytest

from annotator.domain.article import Article, Block, BlockKind
from annotator.domain.span import Span

TEXT = "A title\n\nOne two  three.\n\n| a b | |\n| c | d |"


def article():
    table = Block(
        BlockKind.TABLE,
        26,
        45,
        rows=((Span(28, 31), None), (Span(38, 39), Span(42, 43))),
    )
    blocks = (
        Block(BlockKind.HEADING, 0, 7, level=1),
        Block(BlockKind.PARAGRAPH, 9, 24),
        table,
    )
    return Article("id", "A title", TEXT, blocks)


def test_running_text_is_blocks_and_the_cells_of_tables_that_are_not_empty():
    runs = [TEXT[run.start : run.end] for run in article().runs()]
    assert runs == ["A title", "One two  three.", "a b", "c", "d"]


def test_words_are_counted_without_mark_up():
    assert article().words == 2 + 3 + 2 + 1 + 1


def test_an_article_is_named_by_its_text():
    assert article().sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


@pytest.mark.parametrize(("words", "minutes"), [(1, 1), (238, 1), (476, 2), (2380, 10)])
def test_the_reading_time_follows_from_the_words(words, minutes):
    text = " ".join(["word"] * words)
    block = Block(BlockKind.PARAGRAPH, 0, len(text))
    assert Article("a", "Title", text, (block,)).reading_minutes == minutes
