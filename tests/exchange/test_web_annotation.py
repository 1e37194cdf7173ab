"""Web Annotation as others write and read it."""

from __future__ import annotations

import json
import uuid
from dataclasses import replace

import pytest
from exchange.strategies import article_with_sets, info_of
from hypothesis import given

from annotator.domain.annotation import Alternative, AnnotationSet, Passage, Role, Status
from annotator.domain.article import Article
from annotator.domain.errors import ExchangeError
from annotator.domain.span import Span
from annotator.exchange.formats import read_sets, write_sets
from annotator.services.resources import default_codebook

CODEBOOK = default_codebook()
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
TEXT = "\U0001f600 Some say ten came. Others say twenty came. Some say so."


@pytest.fixture
def article():
    return Article("6d9f1b7e-0000-4000-8000-0000000000aa", "T", TEXT, ())


def item(target, *bodies, **more):
    return {
        "type": "Annotation",
        "body": list(bodies) or [tag("vague_attribution")],
        "target": target,
        **more,
    }


def tag(value):
    return {"type": "TextualBody", "purpose": "tagging", "value": value}


def comment(value):
    return {"type": "TextualBody", "purpose": "commenting", "value": value}


def position(start, end):
    return {"type": "TextPositionSelector", "start": start, "end": end}


def quote(exact, **more):
    return {"type": "TextQuoteSelector", "exact": exact, **more}


def at(*selectors):
    return {"source": "http://example.org/a", "selector": list(selectors)}


def load(content, article, name="file.jsonld"):
    return read_sets(json.dumps(content).encode(), name, article, CODEBOOK)


def only(content, article):
    ((annotation,),) = [document.annotations for document in load(content, article)]
    return annotation


def spans(annotation):
    return [p.span and (p.span.start, p.span.end) for p in annotation.passages]


@given(article_with_sets())
def test_what_is_written_keeps_to_the_standard(made):
    article, sets = made
    content = json.loads(write_sets("webannotation", article, sets, CODEBOOK))
    assert content["@context"] == CONTEXT
    if len(sets) > 1:
        assert content["type"] == "AnnotationCollection"
        assert content["label"] == article.title
        assert content["total"] == sum(len(s.annotations) for s in sets)
    pages = []
    page = content.get("first", content)
    while page is not None:
        pages.append(page)
        page = page.get("next")
    assert len(pages) == len(sets)
    index = 0
    for page, each in zip(pages, sets, strict=True):
        assert page["type"] == "AnnotationPage"
        assert page["label"] == each.info.name
        if len(sets) > 1:
            assert page["partOf"] == content["id"]
            assert page["startIndex"] == index
        index += len(page["items"])
        for entry, annotation in zip(page["items"], each.annotations, strict=True):
            assert_valid(entry, annotation, article)


def assert_valid(entry, annotation, article):
    assert entry["type"] == "Annotation"
    assert entry["id"] == f"urn:uuid:{annotation.id}"
    bodies = {body["purpose"]: body["value"] for body in entry["body"]}
    assert bodies["tagging"] == annotation.category
    assert bodies.get("commenting", "") == annotation.note
    targets = entry["target"] if isinstance(entry["target"], list) else [entry["target"]]
    marked = [*annotation.passages, *annotation.counterpart]
    for target, passage in zip(targets, marked, strict=True):
        assert target["source"] == f"urn:sha256:{passage.source or article.sha256}"
        selectors = {s["type"]: s for s in target["selector"]}
        words = selectors["TextQuoteSelector"]
        assert words["exact"] == passage.quote
        if passage.span is None:
            assert "TextPositionSelector" not in selectors
            continue
        where = selectors["TextPositionSelector"]
        if passage.source:
            assert (where["start"], where["end"]) == (passage.span.start, passage.span.end)
            continue
        assert article.text[where["start"] : where["end"]] == words["exact"]
        assert article.text[: where["start"]].endswith(words["prefix"])
        assert article.text[where["end"] :].startswith(words["suffix"])
    # Terms that the standard does not have are whole IRIs, so no processor takes them for its own.
    known = {"id", "type", "motivation", "created", "body", "target"}
    assert all(name.startswith("urn:annotator:") for name in entry.keys() - known)


def test_the_simplest_page(article):
    content = {
        "@context": CONTEXT,
        "type": "AnnotationPage",
        "items": [
            item(at(position(2, 10), quote("Some say")), tag("vague_attribution"), comment("why"))
        ],
    }
    (document,) = load(content, article)
    (annotation,) = document.annotations
    assert document.name == "file"
    assert (document.role, document.status) == (Role.LEARNER, None)
    assert annotation.category == "vague_attribution"
    assert annotation.note == "why"
    assert spans(annotation) == [(2, 10)]
    assert uuid.UUID(annotation.id)


@pytest.mark.parametrize(
    "wrap",
    [
        lambda i: i,
        lambda i: [i],
        lambda i: {"@graph": [{"id": "x"}, i]},
        lambda i: {"items": [i]},
        lambda i: [{"type": "AnnotationPage", "items": [i]}],
        lambda i: {"type": "AnnotationCollection", "first": {"type": "AnnotationPage", "items": i}},
        lambda i: {"type": ["AnnotationCollection"], "items": [i]},
    ],
)
def test_pages_collections_lists_and_single_annotations(wrap, article):
    annotation = only(wrap(item(at(position(2, 10)))), article)
    assert spans(annotation) == [(2, 10)]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (at(position(2, 10)), (2, 10)),
        ({"selector": position(2, 10)}, (2, 10)),
        (at(quote("Others say")), (21, 31)),
        (at(quote("Some say", prefix="twenty came. ")), (45, 53)),
        (at(quote("Some say", suffix=" so.")), (45, 53)),
        (at(position(2, 10), quote("Others say")), (21, 31)),  # the quote decides
        (at(position(3, 11), quote("Some say")), (2, 10)),  # as if counted in UTF-16
        (at(position(45, 53), quote("Some say")), (45, 53)),  # the stated place wins
        (at({**quote("Others say twenty"), "refinedBy": position(11, 17)}), (32, 38)),
        (at({**quote("Others say twenty"), "refinedBy": quote("say")}), (28, 31)),
        (at({"type": "FragmentSelector", "value": "p1", "refinedBy": position(2, 6)}), (2, 6)),
        (at({"type": "FragmentSelector", "value": "char=2,10"}), (2, 10)),
        ("http://example.org/a.txt#char=2,10", (2, 10)),
        (
            at(
                {
                    "type": "RangeSelector",
                    "startSelector": quote("Others"),
                    "endSelector": quote(" twenty"),
                }
            ),
            (21, 31),
        ),
        (at({"type": "Choice", "items": [quote("Others say")]}), (21, 31)),
        (at({"type": "oa:TextPositionSelector", "start": "2", "end": 10.0}), (2, 10)),
        (at(position(2, 999)), None),
        (at(position(10, 10)), None),
        (at(position(-4, 2)), None),
        (at(quote("not there")), None),
        (at({"type": "CssSelector", "value": "p"}), None),
        ("http://example.org/a", None),
    ],
)
def test_selectors(target, expected, article):
    annotation = only([item(target)], article)
    assert spans(annotation) == [expected]
    if expected:
        assert annotation.passages[0].quote == TEXT[slice(*expected)]


def test_an_unplaced_quote_is_kept_with_its_context(article):
    (passage,) = only(
        [item(at(position(1, 4), quote("not there", prefix="is ", suffix=" it")))], article
    ).passages
    assert (passage.quote, passage.prefix, passage.suffix) == ("not there", "is ", " it")


def test_half_a_surrogate_pair_in_a_context_does_no_harm(article):
    data = b'[{"type":"Annotation","body":"vague_attribution","target":{"selector":'
    data += b'{"type":"TextQuoteSelector","exact":"Some say","prefix":"\\ude00 "}}}]'
    ((annotation,),) = [d.annotations for d in read_sets(data, "x", article, CODEBOOK)]
    assert spans(annotation) == [(2, 10)]


@pytest.mark.parametrize(
    "body",
    [
        "vague_attribution",
        "Vague attribution",
        "http://example.org/codebook#vague-attribution",
        {"type": "TextualBody", "value": "vague_attribution"},
        {"purpose": ["tagging"], "value": {"@value": "vague attribution"}},
        {"type": "SpecificResource", "purpose": "classifying", "source": "urn:x:vague_attribution"},
        {"type": "Choice", "items": [tag("vague_attribution")]},
    ],
)
def test_bodies(body, article):
    assert only([item(at(position(2, 10)), body)], article).category == "vague_attribution"


def test_a_body_that_is_no_list_and_a_body_value(article):
    content = {"type": "Annotation", "body": tag("sound"), "target": at(position(2, 10))}
    assert only(content, article).is_sound
    content = {"type": "Annotation", "bodyValue": "sound", "target": at(position(2, 10))}
    assert only(content, article).is_sound


def test_other_tags_become_the_subtype_or_part_of_the_note(article):
    subtype = CODEBOOK["vague_attribution"].subtypes[0]
    bodies = [tag("vague_attribution"), tag(subtype.name), tag("urgent"), comment("why")]
    annotation = only([item(at(position(2, 10)), *bodies)], article)
    assert annotation.subtype == subtype.id
    assert annotation.note == "why\n\nTags: urgent"


def test_an_inconsistency_with_two_targets_has_two_ends(article):
    annotation = only(
        [item([at(quote("ten came")), at(quote("twenty came"))], tag("inconsistency"))], article
    )
    assert annotation.spans == (Span(11, 19),)
    assert annotation.counterpart_spans == (Span(32, 43),)


def test_a_target_in_another_revision_than_the_first_one_is_in_another_article(article):
    """No word of ours is in the file: what tells is that the sources differ."""
    here = {"source": f"urn:sha256:{'a' * 64}", "selector": [quote("Some say ten")]}
    there = {
        "source": f"urn:sha256:{'b' * 64}",
        "selector": [position(3, 9), quote("Others", suffix=" say")],
    }
    annotation = only(item([here, there], tag("inconsistency")), article)
    assert annotation.all_spans == (Span(2, 14),)
    assert annotation.counterpart == (Passage("Others", "", " say", Span(3, 9), "b" * 64),)


@pytest.mark.parametrize(
    "selector",
    [
        {"type": "FragmentSelector", "value": "char=3,9"},
        # The finer place is counted from the outer one, whose text is not here.
        {**position(3, 9), "refinedBy": position(1, 2)},
    ],
)
def test_other_selectors_in_another_article(selector, article):
    there = {"source": f"urn:sha256:{'b' * 64}", "selector": selector}
    annotation = only(item([at(quote("Some say ten")), there], tag("inconsistency")), article)
    assert annotation.spans_elsewhere == {"b" * 64: (Span(3, 9),)}


def test_alternatives_of_a_key_item_in_the_words_of_people(article):
    alternatives = [
        {"urn:annotator:category": "Vague attribution"},
        {"target": [at(quote("Others say")), at(quote("Some say"))]},
    ]
    content = item(
        [at(quote("ten came")), at(quote("twenty came"))],
        tag("inconsistency"),
        **{"urn:annotator:key": {"urn:annotator:alternatives": alternatives}},
    )
    annotation = only([content], article)
    other_category, other_passages = annotation.key.alternatives
    assert other_category == Alternative("vague_attribution")
    assert other_passages.category == ""
    assert [p.span for p in other_passages.passages] == [Span(21, 31)]
    assert [p.span for p in other_passages.counterpart] == [Span(2, 10)]
    assert annotation.categories == {"inconsistency", "vague_attribution"}


def test_two_targets_of_another_category_are_two_passages(article):
    annotation = only([item([at(quote("ten")), at(quote("twenty"))])], article)
    assert spans(annotation) == [(11, 14), (32, 38)]
    assert annotation.counterpart == ()


def test_ids_of_other_tools_become_uuids_that_stay_the_same(article):
    given_id = "http://example.org/anno1"
    first = only([item(at(position(2, 10)), id=given_id)], article)
    assert uuid.UUID(first.id)
    assert first.id == only([item(at(position(2, 10)), id=given_id)], article).id


def test_pages_of_one_set_are_put_together(article):
    second = {"type": "AnnotationPage", "items": [item(at(position(21, 31)))]}
    first = {"type": "AnnotationPage", "items": [item(at(position(2, 10)))], "next": second}
    (document,) = load({"type": "AnnotationCollection", "label": "L", "first": first}, article)
    assert document.name == "L"
    assert [spans(a) for a in document.annotations] == [[(2, 10)], [(21, 31)]]


def test_pages_that_go_in_a_circle_end(article):
    page = {"id": "p", "type": "AnnotationPage", "items": [item(at(position(2, 10)))], "next": "p"}
    content = {"type": "AnnotationCollection", "first": "p", "@included": [page]}
    assert len(load(content, article)) == 1


def test_creator_label_and_status(article):
    content = {
        "type": "AnnotationPage",
        "label": {"@value": "Key"},
        "creator": [{"type": "Person", "name": "Ann"}],
        "urn:annotator:role": "key",
        "urn:annotator:status": "submitted",
        "items": [],
    }
    (document,) = load(content, article)
    assert (document.name, document.annotator) == ("Key", "Ann")
    assert (document.role, document.status) == (Role.KEY, Status.SUBMITTED)


def test_the_creator_of_all_annotations_is_the_annotator(article):
    items = [item(at(position(2, 10)), creator={"name": "Ann"}, created="2026") for _ in "ab"]
    (document,) = load(items, article)
    assert document.annotator == "Ann"
    assert document.annotations[0].created_at == "2026"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ([item(at(position(2, 10)), tag("bias"))], "“bias”.*unsupported_claim.*sound"),
        ([item(at(position(2, 10)), comment("only words"))], "has no category"),
        ([item(at(position(2, 10)), tag("sound"), tag("inconsistency"))], "several categories"),
        ([item([])], "marks no passage"),
        ([item(at(position("a", 3)))], "“a” is not an offset"),
        ([item(at(position(True, 3)))], "“True” is not an offset"),
        ([item(at(position(1.5, 3)))], "not an offset"),
        ([item(at(position(1, 3)), **{"urn:annotator:confidence": 85})], "85.*number from 0 to 1"),
        ([item(at(position(1, 3)), **{"urn:annotator:confidence": "x"})], "not a confidence"),
        (
            [item(at(position(1, 3)), **{"urn:annotator:key": {"urn:annotator:difficulty": 9}})],
            "not a difficulty",
        ),
        (
            [
                item(
                    at(position(1, 3)),
                    **{"urn:annotator:key": {"urn:annotator:alternatives": [{}]}},
                )
            ],
            "alternative without a category and a target",
        ),
        ({"type": "AnnotationCollection", "first": "http://example.org/1"}, "kept elsewhere"),
        ({"type": "AnnotationPage", "items": ["http://example.org/1"]}, "item 1 is not an annot"),
        ({"type": "AnnotationCollection"}, "holds no annotations"),
    ],
)
def test_bad_content_is_told_in_words(content, message, article):
    with pytest.raises(ExchangeError, match=message) as caught:
        load(content, article, "bad.json")
    assert "bad.json" in str(caught.value)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'{"type": "AnnotationPage",\n "items": [}', "line 2, column 12"),
        (b"[" * 100_000, "too deeply|broken JSON|cannot be read"),
        (b'{"a": "\xff"}', "cannot be read as JSON"),
        (b'[{"target": ' + b"9" * 5000 + b"}]", "cannot be read as JSON|no category"),
        (b'{"some": "other JSON"}', "in no format"),
    ],
)
def test_broken_json(data, message, article):
    with pytest.raises(ExchangeError, match=message):
        read_sets(data, "bad.json", article, CODEBOOK)


def test_an_argument_is_a_reply(article):
    reply = {"type": "TextualBody", "purpose": "replying", "value": "It is in the table."}
    target = at(position(2, 10))
    annotation = only(item(target, reply, tag("vague_attribution"), comment("No name")), article)
    assert (annotation.note, annotation.argument) == ("No name", "It is in the table.")
    bodies = written_bodies(item(target, tag("vague_attribution"), reply), article)
    assert [(b["purpose"], b["value"]) for b in bodies] == [
        ("tagging", "vague_attribution"),
        ("replying", "It is in the table."),
    ]
    (only_body,) = written_bodies(item(target), article)
    assert only_body["purpose"] == "tagging"


def written_bodies(content, article):
    """The bodies that are written of an annotation that was read."""
    (document,) = load(content, article)
    info = replace(info_of(document), status=Status.SUBMITTED)
    sets = [AnnotationSet(info, document.annotations)]
    (written,) = json.loads(write_sets("webannotation", article, sets, CODEBOOK))["items"]
    return written["body"]
