"""Libraries from older versions are backed up, then brought up to date."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from making import make_article, make_editor
from sqlite_utils import Migrations

from annotator.domain.errors import LibraryError
from annotator.storage import Library
from annotator.storage.connection import connect
from annotator.storage.migrations import MIGRATIONS, m001_articles_sets_and_history


def newer(*steps):
    """The migrations of a later version, with more steps."""
    migrations = Migrations(MIGRATIONS.name)
    for step in (m001_articles_sets_and_history, *steps):
        migrations()(step)
    return migrations


def m002_add_a_table(db):
    db.execute("CREATE TABLE extra (id INTEGER PRIMARY KEY) STRICT")


def m003_rebuild_articles(db):
    db.execute("CREATE TABLE fresh AS SELECT * FROM articles")
    db.execute("DELETE FROM articles")  # with foreign keys on, sets and annotations would go too
    db.execute("INSERT INTO articles SELECT * FROM fresh")
    db.execute("DROP TABLE fresh")


def m003_fails(db):
    db.execute("INSERT INTO extra VALUES (1)")
    db.execute("INSERT INTO no_such_table VALUES (1)")


@pytest.fixture
def path(tmp_path):
    """A library of the present version with a mark in it."""
    path = tmp_path / "library.annotator"
    with Library(path) as library:
        from annotator.domain.span import Span

        make_editor(library).mark([Span(0, 5)], "inconsistency")
    return path


def dump(path):
    with closing(sqlite3.connect(path)) as database:
        return list(database.iterdump())


def version(path):
    with closing(sqlite3.connect(path)) as database:
        return database.execute("PRAGMA user_version").fetchone()[0]


def beside(path):
    return [p for p in path.parent.iterdir() if p != path]


def test_a_copy_is_made_before_the_upgrade(path):
    before = dump(path)
    connect(path, newer(m002_add_a_table)).close()
    (copy,) = beside(path)
    assert copy.name.startswith("library.annotator.before-upgrade-from-1-")
    assert dump(copy) == before
    assert version(copy) == 1
    assert version(path) == 2
    assert dump(path) != before


def test_the_copy_is_a_library_that_opens(path):
    connect(path, newer(m002_add_a_table)).close()
    (copy,) = beside(path)
    with Library(copy) as library:
        assert library.integrity() == "ok"
        assert len(make_editor(library).annotations) == 1


def test_the_copy_holds_what_is_in_the_write_ahead_log_only(path):
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA wal_autocheckpoint = 0")
        with other:
            other.execute("INSERT INTO settings VALUES ('late', '1')")
        connect(path, newer(m002_add_a_table)).close()
    (copy,) = beside(path)
    with Library(copy) as library:
        assert library.setting("late") == 1


def test_an_upgrade_happens_once(path):
    migrations = newer(m002_add_a_table)
    connect(path, migrations).close()
    connect(path, migrations).close()
    assert len(beside(path)) == 1


def test_a_new_library_needs_no_copy(tmp_path):
    connect(tmp_path / "fresh", newer(m002_add_a_table)).close()
    assert [p.name for p in tmp_path.iterdir()] == ["fresh"]
    assert version(tmp_path / "fresh") == 2


def test_a_step_that_rebuilds_a_table_deletes_nothing_else(path):
    with closing(connect(path, newer(m002_add_a_table, m003_rebuild_articles))) as database:
        assert database.execute("SELECT count(*) FROM annotations").fetchone() == (1,)
        assert database.execute("PRAGMA foreign_keys").fetchone() == (1,)
        assert database.execute("SELECT title FROM articles").fetchone() == (make_article().title,)


def test_a_failed_upgrade_leaves_the_library_as_it_was(path):
    before = dump(path)
    with pytest.raises(LibraryError, match="no_such_table"):
        connect(path, newer(m002_add_a_table, m003_fails))
    assert dump(path) == before
    assert version(path) == 1
    assert beside(path) == []
    with Library(path) as library:
        assert library.integrity() == "ok"


def test_a_failed_first_opening_can_be_repeated(tmp_path):
    path = tmp_path / "fresh"
    with pytest.raises(LibraryError):
        connect(path, newer(m002_add_a_table, m003_fails))
    with Library(path) as library:
        assert library.integrity() == "ok"
