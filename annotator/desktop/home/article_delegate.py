"""How an article is painted in the list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextLayout,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.desktop.home.article_model import Index, Row
from annotator.desktop.home.home_words import where_name
from annotator.desktop.home.row_text import fitting, title_lines, trimmed
from annotator.desktop.palette import Theme, blended
from annotator.desktop.theme import reading_font
from annotator.domain.offsets import Utf16Index
from annotator.domain.span import Span

NARROW = 520
"""Width of a row, in pixels, below which the state stands on a line of its own."""

_INNER, _BETWEEN, _CHIP = 18, 12, 7
_DOTS = 28
"""Side of the square, in pixels, in which the three dots of a row stand."""


class RowDelegate(QStyledItemDelegate):
    """Draws an article as a card."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self.theme: Theme | None = None
        self.pointed: int | None = None
        """The row at whose three dots the mouse is."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as its lines."""
        row = index.data(Qt.ItemDataRole.UserRole)
        width = self._view.viewport().width()
        line = QFontMetrics(option.font).lineSpacing() + 4
        title, titles, below = title_font(), 1, 0
        if isinstance(row, Row):
            below = len(row.hits) + bool(row.more)
            area = self._title_area(QRect(0, 0, width, 100))
            titles = max(1, len(title_lines(row.title, title, area.width())))
        below += width < NARROW
        height = QFontMetrics(title).lineSpacing()
        return QSize(width, titles * height + line + 34 + below * line)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Title in the reading serif, facts and state below, then where words were found."""
        row, theme = index.data(Qt.ItemDataRole.UserRole), self.theme
        if theme is None or not isinstance(row, Row):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_card(painter, option, theme)
        inner = option.rect.adjusted(1 + _INNER, 14, -1 - _INNER, -14)
        self._paint_dots(painter, option.rect, theme, pointed=self.pointed == index.row())
        area = self._paint_title(painter, self._title_area(option.rect), row)
        line = QFontMetrics(option.font).lineSpacing() + 4
        area = QRect(inner.left(), area.bottom() + 5, inner.width(), line)
        area = self._paint_facts(painter, option, row, area)
        for hit in row.hits:
            area = area.translated(0, line)
            self._paint_hit(painter, option.font, area, where_name(hit.where), hit)
        if row.more:
            self._line(painter, area.translated(0, line), option.font, theme.muted, row.more)
        painter.restore()

    def mirrored(self, rect: QRect) -> QRect:
        """A place in a row as it is where one reads from the right."""
        return QStyle.visualRect(self._view.layoutDirection(), self._view.viewport().rect(), rect)

    def dots_rect(self, row: QRect) -> QRect:
        """Where the three dots stand that open the menu of a row."""
        return self.mirrored(_dots_rect(row))

    def _title_area(self, row: QRect) -> QRect:
        """The first line of the title."""
        left, top = row.left() + 1 + _INNER, row.top() + 14
        room = _dots_rect(row).left() - _BETWEEN - left
        return QRect(left, top, room, QFontMetrics(title_font()).lineSpacing())

    def _paint_title(self, painter: QPainter, area: QRect, row: Row) -> QRect:
        """The title on one line or two; returns the last."""
        theme, font = self.theme, title_font()
        assert theme is not None  # noqa: S101 (paint has looked)
        for number, part in enumerate(title_lines(row.title, font, area.width())):
            area = area.translated(0, area.height() if number else 0)
            text = row.title[part.start : part.end].rstrip()
            found = [
                Span(both.start - part.start, both.end - part.start)
                for both in (part.intersection(span) for span in row.in_title)
                if both is not None
            ]
            self._line(painter, area, font, theme.text, text, found)
        return area

    def _paint_card(self, painter: QPainter, option: QStyleOptionViewItem, theme: Theme) -> None:
        card = option.rect.adjusted(1, 3, -1, -5)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        edge = theme.accent if selected or focused else theme.muted if hovered else theme.line
        pen = QPen(QColor(edge), 3.0 if focused else 2.0 if selected else 1.0)
        ground = QColor(theme.raised)
        if selected:
            ground = blended(QColor(theme.accent), ground, 0.07)
        elif focused:  # the keyboard is here, but the row is not among those that are chosen
            pen.setDashPattern([2.0, 2.0])
        painter.setPen(pen)
        painter.setBrush(ground)
        painter.drawRoundedRect(card, 8, 8)

    def _paint_dots(self, painter: QPainter, row: QRect, theme: Theme, *, pointed: bool) -> None:
        area = self.dots_rect(row)
        painter.setPen(Qt.PenStyle.NoPen)
        if pointed:
            painter.setBrush(QColor(theme.selection))
            painter.drawRoundedRect(area, 6, 6)
        painter.setBrush(QColor(theme.on_selection if pointed else theme.muted))
        middle = QRectF(area).center()
        for step in (-1, 0, 1):
            painter.drawEllipse(middle + QPointF(6 * step, 0), 1.8, 1.8)

    def _paint_facts(
        self, painter: QPainter, option: QStyleOptionViewItem, row: Row, area: QRect
    ) -> QRect:
        """Facts and tags from the left, the state from the right or below; returns the last."""
        theme, metrics = self.theme, QFontMetrics(option.font)
        assert theme is not None  # noqa: S101 (paint has looked)
        colour = theme.outcomes["hit"] if row.done else theme.muted
        width = min(metrics.horizontalAdvance(row.state) + 2, area.width() // 2)
        narrow = option.rect.width() < NARROW
        # In a narrow row tags stand beside the state, elsewhere beside the facts.
        wanted = sum(metrics.horizontalAdvance(tag) + 2 * _CHIP + 7 for tag in row.tags)
        wanted += _BETWEEN if row.tags else 0
        left, below = QRect(area), area.translated(0, area.height())
        if narrow:
            self._line(painter, below, option.font, colour, row.state)
            facts, rest = fitting(row.facts, metrics, left.width()), below
            taken = width
        else:
            state = QRect(area.right() - width, area.top(), width, area.height())
            self._line(painter, state, option.font, colour, row.state)
            left.setRight(state.left() - _BETWEEN)
            # Tags are short and say more than the end of a long source.
            most = max(left.width() - wanted, left.width() // 2)
            facts, rest = fitting(row.facts, metrics, most), left
            taken = min(metrics.horizontalAdvance(facts) + 2, most)
        self._line(painter, left, option.font, theme.muted, facts)
        self._paint_tags(painter, option.font, row.tags, rest.adjusted(taken + _BETWEEN, 0, 0, 0))
        return below if narrow else area

    def _paint_tags(self, painter: QPainter, font: QFont, tags: Sequence[str], room: QRect) -> None:
        """As many as there is room for, each in a frame; an ellipsis for the others."""
        theme, metrics, x = self.theme, QFontMetrics(font), room.left()
        assert theme is not None  # noqa: S101 (paint has looked)
        for tag in tags:
            width = metrics.horizontalAdvance(tag) + 2 * _CHIP
            chip = QRect(x, room.top() + 1, width, room.height() - 2)
            if chip.right() > room.right():
                rest = QRect(x, room.top(), max(0, room.right() - x), room.height())
                if rest.width() >= metrics.horizontalAdvance("…"):
                    self._line(painter, rest, font, theme.muted, "…")
                return
            shown = self.mirrored(chip)
            painter.setPen(QPen(QColor(theme.muted), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(shown).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
            painter.setPen(QColor(theme.text))
            painter.setFont(font)
            painter.drawText(shown, Qt.AlignmentFlag.AlignCenter, tag)
            x = chip.right() + 7

    def _paint_hit(self, painter: QPainter, font: QFont, area: QRect, label: str, hit) -> None:
        theme = self.theme
        assert theme is not None  # noqa: S101 (paint has looked)
        label += ":"
        width = min(QFontMetrics(font).horizontalAdvance(label) + 8, area.width() // 2)
        self._line(
            painter, QRect(area.topLeft(), QSize(width, area.height())), font, theme.muted, label
        )
        rest = area.adjusted(width, 0, 0, 0)
        text, found = trimmed(hit.snippet, hit.found, font, rest.width())
        self._line(painter, rest, font, theme.text, text, found)

    def _line(  # noqa: PLR0917 (what is drawn where, as for Qt's own)
        self,
        painter: QPainter,
        area: QRect,
        font: QFont,
        colour: str,
        text: str,
        found: Sequence[Span] = (),
    ) -> None:
        """One line, cut where there is no room; what was found is bold and has another ground.

        All lines begin where one begins to read in this window, but each runs in the direction in
        which it is written.
        """
        theme = self.theme
        assert theme is not None  # noqa: S101 (paint has looked)
        cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        layout = QTextLayout(cut, font)
        index, kept = Utf16Index(text), len(cut.removesuffix("…")) if cut != text else len(text)
        layout.setFormats(
            [
                _emphasis(index.to_utf16(s.start), index.to_utf16(min(s.end, kept)), theme)
                for s in found
                if s.start < kept
            ]
        )
        layout.beginLayout()
        line = layout.createLine()
        line.setNumColumns(2 * len(cut) + 1)
        layout.endLayout()
        painter.setPen(QColor(colour))
        painter.save()
        area = self.mirrored(area)
        painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
        left: float = area.left()
        if self._view.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            left = area.right() + 1 - line.naturalTextWidth()
        top = area.top() + (area.height() - line.height()) / 2
        layout.draw(painter, QPointF(left, top))
        painter.restore()


def _dots_rect(row: QRect) -> QRect:
    return QRect(row.right() - _INNER - _DOTS + 5, row.top() + 10, _DOTS, _DOTS)


def title_font() -> QFont:
    """The serif in which titles are set."""
    font = reading_font(13.0)
    font.setWeight(QFont.Weight.DemiBold)
    return font


def _emphasis(start: int, end: int, theme: Theme) -> QTextLayout.FormatRange:
    look = QTextCharFormat()
    look.setFontWeight(QFont.Weight.Bold)
    look.setFontUnderline(True)
    look.setBackground(QColor(theme.selection))
    look.setForeground(QColor(theme.on_selection))
    piece = QTextLayout.FormatRange()
    piece.start, piece.length, piece.format = start, end - start, look
    return piece
