"""Marking on the desk: what the keys, the bar and the handles do to the set."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor

from annotator.desktop.extent_handles import ExtentHandles
from annotator.desktop.looks import annotation_mark
from annotator.desktop.marks import Mark
from annotator.desktop.session import Session
from annotator.desktop.words import redone_words, undone_words
from annotator.domain.annotation import Annotation
from annotator.domain.codebook import Codebook
from annotator.domain.confidence import next_level
from annotator.domain.span import Span

if TYPE_CHECKING:
    from annotator.desktop.desk import Desk


class Marking(QObject):
    """Changes the set on a desk, as long as it is a draft."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._page = desk.page
        self.handles = ExtentHandles(desk.page)
        self.handles.dragged.connect(self._preview_extent)
        self.handles.released.connect(self._change_extent)

    # --- What the actions do ------------------------------------------------------------------

    def mark(self, category_id: str, *, exact: bool = False) -> None:
        """Mark the selection, or change the category of the active mark."""
        session = self._session
        if session is None or self._desk.beside.mark(category_id, exact=exact):
            return
        span = self._page.snapped_selection(exact=exact)
        category = session.codebook[category_id]
        there = [mark.id for mark in self._page.marks_at(span.start)] if span else []
        waits = session.waiting is not None
        twin = session.twin_of(category, span, there) if span and not waits else None
        if twin is not None:
            self._page.clear_selection()
            session.activate(twin.id)
            self._say(self.tr("This passage is marked so already: here is the mark."))
            return
        # An inconsistency may well have an end within that of another one.
        within = span is not None and not category.linked
        within = within and session.lies_within(category, span, there)
        done = session.apply_category(category, span)
        if done and span is not None:
            self._page.clear_selection()
            if within:
                self._say(
                    self.tr(
                        "This lies within a mark of the same category already. Ctrl+Z takes it "
                        "back."
                    )
                )
        elif not done and span is None:
            self._say(self.tr("Select a passage first, then press the key of a category."))

    def edit_note(self) -> None:
        """Put the keyboard into the note of the active mark."""
        if self._active() is not None:
            self._desk.reveal_end_at_hand()
            self._desk.editor.note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def link(self) -> None:
        """Link the selection to the mark that waits, or let the active mark wait for one."""
        session = self._session
        if session is None or self._desk.beside.link():
            return
        span = self._page.snapped_selection()
        if session.waiting is not None and span is not None:
            if session.link(span):
                self._page.clear_selection()
        elif (active := session.get(session.active)) is not None:
            category = session.codebook.find(active.category)
            if category is not None and category.linked:
                session.wait_for_counterpart(active.id)
            else:
                self._say(self._with_two_ends(session.codebook))
        else:
            self._say(self.tr("Choose a mark that has two ends first."))

    def delete(self) -> None:
        """Delete the active mark."""
        session, active = self._session, self._active()
        if session is not None and active is not None:
            session.delete(active.id)
            self._page.setFocus()

    def undo(self) -> None:
        """Take back the newest change, and say which it was."""
        session = self._desk.session
        step = session.undoable if session is not None else None
        if session is not None and step is not None:
            words = undone_words(step, session.codebook)
            if session.undo():
                self._desk.reveal_end_at_hand()
                self._say(words)

    def redo(self) -> None:
        """Carry out again what was undone, and say what."""
        session = self._desk.session
        step = session.redoable if session is not None else None
        if session is not None and step is not None:
            words = redone_words(step, session.codebook)
            if session.redo():
                self._desk.reveal_end_at_hand()
                self._say(words)

    def take_selection(self) -> None:
        """Make the selection the extent of the mark that it overlaps most.

        On the way to the selection the caret may have left the mark, which is then active no more.
        """
        session, span = self._session, self._page.snapped_selection()
        if session is None:
            return
        if span is None:
            self._say(self.tr("Select the words that the mark should have."))
            return
        active = self._active() if session.active else self._most_overlapped(session, span)
        if active is None:
            self._say(self.tr("The selection overlaps no mark."))
            return
        other = active.counterpart_spans
        if other and any(span.overlap(each) for each in other):
            session.link_to(active.id, [span])
        else:
            session.set_extent(active.id, [span, *active.spans[1:]])
        session.activate(active.id)
        self._page.clear_selection()

    def choose_subtype(self, number: int) -> None:
        """Give the active mark the kind with that number (from 1) of its category, or take it."""
        session, active = self._session, self._active()
        if session is None or active is None:
            return
        category = session.codebook.find(active.category)
        subtypes = category.subtypes if category else ()
        if number > len(subtypes):
            self._say(self.tr("This category has no kind with that number."))
            return
        chosen = subtypes[number - 1]
        taken = active.subtype == chosen.id
        session.set_subtype(active.id, None if taken else chosen.id)
        self._say(self.tr("Kind not stated") if taken else chosen.name)

    def step_confidence(self) -> None:
        """State the next higher confidence for the active mark; after the highest, none."""
        session, active = self._session, self._active()
        if active is not None and self._desk.feedback.has_told(active.id):
            self._say(self._desk.feedback.too_late())
        elif session is not None and active is not None:
            session.set_confidence(active.id, next_level(active.confidence))
            self._say(self._desk.editor.confidence.currentText())

    # --- The extent of the active mark --------------------------------------------------------

    def show_handles(self) -> None:
        """Handles stand at the ends of the active mark, while it can be changed."""
        mark = self._page.mark(self._page.active)
        choosing = self._desk.keying.shaping.choosing.is_on
        if mark is None or not mark.spans or self._session is None or choosing:
            self.handles.show_for(None, QColor(), QColor())
            return
        edge = QColor(self._desk.theme.page)
        self.handles.show_for(self._near_end(mark), mark.look.colour, edge)

    def _near_end(self, mark: Mark) -> Span:
        """The end of a mark at which the caret is; else the first."""
        other, caret = mark.counterpart, self._page.caret
        at_other = other is not None and other.start <= caret <= other.end
        return other if other is not None and at_other else mark.spans[0]

    def _preview_extent(self, span: Span) -> None:
        mark = self._page.mark(self._page.active)
        if mark is not None:
            near = self._near_end(mark)
            spans = tuple(span if each == near else each for each in mark.spans)
            other = span if near == mark.counterpart else mark.counterpart
            self._page.set_mark(replace(mark, spans=spans, counterpart=other))

    def _change_extent(self, span: Span, exact: bool) -> None:
        session, active = self._session, self._active()
        mark = self._page.mark(self._page.active)
        if session is None or active is None or mark is None:
            return
        wanted = span if exact else self._page.snap(span)
        if wanted is not None:
            # The page shows what was dragged; the set still has what was there before.
            if mark.counterpart is not None and self._near_end(mark) == mark.counterpart:
                session.link_to(active.id, [wanted])
            else:
                session.set_extent(active.id, [wanted, *active.spans[1:]])
        stored = session.get(active.id)
        if stored is not None:
            self._page.set_mark(annotation_mark(stored, session.codebook, self._desk.theme))
        self.show_handles()

    # --- Inside -------------------------------------------------------------------------------

    @property
    def _session(self) -> Session | None:
        """The session, while its set can be changed."""
        return self._desk.session if self._desk.can_annotate else None

    def _most_overlapped(self, session: Session, span: Span) -> Annotation | None:
        def overlap(annotation: Annotation) -> int:
            return sum(span.overlap(each) for each in annotation.all_spans)

        best = max(session.annotations, key=overlap, default=None)
        return best if best is not None and overlap(best) else None

    def _active(self) -> Annotation | None:
        """The active annotation; where there is none, the reader is told."""
        session = self._session
        active = session.get(session.active) if session else None
        if active is None:
            self._say(self.tr("Choose a mark first."))
        return active

    def _with_two_ends(self, codebook: Codebook) -> str:
        names = [category.name for category in codebook.categories if category.linked]
        if not names:
            return self.tr("No category of this codebook has two ends.")
        return self.tr("Only “{names}” has two ends.").format(names="”, “".join(names))

    def _say(self, text: str) -> None:
        self._desk.said.emit(text)
