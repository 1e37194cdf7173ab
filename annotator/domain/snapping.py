"""Snapping a selection to whole words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from annotator.domain.span import Span
from annotator.domain.word_units import joined


def trimmed(text: str, span: Span) -> Span | None:
    """The span without white space at its ends; None where nothing is left."""
    start, end = span.start, min(span.end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def snapped(text: str, span: Span, tokens: Sequence[Span] | None = None) -> Span | None:
    """Widen a selection to whole words, after trimming white space at its ends.

    With ``tokens`` (sorted, disjoint) an end inside a token moves to that token's end; without,
    words are runs of letters, digits, combining marks, apostrophes and hyphens within them, and in
    scripts without spaces the units of :mod:`annotator.domain.word_units`.
    None where the selection holds only white space.
    """
    span_or_none = trimmed(text, span)
    if span_or_none is None:
        return None
    start, end = span_or_none.start, span_or_none.end
    if tokens:
        first = bisect_right(tokens, start, key=lambda t: t.start) - 1
        if first >= 0 and tokens[first].start <= start < tokens[first].end:
            start = tokens[first].start
        last = bisect_left(tokens, end, key=lambda t: t.end)
        if last < len(tokens) and tokens[last].start < end <= tokens[last].end:
            end = tokens[last].end
        return Span(start, end)
    while start > 0 and joined(text, start):
        start -= 1
    while end < len(text) and joined(text, end):
        end += 1
    return Span(start, end)
