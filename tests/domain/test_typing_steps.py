"""Undo goes back by sentences, and never past what was deleted."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.typing_steps import begins_step, changed_part


def steps(*texts: str) -> list[str]:
    """The texts at which undo stops, of a text that went through these states letter by letter."""
    found, grew = [], None
    for before, after in pairwise(texts):
        if begins_step(before, after, grew=grew):
            found.append(before)
        grew = len(after) > len(before)
    return found


def typed(text: str, begin: str = "") -> list[str]:
    return [begin + text[:n] for n in range(len(text) + 1)]


def test_words_of_a_sentence_are_one_step():
    assert steps(*typed("Nobody is named here, so")) == []


@pytest.mark.parametrize("end", [". ", "! ", "?  ", "…", ".\n", "。"])
def test_each_sentence_is_a_step(end):
    first = f"Nobody is named{end}"
    assert steps(*typed(f"{first}Ask who says so{end}And why")) == [
        first,
        f"{first}Ask who says so{end}",
    ]


def test_what_is_deleted_comes_back():
    text = "Nobody is named"
    back = [text[:n] for n in range(len(text), 4, -1)]
    assert steps(*typed(text), *back[1:]) == [text]
    # And typing over it is a step again.
    assert steps(*typed(text), *back[1:], *typed(" else", back[-1])[1:]) == [text, back[-1]]


def test_all_of_it_at_once_is_a_step():
    assert steps("Nobody is named", "") == ["Nobody is named"]
    assert steps("", "Pasted words", "Pasted words!") == [""]


@given(*[st.text(alphabet="ab \n😀", max_size=12)] * 2)
def test_what_was_changed_makes_the_one_text_of_the_other(before, after):
    start, gone_end, come_end = changed_part(before, after)
    assert before[:start] + after[start:come_end] + before[gone_end:] == after
    gone, come = before[start:gone_end], after[start:come_end]
    assert not gone or not come or (gone[0] != come[0] and gone[-1] != come[-1])
