"""The type of the margin cards: fonts, and what texts measure in them."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics

from annotator.domain.word_units import has_unspaced, units

SHORT_LINES = 3
_REMEMBERED = 5000


class CardType:
    """Measures texts in one font and width (pixels), and remembers what it found.

    Breaking a text into lines takes a hundred times as long as looking it up, and the same cards
    are laid out anew with every step of the scroll bar.
    """

    def __init__(self, font: QFont, width: int) -> None:
        self.font = QFont(font)
        self.width = width
        self.metrics = QFontMetrics(self.font)
        self.bold = QFont(font)
        self.bold.setWeight(QFont.Weight.DemiBold)
        self.bold_metrics = QFontMetrics(self.bold)
        self._heights: dict[str, int] = {}
        self._fitting: dict[tuple[str, int], str] = {}

    def height(self, text: str, *, short: bool) -> int:
        """Pixels that a text takes, broken into lines; no more than three of them if ``short``."""
        height = self._heights.get(text)
        if height is None:
            _make_room(self._heights)
            height = self._heights[text] = self._measured(text)
        return min(height, SHORT_LINES * self.metrics.lineSpacing()) if short else height

    def fitting(self, text: str, height: int) -> str:
        """As much of a text as fits a height, cut at a word with an ellipsis."""
        found = self._fitting.get((text, height))
        if found is None:
            _make_room(self._fitting)
            found = self._fitting[text, height] = self._cut(text, height)
        return found

    def _measured(self, text: str) -> int:
        wide = QRect(0, 0, self.width, 10_000)
        return self.metrics.boundingRect(wide, Qt.TextFlag.TextWordWrap.value, text).height()

    def _cut(self, text: str, height: int) -> str:
        if self._measured(text) <= height:
            return text
        stops = _stops(text)
        low, high = 0, len(stops) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self._measured(text[: stops[middle]] + " …") <= height:
                low = middle
            else:
                high = middle - 1
        return text[: stops[low]] + " …"


def runs_backwards(text: str) -> bool:
    """Whether a text is written from right to left: whether its first letter is."""
    if text.isascii():
        return False
    directions = map(unicodedata.bidirectional, text)
    return next((d != "L" for d in directions if d in ("L", "R", "AL")), False)


def _stops(text: str) -> list[int]:
    """Where a text may be cut: before a space, and between units where there are no spaces."""
    if has_unspaced(text):
        return [0, *(end for _, end in units(text))]
    return [0, *(n for n, char in enumerate(text) if char == " "), len(text)]


def _make_room(memory: dict) -> None:
    if len(memory) >= _REMEMBERED:
        memory.clear()
