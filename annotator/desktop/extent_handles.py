"""Handles at both ends of the active highlight, with which its extent is dragged.

They lie outside of it: a press on its letters, the first and the last ones too, begins a selection
in it. Only the knobs reach below its edge.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QWidget

from annotator.desktop.page_view import PageView
from annotator.domain.span import Span

WIDTH, KNOB = 14, 10


class Handle(QWidget):
    """A stem at the start or at the end of a passage, with a knob below it.

    Above the start stands the letter of the mark, which a knob there would hide.
    """

    dragged = Signal(QPoint)
    """The place on the viewport to which the handle is dragged."""
    released = Signal(bool)
    """The button is up; whether Alt was held."""

    def __init__(self, viewport: QWidget, *, at_start: bool) -> None:
        super().__init__(viewport)
        self._colour = QColor()
        self._edge = QColor()
        self._pressed = False
        self._to_left = at_start
        self.setCursor(Qt.CursorShape.SizeHorCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(
            self.tr("Start of the mark") if at_start else self.tr("End of the mark")
        )
        self.setToolTip(self.tr("Drag to change the mark. Hold Alt to keep it exactly."))
        self.hide()

    def show_at(
        self, edge: QPoint, height: int, colours: tuple[QColor, QColor], *, to_left: bool
    ) -> None:
        """Stand at an edge of a line of text, which begins at ``edge``.

        ``to_left`` tells on which side of the edge the highlight is not.
        """
        self._colour, self._edge = colours
        self._to_left = to_left
        self.setGeometry(edge.x() - WIDTH // 2, edge.y(), WIDTH, height + KNOB)
        half = WIDTH // 2
        outside = QRegion(0 if to_left else half, 0, half, height)
        self.setMask(outside | QRegion(0, height, WIDTH, KNOB))
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw stem and knob."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.width() / 2
        knob = QRectF(middle - KNOB / 2, self.height() - KNOB, KNOB, KNOB)
        knob.adjust(0.75, 0.75, -0.75, -0.75)
        stem = middle - 1.0 if self._to_left else middle + 1.0
        painter.setPen(QPen(self._colour, 2.0))
        painter.drawLine(QPointF(stem, 0), QPointF(stem, self.height() - KNOB / 2))
        painter.setPen(QPen(self._edge, 1.5))
        painter.setBrush(self._colour)
        painter.drawEllipse(knob)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold."""
        self._pressed = event.button() is Qt.MouseButton.LeftButton

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse."""
        if self._pressed:
            self.dragged.emit(self.mapToParent(event.position().toPoint()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if self._pressed:
            self._pressed = False
            self.released.emit(bool(event.modifiers() & Qt.KeyboardModifier.AltModifier))


class ExtentHandles(QObject):
    """A pair of handles for one passage (code points) on a page.

    ``dragged`` carries the span as it would be now, ``released`` the span and whether it is to be
    kept exactly, without snapping to words.
    """

    dragged = Signal(object)
    released = Signal(object, bool)

    def __init__(self, page: PageView) -> None:
        super().__init__(page)
        self._page = page
        self._span: Span | None = None
        self._dragged: Span | None = None
        self._colours = QColor(), QColor()
        self.start = Handle(page.viewport(), at_start=True)
        self.end = Handle(page.viewport(), at_start=False)
        self.start.dragged.connect(lambda point: self._drag(point, at_start=True))
        self.end.dragged.connect(lambda point: self._drag(point, at_start=False))
        for handle in (self.start, self.end):
            handle.released.connect(self._release)
        page.moved.connect(self._place)
        page.viewport().installEventFilter(self)

    def show_for(self, span: Span | None, colour: QColor, edge: QColor) -> None:
        """Stand at the ends of a passage; None hides the handles."""
        self._span, self._dragged = span, None
        self._colours = colour, edge
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A page that is resized moves the ends."""
        if event.type() is QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        span = self._dragged or self._span
        ends = self._page.ends_of(span) if span is not None else None
        if span is None or ends is None:
            self.start.hide()
            self.end.hide()
            return
        first, last, height = ends
        backwards = (
            self._page.is_backwards_at(span.start),
            self._page.is_backwards_at(span.end - 1),
        )
        self.start.show_at(first, height - 1, self._colours, to_left=not backwards[0])
        self.end.show_at(last, height - 1, self._colours, to_left=backwards[1])

    def _drag(self, point: QPoint, *, at_start: bool) -> None:
        if self._span is None:
            return
        offset = self._page.offset_at(point)
        start, end = self._span.start, self._span.end
        start, end = (min(offset, end - 1), end) if at_start else (start, max(offset, start + 1))
        self._dragged = Span(start, end)
        self._place()
        self.dragged.emit(self._dragged)

    def _release(self, exact: bool) -> None:
        dragged, self._dragged = self._dragged, None
        if dragged is not None and dragged != self._span:
            self.released.emit(dragged, exact)
        self._place()
