"""The underlines by which categories are told apart without colour."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

# Dashes and gaps, in widths of the line.
_DASHES = {"dashed": (4.0, 2.0), "dotted": (1.2, 1.6), "dash-dot": (6.0, 2.4, 1.2, 2.4)}


def draw_underline(
    painter: QPainter,
    pattern: str,
    colour: QColor,
    ends: tuple[float, float],
    y: float,
    *,
    heavy: float = 0.0,
) -> None:
    """Draw a pattern of :data:`annotator.domain.codebook.PATTERNS` around the height ``y``.

    ``ends`` are its left and right, ``heavy`` is added to the width of its lines. What is no
    pattern is drawn as a solid line.
    """
    painter.setBrush(Qt.BrushStyle.NoBrush)
    own = _DRAWN.get(pattern)
    if own is not None:
        own(painter, colour, ends, y, heavy)
        return
    width = (3.2 if pattern == "thick" else 1.7) + heavy
    painter.setPen(_pen(colour.rgba(), width, pattern))
    painter.drawLine(QLineF(ends[0], y, ends[1], y))


@cache
def _pen(rgba: int, width: float, pattern: str = "") -> QPen:
    """Pens are made once: there are many lines and few looks."""
    pen = QPen(QColor.fromRgba(rgba), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if pattern in _DASHES:
        pen.setDashPattern(_DASHES[pattern])
    return pen


def _wavy(
    painter: QPainter, colour: QColor, ends: tuple[float, float], y: float, heavy: float
) -> None:
    (x, right), up = ends, True
    path = QPainterPath(QPointF(x, y))
    while x < right:
        step = min(3.0, right - x)
        path.quadTo(QPointF(x + step / 2, y + (-2.2 if up else 2.2)), QPointF(x + step, y))
        x, up = x + step, not up
    painter.setPen(_pen(colour.rgba(), 1.3 + heavy))
    painter.drawPath(path)


def _double(
    painter: QPainter, colour: QColor, ends: tuple[float, float], y: float, heavy: float
) -> None:
    # The gap stays open when the lines are heavier.
    painter.setPen(_pen(colour.rgba(), 1.0 + heavy / 2))
    away = 1.1 + heavy * 0.8
    painter.drawLines([QLineF(ends[0], y + dy, ends[1], y + dy) for dy in (-away, away)])


def _ticked(
    painter: QPainter, colour: QColor, ends: tuple[float, float], y: float, heavy: float
) -> None:
    left, right = ends
    ticks = [left + 0.6 + 6.0 * n for n in range(int((right - left) // 6.0) + 1)]
    painter.setPen(_pen(colour.rgba(), 1.2 + heavy))
    painter.drawLines(
        [QLineF(left, y - 1.2, right, y - 1.2), *(QLineF(x, y - 1.2, x, y + 2.6) for x in ticks)]
    )


def _hatched(
    painter: QPainter, colour: QColor, ends: tuple[float, float], y: float, heavy: float
) -> None:
    count = max(1, int((ends[1] - ends[0]) // 4.0))
    painter.setPen(_pen(colour.rgba(), 1.3 + heavy))
    painter.drawLines(
        [QLineF(ends[0] + 4.0 * n, y + 1.8, ends[0] + 4.0 * n + 2.6, y - 1.8) for n in range(count)]
    )


_DRAWN: dict[str, Callable[[QPainter, QColor, tuple[float, float], float, float], None]] = {
    "wavy": _wavy,
    "double": _double,
    "ticked": _ticked,
    "hatched": _hatched,
}
