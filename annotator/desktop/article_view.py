"""An article set in type: where its letters stand on the page, and scrolling to them."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSignalBlocker, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPalette,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from annotator.desktop.document import BASE_SIZE, PAGE_MARGIN, Page, typeset
from annotator.desktop.geometry import has_both_ways, position_at, range_rects, runs_backwards
from annotator.desktop.page_style import PageStyle
from annotator.desktop.palette import Theme
from annotator.desktop.theme import reading_font
from annotator.domain.article import Article
from annotator.domain.span import Span

OVERHANG = 24
"""Pixels that badges and underlines reach beyond their line."""

_AROUND = 64
"""Pixels that are to be seen beyond a passage that had to be scrolled into sight."""

_WHEEL_STEP = 120  # eighths of a degree in one notch of a wheel, as Qt counts


class ArticleView(QTextEdit):
    """Shows an article that is never edited. All offsets and spans are in code points of it."""

    moved = Signal()
    """Lines or scroll position have changed: what lies beside the page must move along."""
    resized = Signal()
    """The view has another size."""
    zoom_asked = Signal(int)
    """Ctrl and the wheel: steps up or down."""

    # Qt sends a view its first events while it is being made.
    _page: Page | None = None
    _holding = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setCursorWidth(2)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._article: Article | None = None
        self._theme: Theme | None = None
        self._style = PageStyle()
        self._margin_width = 0
        self._turned = 0
        self.kept: Callable[[], int | None] = lambda: None
        """Tells which code point stays in sight when lines are broken anew, if it was in sight."""
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    # --- What is shown ------------------------------------------------------------------------

    def show_article(self, article: Article, theme: Theme, style: PageStyle) -> None:
        """Set an article in type, at its beginning."""
        self._article = article
        self._typeset(theme, style)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)

    def restyle(self, theme: Theme, style: PageStyle) -> None:
        """Change colours or size; place and selection stay."""
        if self._article is None:
            return
        cursor = self.textCursor()
        anchor, position = cursor.anchor(), cursor.position()
        with self._place_held():
            self._typeset(theme, style)
            cursor = self.textCursor()
            cursor.setPosition(anchor)
            cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
            # Nothing was pointed at: what is active stays so.
            self._set_cursor(cursor)

    @property
    def scroll_bar_width(self) -> int:
        """Width of the scroll bar, which is always there, in pixels."""
        return self.verticalScrollBar().sizeHint().width()

    def set_margin_width(self, width: int) -> None:
        """Keep that many pixels free to the right of the text, for the notes."""
        self._margin_width = width
        self._fit()

    # --- Places -------------------------------------------------------------------------------

    @property
    def caret(self) -> int:
        """The code point at the caret."""
        return self._page.positions.to_offset(self.textCursor().position()) if self._page else 0

    def place_caret(self, offset: int) -> None:
        """Put the caret at a code point, and tell nobody: nothing was pointed at.

        The page stays where it is, whether the caret is in sight or not.
        """
        if self._page is not None:
            cursor = self.textCursor()
            cursor.setPosition(self._page.positions.to_position(offset))
            self._set_cursor(cursor)

    def offset_at(self, point: QPoint) -> int:
        """The code point nearest to a point of the viewport, as the caret would go there."""
        if self._page is None:
            return 0
        return self._page.positions.to_offset(self._position_at(point))

    def offset_under(self, point: QPoint) -> int | None:
        """The code point whose letter is under a point of the viewport; None beside the text."""
        offset = self._code_point_at(point)
        hit = any(rect.contains(point) for rect in self.rects_of(Span(offset, offset + 1)))
        return offset if hit else None

    def rects_of(self, span: Span) -> list[QRect]:
        """Where a passage stands, one rectangle a line, in pixels of the viewport."""
        if self._page is None:
            return []
        found: list[QRect] = []
        for number, start, end in self._page.positions.pieces(span):
            block = self.document().findBlock(self._page.positions.runs[number].position)
            corner = self._corner(block)
            found += [
                rect.translated(corner).toAlignedRect() for rect in range_rects(block, start, end)
            ]
        return found

    def ends_of(self, span: Span) -> tuple[QPoint, QPoint, int] | None:
        """The top of the edge at which a passage begins, and of that at which it ends.

        With the height of the letters, all in pixels of the viewport. In text written from right to
        left a passage begins at the right edge of its first letter.
        """
        rects = self.rects_of(span)
        if not rects:
            return None
        first, last = rects[0], rects[-1]
        start, end = first.topLeft(), QPoint(last.right() + 1, last.top())
        if self._in_both_ways(span.start):
            first = next(iter(self.rects_of(Span(span.start, span.start + 1))), first)
            backwards = self._runs_backwards(span.start)
            start = QPoint(first.right() + 1 if backwards else first.left(), first.top())
        if self._in_both_ways(span.end - 1):
            last = (self.rects_of(Span(span.end - 1, span.end)) or [last])[-1]
            backwards = self._runs_backwards(span.end - 1)
            end = QPoint(last.left() if backwards else last.right() + 1, last.top())
        return start, end, first.height()

    def is_backwards_at(self, offset: int) -> bool:
        """Whether the letter at a code point is written from right to left."""
        return self._in_both_ways(offset) and self._runs_backwards(offset)

    @property
    def top(self) -> int:
        """The first code point in sight."""
        if self._page is None:
            return 0
        return self._page.positions.to_offset(self.cursorForPosition(QPoint(0, 0)).position())

    def top_of(self, offset: int) -> float:
        """Where the line of a code point begins, in pixels of the viewport (also out of sight)."""
        if self._page is None:
            return 0.0
        position = self._page.positions.to_position(offset)
        block = self.document().findBlock(position)
        line = block.layout().lineForTextPosition(position - block.position())
        return self._corner(block).y() + (line.y() if line.isValid() else 0.0)

    def reveal(self, span: Span) -> None:
        """Bring a passage into sight: by as little as it takes, and not at all where it is there.

        Where it has to be scrolled, two lines or so are seen beyond it. Of one that is higher than
        the page the beginning is shown.
        """
        rects = self.rects_of(span)
        if not rects:
            return
        height = self.viewport().height()
        if rects[0].top() < 0:
            self._scroll_to(span.start, min(_AROUND, height // 4))
        elif rects[-1].bottom() > height:
            around = min(_AROUND, height // 4)
            below = height - around - (rects[-1].bottom() - rects[0].top())
            self._scroll_to(span.start, max(around, below))

    def scroll_to(self, offset: int) -> None:
        """Bring a code point to the top of the page, as :attr:`top` tells it."""
        self._scroll_to(offset, PAGE_MARGIN)

    def share_in_sight(self) -> tuple[float, float]:
        """Which part of the text is in sight: shares (0 to 1) of its code points."""
        if self._page is None or self._article is None:
            return 0.0, 1.0
        length = max(1, len(self._article.text))
        corners = QPoint(0, 0), QPoint(0, self.viewport().height())
        first, last = (self.cursorForPosition(point).position() for point in corners)
        positions = self._page.positions
        return positions.to_offset(first) / length, positions.to_offset(last) / length

    def scroll_to_share(self, share: float) -> None:
        """Bring a share (0 to 1) of the text to the middle of the page."""
        if self._article is not None:
            offset = min(int(share * len(self._article.text)), len(self._article.text) - 1)
            self._scroll_to(offset, self.viewport().height() // 2)

    # --- Events -------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """A new size of the view changes the margins first, and then the lines."""
        if event.type() is QEvent.Type.Resize:
            with self._place_held():
                self._fit()
                self.resized.emit()
                return super().event(event)
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The viewport has another size: lines are broken anew."""
        super().resizeEvent(event)
        self._relaid()

    def changeEvent(self, event: QEvent) -> None:
        """The article has letters of its own; another style may break the lines anew."""
        kind = event.type()
        if kind in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            # Not that of the text edit, which would give the document the letters of the program.
            super(QTextEdit, self).changeEvent(event)
        else:
            super().changeEvent(event)
        if kind in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._relaid()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel change the size."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            # A touch pad sends many small pieces of a step.
            self._turned += event.angleDelta().y()
            steps = int(self._turned / _WHEEL_STEP)
            self._turned -= steps * _WHEEL_STEP
            if steps:
                self.zoom_asked.emit(steps)
            event.accept()
            return
        self._turned = 0
        super().wheelEvent(event)

    # --- Inside -------------------------------------------------------------------------------

    def _typeset(self, theme: Theme, style: PageStyle) -> None:
        assert self._article is not None  # noqa: S101 (both callers have set it)
        self._theme, self._style = theme, style
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(theme.page))
        self.setPalette(palette)
        old = self._page
        self._page = typeset(self._article, theme, style)
        self._page.document.setParent(self)
        with QSignalBlocker(self):  # the caret goes to the start, which points at nothing
            self.setDocument(self._page.document)
        if old is not None:
            old.document.deleteLater()
        self.document().documentLayout().documentSizeChanged.connect(self._relaid)
        self._set_in_type(self._page)
        self._fit()

    def _set_in_type(self, page: Page) -> None:
        """The document is another one: what was known of places in the one before is void."""

    def _fit(self) -> None:
        """Centre a column of the right measure in what the notes leave free."""
        advance = QFontMetricsF(reading_font(BASE_SIZE * self._style.zoom)).averageCharWidth()
        wanted = int(self._style.measure * advance + 2 * PAGE_MARGIN)
        free = self.width() - self._margin_width - self.scroll_bar_width
        left = max(0, (free - wanted) // 2)
        right = max(0, free - wanted - left) + self._margin_width
        margins = self.viewportMargins()
        if (margins.left(), margins.right()) != (left, right):
            with self._place_held():
                self.setViewportMargins(left, 0, right, 0)

    @contextlib.contextmanager
    def _place_held(self) -> Iterator[None]:
        """Keep the first line on the page while lines are broken anew.

        What is to be kept in sight comes first, if it was there.
        """
        if self._page is None or self._holding:
            yield
            return
        kept, offset = self.kept(), self.top
        at_top, above = self.verticalScrollBar().value() == 0, self.top_of(offset)
        level, before = self.top_of(kept or 0), self.viewport().height()
        self._holding = True
        try:
            yield
        finally:
            self._holding = False
        # Not by parts of a pixel, which add up.
        if not at_top and abs(self.top_of(offset) - above) >= 1:
            self._scroll_to(offset, round(above))
        if kept is None or not 0 <= level < before:
            return
        height, now = self.viewport().height(), self.top_of(kept)
        came_down = height - now < before - level  # it is nearer to the lower edge
        if now < 0 or (came_down and now > height - OVERHANG):  # no line of it is to be seen
            self._scroll_to(kept, round(min(level, max(OVERHANG, height - 2 * OVERHANG))))

    def _set_cursor(self, cursor: QTextCursor) -> None:
        """Set the cursor of the text so that nobody hears of it, and nothing is scrolled."""
        bar = self.verticalScrollBar()
        place = bar.value()
        with QSignalBlocker(self):
            self.setTextCursor(cursor)
        # Not within the blocker: what lies beside the page has to move along, should Qt have
        # scrolled to the cursor.
        if bar.value() != place:
            bar.setValue(place)

    def _corner(self, block: QTextBlock) -> QPointF:
        """Top left corner of a block in pixels of the viewport."""
        rect = self.document().documentLayout().blockBoundingRect(block)
        return rect.topLeft() - QPointF(
            self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        )

    def _block_at(self, offset: int) -> tuple[QTextBlock, int]:
        """The block that a code point is in, and its UTF-16 position there."""
        position = self._page.positions.to_position(offset) if self._page else 0
        block = self.document().findBlock(position)
        return block, position - block.position()

    def _in_both_ways(self, offset: int) -> bool:
        return has_both_ways(self._block_at(offset)[0])

    def _runs_backwards(self, offset: int) -> bool:
        return runs_backwards(*self._block_at(offset))

    def _position_at(self, point: QPoint) -> int:
        """The document position nearest to a point of the viewport."""
        cursor = self.cursorForPosition(point)
        block = cursor.block()
        if not has_both_ways(block):
            return cursor.position()
        inside = QPointF(point) - self._corner(block)
        return block.position() + position_at(block, inside.x(), inside.y())

    def _code_point_at(self, point: QPoint) -> int:
        """The code point under a point; the caret would go behind it in its second half."""
        if self._page is None:
            return 0
        offset = self._page.positions.to_offset(self._position_at(point))
        if offset and any(r.contains(point) for r in self.rects_of(Span(offset - 1, offset))):
            return offset - 1
        return offset

    def _scroll_to(self, offset: int, below: int) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + int(self.top_of(offset)) - below)
        # Lines are broken as they come into sight: what is above may be higher now, and the range
        # of the bar another one.
        bar.setValue(bar.value() + int(self.top_of(offset)) - below)

    def _scrolled(self) -> None:
        self.moved.emit()

    def _relaid(self) -> None:
        self.moved.emit()
