"""Tables drawn with pipes."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.domain.article import Block, BlockKind
from annotator.domain.span import Span
from annotator.exchange.structure.lines import Line

_SEPARATOR = frozenset("|-:+ \t")
_SEPARATOR_CELL = frozenset("-:")


def table_at(lines: Sequence[Line], first: int) -> int:
    """Index after the last line of the table that begins at line ``first``; ``first`` if none does.

    A table is a run of lines with pipes of which the second separates the header from the rest,
    or of two lines or more that begin and end with a pipe.
    """
    if "|" not in lines[first].text:
        return first
    # Looked at before the run is followed, so that no line is passed more than a few times.
    headed = first + 1 < len(lines) and is_separator(lines[first + 1].text)
    end = first
    while end < len(lines) and ("|" in lines[end].text if headed else _boxed(lines[end].text)):
        end += 1
    return end if end - first >= 2 else first


def table_block(lines: Sequence[Line]) -> Block | None:
    """The table that these lines draw: rows of equal length, without the separating line.

    None where no cell holds anything. Nothing is taken for a second separator after the first
    row but one, so that a row of dashes stays a row.
    """
    rows = [cells(line) for i, line in enumerate(lines) if not (i <= 1 and is_separator(line.text))]
    # A drawn line may also close the table, as in a grid.
    if len(lines) > 2 and is_separator(lines[-1].text) and is_separator(lines[1].text):
        rows.pop()
    width = max((len(row) for row in rows), default=0)
    padded = tuple(tuple(row + [None] * (width - len(row))) for row in rows)
    filled = [cell for row in padded for cell in row if cell is not None]
    if not filled:
        return None
    return Block(BlockKind.TABLE, filled[0].start, filled[-1].end, rows=padded)


def is_separator(text: str) -> bool:
    """Whether the line separates a table's header from its rows, as ``|---|:-:|`` does."""
    if "-" not in text or not _SEPARATOR.issuperset(text) or not ("|" in text or "+" in text):
        return False
    inner = text.strip("|+ \t").replace("+", "|")
    return all(
        part.strip() and _SEPARATOR_CELL.issuperset(part.strip()) and "-" in part
        for part in inner.split("|")
    )


def cells(line: Line) -> list[Span | None]:
    """The cells of one row without the white space around them; None for an empty cell.

    A pipe after a backslash belongs to the cell, and so does the backslash.
    """
    found: list[Span | None] = []
    text = line.text
    start = 1 if text.startswith("|") else 0
    while start <= len(text):
        pipe = _next_pipe(text, start)
        if pipe == len(text) and start == len(text) and found:
            break  # nothing after the pipe that closes the row
        found.append(_trimmed(line, start, pipe))
        start = pipe + 1
    return found


def _next_pipe(text: str, start: int) -> int:
    pipe = text.find("|", start)
    while pipe > 0 and _escaped(text, pipe):
        pipe = text.find("|", pipe + 1)
    return len(text) if pipe < 0 else pipe


def _escaped(text: str, pipe: int) -> bool:
    return pipe > 0 and text[pipe - 1] == "\\"


def _trimmed(line: Line, start: int, end: int) -> Span | None:
    raw = line.text[start:end]
    inner = raw.strip()
    if not inner:
        return None
    begin = line.start + start + len(raw) - len(raw.lstrip())
    return Span(begin, begin + len(inner))


def _boxed(text: str) -> bool:
    return len(text) > 2 and text[0] == "|" and text[-1] == "|" and text[-2:] != "\\|"
