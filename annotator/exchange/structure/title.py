"""A title for an article."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from annotator.domain.article import Block, BlockKind, MetadataRole

LONGEST = 80
LONGEST_HEADLINE = 200
_NEAR_TOP = 3
"""Blocks among which a heading may lend its words to an article without a headline."""
_TELLING = 3
"""Words that a heading needs for that, unless it comes first."""

_SENTENCE_END = re.compile(r"(?<![A-Z])[.!?…][\"'”’»)\]]?(?=\s)|[。！？]")
_LINK = re.compile(r"!?\[([^\[\]\n]{1,200})\]\([^()\s]{0,500}\)")
_STRONG = re.compile(r"(\*\*|__|\*|`)(?=\S)([^*_`\n]{1,200})(?<=\S)\1")


def title_of(text: str, blocks: Sequence[Block]) -> str:
    """The headline; else a heading near the top; else the beginning of the first sentence.

    Never empty where a block has a visible character. Not longer than ``LONGEST`` code points,
    headlines excepted.
    """
    headline = next((b for b in blocks if b.role is MetadataRole.HEADLINE), None)
    if headline is not None:
        return shortened(_plain(text, headline), LONGEST_HEADLINE)
    for i, block in enumerate(blocks[:_NEAR_TOP]):
        if block.kind is BlockKind.HEADING:
            words = _plain(text, block)
            if i == 0 or len(words.split()) >= _TELLING:
                return shortened(words, LONGEST)
    wording = [b for b in blocks if b.kind is not BlockKind.METADATA] or list(blocks)
    # A table has no sentences; its name or the text around it says more.
    wording.sort(key=lambda b: b.kind is BlockKind.TABLE)
    words = _plain(text, wording[0]) if wording else ""
    end = _SENTENCE_END.search(words)
    return shortened(words[: end.end()] if end else words, LONGEST)


def shortened(words: str, longest: int) -> str:
    """The words cut at a word boundary, with … in place of what is left out."""
    if len(words) <= longest:
        return words
    cut = words[:longest]
    at = cut.rfind(" ")
    # A script without spaces, or one endless word, is cut anywhere but before a combining mark.
    if at < longest // 2:
        at = longest - 1
        while at > 1 and unicodedata.category(words[at]).startswith("M"):
            at -= 1
    return cut[:at].rstrip(" ,;:–—-") + "…"


def _plain(text: str, block: Block) -> str:
    """The beginning of a block in one line, without Markdown's inline marks."""
    run = next(block.runs())
    words = " ".join(text[run.start : min(run.end, run.start + 1000)].split())
    return _STRONG.sub(r"\2", _LINK.sub(r"\1", words)) or words
