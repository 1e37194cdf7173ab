"""When an article should come back, from what was missed in it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from annotator.comparison.outcomes import IN_KEY, Outcome
from annotator.comparison.results import Result, items_to_list

if TYPE_CHECKING:
    from fsrs import Card

LONGEST_DAYS = 365

MOST_AGAIN = 3
"""So many times in a row an item that is missed comes back at once; then it comes ever later.

FSRS would ask for it every day for ever, and who reads the same words daily sees no more in them.
"""

_RULES = 1
"""Counted up when the same results would give other days, so that no kept schedule is used."""


@dataclass(frozen=True, slots=True)
class Due:
    """When an article is to be read again, and how many of its items were not right last time."""

    article_id: str
    at: datetime
    wrong: int


def due_articles(results: Iterable[Result]) -> list[Due]:
    """The articles of a learner's results (oldest first), soonest first.

    Every item of a key is a card of the FSRS scheduler (the ``fsrs`` package): missed and wrong
    category are "again" (:data:`MOST_AGAIN` times in a row, and "hard" from then on), partial is
    "hard", a hit is "easy" the first time and "good" later. A sound passage is a card once it was
    flagged. An article is due when the first item is that was not right last time, or, with none
    such, when the first of all is. Only results against the key of the newest one count: items of
    an earlier key are no longer asked.
    """
    by_article: dict[str, list[Result]] = {}
    for result in results:
        by_article.setdefault(result.article_id, []).append(result)
    found = (_due(article_id, own) for article_id, own in by_article.items())
    return sorted((due for due in found if due is not None), key=lambda due: due.at)


def made_from(results: Iterable[Result]) -> str:
    """A short text that is another one where the schedule of these results might be."""
    told = [
        [r.set_id, r.key_id, r.article_id, r.submitted_at, items_to_list(r.items)] for r in results
    ]
    return hashlib.sha256(json.dumps([_RULES, told]).encode("ascii")).hexdigest()


def due_to_list(due: Iterable[Due]) -> list[list[Any]]:
    """JSON values from which :func:`due_from_list` makes an equal schedule."""
    return [[each.article_id, each.at.isoformat(), each.wrong] for each in due]


def due_from_list(rows: Iterable[list[Any]]) -> list[Due]:
    """The schedule that was written with :func:`due_to_list`."""
    return [Due(article_id, datetime.fromisoformat(at), wrong) for article_id, at, wrong in rows]


def _due(article_id: str, results: list[Result]) -> Due | None:
    from fsrs import Card, Rating, Scheduler  # noqa: PLC0415 (not on the way to the first window)

    # Without fuzz, so that the same results always give the same day.
    scheduler = Scheduler(
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=LONGEST_DAYS,
        enable_fuzzing=False,
    )
    cards: dict[str, Card] = {}
    right: dict[str, bool] = {}
    missed: dict[str, int] = {}
    key_id = results[-1].key_id
    for result in results:
        if result.key_id != key_id:
            continue
        at = datetime.fromisoformat(result.submitted_at)
        for item_id, outcome in _outcomes(result, cards).items():
            known = cards.get(item_id)
            hit = Rating.Good if known else Rating.Easy
            rating = {Outcome.HIT: hit, Outcome.PARTIAL: Rating.Hard}.get(outcome, Rating.Again)
            missed[item_id] = missed.get(item_id, 0) + 1 if rating is Rating.Again else 0
            rating = Rating.Hard if missed[item_id] > MOST_AGAIN else rating
            cards[item_id], _ = scheduler.review_card(known or Card(card_id=0), rating, at)
            right[item_id] = outcome is Outcome.HIT
    wrong = [item_id for item_id, is_right in right.items() if not is_right]
    days = [cards[item_id].due for item_id in wrong or cards]
    return Due(article_id, min(days), len(wrong)) if days else None


def _outcomes(result: Result, known: Iterable[str]) -> dict[str, Outcome]:
    """What came of each item this time; a sound passage known from before was left alone."""
    outcomes = {i.key_annotation: i.outcome for i in result.items if i.outcome in IN_KEY}
    flagged = {i.key_annotation for i in result.items if i.outcome is Outcome.FLAGGED_SOUND}
    left_alone = set(known) - outcomes.keys() - flagged
    outcomes |= dict.fromkeys(flagged, Outcome.FLAGGED_SOUND)
    return outcomes | dict.fromkeys(left_alone, Outcome.HIT)
