"""Telling the cells of a table apart in lines of text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotator.domain.snapping import trimmed
from annotator.domain.span import Span


class Separator(StrEnum):
    """What stands between two cells."""

    TAB = "tab"
    PIPE = "pipe"
    SPACES = "spaces"
    SEMICOLON = "semicolon"
    COMMA = "comma"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Columns:
    """How cells are told apart: by a separator in each line, or as lines of their own.

    With ``Separator.LINE`` every ``count`` lines are a row, one cell each, as tables often come out
    of the clipboard; with the others ``count`` is of no meaning.
    """

    separator: Separator
    count: int = 2


_MARKS = {
    Separator.TAB: re.compile("\t"),
    Separator.PIPE: re.compile(r"(?<!\\)\|"),
    # A tab is white space too: columns that were set with both are columns all the same.
    Separator.SPACES: re.compile(r"[ \u00a0]*\t[ \t\u00a0]*|[ \u00a0]{2,}"),
    Separator.SEMICOLON: re.compile(";"),
    Separator.COMMA: re.compile(","),
}
_QUOTED = frozenset((Separator.TAB, Separator.SEMICOLON, Separator.COMMA))
_QUOTE = re.compile(r'[ \u00a0]*"((?:[^"]|"")*)"[ \u00a0]*')
_DRAWN = re.compile(r"[-|:+=_ \t]*")

FEWEST_ALIKE = 0.6
"""Share of the lines that must have as many cells as each other for a separator to be guessed."""


def cells_of(text: str, lines: Sequence[Span], columns: Columns) -> list[list[Span | None]]:
    """The cells of lines, row by row, without the white space around them; None for an empty one.

    Rows need not be equally long. A cell in quotation marks may hold the separator; the marks are
    no part of it.
    """
    if columns.separator is Separator.LINE:
        width = max(1, columns.count)
        cells = [trimmed(text, line) for line in lines]
        return [cells[i : i + width] for i in range(0, len(cells), width)]
    rows = [_cells(text, line, columns.separator) for line in lines]
    return [row for row in rows if any(cell is not None for cell in row)]


def guessed_columns(text: str, lines: Sequence[Span]) -> Columns | None:
    """The separator by which most lines have the same number of cells, two or more; else None."""
    best: tuple[float, int] = (0.0, 0)
    found: Columns | None = None
    for separator in _MARKS:
        counts = Counter(len(row) for row in cells_of(text, lines, Columns(separator)))
        wide = [(count / len(lines), width) for width, count in counts.items() if width > 1]
        fit = max(wide, default=(0.0, 0))
        if fit[0] >= FEWEST_ALIKE and fit > best:
            best, found = fit, Columns(separator)
    return found


def is_drawn_line(text: str) -> bool:
    """Whether a line only draws a rule, as ``---`` or ``|---|:-:|``."""
    return "-" * 2 in text.replace(" ", "") and _DRAWN.fullmatch(text) is not None


def _cells(text: str, line: Span, separator: Separator) -> list[Span | None]:
    start, end = line.start, line.end
    if separator is Separator.PIPE:  # the pipes at both ends are the frame
        start += text.startswith("|", start)
        end -= end > start and _MARKS[separator].search(text, end - 1, end) is not None
    mark = _MARKS[separator]
    cells: list[Span | None] = []
    while True:
        quoted = _QUOTE.match(text, start, end) if separator in _QUOTED else None
        if quoted is not None and (quoted.end() == end or mark.match(text, quoted.end(), end)):
            cells.append(_trimmed(text, *quoted.span(1)))
            at = quoted.end()
        else:
            found = mark.search(text, start, end)
            at = found.start() if found else end
            cells.append(_trimmed(text, start, at))
        after = mark.match(text, at, end)
        if after is None:
            return cells
        start = after.end()


def _trimmed(text: str, start: int, end: int) -> Span | None:
    return trimmed(text, Span(start, end)) if start < end else None
