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
