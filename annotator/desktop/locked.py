"""What becomes of a set once it is locked: compared with the key, or told what it waits for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.desktop.banner import Way
from annotator.desktop.home.coming_next import Coming, ComingNext
from annotator.services.workspace import Workspace

if TYPE_CHECKING:
    from annotator.desktop.desk import Desk


class Locked(QObject):
    """Has the locked set of a desk compared as soon as it may be, and shows the way on."""

    key_wanted = Signal()
    """A key of the article is to be loaded from a file."""
    next_wanted = Signal()
    """The learner wants to go on to the next article."""

    def __init__(self, workspace: Workspace, desk: Desk) -> None:
        super().__init__(desk)
        self._workspace = workspace
        self._desk = desk
        self.coming = ComingNext(workspace, self)
        self.offers_next = True
        """Whether there is a way from here to the next article."""
        desk.exercising.changed.connect(self._exercise_changed)
        desk.reviewing.compared.connect(self._compared)
        desk.reviewing.failed.connect(self._failed)
        desk.review.next_asked.connect(self.coming.go)
        self.coming.failed.connect(desk.failed)

    def compare(self) -> None:
        """Compare the set on the desk with the key, or tell why that cannot be done yet."""
        desk = self._desk
        if desk.article is None or desk.session is None:
            return
        if desk.keying.session is not None:
            desk.keying.tell_finished()
            return
        if not desk.exercising.may_review(desk.session.info):
            self._wait_for_teacher()
            return
        desk.banner.tell(self.tr("Comparing with the key …"))
        if not desk.reviewing.compare(desk.article, desk.session.info):
            desk.banner.tell(
                self.tr(
                    "Your marks are stored and locked. There is no key for this article yet. Load "
                    "one from a file or write one; then this set is held against it."
                ),
                (
                    (self.tr("Load a key…"), self.key_wanted.emit),
                    (self.tr("Write a key…"), desk.keying.ask),
                    *self._way_on(),
                ),
            )

    def _wait_for_teacher(self) -> None:
        desk = self._desk
        desk.reviewing.clear()
        desk.explaining.clear()
        desk.show_marks()
        desk.arrange()
        desk.said.emit("")
        desk.banner.tell(
            self.tr(
                "Your marks are stored and locked. The teacher has not opened the review yet; "
                "it is shown here as soon as it is open."
            ),
            self._way_on(),
        )

    def _way_on(self) -> tuple[Way, ...]:
        return ((self.tr("Next article"), self.next_wanted.emit),) if self.offers_next else ()

    def _exercise_changed(self) -> None:
        desk = self._desk
        desk.feedback.refresh()
        desk.hinting.refresh()
        if desk.session is None or not desk.session.is_locked:
            return
        shows = desk.is_reviewing or desk.reviewing.is_comparing
        other_key = desk.reviewing.key_id != desk.exercising.key_id
        if desk.exercising.may_review(desk.session.info) != shows or (shows and other_key):
            self.compare()
        elif desk.keying.session is not None:
            desk.keying.tell_finished()

    def _compared(self) -> None:
        desk = self._desk
        desk.banner.hide()
        if desk.comparison is not None:
            desk.review.hints = desk.hinting.words(desk.hinting.count)
            desk.review.has_lookalikes = desk.reviewing.has_lookalikes
            desk.review.coming = self._coming()
            desk.review.show_comparison(desk.comparison, desk.reviewing.codebook, desk.theme)
        desk.show_marks()
        desk.arrange()
        desk.reviewed.emit()

    def _coming(self) -> Coming | None:
        """What the learner can go on with after a review of their own; None where nothing."""
        session = self._desk.session
        own = session is not None and session.info.learner_id == self._workspace.sets.learner_id
        return self.coming.look() if own and self.offers_next else None

    def _failed(self, error: Exception) -> None:
        self._desk.banner.hide()
        self._desk.failed.emit(error)
