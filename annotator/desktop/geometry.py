"""Where the pieces of marks lie on the page, remembered until text or width change."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF, QTextBlock, QTextLine

from annotator.desktop.marks import MarkIndex, Piece

# Characters that run from right to left, or make others do so.
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_LAM, _ALEFS = "\u0644", "\u0622\u0623\u0625\u0627"


@dataclass(frozen=True, slots=True)
class Laid:
    """A piece with its rectangles, one a line, as high as the letters.

    They are relative to the top left corner of the text block. ``head`` is the first letter of a
    piece that begins in a word written from right to left: its badge stands at the right there.
    """

    piece: Piece
    rects: tuple[QRectF, ...]
    head: QRectF | None = None


class Geometry:
    """Rectangles of marks by run of text."""

    def __init__(self, marks: MarkIndex) -> None:
        self._marks = marks
        self._laid: dict[int, list[Laid]] = {}

    def of(self, number: int, block: QTextBlock) -> list[Laid]:
        """The pieces in a run, which is laid out as ``block``."""
        laid = self._laid.get(number)
        if laid is None:
            laid = self._laid[number] = self._lay(number, block, ())
        return laid

    def changed(self, number: int, block: QTextBlock) -> tuple[float, float] | None:
        """Lay a run anew whose marks have changed.

        Returns between which heights of the block something looks otherwise than before, the first
        above the second where nothing does; None where that is not known.
        """
        before = self._laid.pop(number, None)
        after = self._laid[number] = self._lay(number, block, before or ())
        if before is None:
            return None
        old, new = {_key(each): each for each in before}, {_key(each): each for each in after}
        differing = [old[key] for key in old.keys() - new.keys()]
        differing += [new[key] for key in new.keys() - old.keys()]
        rects = [rect for each in differing for rect in each.rects]
        top = min((rect.top() for rect in rects), default=math.inf)
        return top, max((rect.bottom() for rect in rects), default=-math.inf)

    def forget(self, numbers: Iterable[int]) -> None:
        """The marks in these runs have changed."""
        for number in numbers:
            self._laid.pop(number, None)

    def forget_all(self) -> None:
        """The lines have been broken anew."""
        self._laid.clear()

    def _lay(self, number: int, block: QTextBlock, known: Iterable[Laid]) -> list[Laid]:
        """Pieces that stood there before, in whatever lane, keep their rectangles."""
        rects = {(each.piece.start, each.piece.end): each.rects for each in known}
        metrics = _letters(block)
        both_ways = has_both_ways(block)
        laid = []
        for piece in self._marks.pieces(number):
            place = rects.get((piece.start, piece.end))
            if place is None:
                place = tuple(range_rects(block, piece.start, piece.end, metrics))
            laid.append(Laid(piece, place, _head(block, piece) if both_ways else None))
        return laid


def _key(laid: Laid) -> tuple[object, ...]:
    """What decides how a piece looks; a mark that was changed is another object."""
    piece = laid.piece
    return id(piece.mark), piece.start, piece.end, piece.lane, piece.first


def range_rects(
    block: QTextBlock, start: int, end: int, metrics: QFontMetricsF | None = None
) -> Iterator[QRectF]:
    """Rectangles of a UTF-16 range of a block, relative to the block's corner.

    There is one a line, and more where text of both directions stands in it.
    """
    layout = block.layout()
    metrics = metrics or _letters(block)
    edges = _edges
    if has_both_ways(block):
        edges = _edges_both_ways
        start, end = _whole_letters(block.text(), start, end)
    number = layout.lineForTextPosition(start).lineNumber() if start else 0
    for index in range(max(0, number), layout.lineCount()):
        line = layout.lineAt(index)
        first = line.textStart()
        last = first + line.textLength()
        if last <= start:
            continue
        if first >= end:
            break
        natural = line.naturalTextRect()
        top = line.y() + line.ascent() - metrics.ascent()
        for low, high in edges(line, max(start, first), min(end, last)):
            # The space at which a line was broken hangs beyond the measure: do not paint it.
            left, right = max(low, natural.left()), min(high, natural.right())
            yield QRectF(left, top, max(right - left, 1.0), metrics.height())


def has_both_ways(block: QTextBlock) -> bool:
    """Whether there is text written from right to left in a block."""
    return _RIGHT_TO_LEFT.search(block.text()) is not None


def runs_backwards(block: QTextBlock, position: int) -> bool:
    """Whether the letter at a UTF-16 position of a block is written from right to left."""
    if not has_both_ways(block):
        return False
    runs = block.layout().lineForTextPosition(position).glyphRuns(position, 1)
    return bool(runs) and runs[0].isRightToLeft()


def position_at(block: QTextBlock, x: float, y: float) -> int:
    """The UTF-16 position in a block between the two letters that are nearest to a point.

    The point is relative to the block's corner. Qt's own answer is a space's width beside the
    letters that it draws, where a line with text from right to left ends in a space.
    """
    layout, text = block.layout(), block.text()
    lines = [layout.lineAt(i) for i in range(layout.lineCount())]
    line = next((each for each in lines if y < each.y() + each.height()), lines[-1])
    best, nearest = line.textStart(), math.inf
    start, end = line.textStart(), line.textStart() + line.textLength()
    while start < end:
        after = _whole_letters(text, start, max(layout.nextCursorPosition(start), start + 1))[1]
        for left, right in _edges_both_ways(line, start, min(after, end)):
            distance = max(left - x, x - right, 0.0)
            if distance < nearest:
                nearest = distance
                past_middle = (x > (left + right) / 2) is not runs_backwards(block, start)
                best = after if past_middle else start
        start = after
    return best


def _whole_letters(text: str, start: int, end: int) -> tuple[int, int]:
    """A range that does not split lam and alef, which are always written as one letter."""
    if 0 < start < len(text) and text[start - 1] == _LAM and text[start] in _ALEFS:
        start -= 1
    if 0 < end < len(text) and text[end - 1] == _LAM and text[end] in _ALEFS:
        end += 1
    return start, end


def _head(block: QTextBlock, piece: Piece) -> QRectF | None:
    if not piece.first or not runs_backwards(block, piece.start):
        return None
    return next(range_rects(block, piece.start, piece.start + 1), None)


def _edges(line: QTextLine, start: int, end: int) -> list[tuple[float, float]]:
    return [(_x(line.cursorToX(start)), _x(line.cursorToX(end)))]


def _edges_both_ways(line: QTextLine, start: int, end: int) -> list[tuple[float, float]]:
    """The stretches of a range in a line, from left to right.

    Where the direction changes, one position has two places on the line, so carets do not do.
    """
    boxes = [run.boundingRect() for run in line.glyphRuns(start, end - start)]
    found: list[tuple[float, float]] = []
    for left, right in sorted((box.left(), box.right()) for box in boxes):
        if found and left <= found[-1][1] + 0.5:
            found[-1] = (found[-1][0], max(right, found[-1][1]))
        else:
            found.append((left, right))
    return found or _edges(line, start, end)


def _x(value: object) -> float:
    """``cursorToX`` returns a number or a pair, by the version of the bindings."""
    return float(value[0]) if isinstance(value, tuple) else float(value)  # type: ignore[arg-type]


def _letters(block: QTextBlock) -> QFontMetricsF:
    """Metrics of the font in which a block is set (one font a block)."""
    fragments = block.begin()
    if not fragments.atEnd():
        return QFontMetricsF(fragments.fragment().charFormat().font())
    return QFontMetricsF(block.document().defaultFont())
