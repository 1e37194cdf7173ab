"""The newest attempts, each of which opens its review."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QPushButton, QSizePolicy, QStyle, QWidget

from annotator.desktop.home.home_words import attempt_words, moment_words
from annotator.services.practice import Attempt

NEWEST = 5
"""Number of attempts beside the list; all others are in the dialog."""

_PADDING = 10


class AttemptButton(QPushButton):
    """An attempt on two lines: its article; when it was, and what came of it.

    One that is ``one_of_several`` at its article has its name beside the title.
    """

    def __init__(
        self,
        attempt: Attempt,
        *,
        keyed: bool,
        one_of_several: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.attempt = attempt
        self.name = attempt.info.name if one_of_several else ""
        moment = moment_words(attempt.info.submitted_at)
        self.words = f"{moment} · {attempt_words(attempt, keyed=keyed)}"
        self.setAccessibleName(f"{attempt.title}. {attempt.info.name}. {self.words}")
        self.setToolTip(f"{attempt.title}\n{attempt.info.name} · {self.words}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Two lines high."""
        return QSize(200, 2 * self.fontMetrics().lineSpacing() + 14)

    def minimumSizeHint(self) -> QSize:
        """What does not fit is cut."""
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame of a button, and the two lines."""
        super().paintEvent(event)
        painter = QPainter(self)
        # Not those of the widget, to which the style sheet gives colours of its own.
        metrics, palette = self.fontMetrics(), QApplication.palette()
        height = metrics.lineSpacing()
        top = (self.height() - 2 * height) // 2
        room = self.width() - 2 * _PADDING
        begin = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
        end = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignRight)
        name = metrics.elidedText(self.name, Qt.TextElideMode.ElideRight, room // 2)
        beside = metrics.horizontalAdvance(name) + _PADDING if name else 0
        title, muted = palette.buttonText(), palette.placeholderText()
        for line, text, colour, side, width in (
            (0, self.attempt.title, title, begin, room - beside),
            (0, name, muted, end, room),
            (1, self.words, muted, begin, room),
        ):
            painter.setPen(colour.color())
            cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
            area = QRect(_PADDING, top + line * height, room, height)
            painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter, cut)
