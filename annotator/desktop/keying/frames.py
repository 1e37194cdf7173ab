"""Frames around words of the page that belong to an item of a key: core, allowance, others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

from annotator.domain.span import Span


class Line(Enum):
    """How a frame is drawn: the core stands out, the others are told apart by their dashes."""

    CORE = "core"
    ALLOWANCE = "allowance"
    ALTERNATIVE = "alternative"


_PENS = {
    Line.CORE: (2.0, Qt.PenStyle.SolidLine, 0.0),
    Line.ALLOWANCE: (1.4, Qt.PenStyle.DotLine, 3.0),
    Line.ALTERNATIVE: (1.4, Qt.PenStyle.DashLine, 1.0),
}
"""Width of the line, its style, and how far it stands from the letters, in pixels."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame around a passage (code points)."""

    span: Span
    line: Line
    colour: QColor


def draw_frame(painter: QPainter, frame: Frame, rects: Iterable[QRectF], corner: QPointF) -> None:
    """Draw a frame around the rectangles of a passage in one block, one a line."""
    width, style, away = _PENS[frame.line]
    pen = QPen(frame.colour, width, style)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for rect in rects:
        painter.drawRoundedRect(
            rect.translated(corner).adjusted(-away, -away / 2, away, away / 2 + 1.0), 3, 3
        )


def line_icon(line: Line, colour: QColor, ratio: float) -> QIcon:
    """A piece of such a frame, as an icon of 18 by 18 pixels: it tells what the page shows."""
    pixmap = QPixmap(QSize(18, 18) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width, style, _ = _PENS[line]
    painter.setPen(QPen(colour, width, style))
    painter.drawRoundedRect(QRectF(1.5, 4.5, 15.0, 9.0), 2, 2)
    painter.end()
    return QIcon(pixmap)
