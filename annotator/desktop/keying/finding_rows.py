"""How the rows of the checklist are drawn: whole, however narrow the panel is."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QPainter, QPalette
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.desktop.fitted_text import draw_lines, fitted_lines

Index = QModelIndex | QPersistentModelIndex

TOLD = Qt.ItemDataRole.UserRole + 1
"""What an item lacks: a tuple of sentences, shown below the text of its row."""

ICON, GAP, PAD = 18, 6, 5
BULLET = "· "
_QUOTE_LINES = 2


class FindingRows(QStyledItemDelegate):
    """Draws a heading, a sentence, or the quote of an item with what it lacks below it.

    Unlike Qt's own way it breaks words that are longer than a line, and keeps letter and quote
    level with each other.
    """

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as its lines in the width of the list."""
        width = self._view.viewport().width()
        lines = sum(len(lines) for lines in self._lines(index, self._text_width(index, width)))
        height = lines * QFontMetrics(self._font(index)).lineSpacing()
        has_icon = index.data(Qt.ItemDataRole.DecorationRole) is not None
        return QSize(width, max(height, ICON if has_icon else 0) + 2 * PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw what the style has for a row, and the texts over it."""
        row = QStyleOptionViewItem(option)
        self.initStyleOption(row, index)
        row.text, row.icon = "", QIcon()
        row.features &= ~QStyleOptionViewItem.ViewItemFeature.HasDecoration
        style = self._view.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, row, painter, self._view)
        backwards = row.direction is Qt.LayoutDirection.RightToLeft
        inside = row.rect.adjusted(PAD, PAD, -PAD, -PAD)
        icon = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(icon, QIcon):
            left = inside.right() + 1 - ICON if backwards else inside.left()
            icon.paint(painter, QRect(left, inside.top(), ICON, ICON))
            indent = ICON + GAP
            inside.adjust(0 if backwards else indent, 0, -indent if backwards else 0, 0)
        self._draw_texts(painter, row, index, inside)

    # --- Inside -------------------------------------------------------------------------------

    def _draw_texts(
        self, painter: QPainter, row: QStyleOptionViewItem, index: Index, inside: QRect
    ) -> None:
        painter.save()
        font, palette = self._font(index), row.palette
        height = QFontMetrics(font).lineSpacing()
        backwards = row.direction is Qt.LayoutDirection.RightToLeft
        selected = bool(row.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        muted = role if selected else QPalette.ColorRole.PlaceholderText
        quote, *told = self._lines(index, self._text_width(index, row.rect.width()))
        brush = index.data(Qt.ItemDataRole.ForegroundRole)
        painter.setPen(brush.color() if brush is not None else palette.color(role))
        corner = inside.topLeft()
        if len(quote) == 1 and index.data(Qt.ItemDataRole.DecorationRole) is not None:
            corner += QPoint(0, max(0, (ICON - height) // 2))
        draw_lines(painter, quote, font, corner, inside.width(), backwards=backwards)
        corner += QPoint(0, len(quote) * height)
        painter.setPen(palette.color(muted))
        bullet = QFontMetrics(font).horizontalAdvance(BULLET)
        for lines in told:
            dot = QRect(corner.x(), corner.y(), inside.width(), height)
            side = Qt.AlignmentFlag.AlignRight if backwards else Qt.AlignmentFlag.AlignLeft
            painter.drawText(dot, side | Qt.AlignmentFlag.AlignAbsolute, BULLET.strip())
            at = corner if backwards else corner + QPoint(bullet, 0)
            draw_lines(painter, lines, font, at, inside.width() - bullet, backwards=backwards)
            corner += QPoint(0, len(lines) * height)
        painter.restore()

    def _lines(self, index: Index, width: int) -> list[list[str]]:
        """The lines of the text itself, then those of each thing that is told below it."""
        font, told = self._font(index), index.data(TOLD) or ()
        text = str(index.data(Qt.ItemDataRole.DisplayRole)).split("\n", 1)[0]
        bullet = QFontMetrics(font).horizontalAdvance(BULLET)
        return [
            fitted_lines(text, font, width, _QUOTE_LINES if told else None),
            *(fitted_lines(words, font, width - bullet) for words in told),
        ]

    def _font(self, index: Index) -> QFont:
        own = index.data(Qt.ItemDataRole.FontRole)
        return own if isinstance(own, QFont) else self._view.font()

    @staticmethod
    def _text_width(index: Index, width: int) -> int:
        has_icon = index.data(Qt.ItemDataRole.DecorationRole) is not None
        return max(1, width - 2 * PAD - (ICON + GAP if has_icon else 0))
