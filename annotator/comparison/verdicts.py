"""What can be said of each mark by itself, while the set is still a draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotator.comparison.judging import NO_OTHERS, Others
from annotator.comparison.matching import Item
from annotator.comparison.outcomes import Outcome, Relation
from annotator.comparison.reasons import Reason, reasons_of
from annotator.domain.segmentation import Segmentation


class Defect(StrEnum):
    """What is to be mended in a mark that is partly right.

    ``LACKS_END`` is one end of two, ``BESIDE`` does not touch the core, ``TOO_LONG`` reaches beyond
    the allowance. The first of them that holds is told.
    """

    LACKS_END = "lacks_end"
    BESIDE = "beside"
    TOO_LONG = "too_long"


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
    reasons = reasons_of(items, segmentation, others)
    return {
        item.set_annotation.id: _verdict(item, reason)
        for item, reason in zip(items, reasons, strict=True)
        if item.set_annotation is not None
    }


def _verdict(item: Item, reason: Reason) -> Verdict:
    return Verdict(
        item.outcome,
        "" if reason.ends_missing else item.explanation,
        None if item.relation is Relation.MERGED else item.relation,
        _defect(reason) if item.outcome is Outcome.PARTIAL else None,
    )


def _defect(reason: Reason) -> Defect:
    if reason.ends_missing:
        return Defect.LACKS_END
    failed = [end for end in reason.ends if end.way is None]
    return Defect.BESIDE if any(not end.touches for end in failed) else Defect.TOO_LONG
