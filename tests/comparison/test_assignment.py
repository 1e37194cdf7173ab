"""One-to-one assignment, held against trying every way."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.comparison.assignment import assign

gains = st.dictionaries(
    st.tuples(st.integers(0, 4), st.integers(0, 4)),
    st.floats(0.01, 30, allow_nan=False),
    max_size=14,
)


def best_by_trying(table):
    """The highest total over every way to give the left indices right ones or none."""
    lefts = range(5)
    rights = [*range(5), *[None] * 5]
    return max(
        sum(table.get(pair, 0.0) for pair in zip(lefts, way, strict=False))
        for way in set(permutations(rights, 5))
    )


@given(gains)
@settings(max_examples=25)
def test_no_other_assignment_gains_more(table):
    pairs = assign(table)
    assert sum(table[pair] for pair in pairs.items()) == pytest.approx(best_by_trying(table))


@given(gains)
@settings(max_examples=100)
def test_only_pairs_that_may_be_made_and_every_index_once(table):
    pairs = assign(table)
    assert set(pairs.items()) <= set(table)
    assert len(set(pairs.values())) == len(pairs)
    assert list(pairs) == sorted(pairs)


def test_indices_may_be_far_apart_and_sides_unequal():
    assert assign({(7, 1000): 1.0, (7, 3): 2.0, (900, 3): 1.5}) == {7: 1000, 900: 3}
    assert assign({}) == {}


def test_a_chain_is_solved_as_a_whole():
    # Taking the best pair first would leave both its neighbours alone: 3 against 2 + 2.
    assert assign({(0, 0): 2.0, (1, 0): 3.0, (1, 1): 2.0}) == {0: 0, 1: 1}
