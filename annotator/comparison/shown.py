"""Which items of a comparison are to be seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.comparison.outcomes import Outcome

if TYPE_CHECKING:  # what it stands on takes a while to import
    from annotator.comparison.matching import Item


@dataclass(frozen=True, slots=True)
class Shown:
    """Outcomes and categories; an item is seen where both of its own are among them."""

    outcomes: frozenset[Outcome]
    categories: frozenset[str]

    def __contains__(self, item: Item) -> bool:
        return item.outcome in self.outcomes and item.category in self.categories
