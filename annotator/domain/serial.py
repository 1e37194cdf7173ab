"""Annotations as plain JSON values, for the revision log."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from annotator.domain.annotation import Alternative, Annotation, KeyDetails, Passage
from annotator.domain.span import Span


def annotation_to_dict(annotation: Annotation) -> dict[str, Any]:
    """JSON values from which :func:`annotation_from_dict` makes an equal annotation."""
    data: dict[str, Any] = {
        "id": annotation.id,
        "category": annotation.category,
        "passages": _passages_out(annotation.passages),
        "counterpart": _passages_out(annotation.counterpart),
        "subtype": annotation.subtype,
        "note": annotation.note,
        "confidence": annotation.confidence,
        "created_at": annotation.created_at,
    }
    if annotation.argument:
        data["argument"] = annotation.argument
    if annotation.key is not None:
        key = annotation.key
        data["key"] = {
            "core": _passages_out(key.core),
            "counterpart_core": _passages_out(key.counterpart_core),
            "allowance": _passages_out(key.allowance),
            "counterpart_allowance": _passages_out(key.counterpart_allowance),
            "difficulty": key.difficulty,
        }
        if key.alternatives:
            data["key"]["alternatives"] = alternatives_to_list(key.alternatives)
    return data


def annotation_from_dict(data: dict[str, Any]) -> Annotation:
    """The annotation that was written with :func:`annotation_to_dict`."""
    key = data.get("key")
    return Annotation(
        id=data["id"],
        category=data["category"],
        passages=_passages_in(data["passages"]),
        counterpart=_passages_in(data["counterpart"]),
        subtype=data["subtype"],
        note=data["note"],
        confidence=data["confidence"],
        created_at=data["created_at"],
        key=None
        if key is None
        else KeyDetails(
            core=_passages_in(key["core"]),
            counterpart_core=_passages_in(key["counterpart_core"]),
            allowance=_passages_in(key["allowance"]),
            counterpart_allowance=_passages_in(key["counterpart_allowance"]),
            difficulty=key["difficulty"],
            alternatives=alternatives_from_list(key.get("alternatives", ())),
        ),
        argument=data.get("argument", ""),
    )


def alternatives_to_list(alternatives: Iterable[Alternative]) -> list[list[Any]]:
    """JSON values from which :func:`alternatives_from_list` makes equal alternatives."""
    return [
        [a.category, _passages_out(a.passages), _passages_out(a.counterpart)] for a in alternatives
    ]


def alternatives_from_list(rows: Iterable[list[Any]]) -> tuple[Alternative, ...]:
    """The alternatives that were written with :func:`alternatives_to_list`."""
    return tuple(
        Alternative(category, _passages_in(passages), _passages_in(counterpart))
        for category, passages, counterpart in rows
    )


def _passages_out(passages: tuple[Passage, ...]) -> list[list[Any]]:
    """Without a source the rows are as short as those that earlier versions wrote and read."""
    return [
        [
            p.span.start if p.span else None,
            p.span.end if p.span else None,
            p.quote,
            p.prefix,
            p.suffix,
            *([p.source] if p.source else []),
        ]
        for p in passages
    ]


def _passages_in(rows: list[list[Any]]) -> tuple[Passage, ...]:
    return tuple(
        Passage(quote, prefix, suffix, None if start is None else Span(start, end), *source)
        for start, end, quote, prefix, suffix, *source in rows
    )
