"""Words are found where they stand on the page, and nowhere else."""

from itertools import pairwise

import pytest
from generated import texts
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.article import Article, Block, BlockKind
from annotator.domain.searching import find_all
from annotator.domain.span import Span


def article(*paragraphs):
    """An article of paragraphs, with a mark-up dash between them."""
    blocks, text = [], ""
    for paragraph in paragraphs:
        text += "\n- " if text else ""
        blocks.append(Block(BlockKind.PARAGRAPH, len(text), len(text) + len(paragraph)))
        text += paragraph
    return Article("a", "Title", text, tuple(blocks))


TWO = article("The ferry and the Ferryman.", "A ferry  ride, or FERRY\nride.")


def quotes(found):
    return [TWO.text[span.start : span.end] for span in found]


@pytest.mark.parametrize(
    ("wanted", "options", "expected"),
    [
        ("ferry", {}, ["ferry", "Ferry", "ferry", "FERRY"]),
        ("ferry", {"match_case": True}, ["ferry", "ferry"]),
        ("ferry", {"whole_words": True}, ["ferry", "ferry", "FERRY"]),
        ("ferry", {"match_case": True, "whole_words": True}, ["ferry", "ferry"]),
        ("ferry ride", {}, ["ferry  ride", "FERRY\nride"]),
        ("  ferry ", {"match_case": True}, ["ferry", "ferry"]),
        ("f.rry", {}, []),
        ("", {}, []),
        (" \n", {}, []),
        ("Ferryman. A", {}, []),
        ("-", {}, []),
    ],
)
def test_what_is_found(wanted, options, expected):
    assert quotes(find_all(TWO, wanted, **options)) == expected


@given(texts(min_size=1), st.data())
def test_every_part_of_a_text_is_found_where_it_stands(text, data):
    whole = article(text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    wanted = text[start:end]
    found = find_all(whole, wanted, match_case=True)
    if not wanted.split():
        assert found == ()
        return
    stripped = wanted.strip()
    assert all(whole.text[s.start : s.end].split() == stripped.split() for s in found)
    assert any(s.overlap(Span(start, end)) for s in found)
    assert list(found) == sorted(found)
    assert all(a.end <= b.start for a, b in pairwise(found))
