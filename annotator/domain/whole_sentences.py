"""Marks on whole sentences, which stay on whole sentences when the text around is edited."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from annotator.domain.span import Span


def is_whole(span: Span, sentences: Sequence[Span]) -> bool:
    """Whether a span is one sentence, or a run of them, from its first letter to its full stop.

    ``sentences`` are sorted and disjoint, as all here are; offsets are code points.
    """
    first = bisect_left(sentences, span.start, key=lambda each: each.start)
    last = bisect_left(sentences, span.end, key=lambda each: each.end)
    return (
        first < len(sentences)
        and sentences[first].start == span.start
        and last < len(sentences)
        and sentences[last].end == span.end
    )


def made_whole(span: Span, sentences: Sequence[Span]) -> Span:
    """The span with those of its ends moved out that cut off less than half of a sentence.

    What it has already it keeps, and it grows within the sentences that it touches: so it neither
    leaves the text nor reaches into another block.
    """
    return Span(
        _whole_start(span, sentences),
        _whole_end(span, sentences),
    )


def _whole_start(span: Span, sentences: Sequence[Span]) -> int:
    number = bisect_right(sentences, span.start, key=lambda each: each.end)
    if number == len(sentences):
        return span.start
    sentence = sentences[number]
    return min(span.start, sentence.start) if _is_most(span, sentence) else span.start


def _whole_end(span: Span, sentences: Sequence[Span]) -> int:
    number = bisect_left(sentences, span.end, key=lambda each: each.start) - 1
    if number < 0:
        return span.end
    sentence = sentences[number]
    return max(span.end, sentence.end) if _is_most(span, sentence) else span.end


def _is_most(span: Span, sentence: Span) -> bool:
    return 2 * span.overlap(sentence) > len(sentence)
