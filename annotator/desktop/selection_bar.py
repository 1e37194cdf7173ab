"""The small bar at a selection, with a button for each category."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QFrame, QGridLayout, QToolButton, QWidget

from annotator.desktop.mnemonics import literal
from annotator.desktop.palette import Theme
from annotator.domain.codebook import Codebook

MARGIN = 6
ROWS = (1, 2, 3)
"""In how many rows the categories may stand, before only their letters are shown."""


class SelectionBar(QFrame):
    """Offers the categories beside what was selected. Never takes the keyboard focus."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("selection_bar")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(4, 4, 4, 4)
        self._layout.setSpacing(2)
        self._buttons: list[QToolButton] = []
        self._names: list[str] = []
        self._room = 0
        self.hide()

    def set_categories(self, codebook: Codebook, theme: Theme) -> None:
        """One button for each category of the codebook."""
        for button in self._buttons:
            self._layout.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
        self._names = [f"{literal(c.name)}  {c.shortcut}" for c in codebook.categories]
        self._room = 0
        for category in codebook.categories:
            button = QToolButton(self)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setToolTip(f"<b>{escape(category.name)}</b>: {escape(category.definition)}")
            button.setAccessibleName(
                self.tr("Mark as {category}").format(category=category.name.lower())
            )
            colour = theme.category(category.id, category.colour)
            button.setIcon(letter_icon(category.letter, colour, theme, self.devicePixelRatioF()))
            button.setIconSize(QSize(18, 18))
            button.clicked.connect(lambda _=False, c=category.id: self.chosen.emit(c))
            self._buttons.append(button)
        self._arrange(self.parentWidget().width() - 2 * MARGIN)

    def show_at(self, left: int, top: int, bottom: int) -> None:
        """Stand below a selection that ends at ``bottom``, or above it where there is no room."""
        area = self.parentWidget().rect()
        self._arrange(area.width() - 2 * MARGIN)
        self.adjustSize()
        x = max(MARGIN, min(left, area.width() - self.width() - MARGIN))
        y = bottom + MARGIN + 4
        if y + self.height() > area.height():
            y = max(MARGIN, top - self.height() - MARGIN - 8)
        self.move(x, y)
        self.show()
        self.raise_()

    def _arrange(self, room: int) -> None:
        """Use as few rows as fit into a width; where even three do not, letters and digits."""
        if room == self._room:
            return
        self._room = room
        in_row = 1
        for names in (self._names, [name[-1] for name in self._names]):
            for button, name in zip(self._buttons, names, strict=True):
                button.setText(name)
            fitting = (n for n in self._row_lengths() if self._width_of(n) <= room)
            in_row = next(fitting, 0)
            if in_row:
                break
        in_row = in_row or self._row_lengths()[-1]
        for number, button in enumerate(self._buttons):
            self._layout.addWidget(button, number // in_row, number % in_row)

    def _row_lengths(self) -> list[int]:
        """How many buttons stand in a row, when all stand in 1, 2 or 3 rows."""
        return [max(1, -(-len(self._buttons) // rows)) for rows in ROWS]

    def _width_of(self, in_row: int) -> int:
        """How wide the bar is with so many buttons in a row."""
        widths = [button.sizeHint().width() for button in self._buttons]
        columns = [max(widths[column::in_row], default=0) for column in range(in_row)]
        frame = self._layout.contentsMargins()
        edges = frame.left() + frame.right() + 2 * self.frameWidth()
        return sum(columns) + (in_row - 1) * self._layout.spacing() + edges


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
