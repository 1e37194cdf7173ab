"""What can be said of each mark by itself, while the set is still a draft."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.comparison.matching import Item
from annotator.comparison.outcomes import Outcome, Relation


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one mark.

    ``explanation`` is what the key says of the passage, empty where it says nothing. Nothing here
    leads to what was missed: no item of the key, no category of it, and no relation to one that no
    mark has.
    """

    outcome: Outcome
    explanation: str = ""
    relation: Relation | None = None


def verdicts(items: Iterable[Item]) -> dict[str, Verdict]:
    """What became of each mark, by its id.

    That a mark covers several items of the key is not told: those that it cannot have are missed.
    """
    return {
        item.set_annotation.id: Verdict(
            item.outcome,
            item.explanation,
            None if item.relation is Relation.MERGED else item.relation,
        )
        for item in items
        if item.set_annotation is not None
    }
