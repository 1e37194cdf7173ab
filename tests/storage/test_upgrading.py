"""Libraries from older versions are backed up, then brought up to date."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from making import TEXT, make_article, make_editor
from storage.versions import PRESENT, newer
from storage.versions import version as version_of

from annotator.domain.annotation import Annotation, KeyDetails, Passage, Role, Status
from annotator.domain.errors import LibraryError
from annotator.domain.span import Span
from annotator.services.articles import Articles
from annotator.services.resources import default_codebook
from annotator.services.sets import Sets
from annotator.storage import Library
from annotator.storage.connection import connect


def add_a_table(db):
    db.execute("CREATE TABLE extra (id INTEGER PRIMARY KEY) STRICT")


def rebuild_articles(db):
    db.execute("CREATE TABLE fresh AS SELECT * FROM articles")
    db.execute("DELETE FROM articles")  # with foreign keys on, sets and annotations would go too
    db.execute("INSERT INTO articles SELECT * FROM fresh")
    db.execute("DROP TABLE fresh")


def fails(db):
    db.execute("INSERT INTO extra VALUES (1)")
    db.execute("INSERT INTO no_such_table VALUES (1)")


@pytest.fixture
def path(tmp_path):
    """A library of the present version with a mark in it."""
    path = tmp_path / "library.annotator"
    with Library(path) as library:
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
    connect(path, newer(add_a_table)).close()
    (copy,) = beside(path)
    assert copy.name.startswith(f"library.annotator.before-upgrade-from-{PRESENT}-")
    assert dump(copy) == before
    assert version(copy) == PRESENT
    assert version(path) == PRESENT + 1
    assert dump(path) != before


def test_the_copy_is_a_library_that_opens(path):
    connect(path, newer(add_a_table)).close()
    (copy,) = beside(path)
    with Library(copy) as library:
        assert library.integrity() == "ok"
        assert len(make_editor(library).annotations) == 1


def test_the_copy_holds_what_is_in_the_write_ahead_log_only(path):
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA wal_autocheckpoint = 0")
        with other:
            other.execute("INSERT INTO settings VALUES ('late', '1')")
        connect(path, newer(add_a_table)).close()
    (copy,) = beside(path)
    with Library(copy) as library:
        assert library.setting("late") == 1


def test_an_upgrade_happens_once(path):
    migrations = newer(add_a_table)
    connect(path, migrations).close()
    connect(path, migrations).close()
    assert len(beside(path)) == 1


def test_a_new_library_needs_no_copy(tmp_path):
    connect(tmp_path / "fresh", newer(add_a_table)).close()
    assert [p.name for p in tmp_path.iterdir()] == ["fresh"]
    assert version(tmp_path / "fresh") == PRESENT + 1


def test_a_step_that_rebuilds_a_table_deletes_nothing_else(path):
    with closing(connect(path, newer(add_a_table, rebuild_articles))) as database:
        assert database.execute("SELECT count(*) FROM annotations").fetchone() == (1,)
        assert database.execute("PRAGMA foreign_keys").fetchone() == (1,)
        assert database.execute("SELECT title FROM articles").fetchone() == (make_article().title,)


def test_a_failed_upgrade_leaves_the_library_as_it_was(path):
    before = dump(path)
    with pytest.raises(LibraryError, match="no_such_table"):
        connect(path, newer(add_a_table, fails))
    assert dump(path) == before
    assert version(path) == PRESENT
    assert beside(path) == []
    with Library(path) as library:
        assert library.integrity() == "ok"


def test_a_failed_first_opening_can_be_repeated(tmp_path):
    path = tmp_path / "fresh"
    with pytest.raises(LibraryError):
        connect(path, newer(add_a_table, fails))
    with Library(path) as library:
        assert library.integrity() == "ok"


def first_version(path):
    """A library as the first version made it: a linked mark with a key's details, and its log."""
    database = connect(path, version_of(1))
    with closing(database):
        database.execute("INSERT INTO articles VALUES ('a1', 'T', '', '', '2026')")
        database.execute(
            "INSERT INTO article_texts VALUES (?, 'a1', 1, ?, ?, '2026')",
            [
                make_article().sha256,
                TEXT,
                json.dumps([{"kind": "paragraph", "start": 0, "end": len(TEXT)}]),
            ],
        )
        book = default_codebook()
        database.execute("INSERT INTO codebooks VALUES (?, ?, '{}')", [book.id, book.version])
        database.execute(
            "INSERT INTO annotation_sets VALUES ('s', ?, 'Mine', 'learner', 'draft', 'Ada', "
            "?, ?, '2026', '')",
            [make_article().sha256, book.id, book.version],
        )
        database.execute(
            "INSERT INTO annotations VALUES "
            "('m', 's', 'inconsistency', 'date', 'why', 0.5, '2026', 1, 2)"
        )
        for part, start, end in PLACES:
            quote = "lost" if start is None else TEXT[start:end]
            row = ["m", part, 0, start, end, quote, TEXT[:3], TEXT[-3:]]
            database.execute("INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
        database.execute(
            "INSERT INTO revisions (set_id, at, who, action, kind, edits) "
            "VALUES ('s', '2026', 'Ada', 'mark', 'do', ?)",
            [json.dumps([[None, LOGGED]])],
        )
        database.execute("INSERT INTO settings VALUES ('window', '{}')")


PLACES = [("passage", 0, 5), ("counterpart", 7, 12), ("core", 2, 4), ("allowance", None, None)]
# As the first version wrote it: five values for each passage.
LOGGED = {
    "id": "m",
    "category": "inconsistency",
    "passages": [[0, 5, TEXT[:5], TEXT[:3], TEXT[-3:]]],
    "counterpart": [[7, 12, TEXT[7:12], TEXT[:3], TEXT[-3:]]],
    "subtype": "date",
    "note": "why",
    "confidence": 0.5,
    "created_at": "2026",
}
AS_IT_WAS = Annotation(
    id="m",
    category="inconsistency",
    passages=(Passage(TEXT[:5], TEXT[:3], TEXT[-3:], Span(0, 5)),),
    counterpart=(Passage(TEXT[7:12], TEXT[:3], TEXT[-3:], Span(7, 12)),),
    subtype="date",
    note="why",
    confidence=0.5,
    created_at="2026",
    key=KeyDetails(
        core=(Passage(TEXT[2:4], TEXT[:3], TEXT[-3:], Span(2, 4)),),
        allowance=(Passage("lost", TEXT[:3], TEXT[-3:], None),),
        difficulty=2,
    ),
)


def test_a_library_of_the_first_version_keeps_everything(tmp_path):
    path = tmp_path / "library.annotator"
    first_version(path)
    before = dump(path)
    with Library(path) as library:
        assert library.integrity() == "ok"
        with library.reading() as (articles, sets, history):
            info = sets.info("s")
            assert (info.name, info.annotator, info.article_sha256) == (
                "Mine",
                "Ada",
                make_article().sha256,
            )
            assert sets.read(info).annotations == (AS_IT_WAS,)
            assert articles.by_id("a1").text == TEXT
            (edit,) = history.change(1).edits
            assert edit.after == replace(AS_IT_WAS, key=None)
        assert library.setting("window") == {}
    assert version(path) == PRESENT
    (copy,) = [p for p in beside(path) if "before-upgrade-from-1-" in p.name]
    assert dump(copy) == before


def test_what_the_first_version_logged_can_be_undone_and_redone(tmp_path):
    path = tmp_path / "library.annotator"
    first_version(path)
    with Library(path) as library:
        editor = make_editor(library)
        assert editor.annotations == (AS_IT_WAS,)
        editor.undo()
        assert editor.annotations == ()
        editor.redo()
        assert editor.annotations == (replace(AS_IT_WAS, key=None),)


def test_a_passage_elsewhere_is_kept_in_an_upgraded_library(tmp_path):
    path = tmp_path / "library.annotator"
    first_version(path)
    other = make_article("Another text about it.")
    with Library(path) as library:
        make_editor(library).link("m", [Span(8, 12)], other)
    with Library(path) as library:
        (annotation,) = make_editor(library).annotations
        assert annotation.spans_elsewhere == {other.sha256: (Span(8, 12),)}
        assert library.integrity() == "ok"


def test_a_mark_can_be_argued_in_an_upgraded_library(tmp_path):
    path = tmp_path / "library.annotator"
    first_version(path)
    with Library(path) as library:
        editor = make_editor(library)
        editor.submit()
        editor.argue("m", "It says so in the table")
    with Library(path) as library:
        assert make_editor(library).annotations == (
            replace(AS_IT_WAS, argument="It says so in the table"),
        )
        assert library.integrity() == "ok"


def test_the_words_of_an_upgraded_library_are_counted_once(tmp_path, monkeypatch):
    path = tmp_path / "library.annotator"
    first_version(path)
    with Library(path) as library:
        (entry,) = Articles(library).entries()
        assert entry.words == make_article().words > 0
    counted = []
    monkeypatch.setattr("annotator.domain.article.count_words", counted.append)
    with Library(path) as library:
        articles = Articles(library)
        assert articles.entries() == [entry]
        assert articles.words(entry.sha256) == entry.words
    assert counted == []


def test_a_key_can_be_chosen_in_an_upgraded_library(tmp_path):
    path = tmp_path / "library.annotator"
    first_version(path)
    with Library(path) as library:
        article = Articles(library).all()[0]
        sets = Sets(library, "Ada")
        keys = [
            sets.store(
                article,
                name,
                role=Role.KEY,
                status=Status.SUBMITTED,
                annotations=(),
                codebook=default_codebook(),
            )
            for name in ("First", "Second")
        ]
        sets.choose_key(keys[0])
        assert sets.info("s").chosen_at == ""
    with Library(path) as library:
        assert Sets(library, "Ada").key_of(article).name == "First"
        assert library.integrity() == "ok"
