"""Selecting on the page: by mouse and keyboard, by words and sentences."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QWidget

from annotator.desktop.article_view import ArticleView
from annotator.desktop.geometry import has_both_ways
from annotator.desktop.page_style import PageStyle
from annotator.desktop.palette import Theme
from annotator.domain.article import Article
from annotator.domain.segmentation import Segmentation
from annotator.domain.snapping import snapped, trimmed
from annotator.domain.span import Span
from annotator.domain.word_units import has_unspaced


class SelectingView(ArticleView):
    """An article in which the reader selects passages; tells of it once a selection is settled."""

    selected = Signal(object)
    """The span that is selected now (settled: the button is up), or None."""
    picked = Signal(object)
    """The mouse has been let go of: the span that it selected, or None. Before ``pointed``."""
    pointed = Signal(int)
    """The reader clicked or moved the caret without selecting: the code point there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._segmentation: Segmentation | None = None
        self._exact = False
        self._pressed = False
        self._double_click: tuple[QPointF, int] | None = None
        self._last_click: int | None = None
        self.clicked_again = False
        """Whether the last click went to where the one before it went."""
        self.cursorPositionChanged.connect(self._caret_moved)

    def show_article(self, article: Article, theme: Theme, style: PageStyle) -> None:
        """Set an article in type; its words and sentences have to be given anew."""
        self._segmentation = None
        super().show_article(article, theme, style)

    def set_segmentation(self, segmentation: Segmentation) -> None:
        """Give the words and sentences once they are known; until then words are guessed."""
        self._segmentation = segmentation

    @property
    def segmentation(self) -> Segmentation | None:
        """Words and sentences; None until they are known."""
        return self._segmentation

    @property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences, once they are known; until then the runs of text."""
        if self._segmentation is not None:
            return self._segmentation.sentences
        return tuple(self._article.runs()) if self._article else ()

    # --- What is selected ---------------------------------------------------------------------

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
        self._set_cursor(cursor)
        self._settle(None)

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

    # --- Events -------------------------------------------------------------------------------

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
            self.picked.emit(None)
            self.pointed.emit(offset)
            return
        cursor = self.textCursor()
        if not self._exact and self._page is not None:
            start, end = self._page.positions.positions(span)
            backwards = cursor.position() < cursor.anchor()
            self._set_selection(*((end, start) if backwards else (start, end)))
        self._settle(span)
        self.picked.emit(span)

    # --- Inside -------------------------------------------------------------------------------

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

    def _settle(self, span: Span | None) -> None:
        self.selected.emit(span)

    def _caret_moved(self) -> None:
        if self._pressed or self._page is None:
            return
        self._exact = False
        self._last_click, self.clicked_again = None, False
        if self.textCursor().atStart():
            self.verticalScrollBar().setValue(0)
        span = self.selection
        self._settle(span)
        if span is None:
            self.pointed.emit(self.caret)


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
