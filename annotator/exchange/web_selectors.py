"""Where a Web Annotation's target lies in an article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from annotator.domain.annotation import Passage
from annotator.domain.span import Span
from annotator.exchange.placing import offset_from, place, place_elsewhere, storable

_CHARACTERS = re.compile(r"char=(\d{1,12}),(\d{1,12})")  # RFC 5147, fragments of plain text


@dataclass(frozen=True, slots=True)
class _Found:
    """What selectors say: offsets (code points of the whole text), a quote with its context."""

    start: int | None = None
    end: int | None = None
    quote: str | None = None
    prefix: str = ""
    suffix: str = ""

    def or_else(self, other: _Found) -> _Found:
        """This, with what it does not say taken from ``other``."""
        place = other if self.start is None else self
        words = other if self.quote is None else self
        return _Found(place.start, place.end, words.quote, words.prefix, words.suffix)

    def placed(self, text: str) -> Passage:
        return place(text, (self.start, self.end), self.quote, self.prefix, self.suffix)


def passage_of(target: Any, text: str, where: str, source: str = "") -> Passage:
    """The passage that a target means; unplaced where its selectors do not lead into the text.

    The selectors of one target are alternatives for one passage: the first position and the first
    quote count, and the quote decides. ``where`` names the annotation in messages. ``source`` is
    the SHA-256 of the revision that the target lies in where that is another article's; what it
    says is then taken as it is.
    Raises ``ExchangeError`` where an offset is no number.
    """
    found = _Found()
    text = "" if source else text
    if isinstance(target, str):
        found = _fragment(target)
    elif isinstance(target, dict):
        for selector in _listed(target.get("selector")):
            found = found.or_else(_select(selector, text, where, None))
        for name in ("source", "id", "@id"):
            if isinstance(target.get(name), str):
                found = found.or_else(_fragment(target[name]))
    if source:
        offsets = (found.start, found.end)
        return place_elsewhere(source, offsets, found.quote, found.prefix, found.suffix)
    return found.placed(text)


def types_of(value: dict[str, Any]) -> set[str]:
    """The types of a JSON-LD object without prefixes and namespaces."""
    types = value.get("type", value.get("@type"))
    return {re.split("[:/#]", str(t))[-1] for t in (types if isinstance(types, list) else [types])}


def _select(selector: Any, text: str, where: str, within: Span | None) -> _Found:
    """What one selector says. ``within`` is the passage that it refines."""
    if isinstance(selector, str):
        return _fragment(selector)
    if not isinstance(selector, dict):
        return _Found()
    types = types_of(selector)
    if "Choice" in types:
        found = _Found()
        for alternative in _listed(selector.get("items")):
            found = found.or_else(_select(alternative, text, where, within))
    elif "RangeSelector" in types:
        found = _range(selector, text, where, within)
    elif "TextQuoteSelector" in types or "exact" in selector:
        found = _quote(selector, text, within)
    elif "TextPositionSelector" in types:
        found = _position(selector, where, within)
    else:
        found = _fragment(str(selector.get("value", "")))
    refined = selector.get("refinedBy")
    if refined is None or not text:  # what is refined can only be counted out in its text
        return found
    outer = found.placed(text).span
    if outer is not None:
        within = outer
    for inner in _listed(refined):
        finer = _select(inner, text, where, within)
        if finer.start is not None or finer.quote is not None:
            return finer
    return found


def _position(selector: dict[str, Any], where: str, within: Span | None) -> _Found:
    start = offset_from(selector.get("start"), where)
    end = offset_from(selector.get("end"), where)
    if start is None or end is None:
        return _Found()
    base = within.start if within else 0
    return _Found(start + base, end + base)


def _quote(selector: dict[str, Any], text: str, within: Span | None) -> _Found:
    quote, prefix, suffix = (
        storable(str(selector.get(name) or "")) for name in ("exact", "prefix", "suffix")
    )
    found = _Found(quote=quote, prefix=prefix, suffix=suffix)
    if within is not None and quote:
        at = text.find(quote, within.start, within.end)
        if at >= 0:
            found = replace(found, start=at, end=at + len(quote))
    return found


def _range(selector: dict[str, Any], text: str, where: str, within: Span | None) -> _Found:
    """From the start of one selector to the start of another, which is not part of it."""
    ends = [
        _select(selector.get(name), text, where, within).placed(text).span
        for name in ("startSelector", "endSelector")
    ]
    first, last = ends
    return _Found() if first is None or last is None else _Found(first.start, last.start)


def _fragment(value: str) -> _Found:
    match = _CHARACTERS.search(value[-200:])
    return _Found(int(match[1]), int(match[2])) if match else _Found()


def _listed(value: Any) -> Iterator[Any]:
    if isinstance(value, list):
        yield from value
    elif value is not None:
        yield value
