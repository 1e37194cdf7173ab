"""The structure of Markdown, by markdown-it's block rules and its tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from annotator.domain.article import Block, BlockKind, MetadataRole
from annotator.exchange.structure import metadata
from annotator.exchange.structure.lines import WIDEST, Line, is_rule, lines_of
from annotator.exchange.structure.tables import table_block

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_HEAD_BLOCKS = 6
_CONTAINER_MARKS = " \t>*+-#"


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 (slow to import)

    # Blocks only: emphasis and links stay in the text as they were written. Indented lines are
    # paragraphs in a news text, not code; HTML and link definitions are shown, not swallowed.
    return (
        MarkdownIt("commonmark", {"html": False})
        .enable("table")
        .disable(["inline", "code", "html_block", "reference"])
    )


def markdown_blocks(text: str, lines: Sequence[Line], first: int = 0) -> list[Block]:
    """The blocks of the lines from ``first`` on, in reading order.

    A heading of level 1 at the top is the article's headline.
    """
    # The parser turns NUL into U+FFFD and strips nothing else, so lines and offsets stay.
    source = text.replace("\x00", "\ufffd").split("\n")
    source[:first] = [""] * first
    walker = _Walker(text, lines)
    blocks = walker.blocks(_parser().parse("\n".join(source)))
    blocks.extend(_left_out(lines, first, blocks, walker.markup))
    blocks.sort(key=lambda block: block.start)
    return _with_head(text, blocks)


def has_headings(lines: Sequence[Line]) -> bool:
    """Whether any heading is marked as one."""
    for i, line in enumerate(lines):
        hashes = len(line.text) - len(line.text.lstrip("#"))
        if 1 <= hashes <= 6 and line.text[hashes : hashes + 1] in (" ", "\t"):
            return True
        above = lines[i - 1] if i else None
        ruled = len(line.text) >= 3 and line.text[0] in "=-" and not line.text.strip(line.text[0])
        if ruled and above and not above.blank and "|" not in above.text:
            return True
    return False


class _Walker:
    """Turns the parser's tokens into blocks. ``markup`` gathers indices of lines without words."""

    def __init__(self, text: str, lines: Sequence[Line]) -> None:
        self._text = text
        self._lines = lines
        self._quotes = 0
        self._lists = 0
        self._item: tuple[int, int | None] | None = None
        self._level: int | None = None
        self._in_table = False
        self.markup: set[int] = set()

    def blocks(self, tokens: Sequence[Token]) -> list[Block]:
        found: list[Block] = []
        for token in tokens:
            first, after = token.map or (0, 0)
            if token.type == "table_open":
                self._in_table = True
                found.extend(self._table(first, after))
            elif token.type == "table_close":
                self._in_table = False
            elif token.type == "inline" and not self._in_table:
                found.extend(self._words(token.content, first, after))
            elif token.type == "fence":
                self.markup.update((first, after - 1))
                found.extend(self._words(token.content, first + 1, after))
            elif token.type == "hr":
                self.markup.add(first)
            else:
                self._enter_or_leave(token)
        return found

    def _enter_or_leave(self, token: Token) -> None:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            self._lists += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            self._lists -= 1
        elif token.type == "list_item_open":
            self._item = (self._lists, int(token.info) if token.info.isdecimal() else None)
        elif token.type == "list_item_close":
            self._item = None
        elif token.type == "blockquote_open":
            self._quotes += 1
        elif token.type == "blockquote_close":
            self._quotes -= 1
        elif token.type == "heading_open":
            self._level = int(token.tag[1:])
            if token.map and token.markup[:1] in ("=", "-"):
                self.markup.add(token.map[1] - 1)
        elif token.type == "heading_close":
            self._level = None

    def _table(self, first: int, after: int) -> Iterator[Block]:
        rows = []
        for i in range(first, after):
            line = self._lines[i]
            # Inside a quotation the marks of the quotation come before the row.
            bare = line.text.lstrip("> \t") if self._quotes else line.text
            rows.append(Line(bare, line.end - len(bare), 0))
        self.markup.update(range(first, after))
        block = table_block(rows)
        if block is not None:
            yield block
        self._item = None

    def _words(self, content: str, first: int, after: int) -> Iterator[Block]:
        """Blocks for the lines of one paragraph, heading or fence."""
        ranges = list(self._ranges(content, first, after))
        if self._level is None and not self._quotes and self._item is None:
            # Lines much longer than any editor breaks them are paragraphs pasted without a gap.
            split = any(end - start > WIDEST for start, end in ranges)
        else:
            split = False
        for part in _joined(self._text, ranges, split=split):
            yield self._block(*part)

    def _ranges(self, content: str, first: int, after: int) -> Iterator[tuple[int, int]]:
        """Where each line of the content stands: at the end of its line, but for closing ``#``."""
        i = first
        for piece in content.split("\n"):
            bare = piece.strip()
            if not bare:
                continue
            while i < after:
                line = self._lines[i]
                shown = line.text.replace("\x00", "\ufffd")
                i += 1
                if self._level is not None and "#" in shown and not shown.endswith(bare):
                    at = shown.find(bare, shown.index("#"))
                else:
                    at = len(shown) - len(bare) if shown.endswith(bare) else -1
                if at >= 0:
                    yield line.start + at, line.start + at + len(bare)
                    break

    def _block(self, start: int, end: int) -> Block:
        item, self._item = self._item, None
        if self._level is not None:
            return Block(BlockKind.HEADING, start, end, level=self._level)
        if item is not None:
            return Block(BlockKind.LIST_ITEM, start, end, level=item[0], ordinal=item[1])
        if self._quotes:
            return Block(BlockKind.QUOTATION, start, end)
        return Block(BlockKind.PARAGRAPH, start, end)


def _joined(
    text: str, ranges: Sequence[tuple[int, int]], *, split: bool
) -> Iterator[tuple[int, int]]:
    """Join ranges between which nothing but white space stands."""
    begin, end = -1, -1
    for start, stop in ranges:
        if begin >= 0 and (split or not text[end:start].isspace()):
            yield begin, end
            begin = start
        elif begin < 0:
            begin = start
        end = stop
    if begin >= 0:
        yield begin, end


def _left_out(
    lines: Sequence[Line], first: int, blocks: Sequence[Block], markup: set[int]
) -> Iterator[Block]:
    """Lines with words that the parser passed over, as it does below a certain nesting."""
    covered = iter(sorted((block.start, block.end) for block in blocks))
    current = next(covered, None)
    for i in range(first, len(lines)):
        line = lines[i]
        while current is not None and current[1] <= line.start:
            current = next(covered, None)
        if line.blank or i in markup or (current is not None and current[0] < line.end):
            continue
        words = line.text.lstrip(_CONTAINER_MARKS)
        if words and not is_rule(line.text):
            yield Block(BlockKind.PARAGRAPH, line.end - len(words), line.end)


def _with_head(text: str, blocks: list[Block]) -> list[Block]:
    """Headline, date line and by-line recognised at the top."""
    result: list[Block] = []
    roles: set[MetadataRole | None] = set()
    for i, block in enumerate(blocks):
        lines = lines_of(text[block.start : block.end]) if block.end - block.start < 500 else []
        heads = [metadata.recognise_line(line.text, block.start + line.start) for line in lines]
        found = [b for head in heads if head is not None for b in head.blocks]
        if i >= _HEAD_BLOCKS:
            return result + blocks[i:]
        if i == 0 and block.kind is BlockKind.HEADING and block.level == 1:
            result.append(replace(block, role=MetadataRole.HEADLINE))
            roles.add(MetadataRole.HEADLINE)
        elif (
            block.kind is BlockKind.PARAGRAPH
            and None not in heads
            and found
            and not roles & {b.role for b in found}
        ):
            result.extend(found)
            roles |= {b.role for b in found}
        else:
            result.append(block)
            if block.kind is not BlockKind.HEADING and block.end - block.start > metadata.LONGEST:
                return result + blocks[i + 1 :]
    return result
