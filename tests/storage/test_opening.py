"""A library that opens: what is switched on, and what is in it."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from making import make_article
from storage.versions import PRESENT

from annotator.storage import Library
from annotator.storage.connection import connect
from annotator.storage.migrations import APPLICATION_ID


@pytest.fixture
def path(tmp_path):
    return tmp_path / "library.annotator"


def pragma(database, name):
    return database.execute(f"PRAGMA {name}").fetchone()[0]


@pytest.mark.parametrize("opening", ["first", "second"])
def test_every_connection_has_its_switches_on(path, opening):
    if opening == "second":
        connect(path).close()
    with closing(connect(path)) as database:
        assert pragma(database, "foreign_keys") == 1
        assert pragma(database, "journal_mode") == "wal"
        assert pragma(database, "synchronous") == 2  # FULL
        assert pragma(database, "application_id") == APPLICATION_ID
        assert pragma(database, "user_version") == PRESENT


def test_all_tables_of_ours_are_strict(path):
    with closing(connect(path)) as database:
        tables = {
            name: strict
            for _, name, kind, _, _, strict in database.execute("PRAGMA table_list")
            if kind == "table" and not name.startswith(("sqlite_", "_sqlite_"))
        }
    assert {"articles", "annotations", "passages", "revisions"} <= set(tables)
    assert all(tables.values()), tables


def test_closing_leaves_one_file(path):
    with Library(path) as library, library.writing() as (articles, _, _):
        articles.add(make_article(), "2026-03-04T10:00:00Z")
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_the_folder_is_made(tmp_path):
    path = tmp_path / "not" / "there" / "library.annotator"
    Library(path).close()
    assert path.is_file()


def test_an_empty_file_becomes_a_library(path):
    path.touch()
    with Library(path) as library:
        assert library.integrity() == "ok"


def test_a_name_with_a_meaning_for_sqlite_is_a_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    from pathlib import Path

    with Library(Path(":memory:")) as library:
        library.set_setting("kept", True)
    with Library(Path(":memory:")) as library:
        assert library.setting("kept") is True


@pytest.mark.parametrize("name", ["a b.annotator", "50%.annotator", "wer?#1.annotator", "ü🙂.x"])
def test_file_names_with_odd_characters(tmp_path, name):
    path = tmp_path / name
    with Library(path) as library:
        library.set_setting("kept", name)
    with Library(path) as library:
        assert library.setting("kept") == name
    assert [p.name for p in tmp_path.iterdir()] == [name]


def test_settings_hold_any_json_value_over_a_reopening(path):
    value = {"a": [1, 2.5, None, True], "ü": "🙂"}
    with Library(path) as library:
        assert library.setting("x", "default") == "default"
        library.set_setting("x", 1)
        library.set_setting("x", value)
    with Library(path) as library:
        assert library.setting("x", "default") == value


def test_integrity_reports_a_broken_reference(path):
    with Library(path) as library:
        assert library.integrity() == "ok"
    with closing(sqlite3.connect(path)) as other, other:
        row = ["a" * 64]
        other.execute("INSERT INTO article_texts VALUES (?, 'none', 1, '', '[]', '', 0)", row)
    with Library(path) as library:
        assert "1 broken references" in library.integrity()


def test_two_connections_see_each_others_commits(path):
    with Library(path) as first, Library(path) as second:
        with first.writing() as (articles, _, _):
            articles.add(make_article(), "2026-03-04T10:00:00Z")
        with second.reading() as (articles, _, _):
            assert articles.all() == [make_article()]


def test_a_reading_sees_one_moment(path):
    with Library(path) as first, Library(path) as second, first.reading() as (reading, _, _):
        assert reading.all() == []
        with second.writing() as (articles, _, _):
            articles.add(make_article(), "2026-03-04T10:00:00Z")
        assert reading.all() == []


def test_a_writer_that_reads_first_is_not_overtaken(path, monkeypatch):
    """With a plain BEGIN the other would write in between, and this write would fail."""
    monkeypatch.setattr("annotator.storage.connection.BUSY_TIMEOUT_MS", 1)
    with Library(path) as first, closing(sqlite3.connect(path, timeout=0)) as other:
        with first.writing() as (articles, _, _):
            assert articles.all() == []
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                other.execute("INSERT INTO settings VALUES ('x', '1')")
            articles.add(make_article(), "2026-03-04T10:00:00Z")
        with first.reading() as (articles, _, _):
            assert articles.all() == [make_article()]


def test_an_error_inside_a_transaction_takes_everything_back(path):
    def fail(library):
        with library.writing() as (articles, _, _):
            articles.add(make_article(), "2026-03-04T10:00:00Z")
            raise RuntimeError

    with Library(path) as library:
        with pytest.raises(RuntimeError):
            fail(library)
        with library.reading() as (articles, _, _):
            assert articles.all() == []
        with library.writing() as (articles, _, _):
            articles.add(make_article(), "2026-03-04T10:00:00Z")
    with Library(path) as library, library.reading() as (articles, _, _):
        assert articles.all() == [make_article()]
