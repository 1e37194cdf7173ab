"""What became of a mark, at the head of its card while it is still to be mended."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from annotator.desktop.margin import BADGE


class OutcomeBadge(QWidget):
    """The sign of an outcome on its colour, as on the cards of a review."""

    def __init__(self) -> None:
        super().__init__()
        self._sign, self._colour, self._ink = "", QColor(), QColor()
        self.setFixedSize(QSize(BADGE, BADGE))

    def show_sign(self, sign: str, colour: QColor, ink: QColor) -> None:
        """Paint a sign in ``ink`` on ``colour``."""
        self._sign, self._colour, self._ink = sign, colour, ink
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour)
        painter.drawRoundedRect(QRectF(self.rect()), 4, 4)
        font = self.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(self._ink)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._sign)
        painter.end()


class VerdictView(QWidget):
    """Badge, name of the outcome, and why."""

    def __init__(self) -> None:
        super().__init__()
        self.badge = OutcomeBadge()
        self.name = QLabel()
        self.name.setObjectName("heading")
        self.why = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.badge)
        head.addWidget(self.name, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 2)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.why)
        self.hide()

    def tell(self, sign: str, colour: QColor, ink: QColor, name: str, why: str) -> None:
        """Show an outcome."""
        self.badge.show_sign(sign, colour, ink)
        self.name.setText(name)
        self.why.setText(why)
        self.setAccessibleName(f"{name}. {why}")
        self.show()
