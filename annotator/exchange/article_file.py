"""Articles from text and Markdown files, and from pasted text."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.domain.article import Block, BlockKind, MetadataRole
from annotator.domain.errors import ArticleError
from annotator.domain.text import canonical_text
from annotator.exchange.reading import read_bytes, read_text
from annotator.exchange.structure.front_matter import front_matter
from annotator.exchange.structure.lines import lines_of
from annotator.exchange.structure.markdown import has_headings, markdown_blocks
from annotator.exchange.structure.metadata import recognise_line
from annotator.exchange.structure.plain import plain_blocks
from annotator.exchange.structure.title import title_of

_PLAIN = (".txt", ".text", "")
_MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")
_INVISIBLE = frozenset(("Cc", "Cf", "Cs", "Zs", "Zl", "Zp"))


def article_endings() -> tuple[str, ...]:
    """How the names of files end from which articles are read, with the full stop."""
    return tuple(ending for ending in (*_PLAIN, *_MARKDOWN) if ending)


@dataclass(frozen=True, slots=True)
class Draft:
    """What an article is made from.

    ``text`` is canonical. ``blocks`` are sorted and disjoint, begin and end with a visible
    character, and hold all words but those of mark-up. ``date`` is an ISO 8601 calendar date or
    empty.
    """

    title: str
    text: str
    blocks: tuple[Block, ...]
    source: str = ""
    date: str = ""


def import_article(path: Path) -> Draft:
    """Read a text or Markdown file of at most 50 MB in any usual encoding.

    Raises ``ArticleError`` where there is no such file, where it cannot be read or is no text,
    and where it holds no visible character.
    """
    data = read_bytes(path, ArticleError)
    extension = path.suffix.lower()
    if extension not in _PLAIN + _MARKDOWN:
        raise ArticleError(
            "Articles are read from text and Markdown files (.txt, .md), and {name} is neither. "
            "Save its text in such a file, or copy and paste it.",
            name=path.name,
        )
    return import_text(read_text(data, path.name, ArticleError), path.name)


def import_text(raw: str, name: str) -> Draft:
    """Make an article of a text. ``name`` is where it is from: a file's name, or words for it.

    Markdown's rules hold where the name ends as Markdown files' names do and a heading is marked.
    Otherwise paragraphs and headings are told by their wording and place; marks for lists, tables,
    quotations and headings are understood there as well.

    Raises ``ArticleError`` where the text has no visible character.
    """
    text = canonical_text(raw)
    if not _visible(text):
        raise ArticleError("{name} has no text in it. Choose another one.", name=name or "It")
    lines = lines_of(text)
    matter = front_matter(lines)
    rest = lines[matter.after :]
    if name.lower().endswith(_MARKDOWN) and has_headings(rest):
        blocks = [*matter.blocks, *markdown_blocks(text, lines, matter.after)]
    else:
        blocks = [*matter.blocks, *plain_blocks(text, rest, matter.blocks)]
    blocks = blocks or [_everything(text)]
    return Draft(
        title=title_of(text, blocks) or name,
        text=text,
        blocks=tuple(blocks),
        source=matter.source or name,
        date=matter.date or told_date(text, blocks),
    )


def _visible(text: str) -> bool:
    return any(unicodedata.category(char) not in _INVISIBLE for char in text)


def _everything(text: str) -> Block:
    """One paragraph of a text that is nothing but marks."""
    bare = text.strip()
    start = len(text) - len(text.lstrip())
    return Block(BlockKind.PARAGRAPH, start, start + len(bare))


def told_date(text: str, blocks: Sequence[Block]) -> str:
    """The ISO 8601 date that the date line or the by-line states; empty where none does."""
    for role in (MetadataRole.DATE_LINE, MetadataRole.BY_LINE):
        for block in blocks:
            if block.role is role:
                head = recognise_line(text[block.start : block.end], block.start)
                if head is not None and head.date:
                    return head.date
    return ""
