"""Codebooks in the library, each as its JSON values."""

from __future__ import annotations

import json
from typing import Any

from annotator.domain.annotation import Role
from annotator.storage.sqlite import Database


class CodebookStore:
    """Reads and writes codebooks. What sets were made under never changes."""

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

    def uses(self, role: Role | None = None) -> dict[tuple[str, str], int]:
        """How many sets were made under each codebook, by id and version; none are left out.

        With a ``role`` only those of it are counted.
        """
        rows = self._db.execute(
            "SELECT codebook_id, codebook_version, count(*) FROM annotation_sets "
            "WHERE role = coalesce(?, role) GROUP BY codebook_id, codebook_version",
            [role],
        )
        return {(row[0], row[1]): row[2] for row in rows}

    def replace(self, content: dict[str, Any]) -> None:
        """Store other content under an id and version that is there."""
        self._db.execute(
            "UPDATE codebooks SET content = ? WHERE id = ? AND version = ?",
            [json.dumps(content, ensure_ascii=False), content["id"], content["version"]],
        )

    def remove(self, codebook_id: str, version: str) -> None:
        """Delete a codebook; SQLite refuses it where a set was made under it."""
        self._db.execute(
            "DELETE FROM codebooks WHERE id = ? AND version = ?", [codebook_id, version]
        )
