"""How a learner comes on, from the results of what was submitted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from annotator.comparison.outcomes import IN_KEY, Outcome
from annotator.comparison.results import FOUND, Result

RECENT = 5
"""Number of newest results from which is told what a learner is weak at."""

FEWEST = 3
"""Number of key items of a category below which nothing is told of it."""

FADING = 0.5
"""How much a result counts beside the one after it."""

EASIEST, HARDEST = 1, 3
"""The levels of difficulty."""

WELL, BADLY = 0.8, 0.5
"""The shares of right decisions from which on, and below which, another level fits better."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Key items of one category that a learner met: ``found`` (hit or partial) of ``wanted``.

    ``flagged`` is the number of marks of the category on sound passages.
    """

    found: int = 0
    wanted: int = 0
    flagged: int = 0

    @property
    def share(self) -> float | None:
        """The share that was found, 0.0 to 1.0; None where the key has none."""
        return self.found / self.wanted if self.wanted else None


def tally(results: Iterable[Result], category: str | None = None) -> Tally:
    """One category, or all of them, over several results."""
    found = wanted = flagged = 0
    for result in results:
        found += result.count(*FOUND, category=category)
        wanted += result.count(*IN_KEY, category=category)
        flagged += result.count(Outcome.FLAGGED_SOUND, category=category)
    return Tally(found, wanted, flagged)


def weakest(results: Sequence[Result], categories: Iterable[str]) -> str | None:
    """The category of which the smallest share was found lately.

    Of the :data:`RECENT` newest results, each of which counts half as much as the one after it:
    what went wrong once and then went well is no weakness any more. Of categories with
    :data:`FEWEST` key items in them at least. None where everything was found, or where too little
    is known.
    """
    shares = {
        category: share
        for category in categories
        if tally(results[-RECENT:], category).wanted >= FEWEST
        and (share := _share_right(results, category)) is not None
        and share < 1
    }
    return min(shares, key=lambda category: shares[category]) if shares else None


def fitting_level(results: Sequence[Result], levels: Mapping[str, int]) -> int:
    """How difficult the next article should be, 1 (easy) to 3 (hard); easy at the start.

    ``levels`` has the difficulty of articles by their ids. It is that of the article read last in
    which something was to be decided, or one step from there: up where :data:`WELL` of the
    decisions were right lately, down where fewer than :data:`BADLY` were. Decisions are key items,
    of which those found are right, and marks on sound passages. As in :func:`weakest` the newest
    results count most.
    """
    base = next(
        (
            levels[result.article_id]
            for result in reversed(results)
            if result.article_id in levels and _decisions(tally([result]))
        ),
        None,
    )
    share = _share_right(results)
    if base is None or share is None:
        return EASIEST
    step = 1 if share >= WELL else -1 if share < BADLY else 0
    return min(max(base + step, EASIEST), HARDEST)


def _share_right(results: Sequence[Result], category: str | None = None) -> float | None:
    """The share found lately, the newest counting most; without a category of all decisions."""
    found = wanted = 0.0
    for age, result in enumerate(reversed(results[-RECENT:])):
        each, weight = tally([result], category), FADING**age
        found += weight * each.found
        wanted += weight * (_decisions(each) if category is None else each.wanted)
    return found / wanted if wanted else None


def _decisions(tallied: Tally) -> int:
    return tallied.wanted + tallied.flagged


def streak(days: Iterable[date], today: date) -> int:
    """Number of days in a row with practice, up to today; yesterday still counts as the end."""
    practised = set(days)
    day = today if today in practised else today - timedelta(days=1)
    length = 0
    while day in practised:
        length += 1
        day -= timedelta(days=1)
    return length
