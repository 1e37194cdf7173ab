"""How a learner comes on, from the results of what was submitted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from annotator.comparison.outcomes import IN_KEY, Outcome
from annotator.comparison.results import FOUND, Result

RECENT = 5
"""Number of newest results from which is told what a learner is weak at."""

FEWEST = 3
"""Number of key items of a category below which nothing is told of it."""


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

    Of the :data:`RECENT` newest results, and of categories with :data:`FEWEST` key items in them at
    least. None where everything was found, or where too little is known.
    """
    tallies = {category: tally(results[-RECENT:], category) for category in categories}
    shares = {
        category: each.found / each.wanted
        for category, each in tallies.items()
        if each.wanted >= FEWEST and each.found < each.wanted
    }
    return min(shares, key=lambda category: shares[category]) if shares else None


def fitting_difficulty(results: Sequence[Result]) -> float:
    """The mean difficulty (1.0 to 3.0) of the items that a learner is up to.

    1.0 at the start, then 1 + 2q, where q is the share of decisions that were right in the
    :data:`RECENT` newest results: key items found, of all key items and marks on sound passages.
    """
    recent = tally(results[-RECENT:])
    decisions = recent.wanted + recent.flagged
    return 1.0 + 2.0 * recent.found / decisions if decisions else 1.0


def streak(days: Iterable[date], today: date) -> int:
    """Number of days in a row with practice, up to today; yesterday still counts as the end."""
    practised = set(days)
    day = today if today in practised else today - timedelta(days=1)
    length = 0
    while day in practised:
        length += 1
        day -= timedelta(days=1)
    return length
