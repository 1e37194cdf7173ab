"""The line from a card to the other end of its mark, on the page beside."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

WIDTH = 2.0
KNOB = 3.0
"""Radius in pixels."""


class LinkLine(QWidget):
    """Lies over what is between two pages and lets every click through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._from, self._to = QPoint(), QPoint()
        self._colour = QColor()
        self.hide()

    def join(self, start: QPoint, end: QPoint, colour: QColor) -> None:
        """Draw from one point of the parent to another, which is further right."""
        room = int(KNOB + WIDTH)
        area = QRect(start, end).normalized().adjusted(-room, -room, room, room)
        self.setGeometry(area)
        self._from, self._to = start - area.topLeft(), end - area.topLeft()
        self._colour = colour
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A curve that leaves and arrives level, with a knob where it arrives."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        start, end = QPointF(self._from), QPointF(self._to)
        middle = (start.x() + end.x()) / 2
        path = QPainterPath(start)
        path.cubicTo(QPointF(middle, start.y()), QPointF(middle, end.y()), end)
        painter.setPen(QPen(self._colour, WIDTH))
        painter.drawPath(path)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour)
        painter.drawEllipse(end, KNOB, KNOB)
        painter.end()
