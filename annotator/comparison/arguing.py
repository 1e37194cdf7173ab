"""A comparison after a learner has argued marks of it: what was said is no ground to judge."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.domain.annotation import Annotation

if TYPE_CHECKING:  # what they stand on takes a while to import
    from annotator.comparison.compare import Comparison
    from annotator.comparison.matching import Item


def with_arguments(comparison: Comparison, marks: Iterable[Annotation]) -> Comparison:
    """The comparison with some marks of it as they are now; all else stays.

    ``marks`` differ from those that were compared in their arguments at most.
    """
    now = {mark.id: mark for mark in marks}

    def taken(item: Item) -> Item:
        own, related = item.set_annotation, item.related_marks
        if (own is None or own.id not in now) and not any(mark.id in now for mark in related):
            return item
        return replace(
            item,
            set_annotation=now.get(own.id, own) if own is not None else None,
            related_marks=tuple(now.get(mark.id, mark) for mark in related),
        )

    return replace(comparison, items=tuple(map(taken, comparison.items)))
