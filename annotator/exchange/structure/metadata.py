"""Headline, date line and by-line at the head of an article."""

from __future__ import annotations

import re
from dataclasses import dataclass

from annotator.domain.article import Block, BlockKind, MetadataRole
from annotator.exchange.structure.dates import find_date, find_partial_date
from annotator.exchange.structure.lines import ends_abbreviated
from annotator.exchange.structure.places import is_name, is_place

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
    r"(?:(?:written|reported|reporting|story|text|words|report|article|edited)\sby"
    r"|by|byline|author|authors|text:|words:|reporting:)\s?:?\s{1,3}",
    re.IGNORECASE,
)
# “by” after a date, as in “Posted on 3 May 2023 by …”.
_LATER_BY = re.compile(r"[\s,|·•–—-]{0,4}\bby\s{1,3}(?=\S)", re.IGNORECASE)
_STAFF = re.compile(
    r"(?:by|from)\s(?:an?|our|the|one\sof\sour)\s(?:[\w-]{1,20}\s){0,3}"
    r"(?:correspondents?|reporters?|writers?|editors?|staff|newsroom|desk)$",
    re.IGNORECASE,
)
_POST = re.compile(
    r"\b(?:correspondent|reporter|columnist|editor|writer|producer|contributor)\b", re.IGNORECASE
)
_NAME_PARTICLES = frozenset(
    (
        *("and", "for", "of", "the", "in", "at", "with"),
        *("de", "del", "della", "da", "di", "du", "la", "le", "el", "y", "e"),
        *("van", "von", "der", "den", "bin", "ibn", "al"),
    )
)
_EMPHASIS = "*_"

_BREAK = ",|·•–—-"
"""What stands between a place or a paper and the date beside it."""
_AGENCY = re.compile(r"\s?\((?P<name>[^\W\d_][\w.& /-]{0,30})\)\s?")
_WEEKDAY = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thur?s?|fri|sat|sun)\b\.?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Head:
    """Metadata blocks of one line, and the date (ISO 8601, or empty) that it states."""

    blocks: tuple[Block, ...]
    date: str = ""
    surely: bool = True
    """False where a heading could be worded so too: a place, or a name, beside a date."""
    bare: bool = False
    """Whether the line is nothing but a date."""


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
        or _by_line(bare, offset)
        or _date_line(bare, offset)
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
    date = find_date(line) or find_partial_date(line)
    if date is None:
        return _undated_place(line, offset)
    before, after = line[: date.start], line[date.end :]
    unlabelled = _DATE_LABEL.sub(" ", before, count=1)
    blocks = (_block(MetadataRole.DATE_LINE, line, offset),)
    if not _BESIDE_DATE.sub("", f"{unlabelled} {after}").strip():
        bare = unlabelled == before and not _WEEKDAY.sub("", f"{before} {after}").strip(" ,.")
        return Head(blocks, date.iso, bare=bare)
    if _is_beside_place(unlabelled, after):
        return Head(blocks, date.iso, surely=False)
    return None


def _is_beside_place(before: str, after: str) -> bool:
    """Whether a place or a paper stands before or behind a date, and a mark between them."""
    before = _WEEKDAY.sub("", before).strip()
    after = _WEEKDAY.sub("", after).strip()
    if _BESIDE_DATE.sub("", _AGENCY.sub("", before)).strip():
        if _BESIDE_DATE.sub("", _AGENCY.sub("", after)).strip():
            return False
        place = _AGENCY.sub(",", before)
        return place[-1] in _BREAK and is_place(place.rstrip(_BREAK + " "))
    if not after or (after[0] not in _BREAK and not _AGENCY.match(after)):
        return False
    place = _AGENCY.sub("", after).strip(_BREAK + " ")
    return not place or is_place(place)


def _undated_place(line: str, offset: int) -> Head | None:
    """A line such as “LONDON (Reuters) –”: the place in capitals, and a dash at the end."""
    place = _AGENCY.sub(" ", line.rstrip("–—- "))
    if line[-1:] not in tuple("–—-") or not place.isupper() or not is_place(place.strip()):
        return None
    return Head((_block(MetadataRole.DATE_LINE, line, offset),))


def _by_line(line: str, offset: int) -> Head | None:
    if len(line) > LONGEST:
        return None
    date = find_date(line)
    block = _block(MetadataRole.BY_LINE, line, offset)
    if _STAFF.match(line):
        return Head((block,))
    match = _BY.match(line)
    if match is not None:
        names = line[match.end() : date.start if date else None]
        if date is not None and _BESIDE_DATE.sub("", line[date.end :]).strip():
            return None
        return Head((block,), date.iso if date else "") if _are_names(names) else None
    if date is not None:
        by = _LATER_BY.match(line, date.end)
        before = _DATE_LABEL.sub(" ", line[: date.start], count=1)
        if by is None or _BESIDE_DATE.sub("", before).strip():
            return None
        return Head((block,), date.iso) if _are_names(line[by.end() :]) else None
    name, comma, post = line.partition(",")
    if comma and _POST.search(post) and len(name.split()) > 1 and is_name(name):
        return Head((block,), surely=False) if _are_names(post) else None
    return None


def _are_names(names: str) -> bool:
    """Whether these are names of persons, with what they are and where."""
    names = names.strip(" \t,;|–—-·•")
    words = re.findall(r"[^\W\d_][\w'’.-]*", names)
    if not words or len(words) > 12 or (names.endswith(".") and not ends_abbreviated(names)):
        return False
    if set(names) & set("?!:") or words[0][0].islower():
        return False
    return all(
        word[0].isupper() or word.lower() in _NAME_PARTICLES or not word[0].islower()
        for word in words
    )


def _block(role: MetadataRole, line: str, offset: int) -> Block:
    return Block(BlockKind.METADATA, offset, offset + len(line), role=role)
