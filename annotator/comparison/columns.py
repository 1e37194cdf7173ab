"""The marks of many sets as columns of numbers, which are compared all at once."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from annotator.comparison.intervals import Floats, Ints
from annotator.domain.annotation import Annotation, AnnotationSet
from annotator.domain.codebook import SOUND

SOURCE_BITS = 32
"""The place of a source stands above these bits of a position, its code points below."""


@dataclass(frozen=True, slots=True, eq=False)
class SetColumns:
    """Weak annotations of several sets on one article, a row for each, and one for each span.

    ``mark_set``, ``mark_category`` and ``confidence`` (NaN where none is stated) are of the
    annotations, ordered by ``mark_set``, the index of their set in ``names``. ``span_mark`` is the
    index of the annotation, in whose order the spans stand; ``span_end`` which of its ends that are
    placed, from 0; ``start`` and ``end`` are positions: code points, with the place of the article
    in ``sources`` above bit 32. The annotations' own article is the first source, named "".
    Annotations that are not placed have a row and no span. ``mark_category`` is the place in
    ``categories``.
    """

    names: tuple[str, ...]
    categories: tuple[str, ...]
    sources: tuple[str, ...]
    mark_set: Ints
    mark_category: Ints
    confidence: Floats
    span_mark: Ints
    span_end: Ints
    start: Ints
    end: Ints

    @classmethod
    def of(cls, sets: Iterable[AnnotationSet], names: Names | None = None) -> SetColumns:
        """The columns of sets. ``names`` numbers categories and sources, and takes in new ones."""
        names = names or Names()
        builder = _Builder(names)
        for each in sets:
            builder.add(each)
        return builder.columns()

    def part(self, first: int, last: int) -> SetColumns:
        """The columns of the sets ``[first, last)``."""
        low, high = np.searchsorted(self.mark_set, (first, last))
        low_span, high_span = np.searchsorted(self.span_mark, (low, high))
        marks, spans = slice(low, high), slice(low_span, high_span)
        return SetColumns(
            names=self.names[first:last],
            categories=self.categories,
            sources=self.sources,
            mark_set=self.mark_set[marks] - first,
            mark_category=self.mark_category[marks],
            confidence=self.confidence[marks],
            span_mark=self.span_mark[spans] - low,
            span_end=self.span_end[spans],
            start=self.start[spans],
            end=self.end[spans],
        )


@dataclass(slots=True)
class Names:
    """The numbers of categories and of articles, in the order in which they came."""

    categories: dict[str, int] = field(default_factory=dict)
    sources: dict[str, int] = field(default_factory=lambda: {"": 0})

    def base(self, source: str) -> int:
        """The position at which an article begins."""
        return self.sources.setdefault(source, len(self.sources)) << SOURCE_BITS


class _Builder:
    def __init__(self, names: Names) -> None:
        self._names = names
        self._sets: list[str] = []
        self._marks = [array("q"), array("q")]
        self._confidence = array("d")
        self._spans = [array("q"), array("q"), array("q"), array("q")]

    def add(self, annotation_set: AnnotationSet) -> None:
        """Take in the weak annotations of a set."""
        number = len(self._sets)
        self._sets.append(annotation_set.info.name)
        categories = self._names.categories
        mark_sets, mark_categories = self._marks
        owners, ends, starts, stops = self._spans
        confidence = self._confidence
        mark = len(mark_sets)
        for a in annotation_set.annotations:
            category = a.category
            if category == SOUND:
                continue
            mark_sets.append(number)
            code = categories.get(category)
            if code is None:
                code = categories[category] = len(categories)
            mark_categories.append(code)
            stated = a.confidence
            confidence.append(math.nan if stated is None else stated)
            end = 0
            for p in a.passages:
                span = p.span
                if span is not None and not p.source:
                    owners.append(mark)
                    ends.append(0)
                    starts.append(span.start)
                    stops.append(span.end)
                    end = 1
            if a.counterpart:
                self._add_counterpart(a, mark, end)
            mark += 1

    def _add_counterpart(self, annotation: Annotation, mark: int, end: int) -> None:
        owners, ends, starts, stops = self._spans
        for source, spans in (
            ("", annotation.counterpart_spans),
            *annotation.spans_elsewhere.items(),
        ):
            base = self._names.base(source)
            for span in spans:
                owners.append(mark)
                ends.append(end)
                starts.append(span.start + base)
                stops.append(span.end + base)
            end += bool(spans)

    def columns(self) -> SetColumns:
        """Everything that was taken in."""
        mark_set, mark_category = (np.array(column, np.int64) for column in self._marks)
        span_mark, span_end, start, end = (np.array(column, np.int64) for column in self._spans)
        return SetColumns(
            names=tuple(self._sets),
            categories=tuple(self._names.categories),
            sources=tuple(self._names.sources),
            mark_set=mark_set,
            mark_category=mark_category,
            confidence=np.array(self._confidence, float),
            span_mark=span_mark,
            span_end=span_end,
            start=start,
            end=end,
        )
