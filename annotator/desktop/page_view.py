"""The page: an article set in type, with marks painted behind its text."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QTextEdit, QWidget

from annotator.desktop.document import BASE_SIZE, PAGE_MARGIN, Page, typeset
from annotator.desktop.found_places import FoundPlaces
from annotator.desktop.geometry import (
    Geometry,
    Laid,
    has_both_ways,
    position_at,
    range_rects,
    runs_backwards,
)
from annotator.desktop.mark_painter import REACH, MarkPainter
from annotator.desktop.marks import Mark, MarkIndex
from annotator.desktop.page_style import PageStyle
from annotator.desktop.palette import Theme
from annotator.desktop.theme import reading_font
from annotator.domain.article import Article
from annotator.domain.segmentation import Segmentation
from annotator.domain.snapping import snapped, trimmed
from annotator.domain.span import Span
from annotator.domain.word_units import has_unspaced

_OVERHANG = int(REACH)  # pixels that badges and underlines reach beyond their line
_WHEEL_STEP = 120  # eighths of a degree in one notch of a wheel, as Qt counts


@dataclass(frozen=True, slots=True)
class Anchor:
    """A mark in sight, and where on the viewport (pixels) it begins."""

    mark_id: str
    top: float


class PageView(QTextEdit):
    """Shows an article and its marks, and tells what the reader selects.

    All spans are in code points of the article. The text is never edited, and no mark is ever
    written into the document's formats.
    """

    selected = Signal(object)
    """The span that is selected now (settled: the button is up), or None."""
    pointed = Signal(int)
    """The reader clicked or moved the caret without selecting: the code point there."""
    moved = Signal()
    """Lines or scroll position have changed: what lies beside the page must move along."""
    marks_changed = Signal()
    """Other marks are on the page."""
    active_changed = Signal(object)
    """The id of the mark that is the active one now, or None."""
    resized = Signal()
    """The view has another size."""
    zoom_asked = Signal(int)
    """Ctrl and the wheel: steps up or down."""

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
        self._page: Page | None = None
        self._theme: Theme | None = None
        self._style = PageStyle()
        self._margin_width = 0
        self._segmentation: Segmentation | None = None
        self._marks: MarkIndex | None = None
        self._geometry: Geometry | None = None
        self._active: str | None = None
        self._found = FoundPlaces()
        self._exact = False
        self._pressed = False
        self._double_click: tuple[QPointF, int] | None = None
        self._last_click: int | None = None
        self._turned = 0
        self.clicked_again = False
        """Whether the last click went to where the one before it went."""
        self.cursorPositionChanged.connect(self._caret_moved)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    # --- What is shown ------------------------------------------------------------------------

    def show_article(self, article: Article, theme: Theme, style: PageStyle) -> None:
        """Set an article in type; marks have to be given anew."""
        self._article = article
        self._segmentation = None
        self._active = None
        self._typeset(theme, style)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)

    def restyle(self, theme: Theme, style: PageStyle) -> None:
        """Change colours or size; place, selection and marks stay."""
        if self._article is None:
            return
        marks = self._marks.all() if self._marks else ()
        cursor = self.textCursor()
        anchor, position = cursor.anchor(), cursor.position()
        top = self.top
        above = round(self.top_of(top))
        self._typeset(theme, style)
        if self._marks is not None:
            self._marks.replace_all(marks)
        cursor = self.textCursor()
        cursor.setPosition(anchor)
        cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        # Nothing was pointed at: what is active stays so.
        with QSignalBlocker(self):
            self.setTextCursor(cursor)
        self._scroll_to(top, above)

    def set_segmentation(self, segmentation: Segmentation) -> None:
        """Give the words and sentences once they are known; until then words are guessed."""
        self._segmentation = segmentation

    @property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences, once they are known; until then the runs of text."""
        if self._segmentation is not None:
            return self._segmentation.sentences
        return tuple(self._article.runs()) if self._article else ()

    def set_marks(self, marks: Iterable[Mark]) -> None:
        """Show these marks and no others."""
        if self._marks is not None and self._geometry is not None:
            self._marks.replace_all(marks)
            self._geometry.forget_all()
            self.viewport().update()
            self.marks_changed.emit()

    def set_mark(self, mark: Mark) -> None:
        """Add or replace one mark."""
        if self._marks is not None:
            self._changed(self._marks.set(mark))

    def discard_mark(self, mark_id: str) -> None:
        """Remove one mark."""
        if self._marks is not None:
            self._changed(self._marks.discard(mark_id))

    def set_active(self, mark_id: str | None) -> None:
        """Show one mark as the active one."""
        for each in {self._active, mark_id}:
            self._repaint_mark(each)
        linked = self._links(self._active) or self._links(mark_id)
        changed = mark_id != self._active
        self._active = mark_id
        if linked:
            self.viewport().update()
        if changed:
            self.active_changed.emit(mark_id)

    @property
    def scroll_bar_width(self) -> int:
        """Width of the scroll bar, which is always there, in pixels."""
        return self.verticalScrollBar().sizeHint().width()

    def set_found(self, places: Sequence[Span]) -> None:
        """Show where something was found; no places end it."""
        self._found = FoundPlaces(places)
        self.viewport().update()

    def set_found_current(self, place: Span | None) -> None:
        """Show one of the places found as the current one."""
        self._found.current = place
        self.viewport().update()

    def set_margin_width(self, width: int) -> None:
        """Keep that many pixels free to the right of the text, for the notes."""
        self._margin_width = width
        self._fit()

    # --- Places -------------------------------------------------------------------------------

    @property
    def selection(self) -> Span | None:
        """The selected passage, without white space at its ends."""
        if self._page is None or self._article is None:
            return None
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        span = self._page.positions.to_span(*_selected_range(cursor))
        return trimmed(self._article.text, span) if span else None

    def snapped_selection(self, *, exact: bool = False) -> Span | None:
        """The selection widened to whole words, unless it was made (or is asked for) exactly."""
        span = self.selection
        return span if span is None or exact or self._exact else self.snap(span)

    def snap(self, span: Span) -> Span | None:
        """A span widened to whole words; None where it holds only white space."""
        if self._article is None:
            return None
        tokens = self._segmentation.tokens if self._segmentation else None
        return snapped(self._article.text, span, tokens)

    def select(self, span: Span) -> None:
        """Select a passage, with the caret at its end."""
        if self._page is not None:
            start, end = self._page.positions.positions(span)
            self._set_selection(start, end)

    def clear_selection(self) -> None:
        """Leave the caret where it is and select nothing."""
        cursor = self.textCursor()
        cursor.clearSelection()
        # Nothing was pointed at: what is active stays so.
        with QSignalBlocker(self):
            self.setTextCursor(cursor)
        self._settle(None)

    @property
    def caret(self) -> int:
        """The code point at the caret."""
        return self._page.positions.to_offset(self.textCursor().position()) if self._page else 0

    def move_caret(self, offset: int, *, extend: bool) -> None:
        """Move the caret to a code point as a key does, and with it the end of the selection."""
        if self._page is not None:
            cursor = self.textCursor()
            mode = QTextCursor.MoveMode
            how = mode.KeepAnchor if extend else mode.MoveAnchor
            cursor.setPosition(self._page.positions.to_position(offset), how)
            self.setTextCursor(cursor)
            self.ensureCursorVisible()

    def leave(self, *, forward: bool) -> None:
        """Let the keyboard focus go on to the next control, or back to the one before."""
        self.focusNextPrevChild(forward)

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

    def place_caret(self, offset: int) -> None:
        """Put the caret at a code point, and tell nobody: nothing was pointed at."""
        if self._page is not None:
            cursor = self.textCursor()
            cursor.setPosition(self._page.positions.to_position(offset))
            with QSignalBlocker(self):
                self.setTextCursor(cursor)

    @property
    def active(self) -> str | None:
        """The id of the active mark."""
        return self._active

    def mark(self, mark_id: str | None) -> Mark | None:
        """The mark with that id, if it is on the page."""
        return self._marks.get(mark_id) if self._marks and mark_id else None

    def marks_at(self, offset: int) -> list[Mark]:
        """The marks over a code point, innermost first."""
        return self._marks.at(offset) if self._marks else []

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

    def top_of(self, offset: int) -> float:
        """Where the line of a code point begins, in pixels of the viewport (also out of sight)."""
        if self._page is None:
            return 0.0
        position = self._page.positions.to_position(offset)
        block = self.document().findBlock(position)
        line = block.layout().lineForTextPosition(position - block.position())
        return self._corner(block).y() + (line.y() if line.isValid() else 0.0)

    def reveal(self, span: Span) -> None:
        """Scroll a passage to the upper third of the page, unless it and its card are in sight."""
        rects = self.rects_of(span)
        height = self.viewport().height()
        if rects and not (rects[0].top() >= _OVERHANG and rects[-1].bottom() <= height * 0.7):
            self._scroll_to(span.start, height // 3)

    def scroll_to(self, offset: int) -> None:
        """Bring a code point to the top of the page, as :attr:`top` tells it."""
        self._scroll_to(offset, PAGE_MARGIN)

    def reveal_offset(self, offset: int) -> None:
        """Scroll the line of a code point into sight, if it is not."""
        top = self.top_of(offset)
        if not 0 <= top <= self.viewport().height() - 2 * _OVERHANG:
            self._scroll_to(offset, self.viewport().height() // 3)

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

    def shares_of_marks(self) -> Iterator[tuple[float, Mark]]:
        """Every mark with the share (0 to 1) of the text at which it begins."""
        if self._marks is not None and self._article is not None:
            length = max(1, len(self._article.text))
            for mark in self._marks.all():
                for span in mark.spans:
                    yield span.start / length, mark

    def anchors_in_sight(self) -> list[Anchor]:
        """The marks that begin in sight, from top to bottom; an end each for linked ones."""
        found: dict[str, float] = {}
        for _, block, pieces in self._in_sight(self.viewport().rect()):
            corner = self._corner(block)
            for laid in pieces:
                if laid.piece.first and laid.rects:
                    top = corner.y() + laid.rects[0].top()
                    mark_id = laid.piece.mark.id
                    found[mark_id] = min(top, found.get(mark_id, top))
        return sorted((Anchor(*item) for item in found.items()), key=lambda a: (a.top, a.mark_id))

    def _block_at(self, offset: int) -> tuple[QTextBlock, int]:
        """The block that a code point is in, and its UTF-16 position there."""
        position = self._page.positions.to_position(offset) if self._page else 0
        block = self.document().findBlock(position)
        return block, position - block.position()

    def _position_at(self, point: QPoint) -> int:
        """The document position nearest to a point of the viewport."""
        cursor = self.cursorForPosition(point)
        block = cursor.block()
        if not has_both_ways(block):
            return cursor.position()
        inside = QPointF(point) - self._corner(block)
        return block.position() + position_at(block, inside.x(), inside.y())

    def _correct_cursor(self, point: QPoint, mode: QTextCursor.MoveMode) -> None:
        """Put the cursor where the mouse is, should Qt have put it elsewhere."""
        cursor, position = self.textCursor(), self._position_at(point)
        if cursor.position() != position and not cursor.hasComplexSelection():
            cursor.setPosition(position, mode)
            self.setTextCursor(cursor)

    def _has_other_words(self, offset: int) -> bool:
        """Whether Qt finds no words in the run of a code point, or others than are drawn there."""
        block = self._block_at(offset)[0]
        return has_both_ways(block) or has_unspaced(block.text())

    def _in_both_ways(self, offset: int) -> bool:
        return has_both_ways(self._block_at(offset)[0])

    def _runs_backwards(self, offset: int) -> bool:
        return runs_backwards(*self._block_at(offset))

    # --- Events -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Marks first, then Qt's text and selection over them."""
        if self._theme is not None and self._marks is not None and (self._marks or self._found):
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setClipRegion(event.region())
            marks = MarkPainter(painter, self._theme, self._active)
            for number, block, pieces in self._in_sight(event.rect()):
                corner = self._corner(block)
                if self._found:
                    self._draw_found(painter, number, block, corner)
                if pieces:
                    painter.translate(corner)
                    marks.draw(pieces, QRectF(event.rect()).translated(-corner))
                    painter.translate(-corner)
            self._draw_link(painter)
            painter.end()
        super().paintEvent(event)

    def event(self, event: QEvent) -> bool:
        """A new size of the view changes the margins first, and then the lines."""
        if event.type() is QEvent.Type.Resize:
            self._fit()
            self.resized.emit()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The viewport has another size: lines are broken anew."""
        super().resizeEvent(event)
        self._relaid()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press after a double click takes the whole sentence."""
        left = event.button() is Qt.MouseButton.LeftButton
        # Of a right press no release may come, since the menu takes it.
        self._pressed = left
        third = left and self._is_third_click(event)
        self._double_click = None
        if third and self._select_sentence(event.position().toPoint()):
            return
        anew = left and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if anew and self.textCursor().hasSelection():
            # Qt would drag the words that are selected, and keep the release to itself.
            cursor = self.textCursor()
            cursor.setPosition(self._position_at(event.position().toPoint()))
            self.setTextCursor(cursor)
        super().mousePressEvent(event)
        if anew:
            self._correct_cursor(event.position().toPoint(), QTextCursor.MoveMode.MoveAnchor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Select as far as the mouse is; after a double click, by words."""
        super().mouseMoveEvent(event)
        if self._pressed and self._double_click is None:
            self._correct_cursor(event.position().toPoint(), QTextCursor.MoveMode.KeepAnchor)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click takes the word."""
        super().mouseDoubleClickEvent(event)
        offset = self.offset_under(event.position().toPoint())
        if offset is not None and self._has_other_words(offset):
            self.select(Span(offset, offset + 1))  # it grows to a word when the button is up
        self._double_click = event.position(), event.timestamp()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Now the selection is settled: snap it to words, or keep it exactly with Alt."""
        super().mouseReleaseEvent(event)
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._pressed = False
        self._exact = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        span = self.snapped_selection()
        if span is None:
            self._settle(None)
            offset = self._code_point_at(event.position().toPoint())
            self.clicked_again = self._last_click == offset
            self._last_click = offset
            self.pointed.emit(offset)
            return
        cursor = self.textCursor()
        if not self._exact and self._page is not None:
            start, end = self._page.positions.positions(span)
            backwards = cursor.position() < cursor.anchor()
            self._set_selection(*((end, start) if backwards else (start, end)))
        self._settle(span)

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

    def changeEvent(self, event: QEvent) -> None:
        """A new font breaks the lines anew."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._relaid()

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
        self._marks = MarkIndex(self._page.positions)
        self._geometry = Geometry(self._marks)
        self._fit()

    def _fit(self) -> None:
        """Centre a column of the right measure in what the notes leave free."""
        advance = QFontMetricsF(reading_font(BASE_SIZE * self._style.zoom)).averageCharWidth()
        wanted = int(self._style.measure * advance + 2 * PAGE_MARGIN)
        free = self.width() - self._margin_width - self.scroll_bar_width
        left = max(0, (free - wanted) // 2)
        right = max(0, free - wanted - left) + self._margin_width
        margins = self.viewportMargins()
        if (margins.left(), margins.right()) != (left, right):
            self.setViewportMargins(left, 0, right, 0)

    def _corner(self, block: QTextBlock) -> QPointF:
        """Top left corner of a block in pixels of the viewport."""
        rect = self.document().documentLayout().blockBoundingRect(block)
        return rect.topLeft() - QPointF(
            self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        )

    def _in_sight(self, rect: QRect) -> Iterator[tuple[int, QTextBlock, list[Laid]]]:
        """Run, block and laid pieces of every block that a rectangle of the viewport touches."""
        if self._geometry is not None:
            for number, block in self._blocks_in_sight(rect):
                yield number, block, self._geometry.of(number, block)

    def _blocks_in_sight(self, rect: QRect) -> Iterator[tuple[int, QTextBlock]]:
        if self._page is None:
            return
        positions = self._page.positions
        top, bottom = rect.top() - _OVERHANG, rect.bottom() + _OVERHANG
        block = self.cursorForPosition(QPoint(0, top)).block()
        while block.isValid():
            if self._corner(block).y() > bottom:
                break
            number = positions.run_at(block.position())
            if number is not None and positions.runs[number].position == block.position():
                yield number, block
            block = block.next()

    @property
    def top(self) -> int:
        """The first code point in sight."""
        if self._page is None:
            return 0
        return self._page.positions.to_offset(self.cursorForPosition(QPoint(0, 0)).position())

    def _scroll_to(self, offset: int, below: int) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + int(self.top_of(offset)) - below)

    def _changed(self, runs: Iterable[int]) -> None:
        if self._geometry is None or self._page is None:
            return
        seen = dict(self._blocks_in_sight(self.viewport().rect()))
        for number in runs:
            if number not in seen:
                self._geometry.forget([number])
                continue
            block = seen[number]
            heights = self._geometry.changed(number, block)
            if heights is None:
                self._repaint_runs([number])
            elif heights[0] <= heights[1]:
                self._repaint_between(block, *heights)
        self.marks_changed.emit()

    def _repaint_runs(self, runs: Iterable[int]) -> None:
        assert self._page is not None  # noqa: S101 (there are no runs without a page)
        for number in runs:
            block = self.document().findBlock(self._page.positions.runs[number].position)
            self._repaint_between(block, 0.0, block.layout().boundingRect().height())

    def _repaint_between(self, block: QTextBlock, first: float, last: float) -> None:
        """Paint a strip of a block again, with what hangs over it above and below."""
        corner = self._corner(block).y()
        top, bottom = int(corner + first) - _OVERHANG, math.ceil(corner + last) + _OVERHANG
        if top < self.viewport().height() and bottom > 0:
            self.viewport().update(0, top, self.viewport().width(), bottom - top)

    def _repaint_mark(self, mark_id: str | None) -> None:
        mark = self.mark(mark_id)
        if mark is not None and self._page is not None:
            self._repaint_runs(
                {n for span in mark.spans for n in self._page.positions.runs_touching(span)}
            )

    def _links(self, mark_id: str | None) -> bool:
        mark = self.mark(mark_id)
        return mark is not None and mark.counterpart is not None

    def _draw_found(
        self, painter: QPainter, number: int, block: QTextBlock, corner: QPointF
    ) -> None:
        assert self._page is not None and self._theme is not None  # noqa: S101, PT018 (painting)
        positions = self._page.positions
        for place in self._found.within(positions.runs[number].span):
            current = place == self._found.current
            painter.setPen(QPen(QColor(self._theme.accent), 2.0 if current else 1.0))
            painter.setBrush(QColor(self._theme.selection))
            for rect in range_rects(block, *positions.within(number, place)):
                painter.drawRoundedRect(rect.translated(corner).adjusted(-1, 0, 1, 1), 3, 3)

    def _draw_link(self, painter: QPainter) -> None:
        """A line in the left margin of the page that joins both ends of the active mark."""
        mark = self.mark(self._active)
        if mark is None or mark.counterpart is None:
            return
        rail = 9.0
        painter.setPen(QPen(mark.look.colour, 2.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        ends = []
        for span in (mark.spans[0], mark.counterpart):
            rects = self.rects_of(span)
            if rects:
                y = rects[0].center().y()
                ends.append(float(y))
                painter.drawLine(QPointF(rail, y), QPointF(PAGE_MARGIN - 6.0, y))
                tip = QRectF(PAGE_MARGIN - 9.0, y - 3.0, 6.0, 6.0)
                painter.setBrush(mark.look.colour)
                painter.drawEllipse(tip)
                painter.setBrush(Qt.BrushStyle.NoBrush)
        if len(ends) == 2:
            painter.drawLine(QPointF(rail, ends[0]), QPointF(rail, ends[1]))

    def _set_selection(self, anchor: int, position: int) -> None:
        cursor = self.textCursor()
        cursor.setPosition(anchor)
        cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def _select_sentence(self, point: QPoint) -> bool:
        if self._segmentation is None or self._page is None:
            return False
        offset = self._code_point_at(point)
        sentences = self._segmentation.sentences_touching([Span(offset, offset + 1)])
        if not sentences:
            return False
        self.select(sentences[0])
        return True

    def _is_third_click(self, event: QMouseEvent) -> bool:
        if self._double_click is None:
            return False
        place, time = self._double_click
        near = (event.position() - place).manhattanLength() <= QApplication.startDragDistance()
        return near and event.timestamp() - time <= QApplication.doubleClickInterval()

    def _code_point_at(self, point: QPoint) -> int:
        """The code point under a point; the caret would go behind it in its second half."""
        if self._page is None:
            return 0
        offset = self._page.positions.to_offset(self._position_at(point))
        if offset and any(r.contains(point) for r in self.rects_of(Span(offset - 1, offset))):
            return offset - 1
        return offset

    def _settle(self, span: Span | None) -> None:
        self.selected.emit(span)

    def _caret_moved(self) -> None:
        if self._pressed or self._page is None:
            return
        self._exact = False
        self._last_click, self.clicked_again = None, False
        span = self.selection
        self._settle(span)
        if span is None:
            self.pointed.emit(self.caret)

    def _scrolled(self) -> None:
        if self._links(self._active):
            self.viewport().update()
        self.moved.emit()

    def _relaid(self) -> None:
        if self._geometry is not None:
            self._geometry.forget_all()
        self.moved.emit()


def _selected_range(cursor: QTextCursor) -> tuple[int, int]:
    """Document positions between which the selection lies, in reading order.

    Across cells of a table Qt selects whole cells, and puts the cursor at the start of the last.
    """
    table = cursor.currentTable() if cursor.hasComplexSelection() else None
    if table is None:
        return cursor.selectionStart(), cursor.selectionEnd()
    row, rows, column, columns = cursor.selectedTableCells()
    first, last = table.cellAt(row, column), table.cellAt(row + rows - 1, column + columns - 1)
    return first.firstPosition(), last.lastPosition()
