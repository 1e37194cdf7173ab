"""Snapping a selection to whole words."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from annotator.domain.span import Span

_JOINER = "\u200d"


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
    words are runs of letters, digits, combining marks, apostrophes and hyphens within them.
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
    while start > 0 and _joined(text, start):
        start -= 1
    while end < len(text) and _joined(text, end):
        end += 1
    return Span(start, end)


def _joined(text: str, boundary: int) -> bool:
    """Whether the characters before and after ``boundary`` belong to one word or one character.

    A combining mark belongs to what stands before it, whatever that is, and a zero-width joiner
    holds both its sides together, so that no emoji made of several code points is split.
    """
    before, after = text[boundary - 1], text[boundary]
    if before.isspace() or after.isspace():
        return False
    if _is_mark(after) or before == _JOINER:
        return True
    return _in_word(text, boundary - 1) and _in_word(text, boundary)


def _in_word(text: str, index: int) -> bool:
    char = text[index]
    if char.isalnum() or char == "_" or _is_mark(char):
        return True
    inner = char in "'’-‑." and 0 < index < len(text) - 1
    return inner and text[index - 1].isalnum() and text[index + 1].isalnum()


def _is_mark(char: str) -> bool:
    return unicodedata.category(char).startswith("M") or char == _JOINER
