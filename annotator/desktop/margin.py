"""The margin: a card beside every mark in sight."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from annotator.desktop.card_type import CardType, runs_backwards
from annotator.desktop.page_view import Anchor, PageView
from annotator.desktop.palette import Theme

GAP = 8
PADDING = 10
BADGE = 18
EDGE = 12


@dataclass(frozen=True, slots=True)
class Card:
    """What stands beside a mark.

    ``detail`` stands beside the title and ``caption`` below it. ``paragraphs`` are (label, text);
    the label may be empty. ``brief`` is all that is said while another card is the active one; by
    default the first paragraph.
    """

    title: str
    detail: str
    badge: str
    colour: QColor
    paragraphs: tuple[tuple[str, str], ...] = ()
    caption: str = ""
    brief: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A card and where it lies, in pixels of the margin."""

    mark_id: str
    card: Card
    rect: QRect
    anchor: float


class MarginView(QWidget):
    """Paints cards level with their marks; they never overlap, and the active one stays level.

    Where an editor is given, it takes the place of the active card. If it is higher than the margin
    the wheel moves it, and so does the keyboard that goes into a part of it.
    """

    chosen = Signal(str)
    laid_out = Signal()
    """Cards may stand elsewhere now."""

    def __init__(self, page: PageView, width: int) -> None:
        super().__init__(page)
        self._page = page
        self._card_of: Callable[[str], Card | None] = lambda _mark_id: None
        self._theme: Theme | None = None
        self._active: str | None = None
        self._places: list[Place] = []
        self._editor: QWidget | None = None
        self._card_type: CardType | None = None
        self._lifted = 0
        """How far the editor is moved up, in pixels, where it is higher than the margin."""
        QApplication.instance().focusChanged.connect(self._follow_focus)
        self.setFixedWidth(width)
        self.setAccessibleName(self.tr("Notes in the margin"))
        page.moved.connect(self.refresh)

    def set_cards(self, card_of: Callable[[str], Card | None], editor: QWidget | None) -> None:
        """Where the cards come from, and the editor that stands for the active one, if any."""
        self._card_of = card_of
        if self._editor is not None and self._editor is not editor:
            self._put_away(self._editor)
        self._editor = editor
        if editor is not None:
            editor.setParent(self)
        self.refresh()

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._theme = theme
        self.update()

    def set_active(self, mark_id: str | None) -> None:
        """Bring one card level with its mark."""
        if mark_id != self._active:
            self._lifted = 0
        self._active = mark_id
        self.refresh()

    def refresh(self) -> None:
        """Lay the cards out anew: marks, sizes or the scroll position have changed."""
        self._places = self._lay_out()
        active = next((p for p in self._places if p.mark_id == self._active), None)
        if self._editor is not None:
            if active is not None:
                self._lifted = min(self._lifted, self._too_high(active.rect.height()))
                self._editor.setGeometry(active.rect.translated(0, -self._lifted))
                self._editor.show()
            elif self._active is None:
                self._put_away(self._editor)
            else:
                # Out of sight, yet not hidden: it may hold the keyboard focus.
                self._editor.move(self._editor.x(), -self._editor.height() - GAP)
        self.update()
        self.laid_out.emit()

    def outer_end(self, mark_id: str | None) -> QPoint | None:
        """Where on the right edge of a card a line may begin; None where it is out of sight."""
        place = next((p for p in self._places if p.mark_id == mark_id), None)
        if place is None:
            return None
        level = round(_level(place))
        inside = 0 <= level < self.height()
        return QPoint(place.rect.right() + 1, level) if inside else None

    def places(self) -> list[Place]:
        """The cards in sight, from top to bottom."""
        return self._places

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw every card but the one for which the editor stands."""
        if self._theme is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place in self._places:
            top, bottom = place.rect.top() - 1, place.rect.bottom() + 1
            if bottom < event.rect().top() or top > event.rect().bottom():
                continue
            if place.mark_id != self._active or self._editor is None:
                self._draw(painter, place)
            else:
                painter.setPen(QPen(place.card.colour, 2.0))
                self._draw_tick(painter, place)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses the card."""
        for place in self._places:
            if place.rect.contains(event.position().toPoint()):
                self.chosen.emit(place.mark_id)
                return
        event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Over an editor that is higher than the margin the wheel moves that."""
        editor = self._editor
        over = (
            editor is not None
            and not editor.isHidden()
            and editor.geometry().contains(event.position().toPoint())
        )
        if editor is None or not over or not self._too_high(editor.height()):
            event.ignore()
            return
        self._lift(self._lifted - event.angleDelta().y() // 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Widths and heights depend on each other."""
        super().resizeEvent(event)
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        """A new font: everything has another size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._card_type = None
            self.refresh()

    def _too_high(self, height: int) -> int:
        """By how many pixels an editor of that height is higher than the margin."""
        return max(0, height + GAP - self.height())

    def _lift(self, wanted: int) -> None:
        if self._editor is not None:
            self._lifted = max(0, min(wanted, self._too_high(self._editor.height())))
            self.refresh()

    def _follow_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        """The part of the editor that has the keyboard is seen."""
        editor = self._editor
        if editor is None or now is None or not editor.isAncestorOf(now):
            return
        if self._too_high(editor.height()):
            top = now.mapTo(editor, QPoint(0, 0)).y()
            lowest = top + now.height() + GAP - self.height()
            self._lift(min(max(self._lifted, lowest), max(0, top - GAP)))

    def _put_away(self, editor: QWidget) -> None:
        """Hide the editor; the keyboard goes back to the text, where Qt would go anywhere."""
        focus = QApplication.focusWidget()
        if focus is not None and editor.isAncestorOf(focus):
            self._page.setFocus()
        editor.hide()

    # --- Layout -------------------------------------------------------------------------------

    def _lay_out(self) -> list[Place]:
        """Cards that do not overlap: the active one at its anchor, the others near theirs.

        From the active one down and up, and no farther than can be seen.
        """
        anchors = self._page.anchors_in_sight()
        level = self._index_of_active(anchors)
        down: list[Place] = []
        free = -math.inf
        for anchor, card, height in self._cards(anchors[level:]):
            top = max(anchor.top, free)
            if top > self.height():
                break
            if anchor.mark_id == self._active:
                # Low on the page it moves up as far as it takes to be seen whole.
                top = max(0.0, min(top, self.height() - height - GAP))
            down.append(self._place(anchor, card, top, height))
            free = top + height + GAP
        up: list[Place] = []
        free = (down[0].rect.top() if down else anchors[level].top) - GAP if anchors else 0.0
        for anchor, card, height in self._cards(reversed(anchors[:level])):
            top = min(anchor.top, free - height)
            if top + height < 0:
                break
            up.append(self._place(anchor, card, top, height))
            free = top - GAP
        return [*reversed(up), *down]

    def _index_of_active(self, anchors: list[Anchor]) -> int:
        if self._active is None or self._card_of(self._active) is None:
            return 0
        ids = [anchor.mark_id for anchor in anchors]
        return ids.index(self._active) if self._active in ids else 0

    def _cards(self, anchors: Iterable[Anchor]) -> Iterator[tuple[Anchor, Card, int]]:
        """The anchors that have a card, with it and its height."""
        for anchor in anchors:
            card = self._card_of(anchor.mark_id)
            if card is not None:
                yield anchor, card, self._height(anchor, card)

    def _place(self, anchor: Anchor, card: Card, top: float, height: int) -> Place:
        rect = QRect(EDGE, round(top), self.width() - 2 * EDGE, height)
        return Place(anchor.mark_id, card, rect, anchor.top)

    def _height(self, anchor: Anchor, card: Card) -> int:
        if anchor.mark_id == self._active and self._editor is not None:
            width = self.width() - 2 * EDGE
            self._editor.setFixedWidth(width)
            if self._editor.hasHeightForWidth():  # its texts are broken into lines
                return self._editor.heightForWidth(width)
            return self._editor.sizeHint().height()
        height = 2 * PADDING + self._title_height() + self._caption_height(card)
        for label, text in self._shown(anchor.mark_id, card):
            height += 4 + self._text_height(label, text, anchor.mark_id)
        return height

    def _shown(self, mark_id: str, card: Card) -> tuple[tuple[str, str], ...]:
        """All paragraphs of the active card, of any other the beginning of what it says first."""
        if mark_id == self._active:
            return card.paragraphs
        return (("", card.brief),) if card.brief else card.paragraphs[:1]

    def _title_height(self) -> int:
        return max(BADGE, self._type().bold_metrics.height())

    def _caption_height(self, card: Card) -> int:
        return self._type().metrics.lineSpacing() + 2 if card.caption else 0

    def _text_height(self, label: str, text: str, mark_id: str) -> int:
        active, kind = mark_id == self._active, self._type()
        height = kind.height(text, short=not active)
        return height + (kind.metrics.lineSpacing() if label and active else 0)

    def _type(self) -> CardType:
        width = self.width() - 2 * EDGE - 2 * PADDING
        if self._card_type is None or self._card_type.width != width:
            self._card_type = CardType(self.font(), width)
        return self._card_type

    # --- Drawing ------------------------------------------------------------------------------

    def _draw(self, painter: QPainter, place: Place) -> None:
        theme, card, rect = self._theme, place.card, place.rect
        assert theme is not None  # noqa: S101 (paintEvent has looked)
        active = place.mark_id == self._active
        painter.setPen(QPen(card.colour if active else QColor(theme.line), 2.0 if active else 1.0))
        painter.setBrush(QColor(theme.raised))
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        if active:
            self._draw_tick(painter, place)
        above = (self._title_height() - BADGE) / 2
        badge = QRectF(rect.left() + PADDING, rect.top() + PADDING + above, BADGE, BADGE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(card.colour)
        painter.drawRoundedRect(badge, 4, 4)
        painter.setFont(self._type().bold)
        painter.setPen(QColor(theme.raised))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, card.badge)
        self._draw_title(painter, place, badge)
        top = rect.top() + PADDING + self._title_height()
        if card.caption:
            height = self._caption_height(card)
            self._draw_caption(
                painter, QRect(int(badge.left()), top, self._type().width, height), card
            )
            top += height
        for label, text in self._shown(place.mark_id, card):
            top += 4
            height = self._text_height(label, text, place.mark_id)
            area = QRect(rect.left() + PADDING, top, self._type().width, height)
            top += height
            self._draw_paragraph(painter, area, label if active else "", text)

    def _draw_tick(self, painter: QPainter, place: Place) -> None:
        """A short line from the active card towards its text, at the height of the text."""
        y = _level(place)
        painter.drawLine(QPointF(0, y), QPointF(EDGE, y))

    def _draw_title(self, painter: QPainter, place: Place, badge: QRectF) -> None:
        theme, card = self._theme, place.card
        assert theme is not None  # noqa: S101 (paintEvent has looked)
        left = int(badge.right()) + 8
        height = self._title_height()
        area = QRect(left, place.rect.top() + PADDING, place.rect.right() - PADDING - left, height)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        kind = self._type()
        metrics = kind.bold_metrics
        title = metrics.elidedText(card.title, Qt.TextElideMode.ElideRight, area.width())
        painter.setPen(QColor(theme.text))
        painter.drawText(area, flags, title)
        if card.detail:
            area.setLeft(area.left() + metrics.horizontalAdvance(title) + 8)
            painter.setFont(kind.font)
            painter.setPen(QColor(theme.muted))
            detail = kind.metrics.elidedText(card.detail, Qt.TextElideMode.ElideRight, area.width())
            painter.drawText(area, flags, detail)

    def _draw_caption(self, painter: QPainter, area: QRect, card: Card) -> None:
        theme, kind = self._theme, self._type()
        assert theme is not None  # noqa: S101 (paintEvent has looked)
        painter.setFont(kind.font)
        painter.setPen(QColor(theme.muted))
        caption = kind.metrics.elidedText(card.caption, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, caption)

    def _draw_paragraph(self, painter: QPainter, area: QRect, label: str, text: str) -> None:
        theme = self._theme
        assert theme is not None  # noqa: S101 (paintEvent has looked)
        kind = self._type()
        painter.setFont(kind.font)
        if label:
            painter.setPen(QColor(theme.muted))
            painter.drawText(area, Qt.TextFlag.TextSingleLine.value, label)
            area = area.adjusted(0, kind.metrics.lineSpacing(), 0, 0)
        painter.setPen(QColor(theme.text))
        # A note runs in the direction in which it is written, not in that of the window.
        backwards = runs_backwards(text)
        if backwards:
            painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        painter.drawText(area, Qt.TextFlag.TextWordWrap.value, kind.fitting(text, area.height()))
        if backwards:
            painter.setLayoutDirection(self.layoutDirection())


def _level(place: Place) -> float:
    """Height of the lines at a card: that of its text, as far as the card reaches."""
    return min(max(place.anchor + 12, place.rect.top() + 10), place.rect.bottom() - 10)
