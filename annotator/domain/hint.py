"""Hints: what a reader can be told of a key without being told its words."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from annotator.domain.span import Span


class HintKind(StrEnum):
    """What a hint is about.

    ``PARAGRAPH`` says how many passages of a category are missing in a block, ``SENTENCE`` in which
    sentence one of them is. ``DOUBTFUL`` says that nothing is missing in a block, but that marks
    there lie on passages which are sound. ``COMPLETE`` says that nothing is missing or doubtful.
    """

    PARAGRAPH = "paragraph"
    SENTENCE = "sentence"
    DOUBTFUL = "doubtful"
    COMPLETE = "complete"


@dataclass(frozen=True, slots=True)
class Hint:
    """One hint.

    ``count`` are the passages of ``category`` that are missing in the block, or the marks that are
    doubtful there. ``block`` is its number among the article's (from 0), ``place`` the block or the
    sentence, in code points; both are None for ``COMPLETE``. ``here`` says whether the caret was in
    the block; hints that differ in nothing else are equal.
    """

    kind: HintKind
    category: str = ""
    count: int = 0
    block: int | None = None
    place: Span | None = None
    here: bool = field(default=True, compare=False)


@dataclass(frozen=True, slots=True)
class HintGiven:
    """A hint that a reader was given, and when (UTC ISO 8601)."""

    at: str
    hint: Hint


def hint_to_dict(hint: Hint) -> dict[str, Any]:
    """JSON values from which :func:`hint_from_dict` makes an equal hint."""
    return {
        "kind": str(hint.kind),
        "category": hint.category or None,
        "count": hint.count,
        "block": hint.block,
        "start": hint.place.start if hint.place else None,
        "end": hint.place.end if hint.place else None,
    }


def hint_from_dict(data: dict[str, Any]) -> Hint:
    """The hint that was written with :func:`hint_to_dict`."""
    start, end = data["start"], data["end"]
    return Hint(
        kind=HintKind(data["kind"]),
        category=data["category"] or "",
        count=data["count"],
        block=data["block"],
        place=None if start is None else Span(start, end),
    )
