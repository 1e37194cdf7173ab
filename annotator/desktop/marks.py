"""What is painted on the page: marks with their look, found by run of text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtGui import QColor

from annotator.desktop.positions import TextMap
from annotator.domain.span import Span


@dataclass(frozen=True, slots=True)
class Look:
    """How a mark is drawn: never by colour alone.

    ``pattern`` is the underline, one of the domain's ``PATTERNS``, or empty for none; ``badge``
    stands at the start; ``outlined`` marks have a dashed frame in place of a filled ground.
    """

    colour: QColor
    pattern: str
    badge: str
    outlined: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing to paint: spans of code points (all ends) under an id.

    ``counterpart`` is the span (one of ``spans``) to which a line is drawn from the first.
    """

    id: str
    spans: tuple[Span, ...]
    look: Look
    counterpart: Span | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a mark in one run of text, in UTF-16 units from the run's start.

    ``lane`` is the number of the underline, so that overlapping marks stay apart; ``first`` says
    that the mark (or one end of it) begins here.
    """

    mark: Mark
    start: int
    end: int
    lane: int
    first: bool


class MarkIndex:
    """Marks by run, so that painting asks only for what is in sight.

    Adding or removing one mark touches the runs that it lies in and no others.
    """

    def __init__(self, positions: TextMap) -> None:
        self._positions = positions
        self._marks: dict[str, Mark] = {}
        self._by_run: dict[int, dict[str, Mark]] = {}
        self._laid: dict[int, list[Piece]] = {}

    def __len__(self) -> int:
        return len(self._marks)

    def all(self) -> tuple[Mark, ...]:
        """Every mark."""
        return tuple(self._marks.values())

    def get(self, mark_id: str) -> Mark | None:
        """The mark with that id, or None."""
        return self._marks.get(mark_id)

    def set(self, mark: Mark) -> set[int]:
        """Add or replace a mark; returns the numbers of the runs to paint again."""
        touched = self.discard(mark.id)
        self._marks[mark.id] = mark
        for number in self._runs(mark):
            self._by_run.setdefault(number, {})[mark.id] = mark
            self._laid.pop(number, None)
            touched.add(number)
        return touched

    def discard(self, mark_id: str) -> set[int]:
        """Remove a mark if it is there; returns the numbers of the runs to paint again."""
        mark = self._marks.pop(mark_id, None)
        touched: set[int] = set()
        if mark is not None:
            for number in self._runs(mark):
                self._by_run[number].pop(mark_id, None)
                self._laid.pop(number, None)
                touched.add(number)
        return touched

    def replace_all(self, marks: Iterable[Mark]) -> None:
        """Start over with these marks."""
        self._marks.clear()
        self._by_run.clear()
        self._laid.clear()
        for mark in marks:
            self._marks[mark.id] = mark
            for number in self._runs(mark):
                self._by_run.setdefault(number, {})[mark.id] = mark

    def pieces(self, number: int) -> list[Piece]:
        """The pieces in a run, each with its lane, in order of their start."""
        if number not in self._by_run:
            return []
        if number not in self._laid:
            self._laid[number] = self._lay(number)
        return self._laid[number]

    def at(self, offset: int) -> list[Mark]:
        """The marks over a code point, shortest first: the innermost is what is meant."""
        run = self._positions.runs_touching(Span(offset, offset + 1))
        found = {
            mark.id: mark
            for number in run
            for mark in self._by_run.get(number, {}).values()
            if any(span.start <= offset < span.end for span in mark.spans)
        }
        return sorted(found.values(), key=lambda mark: sum(len(span) for span in mark.spans))

    def _runs(self, mark: Mark) -> set[int]:
        return {n for span in mark.spans for n in self._positions.runs_touching(span)}

    def _lay(self, number: int) -> list[Piece]:
        run = self._positions.runs[number]
        parts = [
            (*self._positions.within(number, span), span.start >= run.span.start, mark)
            for mark in self._by_run[number].values()
            for span in mark.spans
            if span.overlap(run.span)
        ]
        parts.sort(key=lambda part: (part[0], -part[1], part[3].id))
        lane_ends: list[int] = []
        pieces: list[Piece] = []
        for start, end, first, mark in parts:
            lane = next((i for i, e in enumerate(lane_ends) if e <= start), len(lane_ends))
            if lane == len(lane_ends):
                lane_ends.append(end)
            else:
                lane_ends[lane] = end
            pieces.append(Piece(mark, start, end, lane, first))
        return pieces
