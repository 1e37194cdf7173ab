"""What can be said of each mark by itself, while the set is still a draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.comparison.judging import (
    NO_OTHERS,
    Defect,
    Mark,
    Others,
    defect_of,
    lacks_end,
    marks_of,
)
from annotator.comparison.matching import Item
from annotator.comparison.outcomes import Outcome, Relation
from annotator.domain.segmentation import Segmentation


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one mark.

    ``explanation`` is what the key says of the passage, empty where it says nothing or where that
    would give away an end which the mark lacks. ``defect`` is there for ``Outcome.PARTIAL`` alone.
    Nothing here leads to what was missed: no item of the key, no category of it, and no relation to
    one that no mark has.
    """

    outcome: Outcome
    explanation: str = ""
    relation: Relation | None = None
    defect: Defect | None = None


def verdicts(
    items: Sequence[Item], segmentation: Segmentation, others: Others = NO_OTHERS
) -> dict[str, Verdict]:
    """What became of each mark, by its id.

    ``items`` are all of one comparison; ``segmentation`` and ``others`` are those with which it was
    made. That a mark covers several items of the key is not told: those that it cannot have are
    missed.
    """
    return {
        item.set_annotation.id: _verdict(item, marks_of(item.set_annotation, segmentation, others))
        for item in items
        if item.set_annotation is not None
    }


def _verdict(item: Item, marks: Sequence[Mark]) -> Verdict:
    targets = item.answer.targets if item.answer is not None else ()
    return Verdict(
        item.outcome,
        "" if lacks_end(marks, targets) else item.explanation,
        None if item.relation is Relation.MERGED else item.relation,
        defect_of(marks, targets) if item.outcome is Outcome.PARTIAL else None,
    )
