"""What a coach can say of a mark while it is being learnt how to make one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from annotator.domain.annotation import Annotation


class Reaction(StrEnum):
    """What is to be said of one mark.

    ``WHOLE_SENTENCE`` and ``TOO_LONG`` have the right words among others, ``BESIDE`` misses their
    heart. ``LACKS_END`` is one end of two, ``WRONG_END`` has another end that is not the right one,
    and ``APART`` is one of two marks that belong together as the ends of one. ``AGAIN`` marks what
    is marked already. ``SOUND`` marks what should be left alone, ``ELSEWHERE`` none of all this.
    """

    FOUND = "found"
    WHOLE_SENTENCE = "whole_sentence"
    TOO_LONG = "too_long"
    BESIDE = "beside"
    WRONG_CATEGORY = "wrong_category"
    LACKS_END = "lacks_end"
    WRONG_END = "wrong_end"
    APART = "apart"
    AGAIN = "again"
    SOUND = "sound"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Remark:
    """A reaction, and the item of the key (or the sound passage) that it is about, if any."""

    reaction: Reaction
    about: Annotation | None = None


@dataclass(frozen=True, slots=True)
class Coached:
    """What a coach knows of a set: ids of what it hits and of what it flags, a remark by mark."""

    found: frozenset[str]
    flagged: frozenset[str]
    remarks: Mapping[str, Remark]
