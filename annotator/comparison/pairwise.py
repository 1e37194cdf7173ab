"""How much two of many sets have in common, on average over all pairs."""

from __future__ import annotations

import numpy as np

from annotator.comparison.label_runs import Integers, Marks

_CELLS = 1 << 20
"""Counts held at a time."""


def mean_token_f1(marks: Marks) -> float | None:
    """The mean over all pairs of sets of their F1 over pairs of token and category.

    ``marks`` must be on tokens. A token is marked with a category when it shares a code point
    with a span of that category, as in the token score of a comparison with a key (van Rijsbergen
    1979, "Information retrieval").

    Good for: how much do two of these readers have in common, in numbers that are like those of a
    comparison with a key? Chance is not taken away. Hripcsak and Rothschild 2005, "Agreement,
    the F-measure, and reliability in information retrieval", argue for the mean pairwise F1 where
    what nobody marks cannot be counted, or is so much that chance agreement on it hardly matters.

    None as :func:`_mean_f1` says.
    """
    united = marks.united()
    # One line for all categories: the tokens once for each of them.
    shift = united.category * united.length
    size = len(united.categories) * united.length
    return _mean_f1(united.sets, united.owner, united.start + shift, united.end + shift, size)


def mean_strict_f1(marks: Marks) -> float | None:
    """The mean over all pairs of sets of their F1 over spans with the same ends and category.

    ``marks`` must be in code points. "Strict" is that of SemEval-2013 Task 9.1 (Segura-Bedmar,
    Martinez and Herrero-Zazo 2013). What a set marks twice meets what the other marks twice. Good
    for: how often do two of these readers mark exactly the same passage? Published and good for
    as :func:`mean_token_f1`; None as :func:`_mean_f1` says.
    """
    order = np.lexsort((marks.end, marks.start, marks.category, marks.owner))
    columns = [column[order] for column in (marks.owner, marks.category, marks.start, marks.end)]
    repeated = np.arange(len(order)) - _first_of_equal(columns)
    _, *alike = columns
    alike.append(repeated)
    by_item = np.lexsort(alike)
    alike = [column[by_item] for column in alike]
    starts = _first_of_equal(alike) == np.arange(len(by_item))
    item = np.cumsum(starts) - 1
    return _mean_f1(marks.sets, columns[0][by_item], item, item + 1, len(item))


def _first_of_equal(columns: list[Integers]) -> Integers:
    """For each row of sorted columns the index of the first row that is equal to it."""
    index = np.arange(len(columns[0]))
    new = np.zeros(len(index), np.bool_)
    new[:1] = True
    for column in columns:
        new[1:] |= column[1:] != column[:-1]
    return np.maximum.accumulate(np.where(new, index, 0))


def _mean_f1(sets: int, owner: Integers, start: Integers, end: Integers, size: int) -> float | None:
    """The mean F1 of sets that are runs on a line of ``size`` positions, disjoint in each set.

    F1 of two sets is 2 |A n B| / (|A| + |B|), the same both ways. It is 0 where one of them is
    empty and the other is not, and undefined where both are; such pairs are left out. None where
    that leaves no pair.

    Only sets of different size differ in the denominator, so the sets are counted by size: with
    n_a(p) the number of sets of size a at position p, the sum of |A n B| over all pairs of sets
    of sizes a and b is the sum of n_a(p) n_b(p) over the positions. The cost grows with the
    squared number of different sizes, not of sets.
    """
    of_set = np.bincount(owner, weights=end - start, minlength=sets).astype(np.int64)
    sizes, group, alike = np.unique(of_set, return_inverse=True, return_counts=True)
    empty = int(np.count_nonzero(of_set == 0))
    pairs = _pairs(sets) - _pairs(empty)
    if not pairs:
        return None
    common = np.zeros((len(sizes), len(sizes)))
    row = group[owner]
    step = max(1, _CELLS // len(sizes))
    for first in range(0, size, step):
        width = min(step, size - first)
        # A run that does not reach into this part begins and ends at the same place here.
        begins = np.clip(start - first, 0, width) + row * (width + 1)
        ends = np.clip(end - first, 0, width) + row * (width + 1)
        steps = np.bincount(begins, minlength=len(sizes) * (width + 1))
        steps -= np.bincount(ends, minlength=len(sizes) * (width + 1))
        counts = np.cumsum(steps.reshape(len(sizes), width + 1), axis=1)[:, :-1].astype(float)
        common += counts @ counts.T
    # Each set also met itself. Every other pair was met twice, each time for half of its F1.
    common -= np.diag(alike * sizes)
    both = sizes[:, None] + sizes[None, :]
    return float(np.sum(common[both > 0] / both[both > 0]) / pairs)


def _pairs(number: int) -> int:
    return number * (number - 1) // 2
