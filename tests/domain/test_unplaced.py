"""Passages without a place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.domain.annotation import Annotation, Passage
from annotator.domain.span import Span
from annotator.domain.unplaced import End, likely_place, lost_passages

TEXT = "The harbour office counted passengers. The old boat cannot cope. Nobody gave a name."


def at(quote):
    return Passage.cut(TEXT, Span(TEXT.index(quote), TEXT.index(quote) + len(quote)))


def gone(quote):
    return replace(at(quote), span=None)


MARK = Annotation(
    "id", "inconsistency", (at("harbour"), gone("office")), (gone("boat"), at("name")), note="Why"
)


def test_every_passage_without_a_place_is_listed_with_its_end():
    found = lost_passages([Annotation("placed", "x", (at("harbour"),)), MARK])
    assert [(lost.end, lost.number, lost.passage) for lost in found] == [
        (End.FIRST, 1, gone("office")),
        (End.COUNTERPART, 0, gone("boat")),
    ]


def test_placing_changes_that_passage_alone():
    first, other = lost_passages([MARK])
    assert first.placed(at("cope")) == replace(MARK, passages=(at("harbour"), at("cope")))
    assert other.placed(at("cope")) == replace(MARK, counterpart=(at("cope"), at("name")))


def test_dropping_takes_the_mark_away_only_where_nothing_is_left():
    first, other = lost_passages([MARK])
    assert first.dropped() == replace(MARK, passages=(at("harbour"),))
    assert other.dropped() == replace(MARK, counterpart=(at("name"),))
    (lone,) = lost_passages([replace(MARK, passages=(gone("office"),), counterpart=())])
    assert lone.dropped() is None


@pytest.mark.parametrize(
    ("text", "near"),
    [
        (TEXT.replace("cannot cope", "is fine"), "is fine"),
        (TEXT.replace("The old boat cannot cope", "It is fine"), ". Nobody"),
        ("New words. " + TEXT[TEXT.index(". Nobody") :], ". Nobody"),
        ("Nothing of it.", None),
    ],
)
def test_the_likely_place_is_where_the_context_is(text, near):
    assert likely_place(text, gone("cannot cope")) == (None if near is None else text.index(near))
