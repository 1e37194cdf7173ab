"""Finding words in an article."""

from __future__ import annotations

import re

from annotator.domain.article import Article
from annotator.domain.span import Span
from annotator.domain.word_units import joined


def find_all(
    article: Article, wanted: str, *, match_case: bool = False, whole_words: bool = False
) -> tuple[Span, ...]:
    """Where a text occurs in an article, in reading order, in code points.

    What is looked for lies within one block or one cell of a table, so that mark-up is never found.
    White space in ``wanted`` stands for any white space. Nothing is found for an empty text.
    """
    parts = wanted.split()
    if not parts:
        return ()
    body = r"\s+".join(re.escape(part) for part in parts)
    pattern = re.compile(body, re.NOFLAG if match_case else re.IGNORECASE)
    return tuple(
        Span(found.start(), found.end())
        for run in article.runs()
        for found in pattern.finditer(article.text, run.start, run.end)
        if not (
            whole_words
            and (_cuts(article.text, found.start(), run) or _cuts(article.text, found.end(), run))
        )
    )


def _cuts(text: str, boundary: int, run: Span) -> bool:
    """Whether a boundary cuts a word of the run; a hyphen or an apostrophe parts words here."""
    if not run.start < boundary < run.end:
        return False
    sides = text[boundary - 1 : boundary + 1]
    return all(char.isalnum() or char == "_" for char in sides) and joined(text, boundary)
