"""Finding words in an article."""

from __future__ import annotations

import re

from annotator.domain.article import Article
from annotator.domain.span import Span


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
    if whole_words:
        body = rf"(?<!\w){body}(?!\w)"
    pattern = re.compile(body, re.NOFLAG if match_case else re.IGNORECASE)
    return tuple(
        Span(found.start(), found.end())
        for run in article.runs()
        for found in pattern.finditer(article.text, run.start, run.end)
    )
