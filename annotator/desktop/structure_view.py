"""An article as it will look, in which blocks are chosen; what each one is stands beside it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRect, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from annotator.desktop.article_view import ArticleView
from annotator.desktop.document import BASE_SIZE, PAGE_MARGIN
from annotator.desktop.page_style import PageStyle
from annotator.desktop.palette import Theme
from annotator.desktop.theme import reading_font
from annotator.domain.article import Article, Block, BlockKind, MetadataRole
from annotator.domain.span import Span
from annotator.domain.structure import block_at

GUTTER = 96
_AROUND = 5


def block_name(block: Block) -> str:
    """What a block is, in a word or two."""
    translate = QCoreApplication.translate
    if block.role is MetadataRole.HEADLINE:
        return translate("structure", "Headline")
    if block.kind is BlockKind.HEADING:
        return translate("structure", "Heading {level}").format(level=block.level)
    if block.kind is BlockKind.LIST_ITEM and (block.level or 1) > 1:
        return translate("structure", "List item {level}").format(level=block.level)
    names = {
        BlockKind.PARAGRAPH: translate("structure", "Paragraph"),
        BlockKind.LIST_ITEM: translate("structure", "List item"),
        BlockKind.TABLE: translate("structure", "Table"),
        BlockKind.QUOTATION: translate("structure", "Quotation"),
        BlockKind.METADATA: translate("structure", "Details"),
    }
    roles = {
        MetadataRole.DATE_LINE: translate("structure", "Date line"),
        MetadataRole.BY_LINE: translate("structure", "By-line"),
    }
    return roles.get(block.role, names[block.kind]) if block.role else names[block.kind]


class StructureView(ArticleView):
    """Shows an article; ``chosen`` says that the caret or the selection is on other blocks."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Structure"))
        self.gutter = _Gutter(self)
        self._numbers: tuple[int, int] | None = None
        self.cursorPositionChanged.connect(self._follow)
        self.selectionChanged.connect(self._follow)
        self.moved.connect(self.gutter.update)
        self.resized.connect(self._place_gutter)

    @property
    def article(self) -> Article | None:
        """What is shown."""
        return self._article

    @property
    def numbers(self) -> tuple[int, int] | None:
        """Numbers (from 0) of the first and the last block that are chosen."""
        return self._numbers

    def show_blocks(self, article: Article, theme: Theme, style: PageStyle) -> None:
        """Show another structure or text; caret, selection and place stay where they are."""
        if self._article is None or not article.blocks:
            self.show_article(article, theme, style)
            self._follow()
            return
        cursor, positions = self.textCursor(), self._page.positions if self._page else None
        anchor = positions.to_offset(cursor.anchor()) if positions else 0
        caret, bar = self.caret, self.verticalScrollBar().value()
        self._article = article
        self._typeset(theme, style)
        self.choose(min(anchor, len(article.text)), min(caret, len(article.text)))
        self.verticalScrollBar().setValue(bar)

    def clear_blocks(self) -> None:
        """Show nothing."""
        self._article = self._page = None
        with QSignalBlocker(self):
            self.document().clear()
        self._follow()

    def choose(self, anchor: int, caret: int) -> None:
        """Select from one code point to another; the blocks there are chosen."""
        if self._page is None:
            return
        cursor = self.textCursor()
        cursor.setPosition(self._page.positions.to_position(anchor))
        mode = cursor.MoveMode.KeepAnchor
        cursor.setPosition(self._page.positions.to_position(caret), mode)
        self.setTextCursor(cursor)
        self._follow()

    def choose_block(self, number: int, *, extend: bool = False) -> None:
        """Choose a block, or with ``extend`` all from the first one chosen to it."""
        if self._article is None:
            return
        start = self._article.blocks[number].start
        anchor = start
        if extend and self._page is not None:
            anchor = self._page.positions.to_offset(self.textCursor().anchor())
        self.choose(anchor, start)

    def rect_of(self, number: int) -> QRect:
        """Where a block stands, over the whole width of the text, in pixels of the viewport."""
        assert self._article is not None  # noqa: S101 (there is no block without an article)
        block = self._article.blocks[number]
        runs = list(block.runs())
        first = self.rects_of(Span(runs[0].start, runs[0].start + 1))
        last = self.rects_of(Span(runs[-1].end - 1, runs[-1].end))
        around = _AROUND + (5 if block.kind is BlockKind.TABLE else 0)
        top = first[0].top() if first else round(self.top_of(block.start))
        bottom = last[-1].bottom() if last else top
        return QRect(0, top - around, self.viewport().width(), bottom - top + 2 * around)

    def blocks_in_sight(self) -> list[int]:
        """Numbers of the blocks that can be seen."""
        if self._article is None or not self._article.blocks:
            return []
        found = []
        for number in range(block_at(self._article.blocks, self.top), len(self._article.blocks)):
            if self.rect_of(number).top() > self.viewport().height():
                break
            found.append(number)
        return found

    @property
    def theme(self) -> Theme | None:
        """The colours in use."""
        return self._theme

    def paintEvent(self, event: QPaintEvent) -> None:
        """The chosen blocks stand on another ground."""
        if self._numbers is not None and self._theme is not None:
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            first, last = self._numbers
            ground = QColor(self._theme.accent)
            ground.setAlphaF(0.15 if self.hasFocus() else 0.07)
            edge = QColor(self._theme.accent if self.hasFocus() else self._theme.muted)
            for number in self.blocks_in_sight():
                if first <= number <= last:
                    rect = self.rect_of(number).adjusted(PAGE_MARGIN - 12, 0, 12 - PAGE_MARGIN, 0)
                    painter.setPen(Qt.PenStyle.NoPen)
                    painter.setBrush(ground)
                    painter.drawRoundedRect(rect, 4, 4)
                    painter.setPen(QPen(edge, 3))
                    painter.drawLine(rect.topLeft(), rect.bottomLeft())
            painter.end()
        super().paintEvent(event)

    # --- Inside -------------------------------------------------------------------------------

    def _follow(self) -> None:
        before = self._numbers
        if self._article is None or self._page is None or not self._article.blocks:
            self._numbers = None
        else:
            cursor = self.textCursor()
            ends = sorted((cursor.selectionStart(), cursor.selectionEnd()))
            first, last = (
                block_at(self._article.blocks, self._page.positions.to_offset(e)) for e in ends
            )
            self._numbers = first, max(first, last)
        self.viewport().update()
        self.gutter.update()
        if self._numbers != before or self._numbers is None:
            self._describe()
        self.chosen.emit()

    def _describe(self) -> None:
        """Screen readers hear what the chosen block is."""
        if self._numbers is None or self._article is None:
            self.setAccessibleDescription("")
            return
        first, last = self._numbers
        name = block_name(self._article.blocks[first])
        several = self.tr("%n block(s) chosen", "", last - first + 1)
        self.setAccessibleDescription(name if first == last else several)

    def _fit(self) -> None:
        """Room at the left for the names, and a column of the usual measure beside it."""
        advance = QFontMetricsF(reading_font(BASE_SIZE * self._style.zoom)).averageCharWidth()
        wanted = int(self._style.measure * advance + 2 * PAGE_MARGIN)
        free = self.width() - GUTTER - self.scroll_bar_width
        self.setViewportMargins(GUTTER, 0, max(0, free - wanted), 0)

    def _place_gutter(self) -> None:
        self.gutter.setGeometry(0, 0, GUTTER, self.height())


class _Gutter(QWidget):
    """The names of the blocks; a click chooses one, with Shift as far as that one."""

    def __init__(self, view: StructureView) -> None:
        super().__init__(view)
        self._view = view

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Each name is level with the first line of its block."""
        view, theme = self._view, self._view.theme
        if theme is None or view.article is None:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.page))
        chosen = view.numbers
        for number in view.blocks_in_sight():
            on = chosen is not None and chosen[0] <= number <= chosen[1]
            font = QFont(self.font())
            font.setPointSizeF(max(8.0, font.pointSizeF() * 0.88))
            font.setBold(on)
            painter.setFont(font)
            painter.setPen(QColor(theme.accent if on else theme.muted))
            rect = view.rect_of(number)
            area = QRect(8, rect.top() + _AROUND, self.width() - 14, painter.fontMetrics().height())
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
            name = painter.fontMetrics().elidedText(
                block_name(view.article.blocks[number]), Qt.TextElideMode.ElideRight, area.width()
            )
            painter.drawText(area, flags, name)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the block beside which the mouse is."""
        y = event.position().y()
        above = [n for n in self._view.blocks_in_sight() if self._view.rect_of(n).top() <= y]
        if above:
            extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._view.choose_block(above[-1], extend=extend)
        self._view.setFocus(Qt.FocusReason.MouseFocusReason)
