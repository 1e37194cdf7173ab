"""Mending the structure of an article: what its blocks are, where they begin and end, its tables.

Every function takes the canonical text and its blocks and gives other blocks over the same text:
still in order, disjoint, and beginning and ending with a visible character. ``first`` and ``last``
are the numbers (from 0) of the blocks that are meant, both included. ``ArticleError`` says what
cannot be done.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from annotator.domain.article import Block, BlockKind, MetadataRole
from annotator.domain.errors import ArticleError
from annotator.domain.snapping import trimmed
from annotator.domain.span import Span
from annotator.domain.tables import (
    Columns,
    Separator,
    cells_of,
    guessed_columns,
    is_drawn_line,
)

Blocks = tuple[Block, ...]

DEEPEST = 6
"""The lowest level of headings and the greatest depth of list items."""

_NUMBER = re.compile(r"\(?(?P<ordinal>\d{1,3})[.)][ \t\u00a0]+")
_DASH_AT_END = re.compile(r"\s*[–—-]+\Z")
_DASH_BEHIND = re.compile(r"[ \t\u00a0]*[–—-]+")
_BULLET = re.compile(r"[-*+•‣◦▪●·–][ \t\u00a0]+")


def recast(
    text: str,
    blocks: Blocks,
    first: int,
    last: int,
    kind: BlockKind,
    *,
    level: int | None = None,
    role: MetadataRole | None = None,
) -> Blocks:
    """Make blocks something else. A table is taken apart first, and becomes one block a row.

    ``level`` is 1 to 6 for headings and list items (default: 2 and 1), and ``role`` what a piece of
    metadata tells (default: nothing in particular). The number or dash in front of a list item is
    no part of it; a number comes back where the block becomes something else. So does the dash
    behind a date line, which parts it from the report and is no part of it either.
    """
    if kind is BlockKind.TABLE:
        raise ArticleError("A table is made of lines. Choose how their columns are told apart.")
    if level is not None and not 1 <= level <= DEEPEST:
        raise ArticleError("There are levels 1 to {deepest}.", deepest=DEEPEST)
    default = {BlockKind.HEADING: 2, BlockKind.LIST_ITEM: 1}.get(kind)
    made: list[Block] = []
    floor = blocks[first - 1].end if first else 0
    wanted = _taken_apart(blocks[first : last + 1])
    starts = [block.start for block in (*wanted, *blocks[last + 1 : last + 2])]
    ceilings = [*starts[1:], len(text)][: len(wanted)]
    for block, ceiling in zip(wanted, ceilings, strict=True):
        span, ordinal = _bare(text, block, floor, kind)
        if role is MetadataRole.DATE_LINE:
            span = _without_dash(text, span)
        elif block.role is MetadataRole.DATE_LINE:
            span = _with_dash(text, span, ceiling)
        made.append(
            Block(
                kind,
                span.start,
                span.end,
                level=None if default is None else level or default,
                role=role if kind is BlockKind.METADATA else None,
                ordinal=ordinal,
            )
        )
        floor = span.end
    return (*blocks[:first], *made, *blocks[last + 1 :])


def merge(blocks: Blocks, first: int, last: int) -> Blocks:
    """Make one block of several; it is what the first of them was.

    Of tables the rows are joined; a table and anything else cannot become one.
    """
    if first == last:
        raise ArticleError("One block alone cannot be joined. Choose it together with the next.")
    chosen = blocks[first : last + 1]
    tables = sum(block.kind is BlockKind.TABLE for block in chosen)
    if tables not in (0, len(chosen)):
        raise ArticleError(
            "A table cannot be joined with running text. Take the table apart, or make all of it "
            "a table."
        )
    rows = _padded([list(row) for block in chosen for row in block.rows])
    whole = replace(chosen[0], end=chosen[-1].end, rows=rows)
    return (*blocks[:first], whole, *blocks[last + 1 :])


def split(text: str, blocks: Blocks, offset: int) -> Blocks:
    """Cut the block that holds a code point in two, before that code point.

    What was a heading or metadata goes on as a paragraph; all else stays what it is. A table is cut
    before the row of the code point.
    """
    number = block_at(blocks, offset)
    block = blocks[number]
    if block.kind is BlockKind.TABLE:
        parts = _split_table(block, offset)
    else:
        parts = _split_words(text, block, offset)
    return (*blocks[:number], *parts, *blocks[number + 1 :])


def make_table(text: str, blocks: Blocks, first: int, last: int, columns: Columns) -> Blocks:
    """Make a table of the lines of blocks; the first row is its header.

    The cells are ranges of the text, without the separators between them.
    """
    lines = [line for block in blocks[first : last + 1] for line in _lines(text, block)]
    rows = cells_of(text, lines, columns)
    if max((len(row) for row in rows), default=0) < 2:
        raise ArticleError(
            "These lines make one column only, not a table. Choose another way to tell the "
            "columns apart."
        )
    filled = [cell for row in rows for cell in row if cell is not None]
    table = Block(BlockKind.TABLE, filled[0].start, filled[-1].end, rows=_padded(rows))
    return (*blocks[:first], table, *blocks[last + 1 :])


def lines_of(text: str, blocks: Blocks, first: int, last: int) -> list[Span]:
    """The lines of which :func:`make_table` would make a table."""
    return [line for block in blocks[first : last + 1] for line in _lines(text, block)]


def rows_around(text: str, blocks: Blocks, number: int) -> tuple[int, int]:
    """The blocks of one line each, around one, that look like rows of the same table.

    They have as many cells as it has, two or more, by the same separator. Commas are not enough:
    sentences have them too.
    """
    columns = guessed_columns(text, _lines(text, blocks[number]))
    if columns is None or columns.separator is Separator.COMMA:
        return number, number
    width = max(len(row) for row in cells_of(text, _lines(text, blocks[number]), columns))

    def alike(other: int) -> bool:
        lines = _lines(text, blocks[other]) if 0 <= other < len(blocks) else []
        return len(lines) == 1 and len(cells_of(text, lines, columns)[0]) == width

    first = last = number
    while alike(first - 1):
        first -= 1
    while alike(last + 1):
        last += 1
    return first, last


def take_apart(blocks: Blocks, number: int) -> Blocks:
    """Make each row of a table a paragraph."""
    if blocks[number].kind is not BlockKind.TABLE:
        raise ArticleError("That is no table.")
    return (*blocks[:number], *_taken_apart(blocks[number : number + 1]), *blocks[number + 1 :])


def block_at(blocks: Sequence[Block], offset: int) -> int:
    """The number of the block that a code point is in, or of the one before it; else the first.

    A code point just behind a block belongs to that block, as a caret does.
    """
    number = 0
    for i, block in enumerate(blocks):
        if block.start > offset:
            break
        number = i
    return number


def check_blocks(text: str, blocks: Sequence[Block]) -> None:
    """Raise ``ArticleError`` where these cannot be the blocks of the text."""
    end = 0
    for block in blocks:
        runs = list(block.runs())
        sound = bool(runs) and end <= block.start and block.end <= len(text)
        sound = sound and _is_trimmed(text, block.span)
        sound = sound and all(block.span.contains(run) and _is_trimmed(text, run) for run in runs)
        sound = sound and all(a.end <= b.start for a, b in itertools.pairwise(runs))
        sound = sound and _has_level(block)
        if block.kind is BlockKind.TABLE:
            sound = sound and len({len(row) for row in block.rows}) == 1
        if not sound:
            raise ArticleError(
                "The structure does not fit the text at position {position}. "
                "Close the article and edit it again.",
                position=block.start,
            )
        end = block.end
    if not blocks:
        raise ArticleError("There is no text yet. Type or paste some.")


def _has_level(block: Block) -> bool:
    if block.kind is BlockKind.HEADING:
        return block.level in range(1, DEEPEST + 1)
    return block.kind is not BlockKind.LIST_ITEM or (block.level or 0) >= 1


def _is_trimmed(text: str, span: Span) -> bool:
    return trimmed(text, span) == span


def _taken_apart(blocks: Iterable[Block]) -> list[Block]:
    parts: list[Block] = []
    for block in blocks:
        if block.kind is not BlockKind.TABLE:
            parts.append(block)
            continue
        for row in block.rows:
            filled = [cell for cell in row if cell is not None]
            if filled:
                parts.append(Block(BlockKind.PARAGRAPH, filled[0].start, filled[-1].end))
    return parts


def _bare(text: str, block: Block, floor: int, kind: BlockKind) -> tuple[Span, int | None]:
    """The range that a block has as another kind, and its number in a list."""
    start = block.start
    if kind is BlockKind.LIST_ITEM:
        if block.kind is BlockKind.LIST_ITEM:
            return block.span, block.ordinal
        mark = _NUMBER.match(text, start, block.end) or _BULLET.match(text, start, block.end)
        if mark is not None and mark.end() < block.end and not text[mark.end()].isspace():
            number = mark.groupdict().get("ordinal")
            return Span(mark.end(), block.end), int(number) if number else None
    elif block.ordinal is not None:
        line = max(floor, text.rfind("\n", 0, start) + 1)
        mark = _NUMBER.fullmatch(text[line:start].lstrip())
        if mark is not None:
            start -= len(mark[0])
    return Span(start, block.end), None


def _without_dash(text: str, span: Span) -> Span:
    """A date line without the dash at its end."""
    dash = _DASH_AT_END.search(text, span.start, span.end)
    return span if dash is None or dash.start() == span.start else Span(span.start, dash.start())


def _with_dash(text: str, span: Span, ceiling: int) -> Span:
    """A date line with the dash behind it, where one stands there before ``ceiling``."""
    dash = _DASH_BEHIND.match(text, span.end, ceiling)
    return span if dash is None else Span(span.start, dash.end())


def _split_words(text: str, block: Block, offset: int) -> tuple[Block, Block]:
    if block.start < offset < block.end:
        before = trimmed(text, Span(block.start, offset))
        after = trimmed(text, Span(offset, block.end))
        if before is not None and after is not None:
            titled = block.kind in (BlockKind.HEADING, BlockKind.METADATA)
            rest = (
                Block(BlockKind.PARAGRAPH, after.start, after.end)
                if titled
                else replace(block, start=after.start, end=after.end, ordinal=None)
            )
            return replace(block, end=before.end), rest
    raise ArticleError("Put the caret between two words of a block to split it there.")


def _split_table(block: Block, offset: int) -> tuple[Block, Block]:
    def begins(row: tuple[Span | None, ...]) -> int:
        return next((cell.start for cell in row if cell is not None), 0)

    cut = sum(begins(row) <= offset for row in block.rows) - 1
    parts = []
    for rows in (block.rows[:cut], block.rows[cut:]):
        filled = [cell for row in rows for cell in row if cell is not None]
        if not filled:
            raise ArticleError("Put the caret into the row with which the second table begins.")
        parts.append(replace(block, start=filled[0].start, end=filled[-1].end, rows=rows))
    return parts[0], parts[1]


def _lines(text: str, block: Block) -> list[Span]:
    """The lines of a block without white space at their ends; of a table, its rows."""
    if block.kind is BlockKind.TABLE:
        return [part.span for part in _taken_apart([block])]
    found: list[Span] = []
    start = block.start
    for line in text[block.start : block.end].split("\n"):
        span = trimmed(text, Span(start, start + len(line))) if line else None
        if span is not None and not is_drawn_line(text[span.start : span.end]):
            found.append(span)
        start += len(line) + 1
    return found


def _padded(rows: list[list[Span | None]]) -> tuple[tuple[Span | None, ...], ...]:
    width = max((len(row) for row in rows), default=0)
    return tuple((*row, *[None] * (width - len(row))) for row in rows)
