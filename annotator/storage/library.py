"""One library file and everything in it."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from annotator.domain.annotation import Role, SetInfo
from annotator.domain.changes import Change
from annotator.storage.articles import ArticleStore
from annotator.storage.codebooks import CodebookStore
from annotator.storage.connection import connect, guarded, immediate
from annotator.storage.decisions import DecisionStore
from annotator.storage.exercises import ExerciseStore
from annotator.storage.history import Entry, History
from annotator.storage.learners import LearnerStore
from annotator.storage.revisions import RevisionStore
from annotator.storage.search import SearchStore
from annotator.storage.sets import SetStore


class Library:
    """An open library. Belongs to the thread that opened it; other threads open their own.

    Raises ``LibraryError`` on opening as :func:`annotator.storage.connection.connect` says; later
    reads and writes that fail raise it too, and leave what was stored before.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._db = connect(path)
        self._articles = ArticleStore(self._db)
        self._sets = SetStore(self._db)
        self._history = History(self._db)
        self._codebooks = CodebookStore(self._db)
        self.exercises = ExerciseStore(self._db)
        """For use inside :meth:`reading` and :meth:`writing`."""
        self.search = SearchStore(self._db)
        self.learners = LearnerStore(self._db)
        """For use inside :meth:`reading` and :meth:`writing`."""
        self.revisions = RevisionStore(self._db)
        """For use inside :meth:`reading` and :meth:`writing`."""
        self.decisions = DecisionStore(self._db)
        """For use inside :meth:`reading` and :meth:`writing`."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. Everything committed is on the disk already."""
        self._db.close()

    @contextlib.contextmanager
    def reading(self) -> Iterator[tuple[ArticleStore, SetStore, History]]:
        """The stores, as they are at one moment; failures come out as ``LibraryError``."""
        with guarded(self.path), self._db.atomic():
            yield self._articles, self._sets, self._history

    @contextlib.contextmanager
    def writing(self) -> Iterator[tuple[ArticleStore, SetStore, History]]:
        """The stores, in one transaction that is on the disk when the block has ended.

        What is read inside cannot be changed by another program before it ends.
        """
        with guarded(self.path), immediate(self._db):
            yield self._articles, self._sets, self._history

    def commit(self, change: Change, entry: Entry) -> int:
        """Carry out a change of a set and log it, in one transaction; returns the revision."""
        with self.writing() as (_, sets, history):
            sets.apply(change.set_id, change.edits)
            return history.append(change, entry)

    def add_set(self, info: SetInfo, codebook: dict[str, Any]) -> None:
        """Store a new set, and the codebook under which it is made."""
        with self.writing() as (_, sets, _):
            self._codebooks.add(codebook)
            sets.add(info)

    def codebooks(self) -> list[dict[str, Any]]:
        """The JSON values of every codebook, in the order in which they came."""
        with guarded(self.path):
            return self._codebooks.all()

    def codebook(self, codebook_id: str, version: str) -> dict[str, Any] | None:
        """The JSON values of one codebook, or None."""
        with guarded(self.path):
            return self._codebooks.get(codebook_id, version)

    def add_codebook(self, content: dict[str, Any]) -> None:
        """Store a codebook, unless there is one of that id and version."""
        with self.writing():
            self._codebooks.add(content)

    def codebook_uses(self, role: Role | None = None) -> dict[tuple[str, str], int]:
        """How many sets (of that role) were made under each codebook, by id and version."""
        with guarded(self.path):
            return self._codebooks.uses(role)

    def replace_codebook(self, content: dict[str, Any]) -> None:
        """Store other content under the id and version of a codebook that is there."""
        with self.writing():
            self._codebooks.replace(content)

    def remove_codebook(self, codebook_id: str, version: str) -> None:
        """Delete a codebook under which no set was made."""
        with self.writing():
            self._codebooks.remove(codebook_id, version)

    def changes_elsewhere(self) -> int:
        """A number that is another one as soon as some other connection has written."""
        with guarded(self.path):
            return int(self._db.execute("PRAGMA data_version").fetchone()[0])

    def changes_here(self) -> int:
        """A number that is a greater one as soon as this connection has written."""
        return int(self._db.conn.total_changes)

    def setting(self, name: str, default: Any = None) -> Any:
        """A stored setting, or the default."""
        with guarded(self.path):
            row = self._db.execute("SELECT value FROM settings WHERE name = ?", [name]).fetchone()
        return default if row is None else json.loads(row[0])

    def set_setting(self, name: str, value: Any) -> None:
        """Store a setting (any JSON value)."""
        with guarded(self.path):
            self._db.execute(
                "INSERT OR REPLACE INTO settings VALUES (?, ?)", [name, json.dumps(value)]
            )

    def integrity(self) -> str:
        """``ok``, or what SQLite found wrong with the file."""
        with guarded(self.path):
            rows = self._db.execute("PRAGMA integrity_check").fetchall()
            broken = self._db.execute("PRAGMA foreign_key_check").fetchall()
        found = "; ".join(str(row[0]) for row in rows)
        return found if not broken else f"{found}; {len(broken)} broken references"
