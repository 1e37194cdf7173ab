"""Drawing marks behind the text of the blocks in sight."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from annotator.desktop.geometry import Laid
from annotator.desktop.marks import Look, Piece
from annotator.desktop.palette import Theme
from annotator.desktop.underlines import draw_underline

LANE_HEIGHT = 3.5
BADGE_POINTS = 6.5


class MarkPainter:
    """Draws the pieces of marks of one text block after another."""

    def __init__(self, painter: QPainter, theme: Theme, active: str | None) -> None:
        self._painter = painter
        self._theme = theme
        self._active = active
        self._badge_font = QFont(painter.font())
        self._badge_font.setPointSizeF(BADGE_POINTS)
        self._badge_font.setWeight(QFont.Weight.Bold)
        self._badge_metrics = QFontMetricsF(self._badge_font)

    def draw(self, pieces: Iterable[Laid]) -> None:
        """Draw grounds first, then underlines and badges, so that no ground hides a line."""
        laid = list(pieces)
        for each in laid:
            for rect in each.rects:
                self._ground(rect, each.piece)
        for each in laid:
            for rect in each.rects:
                self._underline(rect, each.piece)
        taken: list[QRectF] = []
        for each in laid:
            if each.piece.first and each.rects and each.piece.mark.look.badge:
                self._badge(each.rects[0], each.piece.mark.look, taken)

    def _ground(self, rect: QRectF, piece: Piece) -> None:
        look = piece.mark.look
        active = piece.mark.id == self._active
        if look.outlined:
            self._painter.setPen(QPen(look.colour, 2.0 if active else 1.2, Qt.PenStyle.DashLine))
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, 1.5), 3, 3)
            if not active:
                return
        colour = QColor(look.colour)
        colour.setAlphaF(self._theme.fill_active if active else self._theme.fill)
        self._painter.fillRect(rect, colour)

    def _underline(self, rect: QRectF, piece: Piece) -> None:
        look = piece.mark.look
        if not look.pattern:
            return
        y = rect.bottom() + 1.0 + piece.lane * LANE_HEIGHT
        heavy = 0.8 if piece.mark.id == self._active else 0.0
        ends = (rect.left(), rect.right())
        draw_underline(self._painter, look.pattern, look.colour, ends, y, heavy=heavy)

    def _badge(self, rect: QRectF, look: Look, taken: list[QRectF]) -> None:
        height = self._badge_metrics.height()
        width = max(self._badge_metrics.horizontalAdvance(look.badge) + 5, height)
        box = QRectF(rect.left() - 2, rect.top() - height + 2.5, width, height)
        # Marks that begin at the same word stand side by side.
        for other in taken:
            if other.intersects(box):
                box.moveLeft(other.right() + 1)
        taken.append(box)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(look.colour)
        self._painter.drawRoundedRect(box, 3, 3)
        self._painter.setPen(QColor(self._theme.page))
        self._painter.setFont(self._badge_font)
        self._painter.drawText(box, Qt.AlignmentFlag.AlignCenter, look.badge)
