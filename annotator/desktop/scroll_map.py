"""A map of all marks beside the scroll bar."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QTimer, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from annotator.desktop.palette import Theme

WIDTH = 14
LANES = 3
TICK = 3
_DELAY_MS = 60


class ScrollMap(QWidget):
    """Shows where on the whole page marks begin; a click goes there.

    Ticks of different looks stand in different lanes, so that colour is not the only sign.
    """

    wanted = Signal(float)
    """The reader wants to see this share (0 to 1) of the page."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(self.tr("Map of all marks"))
        self.setToolTip(self.tr("Where the marks are; click to go there"))
        self._theme: Theme | None = None
        self._ticks: list[tuple[float, int, QColor]] = []
        self._window = (0.0, 1.0)
        # Marks come in bursts, and the map may be a moment late.
        self.late = QTimer(self)
        self.late.setSingleShot(True)
        self.late.setInterval(_DELAY_MS)

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._theme = theme
        self.update()

    def set_ticks(self, ticks: Iterable[tuple[float, int, QColor]]) -> None:
        """Show ticks: share of the page (0 to 1), lane, colour."""
        height = max(1, self.height())
        # What falls on the same pixel of the same lane is one tick.
        seen = {(round(share * height), lane): (share, lane, c) for share, lane, c in ticks}
        self._ticks = list(seen.values())
        self.update()

    def set_window(self, first: float, last: float) -> None:
        """Show which part of the page (shares, 0 to 1) is in sight."""
        if (first, last) != self._window:
            self._window = (first, last)
            self.update()

    def ticks(self) -> list[tuple[float, int, QColor]]:
        """What is shown."""
        return self._ticks

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the part in sight as a band, and the ticks over it."""
        if self._theme is None:
            return
        painter = QPainter(self)
        height = self.height()
        band = QColor(self._theme.muted)
        band.setAlphaF(0.14)
        first, last = self._window
        painter.fillRect(QRectF(0, first * height, WIDTH, max(2.0, (last - first) * height)), band)
        lane_width = (WIDTH - 2) / LANES
        for share, lane, colour in self._ticks:
            left = 1 + (lane % LANES) * lane_width
            top = min(share * height, height - TICK)
            painter.fillRect(QRectF(left, top, lane_width - 0.5, TICK), colour)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there."""
        self.wanted.emit(min(1.0, max(0.0, event.position().y() / max(1, self.height()))))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag along the map."""
        self.mousePressEvent(event)
