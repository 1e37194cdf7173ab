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
REACH = 40.0
"""Pixels that underlines of many overlapping marks may reach below their line."""

# Looking up a member of an enumeration takes as long as the call that it is for.
_NO_PEN = Qt.PenStyle.NoPen
_CENTRE = Qt.AlignmentFlag.AlignCenter


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
        self._badge_height = self._badge_metrics.height()
        self._badge_ink = QColor(theme.page)
        # There are many marks and few looks: what they need is made once.
        self._badge_widths: dict[str, float] = {}
        self._grounds: dict[tuple[int, bool], QColor] = {}

    def draw(self, pieces: Iterable[Laid], clip: QRectF) -> None:
        """Draw grounds first, then underlines and badges, so that no ground hides a line.

        Of what is outside ``clip`` nothing is drawn.
        """
        laid = list(pieces)
        top, bottom = clip.top() - REACH, clip.bottom() + REACH
        near = [
            (each.piece, rect)
            for each in laid
            for rect in each.rects
            if rect.bottom() >= top and rect.top() <= bottom
        ]
        for piece, rect in near:
            self._ground(rect, piece)
        for piece, rect in near:
            self._underline(rect, piece)
        taken: list[QRectF] = []
        for each in laid:
            if each.piece.first and each.rects and each.piece.mark.look.badge:
                self._badge(each, taken, clip)

    def _ground(self, rect: QRectF, piece: Piece) -> None:
        look = piece.mark.look
        active = piece.mark.id == self._active
        if look.outlined:
            self._painter.setPen(QPen(look.colour, 2.0 if active else 1.2, Qt.PenStyle.DashLine))
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, 1.5), 3, 3)
            if not active:
                return
        self._painter.fillRect(rect, self._ground_colour(look, active))

    def _ground_colour(self, look: Look, active: bool) -> QColor:
        key = (look.colour.rgba(), active)
        colour = self._grounds.get(key)
        if colour is None:
            colour = self._grounds[key] = QColor(look.colour)
            colour.setAlphaF(self._theme.fill_active if active else self._theme.fill)
        return colour

    def _underline(self, rect: QRectF, piece: Piece) -> None:
        look = piece.mark.look
        if not look.pattern:
            return
        y = rect.bottom() + 1.0 + piece.lane * LANE_HEIGHT
        heavy = 0.8 if piece.mark.id == self._active else 0.0
        ends = (rect.left(), rect.right())
        draw_underline(self._painter, look.pattern, look.colour, ends, y, heavy=heavy)

    def _badge(self, laid: Laid, taken: list[QRectF], clip: QRectF) -> None:
        """``taken`` are the badges that reach down to this line; those above it are dropped."""
        look, rect = laid.piece.mark.look, laid.head or laid.rects[0]
        height, width = self._badge_height, self._badge_width(look.badge)
        left = rect.right() + 2 - width if laid.head else rect.left() - 2
        box = QRectF(left, rect.top() - height + 2.5, width, height)
        if taken and taken[0].bottom() <= box.top():
            taken[:] = [other for other in taken if other.bottom() > box.top()]
        # Marks that begin at the same word stand side by side.
        for other in taken:
            if other.intersects(box):
                box.moveLeft(other.left() - 1 - width if laid.head else other.right() + 1)
        taken.append(box)
        if box.bottom() < clip.top() or box.top() > clip.bottom():
            return
        self._painter.setPen(_NO_PEN)
        self._painter.setBrush(look.colour)
        self._painter.drawRoundedRect(box, 3, 3)
        self._painter.setPen(self._badge_ink)
        self._painter.setFont(self._badge_font)
        self._painter.drawText(box, _CENTRE, look.badge)

    def _badge_width(self, badge: str) -> float:
        width = self._badge_widths.get(badge)
        if width is None:
            advance = self._badge_metrics.horizontalAdvance(badge)
            width = self._badge_widths[badge] = max(advance + 5, self._badge_height)
        return width
