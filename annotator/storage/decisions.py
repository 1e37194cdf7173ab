"""Keys that are being made of two sets: of which, and what was decided of each pair of marks."""

from __future__ import annotations

from typing import Any

from annotator.domain.decisions import Decided, Decision
from annotator.storage.sqlite import Database

_ROWS = """
    SELECT first_mark, second_mark, decision, item_id, note, number, at, who
    FROM pair_decisions WHERE key_id = :key
"""


class DecisionStore:
    """Reads and writes decisions. Callers wrap them into the transaction that changes the key."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def begin(self, key_id: str, first_id: str, second_id: str) -> None:
        """Remember of which two sets a key is made."""
        self._db.execute(
            "INSERT INTO reconciliations VALUES (?, ?, ?)", [key_id, first_id, second_id]
        )

    def sets(self, key_id: str) -> tuple[str, str] | None:
        """The ids of the two sets of which a key is made, or None."""
        row = self._db.execute(
            "SELECT first_id, second_id FROM reconciliations WHERE key_id = ?", [key_id]
        ).fetchone()
        return None if row is None else (row[0], row[1])

    def unfinished(self, first_id: str, second_id: str) -> str | None:
        """The id of the newest key in the making of these two sets, whichever is first; or None."""
        row = self._db.execute(
            """
            SELECT s.id FROM reconciliations r JOIN annotation_sets s ON s.id = r.key_id
            WHERE (r.first_id, r.second_id) IN (VALUES (:one, :other), (:other, :one))
                AND s.status = 'draft'
            ORDER BY s.created_at DESC, s.rowid DESC
            """,
            {"one": first_id, "other": second_id},
        ).fetchone()
        return None if row is None else str(row[0])

    def all(self, key_id: str) -> list[Decided]:
        """What is known of the pairs, in the order in which they were decided."""
        rows = self._db.execute(
            _ROWS + " ORDER BY number, first_mark, second_mark", {"key": key_id}
        )
        return [_decided(row) for row in rows]

    def get(self, key_id: str, pair: tuple[str, str]) -> Decided | None:
        """What is known of a pair; None where nothing is."""
        row = self._db.execute(
            _ROWS + " AND first_mark = :first AND second_mark = :second",
            {"key": key_id, "first": pair[0], "second": pair[1]},
        ).fetchone()
        return None if row is None else _decided(row)

    def put(self, key_id: str, decided: Decided) -> None:
        """Store what is known of a pair now, in the place of what was."""
        self._db.execute(
            "INSERT OR REPLACE INTO pair_decisions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                key_id,
                decided.first_mark,
                decided.second_mark,
                decided.decision,
                decided.item_id,
                decided.note,
                decided.number,
                decided.at,
                decided.who,
            ],
        )

    def discard(self, key_id: str, pair: tuple[str, str]) -> None:
        """Forget a pair."""
        self._db.execute(
            "DELETE FROM pair_decisions WHERE key_id = ? AND first_mark = ? AND second_mark = ?",
            [key_id, *pair],
        )


def _decided(row: tuple[Any, ...]) -> Decided:
    first, second, decision, *rest = row
    return Decided(first, second, Decision(decision) if decision else None, *rest)
