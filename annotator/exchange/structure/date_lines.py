"""Lines that tell when, and often where, an article was written."""

from __future__ import annotations

import re
from dataclasses import dataclass

from annotator.exchange.structure.dates import FoundDate, find_date, find_partial_date
from annotator.exchange.structure.places import BREAKS, is_place

_ZONE = r"(?:utc|gmt|[ecmp][sd]?t|bst|cest|cet|eet|eest|ist|sgt|hkt|jst|msk|a[ew][sd]t)"
_LABEL = (
    r"(?:date|dateline|published|posted|updated|last\supdated|last\smodified|first\spublished"
    r"|issued|released)"
)
_DATE_LABEL = re.compile(rf"(?:{_LABEL}(?:\s(?:on|at|date))?\s?:?)\s", re.IGNORECASE)
_LABEL_ALONE = re.compile(rf"{_LABEL}\s?:?", re.IGNORECASE)
_WEEKDAY = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thur?s?|fri|sat|sun)\b\.?",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?:at\s)?(?:\d{1,2}(?:[:.]\d{2}){1,2}(?:\s?[ap]\.?m\b\.?)?|\d{1,2}\s?[ap]\.?m\b\.?"
    rf"|\d{{1,2}}h\d\d)(?:\s?{_ZONE}\b)?",
    re.IGNORECASE,
)
# What may stand beside a date on its line otherwise: what was done then, length of reading.
_BESIDE = re.compile(
    rf"\b(?:at|on|of|{_ZONE}|published|posted|updated|date|last|modified|first|issued|released"
    r"|edition|\d{1,3}[\s-]min(?:utes?)?(?:\sread)?|read)\b|[\s,.;:|()/·•–—+-]",
    re.IGNORECASE,
)
_AGENCY = re.compile(r"\s?\([^\W\d_][\w.& /-]{0,30}\)\s?")
_AGO = re.compile(
    r"(?:(?:updated|published|posted)\s)?(?:\d{1,3}|an?|one|two|three)\s"
    r"(?:min(?:ute)?|hour|hr|day|week|month|year)s?\sago",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DateLine:
    """What a date line tells. ``iso`` is an ISO 8601 date, or empty.

    ``surely`` is false where a heading could be worded so too: a place, or a name, beside a date.
    ``bare`` says that the line is nothing but a date.
    """

    iso: str = ""
    surely: bool = True
    bare: bool = False


def date_line(line: str) -> DateLine | None:
    """What a line tells as a date line; None where it is something else."""
    date = _date(line)
    if date is None:
        return DateLine() if _is_undated(line) else None
    before, after = line[: date.start], _without_dates(line[date.end :])
    if not _rest_beside_date(before, after):
        bare = not _WEEKDAY.sub("", f"{before} {after}").strip(" ,.")
        return DateLine(date.iso, bare=bare)
    if _is_beside_place(without_label(before), after):
        return DateLine(date.iso, surely=False)
    return None


def says_more_than_when(words: str) -> bool:
    """Whether there is more in these words, which stand beside a date, than belongs to it."""
    return bool(_rest_beside_date("", _without_dates(words)))


def without_label(words: str) -> str:
    """The words without “Published on” or the like."""
    return _DATE_LABEL.sub(" ", words, count=1)


def _date(words: str) -> FoundDate | None:
    return find_date(words) or find_partial_date(words)


def _without_dates(words: str) -> str:
    """The words without further dates, as that of an update."""
    while (date := _date(words)) is not None:
        words = f"{without_label(words[: date.start])} {words[date.end :]}"
    return words


def _rest_beside_date(before: str, after: str) -> str:
    rest = f"{without_label(before)} {after}"
    for known in (_WEEKDAY, _TIME, _BESIDE):
        rest = known.sub(" ", rest)
    return rest.strip()


def _is_beside_place(before: str, after: str) -> bool:
    """Whether a place or a paper stands before or behind a date, and a mark between them."""
    before, after = (_TIME.sub("", _WEEKDAY.sub("", words)).strip() for words in (before, after))
    if _BESIDE.sub("", before):
        place = _AGENCY.sub(",", before).lstrip(BREAKS + " ")
        return not _BESIDE.sub("", _AGENCY.sub("", after)) and (
            not place or (place[-1] in BREAKS and is_place(place.rstrip(BREAKS + " ")))
        )
    if not after or (after[0] not in BREAKS and not _AGENCY.match(after)):
        return False
    place = _AGENCY.sub("", after).strip(BREAKS + " ")
    return not place or is_place(place)


def _is_undated(line: str) -> bool:
    """Whether this stands for a date: “3 hours ago”, “Published” above one, “LONDON (Reuters) –”.

    The place is in capitals, and a dash is at the end; the day of the week may stand between.
    """
    if _AGO.fullmatch(line) or _LABEL_ALONE.fullmatch(line):
        return True
    if line[-1:] not in tuple("–—-"):
        return False
    place = _AGENCY.sub(" ", _WEEKDAY.sub("", line)).strip(BREAKS + " ")
    return place.isupper() and is_place(place)
