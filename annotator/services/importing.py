"""Bringing articles in from files and pasted text."""

from __future__ import annotations

from pathlib import Path

from annotator.domain.article import Article
from annotator.exchange.article_file import Draft, import_article, import_text
from annotator.services.articles import Added, Articles
from annotator.services.clock import new_id


def add_file(articles: Articles, path: Path) -> Added:
    """Import a file. Raises ``ArticleError`` where it cannot become an article."""
    return articles.add(article_from(import_article(path)))


def add_text(articles: Articles, raw: str, name: str) -> Added:
    """Import pasted or piped text. Raises ``ArticleError`` where it is empty or broken."""
    return articles.add(article_from(import_text(raw, name)))


def article_from(draft: Draft, article_id: str | None = None) -> Article:
    """The article that an imported text becomes, with a fresh id unless one is given."""
    return Article(
        id=article_id or new_id(),
        title=draft.title,
        text=draft.text,
        blocks=draft.blocks,
        source=draft.source,
        date=draft.date,
    )
