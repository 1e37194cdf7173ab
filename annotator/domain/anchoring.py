"""Finding a quoted passage again: by position, then by exact match with its context."""

from __future__ import annotations

from annotator.domain.annotation import Passage
from annotator.domain.span import Span


def anchor(text: str, passage: Passage) -> Passage:
    """Place a passage in ``text`` by exact match.

    A span at which the quote stands is kept. Otherwise, among the places where the quote occurs,
    the one whose surroundings agree longest with the stored context is taken, and among equals
    the one nearest to the old position. Where the quote does not occur the passage comes back
    unplaced, with quote and context kept.
    """
    span = passage.span
    if span is not None and text[span.start : span.end] == passage.quote:
        return Passage.cut(text, span)
    places = occurrences(text, passage.quote)
    if not places:
        return Passage(passage.quote, passage.prefix, passage.suffix, None)
    near = span.start if span is not None else 0

    def fit(start: int) -> tuple[int, int]:
        end = start + len(passage.quote)
        before = _common(passage.prefix[::-1], text[:start][-len(passage.prefix) - 1 :][::-1])
        after = _common(passage.suffix, text[end : end + len(passage.suffix)])
        return before + after, -abs(start - near)

    best = max(places, key=fit)
    return Passage.cut(text, Span(best, best + len(passage.quote)))


def occurrences(text: str, quote: str) -> list[int]:
    """Every offset (code points) at which ``quote`` begins; none for an empty quote."""
    found: list[int] = []
    if not quote:
        return found
    start = text.find(quote)
    while start >= 0:
        found.append(start)
        start = text.find(quote, start + 1)
    return found


def _common(a: str, b: str) -> int:
    count = 0
    for left, right in zip(a, b, strict=False):
        if left != right:
            break
        count += 1
    return count
