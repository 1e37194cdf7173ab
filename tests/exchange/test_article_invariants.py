"""What holds for the blocks of any text whatever."""

from __future__ import annotations

import itertools
import re
import unicodedata

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from annotator.domain.article import BlockKind
from annotator.domain.errors import ArticleError
from annotator.domain.text import canonical_text
from annotator.exchange.article_file import import_text

PIECES = st.sampled_from(
    [
        *(
            "# ",
            "## ",
            "- ",
            "* ",
            "• ",
            "1. ",
            "12) ",
            "> ",
            ">> ",
            "| ",
            " | ",
            "|",
            "\\|",
            "---",
        ),
        *(
            "|---|:-:|",
            "===",
            "```",
            "```py",
            "**",
            "_",
            "    ",
            "\t",
            "\n",
            "\n\n",
            "\n",
            " \n",
            "\r\n",
        ),
        *("By Jane Doe", "March 4, 2026", "date 2026-03-04 ", "Headline: ", "Title: ", "title: x"),
        *(
            "Why Now?",
            "Growth and Trade",
            "the council voted on it.",
            "It said so:",
            "\x00",
            "\u2028",
        ),
        *(
            "words that run on and on " * 6,
            "e\u0301",
            "\U0001f469\u200d\U0001f4bb",
            "שלום",
            "经济",
            "…",
        ),
        *(
            "\ufeff",
            "\u00a0",
            "\x1f",
            "\x0b",
            "[a]: http://b",
            "[a](b)",
            "<p>",
            "&amp;",
            "\\",
            "~~~",
        ),
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join))
NAMES = st.sampled_from(["a.txt", "a.md", "pasted"])


def visible(text):
    return any(unicodedata.category(c) not in ("Cc", "Cf", "Zs", "Zl", "Zp") for c in text)


@given(TEXTS, NAMES)
@example("# \n\n" + ">" * 60 + " deep", "a.md")
@example("- " * 40 + "deep", "a.md")
@example("---", "a.txt")
@example("|  |  |\n|--|--|", "a.md")
@example("```\nnever closed", "a.md")
@example("---\ntitle: ''\n---\n", "a.md")
@example("- a\n  - b\n" * 3000, "a.txt")
@example("**Headline:0 **", "a.txt")
def test_blocks_are_sorted_disjoint_and_trimmed(raw, name):
    assume(visible(canonical_text(raw)))
    draft = import_text(raw, name)
    assert draft.text == canonical_text(raw)
    assert draft.blocks
    end = 0
    for block in draft.blocks:
        assert end <= block.start < block.end <= len(draft.text)
        words = draft.text[block.start : block.end]
        assert words == words.strip()
        end = block.end
        runs = list(block.runs())
        assert runs
        for run in runs:
            assert block.start <= run.start < run.end <= block.end
            cell = draft.text[run.start : run.end]
            assert cell == cell.strip()
        assert all(a.end <= b.start for a, b in itertools.pairwise(runs))
        if block.kind is BlockKind.TABLE:
            assert len({len(row) for row in block.rows}) == 1
        if block.kind is BlockKind.HEADING:
            assert block.level in range(1, 7)
        if block.kind is BlockKind.LIST_ITEM:
            assert block.level >= 1
    assert draft.title.strip()
    assert "\n" not in draft.title


def left_outside(draft):
    """The text with its blocks' runs blanked."""
    chars = list(draft.text)
    for block in draft.blocks:
        for run in block.runs():
            chars[run.start : run.end] = " " * (run.end - run.start)
    return "".join(chars)


WORDS = st.lists(
    st.sampled_from(
        [
            "alpha",
            "Beta",
            "gamma.",
            "Delta?",
            "epsilon:",
            "zeta,",
            "Eta!",
            "theta",
            "é",
            "שלום",
            "经济",
            "U.S.",
            "🙂",
        ]
    ),
    min_size=1,
    max_size=30,
).map(" ".join)
MARKED = st.tuples(
    st.sampled_from(["", "", "", "- ", "* ", "1. ", "> ", "# ", "### ", "| ", "  - ", ">> "]), WORDS
).map("".join)
MARKS = re.compile(r"(?m)^[\s>]*(?:#{1,6}|[-*+]|\d+[.)])?|[|\s>*+-]+")


@given(st.lists(MARKED, min_size=1, max_size=20), st.sampled_from(["\n", "\n\n"]), NAMES)
def test_every_word_is_in_a_block(lines, gap, name):
    draft = import_text(gap.join(lines), name)
    rest = MARKS.sub("", left_outside(draft))
    assert rest.strip("#>|-*+\\ \n") == ""


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_words_below_the_deepest_nesting_are_kept(name):
    draft = import_text("# Top\n\n" + "> " * 60 + "word\n\n" + "- " * 60 + "other", name)
    words = " ".join(draft.text[r.start : r.end] for b in draft.blocks for r in b.runs())
    assert "word" in words
    assert "other" in words


@pytest.mark.parametrize("raw", ["", " ", "\n\n\t\n", "\u00a0\u2003", "\ufeff", "\u200b\n", "\x00"])
def test_a_text_without_a_visible_character_is_refused(raw):
    with pytest.raises(ArticleError, match="no text"):
        import_text(raw, "empty.txt")


def test_a_broken_character_is_refused():
    with pytest.raises(ArticleError, match="broken character"):
        import_text("half \ud83d of a pair", "pasted")


@given(TEXTS, NAMES)
def test_importing_the_canonical_text_again_changes_nothing(raw, name):
    assume(visible(canonical_text(raw)))
    draft = import_text(raw, name)
    assert import_text(draft.text, name) == draft
