"""Where the caret goes when it moves by sentences, paragraphs or any other units."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from annotator.domain.span import Span


def next_start(units: Sequence[Span], offset: int) -> int:
    """The first code point of the first unit that starts after ``offset``; else the last one's end.

    ``units`` are sorted and disjoint. ``offset`` comes back where there are none.
    """
    index = bisect_right(units, offset, key=lambda unit: unit.start)
    if index < len(units):
        return units[index].start
    return max(offset, units[-1].end) if units else offset


def previous_start(units: Sequence[Span], offset: int) -> int:
    """The first code point of the last unit that starts before ``offset``, else the first one's."""
    index = bisect_left(units, offset, key=lambda unit: unit.start) - 1
    if index >= 0:
        return units[index].start
    return min(offset, units[0].start) if units else offset


def taken_sentence(
    sentences: Sequence[Span], caret: int, selection: Span | None = None
) -> Span | None:
    """What "select the sentence" selects: the sentence at the caret, a code point offset.

    A selection grows to whole sentences; one that is whole sentences already takes in the next.
    None where there is no sentence.
    """
    if selection is None:
        at = [s for s in sentences if s.start <= caret <= s.end]
        return at[-1] if at else None
    touched = [s for s in sentences if s.overlap(selection)]
    if not touched:
        return None
    whole = Span(min(touched[0].start, selection.start), max(touched[-1].end, selection.end))
    if whole != selection:
        return whole
    later = next((s for s in sentences if s.start >= selection.end), None)
    return Span(whole.start, later.end) if later else whole
