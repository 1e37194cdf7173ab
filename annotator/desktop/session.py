"""One annotation set on the desk: what is active, what waits for its other end, what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QObject, Signal

from annotator.domain.annotation import Annotation, SetInfo
from annotator.domain.article import Article
from annotator.domain.changes import Change
from annotator.domain.codebook import Category, Codebook
from annotator.domain.errors import AnnotatorError, StaleError
from annotator.domain.span import Span
from annotator.domain.unplaced import Lost
from annotator.services.clock import new_id
from annotator.services.editing import SetEditor


class Session(QObject):
    """Between the widgets and the set editor. Every change is stored when a method returns.

    ``changed`` carries the :class:`Change` that was stored, ``activated`` the id of the annotation
    that is now active (or None), ``linking`` the id of the annotation that waits for its
    counterpart (or None), ``failed`` an :class:`AnnotatorError`. ``locked``
    says that the set was submitted, ``reloaded`` that it was changed elsewhere and read again,
    ``begun`` that the library has it now, with what was done in it first.
    """

    changed = Signal(object)
    activated = Signal(object)
    linking = Signal(object)
    failed = Signal(object)
    locked = Signal()
    reloaded = Signal()
    begun = Signal()

    def __init__(self, editor: SetEditor, codebook: Codebook, parent: QObject | None = None):
        super().__init__(parent)
        self._editor = editor
        self.codebook = codebook
        self.active: str | None = None
        self.waiting: str | None = None
        # Also unlike that of any earlier session, since undo reaches back beyond this one.
        self._burst_of = new_id()
        self._burst = 0

    @property
    def article(self) -> Article:
        """The article that is annotated."""
        return self._editor.article

    @property
    def info(self) -> SetInfo:
        """The set."""
        return self._editor.info

    @property
    def is_locked(self) -> bool:
        """Whether the set is submitted."""
        return self._editor.locked

    @property
    def annotations(self) -> tuple[Annotation, ...]:
        """All annotations of the set."""
        return self._editor.annotations

    @property
    def undoable(self) -> Change | None:
        """The change that undo would take back."""
        return self._editor.undoable

    @property
    def redoable(self) -> Change | None:
        """The change that redo would carry out again."""
        return self._editor.redoable

    def get(self, annotation_id: str | None) -> Annotation | None:
        """The annotation with that id, or None."""
        if annotation_id is None:
            return None
        try:
            return self._editor.get(annotation_id)
        except AnnotatorError:
            return None

    def activate(self, annotation_id: str | None) -> None:
        """Make an annotation the active one."""
        if annotation_id != self.active:
            self.active = annotation_id
            self._burst += 1
            self.activated.emit(annotation_id)

    def apply_category(self, category: Category, span: Span | None) -> bool:
        """What a category key does; returns whether there was something to do it to.

        With a selection it marks it, or links it where an annotation of that category waits for
        its counterpart. Without one it changes the category of the active annotation.
        """
        if span is None:
            active = self.get(self.active)
            if active is None:
                return False
            self._do(lambda: self._editor.set_category(active.id, category.id))
            return True
        waiting = self.get(self.waiting)
        if waiting is not None and waiting.category == category.id:
            return self.link(span)
        change = self._do(lambda: self._editor.mark([span], category.id))
        if change is not None:
            after = change.edits[0].after
            self.activate(after.id if after else None)
            self.wait_for_counterpart(self.active if category.linked else None)
        return change is not None

    def mark(self, category: str, spans: Sequence[Span], counterpart: Sequence[Span] = ()) -> None:
        """Mark passages with a category, with the other end at once, and make that active."""
        change = self._do(lambda: self._editor.mark(spans, category, counterpart=counterpart))
        after = change.edits[0].after if change is not None else None
        if after is not None:
            self.activate(after.id)

    def twin_of(self, category: Category, span: Span, there: Iterable[str]) -> Annotation | None:
        """The mark that a new one of this passage would repeat; one with two ends repeats none.

        ``there`` are the ids of the marks at the beginning of the passage: few of the many.
        """
        found = (self.get(mark_id) for mark_id in there)
        return next(
            (
                a
                for a in found
                if a and a.category == category.id and a.spans == (span,) and not a.counterpart
            ),
            None,
        )

    def lies_within(self, category: Category, span: Span, there: Iterable[str]) -> bool:
        """Whether a passage is part of one that is marked so already; ``there`` as for a twin."""
        found = (self.get(mark_id) for mark_id in there)
        return any(
            a is not None
            and a.category == category.id
            and any(s.start <= span.start and span.end <= s.end and s != span for s in a.spans)
            for a in found
        )

    def wait_for_counterpart(self, annotation_id: str | None) -> None:
        """Take the next selection as the counterpart of an annotation; None stops waiting."""
        if annotation_id != self.waiting:
            self.waiting = annotation_id
            self.linking.emit(annotation_id)

    def link(self, span: Span) -> bool:
        """Make a passage the counterpart of the annotation that waits for one; returns success."""
        waiting = self.get(self.waiting)
        if waiting is None:
            return False
        change = self._do(lambda: self._editor.link(waiting.id, [span]))
        if change is not None:
            self.wait_for_counterpart(None)
            self.activate(waiting.id)
        return change is not None

    def link_to(
        self, annotation_id: str, counterpart: Sequence[Span], article: Article | None = None
    ) -> bool:
        """Change the counterpart of an annotation, in another article if one is given.

        Returns success.
        """
        return self._do(lambda: self._editor.link(annotation_id, counterpart, article)) is not None

    def unlink(self, annotation_id: str) -> None:
        """Take the counterpart away."""
        self._do(lambda: self._editor.link(annotation_id, []))

    def set_note(self, annotation_id: str, note: str) -> None:
        """Write the note; what is typed in a row is one undo step, until :meth:`pause`."""
        burst = f"{self._burst_of} {self._burst}"
        self._do(lambda: self._editor.set_note(annotation_id, note, burst))

    def pause(self) -> None:
        """What is typed from now on is another undo step."""
        self._burst += 1

    def argue(self, annotation_id: str, text: str) -> None:
        """Write what the learner says to the teacher; here a submitted set may be changed."""
        self._do(lambda: self._editor.argue(annotation_id, text, self._burst_of))

    def set_category(self, annotation_id: str, category: str) -> None:
        """Change the category."""
        self._do(lambda: self._editor.set_category(annotation_id, category))

    def set_subtype(self, annotation_id: str, subtype: str | None) -> None:
        """Change the subtype."""
        self._do(lambda: self._editor.set_subtype(annotation_id, subtype))

    def set_confidence(self, annotation_id: str, confidence: float | None) -> None:
        """State how sure the annotator is."""
        self._do(lambda: self._editor.set_confidence(annotation_id, confidence))

    def set_extent(self, annotation_id: str, spans: Sequence[Span]) -> None:
        """Move the ends of the first passage."""
        self._do(lambda: self._editor.set_extent(annotation_id, spans))

    def delete(self, annotation_id: str) -> None:
        """Take a mark away."""
        self._do(lambda: self._editor.delete(annotation_id))

    def place(self, lost: Lost, span: Span) -> bool:
        """Put an unplaced passage somewhere, also in a submitted set; returns success."""
        return self._do(lambda: self._editor.place(lost, span)) is not None

    def drop(self, lost: Lost) -> bool:
        """Take an unplaced passage away; returns success."""
        return self._do(lambda: self._editor.drop(lost)) is not None

    def undo(self) -> bool:
        """Take back the newest change; returns success."""
        self._burst += 1
        return self._show(self._do(self._editor.undo))

    def redo(self) -> bool:
        """Carry out again what was undone last; returns success."""
        self._burst += 1
        return self._show(self._do(self._editor.redo))

    def begin(self) -> bool:
        """Bring a set into the library in which nothing was done yet; returns success."""
        was_begun = self.info.is_begun
        try:
            self._editor.begin()
        except AnnotatorError as error:
            self.failed.emit(error)
            return False
        if not was_begun:
            self.begun.emit()
        return True

    def submit(self) -> None:
        """Lock the set; where it was changed elsewhere it is shown as it is now instead."""
        was_locked, was_begun = self.is_locked, self.info.is_begun
        try:
            self._editor.submit()
        except AnnotatorError as error:
            self._told_elsewhere(error, was_locked=was_locked)
            return
        if not was_begun:
            self.begun.emit()
        self.wait_for_counterpart(None)
        self.locked.emit()

    def _show(self, change: Change | None) -> bool:
        """After undo and redo, make what has changed the active one, so that it is seen."""
        if change is not None:
            after = change.edits[-1].after
            self.activate(after.id if after else None)
        return change is not None

    def _do(self, action: Callable[[], Change | None]) -> Change | None:
        was_locked, was_begun = self.is_locked, self.info.is_begun
        try:
            change = action()
        except AnnotatorError as error:
            self._told_elsewhere(error, was_locked=was_locked)
            return None
        if change is not None:
            if not was_begun:
                self.begun.emit()
            if self.waiting is not None and self.get(self.waiting) is None:
                self.wait_for_counterpart(None)
            if self.active is not None and self.get(self.active) is None:
                self.activate(None)
            self.changed.emit(change)
        return change

    def _told_elsewhere(self, error: AnnotatorError, *, was_locked: bool) -> None:
        """Tell of an error; what was changed elsewhere is shown as it is now."""
        if isinstance(error, StaleError):
            self._reload()
        elif self.is_locked and not was_locked:  # submitted elsewhere
            self._reload()
            self.locked.emit()
        self.failed.emit(error)

    def _reload(self) -> None:
        try:
            self._editor.reload()
        except AnnotatorError as error:
            self.failed.emit(error)
            return
        self.wait_for_counterpart(None)
        if self.get(self.active) is None:
            self.activate(None)
        self.reloaded.emit()
