"""Articles and their revisions in the library."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from annotator.domain.article import Article, Block, BlockKind, MetadataRole
from annotator.domain.span import Span
from annotator.storage.sqlite import Database


@dataclass(frozen=True, slots=True)
class ArticleEntry:
    """What a list shows of an article; ``sha256`` and ``words`` are of its newest revision.

    ``words`` is -1 where they were not counted yet.
    """

    id: str
    title: str
    source: str
    date: str
    added_at: str
    sha256: str
    words: int
    tags: tuple[str, ...] = ()


class ArticleStore:
    """Reads and writes articles. Ids and hashes that are not there give None.

    Hidden ones are found by their id and hash alone; no list has them.
    """

    def __init__(self, database: Database) -> None:
        self._db = database

    def add(self, article: Article, created_at: str, *, hidden: bool = False) -> None:
        """Store a new article with its first revision."""
        with self._db.atomic():
            self._db.execute(
                "INSERT INTO articles (id, title, source, date, created_at, hidden) "
                "VALUES (?, ?, ?, ?, ?, ?)",
                [
                    article.id,
                    article.title,
                    article.source,
                    article.date,
                    created_at,
                    int(hidden),
                ],
            )
            self._db.execute(
                "INSERT INTO article_texts VALUES (?, ?, 1, ?, ?, ?, ?)",
                [
                    article.sha256,
                    article.id,
                    article.text,
                    blocks_to_json(article.blocks),
                    created_at,
                    article.words,
                ],
            )

    def all(self) -> list[Article]:
        """The newest revision of every article, in the order in which they were added."""
        rows = self._db.execute(
            """
            SELECT * FROM article_revisions AS r WHERE revision = (
                SELECT max(revision) FROM article_texts WHERE article_id = r.id
            )
            AND id NOT IN (SELECT id FROM articles WHERE hidden)
            ORDER BY added_at, article_rowid
            """
        )
        return [_article(row) for row in rows]

    def by_sha256(self, sha256: str) -> Article | None:
        """The revision with that text."""
        row = self._db.execute(
            """
            SELECT * FROM article_revisions WHERE sha256 = ?
            """,
            [sha256],
        ).fetchone()
        return _article(row) if row else None

    def ids_and_titles(self) -> list[tuple[str, str]]:
        """Id and title of every article."""
        return list(
            self._db.execute(
                "SELECT id, title FROM articles WHERE deleted_at IS NULL AND NOT hidden "
                "ORDER BY created_at, rowid"
            )
        )

    def entries(self) -> list[ArticleEntry]:
        """What a list shows of every article, without reading its text."""
        tags: dict[str, list[str]] = {}
        for article_id, tag in self._db.execute("SELECT article_id, tag FROM tags ORDER BY tag"):
            tags.setdefault(article_id, []).append(tag)
        rows = self._db.execute(
            """
            SELECT a.id, a.title, a.source, a.date, a.created_at, t.sha256, t.words, max(t.revision)
            FROM articles a JOIN article_texts t ON t.article_id = a.id
            WHERE a.deleted_at IS NULL AND NOT a.hidden
            GROUP BY a.id ORDER BY a.created_at, a.rowid
            """
        )
        return [
            ArticleEntry(
                article_id, title, source, date, at, sha256, words, tuple(tags.get(article_id, ()))
            )
            for article_id, title, source, date, at, sha256, words, _ in rows
        ]

    def words(self, sha256: str) -> int:
        """Number of words of a revision; 0 where it is not there, -1 where it was not counted."""
        row = self._db.execute(
            "SELECT words FROM article_texts WHERE sha256 = ?", [sha256]
        ).fetchone()
        return int(row[0]) if row else 0

    def set_words(self, sha256: str, words: int) -> None:
        """Keep the number of words of a revision."""
        self._db.execute("UPDATE article_texts SET words = ? WHERE sha256 = ?", [words, sha256])

    def is_hidden(self, article_id: str) -> bool:
        """Whether an article is hidden; one that is not there is not."""
        row = self._db.execute("SELECT hidden FROM articles WHERE id = ?", [article_id]).fetchone()
        return bool(row and row[0])

    def hidden(self, before: str) -> list[str]:
        """Ids of the hidden articles that were added before a time (UTC)."""
        rows = self._db.execute("SELECT id FROM articles WHERE hidden AND created_at < ?", [before])
        return [row[0] for row in rows]

    def has_text(self, sha256: str) -> bool:
        """Whether any revision has that text, also of deleted and hidden articles."""
        row = self._db.execute("SELECT 1 FROM article_texts WHERE sha256 = ?", [sha256]).fetchone()
        return row is not None

    def deleted(self) -> list[tuple[str, str, str]]:
        """Id, title and time of deletion of the articles that can be brought back, newest first."""
        return list(
            self._db.execute(
                "SELECT id, title, deleted_at FROM articles WHERE deleted_at IS NOT NULL "
                "ORDER BY deleted_at DESC, rowid"
            )
        )

    def id_of_deleted(self, sha256: str) -> str | None:
        """The id of a deleted article that has that text."""
        row = self._db.execute(
            "SELECT a.id FROM articles a JOIN article_texts t ON t.article_id = a.id "
            "WHERE t.sha256 = ? AND a.deleted_at IS NOT NULL",
            [sha256],
        ).fetchone()
        return row[0] if row else None

    def set_deleted(self, article_id: str, at: str | None) -> None:
        """Delete an article so that it can be brought back, or (None) bring it back."""
        self._db.execute("UPDATE articles SET deleted_at = ? WHERE id = ?", [at, article_id])

    def purge(self, before: str) -> None:
        """Delete for good what was deleted before a time (UTC)."""
        self._db.execute("DELETE FROM articles WHERE deleted_at < ?", [before])

    def rename(self, article_id: str, title: str) -> None:
        """Give an article another title."""
        self._db.execute("UPDATE articles SET title = ? WHERE id = ?", [title, article_id])

    def set_tags(self, article_id: str, tags: Iterable[str]) -> None:
        """Give an article these tags and no others."""
        self._db.execute("DELETE FROM tags WHERE article_id = ?", [article_id])
        for tag in tags:
            self._db.execute("INSERT INTO tags VALUES (?, ?)", [article_id, tag])

    def by_id(self, article_id: str) -> Article | None:
        """The newest revision of an article."""
        row = self._db.execute(
            """
            SELECT * FROM article_revisions WHERE id = ? ORDER BY revision DESC LIMIT 1
            """,
            [article_id],
        ).fetchone()
        return _article(row) if row else None

    def remove(self, article_id: str) -> None:
        """Delete an article with its revisions and sets."""
        with self._db.atomic():
            self._db.execute("DELETE FROM articles WHERE id = ?", [article_id])


def _article(row: tuple[str, ...]) -> Article:
    article_id, title, source, date, body, blocks = row[:6]
    return Article(
        id=article_id,
        title=title,
        source=source,
        date=date,
        text=body,
        blocks=tuple(_block_in(entry) for entry in json.loads(blocks)),
    )


def blocks_to_json(blocks: Iterable[Block]) -> str:
    """Blocks as the library keeps them."""
    return json.dumps([_block_out(block) for block in blocks])


def _block_out(block: Block) -> dict[str, Any]:
    data: dict[str, Any] = {"kind": block.kind, "start": block.start, "end": block.end}
    if block.level is not None:
        data["level"] = block.level
    if block.role is not None:
        data["role"] = block.role
    if block.ordinal is not None:
        data["ordinal"] = block.ordinal
    if block.rows:
        data["rows"] = [
            [None if cell is None else [cell.start, cell.end] for cell in row] for row in block.rows
        ]
    return data


def _block_in(data: dict[str, Any]) -> Block:
    role = data.get("role")
    return Block(
        kind=BlockKind(data["kind"]),
        start=data["start"],
        end=data["end"],
        level=data.get("level"),
        role=None if role is None else MetadataRole(role),
        ordinal=data.get("ordinal"),
        rows=tuple(
            tuple(None if cell is None else Span(*cell) for cell in row)
            for row in data.get("rows", ())
        ),
    )
