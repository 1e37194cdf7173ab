"""The revision log: every change of a set, and what can be undone or redone."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from annotator.domain.annotation import Annotation
from annotator.domain.changes import REANCHOR, Change, Edit
from annotator.domain.serial import annotation_from_dict, annotation_to_dict
from annotator.storage.sqlite import Database


class Kind(StrEnum):
    """How a revision came about."""

    DO = "do"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class Entry:
    """What the log keeps beside the change itself.

    ``target`` is the (last) revision that an undo takes back or a redo carries out again. Changes
    in a row with the same ``merge_key`` are undone in one step.
    """

    at: str
    who: str
    kind: Kind = Kind.DO
    target: int | None = None
    merge_key: str | None = None


@dataclass(slots=True)
class Step:
    """What one undo takes back: a revision, or a run of them (typing a note) with one merge key."""

    revisions: list[int]
    action: str
    merge_key: str | None


@dataclass(slots=True)
class Stacks:
    """Steps that can be undone and redone, newest last."""

    undo: list[Step] = field(default_factory=list)
    redo: list[Step] = field(default_factory=list)

    def advance(self, revision: int, kind: Kind, action: str, merge_key: str | None) -> None:
        """Take a newly logged revision into account.

        An undo moves the newest undoable step over to the redo stack, a redo moves it back, and a
        fresh change empties the redo stack. Nothing can be undone beyond an edit of the text: the
        marks before it lie on other words.
        """
        if action == REANCHOR:
            self.undo.clear()
            self.redo.clear()
            return
        if kind is Kind.UNDO:
            self.redo.append(self.undo.pop())
        elif kind is Kind.REDO:
            self.undo.append(self.redo.pop())
        else:
            continued = self.undo and not self.redo and self.undo[-1].merge_key == merge_key
            if merge_key is not None and continued:
                self.undo[-1].revisions.append(revision)
            else:
                self.undo.append(Step([revision], action, merge_key))
            self.redo.clear()


class History:
    """Appends to the log and reads it. The log is never rewritten."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def append(self, change: Change, entry: Entry) -> int:
        """Log a change; returns the number of the revision."""
        edits = [[_out(edit.before), _out(edit.after)] for edit in change.edits]
        cursor = self._db.execute(
            "INSERT INTO revisions (set_id, at, who, action, kind, target, merge_key, edits) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                change.set_id,
                entry.at,
                entry.who,
                change.action,
                entry.kind,
                entry.target,
                entry.merge_key,
                json.dumps(edits),
            ],
        )
        return int(cursor.lastrowid or 0)

    def newest(self, set_id: str) -> int:
        """The number of a set's newest revision, 0 where it has none."""
        row = self._db.execute(
            "SELECT max(id) FROM revisions WHERE set_id = ?", [set_id]
        ).fetchone()
        return int(row[0] or 0)

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

    def last_edit(self, revision: int) -> Change:
        """As :meth:`change`, with the last of its edits alone; fast where there are thousands."""
        row = self._db.execute(
            "SELECT set_id, action, json_extract(edits, '$[#-1]') FROM revisions WHERE id = ?",
            [revision],
        ).fetchone()
        if row is None:
            raise KeyError(revision)
        set_id, action, edit = row
        before, after = json.loads(edit)
        return Change(set_id, action, (Edit(_in(before), _in(after)),))

    def stacks(self, set_id: str) -> Stacks:
        """What can be undone and redone, from the log alone: so undo survives a restart."""
        stacks = Stacks()
        for revision, kind, action, merge_key in self._db.execute(
            "SELECT id, kind, action, merge_key FROM revisions WHERE set_id = ? ORDER BY id",
            [set_id],
        ):
            stacks.advance(revision, Kind(kind), action, merge_key)
        return stacks


def _out(annotation: Annotation | None) -> dict[str, Any] | None:
    return None if annotation is None else annotation_to_dict(annotation)


def _in(data: dict[str, Any] | None) -> Annotation | None:
    return None if data is None else annotation_from_dict(data)
