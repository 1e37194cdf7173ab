"""Calendar dates as they are written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
_YEAR = r"(?P<year>\d{4})(?!\d)"  # the next word may stand close by in what was copied
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE | re.ASCII)
    for pattern in (
        r"\b(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:T\d\d:\d\d[\d:.]*(?:Z|[+-]\d\d:?\d\d)?|\b)",
        r"\b(?P<year>\d{4})[/.](?P<month>\d{1,2})[/.](?P<day>\d{1,2})\b",
        rf"\b{_MONTH}\s{{1,3}}{_DAY},?\s{{1,3}}{_YEAR}",
        rf"\b{_DAY}\.?\s{{1,3}}(?:of\s)?{_MONTH},?\s{{1,3}}{_YEAR}",
        r"\b(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})\b",
    )
)
_SLASHES = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b", re.ASCII)
_PARTIAL = tuple(
    re.compile(pattern, re.IGNORECASE | re.ASCII)
    for pattern in (
        r"\b(?P<day>\d{1,2})[/.](?P<number>\d{1,2})[/.]\d{2}\b",
        rf"\b{_DAY}\.?\s{{1,3}}(?:of\s)?{_MONTH}",
        rf"\b{_MONTH}\s{{1,3}}{_DAY}",
        rf"\b{_MONTH},?\s{{1,3}}{_YEAR}",
    )
)
_MOST_DAYS, _MOST_MONTHS = 31, 12


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date at ``start`` to ``end`` (code points) of a line.

    ``iso`` is empty where the order of day and month cannot be told, as in 3/4/2026.
    """

    iso: str
    start: int
    end: int


def find_date(line: str) -> FoundDate | None:
    """The first full date in a line, in whichever of the usual ways it is written, or None.

    What looks like a date but is not in the calendar is none.
    """
    found: list[FoundDate] = []
    for pattern in _PATTERNS:
        match = pattern.search(line)
        if match is not None:
            iso = _iso(match["year"], match["month"], match["day"])
            if iso:
                found.append(FoundDate(iso, match.start(), match.end()))
    match = _SLASHES.search(line)
    if match is not None:
        first, second, year = match.groups()
        readings = {_iso(year, first, second), _iso(year, second, first)} - {""}
        if readings:
            iso = readings.pop() if len(readings) == 1 else ""
            found.append(FoundDate(iso, match.start(), match.end()))
    return min(found, key=lambda d: d.start, default=None)


def find_partial_date(line: str) -> FoundDate | None:
    """The first date without its year or its day, as newspapers print it: “March 12”, “May 2024”.

    So is one whose year has two digits. ``iso`` is empty: which day it is cannot be told.
    """
    found: list[FoundDate] = []
    for pattern in _PARTIAL:
        match = pattern.search(line)
        if match is None:
            continue
        groups = match.groupdict()
        numbers = [int(groups[name]) for name in ("day", "number") if groups.get(name)]
        # Of two numbers either may be the month.
        has_month = len(numbers) < 2 or min(numbers) <= _MOST_MONTHS
        if has_month and all(1 <= number <= _MOST_DAYS for number in numbers):
            found.append(FoundDate("", match.start(), match.end()))
    return min(found, key=lambda d: d.start, default=None)


def _iso(year: str, month: str, day: str) -> str:
    number = _MONTHS.get(month.lower())
    try:
        return date(int(year), number or int(month), int(day)).isoformat()
    except ValueError:
        return ""
