"""Codebooks in the library, each as its JSON values."""

from __future__ import annotations

import json
from typing import Any

from annotator.storage.sqlite import Database


class CodebookStore:
    """Reads and writes codebooks. What is stored under an id and version never changes."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def all(self) -> list[dict[str, Any]]:
        """Every codebook, in the order in which they came."""
        rows = self._db.execute("SELECT content FROM codebooks ORDER BY rowid")
        return [json.loads(row[0]) for row in rows]

    def get(self, codebook_id: str, version: str) -> dict[str, Any] | None:
        """One codebook, or None."""
        row = self._db.execute(
            "SELECT content FROM codebooks WHERE id = ? AND version = ?", [codebook_id, version]
        ).fetchone()
        return None if row is None else json.loads(row[0])

    def add(self, content: dict[str, Any]) -> None:
        """Store a codebook, unless there is one of that id and version."""
        self._db.execute(
            "INSERT OR IGNORE INTO codebooks VALUES (?, ?, ?)",
            [content["id"], content["version"], json.dumps(content, ensure_ascii=False)],
        )
