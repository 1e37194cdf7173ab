"""Tokens and sentences of a text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from annotator.domain.span import Span


@dataclass(frozen=True, slots=True)
class Segmentation:
    """Tokens and sentences of one article revision, both sorted and disjoint.

    Sentences lie within blocks (a heading or a table cell is a sentence of its own). Spans are in
    code points.
    """

    tokens: tuple[Span, ...]
    sentences: tuple[Span, ...]

    def sentences_touching(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """The sentences that share at least one code point with any of the spans, sorted."""
        return tuple(self.sentences[i] for i in _touching(self.sentences, spans))

    def sentence_numbers_touching(self, spans: Iterable[Span]) -> tuple[int, ...]:
        """Indices of those sentences, sorted."""
        return _touching(self.sentences, spans)

    def tokens_touching(self, spans: Iterable[Span]) -> tuple[int, ...]:
        """Indices of the tokens that share a code point with any of the spans, sorted."""
        return _touching(self.tokens, spans)


def _touching(units: tuple[Span, ...], spans: Iterable[Span]) -> tuple[int, ...]:
    ranges = [
        range(
            bisect_right(units, span.start, key=lambda u: u.end),
            bisect_left(units, span.end, key=lambda u: u.start),
        )
        for span in spans
    ]
    return tuple(ranges[0] if len(ranges) == 1 else sorted({n for each in ranges for n in each}))
