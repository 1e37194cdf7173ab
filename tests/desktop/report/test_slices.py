"""Cutting one long column into pages."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.desktop.report.slices import slices

HEIGHT = 100.0


@st.composite
def columns(draw):
    """Lines below each other with gaps between, none higher than a page, and some to be kept."""
    lines, top = [], 0.0
    for _ in range(draw(st.integers(1, 40))):
        top += draw(st.integers(0, 30))
        bottom = top + draw(st.integers(2, 100))
        lines.append((float(top), float(bottom)))
        top = bottom
    numbers = st.integers(0, len(lines) - 1)
    some = draw(st.lists(st.tuples(numbers, numbers), max_size=6))
    keeps = [(lines[min(pair)][0], lines[max(pair)][1]) for pair in some]
    return lines, keeps


@given(columns())
def test_every_line_is_on_one_page_and_no_page_is_too_high(column):
    lines, keeps = column
    pages = slices(lines, keeps, HEIGHT)
    assert all(0 < bottom - top <= HEIGHT for top, bottom in pages)
    assert all(before[1] <= after[0] for before, after in pairwise(pages))
    for top, bottom in lines:
        assert sum(first <= top and bottom <= last for first, last in pages) == 1


@given(columns())
def test_what_is_to_be_kept_stays_together_where_it_fits(column):
    lines, keeps = column
    if len(keeps) > 1:
        keeps = keeps[:1]  # several that overlap may be too much together
    pages = slices(lines, keeps, HEIGHT)
    for top, bottom in keeps:
        if bottom - top <= HEIGHT:
            assert any(first <= top and bottom <= last for first, last in pages)


def test_a_page_is_filled_before_the_next_is_begun():
    lines = [(n * 30.0, n * 30.0 + 25) for n in range(7)]
    assert slices(lines, (), HEIGHT) == [(0, 85), (90, 175), (180, 205)]
    assert slices(lines, [(60, 115)], HEIGHT) == [(0, 55), (60, 145), (150, 205)]


@given(columns(), st.integers(0, 40))
def test_there_is_room_for_what_is_repeated(column, room):
    lines, _ = column
    tops = {top for top, bottom in lines[1::2] if bottom - top + room <= HEIGHT}

    def repeated(top):
        return room if top in tops else 0

    pages = slices(lines, (), HEIGHT, repeated)
    assert all(bottom - top + repeated(top) <= HEIGHT for top, bottom in pages[1:])
    for top, bottom in lines:
        assert sum(first <= top and bottom <= last for first, last in pages) == 1


def test_a_page_with_something_repeated_is_full_earlier():
    lines = [(n * 30.0, n * 30.0 + 25) for n in range(7)]
    pages = slices(lines, (), HEIGHT, lambda top: 20 if top else 0)
    assert pages == [(0, 85), (90, 145), (150, 205)]


def test_a_line_higher_than_a_page_is_cut_since_there_is_no_other_way():
    assert slices([(0, 250)], (), HEIGHT) == [(0, 100), (100, 200), (200, 250)]


@pytest.mark.parametrize("keeps", [(), [(0.0, 240.0)]])
def test_what_is_too_high_to_be_kept_is_broken_between_lines(keeps):
    lines = [(n * 30.0, n * 30.0 + 30) for n in range(8)]
    assert slices(lines, keeps, HEIGHT) == [(0, 90), (90, 180), (180, 240)]
