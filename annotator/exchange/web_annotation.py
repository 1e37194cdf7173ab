"""W3C Web Annotation (https://www.w3.org/TR/annotation-model/) as JSON-LD, both ways.

One set is an ``AnnotationPage``; several are an ``AnnotationCollection`` whose pages are embedded,
one after the other. A category is a tagging body and a note a commenting one. Each passage is a
target with a ``TextPositionSelector`` (code points, as the standard has it) and a
``TextQuoteSelector``; an inconsistency's two ends are two targets, of which the second is marked as
the counterpart by a term of our own (see :mod:`annotator.exchange.web_terms`). What is written is
read back equal.
"""

from __future__ import annotations

import json
from typing import Any

from annotator.exchange.web_reading import read
from annotator.exchange.web_writing import write

__all__ = ["read", "recognises", "write"]

_TYPES = ("Annotation", "AnnotationPage", "AnnotationCollection")


def recognises(data: bytes, file_name: str) -> bool:  # noqa: ARG001 (the content tells)
    """Whether the bytes are JSON that speaks of annotations, or JSON that is broken.

    Broken JSON is taken so that reading can say where it is broken.
    """
    start = data.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00")[:1]
    if start not in (b"{", b"["):
        return False
    try:
        content = json.loads(data)
    except (ValueError, RecursionError):
        return True
    return _speaks_of_annotations(content)


def _speaks_of_annotations(content: Any) -> bool:
    if isinstance(content, list):
        return not content or any(_speaks_of_annotations(entry) for entry in content[:5])
    if not isinstance(content, dict):
        return False
    types = content.get("type", content.get("@type"))
    named = {str(t).rsplit(":", 1)[-1] for t in (types if isinstance(types, list) else [types])}
    return bool(named.intersection(_TYPES)) or bool(
        {"target", "items", "@graph"}.intersection(content)
    )
