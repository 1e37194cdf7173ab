"""A map of all marks beside the scroll bar."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from annotator.desktop.page_view import PageView
from annotator.desktop.palette import Theme

WIDTH = 14
LANES = 3
TICK = 3
_DELAY_MS = 60


class ScrollMap(QWidget):
    """Shows where on the whole page marks begin; a click goes there.

    Ticks of different looks stand in different lanes, so that colour is not the only sign.
    """

    def __init__(self, page: PageView) -> None:
        super().__init__(page)
        self._page = page
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(self.tr("Map of all marks"))
        self.setToolTip(self.tr("Where the marks are; click to go there"))
        self._theme: Theme | None = None
        self._ticks: list[tuple[float, int, QColor]] = []
        self._drawn: QPixmap | None = None
        self._window = (0.0, 1.0)
        # Marks come in bursts, and the map may be a moment late.
        self.late = QTimer(self)
        self.late.setSingleShot(True)
        self.late.setInterval(_DELAY_MS)
        self.late.timeout.connect(self._read_marks)
        page.marks_changed.connect(self.late.start)
        page.moved.connect(self._read_window)

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._theme = theme
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
        if self._drawn is None or self._drawn.devicePixelRatio() != self.devicePixelRatio():
            self._drawn = self._draw_ticks()
        painter.drawPixmap(0, 0, self._drawn)
        painter.end()

    def _draw_ticks(self) -> QPixmap:
        """All ticks as one picture, since they stay the same while the page is scrolled."""
        ratio = self.devicePixelRatio()
        drawn = QPixmap(self.size() * ratio)
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        height = self.height()
        lane_width = (WIDTH - 2) / LANES
        for share, lane, colour in self._ticks:
            left = 1 + lane * lane_width
            top = min(share * height, height - TICK)
            painter.fillRect(QRectF(left, top, lane_width - 0.5, TICK), colour)
        painter.end()
        return drawn

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other ticks fall on the same pixel now."""
        super().resizeEvent(event)
        self._drawn = None
        self.late.start()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there."""
        share = event.position().y() / max(1, self.height())
        self._page.scroll_to_share(min(1.0, max(0.0, share)))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag along the map."""
        self.mousePressEvent(event)

    def _read_marks(self) -> None:
        height, lanes = max(1, self.height()), dict[str, int]()
        # What falls on the same pixel of the same lane is one tick.
        seen: dict[tuple[int, int], tuple[float, int, QColor]] = {}
        for share, mark in self._page.shares_of_marks():
            lane = lanes.setdefault(mark.look.badge, len(lanes)) % LANES
            seen[round(share * height), lane] = (share, lane, mark.look.colour)
        self._ticks = list(seen.values())
        self._drawn = None
        self._read_window()
        self.update()

    def _read_window(self) -> None:
        window = self._page.share_in_sight()
        if window != self._window:
            self._window = window
            self.update()
