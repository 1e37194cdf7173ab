"""Which code points of a text are still there in an edited version of it."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotator.domain.span import Span

_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_WORDS = re.compile(r"\n|[^\S\n]+|\w+|[^\w\s]")
_MOST_PAIRS = 500_000_000
"""Pairs of pieces beyond which two stretches are not compared: that would take 60 MB and more."""


@dataclass(frozen=True, slots=True)
class Match:
    """``length`` code points that stand at ``old`` in the one text and at ``new`` in the other."""

    old: int
    new: int
    length: int


class Correspondence:
    """Compares two texts line by line, and what differs word by word.

    ``matches`` are in the order of both texts; no two of them touch in both.
    """

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self.matches = tuple(_joined(_matches(old, new)))
        self._old_starts = [m.old for m in self.matches]
        self._new_starts = [m.new for m in self.matches]

    def kept(self, span: Span) -> Span | None:
        """Where a span of the old text is in the new one, if nothing in it has changed."""
        match = self._at(span.start)
        if match is None or span.end > match.old + match.length:
            return None
        return span.shifted(match.new - match.old)

    def bounds(self, span: Span) -> tuple[int, int]:
        """Start and end of what stands in the new text now in the place of a span; may be empty.

        Where an end of the span has changed, all that has taken its place is within.
        """
        first, last = self._at(span.start), self._at(span.end - 1)
        if first is not None:
            start = span.start + first.new - first.old
        else:
            number = bisect_right(self._old_starts, span.start) - 1
            before = self.matches[number] if number >= 0 else None
            start = before.new + before.length if before else 0
        if last is not None:
            end = span.end + last.new - last.old
        else:
            number = bisect_right(self._old_starts, span.end - 1)
            end = self._new_starts[number] if number < len(self.matches) else len(self.new)
        return start, end

    def is_old(self, span: Span) -> bool:
        """Whether a span of the new text stood in the old one as it is."""
        number = bisect_right(self._new_starts, span.start) - 1
        if number < 0:
            return False
        match = self.matches[number]
        return span.end <= match.new + match.length

    def added(self) -> Iterator[Span]:
        """The stretches of the new text that were not in the old one."""
        at = 0
        for match in (*self.matches, Match(len(self.old), len(self.new), 0)):
            if at < match.new:
                yield Span(at, match.new)
            at = match.new + match.length

    def _at(self, offset: int) -> Match | None:
        """The match in which a code point of the old text lies."""
        number = bisect_right(self._old_starts, offset) - 1
        if number < 0:
            return None
        match = self.matches[number]
        return match if offset < match.old + match.length else None


def _matches(old: str, new: str) -> Iterator[Match]:
    if old == new:
        if old:
            yield Match(0, 0, len(old))
        return
    old_at = new_at = 0
    for match in (*_aligned(old, new, _LINES, 0, 0), Match(len(old), len(new), 0)):
        left, right = old[old_at : match.old], new[new_at : match.new]
        yield from _aligned(left, right, _WORDS, old_at, new_at)
        if match.length:
            yield match
        old_at, new_at = match.old + match.length, match.new + match.length


def _aligned(
    old: str, new: str, pieces: re.Pattern[str], old_offset: int, new_offset: int
) -> Iterator[Match]:
    """The pieces that a longest common subsequence of both texts has, as ranges of them."""
    left, right = pieces.findall(old), pieces.findall(new)
    head = _common(left, right)
    tail = _common(left[head:][::-1], right[head:][::-1])
    ends = len(left) - tail, len(right) - tail
    left_at = [old_offset, *(old_offset + n for n in itertools.accumulate(map(len, left)))]
    right_at = [new_offset, *(new_offset + n for n in itertools.accumulate(map(len, right)))]

    def match(i: int, j: int, count: int) -> Match:
        return Match(left_at[i], right_at[j], left_at[i + count] - left_at[i])

    if head:
        yield match(0, 0, head)
    middle = left[head : ends[0]], right[head : ends[1]]
    if middle[0] and middle[1] and len(middle[0]) * len(middle[1]) <= _MOST_PAIRS:
        from rapidfuzz.distance import Indel  # noqa: PLC0415 (rarely needed)

        for code in Indel.opcodes(*middle):
            if code.tag == "equal":
                count = code.src_end - code.src_start
                yield match(head + code.src_start, head + code.dest_start, count)
    if tail:
        yield match(*ends, tail)


def _common(left: Sequence[str], right: Sequence[str]) -> int:
    pairs = zip(left, right, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(left), len(right)))


def _joined(matches: Iterator[Match]) -> Iterator[Match]:
    last: Match | None = None
    for match in matches:
        if last is not None and (last.old + last.length, last.new + last.length) == (
            match.old,
            match.new,
        ):
            last = Match(last.old, last.new, last.length + match.length)
            continue
        if last is not None:
            yield last
        last = match
    if last is not None:
        yield last
