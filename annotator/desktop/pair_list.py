"""The pairs of two sets in a list, what the first and the second mark side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.desktop.fitted_text import draw_lines, fitted_lines
from annotator.desktop.palette import LIGHT, Theme
from annotator.desktop.theme import reading_font

Index = QModelIndex | QPersistentModelIndex

EDGE = 12
GAP = 14
BADGE = 18
READING_SIZE = 11.0
QUOTE_LINES, NOTE_LINES = 3, 2
"""Lines of a quote and of a note that are shown where the row is not the current one."""


@dataclass(frozen=True, slots=True)
class Side:
    """What one set says of a pair. ``sure`` are words for the confidence, empty for none stated."""

    badge: str
    colour: QColor
    category: str
    quote: str
    note: str = ""
    sure: str = ""

    @property
    def words(self) -> str:
        """All of it in a sentence."""
        return ". ".join(part for part in (self.category, self.quote, self.note, self.sure) if part)


@dataclass(frozen=True, slots=True)
class PairRow:
    """A pair as it stands in the list. ``state`` tells the decision, empty where none is asked."""

    pair_id: str
    sign: str
    kind: str
    first: Side | None
    second: Side | None
    state: str = ""
    is_open: bool = True


class PairModel(QAbstractListModel):
    """The rows that are shown."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: list[PairRow] = []
        self._names = ("", "")

    def set_rows(self, rows: Sequence[PairRow], names: tuple[str, str]) -> None:
        """Show these rows; ``names`` are those of the two sets."""
        self.beginResetModel()
        self._rows, self._names = list(rows), names
        self.endResetModel()

    def set_rows_anew(self, rows: Sequence[PairRow], names: tuple[str, str]) -> None:
        """Show the same pairs as before, as they are now."""
        self._names = names
        for place, row in enumerate(rows):
            if row != self._rows[place]:
                self._rows[place] = row
                self.dataChanged.emit(self.index(place), self.index(place))

    def place_of(self, pair_id: str | None) -> int | None:
        """The number of a pair's row; None where it is not shown."""
        return next((n for n, row in enumerate(self._rows) if row.pair_id == pair_id), None)

    @property
    def rows(self) -> tuple[PairRow, ...]:
        """The rows that are shown."""
        return tuple(self._rows)

    def rowCount(self, parent: Index | None = None) -> int:
        """Number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The row itself, and what is read out."""
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            sides = zip(self._names, (row.first, row.second), strict=True)
            told = [
                self.tr("{name}: {words}").format(name=name, words=side.words)
                for name, side in sides
                if side is not None
            ]
            return ". ".join(part for part in (row.kind, row.state, *told) if part)
        return None


@dataclass(frozen=True, slots=True)
class _Column:
    """One side of a row, in lines."""

    category: list[str]
    quote: list[str]
    note: list[str]
    sure: list[str]


class PairDelegate(QStyledItemDelegate):
    """Draws a pair as a card with two columns. The current one is shown in full."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self.theme: Theme = LIGHT
        self._reading = reading_font(READING_SIZE)
        self._laid: dict[tuple[int, int, bool], tuple[PairRow, tuple[_Column, ...]]] = {}

    def forget(self) -> None:
        """Rows, fonts or colours are others now."""
        self._laid.clear()
        self._reading = reading_font(READING_SIZE)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the longer side."""
        width = self._view.viewport().width()
        columns = self._columns(index, width)
        height = self._head_height() + max(self._height(column) for column in columns)
        return QSize(width, height + 2 * EDGE + 8)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The kind and the decision above, below the two sides beside each other."""
        row = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = option.rect.adjusted(3, 3, -3, -5)
        current = index.row() == self._view.currentIndex().row()
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        theme = self.theme
        edge = theme.accent if current else theme.muted if hovered else theme.line
        focused = current and self._view.hasFocus()
        painter.setPen(QPen(QColor(edge), 3.0 if focused else 1.6 if current else 1.0))
        painter.setBrush(QColor(theme.raised))
        painter.drawRoundedRect(card, 8, 8)
        self._head(painter, card, row)
        top = card.top() + EDGE + self._head_height()
        columns = self._columns(index, option.rect.width())
        for place, side in enumerate((row.first, row.second)):
            width = _column_width(option.rect.width())
            left = card.left() + EDGE + place * (width + GAP)
            self._side(painter, QPoint(left, top), side, columns[place], second=bool(place))
        painter.restore()

    # --- Inside -------------------------------------------------------------------------------

    def _columns(self, index: Index, width: int) -> tuple[_Column, ...]:
        row = index.data(Qt.ItemDataRole.UserRole)
        whole = index.row() == self._view.currentIndex().row()
        key = (id(row), width, whole)
        if key not in self._laid:
            if len(self._laid) > 20_000:
                self._laid.clear()
            text = _column_width(width)
            self._laid[key] = (
                row,
                tuple(self._column(side, text, whole=whole) for side in (row.first, row.second)),
            )
        return self._laid[key][1]

    def _column(self, side: Side | None, width: int, *, whole: bool) -> _Column:
        if side is None:
            nothing = fitted_lines(self.tr("not marked"), self._plain(), width, 1)
            return _Column([], [], nothing, [])
        quote, note = (None, None) if whole else (QUOTE_LINES, NOTE_LINES)
        return _Column(
            fitted_lines(side.category, self._bold(), width - BADGE - 6, 1),
            fitted_lines(side.quote, self._reading, width, quote),
            fitted_lines(side.note, self._plain(), width, note) if side.note else [],
            fitted_lines(side.sure, self._plain(), width, 1) if side.sure else [],
        )

    def _height(self, column: _Column) -> int:
        plain = QFontMetrics(self._plain()).lineSpacing()
        quote = QFontMetrics(self._reading).lineSpacing()
        height = (len(column.note) + len(column.sure)) * plain
        if column.category:
            height += max(BADGE, plain) + 5 + len(column.quote) * quote + 5
        return height

    def _head(self, painter: QPainter, card: QRect, row: PairRow) -> None:
        height = QFontMetrics(self._plain()).lineSpacing()
        area = QRect(card.left() + EDGE, card.top() + EDGE - 3, card.width() - 2 * EDGE, height)
        flag = Qt.AlignmentFlag
        painter.setFont(self._plain())
        painter.setPen(QColor(self.theme.muted))
        painter.drawText(area, flag.AlignLeft | flag.AlignVCenter, f"{row.sign}   {row.kind}")
        if row.state:
            painter.setFont(self._plain() if row.is_open else self._bold())
            painter.setPen(QColor(self.theme.muted if row.is_open else self.theme.text))
            painter.drawText(area, flag.AlignRight | flag.AlignVCenter, row.state)

    def _side(
        self,
        painter: QPainter,
        corner: QPoint,
        side: Side | None,
        column: _Column,
        *,
        second: bool,
    ) -> None:
        theme, width = self.theme, _column_width(self._view.viewport().width())
        plain, reading = self._plain(), self._reading
        height = QFontMetrics(plain).lineSpacing()
        top = corner.y()
        if side is not None:
            line = max(BADGE, height)
            box = QRectF(corner.x() + 0.5, top + (line - BADGE) / 2 + 0.5, BADGE - 1, BADGE - 1)
            draw_badge(painter, box, side.badge, side.colour, theme, framed=second)
            painter.setPen(QColor(theme.text))
            beside = QPoint(corner.x() + BADGE + 6, top + (line - height) // 2)
            draw_lines(painter, column.category, self._bold(), beside, width - BADGE - 6)
            top += line + 5
            draw_lines(painter, column.quote, reading, QPoint(corner.x(), top), width)
            top += len(column.quote) * QFontMetrics(reading).lineSpacing() + 5
        painter.setPen(QColor(theme.muted))
        draw_lines(painter, [*column.note, *column.sure], plain, QPoint(corner.x(), top), width)

    def _plain(self) -> QFont:
        return QFont(self._view.font())

    def _bold(self) -> QFont:
        font = QFont(self._view.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _head_height(self) -> int:
        return QFontMetrics(self._plain()).lineSpacing() + 6


class PairList(QListView):
    """Lists pairs; ``chosen`` carries the id of the one that is current now."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = PairModel(self)
        self.setModel(self.rows)
        self.setAccessibleName(self.tr("Pairs of marks"))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._drawing = PairDelegate(self)
        self.setItemDelegate(self._drawing)
        self.selectionModel().currentChanged.connect(self._current_changed)

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._drawing.theme = theme
        self._drawing.forget()
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def show_rows(self, rows: Sequence[PairRow], names: tuple[str, str]) -> None:
        """Show these pairs; the current one stays current where it is among them."""
        if [row.pair_id for row in rows] == [row.pair_id for row in self.rows.rows]:
            # In place, so that nothing moves and a screen reader does not begin anew.
            self.rows.set_rows_anew(rows, names)
            return
        before = self.current
        self._drawing.forget()
        self.rows.set_rows(rows, names)
        self.choose(before)

    @property
    def current(self) -> str | None:
        """The id of the current pair."""
        row = self.currentIndex().data(Qt.ItemDataRole.UserRole)
        return row.pair_id if isinstance(row, PairRow) else None

    def choose(self, pair_id: str | None) -> None:
        """Make a pair the current one, and bring it into sight."""
        place = self.rows.place_of(pair_id)
        if place is None:
            self.setCurrentIndex(QModelIndex())
            return
        self.setCurrentIndex(self.rows.index(place))
        self.doItemsLayout()
        self.scrollTo(self.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines are broken anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        self.scheduleDelayedItemsLayout()
        row = current.data(Qt.ItemDataRole.UserRole)
        if isinstance(row, PairRow):
            self.chosen.emit(row.pair_id)


def draw_badge(
    painter: QPainter, box: QRectF, letter: str, colour: QColor, theme: Theme, *, framed: bool
) -> None:
    """A letter on a filled ground, or in a dashed frame: as the marks of the two sets look."""
    painter.setPen(QPen(colour, 1.4, Qt.PenStyle.DashLine) if framed else Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush if framed else colour)
    painter.drawRoundedRect(box, 4, 4)
    font = QFont(painter.font())
    font.setPixelSize(12)
    font.setWeight(QFont.Weight.Bold)
    painter.setFont(font)
    painter.setPen(colour if framed else QColor(theme.raised))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)


def _column_width(width: int) -> int:
    return (width - 6 - 2 * EDGE - GAP) // 2
