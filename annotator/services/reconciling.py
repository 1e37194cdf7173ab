"""Making a key of two sets, pair by pair."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace

from annotator.comparison.merging import as_item, can_merge, joined_notes, merged_item
from annotator.comparison.pairing import Pair, pair_up
from annotator.domain.annotation import Annotation, AnnotationSet, Role, SetInfo, Status
from annotator.domain.article import Article
from annotator.domain.changes import Change, Edit
from annotator.domain.codebook import SOUND, Codebook
from annotator.domain.decisions import Decided, Decision
from annotator.domain.errors import AnnotationError, NotFoundError, StaleError
from annotator.services.clock import new_id, utc_now
from annotator.services.editing import SetEditor
from annotator.services.keys import free_name
from annotator.services.workspace import Workspace


def begin(workspace: Workspace, article: Article, first: SetInfo, second: SetInfo) -> Reconciling:
    """Start a key that is to be made of two sets of an article; it is a draft until it is finished.

    It is named after both, and made under the codebook of the two that has all categories in use.
    Raises ``AnnotationError`` where both are the same set, and ``NotFoundError``.
    """
    if first.id == second.id:
        raise AnnotationError("A key is made of two different sets. Choose another second one.")
    read = workspace.sets.read(first.id), workspace.sets.read(second.id)
    with workspace.library.writing():
        key = workspace.sets.store(
            article,
            free_name(workspace, article, f"{first.name} + {second.name}"),
            role=Role.KEY,
            status=Status.DRAFT,
            annotations=(),
            codebook=_codebook(workspace, *read),
        )
        workspace.library.decisions.begin(key.id, first.id, second.id)
    return Reconciling(workspace, article, key)


def unfinished(workspace: Workspace, first: SetInfo, second: SetInfo) -> SetInfo | None:
    """The key that is being made of two sets, whichever of them comes first; None without one."""
    with workspace.library.reading() as (_, sets, _):
        key_id = workspace.library.decisions.unfinished(first.id, second.id)
        return sets.info(key_id) if key_id else None


class Reconciling:
    """A key in the making, and the two sets that it is made of.

    Every decision is stored when the method returns, together with what it does to the key: both
    are there after a restart. Methods that change something raise ``AnnotationError`` where the key
    is finished, ``StaleError`` where it was changed elsewhere (it has been read again then), and
    ``LibraryError`` where the change could not be stored; then nothing has changed.
    """

    def __init__(self, workspace: Workspace, article: Article, key: SetInfo) -> None:
        self._workspace = workspace
        self.article = article
        self._key = key
        self.reload()

    def reload(self) -> None:
        """Read the key, the two sets and the decisions again.

        Where a set has been changed since, decisions on pairs that there are no more are taken
        back, and :attr:`reopened` is their number. Raises ``NotFoundError`` where the key, or one
        of the sets, is no longer there.
        """
        library, sets = self._workspace.library, self._workspace.sets
        with library.reading():
            of = library.decisions.sets(self._key.id)
            if of is None:
                raise NotFoundError(
                    "“{name}” is not a key that is made of two sets.", name=self._key.name
                )
            rows = library.decisions.all(self._key.id)
            self.first, self.second = sets.read(of[0]), sets.read(of[1])
            book = self._workspace.codebooks.of(self._key)
            self._editor = _ItemEditor(library, sets, self.article, self._key, book)
        self.pairs = pair_up(self.first.annotations, self.second.annotations)
        self._decided = {row.pair: row for row in rows}
        self._items = {a.id for a in self._editor.annotations}
        self.reopened = 0 if self.locked else self._take_back_what_is_gone()

    # --- How it stands ------------------------------------------------------------------------

    @property
    def info(self) -> SetInfo:
        """The key."""
        return self._editor.info

    @property
    def locked(self) -> bool:
        """Whether the key is finished."""
        return self._editor.locked

    @property
    def items(self) -> tuple[Annotation, ...]:
        """What is in the key so far."""
        return self._editor.annotations

    @property
    def open_pairs(self) -> tuple[Pair, ...]:
        """The pairs of which nothing has been decided, in reading order."""
        return tuple(pair for pair in self.pairs if self.decision(pair) is None)

    def decision(self, pair: Pair) -> Decision | None:
        """What was decided of a pair; None while it is open."""
        row = self._decided.get(pair.key)
        return row.decision if row else None

    def item(self, pair: Pair) -> Annotation | None:
        """The item of the key that came of a pair, if any."""
        row = self._decided.get(pair.key)
        return self._editor.get(row.item_id) if row and row.item_id else None

    def explanation(self, pair: Pair) -> str:
        """What the key says of a pair, or would say: what was written, else the notes of both."""
        item, row = self.item(pair), self._decided.get(pair.key)
        if item is not None:
            return item.note
        if row is not None and row.note is not None:
            return row.note
        return joined_notes(pair.first, pair.second)

    def whose_note(self, pair: Pair) -> tuple[str, ...]:
        """Whose notes the explanation of a pair still is, word for word; empty for nobody's.

        Only learners are told: they write notes for themselves, a key has explanations.
        """
        sides = ((self.first.info, pair.first), (self.second.info, pair.second))
        notes = [(info, mark.note.strip()) for info, mark in sides if mark is not None]
        text = self.explanation(pair).strip()
        known = {note for _, note in notes} | {joined_notes(pair.first, pair.second)}
        if not text or text not in known:
            return ()
        found = (
            info.annotator or info.name
            for info, note in notes
            if note and note in text and info.role is Role.LEARNER
        )
        return tuple(dict.fromkeys(found))

    @property
    def borrowed(self) -> int:
        """How many items of the key have an explanation that still is a learner's note."""
        taken = (pair for pair in self.pairs if self.item(pair) is not None)
        return sum(bool(self.whose_note(pair)) for pair in taken)

    def choices(self, pair: Pair) -> frozenset[Decision]:
        """What can be decided of a pair."""
        found = {Decision.REJECTED}
        if pair.first is not None:
            found.add(Decision.FIRST)
        if pair.second is not None:
            found.add(Decision.SECOND)
        if pair.first is not None and pair.second is not None:
            found |= {Decision.MERGED} if can_merge(pair.first, pair.second) else set()
        return frozenset(found)

    # --- Deciding -----------------------------------------------------------------------------

    def decide(self, pair: Pair, decision: Decision) -> None:
        """Take the first, take the second, merge both, or reject: whatever was decided before.

        An explanation that was written for the pair is kept; else it is the note of the one that is
        taken, or both notes. Raises ``AnnotationError`` where that cannot be done with the pair.
        """
        old = self.item(pair)
        made = self._made(pair, decision, old)
        row = Decided(
            *pair.key,
            decision,
            item_id=made.id if made else "",
            note=self._written(pair),
            number=1 + max((r.number for r in self._decided.values()), default=0),
            at=utc_now(),
            who=self._workspace.sets.who,
        )
        with self._storing(pair):
            if made is not None:
                self._editor.put(made)
            elif old is not None:
                self._editor.delete(old.id)
            self._workspace.library.decisions.put(self.info.id, row)
        self._decided[pair.key] = row

    def take_back(self, pair: Pair) -> bool:
        """Open a pair again; returns whether there was a decision. What was written is kept."""
        old = self._decided.get(pair.key)
        if old is None or old.decision is None:
            return False
        item = self.item(pair)
        row = Decided(*pair.key, note=self._written(pair), number=old.number)
        with self._storing(pair):
            if item is not None:
                self._editor.delete(item.id)
            self._workspace.library.decisions.put(self.info.id, row)
        self._decided[pair.key] = row
        return True

    def take_back_last(self) -> Pair | None:
        """Open the pair again that was decided last, and return it; None where there is none."""
        decided = [pair for pair in self.pairs if self.decision(pair) is not None]
        if not decided:
            return None
        last = max(decided, key=lambda pair: self._decided[pair.key].number)
        self.take_back(last)
        return last

    def explain(self, pair: Pair, text: str, burst: str = "") -> None:
        """Write the explanation that goes into the key, also before anything is decided.

        ``burst`` is as for :meth:`SetEditor.set_note`.
        """
        row, item = self._decided.get(pair.key), self.item(pair)
        if text == self.explanation(pair):
            return
        fresh = replace(row or Decided(*pair.key), note=text)
        with self._storing(pair):
            if item is not None:
                self._editor.set_note(item.id, text, burst)
            self._workspace.library.decisions.put(self.info.id, fresh)
        self._decided[pair.key] = fresh

    def finish(self) -> None:
        """Lock the key: from now on it is the article's. What is still open is not in it."""
        with self._storing():
            self._editor.submit()

    # --- Inside -------------------------------------------------------------------------------

    def _made(self, pair: Pair, decision: Decision, old: Annotation | None) -> Annotation | None:
        """The item that a decision makes of a pair, in the place of an old one; None for none."""
        if decision is Decision.REJECTED:
            return None
        item_id = old.id if old else new_id()
        at = old.created_at if old else utc_now()
        written = self._written(pair)
        if decision is Decision.MERGED:
            return self._merged(pair, item_id, at, written)
        taken, other = pair.first, pair.second
        if decision is Decision.SECOND:
            taken, other = other, taken
        if taken is None:
            name = (self.first if decision is Decision.FIRST else self.second).info.name
            raise AnnotationError(
                "“{name}” marks nothing here. Take what the other set marks, or reject it.",
                name=name,
            )
        note = taken.note.strip() or (other.note.strip() if other else "")
        return as_item(taken, item_id, note if written is None else written, at)

    def _merged(self, pair: Pair, item_id: str, at: str, written: str | None) -> Annotation:
        first, second = pair.first, pair.second
        if first is None or second is None:
            raise AnnotationError(
                "Only one of the sets marks this passage, so there is nothing to merge it with. "
                "Take it or reject it."
            )
        if not can_merge(first, second):
            raise AnnotationError(
                "One set calls this passage sound, the other one weak. The key cannot say both: "
                "take one of them, or reject both."
            )
        note = joined_notes(first, second) if written is None else written
        try:
            return merged_item(
                first, second, self.article.text, item_id=item_id, note=note, created_at=at
            )
        except ValueError:
            raise AnnotationError(
                "Merged, the two ends of this inconsistency would run into each other. "
                "Take one of them."
            ) from None

    def _written(self, pair: Pair) -> str | None:
        """The explanation that somebody wrote for a pair; None where it comes from the notes."""
        row = self._decided.get(pair.key)
        return row.note if row else None

    @contextlib.contextmanager
    def _storing(self, pair: Pair | None = None) -> Iterator[None]:
        """One transaction for the key and the decisions; where it fails, all is as it was.

        ``pair`` is the one of which something is decided.
        """
        if self.locked:
            raise _finished(self.info)
        try:
            with self._workspace.library.writing():
                self._check_current(pair)
                yield
        except StaleError:
            self.reload()
            raise
        except AnnotationError:
            if self.locked:  # it was finished elsewhere
                raise _finished(self.info) from None
            raise
        except BaseException:
            # The transaction is gone, and with it what the editor believes to be stored.
            self._editor.reload()
            raise

    def _check_current(self, pair: Pair | None) -> None:
        """Another window may have changed the key, or decided the pair, since all was read."""
        self._editor.check_current()
        if pair is None:
            return
        stored = self._workspace.library.decisions.get(self.info.id, pair.key)
        if stored != self._decided.get(pair.key):
            raise StaleError(
                "This pair has been decided in another window. Look at it again to go on."
            )

    def _take_back_what_is_gone(self) -> int:
        """Forget decisions on pairs that there are no more; returns their number.

        What was written goes to an open pair with one of the same marks.
        """
        known = {pair.key for pair in self.pairs}
        gone = [
            row
            for row in self._decided.values()
            if row.pair not in known or (row.item_id and row.item_id not in self._items)
        ]
        if not gone:
            return 0
        store, key_id = self._workspace.library.decisions, self.info.id
        with self._storing():
            for row in gone:
                if row.item_id in self._items:
                    self._editor.delete(row.item_id)
                store.discard(key_id, row.pair)
                del self._decided[row.pair]
            for row in gone:
                heir = next((p.key for p in self.pairs if _shares(p.key, row.pair)), None)
                if row.note is not None and heir is not None and heir not in self._decided:
                    self._decided[heir] = Decided(*heir, note=row.note)
                    store.put(key_id, self._decided[heir])
        return sum(row.decision is not None for row in gone)


class _ItemEditor(SetEditor):
    """Puts whole items into a key."""

    def check_current(self) -> None:
        """Raise ``StaleError`` where the key was changed elsewhere since it was read.

        ``AnnotationError`` where it was finished.
        """
        with self._library.reading() as (_, sets, history):
            stored, newest = sets.info(self.info.id), history.newest(self.info.id)
        self._check_current(stored, newest, in_submitted=False)

    def put(self, item: Annotation) -> Change | None:
        """Add an item as it is, or put it into the place of the one with its id."""
        before = next((a for a in self.annotations if a.id == item.id), None)
        return None if before == item else self._commit("take", Edit(before, item))


def _shares(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two pairs have a mark in common."""
    return any(a and a == b for a, b in zip(one, other, strict=True))


def _finished(key: SetInfo) -> AnnotationError:
    return AnnotationError(
        "The key “{name}” is finished and locked. Make another one to decide anew.", name=key.name
    )


def _codebook(workspace: Workspace, first: AnnotationSet, second: AnnotationSet) -> Codebook:
    """The codebook of one of the sets that has the categories of both, if either does."""
    books = [workspace.codebooks.of(each.info) for each in (first, second)]
    used = {c for each in (first, second) for a in each.annotations for c in a.categories}
    fitting = (book for book in books if all(c == SOUND or book.find(c) for c in used))
    return next(fitting, books[0])
