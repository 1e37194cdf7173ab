"""Opening a library file safely: the right file, the right version, the right switches."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from annotator.domain.errors import LibraryError
from annotator.storage.migrations import APPLICATION_ID, MIGRATIONS
from annotator.storage.sqlite import Database, Migrations

BUSY_TIMEOUT_MS = 5000

_EFFECTIVE = os.access in os.supports_effective_ids


def connect(path: Path, migrations: Migrations = MIGRATIONS) -> Database:
    """Open a library, make it where there is none, and bring it up to date.

    A file from an older version is copied beside itself before it is changed. Foreign keys are on,
    the journal is a write-ahead log, and every commit is on the disk before it returns
    (``synchronous=FULL``).

    Raises ``LibraryError`` where the path is a folder, is not a library, cannot be read or written,
    or comes from a newer version; the file is then left as it was.
    """
    with contextlib.closing(Database(memory=True, execute_plugins=False)) as empty:
        known = len(migrations.pending(empty))
    with guarded(path):
        _check_place(path)
        _check_unopened(path, known)
        # Absolute, because SQLite gives names such as ":memory:" a meaning of their own.
        connection = sqlite3.connect(path.absolute(), timeout=BUSY_TIMEOUT_MS / 1000)
        try:
            database = Database(connection, execute_plugins=False)
            _prepare(database, path, migrations, known)
        except BaseException:
            connection.close()
            raise
    return database


@contextlib.contextmanager
def immediate(database: Database) -> Iterator[None]:
    """A transaction that may write from its beginning; inside another one, a part of it.

    A plain ``BEGIN`` becomes a writer at its first write only, and fails at once, without waiting,
    where another program has written since its first read.
    """
    if database.conn.in_transaction:
        with database.atomic():
            yield
        return
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
        database.execute("COMMIT")
    except BaseException:
        database.rollback()
        raise


def _check_place(path: Path) -> None:
    """Refuse what cannot be a library's file, and make its folder."""
    try:
        if path.is_dir():
            raise LibraryError(
                "{path} is a folder. Name a library file, for example {example}.",
                path=path,
                example=path / "library.annotator",
            )
        path.parent.mkdir(parents=True, exist_ok=True)
        exists = path.exists()
    except OSError as error:
        raise LibraryError(
            "The folder {folder} cannot be made or read ({reason}). "
            "Choose another place for the library.",
            folder=path.parent,
            reason=error.strerror or error,
        ) from None
    # SQLite would open it for reading, and leave its own files beside it.
    if exists and not os.access(path, os.W_OK, effective_ids=_EFFECTIVE):
        raise _read_only(path)


def _check_unopened(path: Path, known: int) -> None:
    """Refuse a file that is not ours without opening it in earnest.

    Opening a database can change it: the log that its own program left after a crash is written
    back. ``immutable`` reads its first page and nothing else. The file must not be read in another
    way: closing it would drop the locks that this process holds on it in another thread.
    """
    journal = path.with_name(f"{path.name}-journal")
    if not path.exists() or path.stat().st_size == 0 or journal.exists():
        return
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    with contextlib.closing(sqlite3.connect(uri, uri=True)) as unopened:
        try:
            owner = _pragma(unopened, "application_id")
            version = _pragma(unopened, "user_version")
        except sqlite3.DatabaseError as error:
            if _code(error) == sqlite3.SQLITE_NOTADB:
                raise
            return  # perhaps it is being written at this moment: opening it will tell
    _check_header(path, owner, version, known)


def _check_header(path: Path, owner: int, version: int, known: int) -> None:
    if owner != APPLICATION_ID:
        raise LibraryError(
            "{path} is a database of another program, not an Annotator library. "
            "It was left untouched. Choose another file.",
            path=path,
        )
    if version > known:
        raise LibraryError(
            "{path} was made by a newer version of Annotator (library version {version}, this "
            "program knows {known}). It was left untouched. Install the newer version to open it.",
            path=path,
            version=version,
            known=known,
        )


def _prepare(database: Database, path: Path, migrations: Migrations, known: int) -> None:
    database.execute("PRAGMA synchronous = FULL")
    # On again at the end: a migration that rebuilds a table must not set off cascading deletes.
    database.execute("PRAGMA foreign_keys = OFF")
    # One transaction, so that a library is never half made, half upgraded or without its mark; and
    # a write lock from the beginning, so that a read-only disk is found out here, in one place.
    with immediate(database):
        fresh = database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
        version = _pragma(database.conn, "user_version")
        if not fresh:
            _check_header(path, _pragma(database.conn, "application_id"), version, known)
        if fresh or version < known:
            _upgrade(database, migrations, None if fresh else _copy_beside(path, version))
            database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            database.execute(f"PRAGMA user_version = {known}")
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA foreign_keys = ON")


def _upgrade(database: Database, migrations: Migrations, copy: Path | None) -> None:
    try:
        migrations.apply(database)
    except BaseException:
        if copy is not None:
            copy.unlink()  # nothing will have changed: it would only be litter
        raise


def _copy_beside(path: Path, version: int) -> Path:
    """Copy the library as it is on the disk; the caller holds the write lock."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    target = path.with_name(f"{path.name}.before-upgrade-from-{version}-{stamp}")
    with (
        # A connection of its own: SQLite does not copy through one that is about to write.
        contextlib.closing(sqlite3.connect(path.absolute())) as source,
        contextlib.closing(sqlite3.connect(target.absolute())) as copy,
    ):
        source.backup(copy)
    return target


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


@contextlib.contextmanager
def guarded(path: Path) -> Iterator[None]:
    """Turn what SQLite says of a failed read or write into the user's words."""
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
        # A broken rule of ours, not of the disk: a programming error must stay visible in tests.
        raise
    except UnicodeEncodeError as error:
        raise LibraryError(
            "“{text}” holds a broken character at position {position}, which no file can store. "
            "Take it out and try again.",
            text=error.object.encode("utf-8", "replace").decode("utf-8")[:60],
            position=error.start,
        ) from None
    except sqlite3.DatabaseError as error:
        raise _explained(path, error) from error


def _explained(path: Path, error: sqlite3.DatabaseError) -> LibraryError:
    code = _code(error)
    if code == sqlite3.SQLITE_NOTADB:
        return LibraryError(
            "{path} is not an Annotator library. It was left untouched. Choose another file.",
            path=path,
        )
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return _read_only(path)
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
            "The library {path} cannot be read as it stands: it is damaged, or another program "
            "has changed it meanwhile. Close Annotator, keep a copy of the file, and start again. "
            "If this message comes back, go back to a backup.",
            path=path,
        )
    return LibraryError(
        "The library {path} could not be used ({reason}). What was stored before is safe.",
        path=path,
        reason=error,
    )


def _read_only(path: Path) -> LibraryError:
    return LibraryError(
        "The library {path} cannot be written: the disk or folder is read-only, or you have "
        "no permission. Copy it to a place where you may write, or choose another library.",
        path=path,
    )


def _code(error: sqlite3.DatabaseError) -> int:
    """SQLite's result code without its finer distinctions; 0 where the error is not SQLite's."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF
