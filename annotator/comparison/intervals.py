"""Intervals of many sets at once, as arrays: what overlaps what, and how much is covered.

Positions are whole numbers on one axis. Nothing here knows of annotations.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from annotator.comparison.assignment import assign

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


LONGEST_TABLE = 1 << 22
"""Positions up to which what comes before each is looked up in a table: 16 MB."""


class Below:
    """How many of some sorted numbers are below a position, or not above it.

    For positions in an article of usual length this is looked up in a table, which costs less than
    searching; beyond, and for numbers beyond (of other articles), it is searched for.
    """

    def __init__(self, numbers: Ints, *, inclusive: bool = False) -> None:
        self._numbers = numbers
        self._side: Literal["left", "right"] = "right" if inclusive else "left"
        low = numbers[numbers < LONGEST_TABLE]
        size = int(low[-1]) + 2 if len(low) else 1
        table = np.zeros(size, np.int64)
        count = np.bincount(low, minlength=size)
        table[:] = np.cumsum(count)
        self._table = table if inclusive else table - count
        self._complete = len(low) == len(numbers)

    def __call__(self, positions: Ints) -> Ints:
        """The number for each position; positions must not be negative."""
        table = self._table
        if self._complete:
            return table[np.minimum(positions, len(table) - 1)]
        if len(positions) and positions.max() >= len(table):
            return np.searchsorted(self._numbers, positions, side=self._side)
        return table[positions]


def overlap_join(starts: Ints, ends: Ints, others: SortedIntervals) -> tuple[Ints, Ints]:
    """Indices of all pairs that share a position, sorted by the first, then by the second's start.

    The others that begin before an interval ends, and of which not all have ended before it begins,
    stand next to each other; only these are looked at.
    """
    first = others.ended_by(starts)
    last = others.begun_before(ends)
    left, places = _ranges(first, last)
    right = others.order[places]
    meeting = others.ends[places] > starts[left]
    return left[meeting], right[meeting]


@dataclass(frozen=True, slots=True)
class SortedIntervals:
    """Intervals sorted by their starts.

    ``order`` are their indices before sorting. ``begun_before`` is how many begin before a
    position, ``ended_by`` how many of the first ones have all ended there.
    """

    starts: Ints
    ends: Ints
    order: Ints
    begun_before: Below
    ended_by: Below

    @classmethod
    def of(cls, starts: Ints, ends: Ints) -> SortedIntervals:
        """Sort intervals."""
        order = np.argsort(starts, kind="stable")
        starts, ends = starts[order], ends[order]
        furthest = np.maximum.accumulate(ends)
        return cls(starts, ends, order, Below(starts), Below(furthest, inclusive=True))


def _ranges(first: Ints, last: Ints) -> tuple[Ints, Ints]:
    """For each range ``[first, last)`` its index and its numbers, one after the other."""
    lengths = np.maximum(last - first, 0)
    index = np.repeat(np.arange(len(first)), lengths)
    before = np.cumsum(lengths) - lengths
    return index, np.arange(len(index)) - before[index] + first[index]


def furthest_before(groups: Ints, ends: Ints) -> Ints:
    """For intervals sorted by group and start: the last end of those before in the same group.

    0 for the first of a group, so positions must not be negative.
    """
    if not len(ends):
        return ends
    above = int(ends.max()) + 1
    offset = groups * above
    before = np.zeros_like(ends)
    before[1:] = np.maximum.accumulate(ends + offset)[:-1]
    before -= offset
    return np.maximum(before, 0, out=before)


@dataclass(frozen=True, slots=True)
class Cover:
    """What disjoint, sorted intervals cover of the positions before any one."""

    starts: Ints
    lengths: Ints
    before: Ints
    begun_by: Below

    @classmethod
    def of(cls, starts: Ints, ends: Ints) -> Cover:
        """Of disjoint, sorted intervals."""
        lengths = ends - starts
        before = np.cumsum(lengths) - lengths
        return cls(starts, lengths, before, Below(starts, inclusive=True))

    def within(self, starts: Ints, ends: Ints) -> tuple[Ints, Floats]:
        """How many positions of each interval are covered, and the sum of the covered shares."""
        if not len(self.starts):
            return np.zeros(len(starts), np.int64), np.zeros(len(starts))
        (low, low_share), (high, high_share) = self._until(starts), self._until(ends)
        return high - low, high_share - low_share

    def _until(self, positions: Ints) -> tuple[Ints, Floats]:
        at = self.begun_by(positions) - 1
        inside = np.clip(positions - self.starts[at], 0, self.lengths[at])
        covered = np.where(at < 0, 0, self.before[at] + inside)
        return covered, np.where(at < 0, 0.0, at + inside / self.lengths[at])


def merged_intervals(groups: Ints, starts: Ints, ends: Ints) -> tuple[Ints, Ints, Ints]:
    """Intervals sorted by group and start, with those of one group that overlap made one.

    Group, start and end of each. Intervals that only touch stay apart.
    """
    if not len(starts):
        return groups, starts, ends
    before = furthest_before(groups, ends)
    new = starts >= before
    new[0] = True
    new[1:] |= groups[1:] != groups[:-1]
    first = np.flatnonzero(new)
    return groups[first], starts[first], np.maximum.reduceat(ends, first)


def largest_matching(left: Ints, right: Ints, lefts: int, rights: int) -> Bools:
    """Which pairs to make so that as many as possible are made, each index once at most.

    ``left`` is below ``lefts``, ``right`` below ``rights``; the pairs are sorted. An index with one
    pair left can always have it (Karp and Sipser 1981, "Maximum matching in sparse random graphs");
    that is done for all such at once, again and again. Only rings remain, which are rare.
    """
    chosen = np.zeros(len(left), bool)
    pairs = np.arange(len(left))
    while len(pairs):
        for side, size, other, other_size in (
            (left, lefts, right, rights),
            (right, rights, left, lefts),
        ):
            alone = np.bincount(side[pairs], minlength=size)[side[pairs]] == 1
            made = _first_of_each(pairs[alone], other, other_size)
            if len(made):
                chosen[made] = True
                taken = np.zeros(other_size, bool)
                taken[other[made]] = True
                pairs = pairs[~taken[other[pairs]]]
                break
        else:
            gains = {(int(left[p]), int(right[p])): 1 for p in pairs}
            index = {(int(left[p]), int(right[p])): p for p in pairs}
            for pair in assign(gains).items():
                chosen[index[pair]] = True
            break
    return chosen


def _first_of_each(pairs: Ints, side: Ints, size: int) -> Ints:
    """Of pairs with the same index on a side, the first."""
    first = np.full(size, -1)
    first[side[pairs[::-1]]] = pairs[::-1]
    firsts: Ints = pairs[first[side[pairs]] == pairs]
    return firsts
