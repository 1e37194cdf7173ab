"""What was decided on the way from two sets to a key comes back as it was stored."""

from __future__ import annotations

import sqlite3

import pytest
from making import make_article

from annotator.domain.annotation import Role, SetInfo, Status
from annotator.domain.decisions import Decided, Decision
from annotator.storage import Library

CODEBOOK = {"id": "default", "version": "1", "name": "Codebook"}
DECIDED = (
    Decided("a", "", Decision.FIRST, "i", None, 1, "2026-03-04", "Ada"),
    Decided("", "b", Decision.REJECTED, number=2),
    Decided("c", "d", note="in the making", number=3),
)


@pytest.fixture
def library(tmp_path):
    with Library(tmp_path / "library.annotator") as opened:
        with opened.writing() as (articles, _, _):
            articles.add(make_article(), "2026-03-04T10:00:00Z")
        yield opened


def add_key(library, set_id, status=Status.DRAFT, at="2026"):
    sha256 = make_article().sha256
    info = SetInfo(set_id, sha256, set_id, Role.KEY, status, "Who", "default", "1", at)
    library.add_set(info, CODEBOOK)


def begin(library, key_id, first="s1", second="s2", **fields):
    add_key(library, key_id, **fields)
    with library.writing():
        library.decisions.begin(key_id, first, second)
    return library.decisions


def test_what_is_known_of_pairs_comes_back_in_order(library):
    store = begin(library, "k")
    begin(library, "other")
    with library.writing():
        for decided in reversed(DECIDED):
            store.put("k", decided)
    with library.reading():
        assert store.sets("k") == ("s1", "s2")
        assert store.sets("s1") is None
        assert store.all("k") == list(DECIDED)
        assert store.all("other") == []


def test_the_last_word_counts_and_can_be_forgotten(library):
    store = begin(library, "k")
    later = Decided("a", "", Decision.MERGED, "j", None, 7)
    with library.writing():
        store.put("k", DECIDED[0])
        store.put("k", DECIDED[1])
        store.put("k", later)
        store.discard("k", ("", "b"))
    with library.reading():
        assert store.all("k") == [later]


def test_the_newest_unfinished_key_of_two_sets(library):
    store = begin(library, "old", at="2025")
    begin(library, "new", first="s2", second="s1", at="2026")
    begin(library, "done", status=Status.SUBMITTED, at="2027")
    begin(library, "else", second="s3", at="2028")
    with library.reading():
        assert store.unfinished("s1", "s2") == store.unfinished("s2", "s1") == "new"
        assert store.unfinished("s1", "s4") is None


def test_a_key_that_is_deleted_takes_its_decisions_along(library):
    store = begin(library, "k")
    with library.writing() as (_, sets, _):
        store.put("k", DECIDED[0])
        sets.remove("k")
    with library.reading():
        assert store.sets("k") is None
        assert store.all("k") == []


def test_only_a_key_that_is_made_of_two_sets_has_decisions(library):
    add_key(library, "plain")
    with pytest.raises(sqlite3.IntegrityError), library.writing():
        library.decisions.put("plain", DECIDED[0])
