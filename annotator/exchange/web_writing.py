"""Annotation sets as Web Annotation JSON-LD."""

from __future__ import annotations

import itertools
import json
import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from annotator.domain.annotation import (
    Alternative,
    Annotation,
    AnnotationSet,
    KeyDetails,
    Passage,
)
from annotator.domain.article import Article
from annotator.domain.codebook import Codebook
from annotator.exchange import web_terms as terms
from annotator.exchange.placing import is_uuid

_DEEPEST = 200
"""Pages that are embedded one in the other; more would go beyond what JSON parsers nest."""


def write(article: Article, sets: Sequence[AnnotationSet], codebook: Codebook) -> bytes:  # noqa: ARG001 (ids of categories are written as they are)
    """One set as an AnnotationPage, several (or none) as an AnnotationCollection; UTF-8."""
    pages = [_page(article, each) for each in sets]
    content = pages[0] if len(pages) == 1 else _collection(article, pages)
    content = {"@context": terms.CONTEXT, **content}
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _collection(article: Article, pages: list[dict[str, Any]]) -> dict[str, Any]:
    name = "/".join([article.sha256, *(page["id"] for page in pages)])
    collection_id = terms.UUID + str(uuid.uuid5(uuid.NAMESPACE_OID, name))
    content: dict[str, Any] = {
        "id": collection_id,
        "type": "AnnotationCollection",
        "label": article.title,
        "total": sum(len(page["items"]) for page in pages),
    }
    index = 0
    for page in pages:
        page["partOf"] = collection_id
        page["startIndex"] = index
        index += len(page["items"])
    if not pages:
        return content
    for page, following in itertools.pairwise(pages):
        page["next"] = following["id"]
    for page, following in reversed(list(itertools.pairwise(pages[:_DEEPEST]))):
        page["next"] = following
    content["first"] = pages[0]
    content["last"] = pages[-1]["id"]
    if len(pages) > _DEEPEST:
        content[terms.INCLUDED] = pages[_DEEPEST:]
    return content


def _page(article: Article, annotation_set: AnnotationSet) -> dict[str, Any]:
    info = annotation_set.info
    page: dict[str, Any] = {
        "id": _iri(info.id),
        "type": "AnnotationPage",
        "label": info.name,
    }
    if info.annotator:
        page["creator"] = {"type": "Person", "name": info.annotator}
    optional = {
        "created": info.created_at,
        terms.SET: info.id,
        terms.ROLE: info.role.value,
        terms.STATUS: info.status.value,
        terms.SUBMITTED: info.submitted_at,
        terms.CODEBOOK: info.codebook_id,
        terms.CODEBOOK_VERSION: info.codebook_version,
        terms.ARTICLE: terms.REVISION + info.article_sha256,
    }
    page.update({name: value for name, value in optional.items() if value})
    source = terms.REVISION + article.sha256
    page["items"] = [_annotation(a, source) for a in annotation_set.annotations]
    return page


def _annotation(annotation: Annotation, source: str) -> dict[str, Any]:
    bodies = [{"type": "TextualBody", "purpose": "tagging", "value": annotation.category}]
    said = {"commenting": annotation.note, terms.REPLYING: annotation.argument}
    bodies += [
        {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": text}
        for purpose, text in said.items()
        if text
    ]
    targets = _both_ends(annotation, source)
    content: dict[str, Any] = {
        "id": _iri(annotation.id),
        "type": "Annotation",
        "motivation": "tagging",
    }
    if annotation.created_at:
        content["created"] = annotation.created_at
    content["body"] = bodies
    content["target"] = targets[0] if len(targets) == 1 else targets
    if not is_uuid(annotation.id):
        content[terms.ID] = annotation.id
    if annotation.subtype is not None:
        content[terms.SUBTYPE] = annotation.subtype
    if annotation.confidence is not None:
        content[terms.CONFIDENCE] = annotation.confidence
    if annotation.key is not None:
        content[terms.KEY] = _key(annotation.key, source)
    return content


def _key(key: KeyDetails, source: str) -> dict[str, Any]:
    parts = {
        terms.CORE: key.core,
        terms.COUNTERPART_CORE: key.counterpart_core,
        terms.ALLOWANCE: key.allowance,
        terms.COUNTERPART_ALLOWANCE: key.counterpart_allowance,
    }
    content: dict[str, Any] = {
        name: _targets(passages, source) for name, passages in parts.items() if passages
    }
    if key.difficulty is not None:
        content[terms.DIFFICULTY] = key.difficulty
    if key.alternatives:
        content[terms.ALTERNATIVES] = [_alternative(a, source) for a in key.alternatives]
    return content


def _alternative(alternative: Alternative, source: str) -> dict[str, Any]:
    content: dict[str, Any] = {}
    if alternative.category:
        content[terms.CATEGORY] = alternative.category
    if alternative.passages:
        content["target"] = _both_ends(alternative, source)
    return content


def _both_ends(marked: Annotation | Alternative, source: str) -> list[dict[str, Any]]:
    return [
        *_targets(marked.passages, source, terms.PASSAGE),
        *_targets(marked.counterpart, source, terms.COUNTERPART),
    ]


def _targets(
    passages: Iterable[Passage], source: str, part: str | None = None
) -> list[dict[str, Any]]:
    targets = []
    for passage in passages:
        target: dict[str, Any] = {
            "type": "SpecificResource",
            "source": terms.REVISION + passage.source if passage.source else source,
            "selector": _selectors(passage),
        }
        if part is not None:
            target[terms.PART] = part
        targets.append(target)
    return targets


def _selectors(passage: Passage) -> list[dict[str, Any]]:
    quote: dict[str, Any] = {
        "type": "TextQuoteSelector",
        "exact": passage.quote,
        "prefix": passage.prefix,
        "suffix": passage.suffix,
    }
    if passage.span is None:
        return [quote]
    position = {
        "type": "TextPositionSelector",
        "start": passage.span.start,
        "end": passage.span.end,
    }
    return [position, quote]


def _iri(own_id: str) -> str:
    """The id as an IRI: a UUID's own, or one made of an id that is no UUID."""
    own = own_id if is_uuid(own_id) else str(uuid.uuid5(uuid.NAMESPACE_OID, own_id))
    return terms.UUID + own
