"""What of a text there is room for in a row of the list of articles."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout

from annotator.desktop.home.article_model import BETWEEN
from annotator.domain.offsets import Utf16Index
from annotator.domain.span import Span

AHEAD = 24
"""Code points of a snippet that stay ahead of what was found, where it is cut for want of room."""

_LEAST = 60
"""Pixels that must be left of the last fact for its beginning to say anything."""


def title_lines(title: str, font: QFont, width: int) -> list[Span]:
    """Where the lines of a title begin and end (code points), two at most; ``width`` in pixels.

    The second one may be longer than there is room: it is cut when it is drawn.
    """
    if not title:
        return []
    whole = Span(0, len(title))
    if QFontMetrics(font).horizontalAdvance(title) <= width:
        return [whole]
    layout = QTextLayout(title, font)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(width)
    layout.endLayout()
    end = Utf16Index(title).from_utf16(line.textLength())
    return [whole] if not 0 < end < len(title) else [Span(0, end), Span(end, len(title))]


def fitting(facts: Sequence[str], metrics: QFontMetrics, width: int) -> str:
    """As many facts as there is room for (pixels), from the first; the last one may be cut."""
    for number in range(len(facts), 0, -1):
        text = BETWEEN.join(facts[:number])
        if metrics.horizontalAdvance(text) <= width:
            break
        before = BETWEEN.join(facts[: number - 1])
        room = width - metrics.horizontalAdvance(before + BETWEEN)
        if number == 1 or (number == len(facts) and room >= _LEAST):
            return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
    else:
        return ""
    return text


def trimmed(
    text: str, found: Sequence[Span], font: QFont, width: int
) -> tuple[str, tuple[Span, ...]]:
    """A snippet whose first found words are in sight; words ahead of them go where they must."""
    if not found or QFontMetrics(font).horizontalAdvance(text) <= width:
        return text, tuple(found)
    start = found[0].start
    if start <= AHEAD:
        return text, tuple(found)
    cut = text.rfind(" ", 0, start - AHEAD // 2) + 1
    shift = 1 - cut
    return "…" + text[cut:], tuple(Span(s.start + shift, s.end + shift) for s in found)
