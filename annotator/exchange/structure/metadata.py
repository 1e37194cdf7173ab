"""Headline, date line and by-line at the head of an article."""

from __future__ import annotations

import re
from dataclasses import dataclass

from annotator.domain.article import Block, BlockKind, MetadataRole
from annotator.exchange.structure.dates import find_date
from annotator.exchange.structure.lines import ends_abbreviated

LONGEST = 160
"""Code points beyond which a line is body text whatever it begins with, headlines excepted."""

_LABELLED_HEADLINE = re.compile(r"(?:headline|title)\s?:\s{0,8}(?=\S)", re.IGNORECASE)
_DATE_LABEL = re.compile(
    r"(?:(?:date|dateline|published|posted|updated|last\supdated|last\smodified|first\spublished"
    r"|issued|released)(?:\s(?:on|at|date))?\s?:?)\s",
    re.IGNORECASE,
)
# What may stand beside a date on its line: weekday, time, zone, length of reading.
_BESIDE_DATE = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun"
    r"|\d{1,2}[:.]\d{2}(?:[:.]\d{2})?|\d{1,2}\s?(?=[ap]\.?m\b)|[ap]\.?m\b\.?|at|on|of"
    r"|utc|gmt|[ecmp][sd]?t|bst|cest|cet"
    r"|published|posted|updated|date|last|modified|first|issued|released|edition"
    r"|\d{1,3}[\s-]min(?:utes?)?(?:\sread)?|read)\b|[\s,.;:|()/·•–—+-]|\d{1,2}(?=h\d\d)|h\d\d",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?:by|byline|author|authors|written\sby|reported\sby)\s?:?\s{1,3}", re.IGNORECASE
)
_NAME_PARTICLES = frozenset(
    (
        *("and", "for", "of", "the", "in", "at", "with"),
        *("de", "del", "della", "da", "di", "du", "la", "le", "el", "y", "e"),
        *("van", "von", "der", "den", "bin", "ibn", "al"),
    )
)
_EMPHASIS = "*_"


@dataclass(frozen=True, slots=True)
class Head:
    """Metadata blocks of one line, and the date (ISO 8601, or empty) that it states."""

    blocks: tuple[Block, ...]
    date: str = ""


def recognise_line(text: str, offset: int) -> Head | None:
    """What a line at the head of an article tells about it, or None where it is something else.

    ``offset`` is where the line begins in the article. A label before a headline is mark-up;
    date lines and by-lines keep theirs.
    """
    bare = text.lstrip(_EMPHASIS).lstrip()
    offset += len(text) - len(bare)
    bare = bare.rstrip(_EMPHASIS).rstrip()
    return (
        _labelled_headline(bare, offset)
        or _date_and_headline(bare, offset)
        or _date_line(bare, offset)
        or _by_line(bare, offset)
    )


def _labelled_headline(line: str, offset: int) -> Head | None:
    match = _LABELLED_HEADLINE.match(line)
    return Head((_headline(line, offset, match.end()),)) if match else None


def _date_and_headline(line: str, offset: int) -> Head | None:
    """A line such as ``date 2026-03-04 Headline: …``."""
    # A date and its label are short, so the label of the headline must come soon.
    match = _LABELLED_HEADLINE.search(line[:LONGEST])
    if match is None:
        return None
    before = line[: match.start()].rstrip(" \t,;|–—-")
    head = _date_line(before, offset) if before else None
    if head is None:
        return None
    return Head((*head.blocks, _headline(line, offset, match.end())), head.date)


def _headline(line: str, offset: int, start: int) -> Block:
    return Block(BlockKind.METADATA, offset + start, offset + len(line), role=MetadataRole.HEADLINE)


def _date_line(line: str, offset: int) -> Head | None:
    if len(line) > LONGEST:
        return None
    date = find_date(line)
    if date is None:
        return None
    beside = _DATE_LABEL.sub(" ", line[: date.start], count=1) + " " + line[date.end :]
    if _BESIDE_DATE.sub("", beside).strip():
        return None
    return Head((_block(MetadataRole.DATE_LINE, line, offset),), date.iso)


def _by_line(line: str, offset: int) -> Head | None:
    match = _BY.match(line) if len(line) <= LONGEST else None
    if match is None:
        return None
    date = find_date(line)
    names = line[match.end() : date.start if date else None].strip(" \t,;|–—-·•")
    words = re.findall(r"[^\W\d_][\w'’.-]*", names)
    if not words or len(words) > 12 or (names.endswith(".") and not ends_abbreviated(names)):
        return None
    if words[0][0].islower() or not all(
        word[0].isupper() or word.lower() in _NAME_PARTICLES or not word[0].islower()
        for word in words
    ):
        return None
    if date is not None and _BESIDE_DATE.sub("", line[date.end :]).strip():
        return None
    return Head((_block(MetadataRole.BY_LINE, line, offset),), date.iso if date else "")


def _block(role: MetadataRole, line: str, offset: int) -> Block:
    return Block(BlockKind.METADATA, offset, offset + len(line), role=role)
