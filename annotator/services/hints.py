"""Hints for the reader of a set: allowed or not, given, recorded and counted."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import TYPE_CHECKING

from annotator.domain.annotation import AnnotationSet, SetInfo
from annotator.domain.article import Article
from annotator.domain.hint import Hint, HintGiven
from annotator.services.articles import segmentation_of
from annotator.services.clock import utc_now
from annotator.services.exercises import Exercises
from annotator.services.sets import Sets
from annotator.storage import Library

if TYPE_CHECKING:
    from annotator.comparison.prepared import PreparedKey


class NoHints(StrEnum):
    """Why there are no hints."""

    NOT_A_DRAFT = "not_a_draft"
    FORBIDDEN = "forbidden"
    NO_KEY = "no_key"


class Hints:
    """The hints of one library. Methods raise ``LibraryError`` where it cannot be used."""

    def __init__(self, library: Library, sets: Sets, exercises: Exercises) -> None:
        self._library = library
        self._sets = sets
        self._exercises = exercises

    def refused(self, article: Article, info: SetInfo) -> NoHints | None:
        """Why the reader of a set may not have a hint now; None where it may."""
        exercise = self._exercises.of(article)
        if not exercise.gives_hints(info):
            return NoHints.FORBIDDEN if not exercise.hints else NoHints.NOT_A_DRAFT
        return None if self._sets.key_of(article) else NoHints.NO_KEY

    def since_change(self, set_id: str) -> tuple[Hint, ...]:
        """The hints that were given since the marks of a set last changed, oldest first."""
        with self._library.reading():
            return self._library.exercises.hints_since_change(set_id)

    def of(self, set_id: str) -> tuple[HintGiven, ...]:
        """Every hint that was given for a set, oldest first."""
        with self._library.reading():
            return self._library.exercises.hints(set_id)

    def count(self, set_id: str) -> int:
        """How many hints were given for a set."""
        with self._library.reading():
            return self._library.exercises.count_hints(set_id)

    def record(self, set_id: str, hint: Hint) -> int:
        """Record a hint that is given now; returns how many that makes.

        One that comes again while the marks stay as they are tells nothing new: it counts once.
        """
        with self._library.writing():
            if hint not in self._library.exercises.hints_since_change(set_id):
                self._library.exercises.add_hint(set_id, HintGiven(utc_now(), hint))
            return self._library.exercises.count_hints(set_id)


def find_hint(
    marked: AnnotationSet,
    key: AnnotationSet,
    article: Article,
    caret: int,
    *,
    told: Collection[Hint] = (),
    others: Iterable[Article] = (),
) -> Hint:
    """The hint to give at a caret (code points), for sets that were read before.

    ``others`` are the articles in which ends lie, ``told`` the hints since the last change. Imports
    spaCy, so not on the UI thread; touches no library.
    """
    from annotator.comparison.hinting import next_hint  # noqa: PLC0415 (takes a while)
    from annotator.comparison.prepared import prepare  # noqa: PLC0415

    prepared: PreparedKey = prepare(
        key, segmentation_of(article), {other.sha256: segmentation_of(other) for other in others}
    )
    return next_hint(marked.weak, prepared, article.blocks, caret, told)
