"""The structure of an article while its text is edited."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.article import Block, BlockKind
from annotator.domain.carrying import carried
from annotator.domain.structure import check_blocks, make_table
from annotator.domain.tables import Columns, Separator
from annotator.exchange.article_file import import_text

TEXT = """\
# Ferry

First words here. More of it.

What is planned

- a second boat
- a longer pier

2023\tone
2024\ttwo

Last words of all.
"""


def guess(text, at_head):
    """Every line a paragraph."""
    return [
        Block(BlockKind.PARAGRAPH, m.start(), m.end()) for m in re.finditer(r"\S(?:.*\S)?", text)
    ]


def block(quote, kind, **fields):
    start = TEXT.index(quote)
    return Block(kind, start, start + len(quote), **fields)


BLOCKS = make_table(
    TEXT,
    (
        block("Ferry", BlockKind.HEADING, level=1),
        block("First words here. More of it.", BlockKind.QUOTATION),
        block("What is planned", BlockKind.HEADING, level=3),
        block("a second boat", BlockKind.LIST_ITEM, level=1),
        block("a longer pier", BlockKind.LIST_ITEM, level=2),
        block("2023\tone\n2024\ttwo", BlockKind.PARAGRAPH),
        block("Last words of all.", BlockKind.PARAGRAPH),
    ),
    5,
    5,
    Columns(Separator.TAB),
)
NAMES = ["heading", "quotation", "heading", "list_item", "list_item", "table", "paragraph"]


def after(old, new):
    """What becomes of the blocks where one part of the text is replaced."""
    assert TEXT.count(old) == 1
    text = TEXT.replace(old, new)
    blocks = carried(TEXT, BLOCKS, text, guess)
    check_blocks(text, blocks)
    return [str(b.kind) for b in blocks], [text[b.start : b.end] for b in blocks]


def test_the_same_text_keeps_its_blocks():
    assert carried(TEXT, BLOCKS, TEXT, guess) == BLOCKS


@pytest.mark.parametrize(
    ("old", "new", "grown"),
    [
        ("here.", "there.", "First words there. More of it."),
        ("More of it.", "More of it. And more.", "First words here. More of it. And more."),
        ("First words", "The first words", "The first words here. More of it."),
        ("here. More of it.", "here.", "First words here."),
    ],
)
def test_a_block_in_which_words_change_stays_what_it_is(old, new, grown):
    kinds, words = after(old, new)
    assert kinds == NAMES
    assert words[1] == grown


def test_what_is_new_is_guessed_and_all_else_stays():
    kinds, words = after("Last words", "A new line.\n\nLast words")
    assert kinds == [*NAMES[:-1], "paragraph", "paragraph"]
    assert words[-2:] == ["A new line.", "Last words of all."]


def test_edits_in_two_places_leave_what_is_between_them():
    text = TEXT.replace("First", "Second").replace("of all", "at last")
    blocks = carried(TEXT, BLOCKS, text, guess)
    assert [str(b.kind) for b in blocks] == NAMES
    assert [b.level for b in blocks] == [b.level for b in BLOCKS]


def test_what_is_deleted_is_gone():
    assert after("What is planned\n\n", "")[0] == [*NAMES[:2], *NAMES[3:]]


def test_a_block_that_is_broken_up_is_guessed_anew():
    kinds, words = after("here. More", "here.\n\nMore")
    assert kinds == ["heading", "paragraph", "paragraph", *NAMES[2:]]
    assert words[1:3] == ["First words here.", "More of it."]


def test_what_is_run_together_belongs_to_the_first():
    kinds, words = after("boat\n- a longer", "boat or a longer")
    assert kinds == [*NAMES[:4], *NAMES[5:]]
    assert words[3] == "a second boat or a longer pier"


@pytest.mark.parametrize(
    ("old", "new"), [("- a second", "a second"), ("First words", "# First words")]
)
def test_another_mark_in_front_of_a_block_is_a_new_guess(old, new):
    assert "paragraph" in after(old, new)[0][:4]


@pytest.mark.parametrize(
    ("old", "new", "cells"),
    [
        ("\tone", "\tthirty-one", ["2023", "thirty-one", "2024", "two"]),
        ("\tone", "\ta single", ["2023", "a single", "2024", "two"]),
        ("\tone", "\tone or none", ["2023", "one or none", "2024", "two"]),
        ("\ttwo", "\ttwo, they say", ["2023", "one", "2024", "two, they say"]),
    ],
)
def test_a_cell_may_change_and_the_table_stays(old, new, cells):
    text = TEXT.replace(old, new)
    blocks = carried(TEXT, BLOCKS, text, guess)
    assert [str(b.kind) for b in blocks] == NAMES
    assert [text[run.start : run.end] for run in blocks[5].runs()] == cells


def test_a_table_that_loses_a_separator_is_none():
    assert after("2023\tone", "2023 one")[0] == [*NAMES[:5], *["paragraph"] * 2, "paragraph"]


PIPES = """\
Words above.

| Year | Boats |
|------|-------|
| 2023 | one |

Words below.
"""


@pytest.mark.parametrize(
    ("old", "new", "cells"),
    [
        ("| one |", "| one or two |", ["Year", "Boats", "2023", "one or two"]),
        ("| 2023 |", "| In 2023 |", ["Year", "Boats", "In 2023", "one"]),
        ("Words", "More words", ["Year", "Boats", "2023", "one"]),
    ],
)
def test_a_table_of_pipes_keeps_its_frame(old, new, cells):
    blocks = import_text(PIPES, "a.txt").blocks
    text = PIPES.replace(old, new, 1)
    found = carried(PIPES, blocks, text, lambda _text, _head: pytest.fail("nothing is new"))
    (table,) = [b for b in found if b.kind is BlockKind.TABLE]
    assert [text[run.start : run.end] for run in table.runs()] == cells
    check_blocks(text, found)


TABS = "Boats\n\nYear\tBoats\n2023\tone\n\nWords below.\n"


@pytest.mark.parametrize(
    ("old", "row", "new_row"),
    [(PIPES, "| one |\n", "| one |\n| 2024 | two |\n"), (TABS, "\tone\n", "\tone\n2024\ttwo\n")],
)
def test_another_row_makes_a_table_a_new_guess(old, row, new_row):
    blocks = import_text(old, "a.txt").blocks
    text = old.replace(row, new_row)
    found = carried(old, blocks, text, lambda part, _head: import_text(part, "a.txt").blocks)
    (table,) = [b for b in found if b.kind is BlockKind.TABLE]
    assert len(table.rows) == 3
    assert len(found) == 3


EDITS = st.lists(
    st.tuples(
        st.integers(0, len(TEXT)),
        st.integers(0, 12),
        st.sampled_from(["", " ", "\n", "\n\n", "x", "New one. ", "- ", "# ", "\t", "|", "🙂"]),
    ),
    max_size=4,
)


@given(EDITS)
def test_after_any_edit_the_blocks_hold_all_words(edits):
    text = TEXT
    for start, length, typed in edits:
        text = text[:start] + typed + text[start + length :]
    blocks = carried(TEXT, BLOCKS, text, guess)
    if blocks:
        check_blocks(text, blocks)
    outside = list(text)
    for each in blocks:
        outside[each.start : each.end] = " " * (each.end - each.start)
    assert not re.search(r"\w", "".join(outside)), (text, blocks)
