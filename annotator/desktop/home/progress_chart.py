"""A chart of the share that was found of each category, attempt by attempt.

Painted by hand, as :mod:`annotator.desktop.outcome_chart` and for the same reasons: there are 290
pixels, and names, lines and numbers have to find room in them.
"""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QLineF,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from annotator.desktop.announcing import announce
from annotator.desktop.home.dodging import dodge, most_together
from annotator.desktop.home.home_words import day_words, tally_words
from annotator.desktop.home.progress_data import Line, Progress
from annotator.desktop.palette import Theme
from annotator.desktop.selection_bar import letter_icon

PLOT, EDGE, BADGE, SAMPLE = 120, 6, 18, 30
_DASHES: tuple[tuple[float, ...], ...] = ((), (4.0, 2.5), (1.2, 2.0), (6.0, 2.0, 1.2, 2.0))
_MARKERS = ("circle", "square", "triangle", "diamond", "cross")
_SIZE, _SMALLEST = 4.0, 2.5
"""Half the width of a marker, in pixels: as it is, and where there are many attempts."""

_ROOM, _MOST_ROOM = 13.0, 30.0
"""How far markers may go to either side of an attempt, in pixels, and where many lie together."""

_BESIDE = 2.0
"""How far the lines themselves are set apart, in pixels."""

_ROOM_ALONE = 60.0
"""How far they may where there is one attempt only."""


class ProgressChart(QWidget):
    """Lines of shares. ``went`` carries the place of the attempt that is current, ``asked`` that of
    the one whose review is wanted.

    The arrow keys go from attempt to attempt, Enter and a double click ask for the review.
    """

    went = Signal(int)
    asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._progress = Progress((), (), ())
        self._theme: Theme | None = None
        self.current = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Chart of progress by category"))

    def show_progress(self, progress: Progress, theme: Theme) -> None:
        """Paint these figures; there must be one attempt at least."""
        if progress.attempts != self._progress.attempts:
            self.current = len(progress.attempts) - 1
        self._progress, self._theme = progress, theme
        places = range(len(progress.attempts))
        self.setAccessibleDescription("\n".join(progress.words(place) for place in places))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The plot, the days, the row of flagged passages and the names."""
        return QSize(260, self._names_top() + len(self._progress.lines) * self._row() + EDGE)

    def minimumSizeHint(self) -> QSize:
        """Narrower, the names are cut off."""
        return QSize(180, self.sizeHint().height())

    def point(self, number: int, place: int) -> QPointF | None:
        """Where a line has an attempt, in pixels; None where there was nothing to find."""
        height = self._heights(place)[number]
        if height is None:
            return None
        plot, step = self._plot(), 2 * self.marker_size() + 1
        right, down = dodge(self._heights(place), step, self._room(), plot.height())[number]
        return QPointF(self._x(place) + right, plot.bottom() - height + down)

    def marker_size(self) -> float:
        """Half the width of a marker, in pixels: less where many lie at one height."""
        together = self._together()
        return min(_SIZE, max(_SMALLEST, (2 * self._room() / max(1, together) - 1) / 2))

    def event(self, event: QEvent) -> bool:
        """What an attempt came to is told at the mouse."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._at(event.pos().x())
            QToolTip.showText(event.globalPos(), self._progress.words(place), self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from attempt to attempt, or ask for the review."""
        key, last = Qt.Key(event.key()), len(self._progress.attempts) - 1
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        onward = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(key, 0) * (-1 if mirrored else 1)
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}
        if onward or key in ends:
            self._go(min(max(ends.get(key, self.current + onward), 0), last))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.asked.emit(self.current)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Make the attempt below the mouse the current one."""
        self._go(self._at(event.position().toPoint().x()))

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Ask for the review of the current one."""
        self.asked.emit(self.current)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The current attempt is framed while the keyboard is here."""
        super().focusInEvent(event)
        self._go(self.current)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The frame goes."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Scale, lines, flagged passages and names."""
        if self._theme is None or not self._progress.attempts:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_scale(painter)
        if self.hasFocus():
            self._paint_focus(painter)
        for number, line in enumerate(self._progress.lines):
            self._paint_line(painter, number, line)
        self._paint_flagged(painter)
        for number, line in enumerate(self._progress.lines):
            self._paint_name(painter, number, line)

    # --- Places -------------------------------------------------------------------------------

    def _row(self) -> int:
        return max(self.fontMetrics().height(), BADGE) + 4

    def _plot(self) -> QRectF:
        left = EDGE + self.fontMetrics().horizontalAdvance("100%") + 8
        return QRectF(left, EDGE + 8, max(40, self.width() - left - EDGE - 4), PLOT)

    def _names_top(self) -> int:
        return EDGE + 8 + PLOT + 2 * self._row() + 14

    def _x(self, place: int) -> float:
        plot, number = self._plot(), len(self._progress.attempts)
        inner = plot.adjusted(self._margin(), 0, -self._margin(), 0)
        x = (
            inner.center().x()
            if number == 1
            else inner.left() + inner.width() * place / (number - 1)
        )
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        return plot.left() + plot.right() - x if mirrored else x

    def _room(self) -> float:
        """How far the markers of an attempt may go to either side."""
        number = len(self._progress.attempts)
        if number < 2:  # one alone
            return _ROOM_ALONE
        margin = self._margin()
        return min(margin, (self._plot().width() - 2 * margin) / (number - 1) / 2)

    def _margin(self) -> float:
        """How far the first and the last attempt are from the edges of the plot."""
        return min(_MOST_ROOM, max(_ROOM, self._together() * (_SIZE + 0.5)))

    def _together(self) -> int:
        """How many markers at most would lie upon each other."""
        places, step = range(len(self._progress.attempts)), 2 * _SIZE + 1
        return max((most_together(self._heights(place), step) for place in places), default=1)

    def _heights(self, place: int) -> list[float | None]:
        """How high each line is at an attempt, in pixels from the foot of the plot."""
        shares = (line.tallies[place].share for line in self._progress.lines)
        return [None if share is None else share * PLOT for share in shares]

    def _at(self, x: int) -> int:
        return min(range(len(self._progress.attempts)), key=lambda place: abs(self._x(place) - x))

    def _go(self, place: int) -> None:
        self.current = place
        if self.hasFocus():
            announce(self, self._progress.words(place))
        self.went.emit(place)
        self.update()

    # --- Painting -----------------------------------------------------------------------------

    def _paint_scale(self, painter: QPainter) -> None:
        theme, plot, row = self._theme, self._plot(), self._row()
        assert theme is not None  # noqa: S101 (paintEvent has looked)
        flag = Qt.AlignmentFlag
        for share in (0.0, 0.5, 1.0):
            y = plot.bottom() - share * plot.height()
            painter.setPen(QPen(QColor(theme.line), 1))
            painter.drawLine(QLineF(plot.left(), y, plot.right(), y))
            painter.setPen(QColor(theme.muted))
            label = QRectF(EDGE, y - row / 2, plot.left() - EDGE - 8, row)
            painter.drawText(label, flag.AlignRight | flag.AlignVCenter, f"{share:.0%}")
        attempts = self._progress.attempts
        days = [day_words(attempt.info.submitted_at) for attempt in attempts]
        below = QRectF(plot.left(), plot.bottom() + 6, plot.width(), row)
        if len(days) == 1:
            painter.drawText(below, flag.AlignCenter, days[0])
            return
        first, last = flag.AlignLeft | flag.AlignAbsolute, flag.AlignRight | flag.AlignAbsolute
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            first, last = last, first
        painter.drawText(below, first | flag.AlignVCenter, days[0])
        painter.drawText(below, last | flag.AlignVCenter, days[-1])

    def _paint_focus(self, painter: QPainter) -> None:
        theme, plot = self._theme, self._plot()
        assert theme is not None  # noqa: S101 (paintEvent has looked)
        x = self._x(self.current)
        points = (self.point(number, self.current) for number in range(len(self._progress.lines)))
        away = max((abs(point.x() - x) for point in points if point is not None), default=0.0)
        wide = max(_ROOM, away + self.marker_size() + 3)
        frame = QRectF(x - wide, plot.top() - 9, 2 * wide, plot.height() + self._row() * 2 + 20)
        painter.setPen(QPen(QColor(theme.accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame, 5, 5)

    def _paint_line(self, painter: QPainter, number: int, line: Line) -> None:
        places = range(len(line.tallies))
        points = [p for p in (self.point(number, place) for place in places) if p is not None]
        painter.setPen(_pen(line.colour, number))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        # Lines of one height run side by side; markers stand where the share is.
        aside = QPointF(0, (number - (len(self._progress.lines) - 1) / 2) * _BESIDE)
        painter.drawPolyline(QPolygonF([point + aside for point in points]))
        for point in points:
            self._paint_marker(painter, number, line, point, self.marker_size())

    def _paint_marker(
        self, painter: QPainter, number: int, line: Line, at: QPointF, size: float = _SIZE
    ) -> None:
        theme = self._theme
        assert theme is not None  # noqa: S101 (paintEvent has looked)
        painter.setPen(QPen(line.colour, 1.6))
        painter.setBrush(line.colour if number % 2 == 0 else QColor(theme.window))
        kind = _MARKERS[number % len(_MARKERS)]
        x, y = at.x(), at.y()
        if kind == "circle":
            painter.drawEllipse(at, size, size)
        elif kind == "square":
            painter.drawRect(QRectF(x - size + 0.5, y - size + 0.5, 2 * size - 1, 2 * size - 1))
        elif kind == "cross":
            painter.drawLine(QLineF(x - size, y - size, x + size, y + size))
            painter.drawLine(QLineF(x - size, y + size, x + size, y - size))
        else:
            corners = [(0, -size - 1), (size + 1, size), (-size - 1, size)]
            if kind == "diamond":
                corners = [(0, -size - 1), (size + 1, 0), (0, size + 1), (-size - 1, 0)]
            painter.drawPolygon(QPolygonF([QPointF(x + dx, y + dy) for dx, dy in corners]))

    def _paint_flagged(self, painter: QPainter) -> None:
        """The sign of flagged passages, and below each attempt how many there were."""
        theme, plot, row = self._theme, self._plot(), self._row()
        assert theme is not None  # noqa: S101 (paintEvent has looked)
        top = plot.bottom() + 8 + row
        painter.setPen(QColor(theme.outcomes["flagged_sound"]))
        head = QRectF(EDGE, top, plot.left() - EDGE - 8, row)
        painter.drawText(head, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, "!")
        for place, count in enumerate(self._progress.flagged):
            x = self._x(place)
            colour = theme.outcomes["flagged_sound"] if count else theme.muted
            painter.setPen(QColor(colour))
            cell = QRectF(x - 14, top, 28, row)
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, str(count) if count else "·")

    def _paint_name(self, painter: QPainter, number: int, line: Line) -> None:
        theme, row = self._theme, self._row()
        assert theme is not None  # noqa: S101 (paintEvent has looked)
        top = self._names_top() + number * row
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft

        def placed(x: float, width: float) -> QRectF:
            x = self.width() - x - width if mirrored else x
            return QRectF(x, top, width, row)

        sample = placed(EDGE, SAMPLE)
        painter.setPen(_pen(line.colour, number))
        y = sample.center().y()
        painter.drawLine(QLineF(sample.left(), y, sample.right(), y))
        self._paint_marker(painter, number, line, sample.center())
        badge = placed(EDGE + SAMPLE + 6, BADGE)
        square = QRect(int(badge.left()), int(badge.center().y() - BADGE / 2), BADGE, BADGE)
        letter_icon(line.letter, line.colour, theme, self.devicePixelRatioF()).paint(
            painter, square
        )
        words = tally_words(line.tallies[self.current])
        wide = self.fontMetrics().horizontalAdvance(words) + 2
        painter.setPen(QColor(theme.muted))
        flag = Qt.AlignmentFlag
        painter.drawText(placed(self.width() - EDGE - wide, wide), flag.AlignCenter, words)
        left = EDGE + SAMPLE + BADGE + 12
        name = placed(left, self.width() - left - wide - EDGE - 8)
        cut = self.fontMetrics().elidedText(
            line.name, Qt.TextElideMode.ElideRight, int(name.width())
        )
        painter.setPen(QColor(theme.text))
        start = flag.AlignRight if mirrored else flag.AlignLeft
        painter.drawText(name, start | flag.AlignAbsolute | flag.AlignVCenter, cut)


def chart_note(number: int) -> str:
    """What is to be known of the chart; ``number`` is that of the articles in it."""
    translate = QCoreApplication.translate
    if number == 1:
        return translate(
            "ProgressChart",
            "How much of each category you found in your first article. From a second article on, "
            "lines show whether it becomes more. Under “!” stands how many sound passages you "
            "marked.",
        )
    return translate(
        "ProgressChart",
        "How much of each category you found, article by article, in your first attempt at each. "
        "Under “!” stands how many sound passages you marked.",
    )


def _pen(colour: QColor, number: int) -> QPen:
    pen = QPen(colour, 1.8)
    dashes = _DASHES[number % len(_DASHES)]
    if dashes:
        pen.setDashPattern(dashes)
    return pen
