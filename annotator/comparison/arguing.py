"""A comparison after a learner has argued one of its marks: what was said is no ground to judge."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.domain.annotation import Annotation

if TYPE_CHECKING:  # what they stand on takes a while to import
    from annotator.comparison.compare import Comparison
    from annotator.comparison.matching import Item


def with_argument(comparison: Comparison, mark: Annotation) -> Comparison:
    """The comparison with one mark of it as it is now; all else stays.

    ``mark`` differs from the one that was compared in its argument at most.
    """

    def taken(item: Item) -> Item:
        own, related = item.set_annotation, item.related_marks
        if own is not None and own.id == mark.id:
            return replace(item, set_annotation=mark)
        if any(other.id == mark.id for other in related):
            related = tuple(mark if other.id == mark.id else other for other in related)
            return replace(item, related_marks=related)
        return item

    return replace(comparison, items=tuple(map(taken, comparison.items)))
