"""Between code points of the canonical text and positions in the document on the page.

Qt counts UTF-16 units, and the document holds only the words: a table's pipes and a list's dashes
are drawn, not written. Every run of text (a block, or a table cell) is one block of the document.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from annotator.domain.offsets import Utf16Index
from annotator.domain.span import Span


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text: its code points, its UTF-16 offset in the text, its document position."""

    span: Span
    units_start: int
    units_length: int
    position: int


class TextMap:
    """Maps spans to document positions and back."""

    def __init__(self, text: str, placed: list[tuple[Span, int]]) -> None:
        """``placed`` names for every run of text, in reading order, where the document has it."""
        self._index = Utf16Index(text)
        self.runs = tuple(self._run(span, position) for span, position in placed)
        self._starts = [run.span.start for run in self.runs]
        self._positions = [run.position for run in self.runs]

    def _run(self, span: Span, position: int) -> Run:
        start, end = self._index.to_utf16(span.start), self._index.to_utf16(span.end)
        return Run(span, start, end - start, position)

    def runs_touching(self, span: Span) -> range:
        """Numbers of the runs that share a code point with the span."""
        first = max(0, bisect_right(self._starts, span.start) - 1)
        if first < len(self.runs) and self.runs[first].span.end <= span.start:
            first += 1
        last = first
        while last < len(self.runs) and self.runs[last].span.start < span.end:
            last += 1
        return range(first, last)

    def within(self, number: int, span: Span) -> tuple[int, int]:
        """UTF-16 range of the span's part in a run, counted from the run's start."""
        run = self.runs[number]
        start = self._index.to_utf16(max(span.start, run.span.start)) - run.units_start
        end = self._index.to_utf16(min(span.end, run.span.end)) - run.units_start
        return start, end

    def run_at(self, position: int) -> int | None:
        """Number of the run that starts at or before a document position; None before the first."""
        number = bisect_right(self._positions, position) - 1
        return number if number >= 0 else None

    def to_position(self, offset: int) -> int:
        """Document position of a code point; one between two runs goes to the end of the first."""
        number = bisect_right(self._starts, offset) - 1
        if number < 0:
            return self._positions[0] if self._positions else 0
        run = self.runs[number]
        inside = min(self._index.to_utf16(offset) - run.units_start, run.units_length)
        return run.position + inside

    def to_offset(self, position: int) -> int:
        """Code point at a document position; beyond the end of a run, the run's end."""
        number = self.run_at(position)
        if number is None:
            return self._starts[0] if self._starts else 0
        run = self.runs[number]
        inside = min(position - run.position, run.units_length)
        return self._index.from_utf16(run.units_start + inside)

    def to_span(self, start: int, end: int) -> Span | None:
        """The span between two document positions; None where no text lies between them."""
        first, last = self.to_offset(start), self.to_offset(end)
        number = self.run_at(start)
        if number is not None and number + 1 < len(self.runs):
            run = self.runs[number]
            if start - run.position >= run.units_length and end > self.runs[number + 1].position:
                first = self.runs[number + 1].span.start
        number = self.run_at(end)
        if number and end == self.runs[number].position:
            # Before the first letter of a run: the dash or pipe there is not on the page.
            last = self.runs[number - 1].span.end
        return Span(first, last) if first < last else None

    def positions(self, span: Span) -> tuple[int, int]:
        """Document positions of the span's two ends."""
        return self.to_position(span.start), self.to_position(span.end)

    def pieces(self, span: Span) -> Iterator[tuple[int, int, int]]:
        """The span run by run: number of the run, and UTF-16 start and end within it."""
        for number in self.runs_touching(span):
            start, end = self.within(number, span)
            yield number, start, end
