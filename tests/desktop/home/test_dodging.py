"""Markers of one attempt in the chart of progress: none hides another."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.desktop.home.dodging import dodge, most_together

STEP, TOP = 9.0, 120.0
shares = st.one_of(st.none(), st.sampled_from([0.0, 0.25, 0.5, 1.0]), st.floats(0, 1))
heights = st.lists(shares.map(lambda s: None if s is None else s * TOP), min_size=1, max_size=9)


def places(given_heights, offsets):
    """Where the markers stand: pixels to the right, and from the foot of the plot."""
    return [
        (right, height - down)
        for height, (right, down) in zip(given_heights, offsets, strict=True)
        if height is not None
    ]


def touches(one, other) -> bool:
    return abs(one[0] - other[0]) < STEP - 1e-6 and abs(one[1] - other[1]) < STEP - 1e-6


@given(heights, st.sampled_from([9.0, 13.0, 30.0, 60.0]))
def test_no_marker_lies_on_another_and_all_stay_in_the_plot(given_heights, room):
    found = places(given_heights, dodge(given_heights, STEP, room, TOP))
    assert not any(touches(a, b) for a, b in combinations(found, 2))
    for right, height in found:
        assert abs(right) <= room
        assert -1e-6 <= height <= TOP + 1e-6


@given(heights)
def test_where_there_is_room_every_marker_keeps_its_height(given_heights):
    offsets = dodge(given_heights, STEP, 5 * STEP, TOP)
    assert all(down == 0 for _, down in offsets)


def test_equal_ones_stand_in_their_order_around_the_place_of_the_attempt():
    assert dodge([0.0, None, 0.0, 0.0], STEP, 30, TOP) == [
        (-STEP, 0.0),
        (0.0, 0.0),
        (0.0, 0.0),
        (STEP, 0.0),
    ]
    assert dodge([0.0, 60.0], STEP, 30, TOP) == [(0.0, 0.0), (0.0, 0.0)]


@pytest.mark.parametrize(
    ("given_heights", "together"),
    [
        ([], 0),
        ([None], 0),
        ([0.0, 60.0, 120.0], 1),
        ([0.0, 0.0, 60.0], 2),
        ([0.0, 8.0, 16.0], 3),
    ],
)
def test_it_is_known_how_many_would_lie_upon_each_other(given_heights, together):
    assert most_together(given_heights, STEP) == together
