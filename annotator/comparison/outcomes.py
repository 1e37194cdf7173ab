"""What can become of a mark, or of an item of the key."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """The outcome of one item of a comparison.

    ``HIT``, ``PARTIAL`` and ``WRONG_CATEGORY`` belong to a mark and an item of the key, ``MISSED``
    to an item of the key alone, ``FLAGGED_SOUND`` and ``NOT_IN_KEY`` to a mark alone. Not in the
    key is no proof of error: the key may have left it out, and the learner may argue it.
    """

    HIT = "hit"
    PARTIAL = "partial"
    WRONG_CATEGORY = "wrong_category"
    MISSED = "missed"
    FLAGGED_SOUND = "flagged_sound"
    NOT_IN_KEY = "not_in_key"


IN_KEY = (Outcome.HIT, Outcome.PARTIAL, Outcome.WRONG_CATEGORY, Outcome.MISSED)
"""What can become of an item of the key, from found to missed; one of them does."""

BESIDE_KEY = (Outcome.FLAGGED_SOUND, Outcome.NOT_IN_KEY)
"""What a mark can be that meets no item of the key."""


class Relation(StrEnum):
    """What several marks or several items of the key have to do with each other.

    It changes no outcome: it says why one is as it is. ``MERGED`` is one mark over several items of
    the key, of which it can have only one. ``SPLIT`` is several marks on one item, of which only
    one can have it. ``OTHER_END`` is the same where the second mark lies on the other end of an
    inconsistency: the two ought to have been linked.
    """

    MERGED = "merged"
    SPLIT = "split"
    OTHER_END = "other_end"


def is_second_mark(outcome: Outcome, relation: Relation | None) -> bool:
    """Whether a mark is by itself only because another one has the passage on which it lies."""
    return outcome is Outcome.NOT_IN_KEY and relation in (Relation.SPLIT, Relation.OTHER_END)
