"""The lines of a text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

TAB = 4
"""Columns that a tab counts for where depths of indentation are compared."""

_TERMINAL = re.compile("[.!?…。！？][\"'”’»)\\]]*$")
_ABBREVIATED = re.compile(r"(?:\b[A-Z]\.){2,}$|\b(?:Inc|Jr|Sr|Ltd|Co|Corp)\.$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line without the white space at its ends; offsets are in code points of the text.

    ``indent`` is the width of the white space before it, in columns, and ``tabs`` the number of
    tabs in that.
    """

    text: str
    start: int
    indent: int
    tabs: int = 0

    @property
    def end(self) -> int:
        """Offset after the last character that is not white space."""
        return self.start + len(self.text)

    @property
    def blank(self) -> bool:
        """Whether there is nothing but white space on the line."""
        return not self.text

    @property
    def ends_sentence(self) -> bool:
        """Whether a full stop, or another mark that ends a sentence, stands at the end."""
        return ends_sentence(self.text)

    @property
    def starts_lower(self) -> bool:
        """Whether the line begins with a small letter."""
        return self.text[:1].islower()


def lines_of(text: str) -> list[Line]:
    """All lines of the text, one for each ``\\n`` and one more."""
    lines: list[Line] = []
    offset = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        lead = len(raw) - len(raw.lstrip()) if stripped else 0
        tabs = raw.count("\t", 0, lead)
        lines.append(Line(stripped, offset + lead, lead + tabs * (TAB - 1), tabs))
        offset += len(raw) + 1
    return lines


def ends_sentence(text: str) -> bool:
    """Whether the text ends as a sentence does. White space at its end is not expected."""
    return _TERMINAL.search(text[-8:]) is not None


def ends_abbreviated(text: str) -> bool:
    """Whether the full stop at the end may be that of an abbreviation, as in “the U.S.”."""
    return _ABBREVIATED.search(text[-16:]) is not None


def is_rule(text: str) -> bool:
    """Whether the line is a drawn one, such as ``---`` or ``* * *``."""
    bare = text.replace(" ", "")
    return len(bare) >= 3 and bare[0] in "-*_=~" and not bare.strip(bare[0])


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How the lines of a text are made: broken at ``width`` characters, or one a paragraph (0)."""

    width: int

    def filled(self, line: Line, following: Line, share: float = 0.85) -> bool:
        """Whether the next word had no room on the line, so that it goes on in the next."""
        word = following.text[:20].split(" ", 1)[0]
        return len(line.text) + 1 + len(word) > self.width * share


WIDEST = 110
NARROWEST = 40


def wrapping_of(groups: Sequence[Sequence[Line]]) -> Wrapping:
    """Find out how a text's lines are broken, from its runs of plain lines.

    Broken lines are of about the same length, up to some 100 characters; a line often begins
    with a small letter and seldom ends with a full stop. Where each line is a paragraph, none of
    this holds.
    """
    pairs = [(a, b) for group in groups for a, b in itertools.pairwise(group)]
    if not pairs:
        return Wrapping(0)
    lengths = sorted(len(line.text) for group in groups if len(group) > 1 for line in group)
    # Not the longest: an address that cannot be broken may stick out.
    width = lengths[min(len(lengths) - 1, int(len(lengths) * 0.98))]
    if not NARROWEST <= width <= WIDEST:
        return Wrapping(0)
    guess = Wrapping(width)
    filled = sum(guess.filled(a, b) for a, b in pairs) / len(pairs)
    small = sum(b.starts_lower for _, b in pairs) / len(pairs)
    going_on = sum(not a.ends_sentence for a, _ in pairs) / len(pairs)
    # By a program that fills each line, by hand, or in a script without small letters.
    broken = (small >= 0.25 and filled >= 0.3) or small >= 0.5
    return guess if broken or (filled >= 0.7 and going_on >= 0.5) else Wrapping(0)
