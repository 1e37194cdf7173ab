"""A report on pages: as a PDF file, or on a printer.

A table that goes on from page to page has its head on each of them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFontMetricsF,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QPen,
    QTextBlock,
    QTextCursor,
)

from annotator.desktop.geometry import range_rects
from annotator.desktop.palette import LIGHT
from annotator.desktop.report.parts import Chart, Highlight, Report
from annotator.desktop.report.slices import Extent, slices
from annotator.desktop.report.typeset import Group, Typeset, typeset
from annotator.desktop.underlines import draw_underline

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_T = TypeVar("_T")

UNITS_PER_INCH = 96.0
MARGINS_MM = QMarginsF(18, 16, 18, 14)
FOOTER = 34.0
LANE = 3.5
LARGEST_GROUP = 0.4
"""Share of a page beyond which a group is broken where the page ends; more is not left empty."""
ROW_ROOM = 6.5
"""Above the words of a row of a table, and below those of the last: padding and edge."""
_TITLE = 400


def as_pdf(report: Report) -> bytes:
    """The report as a PDF file on A4 pages, with text that can be selected and searched."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(report.title[:_TITLE])
    writer.setCreator("Annotator")
    writer.setResolution(600)
    writer.setPageLayout(page_layout())
    Pages(report, writer).paint(writer)
    buffer.close()
    return bytes(data.data())


def page_layout(size: QPageSize.PageSizeId = QPageSize.PageSizeId.A4) -> QPageLayout:
    """Upright pages with the report's margins."""
    return QPageLayout(
        QPageSize(size), QPageLayout.Orientation.Portrait, MARGINS_MM, QPageLayout.Unit.Millimeter
    )


def print_report(report: Report, printer: QPrinter) -> None:
    """Print the report, or the range of its pages that was asked for."""
    pages = Pages(report, printer)
    first, last = printer.fromPage() or 1, printer.toPage() or pages.count
    pages.paint(printer, range(max(1, first) - 1, min(last, pages.count)))


class Pages:
    """A report that is broken into pages of the size that a device has."""

    def __init__(self, report: Report, device: QPagedPaintDevice) -> None:
        resolution = device.logicalDpiX()
        self._scale = resolution / UNITS_PER_INCH
        area = device.pageLayout().paintRectPixels(resolution)
        width, height = area.width() / self._scale, area.height() / self._scale - FOOTER
        self._size = QSizeF(width, height)
        self._title = report.title
        self._set: Typeset = typeset(report, self._size.width())
        self._document = self._set.document
        self._layout = self._document.documentLayout()
        self._layout.documentSize()  # lays out all of it, which is else done bit by bit
        self._heads = self._find_heads()
        self._slices = self._broken()
        self._tops = [top for top, _ in self._slices]
        self._carried = self._find_carried()
        self._marks = self._by_page(self._mark_rects())
        self._badges = self._by_page(self._badge_rects())
        self._bars = self._by_page(self._bar_rects())

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._slices)

    def paint(self, device: QPagedPaintDevice, pages: Iterable[int] | None = None) -> None:
        """Paint the pages (counted from 0; default: all) one after the other."""
        painter = QPainter(device)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self._scale, self._scale)
        for n, page in enumerate(range(self.count) if pages is None else pages):
            if n:
                device.newPage()
            self._page(painter, page)
        painter.end()

    # --- Breaking -----------------------------------------------------------------------------

    def _broken(self) -> list[Extent]:
        """Where pages begin and end: headings stay with what follows, and groups together."""
        last = self._document.blockCount() - 1
        lines = [
            _extent(line) for block in self._blocks(Group(0, last)) for line in self._lines(block)
        ]
        rows = self._rows()
        heads = [self._begins(n, min(n + 1, last)) for n in self._set.headings]
        room = LARGEST_GROUP * self._size.height()
        groups = [self._reach(group) for group in self._set.groups]
        kept = [*heads, *((top, bottom) for top, bottom in groups if bottom - top <= room)]
        return slices([*lines, *rows], kept, self._size.height(), self._head_room)

    def _rows(self) -> list[Extent]:
        """The rows of all tables, each down to where the next one of its table begins."""
        groups = self._set.rows
        reaches = [self._reach(row, ROW_ROOM) for row in groups]
        follows = [after.first == row.last + 1 for row, after in pairwise(groups)]
        return [
            (top, reaches[n + 1][0] if n < len(follows) and follows[n] else bottom)
            for n, (top, bottom) in enumerate(reaches)
        ]

    def _find_heads(self) -> dict[float, Extent]:
        """By the top of every row but the first, the head of its table where both have room."""
        heads: dict[float, Extent] = {}
        head: Extent = (0.0, 0.0)
        before = None
        for group, (top, bottom) in zip(self._set.rows, self._rows(), strict=True):
            if before is None or group.first != before.last + 1:
                head = top, bottom
            elif bottom - top + head[1] - head[0] <= self._size.height():
                heads[top] = head
            before = group
        return heads

    def _head_room(self, top: float) -> float:
        """How high the head is that stands above what begins at that top on a page of its own."""
        first, last = self._heads.get(top, (0.0, 0.0))
        return last - first

    def _reach(self, group: Group, room: float = 0.0) -> Extent:
        """From the first line of some blocks to the last, with room on both sides."""
        lines = [line for block in self._blocks(group) for line in self._lines(block)]
        return min(r.top() for r in lines) - room, max(r.bottom() for r in lines) + room

    def _begins(self, heading: int, following: int) -> Extent:
        """From a heading to the second line of what follows."""
        (top, bottom), below = self._reach(Group(heading, heading)), Group(following, following)
        lines = [line for block in self._blocks(below) for line in self._lines(block)]
        return top, max([bottom, *(line.bottom() for line in lines[:2])])

    def _lines(self, block: QTextBlock) -> Iterator[QRectF]:
        corner = self._layout.blockBoundingRect(block).topLeft()
        layout = block.layout()
        for n in range(layout.lineCount()):
            yield layout.lineAt(n).rect().translated(corner)

    def _blocks(self, group: Group) -> Iterator[QTextBlock]:
        for number in range(group.first, group.last + 1):
            yield self._document.findBlockByNumber(number)

    def _page_of(self, rect: QRectF) -> int:
        return max(0, bisect_right(self._tops, rect.top() + 0.5) - 1)

    # --- Painting -----------------------------------------------------------------------------

    def _page(self, painter: QPainter, page: int) -> None:
        top, bottom = self._slices[page]
        painter.save()
        if (head := self._heads.get(top)) is not None:
            painter.translate(0, -head[0])
            self._stretch(painter, self._page_of(QRectF(0, head[0], 1, 1)), head)
            painter.translate(0, head[1])
        painter.translate(0, -top)
        for rect, outcome in self._bars.get(page, ()):
            painter.fillRect(rect, QColor(LIGHT.outcomes[outcome]))
        for number, chart in self._set.charts:
            (place,) = self._lines(self._document.findBlockByNumber(number))
            if self._page_of(place) == page:
                self._chart(painter, chart, place.topLeft())
        self._stretch(painter, page, (top, bottom))
        painter.restore()
        self._footer(painter, page)

    def _stretch(self, painter: QPainter, page: int, extent: Extent) -> None:
        """Paint all of a page, or a head on it: the text, and the marks and badges on it."""
        top, bottom = extent
        marks = [mark for mark in self._marks.get(page, ()) if top - 1 < mark[0].top() < bottom]
        for rect, (highlight, _) in marks:
            _ground(painter, rect, QColor(LIGHT.outcomes[highlight.outcome]), highlight.framed)
        painter.setPen(Qt.PenStyle.NoPen)
        for rect, outcome in self._badges.get(page, ()):
            if top - 1 < rect.top() < bottom:
                painter.setBrush(QColor(LIGHT.outcomes[outcome]))
                painter.drawRoundedRect(rect, 2.5, 2.5)
        done = self._continued(painter, page) if extent == self._slices[page] else 0.0
        area = QRectF(0, top - 1, self._size.width(), bottom - top + 2)
        painter.save()
        painter.setClipRect(area)
        context = QAbstractTextDocumentLayout.PaintContext()
        # Lines that merely touch it belong to the next page, or to the one before.
        context.clip = area.adjusted(0, done + 3, 0, -3)
        context.palette.setColor(QPalette.ColorRole.Text, QColor(LIGHT.text))
        self._layout.draw(painter, context)
        painter.restore()
        for rect, (highlight, lane) in marks:
            if highlight.pattern:
                colour = QColor(LIGHT.outcomes[highlight.outcome])
                ends, y = (rect.left(), rect.right()), rect.bottom() + 1 + lane * LANE
                draw_underline(painter, highlight.pattern, colour, ends, y)

    def _continued(self, painter: QPainter, page: int) -> float:
        """Draw the rest of a paragraph from the page before; returns how much of the page it takes.

        Qt would draw the last line of the page before once more, out of sight, but to be found
        where somebody searches the file or copies from it.
        """
        block = self._carried.get(page)
        if block is None:
            return 0.0
        corner, bottom = self._layout.blockBoundingRect(block).topLeft(), 0.0
        for n, rect in enumerate(self._lines(block)):
            if self._page_of(rect) == page:
                block.layout().lineAt(n).draw(painter, corner)
                bottom = rect.bottom()
        return bottom - self._tops[page]

    def _find_carried(self) -> dict[int, QTextBlock]:
        """By page, the paragraph that began on an earlier one."""
        carried = {}
        block = self._document.begin()
        while block.isValid():
            if QTextCursor(block).currentTable() is None:
                pages = sorted({self._page_of(line) for line in self._lines(block)})
                carried.update(dict.fromkeys(pages[1:], block))
            block = block.next()
        return carried

    def _by_page(self, rects: Iterable[tuple[QRectF, _T]]) -> dict[int, list[tuple[QRectF, _T]]]:
        found: dict[int, list[tuple[QRectF, _T]]] = {}
        for rect, about in rects:
            found.setdefault(self._page_of(rect), []).append((rect, about))
        return found

    def _mark_rects(self) -> Iterator[tuple[QRectF, tuple[Highlight, int]]]:
        """The rectangles of the marks, with the highlight and the lane of each."""
        article = self._set.highlights
        for laid in self._set.laid:
            assert article is not None  # noqa: S101 (there are no marks without it)
            for rect in self._range(laid.start, laid.end):
                yield rect, (article.highlights[laid.highlight], laid.lane)

    def _badge_rects(self) -> Iterator[tuple[QRectF, str]]:
        for badge in self._set.badges:
            for rect in self._range(badge.start, badge.end):
                yield rect, badge.outcome

    def _bar_rects(self) -> Iterator[tuple[QRectF, str]]:
        """The bars at the side of entries: one for each page that an entry is on."""
        for group in self._set.groups:
            if group.outcome:
                ends: dict[int, tuple[float, float]] = {}
                for line in (r for b in self._blocks(group) for r in self._lines(b)):
                    top, _ = ends.get(self._page_of(line), (line.top(), 0.0))
                    ends[self._page_of(line)] = (top, line.bottom())
                for top, bottom in ends.values():
                    yield QRectF(0, top, 3.5, bottom - top), group.outcome

    def _range(self, start: int, end: int) -> Iterator[QRectF]:
        block = self._document.findBlock(start)
        corner = self._layout.blockBoundingRect(block).topLeft()
        cursor = QTextCursor(self._document)
        cursor.setPosition(min(start + 1, end))
        metrics = QFontMetricsF(cursor.charFormat().font())
        for rect in range_rects(block, start - block.position(), end - block.position(), metrics):
            yield rect.translated(corner)

    def _chart(self, painter: QPainter, chart: Chart, corner: QPointF) -> None:
        painter.save()
        painter.translate(0, corner.y())
        scale = self._size.width() / chart.width
        painter.scale(scale, scale)
        font = self._document.defaultFont()
        font.setPixelSize(12)
        bold = self._document.defaultFont()
        bold.setPixelSize(12)
        bold.setBold(True)
        for row in chart.rows:
            painter.setPen(QColor(LIGHT.text))
            painter.setFont(bold)
            painter.drawText(QPointF(1, row.y - 6), row.name)
            start = 1 + QFontMetricsF(bold).horizontalAdvance(row.name) + 7
            painter.setPen(QColor(LIGHT.muted))
            painter.setFont(font)
            painter.drawText(QPointF(start, row.y - 6), row.told)
            painter.setFont(bold)
            for bar in row.bars:
                rect = QRectF(bar.x + 1, row.y, bar.width - 2, chart.bar_height)
                _bar(painter, rect, bar.outcome)
                painter.setPen(QColor(LIGHT.text))
                painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, bar.label)
        painter.restore()

    def _footer(self, painter: QPainter, page: int) -> None:
        font = self._document.defaultFont()
        font.setPixelSize(11)
        metrics = QFontMetricsF(font)
        area = QRectF(0, self._size.height(), self._size.width(), FOOTER)
        painter.setFont(font)
        painter.setPen(QColor(LIGHT.muted))
        bottom = Qt.AlignmentFlag.AlignBottom
        number = f"{page + 1} / {self.count}"
        title = metrics.elidedText(
            self._title,
            Qt.TextElideMode.ElideRight,
            self._size.width() - metrics.horizontalAdvance(number) - 24,
        )
        painter.drawText(area, bottom | Qt.AlignmentFlag.AlignLeft, title)
        painter.drawText(area, bottom | Qt.AlignmentFlag.AlignRight, number)


def _extent(rect: QRectF) -> Extent:
    return rect.top(), rect.bottom()


def _ground(painter: QPainter, rect: QRectF, colour: QColor, framed: bool) -> None:
    if framed:
        painter.setPen(QPen(colour, 0.9, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(0, 0, 0, 1), 2, 2)
        return
    laid = QColor(colour)
    laid.setAlphaF(LIGHT.fill)
    painter.fillRect(rect, laid)


def _bar(painter: QPainter, rect: QRectF, outcome: str) -> None:
    """A piece of the chart: its edge tells the outcomes apart as well."""
    colour = QColor(LIGHT.outcomes[outcome])
    styles = {
        "partial": Qt.PenStyle.DashLine,
        "not_in_key": Qt.PenStyle.DashLine,
        "missed": Qt.PenStyle.DotLine,
    }
    width = 2.6 if outcome == "wrong_category" else 1.2
    painter.setPen(QPen(colour, width, styles.get(outcome, Qt.PenStyle.SolidLine)))
    laid = QColor(colour)
    laid.setAlphaF(0.0 if outcome == "missed" else LIGHT.fill)
    painter.setBrush(laid)
    painter.drawRoundedRect(rect, 3, 3)
