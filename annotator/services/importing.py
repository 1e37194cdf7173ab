"""Bringing articles in from files and pasted text."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from annotator.domain.article import Article
from annotator.domain.errors import ArticleError
from annotator.exchange.article_file import Draft, import_article, import_text
from annotator.exchange.reading import LARGEST_FILE, read_text
from annotator.services.articles import Added, Articles
from annotator.services.clock import new_id


def read_article(path: Path) -> Article:
    """Read a file; nothing is stored. Raises ``ArticleError`` where it cannot become an article."""
    return article_from(import_article(path))


def article_of_text(raw: str, name: str) -> Article:
    """The article of a pasted or piped text; nothing is stored. Raises ``ArticleError``."""
    return article_from(import_text(raw, name))


def add_file(articles: Articles, path: Path) -> Added:
    """Import a file. Raises ``ArticleError`` where it cannot become an article."""
    return articles.add(read_article(path))


def add_text(articles: Articles, raw: str, name: str) -> Added:
    """Import pasted or piped text. Raises ``ArticleError`` where it is empty or broken."""
    return articles.add(article_of_text(raw, name))


def add_stream(articles: Articles, stream: BinaryIO, name: str) -> Added:
    """Import what comes out of a pipe. Raises ``ArticleError`` as :func:`add_file` does."""
    data = stream.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise ArticleError(
            "{name} gives more than {limit} MB, which is no article. Import parts of it.",
            name=name,
            limit=LARGEST_FILE // 1024**2,
        )
    return add_text(articles, read_text(data, name, ArticleError), name)


def article_from(draft: Draft, article_id: str | None = None) -> Article:
    """The article that an imported text becomes, with a fresh id unless one is given."""
    return Article(
        id=article_id or new_id(),
        title=_storable(draft.title),
        text=draft.text,
        blocks=draft.blocks,
        source=_storable(draft.source),
        date=draft.date,
    )


def _storable(name: str) -> str:
    """Both may be the name of a file, which on some systems need not be text."""
    return name.encode("utf-8", "replace").decode("utf-8")
