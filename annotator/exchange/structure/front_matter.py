"""Front matter: ``key: value`` lines between two lines of dashes at the top of a file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from annotator.domain.article import Block, BlockKind, MetadataRole
from annotator.exchange.structure.dates import find_date
from annotator.exchange.structure.lines import Line

_MOST_LINES = 60
_ENTRY = re.compile(r"(?P<key>[A-Za-z][\w-]{0,40}):(?:\s{1,8}(?P<value>\S.*))?$")
_ROLES = {
    "title": MetadataRole.HEADLINE,
    "headline": MetadataRole.HEADLINE,
    "date": MetadataRole.DATE_LINE,
    "published": MetadataRole.DATE_LINE,
    "author": MetadataRole.BY_LINE,
    "byline": MetadataRole.BY_LINE,
}
_SOURCES = ("source", "url", "publication")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the lines before ``after`` (an index) tell. Keys and values of no use here are left."""

    after: int = 0
    blocks: tuple[Block, ...] = ()
    date: str = ""
    source: str = ""


def front_matter(lines: Sequence[Line]) -> FrontMatter:
    """Read the front matter at the top; an empty one (``after`` 0) where there is none."""
    end = _end(lines)
    if not end:
        return FrontMatter()
    blocks: dict[MetadataRole, Block] = {}
    date, sources = "", dict.fromkeys(_SOURCES, "")
    for line in lines[1 : end - 1]:
        match = _ENTRY.match(line.text) if line.indent == 0 else None
        if match is None or not match["value"]:
            continue
        start, stop = match.span("value")
        if (
            stop - start >= 2
            and line.text[start] in "\"'"
            and line.text[stop - 1] == line.text[start]
        ):
            start, stop = start + 1, stop - 1
        value = line.text[start:stop].strip()
        key = match["key"].lower()
        if key in sources:
            sources[key] = value
        role = _ROLES.get(key)
        if role is None or role in blocks or not value:
            continue
        start = line.text.index(value, start)
        found = find_date(value) if role is MetadataRole.DATE_LINE else None
        if found is not None:
            date = date or found.iso
        begin = line.start + start
        blocks[role] = Block(BlockKind.METADATA, begin, begin + len(value), role=role)
    source = next((s for s in sources.values() if s), "")
    return FrontMatter(end, tuple(sorted(blocks.values(), key=lambda b: b.start)), date, source)


def _end(lines: Sequence[Line]) -> int:
    """Index after the front matter's last line, 0 where there is none."""
    if len(lines) < 3 or lines[0].text != "---" or lines[0].indent:
        return 0
    if not _ENTRY.match(lines[1].text):
        return 0
    for i, line in enumerate(lines[1:_MOST_LINES], start=1):
        if line.text in ("---", "...") and not line.indent:
            return i + 1
        if not (line.blank or line.indent or line.text[0] in "-#" or _ENTRY.match(line.text)):
            return 0
    return 0
