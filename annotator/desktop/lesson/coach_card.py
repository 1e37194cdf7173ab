"""The coach: what is to be done now, below the page so that it never covers the text."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop.lesson.keycaps import KeyCaps

COLUMN = 940
_PIP, _GAP, _THICK = 13, 3, 4


@dataclass(frozen=True, slots=True)
class Shown:
    """What the card shows: step ``number`` (from 1) of ``of``, its words, and what can be pressed.

    ``button`` is what goes on, empty where the step ends by itself. ``remark`` is said of what was
    done last: ``good`` or not yet.
    """

    number: int
    of: int
    title: str
    text: str
    keys: tuple[str, ...] = ()
    button: str = ""
    remark: str = ""
    good: bool = True
    back: bool = True
    skip: bool = True

    @property
    def spoken(self) -> str:
        """Everything in words, for a screen reader."""
        return "\n".join(filter(None, (self.remark, self.title, self.text)))


class Pips(QWidget):
    """How far the lesson has come, as a row of small bars."""

    def __init__(self) -> None:
        super().__init__()
        self._number, self._of = 0, 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_progress(self, number: int, of: int) -> None:
        """Step ``number`` (from 1) of ``of``."""
        self._number, self._of = number, of
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A bar for each step."""
        return QSize(self._of * (_PIP + _GAP), _THICK + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Those that are behind are filled, and so is the present one."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        done = self.palette().color(QPalette.ColorRole.Highlight)
        ahead = self.palette().color(QPalette.ColorRole.Mid)
        for place in range(self._of):
            painter.setBrush(done if place < self._number else ahead)
            painter.drawRoundedRect(place * (_PIP + _GAP), 1, _PIP, _THICK, 2, 2)
        painter.end()


class CoachCard(QFrame):
    """One step of the lesson."""

    went_on = Signal()
    went_back = Signal()
    skipped = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("coach")
        self.shown: Shown | None = None
        self.number = QLabel()
        self.number.setObjectName("section")
        self.pips = Pips()
        self.back = QToolButton(text=self.tr("‹ Back"))
        self.skip = QToolButton(text=self.tr("Skip step"))
        self.leave = QToolButton(text=self.tr("Leave"))
        self.back.setAccessibleName(self.tr("Back to the step before"))
        self.leave.setAccessibleName(self.tr("Leave the first steps"))
        self.title = QLabel(wordWrap=True)
        self.title.setObjectName("heading")
        self.text = QLabel(wordWrap=True)
        self.text.setObjectName("coach_text")
        self.remark = QLabel(wordWrap=True)
        self.remark.setObjectName("coach_remark")
        for label in (self.title, self.text, self.remark):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.keys = KeyCaps()
        self.button = QPushButton()
        self.button.setObjectName("primary")
        self.button.setAutoDefault(True)  # Enter presses it as Space does
        self.button.clicked.connect(self.went_on)
        self.back.clicked.connect(self.went_back)
        self.skip.clicked.connect(self.skipped)
        self.leave.clicked.connect(self.left)
        self._build()
        self.hide()

    def show_step(self, shown: Shown, good: QColor, not_yet: QColor) -> None:
        """Show a step; the colours are those of a remark."""
        self.shown = shown
        words = self.tr("First steps · {number} of {all}").format(number=shown.number, all=shown.of)
        self.number.setText(words)
        self.setAccessibleName(words)
        self.setAccessibleDescription(shown.spoken)
        self.pips.show_progress(shown.number, shown.of)
        self.title.setText(shown.title)
        self.text.setText(shown.text)
        self.remark.setText(shown.remark)
        self.remark.setVisible(bool(shown.remark))
        palette = self.remark.palette()
        palette.setColor(QPalette.ColorRole.WindowText, good if shown.good else not_yet)
        self.remark.setPalette(palette)
        self.keys.show_keys(shown.keys)
        # A button that goes must not take the focus to some other control by itself.
        if not shown.button and self.button.hasFocus():
            self.skip.setFocus()
        self.button.setText(shown.button)
        self.button.setVisible(bool(shown.button))
        self.back.setEnabled(shown.back)
        self.skip.setVisible(shown.skip)
        self.show()

    def parts(self) -> list[QWidget]:
        """What of the card can have the keyboard focus, for F6."""
        if self.isHidden():
            return []
        return (
            [self.leave if self.skip.isHidden() else self.skip]
            if self.button.isHidden()
            else [self.button]
        )

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.number)
        head.addWidget(self.pips, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addStretch(1)
        for button in (self.back, self.skip, self.leave):
            head.addWidget(button)
        # About as high in every step, so that the page above it does not jump.
        lines = 2 * self.text.fontMetrics().lineSpacing() + self.title.fontMetrics().lineSpacing()
        place = QWidget()
        place.setMinimumHeight(lines + 34)
        words = QVBoxLayout(place)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(3)
        for label in (self.remark, self.title, self.text):
            words.addWidget(label)
        self.remark.setContentsMargins(0, 0, 0, 4)
        words.addStretch(1)
        deeds = QVBoxLayout()
        deeds.setSpacing(8)
        deeds.addStretch(1)
        deeds.addWidget(self.keys, 0, Qt.AlignmentFlag.AlignRight)
        deeds.addWidget(self.button, 0, Qt.AlignmentFlag.AlignRight)
        deeds.addStretch(1)
        body = QHBoxLayout()
        body.setSpacing(20)
        body.addWidget(place, 1)
        body.addLayout(deeds)
        column = QWidget()
        column.setMaximumWidth(COLUMN)
        inner = QVBoxLayout(column)
        inner.setContentsMargins(20, 6, 20, 12)
        inner.setSpacing(4)
        inner.addLayout(head)
        inner.addLayout(body)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addStretch(1)
        outer.addWidget(column, 100)
        outer.addStretch(1)
