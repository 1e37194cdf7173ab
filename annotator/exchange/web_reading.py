"""Annotation sets from Web Annotation JSON-LD, ours and other tools'."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Any

from annotator.domain.annotation import (
    Alternative,
    Annotation,
    KeyDetails,
    Passage,
    Role,
    Status,
)
from annotator.domain.article import Article
from annotator.domain.codebook import Codebook
from annotator.domain.errors import ExchangeError
from annotator.exchange import web_terms as terms
from annotator.exchange.placing import (
    categories_named,
    confidence_from,
    difficulty_from,
    known_category,
    known_subtype,
    own_id,
    revision_named,
    storable,
)
from annotator.exchange.sets import SetDocument
from annotator.exchange.web_selectors import passage_of, types_of

_TAGGING = frozenset(("tagging", "classifying", "identifying"))


def read(data: bytes, file_name: str, article: Article, codebook: Codebook) -> list[SetDocument]:
    """The sets in a page, a collection, a list of annotations, or a single annotation.

    Pages that name their set are sets of their own; others are the parts of one set. Passages
    are placed in the article; what cannot be placed is kept. Several targets are several passages
    of one annotation, but for an inconsistency, whose first target is its first end and whose
    others are the counterpart; it lies in another article where a target's source is another
    revision than the set's.

    Raises ``ExchangeError`` where this is no JSON, holds no annotations, or one of them has no
    known category.
    """
    try:
        return _Reader(file_name, article, codebook).sets(_parsed(data, file_name))
    except RecursionError:
        raise ExchangeError(
            "{file} is nested too deeply to be read. Export it anew from the program it is from.",
            file=file_name,
        ) from None


def _parsed(data: bytes, file_name: str) -> Any:
    try:
        return json.loads(data)
    except json.JSONDecodeError as error:
        raise ExchangeError(
            "{file} is broken JSON at line {line}, column {column} ({reason}). "
            "Correct it there, or export it anew.",
            file=file_name,
            line=error.lineno,
            column=error.colno,
            reason=error.msg,
        ) from None
    except ValueError:
        raise ExchangeError(
            "{file} cannot be read as JSON. Save it as UTF-8, or export it anew.", file=file_name
        ) from None


class _Reader:
    def __init__(self, file_name: str, article: Article, codebook: Codebook) -> None:
        self._file = file_name
        self._article = article
        self._codebook = codebook
        self._count = 0

    def sets(self, content: Any) -> list[SetDocument]:
        pages = list(self._pages(content))
        if not pages:
            raise ExchangeError(
                "{file} holds no annotations. Choose a file with an AnnotationPage in it.",
                file=self._file,
            )
        separate = all(terms.SET in page or terms.ROLE in page for page in pages)
        if separate or len(pages) == 1:
            return [self._set(page, self._items(page)) for page in pages]
        outer = content if isinstance(content, dict) and content.get("label") else pages[0]
        return [self._set(outer, [item for page in pages for item in self._items(page)])]

    def _pages(self, content: Any) -> Iterator[dict[str, Any]]:
        if isinstance(content, list):
            inner = [e for e in content if (isinstance(e, dict) and "items" in e) or _is_outer(e)]
            if inner:
                for entry in inner:
                    yield from self._pages(entry)
            else:
                yield {"items": content}
        elif not isinstance(content, dict):
            return
        elif "@graph" in content:
            entries = content["@graph"]
            yield from self._pages(
                [e for e in entries if _is_outer(e) or _is_annotation(e)]
                if isinstance(entries, list)
                else entries
            )
        elif "AnnotationCollection" in types_of(content) or "first" in content:
            yield from self._pages_of(content)
        elif "items" in content:
            yield content
        elif _is_annotation(content):
            yield {"items": [content]}

    def _pages_of(self, collection: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """The pages of a collection in their order, each once."""
        loose = [*_listed(collection.get(terms.INCLUDED)), *_listed(collection.get("items"))]
        if any(_is_annotation(entry) for entry in loose):
            yield {**collection, "items": [e for e in loose if _is_annotation(e)]}
            return
        by_id = {e["id"]: e for e in loose if isinstance(e, dict) and "id" in e}
        seen: set[int] = set()
        page: Any = collection.get("first")
        if isinstance(page, str) and page not in by_id:
            raise ExchangeError(
                "{file} only refers to annotations that are kept elsewhere ({where}). "
                "Save that page and load it instead.",
                file=self._file,
                where=page[:200],
            )
        while page is not None:
            page = by_id.get(page) if isinstance(page, str) else page
            if not isinstance(page, dict) or id(page) in seen:
                break
            seen.add(id(page))
            yield page
            page = page.get("next")
        for entry in loose:
            if isinstance(entry, dict) and "items" in entry and id(entry) not in seen:
                yield entry

    def _items(self, page: dict[str, Any]) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = []
        for item in _listed(page.get("items")):
            if not _is_annotation(item):
                raise ExchangeError(
                    "{file}: item {number} is not an annotation with a target. "
                    "Correct it, or export the file anew.",
                    file=self._file,
                    number=len(items) + 1,
                )
            items.append(item)
        return items

    def _set(self, page: dict[str, Any], items: Iterable[dict[str, Any]]) -> SetDocument:
        items = list(items)
        annotations = []
        revision = revision_named(page.get(terms.ARTICLE))
        for item in items:
            self._count += 1
            annotations.append(
                self._annotation(item, f"{self._file}, annotation {self._count}", revision)
            )
        annotator = _name_of(page.get("creator"))
        if not annotator:
            creators = {_name_of(item.get("creator")) for item in items}
            annotator = creators.pop() if len(creators) == 1 else ""
        return SetDocument(
            name=_text(page.get("label")) or PurePath(self._file).stem,
            annotations=tuple(annotations),
            role=Role.KEY if page.get(terms.ROLE) == Role.KEY.value else Role.LEARNER,
            status=next((s for s in Status if s.value == page.get(terms.STATUS)), None),
            annotator=annotator,
            id=_text(page.get(terms.SET)),
            article_sha256=_text(page.get(terms.ARTICLE)).removeprefix(terms.REVISION),
            codebook_id=_text(page.get(terms.CODEBOOK)),
            codebook_version=_text(page.get(terms.CODEBOOK_VERSION)),
            created_at=_text(page.get("created")),
            submitted_at=_text(page.get(terms.SUBMITTED)),
        )

    def _annotation(self, item: dict[str, Any], where: str, revision: str) -> Annotation:
        """``revision`` is the SHA-256 of the one that the set was made for, if the file says."""
        tags, comments, replies = _bodies(item, self._codebook)
        category, others = self._category(tags, where)
        subtype = item.get(terms.SUBTYPE)
        if subtype is None:
            subtypes = [known_subtype(tag, category, self._codebook) for tag in others]
            subtype = next((s for s in subtypes if s is not None), None)
            others = [t for t, s in zip(others, subtypes, strict=True) if s is None]
        if others:
            # A note keeps the tags for which there is no other place.
            comments.append("Tags: " + ", ".join(others))
        own = {self._article.sha256, revision or _source(next(_listed(item.get("target")), None))}
        passages, counterpart = self._ends(item.get("target"), category, where, own)
        key = item.get(terms.KEY)
        return Annotation(
            id=_text(item.get(terms.ID)) or own_id(_text(item.get("id", item.get("@id")))),
            category=category,
            passages=passages,
            counterpart=counterpart,
            subtype=None if subtype is None else _text(subtype),
            note="\n\n".join(comments),
            confidence=confidence_from(item.get(terms.CONFIDENCE), where),
            created_at=_text(item.get("created")),
            key=self._key(key, category, where, own) if isinstance(key, dict) else None,
            argument="\n\n".join(replies),
        )

    def _category(self, tags: list[str], where: str) -> tuple[str, list[str]]:
        """The category, and the tags that name none."""
        named: list[str] = []
        others: list[str] = []
        for tag in tags:
            category = self._codebook.recognise(tag)
            if category is None:
                others.append(tag)
            elif category not in named:
                named.append(category)
        if len(named) == 1:
            return named[0], others
        if named:
            raise ExchangeError(
                "{where} has several categories: {categories}. Make one annotation for each.",
                where=where,
                categories=", ".join(named),
            )
        if others:
            return known_category(others[0], self._codebook, where), []
        raise ExchangeError(
            "{where} has no category. Give it a tagging body with one of: {known}.",
            where=where,
            known=categories_named(self._codebook),
        )

    def _ends(
        self, target: Any, category: str, where: str, own: set[str]
    ) -> tuple[tuple[Passage, ...], tuple[Passage, ...]]:
        targets = list(_listed(target))
        parts = [t.get(terms.PART) if isinstance(t, dict) else None for t in targets]
        known = self._codebook.find(category)
        if not any(parts) and known is not None and known.linked:
            parts = [terms.PASSAGE, *[terms.COUNTERPART] * (len(targets) - 1)]
        ends: tuple[list[Passage], list[Passage]] = ([], [])
        for each, part in zip(targets, parts, strict=True):
            other = part == terms.COUNTERPART
            source = _elsewhere(each, own) if other else ""
            ends[other].append(passage_of(each, self._article.text, where, source))
        if not ends[0]:
            raise ExchangeError(
                "{where} marks no passage. Give it a target with a selector.", where=where
            )
        return tuple(ends[0]), tuple(ends[1])

    def _key(self, key: dict[str, Any], category: str, where: str, own: set[str]) -> KeyDetails:
        def part(name: str) -> tuple[Passage, ...]:
            other = name in (terms.COUNTERPART_CORE, terms.COUNTERPART_ALLOWANCE)
            return tuple(
                passage_of(t, self._article.text, where, _elsewhere(t, own) if other else "")
                for t in _listed(key.get(name))
            )

        return KeyDetails(
            core=part(terms.CORE),
            counterpart_core=part(terms.COUNTERPART_CORE),
            allowance=part(terms.ALLOWANCE),
            counterpart_allowance=part(terms.COUNTERPART_ALLOWANCE),
            difficulty=difficulty_from(key.get(terms.DIFFICULTY), where),
            alternatives=tuple(
                self._alternative(each, category, where, own)
                for each in _listed(key.get(terms.ALTERNATIVES))
            ),
        )

    def _alternative(self, content: Any, category: str, where: str, own: set[str]) -> Alternative:
        label = _text(content.get(terms.CATEGORY)) if isinstance(content, dict) else ""
        target = content.get("target") if isinstance(content, dict) else None
        if not label and not target:
            raise ExchangeError(
                "{where} has an alternative without a category and a target. Give it one of them.",
                where=where,
            )
        named = known_category(label, self._codebook, where) if label else ""
        ends: tuple[tuple[Passage, ...], tuple[Passage, ...]] = ((), ())
        if target:
            ends = self._ends(target, named or category, where, own)
        return Alternative(named, *ends)


def _bodies(item: dict[str, Any], codebook: Codebook) -> tuple[list[str], list[str], list[str]]:
    """The tags of an annotation, the comments, and the replies."""
    tags: list[str] = []
    comments: list[str] = []
    replies: list[str] = []
    by_motivation = bool(_TAGGING.intersection(map(str, _listed(item.get("motivation")))))
    waiting = [*_listed(item.get("body")), *_listed(item.get("bodyValue"))][::-1]
    while waiting:
        body = waiting.pop()
        if isinstance(body, dict) and types_of(body) & {"Choice", "Composite", "List"}:
            waiting.extend(list(_listed(body.get("items")))[::-1])
            continue
        purposes = set(map(str, _listed(body.get("purpose")))) if isinstance(body, dict) else set()
        words = _words(body)
        if not words:
            continue
        label = _label(words, codebook)
        # Without a stated purpose a known label is a tag, and so is one short line of a tagging.
        short = by_motivation and len(words) <= 60 and "\n" not in words
        untold = not purposes and (short or codebook.recognise(label) is not None)
        if purposes & _TAGGING or untold:
            tags.append(label)
        elif terms.REPLYING in purposes:
            replies.append(words)
        else:
            comments.append(words)
    return tags, comments, replies


def _words(body: Any) -> str:
    """The text of a body, or the IRI that it is."""
    for _ in range(4):
        if not isinstance(body, dict):
            break
        for name in ("value", "@value", "chars", "source", "label", "id", "@id"):
            if body.get(name) is not None:
                body = body[name]
                break
        else:
            return ""
    return "" if isinstance(body, dict | list) or body is None else _text(body)


def _label(words: str, codebook: Codebook) -> str:
    """A tag's words; of an IRI the last part where it is that of a category."""
    last = words.rstrip("/").replace("#", "/").replace(":", "/").rsplit("/", 1)[-1]
    return last if codebook.recognise(last) else words


def _is_outer(value: Any) -> bool:
    return isinstance(value, dict) and bool(
        types_of(value) & {"AnnotationPage", "AnnotationCollection"}
    )


def _is_annotation(value: Any) -> bool:
    return isinstance(value, dict) and "target" in value


def _source(target: Any) -> str:
    """The SHA-256 of the revision in which a target lies, where it names one."""
    return revision_named(target.get("source")) if isinstance(target, dict) else ""


def _elsewhere(target: Any, own: set[str]) -> str:
    """The same, but empty for the revisions that are the annotation's own."""
    source = _source(target)
    return "" if source in own else source


def _name_of(creator: Any) -> str:
    for each in _listed(creator):
        if isinstance(each, dict):
            name = each.get("name") or each.get("nickname") or each.get("id") or each.get("email")
            return _text(name)
        return _text(each)
    return ""


def _text(value: Any) -> str:
    """A JSON value as text; the first entry of a list, and of an object its value."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value", value.get("value"))
    return "" if value is None else storable(str(value))


def _listed(value: Any) -> Iterator[Any]:
    if isinstance(value, list):
        yield from value
    elif value is not None:
        yield value
