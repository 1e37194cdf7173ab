"""Krippendorff's alpha for many sets: over positions, and over the units that people mark."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from annotator.comparison.label_runs import Integers, Runs

_CELLS = 1 << 20
"""Counts held at a time."""


@dataclass(frozen=True, slots=True)
class Unitizing:
    """How far sets agree on where units begin and end, and on what they are.

    ``alpha`` is Krippendorff's u-alpha and ``relevance`` his |u-alpha, which knows only "marked"
    and "not marked". Both are at most 1; 0 is what chance would give. None where undefined.
    """

    alpha: float | None
    relevance: float | None


def nominal_alpha(runs: Runs) -> float | None:
    """Krippendorff's alpha over the positions of the line (tokens), for nominal values.

    alpha = 1 - D_o / D_e over all pairs of values that different sets give to the same position,
    against all pairs of values whatever their positions. Krippendorff 2011, "Computing
    Krippendorff's alpha-reliability"; Hayes and Krippendorff 2007, "Answering the call for a
    standard reliability measure for coding data".

    The value of a position is the *set of categories* over it: nothing marked is a value like any
    other, and two categories at once are a value of their own, which agrees with neither of the
    two alone. No value is ever missing.

    Good for: do several readers call the same words weak, and in the same way? Long marks weigh
    more than short ones, and the many words that nobody marks are agreement, which the expected
    disagreement discounts. Not good for ends of marks, which count no more than other words.

    None with fewer than two sets, without positions, and where all sets give all positions the
    same value: nothing varies, so there is nothing to agree on.
    """
    counts = _counts(runs)
    return _alpha(counts, counts.values)


def unitizing_alpha(runs: Runs) -> Unitizing:
    """Krippendorff's alpha for unitizing, over the code points of the text.

    u-alpha and |u-alpha of Krippendorff, Mathet, Bouvry and Widloecher 2016, "On the reliability of
    unitizing textual continua: further developments" (Quality & Quantity 50), with the coincidences
    of their equations 1 and 4: observed are the lengths of all intersections of segments of
    different sets; expected are those of segments paired at random, where a unit as a whole cannot
    be paired with itself, while a gap has no structure and each of its positions stands alone.
    |u-alpha adds up the coincidences of all values but the gap.

    The values are mutually exclusive there, while marks may overlap here: a unit is a stretch
    under the same *set of categories* between any two ends of a set's marks. Marks of one
    category and one set that overlap are one; marks that touch are two.

    Good for: do several readers cut out the same passages, and call them the same? Since a unit is
    not paired with itself, agreeing on few long passages is worth less than on many short ones.
    ``relevance`` leaves out what the passages are called.

    None with fewer than two sets, in an empty text, and where all sets mark nothing, or
    everything in the same way.
    """
    counts = _counts(runs)
    lengths = runs.end - runs.start
    itself = counts.nothing + int(np.dot(lengths, lengths))
    return Unitizing(
        alpha=_alpha(counts, counts.values, itself),
        relevance=_alpha(counts, counts.marked, itself),
    )


@dataclass(frozen=True, slots=True)
class _Values:
    """``totals``: how often each value occurs. ``squares``: its counts by position, squared."""

    totals: tuple[int, ...]
    squares: int


@dataclass(frozen=True, slots=True)
class _Counts:
    """How often sets give each value to each position, summed up.

    ``nothing`` is the number of positions, over all sets, with nothing marked.
    """

    sets: int
    length: int
    nothing: int
    values: _Values
    marked: _Values


def _counts(runs: Runs) -> _Counts:
    totals: list[int] = []
    squares = 0
    covered: Integers = np.zeros(runs.length, np.int64)
    for counts in _count_matrices(runs):
        totals += counts.sum(axis=1).tolist()
        squares += int(np.dot(counts.ravel(), counts.ravel()))
        covered += counts.sum(axis=0)
    bare = runs.sets - covered
    nothing, marked = int(bare.sum()), int(covered.sum())
    bare_squares = int(np.dot(bare, bare))
    return _Counts(
        runs.sets,
        runs.length,
        nothing,
        _Values((nothing, *totals), squares + bare_squares),
        _Values((nothing, marked), int(np.dot(covered, covered)) + bare_squares),
    )


def _count_matrices(runs: Runs) -> Iterator[Integers]:
    """Values x positions: how many sets have the value there; some values at a time.

    From +1 where a run begins and -1 where it ends, summed up along the line: sets x text is
    never looked at.
    """
    values, code = _codes(runs.value)
    width = runs.length + 1
    step = max(1, _CELLS // width)
    for first in range(0, values, step):
        last = min(values, first + step)
        rows: slice | npt.NDArray[np.bool_] = slice(None)
        if values > step:
            rows = (code >= first) & (code < last)
        row = (code[rows] - first) * width
        size = (last - first) * width
        steps = np.bincount(row + runs.start[rows], minlength=size)
        steps -= np.bincount(row + runs.end[rows], minlength=size)
        yield np.cumsum(steps.reshape(last - first, width), axis=1)[:, :-1]


def _codes(values: Integers) -> tuple[int, Integers]:
    """The number of distinct values, and for each value which of them it is."""
    if len(values) == 0:
        return 0, values
    highest = int(values.max())
    if highest >= _CELLS:
        distinct, codes = np.unique(values, return_inverse=True)
        return len(distinct), codes
    # A table is quicker than sorting, and there are few categories as a rule.
    found = np.bincount(values, minlength=highest + 1) > 0
    return int(found.sum()), (np.cumsum(found) - 1)[values]


def _alpha(counts: _Counts, values: _Values, itself: int | None = None) -> float | None:
    """1 - observed / expected disagreement, both exact until the last division.

    ``itself`` is by how much the squared number of values exceeds the pairs of values that may
    meet by chance. By default each value may not meet itself alone.
    """
    m, n = counts.sets, counts.sets * counts.length
    itself = n if itself is None else itself
    unlike = n * n - sum(total * total for total in values.totals)
    if m < 2 or not unlike:
        return None
    observed = m * n - values.squares
    return 1 - observed * (n * n - itself) / ((m - 1) * n * unlike)
