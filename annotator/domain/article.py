"""Articles and their structure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from annotator.domain.span import Span
from annotator.domain.text import sha256_of
from annotator.domain.word_units import count_words

WORDS_PER_MINUTE = 238


def reading_minutes(words: int) -> int:
    """Minutes a practised reader needs for so many words, at least 1, at 238 words a minute.

    The mean rate of silent reading of English non-fiction in Brysbaert 2019, "How many words do
    we read per minute? A review and meta-analysis of reading rate".
    """
    return max(1, round(words / WORDS_PER_MINUTE))


class BlockKind(StrEnum):
    """What a piece of an article is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE = "table"
    QUOTATION = "quotation"
    METADATA = "metadata"


class MetadataRole(StrEnum):
    """What a metadata block tells about the article."""

    HEADLINE = "headline"
    DATE_LINE = "date_line"
    BY_LINE = "by_line"


@dataclass(frozen=True, slots=True)
class Block:
    """A structural piece of an article: a range of code points over its canonical text.

    The range holds the words only, not the mark-up (``- ``, ``# ``, a table's pipes). ``level`` is
    1 to 6 for headings, and 1 or more for the depth of list items. ``rows`` are a table's cells,
    each a span, or None where a cell is empty; the first row is the header. ``ordinal`` is the
    number of an item in a numbered list.
    """

    kind: BlockKind
    start: int
    end: int
    level: int | None = None
    role: MetadataRole | None = None
    rows: tuple[tuple[Span | None, ...], ...] = ()
    ordinal: int | None = None

    @property
    def span(self) -> Span:
        """The block's range."""
        return Span(self.start, self.end)

    def runs(self) -> Iterator[Span]:
        """The ranges of running text in the block: its cells for a table, else itself."""
        if self.kind is BlockKind.TABLE:
            for row in self.rows:
                yield from (cell for cell in row if cell is not None)
        else:
            yield self.span


@dataclass(frozen=True)
class Article:
    """A text to be read. ``text`` is canonical; ``sha256`` identifies this revision of it.

    ``date`` is an ISO 8601 calendar date, or empty where none is known.
    """

    id: str
    title: str
    text: str
    blocks: tuple[Block, ...]
    source: str = ""
    date: str = ""
    sha256: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sha256", sha256_of(self.text))

    @cached_property
    def words(self) -> int:
        """Number of words in the blocks, of whatever script."""
        return sum(count_words(self.text[run.start : run.end]) for run in self.runs())

    @property
    def reading_minutes(self) -> int:
        """Minutes a practised reader needs; see :func:`reading_minutes`."""
        return reading_minutes(self.words)

    def runs(self) -> Iterator[Span]:
        """All ranges of running text in reading order."""
        for block in self.blocks:
            yield from block.runs()
