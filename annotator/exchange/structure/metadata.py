"""Headline, date line and by-line at the head of an article."""

from __future__ import annotations

import re
from dataclasses import dataclass

from annotator.domain.article import Block, BlockKind, MetadataRole
from annotator.exchange.structure.by_lines import by_line
from annotator.exchange.structure.date_lines import date_line

LONGEST = 160
"""Code points beyond which a line is body text whatever it begins with, headlines excepted."""

_LABELLED_HEADLINE = re.compile(r"(?:headline|title)\s?:\s{0,8}(?=\S)", re.IGNORECASE)
_EMPHASIS = "*_"


@dataclass(frozen=True, slots=True)
class Head:
    """Metadata blocks of one line, and the date (ISO 8601, or empty) that it states."""

    blocks: tuple[Block, ...]
    date: str = ""
    surely: bool = True
    """False where a heading could be worded so too: a place, or a name, beside a date."""
    bare: bool = False
    """Whether the line is nothing but a date."""


def recognise_line(text: str, offset: int) -> Head | None:
    """What a line at the head of an article tells about it, or None where it is something else.

    ``offset`` is where the line begins in the article. A label before a headline is mark-up;
    date lines and by-lines keep theirs.
    """
    bare = text.lstrip(_EMPHASIS).lstrip()
    offset += len(text) - len(bare)
    bare = bare.rstrip(_EMPHASIS).rstrip()
    return (
        _labelled_headline(bare, offset)
        or _date_and_headline(bare, offset)
        or _by_line(bare, offset)
        or _date_line(bare, offset)
    )


def _labelled_headline(line: str, offset: int) -> Head | None:
    match = _LABELLED_HEADLINE.match(line)
    return Head((_headline(line, offset, match.end()),)) if match else None


def _date_and_headline(line: str, offset: int) -> Head | None:
    """A line such as ``date 2026-03-04 Headline: …``."""
    # A date and its label are short, so the label of the headline must come soon.
    match = _LABELLED_HEADLINE.search(line[:LONGEST])
    if match is None:
        return None
    before = line[: match.start()].rstrip(" \t,;|–—-")
    head = _date_line(before, offset) if before else None
    if head is None:
        return None
    return Head((*head.blocks, _headline(line, offset, match.end())), head.date)


def _headline(line: str, offset: int, start: int) -> Block:
    return Block(BlockKind.METADATA, offset + start, offset + len(line), role=MetadataRole.HEADLINE)


def _date_line(line: str, offset: int) -> Head | None:
    told = date_line(line) if len(line) <= LONGEST else None
    if told is None:
        return None
    block = _block(MetadataRole.DATE_LINE, line, offset)
    return Head((block,), told.iso, surely=told.surely, bare=told.bare)


def _by_line(line: str, offset: int) -> Head | None:
    told = by_line(line) if len(line) <= LONGEST else None
    if told is None:
        return None
    block = _block(MetadataRole.BY_LINE, line, offset)
    return Head((block,), told.iso, surely=told.surely)


def _block(role: MetadataRole, line: str, offset: int) -> Block:
    return Block(BlockKind.METADATA, offset, offset + len(line), role=role)
