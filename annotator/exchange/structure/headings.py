"""Headings that nothing but their wording and their place makes known."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from annotator.exchange.structure.lines import ends_abbreviated, ends_sentence

LONGEST = 120
"""Code points of the longest heading."""

MOST_WORDS = 18
LONGEST_RUN = 3
"""Headings in a row beyond which they are taken for lines of verse, an address or the like."""

_SMALL_WORDS = frozenset(
    (
        *("a", "an", "the", "and", "or", "but", "nor", "for", "of", "in", "on", "to", "at", "by"),
        *("with", "from", "into", "over", "under", "amid", "as", "is", "are", "be", "was", "vs"),
        *("via", "per", "than", "that", "its", "it"),
        *("de", "la", "el", "le", "du", "des", "von", "der", "und", "y", "e"),
    )
)
_CAPTION = re.compile(
    r"(?:(?:image|photo|video)\scaption|table|figure|fig\.?|chart|graph|map|photo|photograph|image|picture|video|sources?|notes?"
    r"|credits?|caption|read\s(?:more|also)|see\salso|related)\b\s{0,2}\d{0,3}\s{0,2}[:.,–—-]",
    re.IGNORECASE,
)
_OPENING = "\"'“‘«‹([¿¡#§"


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of the text as far as headings are concerned.

    ``prose`` is the wording of a run of plain text; None stands for a list, table or quotation,
    and for a heading with mark-up if ``marked`` is set.
    """

    prose: str | None
    one_line: bool = True
    marked: bool = False


def unmarked_headings(units: Sequence[Unit], *, headline: bool) -> list[bool]:
    """For each unit whether it is a heading without mark-up.

    Written like a title, a short line is one where body text, a table or its name, or another
    heading follows, or where it ends the text; written like a sentence without its full stop, only
    where a longer paragraph follows. With ``headline``, the first unit may be the article's
    headline, for which any body text will do.
    """
    found = [False] * len(units)
    run = 0
    for i in reversed(range(len(units))):
        unit = units[i]
        following = units[i + 1] if i + 1 < len(units) else None
        heading_follows = following is not None and (found[i + 1] or following.marked)
        first = headline and i == 0
        found[i] = (
            _may_be_heading(unit)
            and (run < LONGEST_RUN or first)
            and _fits(unit.prose or "", following, heading_follows=heading_follows, first=first)
        )
        if found[i] and following is None and not any(_is_body(u) for u in units[:i]):
            found[i] = False
        run = run + 1 if found[i] else 0
    return found


def levels(headings: Sequence[bool]) -> list[int]:
    """Level of each unit that is a heading: 2, or 3 where sections have sections.

    Twice or more a heading directly under another shows two levels; then those with nothing but
    a heading under them are the upper ones.
    """
    doubled = sum(a and b for a, b in itertools.pairwise(headings))
    if doubled < 2:
        return [2] * len(headings)
    return [2 if b else 3 for b in [*headings[1:], False]]


def title_like(text: str) -> bool:
    """Whether most words begin with a capital, the small ones of a title excepted."""
    words = [w for w in re.findall(r"[^\W_][\w'’.&/-]*", text[: 2 * LONGEST]) if w]
    counted = [w for i, w in enumerate(words) if i == 0 or w.lower() not in _SMALL_WORDS]
    if not counted:
        return False
    high = sum(not w[0].islower() for w in counted)
    # One word in four may be small: the titles of some papers keep their verbs so.
    return any(w[0].isupper() for w in counted) and high >= 0.75 * len(counted)


def is_caption(text: str) -> bool:
    """Whether the line names a table or picture, or says where it is from."""
    return _CAPTION.match(text) is not None


def _may_be_heading(unit: Unit) -> bool:
    text = unit.prose
    if text is None or not unit.one_line or len(text) > LONGEST:
        return False
    first = text[0]
    if first.islower() or not (first.isalnum() or first in _OPENING):
        return False
    if len(text.split()) > MOST_WORDS or not any(char.isalpha() for char in text):
        return False
    if is_caption(text) or text[-1] in ",;…" or "|" in text or text[0] + text[-1] in ("()", "[]"):
        return False
    if ends_sentence(text) and not text.rstrip("\"'”’»)]").endswith(("?", "？")):
        return title_like(text) and ends_abbreviated(text)
    return True


def _fits(text: str, following: Unit | None, *, heading_follows: bool, first: bool) -> bool:
    titled = title_like(text) or text.endswith(("?", "？"))
    if text.endswith((":", "：")):
        # It introduces what follows, unless it is titled and a paragraph follows.
        return titled and len(text.split()) <= 6 and _is_body(following)
    if following is None:
        return titled and not first
    if heading_follows:
        return True
    if following.prose is None or is_caption(following.prose):
        return titled
    longer = len(following.prose) > len(text)
    if titled or first:
        return _is_body(following) and (longer or following.prose[-1:] in ":：")
    return _is_body(following) and len(following.prose) >= max(100, 1.5 * len(text))


def _is_body(unit: Unit | None) -> bool:
    """Whether this is a paragraph: sentences, or at least as long as some."""
    if unit is None or not unit.prose:
        return False
    return len(unit.prose) > LONGEST or unit.prose[-1] in ":：" or ends_sentence(unit.prose)
