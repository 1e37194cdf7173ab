"""Marks on whole sentences, after their text was edited."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.annotation import Annotation, KeyDetails, Passage
from annotator.domain.reanchoring import Reanchoring, reworded
from annotator.domain.span import Span
from annotator.domain.whole_sentences import is_whole, made_whole

OLD = "Boats\n\nInsiders say that two of them lost the vote. Nobody asked why.\n\nIt is done."


def sentences(text):
    """Runs up to a full stop or a line break: enough for the texts here."""
    return tuple(Span(*m.span()) for m in re.finditer(r"[^\s.][^.\n]*(\.|(?=\n|$))", text))


def way(new):
    return Reanchoring(OLD, new, lambda: (sentences(OLD), sentences(new)))


def at(quote):
    return Passage.cut(OLD, Span(OLD.index(quote), OLD.index(quote) + len(quote)))


def quoted(new, quote):
    return way(new).passage(at(quote)).quote


WHOLE = "Insiders say that two of them lost the vote."
NOW = "Two members of the council say that two of them lost the vote."


def test_a_whole_sentence_stays_one_where_it_begins_anew():
    new = OLD.replace("Insiders", "Two members of the council")
    assert quoted(new, WHOLE) == NOW


def test_a_part_of_a_sentence_stays_a_part():
    new = OLD.replace("Insiders", "Two members of the council")
    assert quoted(new, "say that two of them lost the vote") == "say that two of them lost the vote"
    assert quoted(new, WHOLE[:-1]) != NOW


@pytest.mark.parametrize(
    ("old", "new", "whole"),
    [
        ("Insiders say", "Of late insiders say", "Of late insiders say that two of them lost"),
        ("the vote. ", "the vote, and more. ", "Insiders say that two of them lost the vote, and"),
    ],
)
def test_what_is_added_at_an_end_of_the_sentence_belongs_to_it(old, new, whole):
    assert quoted(OLD.replace(old, new), WHOLE).startswith(whole)
    assert quoted(OLD.replace(old, new), WHOLE).endswith(".")


def test_two_whole_sentences_keep_both_their_ends():
    new = OLD.replace("Insiders", "Members").replace("asked why.", "asked why today.")
    assert quoted(new, f"{WHOLE} Nobody asked why.") == (
        "Members say that two of them lost the vote. Nobody asked why today."
    )


def test_a_small_rest_in_a_longer_sentence_stays_a_rest():
    longer = "It is done, as all who came to the long meeting of that night had been told before."
    new = OLD.replace("It is done.", longer)
    found = way(new).passage(at("It is done")).span
    assert found == Span(new.index("It is done"), new.index(", as all"))
    assert made_whole(found, sentences(new)) == found


def test_the_allowance_of_a_key_goes_along_with_its_item():
    new = OLD.replace("Insiders", "Two members of the council")
    item = Annotation("i", "x", (at(WHOLE),), key=KeyDetails(allowance=(at(WHOLE),)))
    found = way(new).annotation(item)
    assert found.passages == found.key.allowance
    assert found.passages[0].quote == NOW
    assert reworded(item, found) == [(WHOLE, NOW)]


def test_sentences_are_not_asked_for_where_nothing_beside_a_mark_has_changed():
    def never():
        raise AssertionError("asked")

    new = OLD.replace("It is done", "It is over")
    assert Reanchoring(OLD, new, never).passage(at(WHOLE)).quote == WHOLE


@given(st.text("ab. \n", max_size=40), st.data())
def test_a_span_grows_only_within_the_sentences_that_it_touches(text, data):
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    there = sentences(text)
    grown = made_whole(span, there)
    assert grown.contains(span)
    assert grown.end <= len(text)
    touched = [s for s in there if s.overlap(span)]
    for offset in set(range(grown.start, grown.end)) - set(range(span.start, span.end)):
        assert any(s.start <= offset < s.end for s in touched)
        assert text[offset] != "\n"


@given(st.text("ab. \n", max_size=40), st.data())
def test_whole_sentences_are_whole_and_stay_as_they_are(text, data):
    there = sentences(text)
    if not there:
        return
    first = data.draw(st.integers(0, len(there) - 1))
    last = data.draw(st.integers(first, len(there) - 1))
    span = Span(there[first].start, there[last].end)
    assert is_whole(span, there)
    assert made_whole(span, there) == span
