"""A chart of what became of each category: found, missed, over-flagged.

Painted by hand. A trial with pyqtgraph spent half of the panel's 300 pixels on the names of the
categories, laid numbers over its hatching where they could not be read, knew neither the keyboard
nor writing from the right, and took 0.3 seconds to import and 10 MB to install.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QStyle, QToolTip, QWidget

from annotator.comparison.outcomes import BESIDE_KEY, IN_KEY, Outcome
from annotator.desktop.announcing import announce
from annotator.desktop.looks import category_name, outcome_pattern, outcome_sign
from annotator.desktop.palette import Theme, blended
from annotator.desktop.selection_bar import letter_icon
from annotator.desktop.underlines import draw_underline
from annotator.desktop.words import outcome_name
from annotator.domain.codebook import Codebook

if TYPE_CHECKING:
    from annotator.comparison.compare import Comparison, Counts

BAR, GAP, BETWEEN, EDGE, BADGE = 28, 12, 14, 4, 18
_TINT = 0.22


@dataclass(frozen=True, slots=True)
class Bar:
    """One category: its name and what became of it."""

    category: str
    name: str
    letter: str
    colour: QColor
    counts: Counts

    def of(self, outcome: Outcome) -> int:
        """How many items have an outcome."""
        return int(getattr(self.counts, outcome.value))


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar, with where it is painted, in pixels."""

    bar: Bar
    outcome: Outcome
    rect: QRect


def bars_of(comparison: Comparison, codebook: Codebook, theme: Theme) -> list[Bar]:
    """A bar for each category of a comparison."""
    bars = []
    for category_id, result in comparison.per_category.items():
        category = codebook.find(category_id)
        colour = theme.category(category_id, category.colour) if category else QColor(theme.muted)
        letter = category.letter if category else "?"
        name = category_name(codebook, category_id)
        bars.append(Bar(category_id, name, letter, colour, result.counts))
    return bars


class OutcomeChart(QWidget):
    """Bars of outcomes. ``chosen`` carries the category and the outcome of a part.

    The arrow keys go from part to part, Enter and a click choose it.
    """

    chosen = Signal(str, object)

    def __init__(self, bars: list[Bar], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars, self._theme = bars, theme
        self._current = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Chart of outcomes by category"))
        self.setAccessibleDescription(self.words())

    def words(self) -> str:
        """The whole chart in words."""
        lines = []
        for bar in self._bars:
            parts = [
                f"{outcome_name(outcome)} {bar.of(outcome)}"
                for outcome in (*IN_KEY, *BESIDE_KEY)
                if bar.of(outcome)
            ]
            parts += _rest_words(bar)
            lines.append(f"{bar.name}: {', '.join([_found_words(bar), *parts])}.")
        return "\n".join(lines)

    def sizeHint(self) -> QSize:
        """As high as the bars are together."""
        return QSize(260, sum(map(self._row_height, self._bars)) + 2 * EDGE - GAP)

    def minimumSizeHint(self) -> QSize:
        """Narrower, the names are cut off."""
        return QSize(160, self.sizeHint().height())

    def segments(self) -> list[Segment]:
        """The parts of all bars, from the top and in reading direction."""
        found: list[Segment] = []
        for bar, row in self._rows():
            shown = [o for o in (*IN_KEY, *BESIDE_KEY) if bar.of(o)]
            x = EDGE
            top = row + self._line_height()
            widths = self._widths(bar, shown)
            before: Outcome | None = None
            for outcome, width in zip(shown, widths, strict=True):
                if before in IN_KEY and outcome in BESIDE_KEY:
                    x += BETWEEN
                rect = QRect(x, top, width, BAR)
                mirrored = QStyle.visualRect(self.layoutDirection(), self.rect(), rect)
                found.append(Segment(bar, outcome, mirrored))
                x, before = x + width, outcome
        return found

    def event(self, event: QEvent) -> bool:
        """What a part stands for is told at the mouse."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            segment = self._at(event.pos())
            if segment is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), _segment_words(segment), self, segment.rect)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over what can be clicked."""
        over = self._at(event.position().toPoint()) is not None
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a part."""
        segment = self._at(event.position().toPoint())
        if segment is not None and event.button() is Qt.MouseButton.LeftButton:
            self._go(self.segments().index(segment))
            self._choose()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from part to part, and choose one."""
        segments = self.segments()
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        onward = {
            Qt.Key.Key_Right: -1 if rtl else 1,
            Qt.Key.Key_Left: 1 if rtl else -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
        }.get(Qt.Key(event.key()))
        if not segments:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose()
        elif event.key() == Qt.Key.Key_Home:
            self._go(0)
        elif event.key() == Qt.Key.Key_End:
            self._go(len(segments) - 1)
        elif onward is None:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._go(self._in_next_bar(segments, onward))
        else:
            self._go(min(max(self._current + onward, 0), len(segments) - 1))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The part that the keyboard is at is told."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The frame goes."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Names, bars, and a frame around the part that the keyboard is at."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for bar, top in self._rows():
            self._paint_name(painter, bar, top)
            self._paint_rest(painter, bar, top + self._line_height())
        segments = self.segments()
        for segment in segments:
            self._paint_segment(painter, segment)
        if self.hasFocus():
            framed = (
                segments[self._current].rect if segments else self.rect().adjusted(2, 2, -2, -2)
            )
            painter.setPen(QPen(QColor(self._theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(framed).adjusted(-2, -2, 2, 2), 5, 5)

    # --- Parts --------------------------------------------------------------------------------

    def _line_height(self) -> int:
        return max(self.fontMetrics().height(), BADGE) + 5

    def _row_height(self, bar: Bar) -> int:
        both = _has_parts(bar) and _rest_words(bar)
        below = self.fontMetrics().height() + 4 if both else 0
        return self._line_height() + BAR + below + GAP

    def _rows(self) -> Iterator[tuple[Bar, int]]:
        """The bars, each with where its row begins."""
        top = EDGE
        for bar in self._bars:
            yield bar, top
            top += self._row_height(bar)

    def _widths(self, bar: Bar, shown: list[Outcome]) -> list[int]:
        """As long as the numbers are, but never too narrow for sign and number."""
        metrics = self.fontMetrics()
        both = any(o in BESIDE_KEY for o in shown) and any(o in IN_KEY for o in shown)
        room = self.width() - 2 * EDGE - (BETWEEN if both else 0)
        most = max(sum(b.of(o) for o in (*IN_KEY, *BESIDE_KEY)) for b in self._bars)
        unit = (self.width() - 2 * EDGE - BETWEEN) / max(most, 1)
        least = [metrics.horizontalAdvance(_label(bar, o)) + 10 for o in shown]
        widths = [max(low, bar.of(o) * unit) for low, o in zip(least, shown, strict=True)]
        surplus = sum(widths) - room
        spare = sum(widths) - sum(least)
        if surplus > 0 and spare > 0:
            share = min(1.0, surplus / spare)
            widths = [w - (w - low) * share for w, low in zip(widths, least, strict=True)]
        if sum(widths) > room > 0:
            widths = [w * room / sum(widths) for w in widths]
        return [int(w) for w in widths]

    def _at(self, point: QPoint) -> Segment | None:
        return next((s for s in self.segments() if s.rect.contains(point)), None)

    def _go(self, number: int) -> None:
        self._current = number
        segment = self.segments()[number]
        announce(self, _segment_words(segment))
        self.update()

    def _in_next_bar(self, segments: list[Segment], onward: int) -> int:
        """The part of the bar below or above that lies nearest."""
        here = segments[self._current]
        bars = [bar for bar in self._bars if any(s.bar is bar for s in segments)]
        place = bars.index(here.bar) + onward
        if not 0 <= place < len(bars):
            return self._current
        near = [n for n, s in enumerate(segments) if s.bar is bars[place]]
        centre = here.rect.center().x()
        return min(near, key=lambda n: abs(segments[n].rect.center().x() - centre))

    def _choose(self) -> None:
        segment = self.segments()[self._current]
        self.chosen.emit(segment.bar.category, segment.outcome)

    # --- Painting -----------------------------------------------------------------------------

    def _paint_name(self, painter: QPainter, bar: Bar, top: int) -> None:
        theme, metrics, height = self._theme, self.fontMetrics(), self._line_height() - 5
        right_words = _found_words(bar)
        room = self.width() - 2 * EDGE
        wide = metrics.horizontalAdvance(right_words)
        placed = (
            QRect(EDGE, top + (height - BADGE) // 2, BADGE, BADGE),
            QRect(EDGE + BADGE + 6, top, room - BADGE - wide - 16, height),
            QRect(EDGE + room - wide, top, wide, height),
        )
        direction = self.layoutDirection()
        badge, name, found = (QStyle.visualRect(direction, self.rect(), r) for r in placed)
        icon = letter_icon(bar.letter, bar.colour, theme, self.devicePixelRatioF())
        icon.paint(painter, badge)
        painter.setPen(QColor(theme.text))
        elided = metrics.elidedText(bar.name, Qt.TextElideMode.ElideRight, name.width())
        begin = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(name, QStyle.visualAlignment(direction, begin), elided)
        painter.setPen(QColor(theme.muted))
        painter.drawText(found, Qt.AlignmentFlag.AlignCenter, right_words)

    def _paint_rest(self, painter: QPainter, bar: Bar, top: int) -> None:
        """In words what no part of the bar shows: below it, or in its place."""
        words = ", ".join(_rest_words(bar))
        left, height = EDGE + BADGE + 6, BAR
        if _has_parts(bar):
            left, top, height = EDGE, top + BAR + 4, self.fontMetrics().height()
        area = QRect(left, top, self.width() - EDGE - left, height)
        placed = QStyle.visualRect(self.layoutDirection(), self.rect(), area)
        begin = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(self._theme.muted))
        elided = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(placed, QStyle.visualAlignment(self.layoutDirection(), begin), elided)

    def _paint_segment(self, painter: QPainter, segment: Segment) -> None:
        """As it looks on the page: a mark is filled and underlined, what was missed is framed."""
        theme, outcome = self._theme, segment.outcome
        colour = QColor(theme.outcomes[outcome])
        box = QRectF(segment.rect).adjusted(1, 0.5, -1, -0.5)
        missed = outcome is Outcome.MISSED
        pen = QPen(colour, 1.2)
        if missed:
            pen.setDashPattern([2.0, 2.0])
        ground = QColor(theme.raised)
        painter.setPen(pen)
        painter.setBrush(ground if missed else blended(colour, ground, _TINT))
        painter.drawRoundedRect(box, 3, 3)
        if not missed:
            ends = (box.left() + 3, box.right() - 3)
            draw_underline(painter, outcome_pattern(outcome), colour, ends, box.bottom() - 4)
        painter.setPen(QColor(theme.text))
        words = box.adjusted(0, 0, 0, -4)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, _label(segment.bar, outcome))


def _label(bar: Bar, outcome: Outcome) -> str:
    return f"{outcome_sign(outcome)} {bar.of(outcome)}"


def _has_parts(bar: Bar) -> bool:
    return any(bar.of(outcome) for outcome in (*IN_KEY, *BESIDE_KEY))


def _rest_words(bar: Bar) -> list[str]:
    """What the parts of a bar do not tell: marks that count for another category, or no marks."""
    if bar.counts.elsewhere:
        template = QCoreApplication.translate(
            "OutcomeChart", "{count} marked; another category in the key"
        )
        return [template.format(count=bar.counts.elsewhere)]
    return [] if _has_parts(bar) else [QCoreApplication.translate("OutcomeChart", "none marked")]


def _found_words(bar: Bar) -> str:
    counts = bar.counts
    if not counts.key:
        return QCoreApplication.translate("OutcomeChart", "none in the key")
    return QCoreApplication.translate("OutcomeChart", "{found} of {key} found").format(
        found=counts.hit + counts.partial, key=counts.key
    )


def _segment_words(segment: Segment) -> str:
    name, number = outcome_name(segment.outcome), segment.bar.of(segment.outcome)
    return f"{segment.bar.name}: {name} {number}"
