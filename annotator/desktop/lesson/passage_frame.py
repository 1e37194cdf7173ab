"""A frame around the passage that a step of the lesson is about."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPainterPathStroker, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from annotator.desktop.article_view import ArticleView
from annotator.domain.span import Span

WIDTH = 1.6
ROOM = 3.5
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
        painter.setPen(QPen(self._colour, WIDTH))
        for span in self.spans:
            painter.drawPath(self._outline(span))
        painter.end()

    def _outline(self, span: Span) -> QPainterPath:
        words = QPainterPath()
        rects = [QRectF(rect) for rect in self._page.rects_of(span)]
        for rect, below in itertools.pairwise((*rects, QRectF())):
            line = QPainterPath()
            # Lines above each other touch, so that the frame has no gap between them.
            if rect.left() < below.right() and below.left() < rect.right():
                rect.setBottom(max(rect.bottom(), below.top()))
            line.addRect(rect)
            words = words.united(line)
        around = QPainterPathStroker()
        around.setWidth(2 * ROOM)
        around.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        return words.united(around.createStroke(words)).simplified()

    def _follow(self) -> None:
        if self.spans:
            self.setGeometry(self._page.viewport().rect())
            self.raise_()
            self.update()
