"""The structure of a text without, or with a little, mark-up.

Lists, tables, quotations, underlined and ``#`` headings are known by their marks; headlines,
date lines, by-lines and all other headings by wording and place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from annotator.domain.article import Block, BlockKind, MetadataRole
from annotator.exchange.structure import metadata
from annotator.exchange.structure.columns import column_table_at
from annotator.exchange.structure.headings import Unit, levels, title_like, unmarked_headings
from annotator.exchange.structure.lines import Line, Wrapping, is_rule, wrapping_of
from annotator.exchange.structure.tables import table_at, table_block

_ITEM = re.compile(r"(?:[-*+•‣◦▪●·–]|\(?(?P<ordinal>\d{1,3})[.)])[ \t\u00a0]+(?=\S)")
_QUOTED = re.compile(r"(?:>[ \t]?){1,20}")
_HEAD_LINES = 8
"""Pieces at the beginning among which date line and by-line are looked for."""
_ONCE = {MetadataRole.HEADLINE}
"""What an article has no second of; there may be several dates and persons."""
_HEAD_ROWS = 20
"""Lines at the beginning, with the empty ones, of which one may tell about the article."""
_SHORT_SENTENCE = 80
"""Code points up to which a sentence may stand before the date line, as a second headline does."""


@dataclass(slots=True)
class _Piece:
    """Either a block that is known by its marks, or lines of prose still to be told apart."""

    block: Block | None = None
    lines: tuple[Line, ...] = ()

    @property
    def start(self) -> int:
        return self.block.start if self.block else self.lines[0].start

    @property
    def end(self) -> int:
        return self.block.end if self.block else self.lines[-1].end


def plain_blocks(text: str, lines: Sequence[Line], known: Sequence[Block] = ()) -> list[Block]:
    """The blocks of the text in reading order.

    ``known`` are metadata blocks that stand before these lines: where there is a headline among
    them, no other is looked for.
    """
    groups = list(_marked(lines))
    wrapping = wrapping_of([piece.lines for piece in groups if piece.lines])
    pieces = [
        part
        for i, piece in enumerate(groups)
        for part in _parted(piece, wrapping, at_head=i < _HEAD_LINES)
    ]
    has_headline = any(b.role is MetadataRole.HEADLINE for b in known)
    head, pieces = _head(pieces, has_headline=has_headline)
    headline_known = has_headline or any(b.role is MetadataRole.HEADLINE for b in head)
    blocks = [*head, *_body(text, pieces, headline_known=headline_known)]
    return sorted(blocks, key=lambda block: block.start)


def _marked(lines: Sequence[Line]) -> Iterator[_Piece]:
    """Cut the text at blank lines and marks."""
    prose: list[Line] = []
    depths: list[int] = []
    i = 0
    while i < len(lines):
        line = lines[i]
        blocks, after = _marked_at(lines, i, depths, alone=not prose)
        if after == i:
            prose.append(line)
            i += 1
            depths.clear()
            continue
        if prose:
            yield _Piece(lines=tuple(prose))
            prose = []
        for block in blocks:
            if block.kind is not BlockKind.LIST_ITEM:
                depths.clear()
            yield _Piece(block)
        i = after
    if prose:
        yield _Piece(lines=tuple(prose))


def _marked_at(
    lines: Sequence[Line], i: int, depths: list[int], *, alone: bool
) -> tuple[list[Block], int]:
    """What is known by its marks at line ``i``, and the index of the line after it.

    ``alone`` says that no prose stands directly above. The index stays where there is no mark.
    """
    line = lines[i]
    if line.blank:
        return [], i + 1
    table, after_table = _table(lines, i)
    if after_table > i:
        return ([table] if table else []), after_table
    if is_rule(line.text):
        return [], i + 1
    if line.text[0] == "#":
        heading = _hash_heading(line)
        if heading is not None:
            return [heading], i + 1
    if line.text[0] == ">":
        return _quotation(lines, i)
    if _ITEM.match(line.text):
        return _item(lines, i, depths)
    if alone and _underlined(lines, i):
        level = 1 if lines[i + 1].text[0] == "=" else 2
        return [Block(BlockKind.HEADING, line.start, line.end, level=level)], i + 2
    bold = _bold(line)
    return ([bold], i + 1) if bold else ([], i)


def _table(lines: Sequence[Line], i: int) -> tuple[Block | None, int]:
    """The table that begins at line ``i``, drawn or not, and the index of the line after it."""
    after = table_at(lines, i)
    if after > i:
        return table_block(lines[i:after]), after
    return column_table_at(lines, i, _is_unmarked if i > _HEAD_ROWS else _may_be_row)


def _is_unmarked(line: Line) -> bool:
    """Whether a line is no item of a list, no quotation and no heading.

    A column of numbers may be headed by a #.
    """
    hashes = line.text[0] == "#" and line.text.lstrip("#")[:1] == " "
    return not (hashes or line.text[0] == ">" or _ITEM.match(line.text))


def _may_be_row(line: Line) -> bool:
    """Whether a line is nothing else; one with a place and a date may be a row as well."""
    if not _is_unmarked(line):
        return False
    head = metadata.recognise_line(line.text, line.start)
    return head is None or not head.surely


def _hash_heading(line: Line) -> Block | None:
    words = line.text.lstrip("#")
    level = len(line.text) - len(words)
    if level > 6 or not words[:1].isspace():
        return None
    bare = words.strip()
    start = line.end - len(words.lstrip())
    closed = bare.rstrip("#")
    if closed[-1:].isspace() or not closed:
        bare = closed.rstrip()
    return Block(BlockKind.HEADING, start, start + len(bare), level=level) if bare else None


def _underlined(lines: Sequence[Line], i: int) -> bool:
    if i + 1 >= len(lines) or len(lines[i].text) > 200:
        return False
    under = lines[i + 1].text
    return len(under) >= 3 and under[0] in "=-" and not under.strip(under[0])


def _bold(line: Line) -> Block | None:
    """A line that is wholly bold is a heading."""
    text = line.text
    for mark in ("**", "__"):
        inner = text[2:-2]
        bold = len(text) <= 200 and text.startswith(mark) and text.endswith(mark)
        if bold and inner and mark not in inner and inner == inner.strip() and inner[0] not in "*_":
            if inner.rstrip(":")[-1:] in (".", ""):
                return None
            return Block(BlockKind.HEADING, line.start + 2, line.end - 2, level=2)
    return None


def _quotation(lines: Sequence[Line], first: int) -> tuple[list[Block], int]:
    blocks: list[Block] = []
    i = first
    while i < len(lines) and lines[i].text[:1] == ">":
        mark = _QUOTED.match(lines[i].text)
        start = lines[i].start + (mark.end() if mark else 0)
        words = lines[i].text[start - lines[i].start :]
        bare = words.strip()
        if bare:
            start += len(words) - len(words.lstrip())
            blocks.append(Block(BlockKind.QUOTATION, start, start + len(bare)))
        i += 1
    return blocks, i


def _item(lines: Sequence[Line], first: int, depths: list[int]) -> tuple[list[Block], int]:
    """A list item, with the lines that go on with it."""
    line = lines[first]
    mark = _ITEM.match(line.text)
    assert mark is not None  # noqa: S101 (the caller has looked)
    while depths and line.indent < depths[-1]:
        depths.pop()
    if not depths or line.indent > depths[-1] + 1:
        depths.append(line.indent)
    after = first + 1
    while after < len(lines) and _goes_on(lines, after, line):
        after += 1
    return [
        Block(
            BlockKind.LIST_ITEM,
            line.start + mark.end(),
            lines[after - 1].end,
            level=len(depths),
            ordinal=int(mark["ordinal"]) if mark["ordinal"] else None,
        )
    ], after


def _goes_on(lines: Sequence[Line], i: int, item: Line) -> bool:
    """Whether line ``i`` is of the item whose first line is given."""
    line = lines[i]
    if line.blank or _ITEM.match(line.text) or _table(lines, i)[1] > i:
        return False
    # An item would call for this function again; all other marks do not.
    if _marked_at(lines, i, [], alone=False)[1] > i:
        return False
    return line.indent > item.indent or (line.starts_lower and not lines[i - 1].ends_sentence)


def _parted(piece: _Piece, wrapping: Wrapping, *, at_head: bool) -> Iterator[_Piece]:
    """Cut a run of lines into paragraphs."""
    if not piece.lines:
        yield piece
        return
    lines = piece.lines
    begin = 0
    for i in range(1, len(lines)):
        near_top = at_head and i < _HEAD_LINES
        if _parts(lines[i - 1], lines[i], wrapping, near_top=near_top):
            yield _Piece(lines=lines[begin:i])
            begin = i
    yield _Piece(lines=lines[begin:])


def _parts(line: Line, following: Line, wrapping: Wrapping, *, near_top: bool) -> bool:
    """Whether a paragraph ends with ``line`` though no blank line follows."""
    if near_top and (_tells(line) or _tells(following)):
        return True
    if not wrapping.width:
        broken_off = following.starts_lower and not line.ends_sentence and len(line.text) < 110
        return not broken_off
    if following.indent > line.indent + 1:
        return True
    if wrapping.filled(line, following):
        return False
    return line.ends_sentence or line.text[-1] == ":" or title_like(line.text)


def _tells(line: Line) -> bool:
    """Whether the line is a date line, a by-line or a headline with a label."""
    return metadata.recognise_line(line.text, line.start) is not None


def _head(pieces: list[_Piece], *, has_headline: bool) -> tuple[list[Block], list[_Piece]]:
    """Take out headline with a label, date line and by-line, up to the first paragraph."""
    blocks: list[Block] = []
    kept: list[_Piece] = []
    roles: set[MetadataRole | None] = set()
    for i, piece in enumerate(pieces):
        if i >= _HEAD_LINES or len(piece.lines) > 1:
            return blocks, kept + pieces[i:]
        head = _told(piece)
        # A line that could be the headline is it, unless another may come.
        first = not (has_headline or kept or MetadataRole.HEADLINE in roles)
        if head is not None and first and not head.surely and not _may_be_title(pieces[i + 1 :]):
            head = None
        if head is not None and head.bare and _has_dated_sections(pieces[i + 1 :]):
            head = None
        if head is not None and not (roles & {b.role for b in head.blocks} & _ONCE):
            blocks.extend(head.blocks)
            roles |= {b.role for b in head.blocks}
            continue
        kept.append(piece)
        if piece.lines and _is_body(piece.lines[0]):
            return blocks, kept + pieces[i + 1 :]
    return blocks, kept


def _told(piece: _Piece) -> metadata.Head | None:
    """What a piece of one line tells about the article."""
    if len(piece.lines) != 1:
        return None
    return metadata.recognise_line(piece.lines[0].text, piece.start)


def _may_be_title(pieces: Sequence[_Piece]) -> bool:
    """Whether the headline may be the next of these pieces."""
    following = next((piece for piece in pieces if _told(piece) is None), None)
    if following is None or len(following.lines) > 1:
        return False
    if following.block is not None:
        return following.block.kind is BlockKind.HEADING
    return not _is_body(following.lines[0])


def _has_dated_sections(pieces: Sequence[_Piece]) -> bool:
    """Whether dates stand over other parts of the text too: they are its headings, as in a diary.

    What stands at the end of the text is over nothing.
    """
    heads = (_told(piece) for piece in pieces[:-1])
    return any(head is not None and head.bare for head in heads)


def _is_body(line: Line) -> bool:
    return len(line.text) > (_SHORT_SENTENCE if line.ends_sentence else metadata.LONGEST)


def _body(text: str, pieces: Sequence[_Piece], *, headline_known: bool) -> Iterator[Block]:
    units = [
        Unit(
            prose=text[piece.start : piece.end] if piece.lines else None,
            one_line=len(piece.lines) == 1,
            marked=piece.block is not None and piece.block.kind is BlockKind.HEADING,
        )
        for piece in pieces
    ]
    found = unmarked_headings(units, headline=not headline_known)
    depth = levels([f or u.marked for f, u in zip(found, units, strict=True)])
    if headline_known or (found and found[0]):
        # What stands directly under the headline is a second one, not a section of a section.
        under = 0 if headline_known else 1
        depth[under : under + 1] = [2] * len(depth[under : under + 1])
    for i, piece in enumerate(pieces):
        top = i == 0 and not headline_known
        if piece.block is not None:
            titled = top and piece.block.kind is BlockKind.HEADING and piece.block.level == 1
            yield replace(piece.block, role=MetadataRole.HEADLINE) if titled else piece.block
        elif found[i] and top:
            yield Block(BlockKind.METADATA, piece.start, piece.end, role=MetadataRole.HEADLINE)
        elif found[i] and not (i == len(pieces) - 1 and _told(piece)):
            yield Block(BlockKind.HEADING, piece.start, piece.end, level=depth[i])
        else:
            yield Block(BlockKind.PARAGRAPH, piece.start, piece.end)
