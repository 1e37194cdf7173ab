"""Pairs that overlap, held against looking at each."""

from generated import spans
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.comparison.overlaps import overlapping_pairs
from annotator.domain.span import Span

groups = st.lists(st.lists(spans(40), max_size=3), max_size=6)


@given(groups, groups)
@settings(max_examples=200)
def test_all_pairs_that_share_a_code_point_and_no_others(left, right):
    assert overlapping_pairs(left, right) == [
        (i, j)
        for i, a in enumerate(left)
        for j, b in enumerate(right)
        if any(x.overlap(y) for x in a for y in b)
    ]


def test_neighbours_do_not_overlap():
    assert overlapping_pairs([[Span(0, 5)]], [[Span(5, 9)], [Span(4, 5)]]) == [(0, 1)]
