"""A label of a few lines that fits its width whatever is in it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from annotator.desktop.fitted_text import draw_lines, fitted_lines

_NARROWEST = 40


class LinesLabel(QLabel):
    """Breaks its text at words, and within those that are too long for a line.

    What does not fit into ``most`` lines is cut with an ellipsis and shown whole in the tool tip.
    """

    def __init__(self, most: int = 2) -> None:
        super().__init__()
        self._most = most
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """More lines where it is narrower."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as its lines."""
        lines = fitted_lines(self.text(), self.font(), max(_NARROWEST, width), self._most)
        return len(lines) * self.fontMetrics().lineSpacing()

    def sizeHint(self) -> QSize:
        """As it is now."""
        return QSize(_NARROWEST, self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """Never in the way of its neighbours."""
        return QSize(_NARROWEST, self.fontMetrics().lineSpacing())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what fits, from the side at which lines begin in this window."""
        width = self.width()
        lines = fitted_lines(self.text(), self.font(), width, self._most)
        is_cut = len(fitted_lines(self.text(), self.font(), width)) > self._most
        self.setToolTip(self.text() if is_cut else "")
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        backwards = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        top = max(0, (self.height() - len(lines) * self.fontMetrics().lineSpacing()) // 2)
        draw_lines(painter, lines, self.font(), QPoint(0, top), width, backwards=backwards)
        painter.end()
