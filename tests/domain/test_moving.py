"""The caret goes by sentences and paragraphs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.moving import next_start, previous_start, taken_sentence
from annotator.domain.span import Span

UNITS = (Span(2, 10), Span(11, 20), Span(25, 30))


@pytest.mark.parametrize(
    ("offset", "after", "before"),
    [(0, 2, 0), (2, 11, 2), (5, 11, 2), (11, 25, 2), (22, 25, 11), (25, 30, 11), (40, 40, 25)],
)
def test_to_the_next_and_to_the_previous_unit(offset, after, before):
    assert next_start(UNITS, offset) == after
    assert previous_start(UNITS, offset) == before


def test_without_units_the_caret_stays():
    assert next_start((), 7) == 7
    assert previous_start((), 7) == 7


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 9)), min_size=1), st.integers(0, 200))
def test_going_on_ends_at_the_end_and_going_back_at_the_start(parts, offset):
    units, at = [], 0
    for gap, length in parts:
        units.append(Span(at + gap, at + gap + length))
        at = units[-1].end
    place, seen = offset, set()
    while place not in seen:
        seen.add(place)
        assert next_start(units, place) >= place
        place = next_start(units, place)
    assert place == max(offset, units[-1].end)
    place, seen = offset, set()
    while place not in seen:
        seen.add(place)
        assert previous_start(units, place) <= place
        place = previous_start(units, place)
    assert place == min(offset, units[0].start)


@pytest.mark.parametrize(
    ("caret", "selection", "expected"),
    [
        (5, None, Span(2, 10)),
        (2, None, Span(2, 10)),
        (10, None, Span(2, 10)),
        (22, None, None),
        (0, Span(4, 6), Span(2, 10)),
        (0, Span(4, 15), Span(2, 20)),
        (0, Span(2, 10), Span(2, 20)),
        (0, Span(2, 20), Span(2, 30)),
        (0, Span(2, 30), Span(2, 30)),
        (0, Span(21, 24), None),
        (0, Span(8, 23), Span(2, 23)),
    ],
)
def test_what_the_sentence_key_selects(caret, selection, expected):
    assert taken_sentence(UNITS, caret, selection) == expected
