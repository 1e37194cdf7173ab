"""What is kept of a comparison when it is over: the outcome of every item."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from annotator.comparison.outcomes import Outcome

if TYPE_CHECKING:  # what it stands on takes a while to import, and results are read at the start
    from annotator.comparison.compare import Comparison


@dataclass(frozen=True, slots=True)
class ItemResult:
    """The outcome of one item.

    ``key_annotation`` is the id of the item of the key, of the sound passage where one was flagged,
    and empty for what is not in the key. ``category`` is as in the comparison.
    """

    outcome: Outcome
    category: str
    key_annotation: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """A submitted set held against a key: when it was submitted (UTC), and what came of it."""

    set_id: str
    key_id: str
    article_id: str
    submitted_at: str
    items: tuple[ItemResult, ...]

    def count(self, *outcomes: Outcome, category: str | None = None) -> int:
        """Number of items with one of the outcomes, in all categories or in one."""
        return sum(
            item.outcome in outcomes and category in (None, item.category) for item in self.items
        )

    @property
    def categories(self) -> frozenset[str]:
        """The categories that occur."""
        return frozenset(item.category for item in self.items)


FOUND = (Outcome.HIT, Outcome.PARTIAL)
"""Outcomes of the items of a key that were found, be it in part."""


def item_results(comparison: Comparison) -> tuple[ItemResult, ...]:
    """The outcomes of a comparison, in reading order."""
    found = []
    for item in comparison.items:
        source = item.key_annotation or item.sound_annotation
        found.append(ItemResult(item.outcome, item.category, source.id if source else ""))
    return tuple(found)


def items_to_list(items: tuple[ItemResult, ...]) -> list[list[Any]]:
    """JSON values from which :func:`items_from_list` makes equal results."""
    return [[str(i.outcome), i.category, i.key_annotation] for i in items]


def items_from_list(rows: list[list[Any]]) -> tuple[ItemResult, ...]:
    """The results that were written with :func:`items_to_list`."""
    return tuple(ItemResult(Outcome(outcome), category, key) for outcome, category, key in rows)
