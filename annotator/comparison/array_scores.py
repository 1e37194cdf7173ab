"""The scores of many sets by their units, tokens and sentences, all at once.

They are those of :mod:`annotator.comparison.scores` and :mod:`annotator.comparison.detection`,
which tell how they are defined and where that is published.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from annotator.comparison.array_key import KeyUnits
from annotator.comparison.columns import SOURCE_BITS, SetColumns
from annotator.comparison.intervals import (
    Bools,
    Floats,
    Ints,
    SortedIntervals,
    furthest_before,
    largest_matching,
    merged_intervals,
    overlap_join,
)


@dataclass(frozen=True, slots=True, eq=False)
class UnitScores:
    """The arrays of the same names of :class:`annotator.comparison.many.ManyResults`."""

    scores: Floats
    category_scores: Floats
    kappa: Floats
    sentences: Ints

    def replace(self, rows: Ints, other: UnitScores) -> None:
        """Take some rows from another result."""
        self.scores[rows] = other.scores[rows]
        self.category_scores[rows] = other.category_scores[rows]
        self.kappa[rows] = other.kappa[rows]
        self.sentences[rows] = other.sentences[rows]


@dataclass(frozen=True, slots=True, eq=False)
class SetUnits:
    """The units of many sets, sorted by set and start.

    ``first_token`` and ``end_token`` are the range of tokens that a unit touches, empty where it
    lies in another article; sentences likewise.
    """

    sets: int
    categories: int
    tokens: int
    owner: Ints
    category: Ints
    starts: Ints
    ends: Ints
    first_token: Ints
    end_token: Ints
    first_sentence: Ints
    end_sentence: Ints

    @classmethod
    def of(
        cls, columns: SetColumns, tokens: SortedIntervals, sentences: SortedIntervals
    ) -> SetUnits:
        """The units of columns."""
        owner = columns.mark_set[columns.span_mark]
        above = int(columns.end.max()) + 1 if len(columns.end) else 1
        # Mostly sorted already, which this kind of sorting makes use of.
        order = np.argsort(owner * above + columns.start, kind="stable")
        starts, ends = columns.start[order], columns.end[order]
        return cls(
            sets=len(columns.names),
            categories=len(columns.categories),
            tokens=len(tokens.starts),
            owner=owner[order],
            category=columns.mark_category[columns.span_mark[order]],
            starts=starts,
            ends=ends,
            first_token=tokens.ended_by(starts),
            end_token=np.where(starts >> SOURCE_BITS > 0, 0, tokens.begun_before(ends)),
            first_sentence=sentences.ended_by(starts),
            end_sentence=np.where(starts >> SOURCE_BITS > 0, 0, sentences.begun_before(ends)),
        )

    def of_sets(self, rows: Ints) -> SetUnits:
        """Only the units of some sets, whose numbers stay."""
        chosen = np.zeros(self.sets, bool)
        chosen[rows] = True
        return self._where(chosen[self.owner])

    def _where(self, which: Bools) -> SetUnits:
        return replace(
            self,
            owner=self.owner[which],
            category=self.category[which],
            starts=self.starts[which],
            ends=self.ends[which],
            first_token=self.first_token[which],
            end_token=self.end_token[which],
            first_sentence=self.first_sentence[which],
            end_sentence=self.end_sentence[which],
        )

    def scores(self, key: KeyUnits) -> UnitScores:
        """Every score of every set."""
        own = [np.flatnonzero(self.category == c) for c in range(self.categories)]
        scores = np.empty((self.sets, 6, 3))
        category_scores = np.empty((self.sets, self.categories, 6, 3))
        scores[:, :4], category_scores[:, :, :4] = self.span_scores(key)
        scores[:, 4], category_scores[:, :, 4] = self._fragments(key, own)
        marked, known, both = self._tokens(key, own)
        scores[:, 5] = _prf(both.sum(axis=1), marked.sum(axis=1), known.sum())
        category_scores[:, :, 5] = _prf(both, marked, known)
        return UnitScores(
            scores, category_scores, self._kappa(marked, known, both), self._sentences(key)
        )

    def span_scores(self, key: KeyUnits) -> tuple[Floats, Floats]:
        """Strict, exact, partial and type of every set, overall and by category."""
        flagged = self.cells(self.owner * self.categories + self.category)
        wanted = np.bincount(key.category, minlength=self.categories)
        pairs = _Pairs(self, key)
        strict, typed = pairs.strict(), pairs.type_match()
        by_category = np.stack([strict, strict, pairs.category_partial(), typed], axis=2)
        overall = (strict.sum(axis=1), pairs.exact(), pairs.partial(), typed.sum(axis=1))
        all_flagged = flagged.sum(axis=1, keepdims=True)
        return (
            _prf(np.stack(overall, axis=1), all_flagged, wanted.sum()),
            _prf(by_category, flagged[..., None], wanted[:, None]),
        )

    def cells(self, cells: Ints) -> Ints:
        """How often each number of set and category occurs, by set and category."""
        size = self.sets * self.categories
        return np.bincount(cells, minlength=size).reshape(self.sets, self.categories)

    def _fragments(self, key: KeyUnits, own_units: Sequence[Ints]) -> tuple[Floats, Floats]:
        """Overall, and by category."""
        shape = (self.categories, self.sets)
        flagged, precise, found = (np.zeros(shape) for _ in range(3))
        wanted = np.zeros((self.categories, 1))
        for c, own in enumerate(own_units):
            owner, starts, ends = merged_intervals(
                self.owner[own], self.starts[own], self.ends[own]
            )
            flagged[c] = np.bincount(owner, minlength=self.sets)
            if c in key.fragments:
                cover = key.fragments[c]
                wanted[c] = len(cover.starts)
                common, shares = cover.within(starts, ends)
                precise[c] = np.bincount(owner, common / (ends - starts), self.sets)
                found[c] = np.bincount(owner, shares, self.sets)
        return (
            _harmonic(precise.sum(axis=0), flagged.sum(axis=0), found.sum(axis=0), wanted.sum()),
            _harmonic(precise.T, flagged.T, found.T, wanted.T),
        )

    def _tokens(self, key: KeyUnits, own_units: Sequence[Ints]) -> tuple[Ints, Ints, Ints]:
        """Numbers of tokens marked in the sets, in the key and in both, by category."""
        marked, both = np.zeros((2, self.sets, self.categories), np.int64)
        wanted = np.zeros(self.categories, np.int64)
        for c, own in enumerate(own_units):
            before = key.tokens.get(c)
            marked[:, c], both[:, c] = self._covered(
                self.owner[own], self.first_token[own], self.end_token[own], before
            )
            wanted[c] = 0 if before is None else before[-1]
        return marked, wanted, both

    def _kappa(self, marked: Ints, wanted: Ints, both: Ints) -> Floats:
        """As :func:`annotator.comparison.scores.kappa`."""
        n = self.tokens
        agreed = n - (marked + wanted - 2 * both)
        by_chance = marked * wanted + (n - marked) * (n - wanted)
        return _divided(n * agreed - by_chance, n * n - by_chance)

    def _sentences(self, key: KeyUnits) -> Ints:
        """Numbers of weak and other sentences, hits and false alarms."""
        flagged, hits = self._covered(
            self.owner, self.first_sentence, self.end_sentence, key.sentences
        )
        weak = np.full(self.sets, key.sentences[-1])
        others = len(key.sentences) - 1 - weak
        return np.stack([weak, others, hits, flagged - hits], axis=1)

    def _covered(
        self, owner: Ints, first: Ints, end: Ints, before: Ints | None
    ) -> tuple[Ints, Ints]:
        """By set, how many numbers its ranges cover, and how many of these are marked.

        The ranges ``[first, end)`` are sorted by set and first; ``before`` tells how many marked
        ones are below a number.
        """
        low = np.minimum(np.maximum(first, furthest_before(owner, end)), end)
        covered = np.bincount(owner, end - low, self.sets)
        found = np.zeros_like(low) if before is None else before[end] - before[low]
        marked = np.bincount(owner, found, self.sets)
        return covered.astype(np.int64), marked.astype(np.int64)


class _Pairs:
    """The pairs of units that share a code point."""

    def __init__(self, units: SetUnits, key: KeyUnits) -> None:
        self._units, self._key = units, key
        self._size = len(key.category)
        self._left, self._right = overlap_join(units.starts, units.ends, key.sorted)
        left, right = self._left, self._right
        self._set = units.owner[left]
        self._alike = units.category[left] == key.category[right]
        self._same = (units.starts[left] == key.starts[right]) & (
            units.ends[left] == key.ends[right]
        )
        self._exact = self._equal(self._same, key.same, key.rank)
        self._strict = self._equal(self._same & self._alike, key.alike, key.rank_alike)

    def exact(self) -> Ints:
        """Pairs with the same boundaries by set."""
        made: Ints = self._exact[0].sum(axis=1)
        return made

    def strict(self) -> Ints:
        """Pairs with the same boundaries and category by set and category."""
        made = self._strict[0]
        if not self._size:
            return np.zeros((self._units.sets, self._units.categories), np.int64)
        of_category = self._key.category[:, None] == np.arange(self._units.categories)
        by_category: Ints = made @ of_category.astype(np.int64)
        return by_category

    def type_match(self) -> Ints:
        """Pairs of the largest assignment within the categories, by set and category."""
        return self._by_category(self._largest(self._alike))

    def partial(self) -> Floats:
        """Pairs with the same boundaries, and half of the others, by set.

        An exact pair can always be made: what it takes from two others is no more than it gives.
        """
        made = self._largest(self._exact[1])
        return self.exact() + 0.5 * np.bincount(self._set[made], minlength=self._units.sets)

    def category_partial(self) -> Floats:
        """The same within the categories, by set and category."""
        made = self._largest(self._alike & self._strict[1])
        return self.strict() + 0.5 * self._by_category(made)

    def _equal(self, equal: Bools, first: Ints, rank: Ints) -> tuple[Ints, Bools]:
        """Pairs of equal units that are made, by set and first equal unit; which pairs are left."""
        units, right = self._units, self._right
        several = np.bincount(first, minlength=self._size)
        at = np.flatnonzero(equal & (right == first[right]))
        if not len(at):
            none = np.zeros((units.sets, self._size), np.int64)
            return none, np.ones(len(right), bool)
        place = self._set[at] * self._size + right[at]
        shape = (units.sets, self._size)
        count = np.bincount(place, minlength=shape[0] * shape[1]).reshape(shape)
        order = np.argsort(place, kind="stable")
        ranked = place[order]
        earlier = np.arange(len(at)) - np.searchsorted(ranked, ranked)
        used = np.zeros(len(units.owner), bool)
        used[self._left[at[order[earlier < several[right[at[order]]]]]]] = True
        taken = rank < count[:, first]
        left = ~used[self._left] & ~taken[self._set, right]
        return np.minimum(count, several), left

    def _largest(self, allowed: Bools) -> Ints:
        """Indices of the pairs of the largest assignment among those allowed."""
        index = np.flatnonzero(allowed)
        place = self._set[index] * self._size + self._right[index]
        units = self._units
        made = largest_matching(self._left[index], place, len(units.owner), units.sets * self._size)
        return index[made]

    def _by_category(self, pairs: Ints) -> Ints:
        units = self._units
        category = units.category[self._left[pairs]]
        return units.cells(self._set[pairs] * units.categories + category)


def _divided(above: Ints | Floats, below: Ints | Floats) -> Floats:
    """NaN where there is nothing to divide by."""
    above, below = np.broadcast_arrays(above, below)
    quotient: Floats = np.divide(above, below, out=np.full(above.shape, np.nan), where=below != 0)
    return quotient


def _prf(right: Ints | Floats, flagged: Ints, wanted: Ints) -> Floats:
    """Precision, recall and F1 on a last axis, as :class:`annotator.comparison.scores.PRF`."""
    both = np.where((flagged > 0) & (wanted > 0), flagged + wanted, 0)
    return np.stack(
        [_divided(right, flagged), _divided(right, wanted), _divided(2 * right, both)], axis=-1
    )


def _harmonic(precise: Floats, flagged: Floats, found: Floats, wanted: Floats) -> Floats:
    """The same where precision and recall have sums of their own."""
    precision, recall = _divided(precise, flagged), _divided(found, wanted)
    both = precision + recall
    mean = _divided(2 * precision * recall, both)
    return np.stack([precision, recall, np.where(both == 0, 0.0, mean)], axis=-1)
