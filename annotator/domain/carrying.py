"""Keeping the structure of an article while its text is edited."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from annotator.domain.article import Block, BlockKind
from annotator.domain.correspondence import Correspondence
from annotator.domain.snapping import trimmed
from annotator.domain.span import Span
from annotator.domain.structure import Blocks

Guess = Callable[[str, bool], Sequence[Block]]
"""Gives the blocks of a stretch of text; the second argument is whether the article begins there.

The blocks are ranges of the stretch.
"""

_MARKS = re.compile(r"\s*(?:#{1,6}|>+|[-*+•]|\(?\d{1,3}[.)]|\|)\s*")
_ROW_MARKS = frozenset("|\t")
_SEPARATORS = re.compile(r"[\t|;]| {2}")


def carried(old: str, blocks: Blocks, new: str, guess: Guess) -> Blocks:
    """The blocks of the edited text ``new``: those of ``old`` that are still there, where they are.

    A block in which words were changed stays what it is, as long as its lines stay as many. What
    was run together with the block before it belongs to that one. What is new, and what was broken
    up or given another mark at the beginning of its line, is guessed anew.
    """
    if old == new:
        return blocks
    carrier = _Carrier(old, blocks, new)
    carrier.mend()
    return carrier.with_guesses(guess)


@dataclass(slots=True)
class _Kept:
    """A block that is still there, with its number in the old text, and the same at its end."""

    first: int
    last: int
    block: Block


class _Carrier:
    def __init__(self, old: str, blocks: Blocks, new: str) -> None:
        self._old, self._blocks, self._new = old, blocks, new
        texts = Correspondence(old, new)
        self._kept: list[_Kept] = []
        end = 0
        for number, block in enumerate(blocks):
            moved = _moved(texts, block)
            if moved is not None and moved.start >= end:
                self._kept.append(_Kept(number, number, moved))
                end = moved.end

    def mend(self) -> None:
        """Let blocks grow to the words beside them on their lines, or give them up."""
        i = 0
        while i <= len(self._kept):
            # A block that is given up changes what lies before and behind it.
            i = i + 1 if self._mended(i) else max(0, i - 1)

    def with_guesses(self, guess: Guess) -> Blocks:
        """All blocks, with guesses for what lies between those that are kept."""
        found: list[Block] = []
        for i in range(len(self._kept) + 1):
            left, right = self._beside(i)
            start, end = self._gap(left, right)
            if not self._is_as_before(left, right):
                head, tail = self._old_beside(left, right)
                gap = self._new[start:end]
                start += len(head) if head.strip() and gap.startswith(head) else 0
                gap = self._new[start:end]
                end -= len(tail) if tail.strip() and gap.endswith(tail) else 0
                if start < end and trimmed(self._new, Span(start, end)) is not None:
                    stretch = guess(self._new[start:end], left is None)
                    found += [_shifted(block, start) for block in stretch]
            if right is not None:
                found.append(right.block)
        return tuple(found)

    def _mended(self, i: int) -> bool:
        left, right = self._beside(i)
        if self._is_as_before(left, right):
            return True
        start, end = self._gap(left, right)
        gap = self._new[start:end]
        if "\n" not in gap and left is not None and right is not None:
            return self._joined(left, right, start, end)
        head = gap.partition("\n")[0] if left is not None else ""
        tail = gap.rpartition("\n")[2] if right is not None else ""
        old_head, old_tail = self._old_beside(left, right)
        if left is not None and head.strip() and head != old_head:
            grown = head.removesuffix(old_head) if old_head.strip() else head
            return self._grow(left, end=start + len(grown.rstrip()))
        if right is not None and tail != old_tail:
            if _MARKS.fullmatch(tail if tail.strip() else old_tail):
                self._kept.remove(right)
                return False
            if tail.strip():
                return self._grow(right, start=end - len(tail.lstrip()))
        return self._no_row_beside(left, right, gap.split("\n"))

    def _no_row_beside(self, left: _Kept | None, right: _Kept | None, lines: list[str]) -> bool:
        """Give up a table where a line that may be a row stands directly above or below it now."""
        for table, line in ((left, lines[1:2]), (right, lines[-2:-1])):
            if table is None or table.block.kind is not BlockKind.TABLE:
                continue
            if not _ROW_MARKS.isdisjoint("".join(line)):
                self._kept.remove(table)
                return False
        return True

    def _joined(self, left: _Kept, right: _Kept, start: int, end: int) -> bool:
        """Two blocks that stand on one line."""
        adjacent = left.last + 1 == right.first
        old_gap = self._old[self._blocks[left.last].end : self._blocks[right.first].start]
        if adjacent and "\n" not in old_gap:
            words = trimmed(self._new, Span(start, end)) if start < end else None
            return words is None or self._grow(left, end=words.end)
        self._kept.remove(right)
        if BlockKind.TABLE in (left.block.kind, right.block.kind):
            self._kept.remove(left)
        else:
            left.block, left.last = replace(left.block, end=right.block.end), right.last
        return False

    def _grow(self, kept: _Kept, *, start: int | None = None, end: int | None = None) -> bool:
        """Make a block reach to other ends; a table whose cells cannot be told is given up."""
        block = kept.block
        if block.kind is BlockKind.TABLE:
            if end is None or _SEPARATORS.search(self._new, block.end, end):
                self._kept.remove(kept)
            else:
                kept.block = _with_last_cell(block, end)
            return False
        kept.block = replace(
            block,
            start=block.start if start is None else start,
            end=block.end if end is None else end,
        )
        return start is None and end is None

    def _beside(self, i: int) -> tuple[_Kept | None, _Kept | None]:
        """The kept blocks on both sides of gap ``i``."""
        left = self._kept[i - 1] if i else None
        return left, self._kept[i] if i < len(self._kept) else None

    def _gap(self, left: _Kept | None, right: _Kept | None) -> tuple[int, int]:
        start = left.block.end if left is not None else 0
        return start, right.block.start if right is not None else len(self._new)

    def _is_as_before(self, left: _Kept | None, right: _Kept | None) -> bool:
        """Whether nothing between two blocks has changed: mark-up and empty lines."""
        first = left.last + 1 if left is not None else 0
        if first != (right.first if right is not None else len(self._blocks)):
            return False
        start = self._blocks[left.last].end if left is not None else 0
        end = self._blocks[right.first].start if right is not None else len(self._old)
        gap_start, gap_end = self._gap(left, right)
        return self._new[gap_start:gap_end] == self._old[start:end]

    def _old_beside(self, left: _Kept | None, right: _Kept | None) -> tuple[str, str]:
        """What stood behind the left block and before the right one on their lines: mark-up."""
        head = tail = ""
        if left is not None:
            after = left.last + 1
            end = self._blocks[after].start if after < len(self._blocks) else len(self._old)
            head = self._old[self._blocks[left.last].end : end].partition("\n")[0]
        if right is not None:
            start = self._blocks[right.first - 1].end if right.first else 0
            tail = self._old[start : self._blocks[right.first].start].rpartition("\n")[2]
        return head, tail


def _moved(texts: Correspondence, block: Block) -> Block | None:
    """The block in the new text, if its words are still there on as many lines."""
    if block.kind is not BlockKind.TABLE:
        span = _moved_span(texts, block.span)
        return replace(block, start=span.start, end=span.end) if span is not None else None
    rows: list[tuple[Span | None, ...]] = []
    for row in block.rows:
        moved = tuple(_moved_span(texts, cell) if cell is not None else None for cell in row)
        if any((a is None) != (b is None) for a, b in zip(row, moved, strict=True)):
            return None
        rows.append(moved)
    filled = [cell for row in rows for cell in row if cell is not None]
    old = [cell for row in block.rows for cell in row if cell is not None]
    for i in range(len(filled) - 1):
        between = texts.old[old[i].end : old[i + 1].start]
        start, end = filled[i].end, filled[i + 1].start
        now = texts.new[start:end] if start <= end else ""
        if now == between:
            continue
        if now.startswith(between):  # words were put in front of the second cell
            wider = i + 1, Span(start + len(between), filled[i + 1].end)
        elif now.endswith(between):
            wider = i, Span(filled[i].start, end - len(between))
        else:
            return None
        cell = trimmed(texts.new, wider[1])
        if cell is None:
            return None
        filled[wider[0]] = cell
        if _SEPARATORS.search(now.replace(between, "", 1)):
            return None
    cells = iter(filled)
    rows = [tuple(next(cells) if cell is not None else None for cell in row) for row in block.rows]
    return replace(block, start=filled[0].start, end=filled[-1].end, rows=tuple(rows))


def _with_last_cell(block: Block, end: int) -> Block:
    """A table whose last cell that holds anything ends elsewhere."""
    rows = tuple(
        tuple(
            Span(cell.start, end) if cell is not None and cell.end == block.end else cell
            for cell in row
        )
        for row in block.rows
    )
    return replace(block, end=end, rows=rows)


def _moved_span(texts: Correspondence, span: Span) -> Span | None:
    start, end = texts.bounds(span)
    place = trimmed(texts.new, Span(start, end)) if start < end else None
    if place is None:
        return None
    lines = texts.new.count("\n", place.start, place.end)
    return place if lines == texts.old.count("\n", span.start, span.end) else None


def _shifted(block: Block, offset: int) -> Block:
    return replace(
        block,
        start=block.start + offset,
        end=block.end + offset,
        rows=tuple(
            tuple(cell.shifted(offset) if cell is not None else None for cell in row)
            for row in block.rows
        ),
    )
