"""Which marks of many sets belong to which items of one key, all at once.

The rules are those of :mod:`annotator.comparison.judging` and :mod:`annotator.comparison.matching`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from annotator.comparison.array_key import KeyAnswers, positions
from annotator.comparison.assignment import best_of, connected
from annotator.comparison.columns import SOURCE_BITS, SetColumns
from annotator.comparison.intervals import Bools, Floats, Ints, SortedIntervals, overlap_join
from annotator.comparison.judging import ENOUGH_IN_COMMON, Mark, judge, wording_of
from annotator.comparison.matching import BILLION, gains
from annotator.comparison.prepared import PreparedKey
from annotator.domain.segmentation import Segmentation
from annotator.domain.span import Span

_HIT = 1 << 40
"""A rank from here on is a hit; closeness in billionths stays below."""


@dataclass(frozen=True, slots=True, eq=False)
class Pairing:
    """What became of the marks of many sets.

    ``answer`` is the answer that each mark was paired with and ``category`` that of the answer, -1
    where there is none. ``hit`` is whether the mark is a hit, ``sound`` whether it lies on a sound
    passage.
    """

    answer: Ints
    category: Ints
    hit: Bools
    sound: Bools


def pair(columns: SetColumns, key: PreparedKey, answers: KeyAnswers) -> Pairing:
    """Pair the marks of every set with the items of the key."""
    spans, reached = overlap_join(columns.start, columns.end, answers.reach)
    size = len(answers.answers)
    near = columns.span_mark[spans] * size + answers.reach_of[reached]
    near.sort(kind="stable")  # it is nearly sorted already
    near = near[np.concatenate(([True], near[1:] != near[:-1]))[: len(near)]]
    marks, met = np.divmod(near, size) if size else (near, near)
    right = columns.mark_category[marks] == answers.category[met]
    paired = np.full(len(columns.mark_set), -1)
    hit = np.zeros(len(columns.mark_set), bool)
    items = len(key.items)
    taken = np.zeros(len(columns.names) * items, bool)
    fitting = _Judge(columns, key, answers)
    for allowed in (right, ~right):
        place = columns.mark_set[marks] * items + answers.item[met]
        free = np.flatnonzero(allowed & (paired[marks] < 0) & ~taken[place])
        rank = fitting.rank(marks[free], met[free])
        if size != items:
            best = _best_answers(marks[free], place[free], rank)
            free, rank = free[best], rank[best]
        made = _assigned(marks[free], place[free], rank, len(paired), len(taken))
        paired[marks[free[made]]] = met[free[made]]
        hit[marks[free[made]]] = (rank[made] >= _HIT) & right[free[made]]
        taken[place[free[made]]] = True
    category = np.full(len(paired), -1)
    category[paired >= 0] = answers.category[paired[paired >= 0]]
    return Pairing(paired, category, hit, _on_sound(columns, key))


def _best_answers(marks: Ints, place: Ints, rank: Ints) -> Ints:
    """Of the pairs of a mark and the answers of one item the best, the first of equal ones."""
    order = np.lexsort((-rank, place, marks))
    marks, place = marks[order], place[order]
    new = np.ones(len(order), bool)
    new[1:] = (marks[1:] != marks[:-1]) | (place[1:] != place[:-1])
    return order[new]


def _assigned(marks: Ints, place: Ints, rank: Ints, all_marks: int, places: int) -> Ints:
    """Indices of the pairs to make; the pairs are sorted by mark and place.

    Where all pairs of a group are on one mark or on one place, the best is made, the first of equal
    ones; other groups are solved one by one.
    """
    of_mark = np.bincount(marks, minlength=all_marks)
    of_place = np.bincount(place, minlength=places)
    only_place, only_mark = of_place[place] == 1, of_mark[marks] == 1
    at_mark = np.bincount(marks[only_place], minlength=all_marks)[marks] == of_mark[marks]
    at_place = np.bincount(place[only_mark], minlength=places)[place] == of_place[place]
    single = only_place & only_mark
    made = [np.flatnonzero(single)]
    for around, star in ((marks, at_mark & ~single), (place, at_place & ~single)):
        index = np.flatnonzero(star)
        order = index[np.lexsort((-rank[index], around[index]))]
        new = np.ones(len(order), bool)
        new[1:] = around[order[1:]] != around[order[:-1]]
        made.append(order[new])
    rest = np.flatnonzero(~(at_mark | at_place))
    if len(rest):
        ranks = {(int(marks[p]), int(place[p])): divmod(int(rank[p]), _HIT) for p in rest}
        index_of = {(int(marks[p]), int(place[p])): p for p in rest}
        chosen = [
            index_of[each]
            for group in connected(ranks)
            for each in best_of(group, gains({p: ranks[p] for p in group}))
        ]
        made.append(np.array(chosen, np.int64))
    return np.concatenate(made)


class _Judge:
    """How marks fit answers, as :func:`annotator.comparison.judging.judge` says."""

    def __init__(self, columns: SetColumns, key: PreparedKey, answers: KeyAnswers) -> None:
        self._columns = columns
        self._answers = answers
        self._known: dict[int, Segmentation] = {0: key.segmentation}
        for number, source in enumerate(columns.sources):
            if source in key.others:
                self._known[number] = key.others[source]
        sentences = [
            positions(self._known[number].sentences, number << SOURCE_BITS)
            for number in sorted(self._known)
        ]
        self._sentences = SortedIntervals.of(
            np.concatenate([starts for starts, _ in sentences]),
            np.concatenate([ends for _, ends in sentences]),
        )
        marks = len(columns.mark_set)
        spans = np.bincount(columns.span_mark, minlength=marks)
        self._first_span = np.concatenate(([0], np.cumsum(spans)))
        self._ends = np.zeros(marks, np.int64)
        some = spans > 0
        self._ends[some] = columns.span_end[self._first_span[1:][some] - 1] + 1
        self._plain = (spans == self._ends) & (spans <= 2)

    def rank(self, marks: Ints, met: Ints) -> Ints:
        """Hits above all others, then by closeness, for pairs of mark and answer that meet."""
        plain = self._plain[marks] & self._answers.plain[met]
        rank = np.zeros(len(marks), np.int64)
        rank[plain] = self._plain_rank(marks[plain], met[plain])
        for p in np.flatnonzero(~plain):
            fit = judge(self._mark(int(marks[p])), self._answers.answers[met[p]].targets)
            rank[p] = _rank(*((fit.hit, fit.closeness) if fit else (False, 0.0)))
        return rank

    def _plain_rank(self, marks: Ints, met: Ints) -> Ints:
        two_marks, two_targets = self._ends[marks] == 2, self._answers.ends[met] == 2
        one = ~two_marks & ~two_targets
        hit = np.zeros(len(marks), bool)
        close = np.zeros(len(marks))
        hit[one], close[one] = self._end(marks[one], 0, met[one], 0)
        for these, ways in (
            (two_marks & two_targets, (((0, 0), (1, 1)), ((0, 1), (1, 0)))),
            (two_marks & ~two_targets, (((0, 0),), ((1, 0),))),
            (~two_marks & two_targets, (((0, 0),), ((0, 1),))),
        ):
            index = np.flatnonzero(these)
            for way in ways if len(index) else ():
                way_hit = np.full(len(index), len(way) == 2 or not two_targets[index[0]])
                way_close = np.zeros(len(index))
                for mark_end, target_end in way:
                    end_hit, end_close = self._end(marks[index], mark_end, met[index], target_end)
                    way_hit &= end_hit
                    way_close += end_close
                way_close /= 2
                better = (way_hit > hit[index]) | (
                    (way_hit == hit[index]) & (way_close > close[index])
                )
                hit[index[better]], close[index[better]] = way_hit[better], way_close[better]
        return np.where(hit, _HIT, 0) + np.rint(close * BILLION).astype(np.int64)

    def _end(self, marks: Ints, mark_end: int, met: Ints, target_end: int) -> tuple[Bools, Floats]:
        """Whether one end hits one end, and their intersection over union."""
        span = self._first_span[marks] + mark_end
        start, end = self._columns.start[span], self._columns.end[span]
        answers = self._answers
        low, high = answers.spans[met, target_end].T
        common = np.maximum(np.minimum(end, high) - np.maximum(start, low), 0)
        close = common / (end - start + high - low - common)
        low, high = answers.core[met, target_end].T
        touches = np.minimum(end, high) > np.maximum(start, low)
        low, high = answers.allowance[met, target_end].T
        first, last = self._wording(start, end)
        return (touches & (low <= first) & (last <= high)) | (close >= ENOUGH_IN_COMMON), close

    def _wording(self, start: Ints, end: Ints) -> tuple[Ints, Ints]:
        """From the first to the last position that lies in a sentence; all of it where none does.

        The allowances here have no gap, so what lies between does not matter.
        """
        sentences = self._sentences
        starts, ends = sentences.starts, sentences.ends
        if not len(starts):
            return start, end
        following = np.minimum(sentences.ended_by(start), len(starts) - 1)
        leading = np.maximum(sentences.begun_before(end) - 1, 0)
        first, last = np.maximum(start, starts[following]), np.minimum(end, ends[leading])
        inside = (first < end) & (last > start) & (ends[following] > start)
        return np.where(inside, first, start), np.where(inside, last, end)

    def _mark(self, mark: int) -> tuple[Mark, ...]:
        """The ends of a mark, as for one set."""
        columns = self._columns
        spans: dict[int, list[tuple[int, int]]] = {}
        for row in range(self._first_span[mark], self._first_span[mark + 1]):
            place = int(columns.start[row]), int(columns.end[row])
            spans.setdefault(int(columns.span_end[row]), []).append(place)
        return tuple(self._mark_end(each) for each in spans.values())

    def _mark_end(self, places: Sequence[tuple[int, int]]) -> Mark:
        number = places[0][0] >> SOURCE_BITS
        base = number << SOURCE_BITS
        spans = tuple(Span(start - base, end - base) for start, end in places)
        wording = wording_of(spans, self._known.get(number))
        return Mark(spans, wording, self._columns.sources[number])


def _rank(hit: bool, closeness: float) -> int:
    return (_HIT if hit else 0) + round(closeness * BILLION)


def _on_sound(columns: SetColumns, key: PreparedKey) -> Bools:
    starts, ends = positions(sorted(span for a in key.sound for span in a.all_spans))
    on_sound = np.zeros(len(columns.mark_set), bool)
    if len(starts):
        furthest = np.maximum.accumulate(ends)
        # The last that begins before the span ends, and those before it: does any reach into it?
        before = np.searchsorted(starts, columns.end, side="left")
        meets = (before > 0) & (furthest[np.maximum(before - 1, 0)] > columns.start)
        on_sound[columns.span_mark[meets]] = True
    return on_sound
