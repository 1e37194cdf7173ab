"""The card of the active item of a review: all of it, the way to the rule, and room to argue."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop.card_editor import NoteEdit
from annotator.desktop.card_type import runs_backwards
from annotator.desktop.margin import BADGE, GAP, PADDING, Card
from annotator.desktop.palette import Theme
from annotator.desktop.selection_bar import letter_icon

SPACING = 6
EDGE = 2
"""Pixels that the line around the card takes on each side."""


class ArgumentEdit(NoteEdit):
    """What a learner says to the teacher. Its undo is its own: the set behind it is locked."""

    def __init__(self) -> None:
        super().__init__()
        self.setUndoRedoEnabled(True)

    def event(self, event: QEvent) -> bool:
        """Take the keys of undo and redo."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return super(NoteEdit, self).event(event)
        return super().event(event)


class ReviewCard(QFrame):
    """Shows one card. ``argued`` carries what was typed for the teacher."""

    left = Signal()
    """The user wants to go back to the text."""
    grown = Signal()
    """The card needs another height."""
    why_asked = Signal()
    """The user wants to see the rule."""
    argued = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName(self.tr("This item of the review"))
        self._filling = False
        self._colour = QColor()
        self._badge = QLabel()
        self._badge.setFixedSize(BADGE, BADGE)
        self._title = QLabel(textFormat=Qt.TextFormat.PlainText)
        self._title.setObjectName("step")
        self._detail = _muted()
        self._caption = _muted()
        self.body = QScrollArea(widgetResizable=True, frameShape=QFrame.Shape.NoFrame)
        self.body.setObjectName("card_body")
        self.body.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.setAccessibleName(self.tr("What the review says"))
        self._argument_label = _muted(self.tr("Your argument, for your teacher"))
        self.argument = ArgumentEdit()
        self.argument.setAccessibleName(self.tr("Your argument, for your teacher"))
        self.argument.setPlaceholderText(
            self.tr("Why is the mark right? Point to the text. Your teacher reads this.")
        )
        self.argument.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.notice = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.notice.setObjectName("step")
        self.notice.hide()
        self.why = QPushButton(self.tr("How was this scored?"))
        self.why.setToolTip(self.tr("The rule in plain words, with this item (W)"))
        head = QHBoxLayout()
        head.setSpacing(8)
        for widget in (self._badge, self._title, self._detail):
            head.addWidget(widget)
        head.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(self.why)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(PADDING, PADDING, PADDING, PADDING)
        layout.setSpacing(SPACING)
        layout.addLayout(head)
        layout.addWidget(self._caption)
        layout.addWidget(self.body, 1)
        layout.addWidget(self._argument_label)
        layout.addWidget(self.argument)
        layout.addWidget(self.notice)
        layout.addLayout(row)
        self.argument.textChanged.connect(self._typed)
        self.argument.left.connect(self.left)
        self.why.clicked.connect(self.why_asked)
        self.hide()

    def show_card(
        self, card: Card, argument: str | None, theme: Theme, *, scored: bool = True
    ) -> None:
        """Show a card; ``argument`` is what the learner argues, None where there is nothing to.

        What is not ``scored`` has no rule behind it.
        """
        self.why.setVisible(scored)
        self._colour = card.colour
        self.notice.hide()
        icon = letter_icon(card.badge, card.colour, theme, self.devicePixelRatioF())
        self._badge.setPixmap(icon.pixmap(QSize(BADGE, BADGE), self.devicePixelRatioF()))
        self._title.setText(card.title)
        self._detail.setText(card.detail)
        self._caption.setText(card.caption)
        self._caption.setVisible(bool(card.caption))
        self.setAccessibleDescription(f"{card.title}, {card.detail}")
        self._fill_body(card.paragraphs)
        arguable = argument is not None
        self._argument_label.setVisible(arguable)
        self.argument.setVisible(arguable)
        if arguable and self.argument.toPlainText() != argument:
            self._filling = True
            self.argument.setPlainText(argument)
            self._filling = False
        self._let_scroll()
        self.updateGeometry()

    def tell(self, words: str) -> None:
        """Say something at the foot of the card, until another one is shown."""
        self.notice.setText(words)
        self.notice.show()
        self._let_scroll()
        self.updateGeometry()
        self.grown.emit()

    def sizeHint(self) -> QSize:
        """As high as what it says; no higher than the margin, where it scrolls."""
        return QSize(self.width(), min(self._wanted_height(), self._room()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width: it may have to scroll now."""
        super().resizeEvent(event)
        self._let_scroll()

    def _room(self) -> int:
        return max(0, self.parentWidget().height() - GAP)

    def _let_scroll(self) -> None:
        """Where it need not scroll a bar would take room, and so be needed after all."""
        let_scroll(self.body, needed=self._wanted_height() > self._room())

    def _wanted_height(self) -> int:
        width = self.width() - 2 * (PADDING + EDGE)
        heights = [max(BADGE, self._title.sizeHint().height())]
        if not self._caption.isHidden():
            heights.append(self._caption.sizeHint().height())
        heights.append(self._body_height(width))
        if not self.argument.isHidden():
            heights += [self._argument_label.sizeHint().height(), self.argument.sizeHint().height()]
        if not self.notice.isHidden():
            heights.append(self.notice.heightForWidth(width))
        if not self.why.isHidden():
            heights.append(self.why.sizeHint().height())
        return sum(heights) + SPACING * (len(heights) - 1) + 2 * (PADDING + EDGE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line around it has the colour of the outcome, as that of any active card."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._colour, float(EDGE)))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the text."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _body_height(self, width: int) -> int:
        widget = self.body.widget()
        return widget.layout().totalHeightForWidth(width) if widget is not None else 0

    def _fill_body(self, paragraphs: tuple[tuple[str, str], ...]) -> None:
        inside = QWidget(objectName="card_inside")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACING)
        for label, text in paragraphs:
            words = QVBoxLayout()
            words.setSpacing(0)
            if label:
                words.addWidget(_muted(label))
            told = QLabel(text, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
            flag = Qt.AlignmentFlag
            told.setAlignment(flag.AlignRight if runs_backwards(text) else flag.AlignLeft)
            words.addWidget(told)
            layout.addLayout(words)
        layout.addStretch(1)
        old = self.body.takeWidget()
        if old is not None:
            old.deleteLater()
        self.body.setWidget(inside)
        polish(inside)

    def _typed(self) -> None:
        if not self._filling:
            self.argued.emit(self.argument.toPlainText())
        self.argument.updateGeometry()
        self._let_scroll()
        self.grown.emit()


def polish(inside: QWidget) -> None:
    """Give texts the type of the style sheet before they are measured, not when they are shown."""
    for label in inside.findChildren(QLabel):
        label.ensurePolished()


def let_scroll(area: QScrollArea, *, needed: bool) -> None:
    """Show the scroll bar of a text where it is needed, and never else."""
    policy = Qt.ScrollBarPolicy
    area.setVerticalScrollBarPolicy(
        policy.ScrollBarAsNeeded if needed else policy.ScrollBarAlwaysOff
    )


def _muted(text: str = "") -> QLabel:
    label = QLabel(text, textFormat=Qt.TextFormat.PlainText)
    label.setObjectName("muted")
    return label
