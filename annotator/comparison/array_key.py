"""A key as arrays, for holding many sets against it at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from annotator.comparison.columns import Names
from annotator.comparison.intervals import Bools, Cover, Ints, SortedIntervals, merged_intervals
from annotator.comparison.judging import Answer, Target
from annotator.comparison.prepared import PreparedKey
from annotator.comparison.scores import Measured
from annotator.domain.segmentation import Segmentation
from annotator.domain.span import Span


@dataclass(frozen=True, slots=True, eq=False)
class KeyAnswers:
    """All answers of all key items, one row each.

    ``plain`` are those that are judged by arrays: one or two ends, each with one passage, one core
    and one allowance without a gap. ``spans``, ``core`` and ``allowance`` have a row for each
    answer, a column for each of its ends, and start and end; ``ends`` is the number of ends.
    ``reach`` is where a mark must lie to meet an answer, ``reach_of`` whose each is.
    """

    answers: tuple[Answer, ...]
    item: Ints
    category: Ints
    plain: Bools
    ends: Ints
    spans: Ints
    core: Ints
    allowance: Ints
    reach: SortedIntervals
    reach_of: Ints

    @classmethod
    def of(cls, key: PreparedKey, names: Names) -> KeyAnswers:
        """The answers of a key."""
        rows = [(j, answer) for j, answers in enumerate(key.answers) for answer in answers]
        shape = (len(rows), 2, 2)
        spans, core, allowance = (np.zeros(shape, np.int64) for _ in range(3))
        plain = np.zeros(len(rows), bool)
        reach: list[tuple[int, int, int]] = []
        for row, (_, answer) in enumerate(rows):
            plain[row] = len(answer.targets) <= 2 and all(map(_is_plain, answer.targets))
            for number, target in enumerate(answer.targets):
                base = names.base(target.source)
                near = {*target.spans, *target.core}
                reach += [(row, span.start + base, span.end + base) for span in sorted(near)]
                if plain[row]:
                    for part, (span,) in (
                        (spans, target.spans),
                        (core, target.core),
                        (allowance, target.allowance),
                    ):
                        part[row, number] = span.start + base, span.end + base
        of_reach = np.array(reach, np.int64).reshape(-1, 3)
        categories = names.categories
        return cls(
            answers=tuple(answer for _, answer in rows),
            item=np.array([j for j, _ in rows], np.int64),
            category=np.array(
                [
                    categories.setdefault(answer.annotation.category, len(categories))
                    for _, answer in rows
                ],
                np.int64,
            ),
            plain=plain,
            ends=np.array([len(answer.targets) for _, answer in rows], np.int64),
            spans=spans,
            core=core,
            allowance=allowance,
            reach=SortedIntervals.of(of_reach[:, 1], of_reach[:, 2]),
            reach_of=of_reach[:, 0],
        )


def _is_plain(target: Target) -> bool:
    return len(target.spans) == len(target.core) == len(target.allowance) == 1


@dataclass(frozen=True, slots=True, eq=False)
class KeyUnits:
    """The units of a key, and what it marks, one answer for each item.

    ``same`` is the lowest index of a unit with the same boundaries, ``alike`` that with the same
    category too; ``rank`` and ``rank_alike`` are how many of these stand before it.
    ``fragments`` and ``tokens`` (tokens marked before each, with the total as last) are by the
    number of the category, where the key has any; ``sentences`` are marked by any.
    """

    category: Ints
    starts: Ints
    ends: Ints
    sorted: SortedIntervals
    same: Ints
    alike: Ints
    rank: Ints
    rank_alike: Ints
    fragments: dict[int, Cover]
    tokens: dict[int, Ints]
    sentences: Ints

    @classmethod
    def of(cls, wanted: Sequence[Measured], segmentation: Segmentation, names: Names) -> KeyUnits:
        """The units of those annotations."""
        codes = names.categories
        rows = [
            (codes[u.category], u.span.start + base, u.span.end + base)
            for a in wanted
            for u in a.units
            for base in (names.base(u.source),)
        ]
        category, starts, ends = np.array(rows, np.int64).reshape(-1, 3).T
        same, rank = _earlier([row[1:] for row in rows])
        alike, rank_alike = _earlier(rows)
        fragments, tokens = {}, {}
        for code in sorted(set(category.tolist())):
            own = category == code
            order = np.argsort(starts[own], kind="stable")
            low, high = starts[own][order], ends[own][order]
            fragments[code] = Cover.of(*merged_intervals(np.zeros_like(low), low, high)[1:])
            marked = np.zeros(len(segmentation.tokens), bool)
            marked[[t for a in wanted if codes[a.category] == code for t in a.tokens]] = True
            tokens[code] = _before(marked)
        weak = np.zeros(len(segmentation.sentences), bool)
        weak[[s for a in wanted for s in a.sentences]] = True
        return cls(
            category=category,
            starts=starts,
            ends=ends,
            sorted=SortedIntervals.of(starts, ends),
            same=same,
            alike=alike,
            rank=rank,
            rank_alike=rank_alike,
            fragments=fragments,
            tokens=tokens,
            sentences=_before(weak),
        )


def _earlier(rows: Sequence[tuple[int, ...]]) -> tuple[Ints, Ints]:
    """For each row the first that is equal, and how many equal ones stand before it."""
    found: dict[tuple[int, ...], list[int]] = {}
    first, rank = [], []
    for index, row in enumerate(rows):
        equal = found.setdefault(row, [])
        equal.append(index)
        first.append(equal[0])
        rank.append(len(equal) - 1)
    return np.array(first, np.int64), np.array(rank, np.int64)


def _before(marked: Bools) -> Ints:
    return np.concatenate(([0], np.cumsum(marked)))


def positions(spans: Sequence[Span], base: int = 0) -> tuple[Ints, Ints]:
    """Starts and ends of spans, moved by ``base``."""
    both = np.array([(s.start, s.end) for s in spans], np.int64).reshape(-1, 2) + base
    return both[:, 0], both[:, 1]
