"""The small bar at a selection, with a button for each category."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from annotator.desktop.palette import Theme
from annotator.domain.codebook import Codebook

MARGIN = 6


class SelectionBar(QFrame):
    """Offers the categories beside what was selected. Never takes the keyboard focus."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("selection_bar")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(4, 4, 4, 4)
        self._layout.setSpacing(2)
        self._buttons: list[QToolButton] = []
        self.hide()

    def set_categories(self, codebook: Codebook, theme: Theme) -> None:
        """One button for each category of the codebook."""
        for button in self._buttons:
            button.deleteLater()
        self._buttons = []
        for category in codebook.categories:
            button = QToolButton(self)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setText(f"{category.name}  {category.shortcut}")
            button.setToolTip(category.definition)
            button.setAccessibleName(
                self.tr("Mark as {category}").format(category=category.name.lower())
            )
            colour = theme.category(category.id, category.colour)
            button.setIcon(letter_icon(category.letter, colour, theme, self.devicePixelRatioF()))
            button.setIconSize(QSize(18, 18))
            button.clicked.connect(lambda _=False, c=category.id: self.chosen.emit(c))
            self._layout.addWidget(button)
            self._buttons.append(button)

    def show_at(self, left: int, top: int, bottom: int) -> None:
        """Stand below a selection that ends at ``bottom``, or above it where there is no room."""
        self.adjustSize()
        area = self.parentWidget().rect()
        x = min(max(MARGIN, left), area.width() - self.width() - MARGIN)
        y = bottom + MARGIN + 4
        if y + self.height() > area.height():
            y = max(MARGIN, top - self.height() - MARGIN - 8)
        self.move(x, y)
        self.show()
        self.raise_()


def letter_icon(letter: str, colour: QColor, theme: Theme, ratio: float) -> QIcon:
    """A rounded square with a letter, as an icon of 18 by 18 pixels."""
    pixmap = QPixmap(QSize(18, 18) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(0, 0, 18, 18, 4, 4)
    font = QFont(painter.font())
    font.setPixelSize(12)
    font.setWeight(QFont.Weight.Bold)
    painter.setFont(font)
    painter.setPen(QColor(theme.raised))
    painter.drawText(0, 0, 18, 18, Qt.AlignmentFlag.AlignCenter, letter)
    painter.end()
    return QIcon(pixmap)
