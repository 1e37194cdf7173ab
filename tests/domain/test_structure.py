"""Changing what the blocks of an article are, over a text that stays as it is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.article import Block, BlockKind, MetadataRole
from annotator.domain.errors import ArticleError
from annotator.domain.span import Span
from annotator.domain.structure import (
    block_at,
    check_blocks,
    make_table,
    merge,
    recast,
    rows_around,
    split,
    take_apart,
)
from annotator.domain.tables import Columns, Separator, guessed_columns
from annotator.exchange.article_file import import_text

LINES = """\
Harbour news

3. What the harbour costs

Year;Boats;Remark
2023;1;"old; but sound"
2024;;

- a pier
- a crane
"""


def blocks_of(text, *quotes, kind=BlockKind.PARAGRAPH):
    """One block for each quote."""
    starts = [text.index(quote) for quote in quotes]
    return tuple(Block(kind, s, s + len(q)) for s, q in zip(starts, quotes, strict=True))


def words(text, blocks):
    """Kind and words of each block; of a table, its rows."""
    return [
        (
            str(b.kind),
            [[c and text[c.start : c.end] for c in row] for row in b.rows]
            if b.rows
            else text[b.start : b.end],
        )
        for b in blocks
    ]


@pytest.fixture
def harbour():
    return blocks_of(
        LINES,
        "Harbour news",
        "What the harbour costs",
        LINES[LINES.index("Year") : LINES.index("\n\n- a pier")],
        "a pier",
        "a crane",
    )


def test_a_block_becomes_a_heading_of_a_level(harbour):
    changed = recast(LINES, harbour, 0, 0, BlockKind.HEADING, level=1)
    assert (changed[0].kind, changed[0].level) == (BlockKind.HEADING, 1)
    assert changed[1:] == harbour[1:]
    assert recast(LINES, harbour, 0, 0, BlockKind.HEADING)[0].level == 2


def test_several_blocks_become_metadata_with_a_role(harbour):
    changed = recast(LINES, harbour, 0, 1, BlockKind.METADATA, role=MetadataRole.BY_LINE)
    assert [b.role for b in changed[:2]] == [MetadataRole.BY_LINE] * 2
    assert recast(LINES, changed, 0, 0, BlockKind.PARAGRAPH)[0] == harbour[0]
    (heading, *_) = recast(LINES, harbour, 0, 0, BlockKind.HEADING, role=MetadataRole.BY_LINE)
    assert heading.role is None


@pytest.mark.parametrize("dash", [" –", " —", " -", "—"])
def test_the_dash_behind_a_date_line_is_no_part_of_it_and_comes_back(dash):
    text = f"WESTBROOK, 12 March{dash} The town council voted."
    (block,) = blocks_of(text, text)
    blocks = split(text, (block,), text.index("The"))
    dated = recast(text, blocks, 0, 0, BlockKind.METADATA, role=MetadataRole.DATE_LINE)
    assert words(text, dated)[0] == ("metadata", "WESTBROOK, 12 March")
    assert dated[1] == blocks[1]
    assert recast(text, dated, 0, 0, BlockKind.PARAGRAPH) == blocks
    assert merge(dated, 0, 1)[0].end == block.end


def test_the_dash_of_the_next_list_item_is_not_taken_in():
    text = "12 March\n- a pier"
    blocks = blocks_of(text, "12 March", "a pier")
    dated = recast(text, blocks, 0, 0, BlockKind.METADATA, role=MetadataRole.DATE_LINE)
    assert recast(text, dated, 0, 0, BlockKind.PARAGRAPH)[0] == blocks[0]


@pytest.mark.parametrize("level", [0, 7])
def test_a_level_that_is_none_is_refused(harbour, level):
    with pytest.raises(ArticleError, match="levels 1 to 6"):
        recast(LINES, harbour, 0, 0, BlockKind.HEADING, level=level)


def test_the_number_of_a_list_item_comes_back_when_it_is_a_heading(harbour):
    item = replace(harbour[1], kind=BlockKind.LIST_ITEM, level=1, ordinal=3)
    blocks = (harbour[0], item, *harbour[2:])
    heading = recast(LINES, blocks, 1, 1, BlockKind.HEADING)
    assert words(LINES, heading)[1] == ("heading", "3. What the harbour costs")
    assert recast(LINES, heading, 1, 1, BlockKind.LIST_ITEM) == blocks


@pytest.mark.parametrize(
    ("text", "shown", "ordinal"),
    [
        ("- a pier", "a pier", None),
        ("(12) a pier", "a pier", 12),
        ("a pier", "a pier", None),
        ("2024. ", "2024.", None),
        ("7.", "7.", None),
    ],
)
def test_a_paragraph_that_becomes_a_list_item_loses_its_mark(text, shown, ordinal):
    (item,) = recast(text, blocks_of(text, text.strip()), 0, 0, BlockKind.LIST_ITEM)
    assert (text[item.start : item.end], item.ordinal, item.level) == (shown, ordinal, 1)


def test_blocks_are_joined_into_what_the_first_one_is(harbour):
    joined = merge(harbour, 3, 4)
    assert words(LINES, joined)[3:] == [("paragraph", "a pier\n- a crane")]


def test_one_block_cannot_be_joined(harbour):
    with pytest.raises(ArticleError, match="together with the next"):
        merge(harbour, 1, 1)


def test_a_block_is_cut_in_two(harbour):
    heading = recast(LINES, harbour, 1, 1, BlockKind.HEADING)
    cut = split(LINES, heading, LINES.index("costs"))
    assert words(LINES, cut)[1:3] == [("heading", "What the harbour"), ("paragraph", "costs")]


@pytest.mark.parametrize("quote", ["What", "\n\nYear"])
def test_a_block_is_not_cut_at_its_ends(harbour, quote):
    with pytest.raises(ArticleError, match="between two words"):
        split(LINES, harbour, LINES.index(quote))


def test_lines_become_a_table_with_cells_in_quotation_marks(harbour):
    made = make_table(LINES, harbour, 2, 2, Columns(Separator.SEMICOLON))
    rows = [["Year", "Boats", "Remark"], ["2023", "1", "old; but sound"], ["2024", None, None]]
    assert words(LINES, made)[2] == ("table", rows)
    check_blocks(LINES, made)
    assert words(LINES, take_apart(made, 2))[2:5] == [
        ("paragraph", "Year;Boats;Remark"),
        ("paragraph", '2023;1;"old; but sound'),
        ("paragraph", "2024"),
    ]


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("a\tb c\n1\t2", Separator.TAB),
        ("| a | b c |\n|---|---|\n| 1 | 2 |", Separator.PIPE),
        ("a | b c\n1 | 2", Separator.PIPE),
        ("a   b c\n1      2", Separator.SPACES),
        ("a;b c\n1;2", Separator.SEMICOLON),
        ("a, b c\n1, 2", Separator.COMMA),
    ],
)
def test_the_separator_is_guessed(text, separator):
    blocks = blocks_of(text, text)
    lines = [b.span for line in text.split("\n") if "-" not in line for b in blocks_of(text, line)]
    assert guessed_columns(text, lines) == Columns(separator)
    made = make_table(text, blocks, 0, 0, Columns(separator))
    assert words(text, made) == [("table", [["a", "b c"], ["1", "2"]])]


def test_prose_has_no_columns():
    text = "One sentence, and more.\nAnother sentence.\nA third one, with words, and more."
    lines = [b.span for b in blocks_of(text, *text.split("\n"))]
    assert guessed_columns(text, lines) is None


def test_cells_may_stand_on_lines_of_their_own():
    text = "Year\nBoats\n\n2023\n1\n\n2024"
    blocks = blocks_of(text, "Year\nBoats", "2023\n1", "2024")
    made = make_table(text, blocks, 0, 2, Columns(Separator.LINE, 2))
    assert words(text, made) == [("table", [["Year", "Boats"], ["2023", "1"], ["2024", None]])]


def test_rows_on_blocks_of_their_own_are_found_around_one():
    text = "Intro, with words\nYear\tBoats\n2023\tone\n2024\ttwo\tthree\nEnd, so"
    blocks = blocks_of(text, *text.split("\n"))
    assert rows_around(text, blocks, 1) == rows_around(text, blocks, 2) == (1, 2)
    assert rows_around(text, blocks, 3) == (3, 3)
    assert rows_around(text, blocks, 0) == (0, 0)


def test_lines_without_the_separator_are_no_table(harbour):
    with pytest.raises(ArticleError, match="one column only"):
        make_table(LINES, harbour, 0, 1, Columns(Separator.TAB))


def test_tables_are_cut_and_joined_by_rows(harbour):
    made = make_table(LINES, harbour, 2, 2, Columns(Separator.SEMICOLON))
    cut = split(LINES, made, LINES.index("old;"))
    assert [len(b.rows) for b in cut[2:4]] == [1, 2]
    assert merge(cut, 2, 3) == made
    with pytest.raises(ArticleError, match="second table"):
        split(LINES, made, LINES.index("Boats"))
    with pytest.raises(ArticleError, match="joined with running text"):
        merge(made, 1, 2)


@pytest.mark.parametrize(("offset", "number"), [(0, 0), (12, 0), (13, 0), (17, 1), (len(LINES), 4)])
def test_the_block_at_a_caret(harbour, offset, number):
    assert block_at(harbour, offset) == number


@pytest.mark.parametrize(
    "blocks",
    [
        (),
        (Block(BlockKind.PARAGRAPH, 0, 8),),
        (Block(BlockKind.PARAGRAPH, 0, 999),),
        (Block(BlockKind.PARAGRAPH, 0, 12), Block(BlockKind.PARAGRAPH, 8, 12)),
        (Block(BlockKind.HEADING, 0, 12),),
        (Block(BlockKind.HEADING, 0, 12, level=7),),
        (Block(BlockKind.LIST_ITEM, 0, 12),),
        (Block(BlockKind.TABLE, 0, 12),),
        (Block(BlockKind.TABLE, 0, 12, rows=((Span(0, 7), Span(5, 12)),)),),
        (Block(BlockKind.TABLE, 0, 12, rows=((Span(0, 7),), (Span(8, 12), None))),),
    ],
)
def test_blocks_that_do_not_fit_are_refused(blocks):
    with pytest.raises(ArticleError):
        check_blocks(LINES, blocks)


PIECES = st.sampled_from(
    ["One two.", "a", "3. x", "- y", "\t", "  ", "|", ";", ",", "\n", "\n\n", '"', "🙂", "z; z"]
)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["recast", "merge", "split", "table", "apart"]),
        st.integers(0, 40),
        st.integers(0, 6),
        st.sampled_from([k for k in BlockKind if k is not BlockKind.TABLE]),
        st.sampled_from(Separator),
    ),
    max_size=8,
)


@given(st.lists(PIECES, min_size=1, max_size=30).map("".join), STEPS)
def test_whatever_is_done_the_blocks_stay_in_order_and_inside_the_text(raw, steps):
    try:
        draft = import_text(raw, "a.txt")
    except ArticleError:
        return
    text, blocks = draft.text, draft.blocks
    for action, place, more, kind, separator in steps:
        first = place % len(blocks)
        last = min(first + more, len(blocks) - 1)
        try:
            if action == "recast":
                blocks = recast(text, blocks, first, last, kind, level=more or None)
            elif action == "merge":
                blocks = merge(blocks, first, last)
            elif action == "split":
                blocks = split(text, blocks, place % (len(text) + 1))
            elif action == "table":
                blocks = make_table(text, blocks, first, last, Columns(separator, more))
            else:
                blocks = take_apart(blocks, first)
        except ArticleError:
            continue
        check_blocks(text, blocks)
