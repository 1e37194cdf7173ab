"""How a category looks on the page of every theme, and how all colours look to every eye."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QIcon, QPainter, QPaintEvent, QPixmap
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
        self.setMinimumWidth(360)
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
        font = reading_font(12)
        metrics = QFontMetricsF(font)
        before, marked = self.tr("Text, and "), self.tr("a marked passage")
        left = row.left() + 14 + metrics.horizontalAdvance(before)
        text = QRectF(left, row.center().y() - 10, metrics.horizontalAdvance(marked), 20)
        look = Look(theme.category(category.id, category.colour), category.pattern, category.letter)
        mark = Mark(_MARK, (Span(0, len(marked)),), look)
        painter.setFont(plain)
        piece = Piece(mark, 0, len(marked), 0, first=True)
        MarkPainter(painter, theme, None).draw([Laid(piece, (text,))], row)
        painter.setFont(font)
        painter.setPen(QColor(theme.text))
        centre = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(text.adjusted(-left + 14, 0, 8, 0), centre, before + marked)
        painter.setFont(plain)
        painter.setPen(QColor(theme.muted))
        rest = QRectF(text.right() + 16, row.top(), row.right() - text.right() - 28, row.height())
        wrapped = Qt.AlignmentFlag.AlignRight | centre | Qt.TextFlag.TextWordWrap
        painter.drawText(rest, wrapped, self._contrast(theme, category))


class VisionSwatches(QWidget):
    """The colours of all categories, as people with every kind of vision see them."""

    ROW, SWATCH, GAP = 30, 34, 6

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
        title = max(self.fontMetrics().horizontalAdvance(vision_title(v)) for v in Vision) + 16
        centre = Qt.AlignmentFlag.AlignCenter
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.Bold)
        for number, vision in enumerate(Vision):
            top = number * self.ROW
            painter.setFont(self.font())
            painter.setPen(QColor(self._theme.text))
            area = QRectF(0, top, title, self.ROW)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, vision_title(vision))
            page = simulated(self._theme.page, vision)
            for place, colour in enumerate(self.colours(vision)):
                left = title + place * (self.SWATCH + self.GAP)
                box = QRectF(left, top + 3, self.SWATCH, self.ROW - 6)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(colour))
                painter.drawRoundedRect(box, 4, 4)
                painter.setPen(QColor(page))
                painter.setFont(bold)
                painter.drawText(box, centre, self._categories[place].letter)
        if 0 <= self._at < len(self._categories):
            left = title + self._at * (self.SWATCH + self.GAP)
            painter.setPen(QColor(self._theme.text))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            frame = QRectF(left - 2.5, 0.5, self.SWATCH + 5, self.height() - 1)
            painter.drawRoundedRect(frame, 6, 6)
        painter.end()
