"""Exercises on articles: what they allow, and when the review is open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol

from annotator.domain.annotation import Role, SetInfo, Status
from annotator.domain.article import Article
from annotator.domain.errors import ReviewClosedError
from annotator.domain.exercise import PRACTICE, Exercise
from annotator.services.clock import new_id, utc_now
from annotator.storage import Library


class HasId(Protocol):
    """An article, or what a list shows of it."""

    @property
    def id(self) -> str:
        """The id of the article."""


class Exercises:
    """The exercises of one library.

    Several may have one article; the newest of them counts. Every method raises ``LibraryError``
    where the library cannot be read or written.
    """

    def __init__(self, library: Library) -> None:
        self._library = library

    def of(self, article: HasId) -> Exercise:
        """The exercise of an article as it is now; practice where there is none."""
        with self._library.reading():
            return self._library.exercises.of_article(article.id) or PRACTICE

    def save(self, article: Article, exercise: Exercise) -> Exercise:
        """Store an exercise that has this article; returns it with what was missing filled in.

        A new one gets an id, and the article's title where it has none.
        """
        if not exercise.id:
            exercise = replace(exercise, id=new_id())
        if article.id not in exercise.articles:
            exercise = replace(exercise, articles=(*exercise.articles, article.id))
        exercise = replace(
            exercise,
            title=exercise.title.strip() or article.title,
            instructions=exercise.instructions.strip(),
        )
        with self._library.writing():
            self._library.exercises.save(exercise, utc_now())
        return exercise

    def open_review(self, article: Article) -> Exercise:
        """Let learners see the review from now on; opening twice changes nothing."""
        with self._library.writing():
            exercise = self.of(article)
            if exercise.opened_at:
                return exercise
            return self.save(article, replace(exercise, opened_at=utc_now()))

    def close_review(self, article: Article) -> Exercise:
        """Keep the review from learners again."""
        with self._library.writing():
            exercise = self.of(article)
            if not exercise.opened_at:
                return exercise
            return self.save(article, replace(exercise, opened_at=""))

    def may_review(self, article: HasId, info: SetInfo) -> bool:
        """Whether a learner may see now what became of a set.

        Whatever shows outcomes in the window, prints them there or holds a set against a key has to
        ask this first. The command line is the teacher's and does not.
        """
        return self.of(article).may_review(info)

    def may_pair(
        self, article: HasId, first: SetInfo, second: SetInfo, learner_id: str = ""
    ) -> bool:
        """Whether two sets of an article may be shown beside each other in the window now.

        ``learner_id`` is the profile in use: whose own marks are not reviewed yet sees no two keys.
        """
        return self.of(article).may_pair(first, second, self._own(article, learner_id))

    def check_pair(
        self, article: HasId, first: SetInfo, second: SetInfo, learner_id: str = ""
    ) -> None:
        """Raise ``ReviewClosedError`` where :meth:`may_pair` says no."""
        if self.may_pair(article, first, second, learner_id):
            return
        learners = [info for info in (first, second) if info.role is Role.LEARNER]
        raise _closed(learners[0] if learners else self._own(article, learner_id)[-1])

    def tells_answers(
        self, article: HasId, shown: Iterable[SetInfo], learner_id: str, name: str
    ) -> bool:
        """Whether sets of an article tell the answers to a learner who has not handed it in.

        Whatever shows sets of others, or begins a key with one, has to ask the reader first then.
        ``name`` is that of the profile.
        """
        return self.of(article).tells_answers(
            shown, self._own(article, learner_id), learner_id, name
        )

    def _own(self, article: HasId, learner_id: str) -> list[SetInfo]:
        """The sets of a learner on any text of an article, but for empty drafts; oldest first."""
        with self._library.reading() as (_, sets, _):
            return [
                info
                for info, article_id in sets.of_learner(learner_id)
                if article_id == article.id
                and (info.status is Status.SUBMITTED or sets.size(info.id))
            ]

    def check_review(self, article: Article, info: SetInfo) -> None:
        """Raise ``ReviewClosedError`` where :meth:`may_review` says no."""
        if not self.may_review(article, info):
            raise _closed(info)


def _closed(info: SetInfo) -> ReviewClosedError:
    return ReviewClosedError(
        "The review of “{name}” is not open yet. Submit the set, or wait until the "
        "teacher opens the review.",
        name=info.name,
    )
