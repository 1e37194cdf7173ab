"""Learners' profiles and their results in the library."""

from __future__ import annotations

import json
from typing import Any

from annotator.comparison.results import Result, items_from_list, items_to_list
from annotator.domain.learner import Learner
from annotator.storage.sqlite import Database

_RESULTS = """
    SELECT r.set_id, r.key_id, t.article_id, s.submitted_at, r.items
    FROM results r
    JOIN annotation_sets s ON s.id = r.set_id
    JOIN article_texts t ON t.sha256 = s.sha256
"""


class LearnerStore:
    """Reads and writes profiles and results. Callers wrap several writes into one transaction."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def all(self) -> list[Learner]:
        """Every profile, in the order in which they came."""
        rows = self._db.execute(
            "SELECT id, name, created_at FROM learners ORDER BY created_at, rowid"
        )
        return [Learner(*row) for row in rows]

    def add(self, learner: Learner) -> None:
        """Store a profile."""
        self._db.execute(
            "INSERT INTO learners VALUES (?, ?, ?)",
            [learner.id, learner.name, learner.created_at],
        )

    def rename(self, learner_id: str, name: str) -> None:
        """Give a profile another name."""
        self._db.execute("UPDATE learners SET name = ? WHERE id = ?", [name, learner_id])

    def remove(self, learner_id: str) -> None:
        """Delete a profile with its sets."""
        self._db.execute("DELETE FROM learners WHERE id = ?", [learner_id])

    def adopt(self, learner_id: str, annotator: str) -> None:
        """Give a profile the learners' sets that an annotator made before there were profiles."""
        self._db.execute(
            "UPDATE annotation_sets SET learner_id = ? "
            "WHERE learner_id IS NULL AND role = 'learner' AND annotator = ?",
            [learner_id, annotator],
        )

    def put_result(self, result: Result) -> None:
        """Store what came of a set, in the place of an earlier comparison of it."""
        self._db.execute(
            "INSERT OR REPLACE INTO results VALUES (?, ?, ?)",
            [
                result.set_id,
                result.key_id,
                json.dumps(items_to_list(result.items), separators=(",", ":")),
            ],
        )

    def schedule(self, learner_id: str) -> tuple[str, list[list[Any]]] | None:
        """What a learner's schedule was made from, and its rows of JSON values."""
        row = self._db.execute(
            "SELECT made_from, due FROM schedules WHERE learner_id = ?", [learner_id]
        ).fetchone()
        return None if row is None else (row[0], json.loads(row[1]))

    def put_schedule(self, learner_id: str, made_from: str, due: list[list[Any]]) -> None:
        """Keep a schedule, in the place of an earlier one."""
        self._db.execute(
            "INSERT OR REPLACE INTO schedules VALUES (?, ?, ?)",
            [learner_id, made_from, json.dumps(due)],
        )

    def results(self, learner_id: str) -> list[Result]:
        """The results of a learner, oldest submission first."""
        rows = self._db.execute(
            _RESULTS + " WHERE s.learner_id = ? ORDER BY s.submitted_at, s.rowid", [learner_id]
        )
        return [_result(row) for row in rows]


def _result(row: tuple[Any, ...]) -> Result:
    set_id, key_id, article_id, submitted_at, items = row
    return Result(set_id, key_id, article_id, submitted_at, items_from_list(json.loads(items)))
