"""Passages are found again in another revision, or kept unplaced."""

from dataclasses import replace

import pytest
from generated import passages, spans, texts
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from annotator.domain.anchoring import SHORTEST_ALIKE, anchor, occurrences
from annotator.domain.annotation import CONTEXT, Passage
from annotator.domain.span import Span


@st.composite
def cut_passages(draw):
    """A text and a passage cut from it."""
    text = draw(texts(min_size=1).filter(bool))
    return text, Passage.cut(text, draw(spans(len(text))))


@given(cut_passages())
@settings(max_examples=100)
def test_a_passage_is_cut_with_its_surroundings(case):
    text, passage = case
    span = passage.span
    assert passage.quote == text[span.start : span.end]
    assert text[: span.start].endswith(passage.prefix)
    assert text[span.end :].startswith(passage.suffix)
    assert len(passage.prefix) == min(CONTEXT, span.start)
    assert len(passage.suffix) == min(CONTEXT, len(text) - span.end)


def test_a_passage_beyond_the_end_cannot_be_cut():
    with pytest.raises(IndexError):
        Passage.cut("abc", Span(2, 4))


@given(cut_passages())
@settings(max_examples=100)
def test_in_the_same_text_every_passage_stays(case):
    text, passage = case
    assert anchor(text, passage) == passage


@given(cut_passages(), texts(max_size=6))
@settings(max_examples=150)
def test_a_unique_quote_is_found_again_after_text_was_put_before(case, before):
    text, passage = case
    assume(len(occurrences(before + text, passage.quote)) == 1)
    assert anchor(before + text, passage).span == passage.span.shifted(len(before))


@given(cut_passages(), texts(max_size=6), texts(max_size=6))
@settings(max_examples=150)
def test_what_is_placed_is_always_the_quote_and_what_is_not_is_kept(case, before, after):
    _, passage = case
    text = before + passage.suffix + passage.quote[1:] + after
    result = anchor(text, passage)
    if passage.quote in text:
        assert text[result.span.start : result.span.end] == passage.quote
        assert result == Passage.cut(text, result.span)
    else:
        check_not_exact(result, passage, text)


@given(passages(), texts())
@settings(max_examples=100)
def test_any_passage_can_be_anchored_in_any_text(passage, text):
    result = anchor(text, passage)
    if passage.quote and passage.quote in text:
        assert result.span is not None
        assert result.quote == passage.quote
        assert result.source == passage.source
    else:
        check_not_exact(result, passage, text)


def check_not_exact(result, passage, text):
    """A quote that is not in the text is kept as it is, or a long one placed by likeness."""
    if result.span is None:
        assert result == replace(passage, span=None)
    else:
        assert len(passage.quote) >= SHORTEST_ALIKE
        assert result == Passage.cut(text, result.span, passage.source)


OLD = "Officials said the port was safe. Later, others said the road was closed."


def said(which):
    """The passage "said" at its first or second place."""
    start = occurrences(OLD, "said")[which]
    return Passage.cut(OLD, Span(start, start + 4))


@pytest.mark.parametrize("which", [0, 1])
def test_among_several_places_the_surroundings_decide(which):
    text = "They said it again and again. " * 3 + OLD
    assert anchor(text, said(which)).span == said(which).span.shifted(90)


def test_a_quote_that_stands_at_the_old_place_by_chance_does_not_hold_the_mark():
    passage = said(0)
    before = "xxxxx xxx said "  # ends so that "said" stands at the old offset again
    text = before[before.index("said") - passage.span.start :] + OLD
    assert text[passage.span.start : passage.span.end] == "said"
    assert anchor(text, passage).span == passage.span.shifted(len(text) - len(OLD))


def test_a_quote_at_the_old_place_stays_when_its_surroundings_were_edited():
    passage = said(1)
    text = OLD.replace("others", "OTHERS").replace("the road", "our road")
    assert anchor(text, passage).span == passage.span


def test_among_equal_places_the_nearest_to_the_old_one_is_taken():
    text = "ha ha ha ha ha"
    assert anchor(text, Passage("ha", "", "", Span(6, 8))).span == Span(6, 8)
    assert anchor(text, Passage("ha", "", "", Span(7, 9))).span == Span(6, 8)
    assert anchor(text, Passage("ha", "", "", None)).span == Span(0, 2)


def test_half_of_the_surroundings_is_better_than_none():
    text = "red fox, blue fox, green fox."
    assert anchor(text, Passage("fox", "a pale blue ", " and", None)).span == Span(14, 17)
    assert anchor(text, Passage("fox", "a tall ", ".”", None)).span == Span(25, 28)


def test_a_quote_that_is_gone_is_kept_unplaced_and_found_when_it_is_back():
    passage = said(1)
    lost = anchor("Nothing of it is left.", passage)
    assert lost == Passage("said", passage.prefix, passage.suffix, None)
    assert anchor(OLD, lost) == passage


def test_overlapping_occurrences_are_all_found():
    assert occurrences("aaaa", "aa") == [0, 1, 2]
    assert occurrences("aaaa", "") == []
    assert occurrences("", "a") == []


REPORT = (
    "The bridge at Ford Lane stays closed for twelve weeks, the parish says. "
    "Walkers are sent round by the mill, and dogs must be kept on a lead there."
)


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("stays closed for twelve wekes", "stays closed for twelve weeks"),
        ("Walkers were sent round by the mill", "Walkers are sent round by the mill"),
        ("dogs must be kept on a lead, there", "dogs must be kept on a lead there"),
    ],
)
def test_a_quote_that_was_corrected_is_placed_where_the_text_is_almost_the_same(quote, expected):
    found = anchor(REPORT, Passage(quote, "", "", Span(900, 900 + len(quote))))
    assert found.quote == expected
    assert found.span is not None
    assert REPORT[found.span.start : found.span.end] == expected


@pytest.mark.parametrize(
    "quote", ["the mlil", "Nothing of the kind stands in this text", "zzzzzzzzzzzzzz"]
)
def test_a_short_or_foreign_quote_stays_unplaced(quote):
    assert anchor(REPORT, Passage(quote, "", "", None)) == Passage(quote, "", "", None)
