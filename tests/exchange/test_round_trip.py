"""What is written is read back equal, in every format that does both."""

from __future__ import annotations

from dataclasses import replace

import pytest
from exchange.strategies import article_with_sets, info_of
from hypothesis import given

from annotator.domain.annotation import (
    Annotation,
    AnnotationSet,
    KeyDetails,
    Passage,
    Role,
    SetInfo,
    Status,
)
from annotator.domain.article import Article
from annotator.domain.errors import ExchangeError
from annotator.domain.span import Span
from annotator.exchange.formats import find_format, formats, read_sets, write_sets
from annotator.services.resources import default_codebook

BOTH_WAYS = [known.name for known in formats() if known.reads and known.writes]
CODEBOOK = default_codebook()


@pytest.mark.parametrize("name", BOTH_WAYS)
@given(made=article_with_sets())
def test_sets_come_back_equal(name, made):
    article, sets = made
    data = write_sets(name, article, sets, CODEBOOK)
    documents = read_sets(data, f"file.{find_format(name).extension}", article, CODEBOOK)
    assert [document.annotations for document in documents] == [s.annotations for s in sets]
    assert [info_of(document) for document in documents] == [s.info for s in sets]


@pytest.mark.parametrize("name", BOTH_WAYS)
@given(made=article_with_sets(most=1))
def test_offsets_count_code_points(name, made):
    """Text before the passage is one emoji: in UTF-16 every offset would differ."""
    article, (each,) = made
    moved = replace(article, text="\U0001f600" + article.text)
    read = read_sets(write_sets(name, article, [each], CODEBOOK), "x", moved, CODEBOOK)[0]
    for annotation in read.annotations:
        for passage in (*annotation.passages, *annotation.counterpart):
            if passage.span is not None and not passage.source:
                assert moved.text[passage.span.start : passage.span.end] == passage.quote


def one_set(article, *annotations, **info):
    return AnnotationSet(
        SetInfo(
            **{
                "id": "6d9f1b7e-0000-4000-8000-000000000001",
                "article_sha256": article.sha256,
                "name": "Mine",
                "role": Role.LEARNER,
                "status": Status.DRAFT,
                **info,
            }
        ),
        annotations,
    )


@pytest.fixture
def article():
    return Article("6d9f1b7e-0000-4000-8000-0000000000aa", "T", "Some say so. Others say so.", ())


@pytest.mark.parametrize("name", BOTH_WAYS)
def test_a_set_made_for_another_revision_is_anchored_again(name, article):
    marked = Annotation(
        id="6d9f1b7e-0000-4000-8000-000000000002",
        category="vague_attribution",
        passages=(Passage.cut(article.text, Span(20, 26)),),
    )
    gone = replace(
        marked,
        id="6d9f1b7e-0000-4000-8000-000000000003",
        passages=(Passage.cut(article.text, Span(0, 8)),),
    )
    data = write_sets(name, article, [one_set(article, marked, gone)], CODEBOOK)
    edited = Article("other", "T", "New words. Few say so. Others say so.", ())
    document = read_sets(data, "x", edited, CODEBOOK)[0]
    assert document.article_sha256 == article.sha256
    first, second = document.annotations
    # Of the two places with these words, the one with the same surroundings.
    assert first.passages == (Passage.cut(edited.text, Span(30, 36)),)
    assert second.passages == (replace(gone.passages[0], span=None),)
    assert second.unplaced


@pytest.mark.parametrize("name", BOTH_WAYS)
def test_an_end_in_another_article_stays_what_it_was(name, article):
    """Also on a machine without that article, and where the own article has been edited."""
    other = "f" * 64
    marked = Annotation(
        id="6d9f1b7e-0000-4000-8000-000000000002",
        category="inconsistency",
        passages=(Passage.cut(article.text, Span(20, 26)),),
        # The same words stand in the own article, elsewhere: that must not draw it there.
        counterpart=(Passage("Some", "", " say", Span(70, 74), other),),
        key=KeyDetails(
            counterpart_core=(Passage("So", "", "me", Span(70, 72), other),),
            counterpart_allowance=(Passage("gone", "", "", None, other),),
        ),
    )
    data = write_sets(name, article, [one_set(article, marked)], CODEBOOK)
    assert read_sets(data, "x", article, CODEBOOK)[0].annotations == (marked,)
    edited = Article("other", "T", "New words. Few say so. Others say so.", ())
    (read,) = read_sets(data, "x", edited, CODEBOOK)[0].annotations
    assert read.passages == (Passage.cut(edited.text, Span(30, 36)),)
    assert (read.counterpart, read.key) == (marked.counterpart, marked.key)


@pytest.mark.parametrize("name", BOTH_WAYS)
def test_an_end_in_this_very_article_is_its_own(name, article):
    """A set that was made for another revision, and linked with this one."""
    old = Article("old", "T", "New words. Few say so. Others say so.", ())
    marked = Annotation(
        id="6d9f1b7e-0000-4000-8000-000000000002",
        category="inconsistency",
        passages=(Passage.cut(old.text, Span(23, 29)),),
        counterpart=(Passage.cut(article.text, Span(0, 4), article.sha256),),
    )
    data = write_sets(name, old, [one_set(old, marked)], CODEBOOK)
    (read,) = read_sets(data, "x", article, CODEBOOK)[0].annotations
    assert read.all_spans == (Span(13, 19), Span(0, 4))


@pytest.mark.parametrize("name", BOTH_WAYS)
def test_an_id_that_is_no_uuid_is_kept(name, article):
    marked = Annotation("key-1", "sound", (Passage.cut(article.text, Span(0, 4)),))
    data = write_sets(name, article, [one_set(article, marked)], CODEBOOK)
    assert read_sets(data, "x", article, CODEBOOK)[0].annotations == (marked,)


@pytest.mark.parametrize("name", BOTH_WAYS)
def test_a_passage_longer_than_any_field_limit(name):
    article = Article("a", "T", "word " * 60_000 + "end", ())
    whole = Passage.cut(article.text, Span(0, len(article.text)))
    marked = Annotation("6d9f1b7e-0000-4000-8000-000000000002", "sound", (whole,))
    data = write_sets(name, article, [one_set(article, marked)], CODEBOOK)
    assert read_sets(data, "x", article, CODEBOOK)[0].annotations == (marked,)


@pytest.mark.parametrize("name", BOTH_WAYS)
def test_more_sets_than_a_parser_nests(name, article):
    sets = [
        replace(s, info=replace(s.info, id=f"6d9f1b7e-0000-4000-8000-{i:012}", name=f"S{i}"))
        for i, s in enumerate([one_set(article)] * 1500)
    ]
    documents = read_sets(write_sets(name, article, sets, CODEBOOK), "x", article, CODEBOOK)
    assert [document.name for document in documents] == [f"S{i}" for i in range(1500)]


def test_the_formats_are_listed():
    assert {"webannotation", "csv"} <= {known.name for known in formats()}
    assert find_format(" CSV ").extension == "csv"


def test_an_unknown_format_is_refused_with_those_there_are(article):
    with pytest.raises(ExchangeError, match=r"“docx”. There are: webannotation, csv"):
        write_sets("docx", article, [], CODEBOOK)


@pytest.mark.parametrize(
    "data", [b"", b"  \n", b"hello world\nand more", b"\x89PNG\r\n\x1a\n\x00", b"<xml/>"]
)
def test_content_in_no_known_format(data, article):
    with pytest.raises(ExchangeError, match=r"notes\.x is (empty|in no format)"):
        read_sets(data, "notes.x", article, CODEBOOK)
