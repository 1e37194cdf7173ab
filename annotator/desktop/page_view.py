"""The page: an article set in type, with marks painted behind its text."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QTextBlock
from PySide6.QtWidgets import QWidget

from annotator.desktop.article_view import OVERHANG
from annotator.desktop.document import PAGE_MARGIN, Page
from annotator.desktop.found_places import FoundPlaces
from annotator.desktop.geometry import Geometry, Laid, range_rects
from annotator.desktop.keying.frames import Frame, draw_frame
from annotator.desktop.mark_painter import MarkPainter
from annotator.desktop.marks import Mark, MarkIndex
from annotator.desktop.page_style import PageStyle
from annotator.desktop.palette import Theme
from annotator.desktop.selecting_view import SelectingView
from annotator.domain.article import Article
from annotator.domain.span import Span


@dataclass(frozen=True, slots=True)
class Anchor:
    """A mark in sight, and where on the viewport (pixels) it begins."""

    mark_id: str
    top: float


class PageView(SelectingView):
    """Shows an article with its marks, and what was found in it.

    No mark is ever written into the document's formats.
    """

    marks_changed = Signal()
    """Other marks are on the page."""
    active_changed = Signal(object)
    """The id of the mark that is the active one now, or None."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks: MarkIndex | None = None
        self._geometry: Geometry | None = None
        self._active: str | None = None
        self._found = FoundPlaces()
        self._hinted = FoundPlaces()
        self._hinted_sentence: Span | None = None
        self._frames: tuple[Frame, ...] = ()

    # --- What is shown ------------------------------------------------------------------------

    def show_article(self, article: Article, theme: Theme, style: PageStyle) -> None:
        """Set an article in type; marks have to be given anew."""
        self._marks = None
        self._found = FoundPlaces()
        self._hinted, self._hinted_sentence = FoundPlaces(), None
        self._frames = ()
        self._active = None
        super().show_article(article, theme, style)

    def set_marks(self, marks: Iterable[Mark]) -> None:
        """Show these marks and no others."""
        if self._marks is not None and self._geometry is not None:
            self._marks.replace_all(marks)
            self._geometry.forget_all()
            self.viewport().update()
            self.marks_changed.emit()

    def set_mark(self, mark: Mark) -> None:
        """Add or replace one mark."""
        if self._marks is not None:
            self._changed(self._marks.set(mark))

    def discard_mark(self, mark_id: str) -> None:
        """Remove one mark."""
        if self._marks is not None:
            self._changed(self._marks.discard(mark_id))

    def set_active(self, mark_id: str | None) -> None:
        """Show one mark as the active one."""
        for each in {self._active, mark_id}:
            self._repaint_mark(each)
        linked = self._links(self._active) or self._links(mark_id)
        changed = mark_id != self._active
        self._active = mark_id
        if linked:
            self.viewport().update()
        if changed:
            self.active_changed.emit(mark_id)

    def set_found(self, places: Sequence[Span]) -> None:
        """Show where something was found; no places end it."""
        self._found = FoundPlaces(places)
        self.viewport().update()

    @property
    def found_current(self) -> Span | None:
        """The current one of the places found."""
        return self._found.current

    def set_found_current(self, place: Span | None) -> None:
        """Show one of the places found as the current one."""
        self._found.current = place
        self.viewport().update()

    def set_hinted(self, runs: Sequence[Span], sentence: Span | None) -> None:
        """Show where a hint leads: the runs of a block, and one of its sentences; none ends it."""
        if not runs and not self._hinted:
            return  # asked with every mark, and the whole page would be painted again
        self._hinted, self._hinted_sentence = FoundPlaces(runs), sentence
        self.viewport().update()

    def set_frames(self, frames: Sequence[Frame]) -> None:
        """Frame passages that belong to a mark; none takes the frames away."""
        if self._frames != tuple(frames):
            self._frames = tuple(frames)
            self.viewport().update()

    # --- Marks --------------------------------------------------------------------------------

    @property
    def active(self) -> str | None:
        """The id of the active mark."""
        return self._active

    def mark(self, mark_id: str | None) -> Mark | None:
        """The mark with that id, if it is on the page."""
        return self._marks.get(mark_id) if self._marks and mark_id else None

    def end_at_hand(self, mark: Mark) -> Span:
        """The end of a mark that the reader is at: the caret's, one in sight, or else the first."""
        ends = sorted(mark.spans)
        caret = self.caret
        at_caret = next((end for end in ends if end.start <= caret <= end.end), None)
        return at_caret or next(filter(self._is_in_sight, ends), ends[0])

    def _is_in_sight(self, span: Span) -> bool:
        """Whether its first letters are."""
        rects = self.rects_of(span)
        return bool(rects) and 0 <= rects[0].top() < self.viewport().height()

    def marks_at(self, offset: int) -> list[Mark]:
        """The marks over a code point, innermost first."""
        return self._marks.at(offset) if self._marks else []

    def shares_of_marks(self) -> Iterator[tuple[float, Mark]]:
        """Every mark with the share (0 to 1) of the text at which it begins."""
        if self._marks is not None and self._article is not None:
            length = max(1, len(self._article.text))
            for mark in self._marks.all():
                for span in mark.spans:
                    yield span.start / length, mark

    def anchors_in_sight(self) -> list[Anchor]:
        """The marks that begin in sight, from top to bottom; an end each for linked ones.

        Of the active mark it is the end that the caret is at, if that is in sight too.
        """
        found: dict[str, float] = {}
        for _, block, pieces in self._in_sight(self.viewport().rect()):
            corner = self._corner(block)
            for laid in pieces:
                if laid.piece.first and laid.rects:
                    top = corner.y() + laid.rects[0].top()
                    mark_id = laid.piece.mark.id
                    found[mark_id] = min(top, found.get(mark_id, top))
        active = self.mark(self._active)
        if active is not None and active.counterpart is not None and active.id in found:
            end = self.end_at_hand(active)
            if self._is_in_sight(end):
                found[active.id] = float(self.rects_of(end)[0].top())
        return sorted((Anchor(*item) for item in found.items()), key=lambda a: (a.top, a.mark_id))

    # --- Events -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Marks first, then Qt's text and selection over them."""
        anything = bool(self._marks or self._found or self._hinted or self._frames)
        if self._theme is not None and self._marks is not None and anything:
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setClipRegion(event.region())
            marks = MarkPainter(painter, self._theme, self._active)
            for number, block, pieces in self._in_sight(event.rect()):
                corner = self._corner(block)
                if self._hinted:
                    self._draw_hinted(painter, number, block, corner)
                if self._found:
                    self._draw_found(painter, number, block, corner)
                if pieces:
                    painter.translate(corner)
                    marks.draw(pieces, QRectF(event.rect()).translated(-corner))
                    painter.translate(-corner)
                if self._frames:
                    self._draw_frames(painter, number, block, corner)
            self._draw_link(painter)
            painter.end()
        super().paintEvent(event)

    # --- Inside -------------------------------------------------------------------------------

    def _set_in_type(self, page: Page) -> None:
        marks = self._marks.all() if self._marks is not None else ()
        self._marks = MarkIndex(page.positions)
        self._marks.replace_all(marks)
        self._geometry = Geometry(self._marks)

    def _in_sight(self, rect: QRect) -> Iterator[tuple[int, QTextBlock, list[Laid]]]:
        """Run, block and laid pieces of every block that a rectangle of the viewport touches."""
        if self._geometry is not None:
            for number, block in self._blocks_in_sight(rect):
                yield number, block, self._geometry.of(number, block)

    def _blocks_in_sight(self, rect: QRect) -> Iterator[tuple[int, QTextBlock]]:
        if self._page is None:
            return
        positions = self._page.positions
        top, bottom = rect.top() - OVERHANG, rect.bottom() + OVERHANG
        block = self.cursorForPosition(QPoint(0, top)).block()
        while block.isValid():
            if self._corner(block).y() > bottom:
                break
            number = positions.run_at(block.position())
            if number is not None and positions.runs[number].position == block.position():
                yield number, block
            block = block.next()

    def _changed(self, runs: Iterable[int]) -> None:
        if self._geometry is None or self._page is None:
            return
        seen = dict(self._blocks_in_sight(self.viewport().rect()))
        for number in runs:
            if number not in seen:
                self._geometry.forget([number])
                continue
            block = seen[number]
            heights = self._geometry.changed(number, block)
            if heights is None:
                self._repaint_runs([number])
            elif heights[0] <= heights[1]:
                self._repaint_between(block, *heights)
        self.marks_changed.emit()

    def _repaint_runs(self, runs: Iterable[int]) -> None:
        assert self._page is not None  # noqa: S101 (there are no runs without a page)
        for number in runs:
            block = self.document().findBlock(self._page.positions.runs[number].position)
            self._repaint_between(block, 0.0, block.layout().boundingRect().height())

    def _repaint_between(self, block: QTextBlock, first: float, last: float) -> None:
        """Paint a strip of a block again, with what hangs over it above and below."""
        corner = self._corner(block).y()
        top, bottom = int(corner + first) - OVERHANG, math.ceil(corner + last) + OVERHANG
        if top < self.viewport().height() and bottom > 0:
            self.viewport().update(0, top, self.viewport().width(), bottom - top)

    def _repaint_mark(self, mark_id: str | None) -> None:
        mark = self.mark(mark_id)
        if mark is not None and self._page is not None:
            self._repaint_runs(
                {n for span in mark.spans for n in self._page.positions.runs_touching(span)}
            )

    def _links(self, mark_id: str | None) -> bool:
        mark = self.mark(mark_id)
        return mark is not None and mark.counterpart is not None

    def _draw_found(
        self, painter: QPainter, number: int, block: QTextBlock, corner: QPointF
    ) -> None:
        assert self._page is not None and self._theme is not None  # noqa: S101, PT018 (painting)
        positions = self._page.positions
        for place in self._found.within(positions.runs[number].span):
            current = place == self._found.current
            painter.setPen(QPen(QColor(self._theme.accent), 2.0 if current else 1.0))
            ground = QColor(self._theme.accent if current else self._theme.selection)
            ground.setAlphaF(0.45 if current else 1.0)
            painter.setBrush(ground)
            for rect in range_rects(block, *positions.within(number, place)):
                painter.drawRoundedRect(rect.translated(corner).adjusted(-1, 0, 1, 1), 3, 3)

    def _draw_hinted(
        self, painter: QPainter, number: int, block: QTextBlock, corner: QPointF
    ) -> None:
        """A frame around a run to which a hint leads, and a tint under the sentence."""
        assert self._page is not None and self._theme is not None  # noqa: S101, PT018 (painting)
        positions, colour = self._page.positions, QColor(self._theme.accent)
        run = positions.runs[number].span
        for place in self._hinted.within(run):
            frame = QRectF()
            for rect in range_rects(block, *positions.within(number, place)):
                frame = frame.united(rect.translated(corner))
            painter.setPen(QPen(colour, 1.5, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame.adjusted(-7, -3, 7, 3), 6, 6)
        sentence = self._hinted_sentence
        if sentence is not None and run.overlap(sentence):
            colour.setAlphaF(0.16)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            for rect in range_rects(block, *positions.within(number, sentence)):
                painter.drawRect(rect.translated(corner))

    def _draw_frames(
        self, painter: QPainter, number: int, block: QTextBlock, corner: QPointF
    ) -> None:
        assert self._page is not None  # noqa: S101 (painting)
        positions = self._page.positions
        for frame in self._frames:
            if frame.span.overlap(positions.runs[number].span):
                rects = range_rects(block, *positions.within(number, frame.span))
                draw_frame(painter, frame, rects, corner)

    def _draw_link(self, painter: QPainter) -> None:
        """A line in the left margin of the page that joins both ends of the active mark."""
        mark = self.mark(self._active)
        if mark is None or mark.counterpart is None:
            return
        rail = 9.0
        painter.setPen(QPen(mark.look.colour, 2.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        ends = []
        for span in (mark.spans[0], mark.counterpart):
            rects = self.rects_of(span)
            if rects:
                y = rects[0].center().y()
                ends.append(float(y))
                painter.drawLine(QPointF(rail, y), QPointF(PAGE_MARGIN - 6.0, y))
                tip = QRectF(PAGE_MARGIN - 9.0, y - 3.0, 6.0, 6.0)
                painter.setBrush(mark.look.colour)
                painter.drawEllipse(tip)
                painter.setBrush(Qt.BrushStyle.NoBrush)
        if len(ends) == 2:
            painter.drawLine(QPointF(rail, ends[0]), QPointF(rail, ends[1]))

    def _scrolled(self) -> None:
        if self._links(self._active):
            self.viewport().update()
        super()._scrolled()

    def _relaid(self) -> None:
        if self._geometry is not None:
            self._geometry.forget_all()
        super()._relaid()
