"""How an item of a review was scored: the learner's own item as the example, and the rule."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop.review_card import let_scroll, polish

if TYPE_CHECKING:
    from annotator.desktop.rule_words import Step

WIDTH = 430
GAP = 8
PADDING = 16


class RulePanel(QFrame):
    """Stands beside the card of the item, above the text, until it is closed."""

    left = Signal()
    """The user has closed it."""
    stepped = Signal(bool)
    """The user wants to see it for the next item, or (False) for the one before."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("selection_bar")
        self.setFixedWidth(WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("How this was scored"))
        self._title = QLabel(self.tr("How this was scored"))
        self._title.setObjectName("heading")
        self.close_button = QPushButton(self.tr("Close"))
        self.body = QScrollArea(widgetResizable=True, frameShape=QFrame.Shape.NoFrame)
        self.body.setObjectName("card_body")
        self.body.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row = QHBoxLayout()
        row.addWidget(self._title, 1)
        row.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(PADDING, PADDING - 4, PADDING, PADDING)
        layout.setSpacing(8)
        layout.addLayout(row)
        layout.addWidget(self.body, 1)
        self.close_button.clicked.connect(self.leave)
        self.room = QRect()
        self.hide()

    def show_rule(
        self,
        title: str,
        steps: Sequence[Step],
        rule: Sequence[str],
        room: QRect,
        passage: range,
    ) -> None:
        """Show an example and the rule where :meth:`place` puts them."""
        inside = QWidget(objectName="card_inside")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(_section(title))
        layout.addLayout(self._example(steps))
        layout.addSpacing(8)
        layout.addWidget(_section(self.tr("The rule")))
        for sentence in rule:
            layout.addWidget(_words(sentence))
        layout.addStretch(1)
        old = self.body.takeWidget()
        if old is not None:
            old.deleteLater()
        self.body.setWidget(inside)
        polish(inside)
        told = [_spoken(step) for step in steps]
        self.setAccessibleDescription(" ".join([title, *told, *rule]))
        self.place(room, passage)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def leave(self) -> None:
        """Go away; whoever opened it gets the keyboard back."""
        if not self.isHidden():
            self.hide()
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape and the key that opened it close it; J and K go on; the arrows scroll."""
        bar = self.body.verticalScrollBar()
        steps = {Qt.Key.Key_Down: bar.singleStep(), Qt.Key.Key_Up: -bar.singleStep()}
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_W):
            self.leave()
        elif event.key() in (Qt.Key.Key_J, Qt.Key.Key_K):
            self.stepped.emit(event.key() == Qt.Key.Key_J)
        elif event.key() in steps:
            bar.setValue(bar.value() + steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def place(self, room: QRect, passage: range) -> None:
        """Stand within ``room``, where it can below or above the heights of ``passage`` (pixels).

        Where neither has room enough, it begins level with the passage.
        """
        self.room = room
        inside = self.body.widget()
        layout = inside.layout() if inside is not None else None
        body = layout.totalHeightForWidth(WIDTH - 2 * (PADDING + 2)) if layout else 0
        around = self.close_button.sizeHint().height() + 8 + 2 * PADDING + 4
        height = min(body + around, room.height() - 2 * GAP)
        let_scroll(self.body, needed=height < body + around)
        highest, lowest = room.top() + GAP, room.bottom() - height - GAP
        below, above = passage.stop + GAP, passage.start - height - GAP
        wanted = below if below <= lowest else above if above >= highest else passage.start
        top = max(highest, min(wanted, lowest))
        left = max(room.left() + GAP, room.right() - WIDTH - GAP)
        self.setGeometry(left, top, WIDTH, height)

    def _example(self, steps: Sequence[Step]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(1, 1)
        for row, step in enumerate(steps):
            words = _words(step.text)
            if step.met is None:
                grid.addWidget(words, row, 0, 1, 2)
                continue
            sign = QLabel("✓" if step.met else "✗")
            sign.setObjectName("step")
            grid.addWidget(sign, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words, row, 1)
        return grid


def _spoken(step: Step) -> str:
    sign = {True: "✓ ", False: "✗ ", None: ""}[step.met]
    return sign + step.text


def _section(text: str) -> QLabel:
    label = QLabel(text, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
    label.setObjectName("section")
    return label


def _words(text: str) -> QLabel:
    return QLabel(text, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
