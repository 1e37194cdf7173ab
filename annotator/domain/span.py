"""Half-open ranges of code points, and sets of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """``[start, end)`` in Unicode code points of an article's canonical text; never empty.

    Raises ``ValueError`` for a negative start or an empty or reversed range.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if self.start < 0 or self.end <= self.start:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def overlap(self, other: Span) -> int:
        """Length of the common part in code points, 0 where there is none."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def intersection(self, other: Span) -> Span | None:
        """The common part, or None."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, end) if start < end else None

    def shifted(self, offset: int) -> Span:
        """The span moved by ``offset`` code points."""
        return Span(self.start + offset, self.end + offset)


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Sorted, disjoint spans that cover the same code points; touching spans become one."""
    result: list[Span] = []
    for span in sorted(spans):
        if result and span.start <= result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return tuple(result)


def total_length(spans: Iterable[Span]) -> int:
    """Number of code points covered; overlaps count once."""
    return sum(len(span) for span in merged(spans))


def total_overlap(left: Iterable[Span], right: Iterable[Span]) -> int:
    """Number of code points that both sets of spans cover."""
    a, b = merged(left), merged(right)
    i = j = common = 0
    while i < len(a) and j < len(b):
        common += a[i].overlap(b[j])
        if a[i].end <= b[j].end:
            i += 1
        else:
            j += 1
    return common


def intersection_over_union(left: Sequence[Span], right: Sequence[Span]) -> float:
    """Jaccard index of two sets of code points; 0.0 when both are empty."""
    common = total_overlap(left, right)
    union = total_length(left) + total_length(right) - common
    return common / union if union else 0.0


def without(spans: Iterable[Span], taken: Iterable[Span]) -> tuple[Span, ...]:
    """What is left of ``spans`` beside the code points of ``taken``: sorted and disjoint."""
    gone = merged(taken)
    left: list[Span] = []
    for span in merged(spans):
        start = span.start
        for other in gone:
            if other.overlap(span):
                if start < other.start:
                    left.append(Span(start, other.start))
                start = other.end
        if start < span.end:
            left.append(Span(start, span.end))
    return tuple(left)


def covers(outer: Sequence[Span], inner: Sequence[Span]) -> bool:
    """Whether every code point of ``inner`` is also in ``outer``."""
    return total_overlap(outer, inner) == total_length(inner)
