"""The structure of five real articles, counted by hand."""

from __future__ import annotations

from collections import Counter

import pytest

from annotator.domain.article import BlockKind, MetadataRole
from annotator.domain.text import canonical_text
from annotator.exchange.article_file import import_article

# Headings, paragraphs, list items, tables. A headline, a date line, and a table's caption (which
# is a paragraph) are no headings.
COUNTS = [
    (4, 9, 10, 2),
    (4, 9, 6, 3),
    (4, 9, 3, 3),
    (21, 15, 0, 0),
    (1, 6, 0, 0),
]
TABLES = [
    [(5, 2), (4, 3)],
    [(4, 3), (4, 2), (5, 2)],
    [(4, 3), (4, 2), (4, 2)],
    [],
    [],
]


@pytest.fixture(params=range(5))
def number(request):
    return request.param


@pytest.fixture
def draft(shared_articles, number):
    return import_article(shared_articles[number])


def test_the_pieces_are_counted_right(draft, number):
    kinds = Counter(block.kind for block in draft.blocks)
    found = tuple(
        kinds[kind]
        for kind in (
            BlockKind.HEADING,
            BlockKind.PARAGRAPH,
            BlockKind.LIST_ITEM,
            BlockKind.TABLE,
        )
    )
    assert found == COUNTS[number]


def test_tables_have_their_rows_and_columns(draft, number):
    shapes = [(len(b.rows), len(b.rows[0])) for b in draft.blocks if b.kind is BlockKind.TABLE]
    assert shapes == TABLES[number]
    for block in draft.blocks:
        if block.kind is BlockKind.TABLE:
            assert all(cell is not None for row in block.rows for cell in row)
            words = [draft.text[run.start : run.end] for run in block.runs()]
            assert not any("|" in word or word.startswith("--") for word in words)


def test_nothing_but_trailing_empty_lines_is_altered(draft, shared_articles, number):
    raw = shared_articles[number].read_text(encoding="utf-8")
    assert draft.text == canonical_text(raw)
    assert draft.text == raw.rstrip("\n")


def test_list_items_are_held_without_their_dash(draft):
    for block in draft.blocks:
        if block.kind is BlockKind.LIST_ITEM:
            assert draft.text[block.start - 2 : block.start] == "- "


def test_headlines_and_the_date_line(draft, number):
    roles = [block.role for block in draft.blocks if block.role]
    expected = {
        3: [MetadataRole.DATE_LINE, MetadataRole.HEADLINE],
        4: [MetadataRole.HEADLINE],
    }
    assert roles == expected.get(number, [])
    assert draft.date == ("2026-03-04" if number == 3 else "")
    for block in draft.blocks:
        if block.role is MetadataRole.HEADLINE:
            first = draft.text.split("\n", 1)[0]
            assert draft.text[block.start : block.end] == draft.title
            assert first.endswith(draft.title)
        if block.role is MetadataRole.DATE_LINE:
            assert draft.text[block.start : block.end] == "date 2026-03-04"


def test_headings_are_whole_lines(draft):
    lines = draft.text.split("\n")
    for block in draft.blocks:
        if block.kind is BlockKind.HEADING:
            assert draft.text[block.start : block.end] in lines


def test_paragraphs_that_introduce_something_are_no_headings(draft):
    for block in draft.blocks:
        if block.kind is BlockKind.HEADING:
            assert draft.text[block.end - 1] not in ".:"


def test_sections_of_sections_are_known_as_such(shared_articles):
    levels = [b.level for b in import_article(shared_articles[3]).blocks if b.level]
    # A second headline, then six sections of two or more sections each.
    assert levels[:5] == [2, 2, 3, 3, 2]
    assert levels.count(2) == 7
