"""Sets and annotations come back as they were stored."""

from __future__ import annotations

from dataclasses import replace

import pytest
from generated import annotations
from hypothesis import given, settings
from hypothesis import strategies as st
from making import make_annotation, make_article

from annotator.domain.annotation import Role, SetInfo, Status
from annotator.domain.article import Article, Block, BlockKind, MetadataRole
from annotator.domain.changes import Change, Edit
from annotator.domain.errors import LibraryError
from annotator.domain.span import Span
from annotator.storage import Library
from annotator.storage.history import Entry

NOW = "2026-03-04T10:00:00Z"
CODEBOOK = {"id": "default", "version": "1", "name": "Codebook"}


@pytest.fixture
def library(tmp_path):
    with Library(tmp_path / "library.annotator") as opened:
        with opened.writing() as (articles, _, _):
            articles.add(make_article(), NOW)
        yield opened


def add_set(library, set_id="s", name="A set", role=Role.LEARNER):
    info = SetInfo(
        set_id, make_article().sha256, name, role, Status.DRAFT, "Who", "default", "1", NOW
    )
    library.add_set(info, CODEBOOK)
    return info


def put(library, set_id, *annotations):
    edits = tuple(Edit(None, a) for a in annotations)
    return library.commit(Change(set_id, "mark", edits), Entry(NOW, "Who"))


def read(library, info):
    with library.reading() as (_, sets, _):
        return sets.read(info).annotations


@settings(max_examples=40)
@given(st.lists(annotations(), max_size=4, unique_by=lambda a: a.id))
def test_annotations_come_back_equal(tmp_path_factory, wanted):
    with Library(tmp_path_factory.mktemp("library") / "x") as library:
        with library.writing() as (articles, _, _):
            articles.add(make_article(), NOW)
        info = add_set(library)
        revision = put(library, "s", *wanted)
        assert read(library, info) == tuple(sorted(wanted, key=lambda a: a.created_at))
        with library.reading() as (_, _, history):
            assert history.change(revision).edits == tuple(Edit(None, a) for a in wanted)


@settings(max_examples=40)
@given(annotations(), annotations())
def test_an_annotation_that_was_replaced_comes_back_equal(tmp_path_factory, before, after):
    after = replace(after, id=before.id, created_at=before.created_at)
    with Library(tmp_path_factory.mktemp("library") / "x") as library:
        with library.writing() as (articles, _, _):
            articles.add(make_article(), NOW)
        info = add_set(library)
        put(library, "s", before)
        library.commit(Change("s", "x", (Edit(before, after),)), Entry(NOW, "Who"))
        assert read(library, info) == (after,)
        library.commit(Change("s", "x", (Edit(after, None),)), Entry(NOW, "Who"))
        assert read(library, info) == ()
        assert library.integrity() == "ok"


def test_every_piece_of_an_article_comes_back(tmp_path):
    blocks = (
        Block(BlockKind.METADATA, 0, 5, role=MetadataRole.DATE_LINE),
        Block(BlockKind.HEADING, 6, 11, level=2),
        Block(BlockKind.LIST_ITEM, 12, 17, level=1, ordinal=3),
        Block(BlockKind.TABLE, 18, 40, rows=((Span(18, 20), None), (Span(22, 30), Span(31, 40)))),
        Block(BlockKind.QUOTATION, 41, 50),
    )
    article = Article("id", "Title", "x" * 50, blocks, source="Paper", date="2026-03-04")
    with Library(tmp_path / "x") as library:
        with library.writing() as (articles, _, _):
            articles.add(article, NOW)
        with library.reading() as (articles, _, _):
            assert articles.by_id("id") == article
            assert articles.by_sha256(article.sha256) == article
            assert articles.all() == [article]
            assert articles.by_id("other") is None
            assert articles.by_sha256("0" * 64) is None


def test_annotations_are_in_order_of_their_making(library):
    info = add_set(library)
    late, early, middle = (make_annotation(n) for n in (3, 1, 2))
    put(library, "s", late, early, middle)
    assert read(library, info) == (early, middle, late)


def test_counts_tell_sound_passages_apart(library):
    add_set(library)
    add_set(library, "empty", "Another")
    put(library, "s", make_annotation(1), make_annotation(2, category="sound"))
    with library.reading() as (_, sets, _):
        assert sets.counts() == {"s": (2, 1)}


def test_ids_in_use_over_many_ids(library):
    add_set(library)
    put(library, "s", *(make_annotation(n, text="x" * 2000) for n in range(1200)))
    with library.reading() as (_, sets, _):
        asked = [f"annotation-{n}" for n in range(0, 2400, 2)]
        assert sets.ids_in_use(asked) == {f"annotation-{n}" for n in range(0, 1200, 2)}


def test_removing_an_article_takes_all_that_hangs_on_it(library):
    add_set(library)
    put(library, "s", make_annotation(1))
    with library.writing() as (articles, _, _):
        articles.remove(make_article().id)
    for table in ("article_texts", "annotation_sets", "annotations", "passages", "revisions"):
        count = library._db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        assert (table, count) == (table, 0)
    assert library.integrity() == "ok"


def test_removing_a_set_with_a_long_log_reads_the_log_once(library):
    """Each revision may be the target of another: looking for those needs an index."""
    plan = library._db.execute("EXPLAIN QUERY PLAN SELECT 1 FROM revisions WHERE target = ?", [1])
    assert [row[3] for row in plan if "SCAN" in row[3]] == []


def test_text_that_no_file_can_store_is_refused_whole(library):
    info = add_set(library)
    bad = make_annotation(2, note="half a pair: \ud83d")
    with pytest.raises(LibraryError, match=r"half a pair: .* broken character at position 13"):
        put(library, "s", make_annotation(1), bad)
    assert read(library, info) == ()
