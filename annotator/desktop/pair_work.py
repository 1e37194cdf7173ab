"""Two sets of an article that are compared with each other, and the key that is made of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.desktop import tasks
from annotator.desktop.words import error_text
from annotator.domain.annotation import SetInfo
from annotator.domain.article import Article
from annotator.domain.codebook import Codebook
from annotator.domain.decisions import Decision
from annotator.domain.errors import AnnotationError, AnnotatorError, ReviewClosedError, StaleError
from annotator.services.clock import new_id
from annotator.services.pairing import pair_read_sets
from annotator.services.reconciling import Reconciling, begin, unfinished
from annotator.services.workspace import Workspace

if TYPE_CHECKING:
    from annotator.comparison.pairing import Pair, Pairing


class PairWork(QObject):
    """Between the page and the services. Every decision is stored when a method returns.

    ``comparing`` says that nothing which was there before counts any more, ``compared`` that two
    sets stand beside each other now, ``changed`` that other decisions stand than before, ``failed``
    carries an error to tell, and ``said`` something for the status line.
    """

    comparing = Signal()
    compared = Signal()
    changed = Signal()
    failed = Signal(object)
    refused = Signal(str)
    """Why two sets may not stand beside each other yet."""
    said = Signal(str)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._task: tasks.Task | None = None
        self.article: Article | None = None
        self.infos: tuple[SetInfo, SetInfo] | None = None
        self.pairing: Pairing | None = None
        self.making: Reconciling | None = None
        self.codebook: Codebook = workspace.codebooks.current
        self._pairs: dict[str, Pair] = {}
        # Unlike that of any earlier time, since undo reaches back beyond this one.
        self._burst = new_id()

    # --- What is compared ---------------------------------------------------------------------

    def look_again(self) -> None:
        """Let go of the two sets where they may no longer stand beside each other."""
        article, infos = self.article, self.infos
        if article is None or infos is None:
            return
        try:
            allowed = self._workspace.exercises.may_pair(
                article, *infos, self._workspace.sets.learner_id
            )
        except AnnotatorError as error:
            self.failed.emit(error)
            return
        if not allowed:
            self.compare(article, *infos)

    def compare(self, article: Article, first: SetInfo, second: SetInfo) -> None:
        """Start comparing two sets; a key that is being made of them is gone on with.

        Then they stand in the order in which the key was begun.
        """
        self.clear()
        self.comparing.emit()
        self.article = article
        try:
            # As they are now: one may have been submitted since it was listed.
            first, second = (self._workspace.sets.info(each.id) for each in (first, second))
            self._workspace.exercises.check_pair(
                article, first, second, self._workspace.sets.learner_id
            )
            key = unfinished(self._workspace, first, second)
            if key is not None:
                self.making = Reconciling(self._workspace, article, key)
                read = self.making.first, self.making.second
            else:
                sets = self._workspace.sets
                read = sets.read(first.id), sets.read(second.id)
            self.infos = read[0].info, read[1].info
            self.codebook = book = self._workspace.codebooks.of_both(*self.infos)
        except ReviewClosedError as error:
            self.clear()
            self.refused.emit(error_text(error))
            return
        except AnnotatorError as error:
            self.clear()
            self.failed.emit(error)
            return
        self._task = tasks.start(
            lambda _report: pair_read_sets(*read, article, book), self._done, self._gone_wrong
        )

    def clear(self) -> None:
        """Let go of what is compared; everything is stored already."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self.article = self.infos = self.pairing = self.making = None
        self._pairs = {}

    @property
    def pairs(self) -> dict[str, Pair]:
        """The pairs by their ids, in reading order."""
        return self._pairs

    @property
    def is_making(self) -> bool:
        """Whether decisions can be made: a key is begun and not finished."""
        return self.making is not None and not self.making.locked

    def decision(self, pair_id: str) -> Decision | None:
        """What was decided of a pair."""
        return self.making.decision(self._pairs[pair_id]) if self.making else None

    def choices(self, pair_id: str | None) -> frozenset[Decision]:
        """What can be decided of a pair now."""
        if pair_id not in self._pairs or self.making is None or self.making.locked:
            return frozenset()
        return self.making.choices(self._pairs[pair_id])

    def explanation(self, pair_id: str) -> str:
        """What the key says of a pair, or would say."""
        return self.making.explanation(self._pairs[pair_id]) if self.making else ""

    def whose_note(self, pair_id: str) -> tuple[str, ...]:
        """Whose notes the explanation of a pair still is, word for word."""
        making, pair = self.making, self._pairs[pair_id]
        return making.whose_note(pair) if making is not None else ()

    def open_ids(self) -> list[str]:
        """The pairs of which nothing was decided, in reading order."""
        return [pair_id for pair_id in self._pairs if self.decision(pair_id) is None]

    # --- What is decided ----------------------------------------------------------------------

    def begin(self) -> bool:
        """Begin a key of the two sets; returns success."""
        article, infos = self.article, self.infos
        if article is None or infos is None or self.is_making:
            return False

        def work() -> bool:
            self.making = begin(self._workspace, article, *infos)
            return True

        done = bool(self._do(work))
        self._follow_sets()
        return done

    def decide(self, pair_id: str, decision: Decision) -> bool:
        """Decide a pair; returns success."""
        making, pair = self.making, self._pairs[pair_id]
        if making is None:
            return False

        def work() -> bool:
            making.decide(pair, decision)
            return True

        return bool(self._do(work))

    def take_back(self, pair_id: str) -> bool:
        """Open a pair again; returns whether there was a decision."""
        making, pair = self.making, self._pairs[pair_id]
        return making is not None and bool(self._do(lambda: making.take_back(pair)))

    def take_back_last(self) -> str | None:
        """Open the pair again that was decided last; returns its id, or None."""
        making = self.making
        last = self._do(making.take_back_last) if making is not None else None
        return next((i for i, pair in self._pairs.items() if pair == last), None) if last else None

    def explain(self, pair_id: str, text: str) -> None:
        """Write the explanation of a pair."""
        making, pair = self.making, self._pairs[pair_id]
        if making is not None:
            self._try(lambda: making.explain(pair, text, self._burst))

    def finish(self) -> bool:
        """Lock the key; returns success."""
        making = self.making

        def work() -> bool:
            if making is not None:
                making.finish()
            return making is not None

        return bool(self._do(work))

    # --- Inside -------------------------------------------------------------------------------

    def _do(self, work: Callable[[], object]) -> object:
        found = self._try(work)
        self.changed.emit()
        return found

    def _try(self, work: Callable[[], object]) -> object:
        try:
            return work()
        except StaleError as error:
            self.failed.emit(error)
            self._follow_sets()
        except AnnotationError as error:  # a key that fits nothing here: no dialog for that
            self.said.emit(error_text(error))
        except AnnotatorError as error:
            self.failed.emit(error)
        return None

    def _follow_sets(self) -> None:
        """Where the sets were read again for the key, they may have been changed elsewhere."""
        article, infos = self.article, self.infos
        if self.making is None or article is None or infos is None or self.pairing is None:
            return
        if self.making.pairs != self.pairing.pairs:
            self.compare(article, *infos)

    def _done(self, pairing: Pairing) -> None:
        self._task = None
        self.pairing = pairing
        self._pairs = {f"pair-{n}": pair for n, pair in enumerate(pairing.pairs)}
        self.compared.emit()
        if self.making is not None and self.making.reopened:
            self.said.emit(
                self.tr(
                    "%n decision(s) stand(s) open again: one of the sets has been changed.",
                    "",
                    self.making.reopened,
                )
            )

    def _gone_wrong(self, error: Exception) -> None:
        self._task = None
        self.failed.emit(error)
