"""A list of passages that were not found in an edited text, and what can be done about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop.article_view import ArticleView
from annotator.desktop.looks import category_name
from annotator.desktop.palette import Theme, blended
from annotator.domain.annotation import SetInfo
from annotator.domain.codebook import Codebook
from annotator.domain.span import Span
from annotator.domain.unplaced import End, Lost, likely_place

_EDGE, _BADGE = 10, 18


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage in the list; ``droppable`` says whether it may be taken away."""

    lost: Lost
    info: SetInfo
    book: Codebook
    droppable: bool


class UnplacedList(QWidget):
    """Lists unplaced passages. The signals carry the :class:`Entry` that is meant.

    ``chosen`` says which is the current one (or None). The keyboard works in the list: Enter goes
    to the text to select a passage, Delete takes the current one away.
    """

    chosen = Signal(object)
    place_asked = Signal(object)
    drop_asked = Signal(object)
    text_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = _List()
        self.list.setAccessibleName(self.tr("Marks without a place"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self._delegate = _Delegate(self.list)
        self.list.setItemDelegate(self._delegate)
        self.place_button = QPushButton(self.tr("&Place here"))
        self.place_button.setObjectName("primary")
        self._is_selected = False
        self.drop_button = QPushButton(self.tr("De&lete"))
        self.drop_button.setToolTip(self.tr("Take the mark away (Delete)"))
        for button in (self.place_button, self.drop_button):
            button.setAutoDefault(False)
        self.buttons = QVBoxLayout()
        self.buttons.setSpacing(6)
        self.buttons.addWidget(self.place_button)
        self.buttons.addWidget(self.drop_button)
        self.buttons.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.list, 1)
        row.addLayout(self.buttons)
        self.list.currentItemChanged.connect(lambda *_: self._follow())
        self.list.itemActivated.connect(lambda _item: self.text_asked.emit())
        self.list.drop_asked.connect(self.drop)
        self.place_button.clicked.connect(self.place)
        self.drop_button.clicked.connect(self.drop)

    @property
    def entries(self) -> list[Entry]:
        """All that is listed."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return [item.data(Qt.ItemDataRole.UserRole) for item in items]

    @property
    def current(self) -> Entry | None:
        """The entry that the buttons are about."""
        item = self.list.currentItem()
        return item.data(Qt.ItemDataRole.UserRole) if item is not None else None

    def show_entries(self, entries: Sequence[Entry], theme: Theme, *, sets: bool = False) -> None:
        """List these, with the names of their sets or without; the current place stays."""
        row = max(0, self.list.currentRow())
        self._delegate.theme, self._delegate.sets = theme, sets
        self.list.clear()
        for entry in entries:
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.UserRole, entry)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, self._spoken(entry))
            self.list.addItem(item)
        self.list.setCurrentRow(min(row, self.list.count() - 1))
        self._follow()

    def set_selected(self, selected: bool) -> None:
        """Whether a passage is selected in the text: before, nothing can be placed."""
        self._is_selected = selected
        self._follow_place()

    def place(self) -> None:
        """Ask to put the current one where the text is selected."""
        if self.current is not None and self.current.lost.is_here:
            self.place_asked.emit(self.current)

    def drop(self) -> None:
        """Ask to take the current one away."""
        if self.current is not None and self.current.droppable:
            self.drop_asked.emit(self.current)

    def _follow(self) -> None:
        entry = self.current
        self._follow_place()
        self.drop_button.setEnabled(entry is not None and entry.droppable)
        self.chosen.emit(entry)

    def _follow_place(self) -> None:
        """The button says why it cannot be pushed."""
        entry = self.current
        is_here = entry is not None and entry.lost.is_here
        if entry is not None and not is_here:
            told = self.tr("This end lies in another article. Link it there.")
        elif self._is_selected:
            told = self.tr("Put the mark on the passage that is selected in the text (P)")
        else:
            told = self.tr("First select the passage in the text: the mark is put on it (P)")
        self.place_button.setToolTip(told)
        self.place_button.setAccessibleDescription(told)
        self.place_button.setEnabled(is_here and self._is_selected)

    def _spoken(self, entry: Entry) -> str:
        lost = entry.lost
        parts = [
            f"“{lost.passage.quote}”",
            category_name(entry.book, lost.annotation.category),
            self.tr("other end") if lost.end is End.COUNTERPART else "",
            entry.info.name if self._delegate.sets else "",
            lost.annotation.note,
        ]
        return ", ".join(part for part in parts if part)


class _List(QListWidget):
    drop_asked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the current one away."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.drop_asked.emit()
        else:
            super().keyPressEvent(event)


class _Delegate(QStyledItemDelegate):
    """The quote, the words around it, and what the mark says of it."""

    def __init__(self, view: QListWidget) -> None:
        super().__init__(view)
        self._view = view
        self.theme: Theme | None = None
        self.sets = False

    def sizeHint(
        self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Three lines."""
        line = QFontMetrics(option.font).lineSpacing()
        return QSize(0, 3 * line + 2 * _EDGE - 2)  # as wide as the list

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """A card with the letter of the category at its left."""
        entry, theme = index.data(Qt.ItemDataRole.UserRole), self.theme
        if theme is None or not isinstance(entry, Entry):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = selected and self._view.hasFocus()
        card = option.rect.adjusted(2, 2, -2, -2)
        ground = QColor(theme.raised)
        if selected:
            ground = blended(QColor(theme.accent), ground, 0.09)
        painter.setBrush(ground)
        painter.setPen(QPen(QColor(theme.accent if selected else theme.line), 2 if focused else 1))
        painter.drawRoundedRect(card, 6, 6)
        self._paint_badge(painter, option, entry, card)
        lost = entry.lost
        area = card.adjusted(2 * _EDGE + _BADGE, _EDGE - 3, -_EDGE, 0)
        area.setHeight(QFontMetrics(option.font).lineSpacing())
        bold = QFont(option.font)
        bold.setBold(True)
        self._line(painter, area, bold, theme.text, f"“{_one_line(lost.passage.quote)}”")
        area.translate(0, area.height())
        around = f"…{_one_line(lost.passage.prefix)} [ ] {_one_line(lost.passage.suffix)}…"
        self._line(painter, area, option.font, theme.muted, around)
        area.translate(0, area.height())
        self._line(painter, area, option.font, theme.text, self._about(entry))
        painter.restore()

    def _about(self, entry: Entry) -> str:
        lost = entry.lost
        about = [category_name(entry.book, lost.annotation.category)]
        if lost.end is End.COUNTERPART:
            about.append(self.tr("its other end"))
        if not lost.is_here:
            about.append(self.tr("in another article"))
        if self.sets:
            about.insert(0, entry.info.name)
        if lost.annotation.note:
            about.append(_one_line(lost.annotation.note))
        return " · ".join(about)

    def _paint_badge(
        self, painter: QPainter, option: QStyleOptionViewItem, entry: Entry, card: QRect
    ) -> None:
        theme = self.theme
        assert theme is not None  # noqa: S101 (paint has looked)
        category = entry.book.find(entry.lost.annotation.category)
        colour = theme.category(category.id, category.colour) if category else QColor(theme.muted)
        centre = QPointF(card.left() + _EDGE + _BADGE / 2, card.top() + _EDGE + _BADGE / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(centre, _BADGE / 2, _BADGE / 2)
        font = QFont(option.font)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(theme.page))
        badge = QRect(0, 0, _BADGE, _BADGE)
        badge.moveCenter(centre.toPoint())
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, category.letter if category else "?")

    def _line(self, painter: QPainter, area: QRect, font: QFont, colour: str, text: str) -> None:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area, flags, cut)


def show_likely_place(view: ArticleView, text: str, entry: Entry) -> None:
    """Put the caret where a mark may have been, and bring that into sight, if anything is known."""
    at = likely_place(text, entry.lost.passage)
    if at is None:
        return
    view.place_caret(at)
    near = max(0, len(text[:at].rstrip()) - 1)
    if view.rects_of(Span(near, near + 1)):
        view.reveal(Span(near, near + 1))
    else:  # in mark-up, which is not on the page
        view.scroll_to(at)


def _one_line(text: str) -> str:
    return " ".join(text.split())
