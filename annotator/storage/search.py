"""Finding words in articles and notes of the library."""

from __future__ import annotations

from typing import Any

from annotator.storage.sqlite import Database

BEGIN, END = "\x02", "\x03"
"""What stands around the words that were found, in a snippet."""

_SNIPPET = f"'{BEGIN}', '{END}', '…', 16"


class SearchStore:
    """Looks words up. What is wanted are FTS5 expressions, or plain text for the ``like`` ones."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def texts(self, expression: str) -> list[tuple[str, str, str]]:
        """Article id, and snippets of the title and of the body, best first."""
        return self._rows(
            f"""
            SELECT s.article_id, snippet(text_search, 0, {_SNIPPET}),
                   snippet(text_search, 1, {_SNIPPET})
            FROM text_search s JOIN articles a ON a.id = s.article_id
            WHERE text_search MATCH ? AND a.deleted_at IS NULL AND NOT a.hidden
            ORDER BY bm25(text_search, 8.0, 1.0)
            """,  # noqa: S608 (only constants)
            expression,
        )

    def texts_like(self, text: str) -> list[tuple[str, str, str]]:
        """Article id, title and body where one of them holds the text as it stands."""
        return self._rows(
            """
            SELECT s.article_id, s.title, s.body
            FROM text_search s JOIN articles a ON a.id = s.article_id
            WHERE a.deleted_at IS NULL AND NOT a.hidden
              AND (instr(lower(s.title), lower(?1)) OR instr(lower(s.body), lower(?1)))
            """,
            text,
        )

    def notes(self, expression: str) -> list[tuple[str, str, str, str]]:
        """Article id, set id, annotation id, and a snippet of the note, best first."""
        return self._rows(
            f"""
            SELECT t.article_id, s.id, n.annotation_id, snippet(note_search, 0, {_SNIPPET})
            FROM note_search JOIN notes n ON n.id = note_search.rowid
            JOIN annotations a ON a.id = n.annotation_id
            JOIN annotation_sets s ON s.id = a.set_id
            JOIN article_texts t ON t.sha256 = s.sha256
            JOIN articles x ON x.id = t.article_id
            WHERE note_search MATCH ? AND x.deleted_at IS NULL AND NOT x.hidden
            ORDER BY bm25(note_search)
            """,  # noqa: S608 (only constants)
            expression,
        )

    def _rows(self, sql: str, wanted: str) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self._db.execute(sql, [wanted])]
