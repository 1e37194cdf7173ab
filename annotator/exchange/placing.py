"""From what a file says about a passage to the passage in an article."""

from __future__ import annotations

import math
import re
import uuid

from annotator.domain.anchoring import anchor
from annotator.domain.annotation import Passage
from annotator.domain.codebook import SOUND, Codebook
from annotator.domain.errors import ExchangeError
from annotator.domain.span import Span

_NAMESPACE = uuid.UUID("c6f0a5b2-5d0e-4f0c-8e0e-2f3b7d1a9c44")

_REVISION = re.compile(r"(?:urn:sha256:)?([0-9a-fA-F]{64})")
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def place(
    text: str, offsets: tuple[int | None, int | None], quote: str | None, prefix: str, suffix: str
) -> Passage:
    """The passage at the offsets (start and end in code points) if the quote stands there.

    Otherwise it is looked for by quote and context. Without a quote the position is believed if it
    is in the text. What cannot be placed comes back unplaced, with what is known of it.
    """
    start, end = offsets
    span = Span(start, end) if start is not None and end is not None and 0 <= start < end else None
    if quote:
        return anchor(text, Passage(quote, prefix, suffix, span))
    if span is not None and span.end <= len(text):
        return Passage.cut(text, span)
    return Passage("", prefix, suffix, None)


def place_elsewhere(
    source: str,
    offsets: tuple[int | None, int | None],
    quote: str | None,
    prefix: str,
    suffix: str,
) -> Passage:
    """The passage that a file gives in another article revision, whose text is not at hand.

    The offsets (start and end in code points) are believed; ``source`` is the revision's SHA-256.
    """
    start, end = offsets
    span = Span(start, end) if start is not None and end is not None and 0 <= start < end else None
    return Passage(quote or "", prefix, suffix, span, source)


def revision_named(value: object) -> str:
    """The SHA-256 (64 hexadecimal digits) of the article revision that a value names, or empty.

    It may stand by itself or as an IRI, ``urn:sha256:…``; anything else names no revision.
    """
    found = _REVISION.fullmatch(value.strip()) if isinstance(value, str) else None
    return found[1].lower() if found else ""


def own_id(given: str | None) -> str:
    """An annotation's id: a UUID as given, made from another given id, or a fresh one."""
    if not given:
        return str(uuid.uuid4())
    bare = given.removeprefix("urn:uuid:")
    return bare if is_uuid(bare) else str(uuid.uuid5(_NAMESPACE, given))


def is_uuid(text: str) -> bool:
    """Whether the text is a UUID in its usual form, with hyphens."""
    return _UUID.fullmatch(text) is not None


def known_category(label: str, codebook: Codebook, where: str) -> str:
    """The id of the category that ``label`` means.

    Raises ``ExchangeError`` that names the label and the known ones.
    """
    category = codebook.recognise(label)
    if category is None:
        raise ExchangeError(
            "{where}: there is no category “{label}”. Use one of: {known}. "
            "If the file was made with another codebook, add that first.",
            where=where,
            label=label[:80],
            known=categories_named(codebook),
        )
    return category


def categories_named(codebook: Codebook) -> str:
    """The ids of the categories that a file may use, for messages."""
    return ", ".join([*(category.id for category in codebook.categories), SOUND])


def known_subtype(label: str, category: str, codebook: Codebook) -> str | None:
    """The id of the category's subtype that ``label`` means, or None."""
    wanted = _folded(label)
    found = codebook.find(category)
    for subtype in found.subtypes if found else ():
        if wanted in (_folded(subtype.id), _folded(subtype.name)):
            return subtype.id
    return None


def offset_from(value: object, where: str) -> int | None:
    """A character offset that a file gives as a number or as digits; None where there is none.

    Raises ``ExchangeError`` for anything else.
    """
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        number = math.nan
    elif isinstance(value, int):
        return value
    else:
        try:
            number = float(str(value))
        except ValueError:
            number = math.nan
    if math.isnan(number) or math.isinf(number) or number != int(number):
        raise ExchangeError(
            "{where}: “{value}” is not an offset. Offsets are whole numbers of characters.",
            where=where,
            value=str(value)[:40],
        )
    return int(number)


def confidence_from(value: object, where: str) -> float | None:
    """A confidence between 0 and 1, or None where none is given.

    Raises ``ExchangeError`` for anything else.
    """
    if value is None or value == "":
        return None
    try:
        number = math.nan if isinstance(value, bool) else float(str(value))
    except ValueError:
        number = math.nan
    if not 0.0 <= number <= 1.0:
        raise ExchangeError(
            "{where}: “{value}” is not a confidence. Give a number from 0 to 1.",
            where=where,
            value=str(value)[:40],
        )
    return number


def difficulty_from(value: object, where: str) -> int | None:
    """A difficulty of 1 to 3, or None where none is given.

    Raises ``ExchangeError`` for anything else.
    """
    if value is None or value == "":
        return None
    text = str(value)
    if text not in ("1", "2", "3"):
        raise ExchangeError(
            "{where}: “{value}” is not a difficulty. Give 1 (easy), 2 or 3 (hard).",
            where=where,
            value=text[:40],
        )
    return int(text)


def storable(text: str) -> str:
    """The text with U+FFFD for lone surrogates, which tools that count in UTF-16 leave behind."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _folded(label: str) -> str:
    return label.strip().casefold().replace("_", "-").replace(" ", "-")
