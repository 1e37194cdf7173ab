"""An article as a typeset document."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextListFormat,
    QTextTableFormat,
)

from annotator.desktop.page_style import PageStyle
from annotator.desktop.palette import Theme
from annotator.desktop.positions import TextMap
from annotator.desktop.theme import reading_font
from annotator.domain.article import Article, Block, BlockKind, MetadataRole
from annotator.domain.span import Span

BASE_SIZE = 13.0
PAGE_MARGIN = 28
BELOW = 160
_SCALES = {1: 1.75, 2: 1.3, 3: 1.1}

# Characters that Qt's documents take for structure; each is shown as one unit of its own.
_STRUCTURAL = re.compile("[\n\r\x00\u2028\u2029\ufdd0\ufdd1\ufffc]")


@dataclass(frozen=True, slots=True)
class Page:
    """A document with the map between its positions and the article's code points."""

    document: QTextDocument
    positions: TextMap


def shown(text: str) -> str:
    """The text as it stands on the page: of the same length, without what Qt would interpret."""
    return _STRUCTURAL.sub(lambda m: " " if m[0] in "\n\r" else "\ufffd", text)


def typeset(article: Article, theme: Theme, style: PageStyle) -> Page:
    """Build the document of an article."""
    return _Typesetter(article, theme, style).page()


class _Typesetter:
    def __init__(self, article: Article, theme: Theme, style: PageStyle) -> None:
        self._article = article
        self._theme = theme
        self._size = BASE_SIZE * style.zoom
        self._spacing = style.spacing * 100
        self._document = QTextDocument()
        self._document.setUndoRedoEnabled(False)
        self._document.setDocumentMargin(PAGE_MARGIN)
        self._document.setDefaultFont(reading_font(self._size))
        self._cursor = QTextCursor(self._document)
        self._placed: list[tuple[Span, int]] = []
        self._fresh = True

    def page(self) -> Page:
        self._cursor.beginEditBlock()
        for block in self._article.blocks:
            if block.kind is BlockKind.TABLE:
                self._table(block)
            else:
                self._paragraph(block)
        # Room below the last line, so that it can be read at ease and its card be seen.
        frame = self._document.rootFrame().frameFormat()
        frame.setBottomMargin(BELOW)
        self._document.rootFrame().setFrameFormat(frame)
        self._cursor.endEditBlock()
        return Page(self._document, TextMap(self._article.text, self._placed))

    def _write(self, cursor: QTextCursor, span: Span, fmt: QTextCharFormat) -> None:
        self._placed.append((span, cursor.position()))
        cursor.insertText(shown(self._article.text[span.start : span.end]), fmt)

    def _paragraph(self, block: Block) -> None:
        block_format, char_format = self._formats(block)
        if self._fresh:
            self._cursor.setBlockFormat(block_format)
            self._cursor.setBlockCharFormat(char_format)
            self._fresh = False
        else:
            # Bullets are drawn in the format of the block, not in that of its letters.
            self._cursor.insertBlock(block_format, char_format)
        if block.kind is BlockKind.LIST_ITEM:
            style = QTextListFormat()
            style.setIndent(block.level or 1)
            numbered = block.ordinal is not None
            style.setStyle(
                QTextListFormat.Style.ListDecimal if numbered else QTextListFormat.Style.ListDisc
            )
            if block.ordinal is not None:
                style.setStart(block.ordinal)
            self._cursor.createList(style)
        self._write(self._cursor, block.span, char_format)

    def _formats(self, block: Block) -> tuple[QTextBlockFormat, QTextCharFormat]:
        block_format = QTextBlockFormat()
        block_format.setLineHeight(
            self._spacing, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
        )
        char_format = QTextCharFormat()
        char_format.setForeground(QColor(self._theme.text))
        above, below = 0.0, 0.7
        if _is_headline(block) or block.kind is BlockKind.HEADING:
            level = 1 if _is_headline(block) else block.level or 2
            char_format.setFontPointSize(self._size * _SCALES.get(level, 1.0))
            char_format.setFontWeight(QFont.Weight.Bold)
            block_format.setHeadingLevel(level)
            block_format.setLineHeight(
                125, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
            )
            above, below = (0.2, 0.6) if level == 1 else (1.1, 0.35)
        elif block.kind is BlockKind.METADATA:
            char_format.setForeground(QColor(self._theme.muted))
            char_format.setFontPointSize(self._size * 0.88)
            char_format.setFontItalic(block.role is MetadataRole.BY_LINE)
            below = 0.3
        elif block.kind is BlockKind.QUOTATION:
            block_format.setLeftMargin(self._size * 1.8)
            block_format.setRightMargin(self._size * 1.8)
            char_format.setFontItalic(True)
        elif block.kind is BlockKind.LIST_ITEM:
            below = 0.3
        block_format.setTopMargin(self._size * above)
        block_format.setBottomMargin(self._size * below)
        return block_format, char_format

    def _table(self, block: Block) -> None:
        columns = max(len(row) for row in block.rows)
        style = QTextTableFormat()
        style.setBorderCollapse(True)
        style.setBorder(1)
        style.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        style.setBorderBrush(QBrush(QColor(self._theme.line)))
        style.setCellPadding(7)
        style.setCellSpacing(0)
        style.setTopMargin(self._size * 0.6)
        style.setBottomMargin(self._size * 1.1)
        style.setHeaderRowCount(1)
        style.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        style.setColumnWidthConstraints(
            [QTextLength(QTextLength.Type.PercentageLength, share) for share in self._shares(block)]
        )
        table = self._cursor.insertTable(len(block.rows), columns, style)
        for r, row in enumerate(block.rows):
            for c, cell in enumerate(row):
                if cell is None:
                    continue
                cursor = table.cellAt(r, c).firstCursorPosition()
                char_format = QTextCharFormat()
                char_format.setForeground(QColor(self._theme.text))
                char_format.setFontPointSize(self._size * 0.92)
                if r == 0:
                    char_format.setFontWeight(QFont.Weight.Bold)
                block_format = QTextBlockFormat()
                block_format.setAlignment(Qt.AlignmentFlag.AlignLeft)
                block_format.setLineHeight(
                    130, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
                )
                cursor.setBlockFormat(block_format)
                self._write(cursor, cell, char_format)
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._fresh = True

    def _shares(self, block: Block) -> list[float]:
        """Column widths in per cent, by the length of what stands in them, none too narrow."""
        columns = max(len(row) for row in block.rows)
        longest = [
            max((len(row[c] or ()) for row in block.rows if c < len(row)), default=0)  # type: ignore[arg-type]
            for c in range(columns)
        ]
        weights = [min(max(n, 10), 60) for n in longest]
        return [100 * w / sum(weights) for w in weights]


def _is_headline(block: Block) -> bool:
    return block.role is MetadataRole.HEADLINE
