"""The list of all marks at one place, of which one can be chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QCursor, QHelpEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolButton, QVBoxLayout

from annotator.desktop.mnemonics import literal
from annotator.desktop.page_view import PageView
from annotator.desktop.palette import Theme
from annotator.desktop.selection_bar import letter_icon

WIDTH = 300
GAP = 6


@dataclass(frozen=True, slots=True)
class Entry:
    """One mark as the list shows it."""

    mark_id: str
    badge: str
    colour: QColor
    text: str


class MarksHere(QFrame):
    """Stands by the text that the mouse rests on, or that the caret is in."""

    chosen = Signal(str)
    asked = Signal(int)
    """The mouse rests on a code point: what is there?"""

    def __init__(self, page: PageView) -> None:
        super().__init__(page.viewport())
        self.setObjectName("selection_bar")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setAccessibleName(self.tr("Marks at this place"))
        self.setFixedWidth(WIDTH)
        self._page = page
        self._rows: list[QToolButton] = []
        self._near = QRect()
        self._hovering = False
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(4, 4, 4, 4)
        self._layout.setSpacing(2)
        page.viewport().installEventFilter(self)
        page.viewport().setMouseTracking(True)
        page.moved.connect(self.hide)
        self.hide()

    def show_entries(
        self, entries: Sequence[Entry], active: str | None, near: QRect, theme: Theme
    ) -> None:
        """List marks beside a rectangle of the viewport (pixels)."""
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [self._row(entry, theme, active=entry.mark_id == active) for entry in entries]
        self._near = near
        self.adjustSize()
        area = self.parentWidget().rect()
        x = min(max(GAP, near.left()), max(GAP, area.width() - self.width() - GAP))
        y = near.bottom() + GAP
        if y + self.height() > area.height():
            y = max(GAP, near.top() - self.height() - GAP)
        self.move(x, y)
        self.show()
        self.raise_()

    def rows(self) -> list[QToolButton]:
        """The buttons, one a mark."""
        return self._rows

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse has gone elsewhere."""
        super().leaveEvent(event)
        if self._hovering and not self._under_mouse():
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The mouse resting on text asks what is there; moving on ends it."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            offset = self._page.offset_under(event.pos())
            if offset is not None:
                self._hovering = True
                self.asked.emit(offset)
                return True
        elif event.type() is QEvent.Type.MouseMove:
            if self._hovering and not self.isHidden() and not self._under_mouse():
                self.hide()
        elif event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.Wheel):
            self.hide()
        return super().eventFilter(watched, event)

    def hide(self) -> None:
        """Go away."""
        self._hovering = False
        super().hide()

    def _under_mouse(self) -> bool:
        """Whether the mouse is over the list, the text it belongs to, or the way between."""
        point: QPoint = self.parentWidget().mapFromGlobal(QCursor.pos())
        both = self._near.united(self.geometry())
        return both.adjusted(-2, -2, 2, 2).contains(point)

    def _row(self, entry: Entry, theme: Theme, *, active: bool) -> QToolButton:
        row = QToolButton(self, checkable=True, checked=active)
        row.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        row.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row.setIcon(letter_icon(entry.badge, entry.colour, theme, self.devicePixelRatioF()))
        row.setIconSize(QSize(18, 18))
        room = WIDTH - 60
        flag = Qt.TextElideMode.ElideRight
        row.setText(literal(row.fontMetrics().elidedText("  " + entry.text, flag, room)))
        row.setAccessibleName(entry.text)
        row.clicked.connect(lambda _=False, mark_id=entry.mark_id: self._choose(mark_id))
        row.show()
        self._layout.addWidget(row)
        return row

    def _choose(self, mark_id: str) -> None:
        self.hide()
        self.chosen.emit(mark_id)
