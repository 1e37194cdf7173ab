"""Exercises: what learners are to do with an article, and when they learn how they did."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from annotator.domain.annotation import Role, SetInfo, Status


class Feedback(StrEnum):
    """When learners see what became of their marks."""

    AT_ONCE = "at_once"
    AFTER_SUBMISSION = "after_submission"
    BY_TEACHER = "by_teacher"


@dataclass(frozen=True, slots=True)
class Exercise:
    """What a teacher sets for one article or several.

    ``articles`` are their ids, in order. ``opened_at`` (UTC ISO 8601) is when the teacher opened
    the review, empty while it is closed; it counts for ``Feedback.BY_TEACHER`` alone. ``id`` is a
    UUID; it is empty where nobody has set anything: then the article is there for practice.
    """

    id: str = ""
    title: str = ""
    instructions: str = ""
    articles: tuple[str, ...] = ()
    feedback: Feedback = Feedback.AFTER_SUBMISSION
    hints: bool = True
    opened_at: str = ""

    @property
    def is_open(self) -> bool:
        """Whether submitted sets may be reviewed now."""
        return self.feedback is not Feedback.BY_TEACHER or bool(self.opened_at)

    def may_review(self, info: SetInfo) -> bool:
        """Whether the outcomes of a set, and what it missed, may be shown now.

        Only those of a learner's set that is submitted: before, what is missed would tell the key.
        """
        return info.role is Role.LEARNER and info.status is Status.SUBMITTED and self.is_open

    def may_pair(self, first: SetInfo, second: SetInfo, own: Iterable[SetInfo] = ()) -> bool:
        """Whether two sets may be shown beside each other now.

        A learner's set beside a key is a review by another name. Two learners tell no key. Two keys
        are for those who make one of them: not for somebody who has sets of their ``own`` here, in
        which something is marked, as long as none of them may be reviewed.
        """
        learners = [info for info in (first, second) if info.role is Role.LEARNER]
        if learners:
            return len(learners) == 2 or self.may_review(learners[0])
        read = [self.may_review(info) for info in own]
        return not read or any(read)

    def tells_answers(
        self, shown: Iterable[SetInfo], own: Iterable[SetInfo], learner_id: str, name: str
    ) -> bool:
        """Whether sets tell the answers to a reader who has not earned them.

        The keys that others wrote do, and the sets of other profiles of this computer: not those
        from a file, which have no profile. The reader has the profile ``learner_id`` and that
        ``name``. Who may review a set of their ``own`` here has seen the answers.
        """
        if any(self.may_review(info) for info in own):
            return False
        return any(
            info.annotator != name
            if info.role is Role.KEY
            else info.learner_id not in ("", learner_id)
            for info in shown
        )

    def judges_marks(self, info: SetInfo) -> bool:
        """Whether each mark of a set is judged as it is made; what is missed stays untold."""
        return _is_draft(info) and self.feedback is Feedback.AT_ONCE

    def gives_hints(self, info: SetInfo) -> bool:
        """Whether the reader of a set may ask for hints now."""
        return _is_draft(info) and self.hints


PRACTICE = Exercise()
"""An article that nobody has made an exercise of: feedback after submission, with hints."""


def _is_draft(info: SetInfo) -> bool:
    return info.role is Role.LEARNER and info.status is Status.DRAFT
