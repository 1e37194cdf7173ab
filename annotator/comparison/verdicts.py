"""What can be said of each mark by itself, while the set is still a draft."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.comparison.matching import Item
from annotator.comparison.outcomes import Outcome, Relation
from annotator.domain.annotation import Annotation


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one mark.

    ``explanation`` is what the key says of the passage, empty where it says nothing or where that
    would give away an end which the mark lacks; ``lacks_end`` says that it lacks one. Nothing here
    leads to what was missed: no item of the key, no category of it, and no relation to one that no
    mark has.
    """

    outcome: Outcome
    explanation: str = ""
    relation: Relation | None = None
    lacks_end: bool = False


def verdicts(items: Iterable[Item]) -> dict[str, Verdict]:
    """What became of each mark, by its id.

    That a mark covers several items of the key is not told: those that it cannot have are missed.
    """
    return {
        item.set_annotation.id: _verdict(item, item.set_annotation)
        for item in items
        if item.set_annotation is not None
    }


def _verdict(item: Item, mark: Annotation) -> Verdict:
    ends = bool(mark.spans) + bool(mark.counterpart_spans) + len(mark.spans_elsewhere)
    lacks_end = item.answer is not None and len(item.answer.targets) > ends
    return Verdict(
        item.outcome,
        "" if lacks_end else item.explanation,
        None if item.relation is Relation.MERGED else item.relation,
        lacks_end,
    )
