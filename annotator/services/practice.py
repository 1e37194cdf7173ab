"""Individual practice: what a learner has done, how it went, and what comes next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from annotator.comparison.progress import fitting_level, streak, weakest
from annotator.comparison.results import ItemResult, Result
from annotator.domain.annotation import SetInfo, Status
from annotator.domain.codebook import SOUND
from annotator.services.exercises import Exercises
from annotator.services.scheduling import (
    Due,
    due_articles,
    due_from_list,
    due_to_list,
    made_from,
)
from annotator.storage import Library
from annotator.storage.articles import ArticleEntry
from annotator.storage.sets import KeyMakeup


class Kind(StrEnum):
    """Why something comes next."""

    CONTINUE = "continue"
    AGAIN = "again"
    NEW = "new"
    WAIT = "wait"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What to do next.

    CONTINUE a draft, read an article AGAIN of which ``count`` items were not right, or a NEW one,
    chosen for its ``category`` where that is not None. Where it ``fits`` it is as difficult as
    suits the learner now, else only the nearest to that. WAIT: everything was done, and the next
    article comes back ``at`` (UTC; None where the library has no article with a key).
    """

    kind: Kind
    article_id: str = ""
    set_id: str = ""
    count: int = 0
    category: str | None = None
    at: datetime | None = None
    fits: bool = True


@dataclass(frozen=True, slots=True)
class Attempt:
    """A submitted set of a learner on an article of that ``title``.

    ``result`` is None while it was not compared with a key, and where the review is ``closed``: the
    teacher has not opened it.
    """

    info: SetInfo
    article_id: str
    result: Result | None
    title: str = ""
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Practised:
    """Everything about one learner's practice at one moment; attempts oldest first.

    What was done on articles that are deleted counts again when they are back. ``days`` is the
    number of days in a row with practice.
    """

    attempts: tuple[Attempt, ...]
    suggestion: Suggestion
    days: int

    @property
    def results(self) -> tuple[Result, ...]:
        """What came of the attempts that were compared, oldest first."""
        return tuple(_results(self.attempts))


class Practice:
    """Reads and keeps the results of learners in one library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._exercises = Exercises(library)

    def record(
        self, info: SetInfo, key_id: str, article_id: str, items: Iterable[ItemResult]
    ) -> None:
        """Keep what came of a submitted set, in the place of an earlier comparison of it.

        Nothing is kept while the teacher has not opened the review, nor of what has been deleted,
        nor of a hidden article: that was a lesson.
        """
        if info.status is not Status.SUBMITTED or not info.learner_id:
            return
        result = Result(info.id, key_id, article_id, info.submitted_at, tuple(items))
        with self._library.writing() as (articles, sets, _):
            article = articles.by_id(article_id)
            there = article is not None and sets.info(info.id) and sets.info(key_id)
            counts = there and not articles.is_hidden(article_id)
            if article is not None and counts and self._exercises.may_review(article, info):
                self._library.learners.put_result(result)

    def practised(self, learner_id: str, categories: Iterable[str], now: datetime) -> Practised:
        """What a learner has done and what comes next.

        ``categories`` are those of which the weakest is sought, whatever codebook they are of.
        ``now`` needs a time zone, the reader's.
        """
        with self._library.reading() as (articles, sets, _):
            entries = {entry.id: entry for entry in articles.entries()}
            own = self._own(learner_id, entries)
            attempts = self._attempts(learner_id, own, entries)
            makeups = {key.article_id: key for key in sets.key_makeups()}
            keys = [makeups[article_id] for article_id in entries if article_id in makeups]
            sizes = {i.id: sets.size(i.id) for i, _ in own if i.status is Status.DRAFT}
            kept = self._library.learners.schedule(learner_id)
        done = _results(attempts)
        begun = [(info, article_id) for info, article_id in own if sizes.get(info.id)]
        met = {attempt.article_id for attempt in attempts} | {article_id for _, article_id in begun}
        suggestion = _continued(begun, sizes)
        if suggestion is None:
            made = kept is not None and kept[0] == made_from(done)
            due = due_from_list(kept[1]) if kept is not None and made else due_articles(done)
            levels = {key.article_id: _level(key) for key in keys}
            unmet = [key for key in keys if key.article_id not in met]
            # Nobody reads one article after another again while something is unread.
            again = None if unmet and _was_reread(attempts) else _due_again(due, keys, now)
            suggestion = (
                again or _fresh(unmet, done, levels, tuple(categories)) or _later(due, keys)
            )
        return Practised(attempts, suggestion, _days(attempts, now))

    def is_scheduled(self, learner_id: str) -> bool:
        """Whether :meth:`keep_schedule` has nothing to do."""
        done, kept = self._done(learner_id)
        return not done or (kept is not None and kept == made_from(done))

    def keep_schedule(self, learner_id: str) -> None:
        """Keep when a learner's articles are due, so that it need not be worked out at each start.

        That takes a while: not on the UI thread. What was kept of other results is never used.
        """
        done, _ = self._done(learner_id)
        due = due_to_list(due_articles(done))
        with self._library.writing():
            if any(each.id == learner_id for each in self._library.learners.all()):
                self._library.learners.put_schedule(learner_id, made_from(done), due)

    def uncompared(self, learner_id: str) -> list[tuple[SetInfo, str, str]]:
        """Submitted sets without a result against the present key, with article and key ids.

        Those whose review the teacher has not opened are not among them.
        """
        with self._library.reading() as (articles, sets, _):
            entries = {entry.id: entry for entry in articles.entries()}
            own = self._own(learner_id, entries)
            closed = self._closed(own, entries)
            known = {r.set_id: r.key_id for r in self._library.learners.results(learner_id)}
            keys = {k.article_id: k.key_id for k in sets.key_makeups()}
        return [
            (info, article_id, keys[article_id])
            for info, article_id in own
            if info.status is Status.SUBMITTED
            and info.id not in closed
            and info.article_sha256 == entries[article_id].sha256  # the key's own revision
            and article_id in keys
            and known.get(info.id) != keys[article_id]
        ]

    def levels(self) -> dict[str, int]:
        """How difficult the articles with a key are, 1 (easy) to 3 (hard), by their ids."""
        with self._library.reading() as (_, sets, _):
            keys = sets.key_makeups()
        return {key.article_id: _level(key) for key in keys}

    def _done(self, learner_id: str) -> tuple[list[Result], str | None]:
        """The results that may be told, oldest first, and from what the kept schedule was made."""
        with self._library.reading() as (articles, _, _):
            entries = {entry.id: entry for entry in articles.entries()}
            own = self._own(learner_id, entries)
            kept = self._library.learners.schedule(learner_id)
            return _results(self._attempts(learner_id, own, entries)), kept[0] if kept else None

    def _own(
        self, learner_id: str, entries: Mapping[str, ArticleEntry]
    ) -> list[tuple[SetInfo, str]]:
        """A learner's sets on articles that are there, with the ids of these."""
        with self._library.reading() as (_, sets, _):
            return [each for each in sets.of_learner(learner_id) if each[1] in entries]

    def _attempts(
        self,
        learner_id: str,
        own: Iterable[tuple[SetInfo, str]],
        entries: Mapping[str, ArticleEntry],
    ) -> tuple[Attempt, ...]:
        """The submitted sets of a learner with their results, oldest first."""
        results = {r.set_id: r for r in self._library.learners.results(learner_id)}
        closed = self._closed(own, entries)
        submitted = [(i, article) for i, article in own if i.status is Status.SUBMITTED]
        submitted.sort(key=lambda each: each[0].submitted_at)
        return tuple(
            Attempt(
                info,
                article_id,
                None if info.id in closed else results.get(info.id),
                entries[article_id].title,
                closed=info.id in closed,
            )
            for info, article_id in submitted
        )

    def _closed(
        self, own: Iterable[tuple[SetInfo, str]], entries: Mapping[str, ArticleEntry]
    ) -> set[str]:
        """Ids of the submitted sets of which nothing may be shown yet."""
        return {
            info.id
            for info, article_id in own
            if info.status is Status.SUBMITTED
            and not self._exercises.may_review(entries[article_id], info)
        }


def _results(attempts: Iterable[Attempt]) -> list[Result]:
    """What came of the attempts that were compared."""
    return [each.result for each in attempts if each.result is not None]


def _continued(begun: list[tuple[SetInfo, str]], sizes: dict[str, int]) -> Suggestion | None:
    """The newest draft in which something was marked."""
    if not begun:
        return None
    info, article_id = begun[-1]
    return Suggestion(Kind.CONTINUE, article_id, info.id, sizes[info.id])


def _was_reread(attempts: Sequence[Attempt]) -> bool:
    """Whether the newest attempt is on an article that was read before."""
    return bool(attempts) and any(
        each.article_id == attempts[-1].article_id for each in attempts[:-1]
    )


def _due_again(due: list[Due], keys: list[KeyMakeup], now: datetime) -> Suggestion | None:
    """Of the articles that are due, the one since the earliest day; then with most not right.

    What is missed every time can so never keep others from coming back.
    """
    known = {key.article_id for key in keys}
    ready = [each for each in due if each.at <= now and each.article_id in known]
    if not ready:
        return None
    chosen = min(ready, key=lambda each: (each.at.astimezone(now.tzinfo).date(), -each.wrong))
    return Suggestion(Kind.AGAIN, chosen.article_id, count=chosen.wrong)


def _fresh(
    keys: list[KeyMakeup],
    results: list[Result],
    levels: Mapping[str, int],
    categories: tuple[str, ...],
) -> Suggestion | None:
    """The unread article that fits best: by its difficulty, and by what the learner misses most.

    That is of the categories which unread articles have: keys may be made with several codebooks.
    Of several articles that fit as well, the first of the library.
    """
    if not keys:
        return None
    there = [category for category in categories if any(key.counts.get(category) for key in keys)]
    wanted, weak = fitting_level(results, levels), weakest(results, there)

    def distance(key: KeyMakeup) -> tuple[int, int, float]:
        """The level first, rather an easier one; only then what is missed."""
        items = sum(count for category, count in key.counts.items() if category != SOUND)
        share = key.counts.get(weak, 0) / items if weak and items else 0.0
        return abs(_level(key) - wanted), _level(key), -share

    chosen = min(keys, key=distance)
    aimed = weak if weak and chosen.counts.get(weak) else None
    fits = _level(chosen) == wanted
    return Suggestion(Kind.NEW, chosen.article_id, category=aimed, fits=fits)


def _level(key: KeyMakeup) -> int:
    """How difficult an article is, 1 (easy) to 3 (hard)."""
    return int(_difficulty(key) + 0.5)


def _difficulty(key: KeyMakeup) -> float:
    """The mean difficulty of a key's items; of its sound passages where nothing is weak."""
    weak = [category for category in key.counts if category != SOUND] or list(key.counts)
    rated = [(key.counts[c], key.difficulties[c]) for c in weak if c in key.difficulties]
    total = sum(count for count, _ in rated)
    return sum(count * difficulty for count, difficulty in rated) / total if total else 2.0


def _later(due: list[Due], keys: list[KeyMakeup]) -> Suggestion:
    known = {key.article_id for key in keys}
    coming = [each for each in due if each.article_id in known]
    if not coming:
        return Suggestion(Kind.WAIT)
    return Suggestion(Kind.WAIT, coming[0].article_id, count=coming[0].wrong, at=coming[0].at)


def _days(attempts: Iterable[Attempt], now: datetime) -> int:
    def day(text: str) -> date:
        return datetime.fromisoformat(text).astimezone(now.tzinfo).date()

    return streak((day(each.info.submitted_at) for each in attempts), now.date())
