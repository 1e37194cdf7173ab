"""Revisions of an article's text, and which sets lie on them."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.domain.article import Article
from annotator.storage.articles import blocks_to_json
from annotator.storage.sqlite import Database


class RevisionStore:
    """Writes edited articles. Callers wrap several writes into one transaction."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def owner(self, sha256: str) -> tuple[str, str, bool] | None:
        """Id and title of the article that has or had a text, and whether it is deleted."""
        row = self._db.execute(
            """
            SELECT a.id, a.title, a.deleted_at IS NOT NULL
            FROM articles a JOIN article_texts t ON t.article_id = a.id WHERE t.sha256 = ?
            """,
            [sha256],
        ).fetchone()
        return None if row is None else (row[0], row[1], bool(row[2]))

    def texts(self, article_id: str) -> list[tuple[str, str]]:
        """SHA-256 and text of every revision of an article, oldest first."""
        return list(
            self._db.execute(
                "SELECT sha256, body FROM article_texts WHERE article_id = ? ORDER BY revision",
                [article_id],
            )
        )

    def add(self, article: Article, created_at: str) -> None:
        """Make the article's text its newest revision; one that it had before becomes it again."""
        (newest,) = self._db.execute(
            "SELECT max(revision) FROM article_texts WHERE article_id = ?", [article.id]
        ).fetchone()
        self._db.execute(
            """
            INSERT INTO article_texts VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (sha256) DO UPDATE SET
                revision = excluded.revision, blocks = excluded.blocks, words = excluded.words
            """,
            [
                article.sha256,
                article.id,
                newest + 1,
                article.text,
                blocks_to_json(article.blocks),
                created_at,
                article.words,
            ],
        )
        # No trigger sees that an earlier text has become the newest again.
        self._db.execute("DELETE FROM text_search WHERE article_id = ?", [article.id])
        self._db.execute(
            "INSERT INTO text_search (title, body, article_id) VALUES (?, ?, ?)",
            [article.title, article.text, article.id],
        )

    def set_blocks(self, article: Article) -> None:
        """Replace the structure of a revision."""
        self._db.execute(
            "UPDATE article_texts SET blocks = ?, words = ? WHERE sha256 = ?",
            [blocks_to_json(article.blocks), article.words, article.sha256],
        )

    def set_details(self, article: Article) -> None:
        """Replace title, source and date."""
        self._db.execute(
            "UPDATE articles SET title = ?, source = ?, date = ? WHERE id = ?",
            [article.title, article.source, article.date, article.id],
        )

    def sets(self, article_id: str) -> list[str]:
        """Ids of the sets on any revision of an article, oldest first."""
        rows = self._db.execute(
            """
            SELECT s.id FROM annotation_sets s JOIN article_texts t ON t.sha256 = s.sha256
            WHERE t.article_id = ? ORDER BY s.created_at, s.rowid
            """,
            [article_id],
        )
        return [set_id for (set_id,) in rows]

    def move_set(self, set_id: str, sha256: str, name: str) -> None:
        """Put a set on another revision, under a name that is free there."""
        self._db.execute(
            "UPDATE annotation_sets SET sha256 = ?, name = ? WHERE id = ?", [sha256, name, set_id]
        )

    def sets_pointing_to(self, sources: Iterable[str]) -> list[str]:
        """Ids of the sets with ends, also of a key's alternatives, in these revisions."""
        found: dict[str, None] = {}
        for source in sources:
            rows = self._db.execute(
                """
                SELECT a.set_id FROM annotations a
                WHERE instr(a.alternatives, :source)
                    OR EXISTS (
                        SELECT 1 FROM passages p WHERE p.annotation_id = a.id AND p.source = :source
                    )
                GROUP BY a.set_id ORDER BY a.set_id
                """,
                {"source": source},
            )
            found.update((set_id, None) for (set_id,) in rows)
        return list(found)
