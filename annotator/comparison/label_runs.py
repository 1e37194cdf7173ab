"""Many sets as columns of numbers, and the stretches into which their marks divide a text."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from annotator.domain.annotation import AnnotationSet
from annotator.domain.errors import AnnotatorError
from annotator.domain.segmentation import Segmentation

Integers = npt.NDArray[np.int64]

MOST_CATEGORIES = 62
"""More do not fit into the bits of one number."""


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """The placed spans of several sets in one article: a row for each span.

    ``owner`` is the index of the set in ``names``, ``category`` that in ``categories``. ``start``
    and ``end`` count positions of a line of ``length`` positions: code points of the text, or
    tokens. No row is empty, and they are sorted by ``owner`` and ``start``.
    """

    names: tuple[str, ...]
    categories: tuple[str, ...]
    length: int
    owner: Integers
    category: Integers
    start: Integers
    end: Integers

    @property
    def sets(self) -> int:
        """The number of sets, those without a mark included."""
        return len(self.names)

    def chosen(self, rows: npt.NDArray[np.bool_]) -> Marks:
        """Only these rows, of the same sets."""
        chosen = np.flatnonzero(rows)
        columns = (self.owner, self.category, self.start, self.end)
        return self._with(*(column.take(chosen) for column in columns))

    def of_category(self, category: str) -> Marks:
        """Only the rows of one category, of the same sets."""
        return self.chosen(self.category == self.categories.index(category))

    def on_tokens(self, segmentation: Segmentation) -> Marks:
        """The same on the line of tokens: each row covers the tokens that share a code point.

        ``self`` must be in code points. Rows that touch no token are left out.
        """
        starts = np.array([t.start for t in segmentation.tokens], np.int64)
        ends = np.array([t.end for t in segmentation.tokens], np.int64)
        size = max([self.length, *ends[-1:].tolist()]) + 1
        # Tokens that end at or before a position, and tokens that start before it: looked up in a
        # table over the text, which costs less for each row than a search.
        ended = np.cumsum(np.bincount(ends, minlength=size))
        started = np.cumsum(np.bincount(starts + 1, minlength=size + 1))
        first, last = ended[self.start], started[self.end]
        rows = first < last
        on_tokens = Marks(
            self.names, self.categories, len(starts), self.owner, self.category, first, last
        )
        return on_tokens if rows.all() else on_tokens.chosen(rows)

    def united(self) -> Marks:
        """With what overlaps within one category of one set made one.

        Rows that only touch stay apart: they are two marks. Unlike elsewhere the rows are sorted
        by ``owner``, ``category`` and ``start``.
        """
        group = self.owner * len(self.categories) + self.category
        base = group * (self.length + 1)
        order = np.argsort(base + self.start)
        base = base[order]
        marks = self._with(*(c[order] for c in (self.owner, self.category, self.start, self.end)))
        apart = ~_overlapping_before(base + marks.start, base + marks.end)
        if apart.all():
            return marks
        result = marks.chosen(apart)
        result.end[:] = np.maximum.reduceat(marks.end, np.flatnonzero(apart))
        return result

    def _with(self, owner: Integers, category: Integers, start: Integers, end: Integers) -> Marks:
        return Marks(self.names, self.categories, self.length, owner, category, start, end)


@dataclass(frozen=True, slots=True, eq=False)
class Runs:
    """The stretches of the line under the same categories, set by set: a row for each.

    The stretches of one set are disjoint and as long as can be between ends of (united) marks.
    ``value`` has the bit ``1 << c`` for each category ``c`` over the stretch and is never 0; the
    rest of the line has nothing marked. ``owner``, ``start``, ``end`` and ``length`` as for
    :class:`Marks`.
    """

    sets: int
    length: int
    owner: Integers
    value: Integers
    start: Integers
    end: Integers


def marks_of(sets: Iterable[AnnotationSet], categories: Sequence[str], length: int) -> Marks:
    """The weak passages of sets of one article revision, in code points.

    ``categories`` come first, others that occur after them by name. ``length`` is that of the
    text. Passages that a key calls sound, that are not placed or that lie in another article are
    left out. The sets are read one after the other and not kept, so that a generator may give
    more of them than would fit into memory.

    Raises ``ValueError`` for a mark beyond the end of the text and ``AnnotatorError`` for more
    than 62 categories.
    """
    codes = {category: code for code, category in enumerate(categories)}
    names: list[str] = []
    rows = array("q")
    for index, each in enumerate(sets):
        names.append(each.info.name)
        for annotation in each.annotations:
            if not annotation.is_sound:
                code = codes.setdefault(annotation.category, len(codes))
                for span in annotation.all_spans:
                    rows.extend((index, code, span.start, span.end))
    if len(codes) > MOST_CATEGORIES:
        raise AnnotatorError(
            "These sets use {count} categories together; agreement is computed for {most} at most. "
            "Choose fewer sets.",
            count=len(codes),
            most=MOST_CATEGORIES,
        )
    table = np.frombuffer(rows, np.int64).reshape(-1, 4)
    furthest = int(table[:, 3].max(initial=0))
    if furthest > length:
        raise ValueError(f"a mark ends at {furthest}, the text at {length}")
    order = np.argsort(table[:, 0] * (length + 1) + table[:, 2])
    owner, category, start, end = (table[order, column] for column in range(4))
    known = len(categories)
    in_order = [*categories, *sorted(list(codes)[known:])]
    if in_order != list(codes):
        category = np.array([in_order.index(code) for code in codes], np.int64)[category]
    return Marks(tuple(names), tuple(in_order), length, owner, category, start, end)


def runs_of(marks: Marks) -> Runs:
    """The stretches under the same categories; the cost grows with the number of marks."""
    base = marks.owner * (marks.length + 1)
    overlapping = _overlapping_before(base + marks.start, base + marks.end)
    # Most marks overlap none of the same set and are stretches as they are.
    overlapping[:-1] |= overlapping[1:]
    if not overlapping.any():
        return _as_they_are(marks)
    some, others = _as_they_are(marks.chosen(~overlapping)), _swept(marks.chosen(overlapping))
    return Runs(
        marks.sets,
        marks.length,
        np.concatenate([some.owner, others.owner]),
        np.concatenate([some.value, others.value]),
        np.concatenate([some.start, others.start]),
        np.concatenate([some.end, others.end]),
    )


def _as_they_are(marks: Marks) -> Runs:
    bit = np.int64(1) << marks.category
    return Runs(marks.sets, marks.length, marks.owner, bit, marks.start, marks.end)


def _swept(marks: Marks) -> Runs:
    """A sweep over the ends of all marks, set after set."""
    united = marks.united()
    bit = np.int64(1) << united.category
    base = united.owner * (united.length + 1)
    key = np.concatenate([base + united.start, base + united.end])
    order = np.argsort(key)
    key = key[order]
    # Within one category the united marks are disjoint, so that adding its bit where a mark
    # begins and taking it away where the mark ends keeps the bits apart.
    value = np.cumsum(np.concatenate([bit, -bit])[order])[:-1]
    rows = np.flatnonzero((key[1:] > key[:-1]) & (value != 0))
    owner = np.concatenate([united.owner, united.owner])[order[rows]]
    shift = owner * (united.length + 1)
    return Runs(
        marks.sets, marks.length, owner, value[rows], key[rows] - shift, key[rows + 1] - shift
    )


def _overlapping_before(start: Integers, end: Integers) -> npt.NDArray[np.bool_]:
    """Whether each row overlaps one before it; rows are sorted by start."""
    result = np.zeros(len(start), np.bool_)
    result[1:] = start[1:] < np.maximum.accumulate(end)[:-1]
    return result
