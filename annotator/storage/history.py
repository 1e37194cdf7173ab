"""The revision log: every change of a set, and what can be undone or redone."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlite_utils import Database

from annotator.domain.annotation import Annotation
from annotator.domain.changes import Change, Edit
from annotator.domain.serial import annotation_from_dict, annotation_to_dict


class Kind(StrEnum):
    """How a revision came about."""

    DO = "do"
    UNDO = "undo"
    REDO = "redo"


@dataclass(slots=True)
class Stacks:
    """Revisions that can be undone and redone: pairs of revision id and action, newest last."""

    undo: list[tuple[int, str]] = field(default_factory=list)
    redo: list[tuple[int, str]] = field(default_factory=list)

    def advance(self, revision: int, kind: Kind, action: str) -> None:
        """Take a newly logged revision into account.

        An undo moves the newest undoable revision over to the redo stack, a redo moves it back,
        and a fresh change empties the redo stack.
        """
        if kind is Kind.UNDO:
            self.redo.append(self.undo.pop())
        elif kind is Kind.REDO:
            self.undo.append(self.redo.pop())
        else:
            self.undo.append((revision, action))
            self.redo.clear()


class History:
    """Appends to the log and reads it. The log is never rewritten."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def append(self, change: Change, kind: Kind, target: int | None, at: str, who: str) -> int:
        """Log a change; returns the number of the revision. ``target`` is the revision undone."""
        edits = [[_out(edit.before), _out(edit.after)] for edit in change.edits]
        cursor = self._db.execute(
            "INSERT INTO revisions (set_id, at, who, action, kind, target, edits) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            [change.set_id, at, who, change.action, kind, target, json.dumps(edits)],
        )
        return int(cursor.lastrowid or 0)

    def change(self, revision: int) -> Change:
        """The change that a revision logged. Raises ``KeyError`` where there is none."""
        row = self._db.execute(
            "SELECT set_id, action, edits FROM revisions WHERE id = ?", [revision]
        ).fetchone()
        if row is None:
            raise KeyError(revision)
        set_id, action, edits = row
        return Change(
            set_id,
            action,
            tuple(Edit(_in(before), _in(after)) for before, after in json.loads(edits)),
        )

    def stacks(self, set_id: str) -> Stacks:
        """What can be undone and redone, from the log alone: so undo survives a restart."""
        stacks = Stacks()
        for revision, kind, action in self._db.execute(
            "SELECT id, kind, action FROM revisions WHERE set_id = ? ORDER BY id", [set_id]
        ):
            stacks.advance(revision, Kind(kind), action)
        return stacks


def _out(annotation: Annotation | None) -> dict[str, Any] | None:
    return None if annotation is None else annotation_to_dict(annotation)


def _in(data: dict[str, Any] | None) -> Annotation | None:
    return None if data is None else annotation_from_dict(data)
