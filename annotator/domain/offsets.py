"""The one place where code point offsets and UTF-16 offsets are converted into each other."""

from __future__ import annotations

import re
from bisect import bisect_left

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Utf16Index:
    """Converts offsets of one text between code points (ours) and UTF-16 code units (Qt's).

    Only the characters beyond U+FFFF, which take two units, are remembered, so a lookup costs
    the logarithm of their number.
    """

    def __init__(self, text: str) -> None:
        self.code_points = len(text)
        self._astral = [] if text.isascii() else [m.start() for m in _ASTRAL.finditer(text)]
        self._astral_units = [position + i for i, position in enumerate(self._astral)]
        self.units = self.code_points + len(self._astral)

    def to_utf16(self, offset: int) -> int:
        """UTF-16 units before the code point ``offset`` (0 to the length of the text).

        Raises ``IndexError`` outside the text.
        """
        if not 0 <= offset <= self.code_points:
            raise IndexError(f"code point offset {offset} is outside 0..{self.code_points}")
        return offset + bisect_left(self._astral, offset)

    def from_utf16(self, units: int) -> int:
        """Code points before the unit ``units``; inside a surrogate pair, those before the pair.

        Raises ``IndexError`` outside the text.
        """
        if not 0 <= units <= self.units:
            raise IndexError(f"UTF-16 offset {units} is outside 0..{self.units}")
        return units - bisect_left(self._astral_units, units)
