"""Drawing marks behind the text of the blocks in sight."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QTextBlock,
    QTextDocument,
)

from annotator.desktop.marks import Look, Piece
from annotator.desktop.theme import Theme

LANE_HEIGHT = 3.5
BADGE_POINTS = 6.5


class MarkPainter:
    """Draws the pieces of marks in one text block. Rectangles are in document coordinates."""

    def __init__(self, painter: QPainter, document: QTextDocument, theme: Theme) -> None:
        self._painter = painter
        self._document = document
        self._theme = theme
        self._badge_font = QFont(painter.font())
        self._badge_font.setPointSizeF(BADGE_POINTS)
        self._badge_font.setWeight(QFont.Weight.Bold)

    def draw(self, block: QTextBlock, pieces: Iterable[Piece], active: str | None) -> None:
        """Draw grounds first, then underlines and badges, so that no ground hides a line."""
        laid = [
            (piece, list(piece_rects(self._document, block, piece.start, piece.end)))
            for piece in pieces
        ]
        for piece, rects in laid:
            for rect, _ in rects:
                self._ground(rect, piece.mark.look, active=piece.mark.id == active)
        for piece, rects in laid:
            for rect, _ in rects:
                self._underline(rect, piece)
        for piece, rects in laid:
            if piece.first and rects:
                self._badge(rects[0][0], piece.mark.look)

    def _ground(self, rect: QRectF, look: Look, *, active: bool) -> None:
        if look.outlined:
            pen = QPen(look.colour, 2.0 if active else 1.2, Qt.PenStyle.DashLine)
            self._painter.setPen(pen)
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, 1.5), 3, 3)
            if not active:
                return
        colour = QColor(look.colour)
        colour.setAlphaF(self._theme.fill_active if active else self._theme.fill)
        self._painter.fillRect(rect, colour)

    def _underline(self, rect: QRectF, piece: Piece) -> None:
        y = rect.bottom() + 1.5 + piece.lane * LANE_HEIGHT
        pen = QPen(piece.mark.look.colour, 1.6)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pattern = piece.mark.look.pattern
        if pattern == "wavy":
            self._painter.setPen(QPen(piece.mark.look.colour, 1.3))
            self._painter.drawPath(_wave(rect.left(), rect.right(), y))
            return
        if pattern == "double":
            self._painter.setPen(QPen(piece.mark.look.colour, 1.0))
            for dy in (-1.0, 1.0):
                self._painter.drawLine(QPointF(rect.left(), y + dy), QPointF(rect.right(), y + dy))
            return
        if pattern == "dashed":
            pen.setDashPattern([4, 2])
        elif pattern == "dotted":
            pen.setDashPattern([1.2, 1.6])
        self._painter.setPen(pen)
        self._painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))

    def _badge(self, rect: QRectF, look: Look) -> None:
        if not look.badge:
            return
        metrics = QFontMetricsF(self._badge_font)
        width = max(metrics.horizontalAdvance(look.badge) + 5, metrics.height())
        box = QRectF(rect.left() - 1, rect.top() - metrics.height() + 1.5, width, metrics.height())
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(look.colour)
        self._painter.drawRoundedRect(box, 3, 3)
        self._painter.setPen(QColor(self._theme.page))
        self._painter.setFont(self._badge_font)
        self._painter.drawText(box, Qt.AlignmentFlag.AlignCenter, look.badge)


def piece_rects(
    document: QTextDocument, block: QTextBlock, start: int, end: int
) -> Iterator[tuple[QRectF, int]]:
    """Rectangles of a UTF-16 range of a block, one a line, with the number of the line.

    In document coordinates, as high as the letters.
    """
    layout = block.layout()
    origin = document.documentLayout().blockBoundingRect(block).topLeft()
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        first, last = line.textStart(), line.textStart() + line.textLength()
        if last <= start:
            continue
        if first >= end:
            break
        left = _x(line.cursorToX(max(start, first)))
        right = _x(line.cursorToX(min(end, last)))
        # A line that ends in the space before the break would be drawn beyond the measure.
        left, right = min(left, right), max(left, right)
        natural = line.naturalTextRect()
        right = min(right, max(natural.right(), left + 1))
        top = line.y() + line.height() - line.descent() - _ascent(block, line.ascent())
        bottom = line.y() + line.height() - line.descent() + _descent(block, line.descent())
        yield QRectF(origin.x() + left, origin.y() + top, right - left, bottom - top), number


def _x(value: object) -> float:
    """``cursorToX`` returns a number or a pair, by the version of the bindings."""
    return float(value[0]) if isinstance(value, tuple) else float(value)  # type: ignore[arg-type]


def _metrics(block: QTextBlock) -> QFontMetricsF:
    return QFontMetricsF(block.charFormat().font())


def _ascent(block: QTextBlock, _line_ascent: float) -> float:
    return _first_metrics(block).ascent()


def _descent(block: QTextBlock, line_descent: float) -> float:
    return min(line_descent, _first_metrics(block).descent())


def _first_metrics(block: QTextBlock) -> QFontMetricsF:
    fragments = block.begin()
    if not fragments.atEnd():
        return QFontMetricsF(fragments.fragment().charFormat().font())
    return QFontMetricsF(block.document().defaultFont())


def _wave(left: float, right: float, y: float) -> QPainterPath:
    path = QPainterPath(QPointF(left, y))
    x, up = left, True
    while x < right:
        step = min(3.0, right - x)
        path.quadTo(QPointF(x + step / 2, y + (-2.2 if up else 2.2)), QPointF(x + step, y))
        x, up = x + step, not up
    return path
