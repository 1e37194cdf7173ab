"""Tables that nothing draws: columns set with tabs, with pipes, or with blanks below each other.

Two or more lines that follow each other are one where their cells are as many as each other's, or
stand in columns. Where that is not clear, there is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from annotator.domain.article import Block, BlockKind
from annotator.domain.span import Span
from annotator.domain.tables import is_drawn_line
from annotator.exchange.structure.lines import Line
from annotator.exchange.structure.tables import cells as cells_at_pipes

LONGEST_CELL = 160
"""Code points beyond which a piece of a line is prose."""

_GAP = re.compile(r"[ \u00a0]{2,}")
_LABEL = re.compile(r".{0,40}[:：]|\W{1,3}|\(?\w{1,3}[.)]")
"""Who speaks in an interview, or the mark of a list item: such first cells make no table."""
_SENTENCE_END = re.compile(r"[.!?:…][\"'”’»)\]]?$")
_SENTENCE_WORDS = 4
"""Words from which a piece with a full stop is a sentence; two blanks may follow it in prose."""
_CLEAR_ROWS = 4
"""Rows from which a table set with blanks is clear wherever it stands: prose that is justified has
blanks below each other by chance, though seldom in so many lines."""

Row = tuple[Span | None, ...]


def column_table_at(
    lines: Sequence[Line], first: int, may_be_row: Callable[[Line], bool]
) -> tuple[Block | None, int]:
    """The table that begins at line ``first``, and the index of the line after it.

    None, and ``first``, where none does. ``may_be_row`` says whether a line is not something else.
    """
    kinds = (_TabbedRows, _PipedRows, _AlignedRows)
    for kind in kinds:
        if not kind.SIGN.search(lines[first].text):
            continue
        table = kind()
        if _is_amid_labels(table, lines, first, may_be_row):
            continue
        after = i = first
        while i < len(lines) and not lines[i].blank:
            if i > first and is_drawn_line(lines[i].text):
                i += 1
                continue
            if not may_be_row(lines[i]) or not table.takes(lines[i]):
                break
            i += 1
            after = i
        rows = table.rows()
        if rows and (table.is_clear or _stands_apart(lines, first, after)):
            return _block(rows), after
    return None, first


def _is_amid_labels(
    table: _CountedRows | _AlignedRows,
    lines: Sequence[Line],
    first: int,
    may_be_row: Callable[[Line], bool],
) -> bool:
    """Whether this and the line above are turns of one interview, or marked as items of one list.

    Had they made a table, it would have begun further up. So a long interview is not gone through
    to its end from each of its lines.
    """
    above = lines[first - 1] if first else None
    return (
        above is not None
        and not above.blank
        and table.is_labelled(lines[first])
        and table.is_labelled(above)
        and may_be_row(above)
    )


def _stands_apart(lines: Sequence[Line], first: int, after: int) -> bool:
    """Whether no prose goes on into these lines or out of them."""
    above = lines[first - 1].text if first else ""
    below = lines[after].text if after < len(lines) else ""
    clear_above = not above or above.endswith((":", "：")) or is_drawn_line(above)
    return clear_above and (not below or is_drawn_line(below))


def _block(rows: Sequence[Row]) -> Block:
    width = max(len(row) for row in rows)
    padded = tuple((*row, *[None] * (width - len(row))) for row in rows)
    filled = [cell for row in padded for cell in row if cell is not None]
    return Block(BlockKind.TABLE, filled[0].start, filled[-1].end, rows=padded)


class _CountedRows:
    """Rows that are cut at a separator, with as many cells as each other.

    At the end of a row cells may be missing, but not where there are two rows only.
    """

    SIGN: re.Pattern[str]
    is_clear = True

    def __init__(self) -> None:
        self._rows: list[Row] = []
        self._width = 0
        self._labelled = True

    def takes(self, line: Line) -> bool:
        """Take in a row, if it fits."""
        row = self.cut(line)
        filled = [cell for cell in row if cell is not None]
        fits = len(self._rows) < 2 or len(row) <= self._width
        if len(row) < 2 or not fits or not all(0 < len(c) <= LONGEST_CELL for c in filled):
            return False
        self._rows.append(row)
        self._width = max(self._width, len(row))
        self._labelled = self._labelled and self.is_labelled(line)
        return True

    def is_labelled(self, line: Line) -> bool:
        """Whether a line would be a row with a mere label in its first cell."""
        row = self.cut(line)
        return len(row) > 1 and _is_label(line, row[0])

    def rows(self) -> list[Row]:
        """All rows; none where they make no table."""
        widths = {len(row) for row in self._rows}
        ragged = len(self._rows) == 2 and len(widths) > 1
        if len(self._rows) < 2 or ragged or self._labelled:
            return []
        set_in = min(sum(1 for _ in takewhile(lambda cell: cell is None, r)) for r in self._rows)
        return [row[set_in:] for row in self._rows]

    def cut(self, line: Line) -> Row:
        """The cells of a line; fewer than two where it is no row."""
        raise NotImplementedError


class _TabbedRows(_CountedRows):
    SIGN = re.compile("\t")

    def cut(self, line: Line) -> Row:
        """What stands between tabs, also before the first one."""
        row: list[Span | None] = [None] * line.tabs
        at = line.start
        for piece in line.text.split("\t"):
            row.append(_trimmed(piece, at))
            at += len(piece) + 1
        return tuple(row) if "\t" in line.text else ()


class _PipedRows(_CountedRows):
    SIGN = re.compile(r"\|")

    def takes(self, line: Line) -> bool:
        """Take in a row, if it fits: all have the same number of cells."""
        return self._alike(line) and super().takes(line)

    def _alike(self, line: Line) -> bool:
        return not self._rows or len(self.cut(line)) == len(self._rows[0])

    def cut(self, line: Line) -> Row:
        """What stands between pipes."""
        return tuple(cells_at_pipes(line))


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a line: its range in the article, and the columns of the page that it takes."""

    span: Span
    left: int
    right: int


class _AlignedRows:
    """Rows whose cells stand below each other, with two blanks or more between them."""

    SIGN = _GAP

    def __init__(self) -> None:
        self._lines: list[list[_Piece]] = []
        self._columns: list[tuple[int, int]] = []
        self._labelled = True

    @property
    def is_clear(self) -> bool:
        """Whether this is a table wherever it stands."""
        return len(self._lines) >= _CLEAR_ROWS

    def takes(self, line: Line) -> bool:
        """Take in a row, if its pieces stand in the columns of the rows above."""
        pieces = _pieces(line)
        columns = self._widened(pieces)
        if len(pieces) < 2 or columns is None:
            return False
        self._lines.append(pieces)
        self._columns = columns
        self._labelled = self._labelled and _is_label(line, pieces[0].span)
        return True

    def is_labelled(self, line: Line) -> bool:
        """Whether a line would be a row with a mere label in its first cell."""
        pieces = _pieces(line)
        return len(pieces) > 1 and _is_label(line, pieces[0].span)

    def rows(self) -> list[Row]:
        """All rows; none where they make no table."""
        if len(self._lines) < 2:
            return []
        rows = [self._row(pieces) for pieces in self._lines]
        filled = [sum(cell is not None for cell in column) for column in zip(*rows, strict=True)]
        full = sum(filled) == len(filled) * len(rows)
        if len(rows) == 2 and not (full and self._is_exact()):
            return []
        sparse = sum(filled) * 2 < len(filled) * len(rows)
        return [] if sparse or min(filled) < 2 or self._labelled else rows

    def _widened(self, pieces: Sequence[_Piece]) -> list[tuple[int, int]] | None:
        """The columns with these pieces in them; None where they stand across or beside them."""
        columns = list(self._columns)
        taken: set[int] = set()
        for piece in pieces:
            touched = [
                n
                for n, (left, right) in enumerate(self._columns)
                if piece.left <= right and left <= piece.right
            ]
            if len(touched) > 1 or not taken.isdisjoint(touched):
                return None
            taken.update(touched)
            for n in touched:
                left, right = columns[n]
                columns[n] = min(left, piece.left), max(right, piece.right)
            if not touched:
                columns.append((piece.left, piece.right))
        return sorted(columns)

    def _row(self, pieces: Sequence[_Piece]) -> Row:
        return tuple(
            next((p.span for p in pieces if left <= p.left and p.right <= right), None)
            for left, right in self._columns
        )

    def _is_exact(self) -> bool:
        """Whether the pieces of each column begin, or end, at the same place."""
        return all(
            len({piece.left for piece in column}) == 1
            or len({piece.right for piece in column}) == 1
            for column in zip(*self._lines, strict=True)
        )


def _pieces(line: Line) -> list[_Piece]:
    """What stands between gaps; one piece where the line is prose or its columns are unknown."""
    if "\t" in line.text:
        return []
    pieces: list[_Piece] = []
    start = 0
    for gap in [*_GAP.finditer(line.text), None]:
        end = gap.start() if gap is not None else len(line.text)
        words = line.text[start:end]
        if gap is not None and gap.end() - end == 2 and _is_sentence(words):
            continue
        if len(words) > LONGEST_CELL:
            return []
        place = Span(line.start + start, line.start + end)
        pieces.append(_Piece(place, line.indent + start, line.indent + end))
        start = gap.end() if gap is not None else end
    return pieces


def _is_sentence(words: str) -> bool:
    return len(words.split()) >= _SENTENCE_WORDS and _SENTENCE_END.search(words) is not None


def _is_label(line: Line, cell: Span | None) -> bool:
    """Whether the first cell of a line only tells who speaks, or marks a list item."""
    if cell is None:
        return False
    words = line.text[cell.start - line.start : cell.end - line.start]
    return _LABEL.fullmatch(words) is not None


def _trimmed(piece: str, at: int) -> Span | None:
    bare = piece.strip()
    if not bare:
        return None
    start = at + len(piece) - len(piece.lstrip())
    return Span(start, start + len(bare))
