"""How a category looks on the page of every theme, and how all colours look to every eye."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QIcon,
    QPainter,
    QPaintEvent,
    QPixmap,
    QTextLayout,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.desktop.codebook_words import theme_title, vision_title
from annotator.desktop.geometry import Laid
from annotator.desktop.mark_painter import MarkPainter
from annotator.desktop.marks import Look, Mark, Piece
from annotator.desktop.palette import THEMES, Theme
from annotator.desktop.theme import reading_font
from annotator.desktop.underlines import draw_underline
from annotator.domain.codebook import Category
from annotator.domain.codebook_colours import Shown
from annotator.domain.colours import Vision, contrast, simulated
from annotator.domain.span import Span

_MARK = "preview"


def shown_colours(categories: Sequence[Category]) -> tuple[Shown, ...]:
    """The colours of categories as every theme shows them."""
    return tuple(
        Shown(t.name, t.page, tuple(t.category(c.id, c.colour).name() for c in categories))
        for t in THEMES.values()
    )


def pattern_icon(pattern: str, colour: QColor, ratio: float) -> QIcon:
    """A piece of an underline, 40 by 12 pixels."""
    pixmap = QPixmap(QSize(40, 12) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_underline(painter, pattern, colour, (2.0, 38.0), 6.0)
    painter.end()
    return QIcon(pixmap)


class PagePreview(QWidget):
    """A line of text with a mark, as it is painted on the page of each theme."""

    ROW = 44

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._category: Category | None = None
        self.setFixedHeight(self.ROW * len(THEMES))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(320)
        self.setAccessibleName(self.tr("How it looks on the page"))

    def show_category(self, category: Category) -> None:
        """Show another category."""
        self._category = category
        self.setAccessibleDescription("; ".join(self.contrasts()))
        self.update()

    def contrasts(self) -> list[str]:
        """The contrast with the page in every theme, in words."""
        if self._category is None:
            return []
        return [self._contrast(theme, self._category) for theme in THEMES.values()]

    def _contrast(self, theme: Theme, category: Category) -> str:
        shown = theme.category(category.id, category.colour).name()
        words = {
            True: self.tr("{theme}: contrast {ratio} : 1"),
            False: self.tr("{theme}: contrast {ratio} : 1, made {change} for it"),
        }[shown == category.colour.lower()]
        page = theme.page
        stronger = contrast(shown, "#000000") > contrast(category.colour, "#000000")
        return words.format(
            theme=theme_title(theme.name),
            ratio=f"{contrast(shown, page):.1f}",
            change=self.tr("lighter") if stronger else self.tr("darker"),
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """One row for each theme."""
        if self._category is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, theme in enumerate(THEMES.values()):
            row = QRectF(0, number * self.ROW, self.width(), self.ROW)
            self._row(painter, row, theme, self._category)
        painter.end()

    def _row(self, painter: QPainter, row: QRectF, theme: Theme, category: Category) -> None:
        painter.fillRect(row, QColor(theme.page))
        plain = QFont(self.font())
        before, marked = self.tr("Text, and "), self.tr("a marked passage")
        layout, line = _laid_out(before + marked, reading_font(12), self.layoutDirection())
        room = QRectF(row.left() + 14, row.center().y() - 10, line.naturalTextWidth(), 20)
        sample = self._turned(room, row)
        edges = sorted(_x(line, place) for place in (len(before), len(before) + len(marked)))
        text = QRectF(sample.left() + edges[0], sample.top(), edges[1] - edges[0], 20)
        look = Look(theme.category(category.id, category.colour), category.pattern, category.letter)
        mark = Mark(_MARK, (Span(0, len(marked)),), look)
        painter.setFont(plain)
        piece = Piece(mark, 0, len(marked), 0, first=True)
        MarkPainter(painter, theme, None).draw([Laid(piece, (text,))], row)
        painter.setPen(QColor(theme.text))
        layout.draw(painter, QPointF(sample.left(), sample.center().y() - line.height() / 2))
        painter.setFont(plain)
        painter.setPen(QColor(theme.muted))
        left = room.right() + 24
        rest = self._turned(QRectF(left, row.top(), row.right() - left - 12, row.height()), row)
        aside = Qt.AlignmentFlag.AlignTrailing
        wrapped = aside | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(rest, wrapped, self._contrast(theme, category))

    def _turned(self, box: QRectF, row: QRectF) -> QRectF:
        return turned(box, row.width(), self.layoutDirection())


class VisionSwatches(QWidget):
    """The colours of all categories, as people with every kind of vision see them."""

    ROW, SWATCH, GAP = 30, 34, 6
    NARROWEST = 20
    """Pixels of a swatch where there is little room."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._categories: tuple[Category, ...] = ()
        self._at = -1
        self.setFixedHeight(self.ROW * len(Vision))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("How the colours of all categories look to every eye"))

    def show_categories(self, categories: tuple[Category, ...], at: int) -> None:
        """Show the colours of other categories, that of number ``at`` with a frame."""
        self._categories, self._at = categories, at
        self.setAccessibleDescription(
            self.tr("Colours that look alike are listed among the checks below.")
        )
        self.update()

    def colours(self, vision: Vision) -> list[str]:
        """The colours of the categories in the present theme, as they are seen."""
        theme = self._theme
        shown = (theme.category(c.id, c.colour).name() for c in self._categories)
        return [simulated(colour, vision) for colour in shown]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """One row for each kind of vision, one column for each category."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        title, step = self._columns()
        swatch = step - self.GAP
        centre = Qt.AlignmentFlag.AlignCenter
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.Bold)
        for number, vision in enumerate(Vision):
            top = number * self.ROW
            painter.setFont(self.font())
            painter.setPen(QColor(self._theme.text))
            area = self._turned(QRectF(0, top, title - 16, self.ROW))
            elided = self.fontMetrics().elidedText(
                vision_title(vision), Qt.TextElideMode.ElideRight, int(area.width())
            )
            leading = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(area, leading, elided)
            page = simulated(self._theme.page, vision)
            for place, colour in enumerate(self.colours(vision)):
                box = self._turned(QRectF(title + place * step, top + 3, swatch, self.ROW - 6))
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(colour))
                painter.drawRoundedRect(box, 4, 4)
                painter.setPen(QColor(page))
                painter.setFont(bold)
                painter.drawText(box, centre, self._categories[place].letter)
        if 0 <= self._at < len(self._categories):
            left = title + self._at * step
            painter.setPen(QColor(self._theme.text))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            frame = self._turned(QRectF(left - 2.5, 0.5, swatch + 5, self.height() - 1))
            painter.drawRoundedRect(frame, 6, 6)
        painter.end()

    def _columns(self) -> tuple[float, float]:
        """How wide the titles are, and how far it is from one swatch to the next."""
        widest = max(self.fontMetrics().horizontalAdvance(vision_title(v)) for v in Vision)
        most = float(self.SWATCH + self.GAP)
        count = max(1, len(self._categories))
        # The swatches give way first, then the titles.
        step = min(most, max(self.NARROWEST + self.GAP, (self.width() - widest - 24) / count))
        return min(widest + 20.0, self.width() - count * step - 4), step

    def _turned(self, box: QRectF) -> QRectF:
        return turned(box, self.width(), self.layoutDirection())


def turned(box: QRectF, width: float, direction: Qt.LayoutDirection) -> QRectF:
    """Where a box stands that is meant for the left: at the right where one reads from there."""
    if direction is Qt.LayoutDirection.LeftToRight:
        return box
    return QRectF(width - box.right(), box.top(), box.width(), box.height())


def _laid_out(
    text: str, font: QFont, direction: Qt.LayoutDirection
) -> tuple[QTextLayout, QTextLine]:
    """A text in one line."""
    layout = QTextLayout(text, font)
    option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    option.setTextDirection(direction)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    return layout, line


def _x(line: QTextLine, place: int) -> float:
    # The bindings give the place that was asked for back as well.
    found = line.cursorToX(place)
    return float(found[0] if isinstance(found, tuple) else found)
