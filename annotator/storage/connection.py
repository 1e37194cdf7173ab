"""Opening a library file safely: the right file, the right version, the right switches."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database, Migrations

from annotator.domain.errors import LibraryError
from annotator.storage.migrations import APPLICATION_ID, MIGRATIONS

BUSY_TIMEOUT_MS = 5000


def connect(path: Path, migrations: Migrations = MIGRATIONS) -> Database:
    """Open a library, make it where there is none, and bring it up to date.

    A file from an older version is copied beside itself before it is changed. Foreign keys are on,
    the journal is a write-ahead log, and every commit is on the disk before it returns
    (``synchronous=FULL``).

    Raises ``LibraryError`` where the path is a folder, is not a library, cannot be read or written,
    or comes from a newer version; the file is then left as it was.
    """
    if path.is_dir():
        raise LibraryError(
            "{path} is a folder. Name a library file, for example {example}.",
            path=path,
            example=path / "library.annotator",
        )
    with guarded(path):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LibraryError(
                "The folder {folder} cannot be made ({reason}). "
                "Choose another place for the library.",
                folder=path.parent,
                reason=error.strerror or error,
            ) from None
        fresh = not path.exists() or path.stat().st_size == 0
        connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT_MS / 1000)
        try:
            database = Database(connection, execute_plugins=False)
            _prepare(database, path, migrations, fresh=fresh)
        except BaseException:
            connection.close()
            raise
    return database


def _prepare(database: Database, path: Path, migrations: Migrations, *, fresh: bool) -> None:
    newest = len(migrations.pending(database)) + len(migrations.applied(database))
    version = _pragma(database, "user_version")
    if not fresh and _pragma(database, "application_id") != APPLICATION_ID:
        raise LibraryError(
            "{path} is a database of another program, not an Annotator library. "
            "It was left untouched. Choose another file.",
            path=path,
        )
    if version > newest:
        raise LibraryError(
            "{path} was made by a newer version of Annotator (library version {version}, this "
            "program knows {newest}). It was left untouched. Install the newer version to open it.",
            path=path,
            version=version,
            newest=newest,
        )
    database.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    database.execute("PRAGMA synchronous = FULL")
    # A plain write first: a read-only disk is found out here, in one place.
    database.execute("BEGIN IMMEDIATE")
    database.execute("ROLLBACK")
    database.execute("PRAGMA journal_mode = WAL")
    if version < newest:
        if not fresh:
            _copy_beside(database, path, version)
        migrations.apply(database)
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database.execute(f"PRAGMA user_version = {newest}")
    # Only now: a migration that rebuilds a table must not set off cascading deletes.
    database.execute("PRAGMA foreign_keys = ON")


def _copy_beside(database: Database, path: Path, version: int) -> None:
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    target = path.with_name(f"{path.name}.before-upgrade-from-{version}-{stamp}")
    with contextlib.closing(sqlite3.connect(target)) as copy:
        database.conn.backup(copy)


def _pragma(database: Database, name: str) -> int:
    return int(database.execute(f"PRAGMA {name}").fetchone()[0])


@contextlib.contextmanager
def guarded(path: Path) -> Iterator[None]:
    """Turn what SQLite says of a failed read or write into the user's words."""
    try:
        yield
    except sqlite3.IntegrityError:
        # A broken rule of ours, not of the disk: a programming error must stay visible in tests.
        raise
    except sqlite3.DatabaseError as error:
        raise _explained(path, error) from error


def _explained(path: Path, error: sqlite3.DatabaseError) -> LibraryError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_NOTADB:
        return LibraryError(
            "{path} is not an Annotator library. It was left untouched. Choose another file.",
            path=path,
        )
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return LibraryError(
            "The library {path} cannot be written: the disk or folder is read-only, or you have "
            "no permission. Copy it to a place where you may write, or choose another library.",
            path=path,
        )
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LibraryError(
            "The library {path} is in use by another program. Close it there and try again.",
            path=path,
        )
    if code == sqlite3.SQLITE_FULL:
        return LibraryError(
            "The disk is full, so the last change was not stored in {path}. "
            "What was stored before is safe. Free some space and try again.",
            path=path,
        )
    if code == sqlite3.SQLITE_CORRUPT:
        return LibraryError(
            "The library {path} is damaged. Keep a copy of it, and go back to a backup.", path=path
        )
    return LibraryError(
        "The library {path} could not be used ({reason}). What was stored before is safe.",
        path=path,
        reason=error,
    )
