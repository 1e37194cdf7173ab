"""Lines that tell who wrote an article."""

from __future__ import annotations

import re
from dataclasses import dataclass

from annotator.exchange.structure.date_lines import says_more_than_when, without_label
from annotator.exchange.structure.dates import find_date
from annotator.exchange.structure.lines import ends_abbreviated
from annotator.exchange.structure.places import BREAKS, is_name, is_place

_BY = re.compile(
    r"(?:(?:written|reported|reporting|story|text|words|report|article|edited)\sby"
    r"|by|byline|author|authors|text:|words:|reporting:)\s?:?\s{1,3}",
    re.IGNORECASE,
)
# “by” after a date, as in “Posted on 3 May 2023 by …”.
_LATER_BY = re.compile(r"[\s,|·•–—-]{0,4}\bby\s{1,3}(?=\S)", re.IGNORECASE)
_LAST_LABEL = re.compile(r"[\s,|·•–—-]+\b(?:published|posted|updated)\b[\s:]*$", re.IGNORECASE)
_STAFF = re.compile(
    r"(?:by|from)\s(?:an?|our|the|one\sof\sour)\s(?:[\w-]{1,20}\s){0,3}"
    r"(?:correspondents?|reporters?|writers?|editors?|staff|newsroom|desk)$",
    re.IGNORECASE,
)
_FROM = re.compile(r"reporting\s(?:from|in)\s(?=\S)", re.IGNORECASE)
_POST = re.compile(
    r"\b(?:correspondent|reporter|columnist|editor|writer|producer|contributor)s?\b", re.IGNORECASE
)
_PARTICLES = frozenset(
    (
        *("and", "for", "of", "the", "in", "at", "with"),
        *("de", "del", "della", "da", "di", "du", "la", "le", "el", "y", "e"),
        *("van", "von", "der", "den", "bin", "ibn", "al"),
    )
)
_MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class ByLine:
    """What a by-line tells. ``iso`` is an ISO 8601 date, or empty.

    ``surely`` is false where a heading could be worded so too.
    """

    iso: str = ""
    surely: bool = True


def by_line(line: str) -> ByLine | None:
    """What a line tells as a by-line; None where it is something else."""
    if _STAFF.match(line):
        return ByLine()
    place = _FROM.match(line)
    if place is not None:
        return ByLine() if is_place(line[place.end() :]) else None
    date = find_date(line)
    iso = date.iso if date is not None else ""
    match = _BY.match(line)
    if match is not None:
        if date is not None and says_more_than_when(line[date.end :]):
            return None
        names = line[match.end() : date.start if date is not None else None]
        return ByLine(iso) if _are_names(_LAST_LABEL.sub("", names)) else None
    if date is None:
        return ByLine(surely=False) if _has_post(line) else None
    by = _LATER_BY.match(line, date.end)
    if by is None or says_more_than_when(without_label(line[: date.start])):
        return None
    return ByLine(iso) if _are_names(line[by.end() :]) else None


def _has_post(line: str) -> bool:
    """Whether a name and what that person is for the paper make up the line."""
    name, comma, post = line.partition(",")
    if comma:
        named = len(name.split()) > 1 and is_name(name)
        return named and _POST.search(post) is not None and _are_names(post)
    words = line.split()
    # Without a comma only in small letters: in a headline they would be capitals.
    last = words.pop() if words else ""
    return last.islower() and _POST.fullmatch(last) is not None and is_name(" ".join(words))


def _are_names(names: str) -> bool:
    """Whether these are names of persons, with what they are and where."""
    names = names.strip(BREAKS + "; \t")
    words = re.findall(r"[^\W\d_][\w'’.-]*", names)
    if not words or len(words) > _MOST_WORDS:
        return False
    if names.endswith(".") and not ends_abbreviated(names):
        return False
    if set(names) & set("?!:") or words[0][0].islower():
        return False
    return all(
        word[0].isupper() or word.lower() in _PARTICLES or not word[0].islower() for word in words
    )
