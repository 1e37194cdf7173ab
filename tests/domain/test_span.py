"""Spans and sets of spans, held against sets of numbers."""

from itertools import pairwise

import pytest
from generated import spans
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.domain.span import (
    Span,
    covers,
    intersection_over_union,
    merged,
    total_length,
    total_overlap,
    without,
)

one = spans(40)
many = st.lists(one, max_size=6)


def points(*several):
    """The code points that spans cover."""
    return {point for span in several for point in range(span.start, span.end)}


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (4, 2), (-2, -1)])
def test_empty_reversed_and_negative_ranges_are_no_spans(start, end):
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


@given(one, one)
@settings(max_examples=150)
def test_two_spans_are_held_against_each_other_as_sets(a, b):
    assert len(a) == len(points(a))
    assert a.overlap(b) == len(points(a) & points(b))
    assert a.contains(b) == (points(a) >= points(b))
    common = a.intersection(b)
    assert (points(common) if common else set()) == points(a) & points(b)


@given(one, st.integers(0, 20))
@settings(max_examples=50)
def test_a_shift_moves_every_code_point(span, offset):
    assert points(span.shifted(offset)) == {point + offset for point in points(span)}


@given(many)
@settings(max_examples=150)
def test_merging_keeps_the_code_points_and_leaves_gaps_between(several):
    result = merged(several)
    assert points(*result) == points(*several)
    assert all(left.end < right.start for left, right in pairwise(result))
    assert merged(result) == result
    assert total_length(several) == len(points(*several))


@given(many, many)
@settings(max_examples=200)
def test_sets_of_spans_are_held_against_each_other_as_sets(left, right):
    a, b = points(*left), points(*right)
    assert total_overlap(left, right) == len(a & b)
    assert covers(left, right) == (a >= b)
    assert intersection_over_union(left, right) == (len(a & b) / len(a | b) if a | b else 0.0)


@given(many, many)
@settings(max_examples=200)
def test_what_is_left_of_spans_is_what_the_others_do_not_have(spans, taken):
    left = without(spans, taken)
    assert points(*left) == points(*spans) - points(*taken)
    assert merged(left) == left


def test_spans_sort_by_their_place():
    assert sorted([Span(3, 4), Span(1, 9), Span(1, 2)]) == [Span(1, 2), Span(1, 9), Span(3, 4)]
