"""Many sets held against one key at once: counts and scores of each.

What comes out is the same as from :func:`annotator.comparison.compare.compare` for each set, which
says how it is defined and where that is published; only the items are not listed. All sets are
worked on together, as columns of numbers: the cost grows with the spans and the text, not with the
sets times the text.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from annotator.comparison.array_key import KeyAnswers, KeyUnits, positions
from annotator.comparison.array_matching import Pairing, pair
from annotator.comparison.array_scores import SetUnits, UnitScores
from annotator.comparison.calibration import Calibration, calibration_of
from annotator.comparison.columns import SOURCE_BITS, Names, SetColumns
from annotator.comparison.compare import CategoryResult, Counts
from annotator.comparison.detection import Detection, detection_of
from annotator.comparison.intervals import Bools, Floats, Ints, SortedIntervals
from annotator.comparison.judging import NO_OTHERS, Others
from annotator.comparison.prepared import PreparedKey, prepare
from annotator.comparison.scores import PRF, Scores
from annotator.domain.annotation import AnnotationSet
from annotator.domain.segmentation import Segmentation

CHUNK = 1000
"""Sets that are worked on at a time; memory for the work grows with this, not with all sets."""

_N = TypeVar("_N", np.int64, np.float64)

SCORES = ("strict", "exact", "partial", "type", "fragment_overlap", "token")
COUNTS = (
    "key",
    "set",
    "hit",
    "partial",
    "wrong_category",
    "missed",
    "flagged_sound",
    "not_in_key",
)


@dataclass(frozen=True, slots=True)
class SetResult:
    """What comes of holding one of many sets against the key.

    The fields are those of :class:`annotator.comparison.compare.Comparison`.
    """

    set_name: str
    counts: Counts
    scores: Scores
    detection: Detection
    calibration: Calibration
    per_category: Mapping[str, CategoryResult]


@dataclass(frozen=True, slots=True, eq=False)
class ManyResults:
    """The results of many sets, as arrays with a row for each set.

    ``counts`` has a column for each of ``COUNTS``, ``scores`` for each of ``SCORES`` one with
    precision, recall and F1; undefined values are NaN. ``category_counts`` and ``category_scores``
    have one more dimension, the place in ``categories``; so has ``kappa``. ``sentences`` are the
    numbers of weak and other sentences, hits and false alarms; ``confidence`` the number of judged
    marks, hits, sum of confidence and sum of squared errors. A single set's result is got by index.
    """

    names: tuple[str, ...]
    categories: tuple[str, ...]
    listed: int
    """So many categories stand in every result; of the others those that occur."""
    counts: Ints
    scores: Floats
    category_counts: Ints
    category_scores: Floats
    kappa: Floats
    sentences: Ints
    confidence: Floats

    def __len__(self) -> int:
        return len(self.names)

    def __iter__(self) -> Iterator[SetResult]:
        return (self[n] for n in range(len(self)))

    def __getitem__(self, n: int) -> SetResult:
        """The result of one set. Raises ``IndexError`` where there are not so many."""
        occurring = self.category_counts[n, :, :2].sum(axis=1).tolist()
        later = sorted(
            (c for c in range(self.listed, len(self.categories)) if occurring[c]),
            key=self.categories.__getitem__,
        )
        judged, hits, confidence, errors = self.confidence[n].tolist()
        return SetResult(
            set_name=self.names[n],
            counts=_counts(self.counts[n]),
            scores=_scores(self.scores[n]),
            detection=detection_of(*self.sentences[n].tolist()),
            calibration=calibration_of(int(judged), int(hits), confidence, errors),
            per_category={
                self.categories[c]: CategoryResult(
                    _counts(self.category_counts[n, c]),
                    _scores(self.category_scores[n, c]),
                    _value(self.kappa[n, c]),
                )
                for c in (*range(self.listed), *later)
            },
        )


def _counts(row: Ints) -> Counts:
    return Counts(**dict(zip(COUNTS, row.tolist(), strict=True)))


def _scores(rows: Floats) -> Scores:
    return Scores(**{name: PRF(*map(_value, row)) for name, row in zip(SCORES, rows, strict=True)})


def _value(number: float) -> float | None:
    return None if number != number else float(number)  # noqa: PLR0124 (NaN)


def compare_many(
    sets: Iterable[AnnotationSet] | SetColumns,
    key: AnnotationSet | PreparedKey,
    segmentation: Segmentation,
    categories: Sequence[str],
    others: Others = NO_OTHERS,
) -> ManyResults:
    """Hold many sets against a key of the same article revision.

    The parameters are those of :func:`annotator.comparison.compare.compare`. ``sets`` may come one
    by one from a generator: 1,000 at a time are held in memory, and of the others the numbers.
    """
    prepared = key if isinstance(key, PreparedKey) else prepare(key, segmentation, others)
    names = Names()
    for category in categories:
        names.categories.setdefault(category, len(names.categories))
    listed = len(names.categories)
    work = _Work(prepared, names)
    parts = [work.results(columns) for columns in _chunks(sets, names)]
    return _joined(parts or [work.results(SetColumns.of((), names))], names, listed)


def _chunks(sets: Iterable[AnnotationSet] | SetColumns, names: Names) -> Iterator[SetColumns]:
    if isinstance(sets, SetColumns):
        given = _renumbered(sets, names)
        for first in range(0, len(given.names), CHUNK):
            yield given.part(first, min(first + CHUNK, len(given.names)))
        return
    iterator = iter(sets)
    while chunk := list(itertools.islice(iterator, CHUNK)):
        yield SetColumns.of(chunk, names)


def _renumbered(columns: SetColumns, names: Names) -> SetColumns:
    """With the numbers that ``names`` gives to categories and sources."""
    if tuple(names.categories)[: len(columns.categories)] == columns.categories and (
        tuple(names.sources)[: len(columns.sources)] == columns.sources
    ):
        return replace(columns, categories=tuple(names.categories), sources=tuple(names.sources))
    codes = [names.categories.setdefault(c, len(names.categories)) for c in columns.categories]
    bases = [names.base(source) for source in columns.sources]
    moved = np.array(bases, np.int64)[columns.start >> SOURCE_BITS] - (
        columns.start >> SOURCE_BITS << SOURCE_BITS
    )
    return replace(
        columns,
        categories=tuple(names.categories),
        sources=tuple(names.sources),
        mark_category=np.array(codes, np.int64)[columns.mark_category],
        start=columns.start + moved,
        end=columns.end + moved,
    )


def _joined(parts: Sequence[ManyResults], names: Names, listed: int) -> ManyResults:
    """One result of several, of which later ones may know more categories."""
    width = len(names.categories)

    def padded(array: NDArray[_N], filler: float) -> NDArray[_N]:
        if array.shape[1] == width:
            return array
        more = [(0, 0)] * array.ndim
        more[1] = 0, width - array.shape[1]
        return np.pad(array, more, constant_values=filler)

    return ManyResults(
        names=tuple(name for part in parts for name in part.names),
        categories=tuple(names.categories),
        listed=listed,
        counts=np.concatenate([p.counts for p in parts]),
        scores=np.concatenate([p.scores for p in parts]),
        category_counts=np.concatenate([padded(p.category_counts, 0) for p in parts]),
        category_scores=np.concatenate([padded(p.category_scores, np.nan) for p in parts]),
        kappa=np.concatenate([padded(p.kappa, np.nan) for p in parts]),
        sentences=np.concatenate([p.sentences for p in parts]),
        confidence=np.concatenate([p.confidence for p in parts]),
    )


class _Work:
    """What is worked out once for all chunks, and the work on one of them."""

    def __init__(self, key: PreparedKey, names: Names) -> None:
        self._key = key
        self._names = names
        self._answers = KeyAnswers.of(key, names)
        alternative = np.array([a.number is not None for a in self._answers.answers], bool)
        self._alternative = alternative
        self._own = np.flatnonzero(~alternative)
        self._own_units = self._units(self._own)
        self._tokens = SortedIntervals.of(*positions(key.segmentation.tokens))
        self._sentences = SortedIntervals.of(*positions(key.segmentation.sentences))

    def results(self, columns: SetColumns) -> ManyResults:
        """The results of one chunk."""
        pairing = pair(columns, self._key, self._answers)
        category_counts = self._counts(columns, pairing)
        unit_scores = self._unit_scores(columns, pairing)
        return ManyResults(
            names=columns.names,
            categories=columns.categories,
            listed=len(columns.categories),
            counts=category_counts.sum(axis=1),
            scores=unit_scores.scores,
            category_counts=category_counts,
            category_scores=unit_scores.category_scores,
            kappa=unit_scores.kappa,
            sentences=unit_scores.sentences,
            confidence=self._confidence(columns, pairing),
        )

    def _units(self, answers: Iterable[int]) -> KeyUnits:
        """The units of the key where these answers were met."""
        chosen = [self._answers.answers[a].annotation for a in answers]
        wanted = [self._key.measured[id(annotation)] for annotation in chosen]
        return KeyUnits.of(wanted, self._key.segmentation, self._names)

    def _counts(self, columns: SetColumns, pairing: Pairing) -> Ints:
        """By set, category and the columns of ``COUNTS``."""
        sets, width = len(columns.names), len(columns.categories)
        own = self._answers.category[self._own]

        def cells(which: Bools, category: Ints) -> Ints:
            cell = columns.mark_set[which] * width + category
            return np.bincount(cell, minlength=sets * width).reshape(sets, width)

        paired = pairing.answer >= 0
        met = pairing.category
        right = paired & (met == columns.mark_category)
        hit, partial, wrong = pairing.hit, right & ~pairing.hit, paired & ~right
        by_answer = [cells(which, met[which]) for which in (hit, partial, wrong)]
        items = self._answers.item[pairing.answer[paired]]
        missed = np.bincount(own, minlength=width) - cells(paired, own[items])
        by_mark = [
            cells(which, columns.mark_category[which])
            for which in (np.ones_like(paired), ~paired & pairing.sound, ~paired & ~pairing.sound)
        ]
        marked, flagged, not_in_key = by_mark
        in_key = sum(by_answer, missed)
        return np.stack([in_key, marked, *by_answer, missed, flagged, not_in_key], axis=2)

    def _confidence(self, columns: SetColumns, pairing: Pairing) -> Floats:
        """By set: number of judged marks, hits, sum of confidence, sum of squared errors."""
        paired = pairing.answer >= 0
        judged = (paired | pairing.sound) & ~np.isnan(columns.confidence)
        owner, confidence = columns.mark_set[judged], columns.confidence[judged]
        right = pairing.hit[judged].astype(float)
        return np.stack(
            [
                np.bincount(owner, weights=values, minlength=len(columns.names))
                for values in (np.ones_like(right), right, confidence, (confidence - right) ** 2)
            ],
            axis=1,
        )

    def _unit_scores(self, columns: SetColumns, pairing: Pairing) -> UnitScores:
        """The scores by units. Sets that met the same alternatives are worked on together."""
        units = SetUnits.of(columns, self._tokens, self._sentences)
        result = units.scores(self._own_units)
        if not self._alternative.any():
            return result
        other = np.flatnonzero((pairing.answer >= 0) & self._alternative[pairing.answer])
        rows, place = np.unique(columns.mark_set[other], return_inverse=True)
        met = np.tile(self._own, (len(rows), 1))
        met[place, self._answers.item[pairing.answer[other]]] = pairing.answer[other]
        kinds, kind_of = np.unique(met, axis=0, return_inverse=True)
        for number, kind in enumerate(kinds):
            these = rows[kind_of.reshape(-1) == number]
            result.replace(these, units.of_sets(these).scores(self._units(kind)))
        return result
