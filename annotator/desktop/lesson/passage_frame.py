"""A frame around the passage that a step of the lesson is about."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from annotator.desktop.article_view import ArticleView
from annotator.domain.span import Span

WIDTH = 1.6
ROOM = 4.0
"""Pixels between the words and the frame at each side."""


class PassageFrame(QWidget):
    """Lies over the text of a page and lets every click through."""

    def __init__(self, page: ArticleView) -> None:
        super().__init__(page.viewport())
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._page = page
        self._colour = QColor()
        self.spans: tuple[Span, ...] = ()
        page.moved.connect(self._follow)
        page.resized.connect(self._follow)
        self.hide()

    def show_around(self, spans: Sequence[Span], colour: QColor) -> None:
        """Draw a frame around each of the passages; none hides it."""
        self.spans, self._colour = tuple(spans), colour
        self.setVisible(bool(spans))
        self._follow()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The outline of the lines that a passage takes, as one shape."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self._colour, WIDTH)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        for span in self.spans:
            painter.drawPath(self._outline(span))
        painter.end()

    def _outline(self, span: Span) -> QPainterPath:
        whole = QPainterPath()
        rects = [QRectF(rect) for rect in self._page.rects_of(span)]
        for place, rect in enumerate(rects):
            # Lines touch each other, so that the frame has no gaps between them.
            below = rects[place + 1].top() if place + 1 < len(rects) else rect.bottom()
            joined = place + 1 < len(rects) and rects[place + 1].left() < rect.right()
            bottom = max(rect.bottom(), below) if joined else rect.bottom()
            line, height = QPainterPath(), bottom - rect.top()
            box = QRectF(rect.left(), rect.top(), rect.width(), height)
            line.addRect(box.adjusted(-ROOM, -1.0, ROOM, 1.0 + ROOM / 2))
            whole = whole.united(line)
        return whole.simplified()

    def _follow(self) -> None:
        if self.spans:
            self.setGeometry(self._page.viewport().rect())
            self.raise_()
            self.update()
