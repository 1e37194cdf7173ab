"""Changing one annotation set: every change is stored before the call returns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from annotator.domain.annotation import Annotation, AnnotationSet, Passage, Role, SetInfo, Status
from annotator.domain.article import Article
from annotator.domain.changes import Change, Edit
from annotator.domain.codebook import Codebook
from annotator.domain.errors import AnnotationError, StaleError
from annotator.domain.span import Span
from annotator.domain.unplaced import End, Lost
from annotator.services.clock import new_id, utc_now
from annotator.services.sets import Sets
from annotator.storage import Library
from annotator.storage.history import Entry, History, Kind, Step


@dataclass(frozen=True, slots=True)
class ReadAhead:
    """A set that was read through another connection, and its newest revision at that moment."""

    content: AnnotationSet
    newest: int


def read_ahead(
    library: Library, sets: Sets, set_id: str, report: Callable[[int, int], None] | None = None
) -> ReadAhead:
    """Read a set for an editor that is still to be made, on any thread.

    ``report`` is as for :meth:`Sets.read`. Raises ``NotFoundError``.
    """
    with library.reading() as (_, _, history):
        return ReadAhead(sets.read(set_id, report), history.newest(set_id))


class SetEditor:
    """Edits one set. Each method returns what changed, for the views to repaint.

    Undo and redo work on the revision log, so they reach back beyond the start of the program.
    Every method that changes something raises ``AnnotationError`` where the set is submitted (but
    for :meth:`argue`, for which it is the time, and :meth:`place`), ``StaleError`` where it was
    changed elsewhere (then :meth:`reload` and show it again), and ``LibraryError`` where the change
    could not be stored; then nothing has changed.
    """

    def __init__(
        self,
        library: Library,
        sets: Sets,
        article: Article,
        info: SetInfo,
        codebook: Codebook,
        *,
        ahead: ReadAhead | None = None,
    ) -> None:
        """``ahead`` spares reading the set, where it is still as it was then."""
        self._library = library
        self._sets = sets
        self.codebook = codebook
        self.article = article
        self.info = info
        self._steps: dict[int, Change] = {}
        self._ahead = ahead
        self.reload()

    def reload(self) -> None:
        """Read the set again. Raises ``NotFoundError`` where it was deleted.

        Where the text was edited meanwhile, :attr:`article` is another one afterwards.
        """
        with self._library.reading() as (articles, _, history):
            begun = self.info.is_begun
            read = self._read(history) if begun else AnnotationSet(self.info)
            if read.info.article_sha256 != self.article.sha256:
                self.article = articles.by_sha256(read.info.article_sha256) or self.article
            self._stacks = history.stacks(self.info.id)
            self._newest = history.newest(self.info.id)
        self.info = read.info
        self._annotations = {a.id: a for a in read.annotations}

    def _read(self, history: History) -> AnnotationSet:
        ahead, self._ahead = self._ahead, None
        if ahead is not None and history.newest(self.info.id) == ahead.newest:
            return replace(ahead.content, info=self._sets.info(self.info.id))
        return self._sets.read(self.info.id)

    @property
    def annotations(self) -> tuple[Annotation, ...]:
        """The annotations in order of their making."""
        return tuple(self._annotations.values())

    def get(self, annotation_id: str) -> Annotation:
        """One annotation. Raises ``AnnotationError`` where it is no longer there."""
        try:
            return self._annotations[annotation_id]
        except KeyError:
            raise AnnotationError("That mark is no longer there.") from None

    @property
    def locked(self) -> bool:
        """Whether the set is submitted."""
        return self.info.status is Status.SUBMITTED

    @property
    def undoable(self) -> Change | None:
        """The change that undo would take back, as it was made; None where there is none.

        Of a change with many edits the last one alone: it is there to be named, not carried out.
        """
        return self._step(self._stacks.undo)

    @property
    def redoable(self) -> Change | None:
        """The change that redo would carry out again, as :attr:`undoable` gives it."""
        return self._step(self._stacks.redo)

    def mark(
        self,
        spans: Sequence[Span],
        category: str,
        subtype: str | None = None,
        counterpart: Sequence[Span] = (),
    ) -> Change:
        """Mark passages (code points) with a category.

        Raises ``AnnotationError`` where the counterpart overlaps them.
        """
        _check_ends(spans, counterpart)
        text = self.article.text
        annotation = Annotation(
            id=new_id(),
            category=self._known(category),
            subtype=self._known_subtype(category, subtype),
            passages=tuple(Passage.cut(text, span) for span in spans),
            counterpart=tuple(Passage.cut(text, span) for span in counterpart),
            created_at=utc_now(),
        )
        return self._commit("mark", Edit(None, annotation))

    def set_category(self, annotation_id: str, category: str) -> Change | None:
        """Change the category; a subtype of the old category is dropped, a counterpart is kept."""
        before = self.get(annotation_id)
        after = replace(before, category=self._known(category), subtype=None)
        return None if before.category == category else self._replace("category", before, after)

    def set_subtype(self, annotation_id: str, subtype: str | None) -> Change | None:
        """Change the subtype; None for not stated."""
        before = self.get(annotation_id)
        after = replace(before, subtype=self._known_subtype(before.category, subtype))
        return self._replace("subtype", before, after)

    def set_note(self, annotation_id: str, note: str, burst: str = "") -> Change | None:
        """Write the note. Writes in a row with the same ``burst`` are undone in one step."""
        before = self.get(annotation_id)
        merge_key = f"note {annotation_id} {burst}" if burst else None
        return self._replace("note", before, replace(before, note=note), merge_key)

    def set_confidence(self, annotation_id: str, confidence: float | None) -> Change | None:
        """State how sure the annotator is, 0.0 to 1.0, or None for not stated."""
        before = self.get(annotation_id)
        return self._replace("confidence", before, replace(before, confidence=confidence))

    def argue(self, annotation_id: str, text: str, burst: str = "") -> Change | None:
        """Write what the learner says to the teacher about a mark, also in a submitted set.

        There undo does not take it back; it is in the log all the same. ``burst`` is as for
        :meth:`set_note`.
        """
        before = self.get(annotation_id)
        after = replace(before, argument=text)
        merge_key = f"argue {annotation_id} {burst}" if burst else None
        if before == after:
            return None
        change = Change(self.info.id, "argue", (Edit(before, after),))
        return self._apply(change, Kind.DO, merge_key=merge_key, in_submitted=True)

    def set_extent(self, annotation_id: str, spans: Sequence[Span]) -> Change | None:
        """Move the ends of the first passage or passages (code points).

        Raises ``AnnotationError`` where they overlap the counterpart.
        """
        before = self.get(annotation_id)
        _check_ends(spans, before.counterpart_spans)
        passages = tuple(Passage.cut(self.article.text, span) for span in spans)
        return self._replace("extent", before, replace(before, passages=passages))

    def link(
        self, annotation_id: str, counterpart: Sequence[Span], article: Article | None = None
    ) -> Change | None:
        """Set the passages with which this one clashes; none takes the link away.

        They lie in ``article``, which is the one that is annotated unless another is given.
        Raises ``AnnotationError`` where they overlap the first end in the same article.
        """
        before = self.get(annotation_id)
        if article is None or article.sha256 == self.article.sha256:
            _check_ends(before.spans, counterpart)
            passages = tuple(Passage.cut(self.article.text, span) for span in counterpart)
        else:
            passages = tuple(
                Passage.cut(article.text, span, article.sha256) for span in counterpart
            )
        return self._replace("link", before, replace(before, counterpart=passages))

    def delete(self, annotation_id: str) -> Change:
        """Take a mark away."""
        return self._commit("delete", Edit(self.get(annotation_id), None))

    def place(self, lost: Lost, span: Span) -> Change:
        """Put an unplaced passage somewhere (code points), also in a submitted set.

        There only :meth:`take_back` undoes it. Raises ``AnnotationError``
        where the passage has been placed meanwhile, lies in another article, or where the two ends
        of the mark would overlap.
        """
        before = self._still_lost(lost)
        if not lost.is_here:
            raise AnnotationError("That end lies in another article. Link it there instead.")
        other = before.counterpart_spans if lost.end is End.FIRST else before.spans
        _check_ends([span], other)
        after = lost.placed(Passage.cut(self.article.text, span))
        change = Change(self.info.id, "place", (Edit(before, after),))
        return self._apply(change, Kind.DO, in_submitted=True)

    def drop(self, lost: Lost) -> Change:
        """Take an unplaced passage away, and the mark with it where nothing is left of it.

        A key may be mended so when it is finished too; a learner's submitted set keeps all its
        marks, and ``AnnotationError`` is raised.
        """
        before = self._still_lost(lost)
        after = lost.dropped()
        action = "delete" if after is None else "drop"
        change = Change(self.info.id, action, (Edit(before, after),))
        return self._apply(change, Kind.DO, in_submitted=self.info.role is Role.KEY)

    def take_back(self, decision: Change) -> Change:
        """Undo what :meth:`place` or :meth:`drop` has done, also in a submitted set.

        Raises ``AnnotationError`` where it is not the newest change of the set that can be undone.
        """
        step = self._stacks.undo[-1] if self._stacks.undo else None
        if step is None or self._logged(step.revisions) != decision:
            raise AnnotationError(
                "Something else was changed in this set since. Open it to mend the mark there."
            )
        return self._apply(decision.inverse(), Kind.UNDO, step.revisions[-1], in_submitted=True)

    def _still_lost(self, lost: Lost) -> Annotation:
        now = self.get(lost.annotation.id)
        if now != lost.annotation:
            raise AnnotationError("That mark has changed meanwhile. Choose it again.")
        return now

    def undo(self) -> Change | None:
        """Take back the newest change; None where there is none."""
        if not self._stacks.undo or self.locked:
            return None
        revisions = self._stacks.undo[-1].revisions
        return self._apply(self._logged(revisions).inverse(), Kind.UNDO, revisions[-1])

    def redo(self) -> Change | None:
        """Carry out again what was undone last; None where there is nothing."""
        if not self._stacks.redo or self.locked:
            return None
        revisions = self._stacks.redo[-1].revisions
        return self._apply(self._logged(revisions), Kind.REDO, revisions[-1])

    def begin(self) -> None:
        """Bring the set into the library, where nothing was done in it yet.

        Raises what :meth:`Sets.begin` raises.
        """
        self.info = self._sets.begin(self.article, self.info, self.codebook)

    def submit(self) -> None:
        """Lock the set, also one without a single mark. Raises what :meth:`begin` raises.

        It is locked as it was read: nobody submits marks that they have not seen. Submitting twice
        changes nothing.
        """
        if self.locked:
            return
        with self._library.writing() as (_, sets, history):
            begun = self._sets.begin(self.article, self.info, self.codebook)
            stored, newest = sets.info(begun.id), history.newest(begun.id)
            self._check_current(stored, newest, in_submitted=False)
            self._sets.submit(begun.id)
        self.info = self._sets.info(begun.id)

    def _known(self, category: str) -> str:
        if self.codebook.find(category) is None:
            raise AnnotationError("There is no category “{category}”.", category=category)
        return category

    def _known_subtype(self, category: str, subtype: str | None) -> str | None:
        known = self.codebook.find(category)
        if subtype is None or (known and any(s.id == subtype for s in known.subtypes)):
            return subtype
        raise AnnotationError(
            "“{category}” has no subtype “{subtype}”.",
            category=known.name if known else category,
            subtype=subtype,
        )

    def _step(self, stack: Sequence[Step]) -> Change | None:
        if not stack or self.locked:
            return None
        revision = stack[-1].revisions[-1]
        if revision not in self._steps:
            with self._library.reading() as (_, _, history):
                self._steps[revision] = history.last_edit(revision)
        return self._steps[revision]

    def _logged(self, revisions: Sequence[int]) -> Change:
        with self._library.reading() as (_, _, history):
            first, last = history.change(revisions[0]), history.change(revisions[-1])
        if len(revisions) == 1:
            return first
        # A run of revisions changes one annotation: only its two ends matter.
        return replace(last, edits=(Edit(first.edits[0].before, last.edits[-1].after),))

    def _replace(
        self, action: str, before: Annotation, after: Annotation, merge_key: str | None = None
    ) -> Change | None:
        return None if before == after else self._commit(action, Edit(before, after), merge_key)

    def _commit(self, action: str, edit: Edit, merge_key: str | None = None) -> Change:
        if self.locked:
            raise _locked(self.info)
        return self._apply(Change(self.info.id, action, (edit,)), Kind.DO, merge_key=merge_key)

    def _apply(
        self,
        change: Change,
        kind: Kind,
        target: int | None = None,
        merge_key: str | None = None,
        *,
        in_submitted: bool = False,
    ) -> Change:
        entry = Entry(utc_now(), self._sets.who, kind, target, merge_key)
        with self._library.writing() as (_, sets, history):
            begun = self._sets.begin(self.article, self.info, self.codebook)
            stored, newest = sets.info(begun.id), history.newest(begun.id)
            self._check_current(stored, newest, in_submitted=in_submitted)
            revision = self._library.commit(change, entry)
        self._newest = revision
        if not self.info.is_begun:  # only now: where it could not be stored it is not begun
            self.info = begun
        self._stacks.advance(revision, kind, change.action, merge_key)
        for edit in change.edits:
            if edit.after is None:
                assert edit.before is not None  # noqa: S101 (an edit has a side)
                del self._annotations[edit.before.id]
            elif edit.before is None:
                self._insert(edit.after)
            else:
                self._annotations[edit.after.id] = edit.after
        return change

    def _check_current(self, stored: SetInfo | None, newest: int, *, in_submitted: bool) -> None:
        """Another window may have changed, submitted or deleted the set since it was read."""
        if stored is None:
            raise StaleError("This set has been deleted elsewhere. Choose another one.")
        own = (self.codebook.id, self.codebook.version)
        if (stored.codebook_id, stored.codebook_version) != own:
            raise StaleError(
                "This set has been put under another codebook elsewhere. "
                "Go to the library and open it again."
            )
        if stored.article_sha256 != self.article.sha256:
            raise StaleError(
                "The text of this article has been edited elsewhere. It is shown anew."
            )
        if stored.status is Status.SUBMITTED:
            self.info = stored
            if not in_submitted:
                raise _locked(stored)
        if newest != self._newest:
            raise StaleError("This set has been changed in another window. Open it again to go on.")

    def _insert(self, annotation: Annotation) -> None:
        last = next(reversed(self._annotations.values()), None)
        self._annotations[annotation.id] = annotation
        if last is not None and annotation.created_at < last.created_at:  # a deletion is undone
            ordered = sorted(self._annotations.values(), key=lambda a: a.created_at)
            self._annotations = {a.id: a for a in ordered}


def _locked(info: SetInfo) -> AnnotationError:
    if info.role is Role.KEY:
        return AnnotationError(
            "This key is finished and locked. Choose “Edit this key” to make a new version of it."
        )
    return AnnotationError(
        "This set has been submitted and is locked. Choose “Try again” to start a fresh one."
    )


def _check_ends(spans: Sequence[Span], counterpart: Sequence[Span]) -> None:
    if any(a.overlap(b) for a in spans for b in counterpart):
        raise AnnotationError(
            "The two ends of an inconsistency must be different passages. "
            "Select the passage that clashes with the first one."
        )
