"""What was decided on the way from two sets to a key."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Decision(StrEnum):
    """What becomes of a pair of marks in the key that is made of two sets."""

    FIRST = "first"
    """The key has it as the first set does."""
    SECOND = "second"
    MERGED = "merged"
    """The key has what both come to together."""
    REJECTED = "rejected"
    """It is not in the key."""


@dataclass(frozen=True, slots=True)
class Decided:
    """One pair of marks, by their ids (empty where a set has none), and what was decided of it.

    ``decision`` is None while the pair is open; then ``note`` is the explanation that was written
    for it meanwhile, or None. ``item_id`` is the item of the key that came of the decision, empty
    where none did. ``number`` tells the order in which pairs were decided. ``at`` is UTC ISO 8601.
    """

    first_mark: str
    second_mark: str
    decision: Decision | None = None
    item_id: str = ""
    note: str | None = None
    number: int = 0
    at: str = ""
    who: str = ""

    @property
    def pair(self) -> tuple[str, str]:
        """The ids of both marks."""
        return self.first_mark, self.second_mark
