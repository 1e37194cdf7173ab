"""CSV as others write and read it."""

from __future__ import annotations

import csv
import io

import pytest
from exchange.strategies import article_with_sets
from hypothesis import given

from annotator.domain.annotation import Alternative, Role
from annotator.domain.article import Article
from annotator.domain.errors import ExchangeError
from annotator.domain.span import Span
from annotator.exchange import csv_sets
from annotator.exchange.formats import read_sets, write_sets
from annotator.services.resources import default_codebook

CODEBOOK = default_codebook()
TEXT = "\U0001f600 Some say ten came. Others say twenty came. Some say so."


@pytest.fixture
def article():
    return Article("6d9f1b7e-0000-4000-8000-0000000000aa", "T", TEXT, ())


def load(table, article, encoding="utf-8"):
    return read_sets(table.encode(encoding), "marks.csv", article, CODEBOOK)


def only(table, article):
    ((annotation,),) = [document.annotations for document in load(table, article)]
    return annotation


@given(article_with_sets())
def test_rows_hold_what_stands_in_the_text(made):
    article, sets = made
    data = write_sets("csv", article, sets, CODEBOOK).decode("utf-8")
    rows = list(csv.DictReader(io.StringIO(data, newline="")))
    assert tuple(rows[0]) == csv_sets.COLUMNS
    for row in rows:
        if row["start"] and not row["source"]:
            assert article.text[int(row["start"]) : int(row["end"])] == row["quote"]
        for name in ("set", "annotator", "note", "argument"):
            assert row[name][:1] not in ("=", "+", "-", "@", "\t", "\r") or not row[name]


def test_the_columns_are_documented():
    assert csv_sets.__doc__ is not None
    for column in (*csv_sets.COLUMNS, *csv_sets.PARTS):
        assert column in csv_sets.__doc__


@pytest.mark.parametrize(
    "table",
    [
        "category,start,end\nvague_attribution,2,10\n",
        "category,quote\nVague attribution,Some say\n",
        "start;end;category\n2;10;vague-attribution\n",
        "label\ttext\nvague_attribution\tSome say\n",
        "\ufeffCategory , Start, END ,extra\n vague_attribution , 2 , 10 ,x\n\n",
        'category,start,end,quote\r\nvague_attribution,2,10,"Some say"\r\n',
        "category,start,end,quote\nvague_attribution,3,11,Some say\n",
    ],
)
def test_few_columns_are_needed(table, article):
    assert only(table, article).spans == (Span(2, 10),)


def test_other_encodings(article):
    assert load("category,quote\nsound,Some say\n", article, "utf-16")[0].annotations[0].is_sound


def test_rows_without_an_id_are_annotations_of_their_own(article):
    (document,) = load("category,quote\nsound,ten\nsound,twenty\n", article)
    assert document.name == "marks"
    assert [a.spans for a in document.annotations] == [(Span(11, 14),), (Span(32, 38),)]


def test_rows_with_the_same_id_are_one_annotation(article):
    table = "annotation,category,part,ordinal,quote\n1,sound,,2,twenty\n1,,passage,1,ten\n"
    table += "1,,core,,came\n"
    annotation = only(table, article)
    assert annotation.spans == (Span(11, 14), Span(32, 38))
    assert annotation.key is not None
    assert [p.span for p in annotation.key.core] == [Span(15, 19)]


@pytest.mark.parametrize(
    "table",
    [
        "category,quote,counterpart_quote\ninconsistency,ten came,twenty came\n",
        "category,start,end,counterpart_start,counterpart_end\ninconsistency,11,19,32,43\n",
        "annotation,category,part,quote\n1,inconsistency,,ten came\n1,,counterpart,twenty came\n",
    ],
)
def test_the_other_end_of_an_inconsistency(table, article):
    annotation = only(table, article)
    assert annotation.spans == (Span(11, 19),)
    assert annotation.counterpart_spans == (Span(32, 43),)


def test_alternatives_of_a_key_item(article):
    annotation = only(
        "annotation,category,part,quote,alternative,alternative_category\n"
        "1,inconsistency,,ten came,,\n"
        "1,,,,2,Vague attribution\n"
        "1,,counterpart,Some say,1,\n"
        "1,,,Others say,1,\n",
        article,
    )
    assert annotation.spans == (Span(11, 19),)
    first, second = annotation.key.alternatives
    assert second == Alternative("vague_attribution")
    assert [p.span for p in first.passages] == [Span(21, 31)]
    assert [p.span for p in first.counterpart] == [Span(2, 10)]


@pytest.mark.parametrize("source", ["f" * 64, "F" * 64, f" urn:sha256:{'f' * 64} "])
def test_the_other_end_in_another_article(source, article):
    table = (
        "annotation,category,part,start,end,quote,source\n"
        f"1,inconsistency,passage,2,6,Some,{source}\n"
        f"1,inconsistency,counterpart,7,10,Some,{source}\n"
    )
    annotation = only(table, article)
    # The first end is always one of the article that is annotated.
    assert annotation.all_spans == (Span(2, 6),)
    assert annotation.spans_elsewhere == {"f" * 64: (Span(7, 10),)}


@pytest.mark.parametrize("source", ["", "Reuters", "http://example.org/b", "f" * 63])
def test_a_source_that_is_no_revision_says_nothing(source, article):
    table = (
        "annotation,category,part,quote,source\n"
        f"1,inconsistency,passage,Some say,{source}\n1,inconsistency,counterpart,Some,{source}\n"
    )
    assert only(table, article).counterpart_spans == (Span(2, 6),)


def test_several_sets(article):
    table = "set,role,category,quote\nA,key,sound,ten\nB,,sound,twenty\nA,key,sound,came\nC,,,\n"
    documents = load(table, article)
    assert [(d.name, d.role, len(d.annotations)) for d in documents] == [
        ("A", Role.KEY, 2),
        ("B", Role.LEARNER, 1),
        ("C", Role.LEARNER, 0),
    ]


def test_what_cannot_be_placed_is_kept(article):
    (document,) = load("category,start,end,quote\nsound,2,5,gone\nsound,90,99,\n", article)
    assert [a.unplaced for a in document.annotations] == [True, True]
    assert document.annotations[0].passages[0].quote == "gone"


def test_an_apostrophe_that_guards_a_formula_is_taken_away(article):
    annotation = only("category,quote,note\nsound,ten,'=1+1\n", article)
    assert annotation.note == "=1+1"
    assert only("category,quote,note\nsound,ten,'tis\n", article).note == "'tis"


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("category,quote\nsound,ten\nbias,ten\n", "row 3: there is no category “bias”.*sound"),
        ("category,quote\n,ten\n", "row 2: there is no category “”"),
        ("category,start,end\nsound,one,2\n", "row 2: “one” is not an offset"),
        ("category,quote,part\nsound,ten,middle\n", "no part “middle”.*counterpart_core"),
        ("category,quote,part\nsound,ten,core\n", "no row for its passage"),
        ("category,quote,confidence\nsound,ten,85\n", "“85” is not a confidence"),
        ("category,quote,confidence\nsound,ten,nan\n", "“nan” is not a confidence"),
        ("category,quote,difficulty\nsound,ten,hard\n", "“hard” is not a difficulty"),
        ("annotation,category,quote\n1,sound,ten\n1,inconsistency,ten\n", "row 3: “category” diff"),
        ("annotation,category,quote,alternative\n1,sound,ten,\n1,,,1\n", "row 3: an alternative"),
        (
            "annotation,category,quote,part,alternative\n1,sound,ten,,\n1,,ten,core,1\n",
            "row 3: an alternative needs a row for its passage",
        ),
        (
            "annotation,category,quote,part,alternative\n1,sound,ten,,\n1,,ten,counterpart,1\n",
            "row 3: an alternative needs a row for its passage",
        ),
        ("annotation,category,quote,alternative\n1,sound,ten,\n1,,ten,b\n", "“b” is not an"),
        ("category,quote\n", "has no rows"),
        ("category,note\nsound,x\n", "in no format"),
    ],
)
def test_bad_tables_are_told_in_words(table, message, article):
    with pytest.raises(ExchangeError, match=message):
        load(table, article)


def test_an_argument_has_a_column_of_its_own(article):
    table = "annotation,category,quote,note,argument\n1,sound,ten,A,'=B\n1,sound,twenty,,\n"
    annotation = only(table, article)
    assert (annotation.note, annotation.argument) == ("A", "=B")
    assert only("category,quote\nsound,ten\n", article).argument == ""
    two = "annotation,category,quote,argument\n1,sound,ten,A\n1,sound,twenty,B\n"
    with pytest.raises(ExchangeError, match="row 3: “argument” differs"):
        load(two, article)
