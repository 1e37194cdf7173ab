"""An article as plain text with its structure to be seen."""

from __future__ import annotations

from annotator.cli.output import columns, wrapped
from annotator.domain.article import Article, Block, BlockKind, MetadataRole
from annotator.domain.span import Span


def article_in_words(article: Article) -> str:
    """The article for reading in a terminal; every block stands by itself."""
    headed = any(
        block.role is MetadataRole.HEADLINE or _words(article, block.span) == article.title
        for block in article.blocks
    )
    lines = [] if headed else [_underlined(article.title)]
    previous: Block | None = None
    for block in article.blocks:
        # Items of one list stand close together.
        listed = previous is not None and previous.kind is block.kind is BlockKind.LIST_ITEM
        if lines and not listed:
            lines.append("")
        lines.append(_block(article, block))
        previous = block
    return "\n".join(lines)


def _block(article: Article, block: Block) -> str:
    if block.kind is BlockKind.TABLE:
        return _table(article, block)
    words = _words(article, block.span)
    if block.role is MetadataRole.HEADLINE:
        return _underlined(words)
    if block.kind is BlockKind.HEADING:
        return f"{'#' * (block.level or 1)} {words}"
    if block.kind is BlockKind.LIST_ITEM:
        indent = "  " * ((block.level or 1) - 1)
        mark = "- " if block.ordinal is None else f"{block.ordinal}. "
        return wrapped(words, indent + mark, indent + " " * len(mark))
    if block.kind is BlockKind.QUOTATION:
        return wrapped(words, "> ")
    return wrapped(words)


def _table(article: Article, block: Block) -> str:
    across = max(len(row) for row in block.rows)
    rows = [
        [
            "" if cell is None else _words(article, cell)
            for cell in (*row, *[None] * (across - len(row)))
        ]
        for row in block.rows
    ]
    return columns(rows, right=False)


def _words(article: Article, span: Span) -> str:
    return " ".join(article.text[span.start : span.end].split())


def _underlined(words: str) -> str:
    lines = wrapped(words)
    return lines + "\n" + "=" * max(map(len, lines.splitlines()))
