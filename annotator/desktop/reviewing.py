"""Reviewing on the desk: comparing a submitted set with the key, and walking through the result."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.comparison.outcomes import Outcome
from annotator.comparison.results import item_results
from annotator.comparison.shown import Shown
from annotator.desktop import tasks
from annotator.desktop.looks import item_marks, sound_mark
from annotator.desktop.margin import Card
from annotator.desktop.marks import Mark
from annotator.desktop.palette import Theme
from annotator.domain.annotation import Annotation, SetInfo
from annotator.domain.article import Article
from annotator.domain.codebook import Codebook
from annotator.domain.errors import AnnotatorError
from annotator.services.comparing import articles_elsewhere, compare_read_sets, reasons_for
from annotator.services.workspace import Workspace

if TYPE_CHECKING:  # imported on the worker thread only: it takes a while
    from annotator.comparison.compare import Comparison
    from annotator.comparison.matching import Item
    from annotator.comparison.reasons import Reason

    _Done = tuple[Comparison, tuple[Reason, ...], tuple[Annotation, ...]]


def item_id(place: int) -> str:
    """The id of the mark of the item at a place (from 0) of ``Comparison.items``."""
    return f"item-{place}"


class Reviewing(QObject):
    """Holds the comparison that is on the page, if any.

    ``codebook`` has the categories of the set and those of the key, should it be under another one.
    """

    compared = Signal()
    failed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._task: tasks.Task | None = None
        self._compared: tuple[SetInfo, str, str] | None = None
        self._items: dict[str, Item] = {}
        self._reasons: dict[str, Reason] = {}
        self._lookalikes: dict[str, Annotation] = {}
        self.comparison: Comparison | None = None
        self.codebook: Codebook = workspace.codebooks.current

    def compare(self, article: Article, info: SetInfo) -> bool:
        """Start comparing a set with the key of its article; False where there is no key."""
        workspace = self._workspace
        key = workspace.sets.key_of(article)
        if key is None:
            return False
        # Sets are read here, on the thread of the library, and compared on another.
        marked, wanted = workspace.sets.read(info.id), workspace.sets.read(key.id)
        others = articles_elsewhere(workspace, marked, wanted)
        self.codebook = codebook = workspace.codebooks.of_both(info, key)
        self._compared = info, key.id, article.id
        self.stop()  # against an earlier key: it may end after this one

        def work(_report: object) -> _Done:
            from annotator.comparison.sound import lookalikes  # noqa: PLC0415 (takes a while)

            comparison = compare_read_sets(marked, wanted, article, codebook, others)
            sound = lookalikes(comparison.items, wanted.sound, weak=comparison.counts.key)
            return comparison, reasons_for(comparison, article, others), sound

        self._task = tasks.start(work, self._done, self._gone_wrong)
        return True

    @property
    def is_comparing(self) -> bool:
        """Whether a comparison is being worked out."""
        return self._task is not None

    @property
    def key_id(self) -> str:
        """The id of the key that a set was held against last; empty for none yet."""
        return self._compared[1] if self._compared is not None else ""

    def stop(self) -> None:
        """Let go of a comparison that is being worked out."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def clear(self) -> None:
        """Let go of the comparison, also of one that is being worked out."""
        self.stop()
        self.comparison, self._items, self._reasons = None, {}, {}
        self._lookalikes = {}

    @property
    def has_lookalikes(self) -> bool:
        """Whether there are passages to go through that only look weak: the article is sound."""
        return bool(self._lookalikes)

    def marks(self, shown: Shown, theme: Theme, source: str = "") -> list[Mark]:
        """The marks of all items that are to be seen.

        Those on the article itself, or with ``source`` on another one with that SHA-256.
        """
        marks = [
            mark
            for mark_id, item in self._items.items()
            if item in shown
            for mark in item_marks(_seen_from(item, source), mark_id, theme)
        ]
        if not source:
            marks += [sound_mark(each, i, theme) for i, each in self._lookalikes.items()]
        return marks

    def annotation(self, mark_id: str) -> Annotation | None:
        """The learner's mark of an item, or the key's where there is none.

        Also the key's where it alone has an end in another article.
        """
        item = self._items.get(mark_id)
        both = [a for a in (item.set_annotation, item.key_annotation) if a] if item else []
        return next((a for a in both if a.spans_elsewhere), both[0] if both else None)

    def card(self, mark_id: str, theme: Theme) -> Card | None:
        """The card of an item."""
        from annotator.desktop.item_card import item_card, sound_card  # noqa: PLC0415 (not at start)

        item, sound = self._items.get(mark_id), self._lookalikes.get(mark_id)
        if sound is not None:
            return sound_card(sound, theme)
        return item_card(item, self.reason(mark_id), self.codebook, theme) if item else None

    def item(self, mark_id: str | None) -> Item | None:
        """The item with that id, or None."""
        return self._items.get(mark_id) if mark_id is not None else None

    def reason(self, mark_id: str | None) -> Reason | None:
        """Why an item has its outcome."""
        return self._reasons.get(mark_id) if mark_id is not None else None

    def take_arguments(self, marks: Iterable[Annotation]) -> None:
        """Marks were argued: the items have them as they are now."""
        from annotator.comparison.arguing import with_arguments  # noqa: PLC0415 (not at start)

        if self.comparison is not None:
            self.comparison = with_arguments(self.comparison, marks)
            self._items = dict(zip(self._items, self.comparison.items, strict=True))

    def ids(self, outcome: Outcome | None = None) -> list[str]:
        """Ids of the marks of all items, or of those with one outcome, in reading order.

        Of all, with the passages of a sound article that only look weak.
        """
        if outcome is not None or not self._lookalikes:
            return [i for i, item in self._items.items() if outcome in (None, item.outcome)]
        starts = {i: item.ends[0].start for i, item in self._items.items() if item.ends}
        starts |= {i: min(each.all_spans).start for i, each in self._lookalikes.items()}
        return sorted((*self._items, *self._lookalikes), key=lambda i: starts.get(i, 0))

    def _done(self, done: _Done) -> None:
        self._task = None
        comparison, reasons, sound = done
        self.comparison = comparison
        self._items = {item_id(n): item for n, item in enumerate(comparison.items)}
        self._reasons = {item_id(n): reason for n, reason in enumerate(reasons)}
        self._lookalikes = {f"sound-{n}": each for n, each in enumerate(sound)}
        self._record(comparison)
        self.compared.emit()

    def _record(self, comparison: Comparison) -> None:
        """Keep what came of it for the learner's progress, if it was a learner's own set."""
        if self._compared is None:
            return
        try:
            self._workspace.practice.record(*self._compared, item_results(comparison))
        except AnnotatorError as error:
            self.failed.emit(error)

    def _gone_wrong(self, error: Exception) -> None:
        self._task = None
        self.failed.emit(error)


def _seen_from(item: Item, source: str) -> Item:
    """An item with its annotations as they look in another article."""
    if not source:
        return item
    own, wanted = item.set_annotation, item.wanted
    return replace(
        item,
        set_annotation=own.seen_from(source) if own else None,
        key_annotation=wanted.seen_from(source) if wanted else None,
        answer=None,
    )
