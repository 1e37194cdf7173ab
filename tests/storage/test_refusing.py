"""Files that are not opened: each with a message that helps, and left as they were."""

from __future__ import annotations

import os
import sqlite3
import stat
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from making import make_article
from storage.versions import PRESENT, newer

from annotator.domain.errors import LibraryError
from annotator.storage import Library
from annotator.storage.connection import connect

NOBODY = 65534


def snapshot(folder):
    return {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file()}


@contextmanager
def refused(path, words, folder=None):
    """Expects a refusal with those words that leaves every file in the folder as it was."""
    before = snapshot(folder or path.parent)
    with pytest.raises(LibraryError, match=words) as caught:
        yield
    assert str(path) in str(caught.value)
    assert snapshot(folder or path.parent) == before


@pytest.fixture
def path(tmp_path):
    return tmp_path / "library.annotator"


@pytest.fixture
def short_wait(monkeypatch):
    monkeypatch.setattr("annotator.storage.connection.BUSY_TIMEOUT_MS", 1)


def test_a_folder(tmp_path):
    with refused(tmp_path, "is a folder. Name a library file"):
        Library(tmp_path)


def test_a_folder_that_cannot_be_made(tmp_path):
    file = tmp_path / "file"
    file.write_text("x")
    with pytest.raises(LibraryError, match="cannot be made or read") as caught:
        Library(file / "library.annotator")
    assert str(file) in str(caught.value)
    assert file.read_text() == "x"


def test_a_name_that_no_file_can_have(tmp_path):
    with pytest.raises(LibraryError, match="Choose another place"):
        Library(tmp_path / ("x" * 300))


@pytest.mark.parametrize(
    "content", [b"xy", b"no database at all\n" * 100, bytes(range(256)) * 64, b"SQLite format 3"]
)
def test_a_file_that_is_no_database(path, content):
    path.write_bytes(content)
    with refused(path, "is not an Annotator library. It was left untouched"):
        Library(path)


@pytest.mark.parametrize("journal", ["delete", "wal"])
def test_a_database_of_another_program(path, journal):
    with closing(sqlite3.connect(path)) as other, other:
        other.execute(f"PRAGMA journal_mode = {journal}")
        other.execute("CREATE TABLE articles (id)")
    with refused(path, "database of another program"):
        Library(path)


def test_another_program_that_left_its_log_behind(path, tmp_path):
    """Opening in earnest would write the log back into the database."""
    running = tmp_path / "running"
    running.mkdir()
    with closing(sqlite3.connect(running / "other.db")) as other:
        other.execute("PRAGMA journal_mode = wal")
        other.execute("CREATE TABLE notes (id)")
        other.execute("PRAGMA wal_checkpoint")
        with other:
            other.execute("INSERT INTO notes VALUES (1)")
        crashed = tmp_path / "crashed"
        crashed.mkdir()
        for name, content in snapshot(running).items():
            (crashed / name).write_bytes(content)
    assert (crashed / "other.db-wal").stat().st_size > 0
    with refused(crashed / "other.db", "database of another program"):
        Library(crashed / "other.db")


def of_a_later_version(db):
    db.execute("CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT")


def later_version():
    return newer(of_a_later_version)


def test_a_library_from_a_newer_version(path):
    connect(path, later_version()).close()
    words = rf"newer version of Annotator \(library version {PRESENT + 1}, .* knows {PRESENT}\)"
    with refused(path, words):
        Library(path)


def test_a_library_that_a_newer_version_has_open(path):
    with closing(connect(path, later_version())) as database:
        database.execute("INSERT INTO later VALUES (1)")
        with pytest.raises(LibraryError, match="newer version"):
            Library(path)
        assert database.execute("SELECT id FROM later").fetchall() == [(1,)]


def test_an_upgrade_that_is_in_the_log_only(path, tmp_path):
    """The header of the file itself still has the old version; the log tells."""
    connect(path).close()
    with closing(connect(path, later_version())):
        copy = tmp_path / "copy"
        copy.mkdir()
        for name, content in snapshot(tmp_path).items():
            if name.startswith("library.annotator") and "before" not in name:
                (copy / name).write_bytes(content)
    with pytest.raises(LibraryError, match="newer version"):
        Library(copy / path.name)
    with closing(connect(copy / path.name, later_version())) as database:
        assert database.execute("SELECT count(*) FROM later").fetchone() == (0,)


@pytest.fixture
def unprivileged():
    """A folder, and a block of code that runs without a superuser's rights."""

    @contextmanager
    def powerless():
        if not hasattr(os, "geteuid") or os.geteuid() != 0:
            yield
            return
        os.seteuid(NOBODY)
        try:
            yield
        finally:
            os.seteuid(0)

    # pytest's own temporary folders are closed to everybody else.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        yield folder, powerless
        folder.chmod(0o777)


READ_ONLY = "cannot be written: the disk or folder is read-only"


def test_a_read_only_file(unprivileged):
    folder, powerless = unprivileged
    path = folder / "library.annotator"
    Library(path).close()
    path.chmod(stat.S_IREAD | stat.S_IRGRP | stat.S_IROTH)
    with refused(path, READ_ONLY), powerless():
        Library(path)
    path.chmod(0o666)


@pytest.mark.skipif(os.name == "nt", reason="folders are not read-only on Windows")
@pytest.mark.parametrize("exists", [True, False])
def test_a_read_only_folder(unprivileged, exists):
    folder, powerless = unprivileged
    path = folder / "library.annotator"
    if exists:
        Library(path).close()
        path.chmod(0o666)
    folder.chmod(0o555)
    with refused(path, READ_ONLY), powerless():
        Library(path)


@pytest.mark.skipif(os.name == "nt", reason="folders are not closed in this way on Windows")
def test_a_folder_that_may_not_be_entered(unprivileged):
    folder, powerless = unprivileged
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    Library(closed / "library.annotator").close()
    closed.chmod(0)
    with (
        powerless(),
        pytest.raises(LibraryError, match=r"cannot be made or read .*Choose another place"),
    ):
        Library(closed / "library.annotator")
    closed.chmod(0o700)


def test_a_disk_that_turns_read_only_while_in_use(path):
    with Library(path) as library:
        library._db.execute("PRAGMA query_only = ON")
        with (
            pytest.raises(LibraryError, match=READ_ONLY),
            library.writing() as (articles, _, _),
        ):
            articles.add(make_article(), "2026-03-04T10:00:00Z")


def test_a_locked_library(path, short_wait):
    Library(path).close()
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryError, match="is in use by another program") as caught:
            Library(path)
        assert str(path) in str(caught.value)
        other.execute("ROLLBACK")
    Library(path).close()


def test_a_lock_that_comes_later(path, short_wait):
    with Library(path) as library, closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with (
            pytest.raises(LibraryError, match="is in use by another program"),
            library.writing() as (articles, _, _),
        ):
            articles.add(make_article(), "2026-03-04T10:00:00Z")
        with library.reading() as (articles, _, _):  # reading goes on meanwhile
            assert articles.all() == []
        other.execute("ROLLBACK")
        with library.writing() as (articles, _, _):
            articles.add(make_article(), "2026-03-04T10:00:00Z")


def test_a_truncated_library(path):
    Library(path).close()
    path.write_bytes(path.read_bytes()[:-4096])
    with refused(path, "is damaged, or another program has changed it meanwhile"):
        Library(path)


def test_a_library_with_a_destroyed_page(path):
    with Library(path) as library, library.writing() as (articles, _, _):
        articles.add(make_article("a long text " * 10_000), "2026-03-04T10:00:00Z")
    content = bytearray(path.read_bytes())
    pages = range(4096, len(content), 4096)
    for start in pages:  # all but the first, which says what the file is
        content[start : start + 4096] = b"\xff" * 4096
    path.write_bytes(content)
    with (
        pytest.raises(LibraryError, match="is damaged"),
        Library(path) as library,
        library.reading() as (articles, _, _),
    ):
        articles.all()


def test_an_unforeseen_failure_has_its_reason_in_the_message(path):
    with Library(path) as library:
        library._db.execute("DROP TABLE settings")
        with pytest.raises(LibraryError, match=r"could not be used .no such table: settings"):
            library.setting("x")


def test_a_programming_error_is_not_dressed_up(path):
    library = Library(path)
    library.close()
    with pytest.raises(sqlite3.ProgrammingError):
        library.setting("x")
