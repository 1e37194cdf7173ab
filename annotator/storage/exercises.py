"""Exercises and the hints that were given, in the library."""

from __future__ import annotations

import json

from annotator.domain.changes import LEAVES_MARKS
from annotator.domain.exercise import Exercise, Feedback
from annotator.domain.hint import Hint, HintGiven, hint_from_dict, hint_to_dict
from annotator.storage.sqlite import Database


class ExerciseStore:
    """Reads and writes exercises and hints. Callers wrap several writes into one transaction."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def of_article(self, article_id: str) -> Exercise | None:
        """The newest exercise with an article, or None."""
        row = self._db.execute(
            """
            SELECT e.id, title, instructions, feedback, hints, opened_at
            FROM exercises e JOIN exercise_articles a ON a.exercise_id = e.id
            WHERE a.article_id = ? ORDER BY e.created_at DESC, e.rowid DESC LIMIT 1
            """,
            [article_id],
        ).fetchone()
        if row is None:
            return None
        exercise_id, title, instructions, feedback, hints, opened_at = row
        articles = self._db.execute(
            "SELECT article_id FROM exercise_articles WHERE exercise_id = ? ORDER BY ordinal",
            [exercise_id],
        )
        return Exercise(
            id=exercise_id,
            title=title,
            instructions=instructions,
            articles=tuple(found for (found,) in articles),
            feedback=Feedback(feedback),
            hints=bool(hints),
            opened_at=opened_at,
        )

    def save(self, exercise: Exercise, now: str) -> None:
        """Store an exercise, new or changed; ``now`` is when (UTC ISO 8601)."""
        self._db.execute(
            """
            INSERT INTO exercises (id, title, instructions, feedback, hints, opened_at, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET
                title = excluded.title, instructions = excluded.instructions,
                feedback = excluded.feedback, hints = excluded.hints,
                opened_at = excluded.opened_at
            """,
            [
                exercise.id,
                exercise.title,
                exercise.instructions,
                exercise.feedback,
                int(exercise.hints),
                exercise.opened_at,
                now,
            ],
        )
        self._db.execute("DELETE FROM exercise_articles WHERE exercise_id = ?", [exercise.id])
        for ordinal, article_id in enumerate(exercise.articles):
            self._db.execute(
                "INSERT INTO exercise_articles VALUES (?, ?, ?)", [exercise.id, ordinal, article_id]
            )

    def add_hint(self, set_id: str, given: HintGiven) -> None:
        """Record a hint, and after which change of the set it was given."""
        self._db.execute(
            "INSERT INTO hints (set_id, at, revision, told) VALUES (?, ?, ?, ?)",
            [set_id, given.at, self._last_marking(set_id), json.dumps(hint_to_dict(given.hint))],
        )

    def hints(self, set_id: str) -> tuple[HintGiven, ...]:
        """Every hint that was given for a set, oldest first."""
        rows = self._db.execute("SELECT at, told FROM hints WHERE set_id = ? ORDER BY id", [set_id])
        return tuple(HintGiven(at, hint_from_dict(json.loads(told))) for at, told in rows)

    def hints_since_change(self, set_id: str) -> tuple[Hint, ...]:
        """Those that were given since marks were last made, moved or taken away, oldest first."""
        rows = self._db.execute(
            "SELECT told FROM hints WHERE set_id = ? AND revision = ? ORDER BY id",
            [set_id, self._last_marking(set_id)],
        )
        return tuple(hint_from_dict(json.loads(told)) for (told,) in rows)

    def count_hints(self, set_id: str) -> int:
        """How many hints were given for a set."""
        row = self._db.execute("SELECT count(*) FROM hints WHERE set_id = ?", [set_id]).fetchone()
        return int(row[0])

    def _last_marking(self, set_id: str) -> int:
        row = self._db.execute(
            "SELECT max(id) FROM revisions WHERE set_id = ? "
            "AND action NOT IN (SELECT value FROM json_each(?))",
            [set_id, json.dumps(sorted(LEAVES_MARKS))],
        ).fetchone()
        return int(row[0] or 0)
