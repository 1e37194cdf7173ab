"""Finding words on the page."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QWidget,
)

from annotator.domain.article import Article
from annotator.domain.searching import find_all
from annotator.domain.span import Span


class FindBar(QFrame):
    """A line to type into, with the number of places, and ways from one to the next.

    ``found`` carries all places and ``went`` the one that is current now (or None), both in code
    points.
    """

    found = Signal(object)
    went = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("find_bar")
        self.article: Article | None = None
        self._places: tuple[Span, ...] = ()
        self._current: int | None = None
        self._from = 0
        self.line = QLineEdit(placeholderText=self.tr("Find in the article"))
        self.line.setAccessibleName(self.tr("Find in the article"))
        self.line.setClearButtonEnabled(True)
        for button in self.line.findChildren(QToolButton):
            button.setAccessibleName(self.tr("Clear"))
        self.count = QLabel()
        self.count.setObjectName("muted")
        self.where = QLabel()
        self.where.setObjectName("muted")
        self.where.hide()
        self.case = QCheckBox(self.tr("Match &case"))
        self.words = QCheckBox(self.tr("&Whole words"))
        self.previous = QToolButton(text=self.tr("Previous"))
        self.next = QToolButton(text=self.tr("Next"))
        self.close_button = QToolButton(text=self.tr("Close"))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self.count)
        row.addWidget(self.where)
        for widget in (self.previous, self.next, self.case, self.words, self.close_button):
            row.addWidget(widget)
        self.count.setMinimumWidth(self.fontMetrics().horizontalAdvance("00000 of 00000"))
        self.line.textChanged.connect(self._search)
        self.case.toggled.connect(self._search)
        self.words.toggled.connect(self._search)
        self.next.clicked.connect(lambda: self.step(forward=True))
        self.previous.clicked.connect(lambda: self.step(forward=False))
        self.close_button.clicked.connect(self.leave)
        self.hide()

    def set_article(self, article: Article | None) -> None:
        """Search this article from now on."""
        self.article = article
        self.leave()

    def tell_where(self, words: str) -> None:
        """Say in which of two articles it is searched; empty where there is one."""
        self.where.setText(words)
        self.where.setVisible(bool(words))
        self.line.setAccessibleDescription(words)

    def begin(self, near: int, wanted: str = "") -> None:
        """Open the bar; the first place shown is the first one at or after a code point."""
        self._from = near
        self.show()
        if wanted and "\n" not in wanted:
            self.line.setText(wanted)
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()
        self._search()

    def step(self, *, forward: bool) -> None:
        """Go to the next or previous place, round the end."""
        if self._places:
            current = self._current if self._current is not None else (-1 if forward else 0)
            self._go((current + (1 if forward else -1)) % len(self._places))

    def leave(self) -> None:
        """Close the bar and show no places any more."""
        if not self.isHidden():
            self.hide()
            self._places, self._current = (), None
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Shift and Enter back, Escape leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step(forward=not event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _search(self) -> None:
        if self.article is None or self.isHidden():
            return
        self._places = find_all(
            self.article,
            self.line.text(),
            match_case=self.case.isChecked(),
            whole_words=self.words.isChecked(),
        )
        self._current = None
        self.found.emit(self._places)
        if self._places:
            near = (i for i, place in enumerate(self._places) if place.start >= self._from)
            self._go(next(near, 0))
        else:
            self.count.setText(self.tr("Not found") if self.line.text().strip() else "")
            self.went.emit(None)

    def _go(self, number: int) -> None:
        self._current = number
        self._from = self._places[number].start
        self.count.setText(
            self.tr("{number} of {total}").format(number=number + 1, total=len(self._places))
        )
        self.went.emit(self._places[number])
