"""Articles and sets made up by hypothesis."""

from __future__ import annotations

import uuid
from dataclasses import replace

from hypothesis import strategies as st

from annotator.domain.annotation import (
    Alternative,
    Annotation,
    AnnotationSet,
    KeyDetails,
    Passage,
    Role,
    SetInfo,
    Status,
)
from annotator.domain.article import Article, Block, BlockKind
from annotator.domain.span import Span
from annotator.domain.text import canonical_text

ABSENT = "\u241f"
"""A character that no text here has, so that quotes with it cannot be placed."""

ALPHABET = "ab cd\n.,;\t\"'=-@é e\u0301\U0001f469\u200d\U0001f4bb\u05e9\u05dc\u064a经🇪🇨\u00a0"
LINES = st.text(
    st.one_of(
        st.sampled_from(ALPHABET),
        st.characters(exclude_categories=["Cs"], exclude_characters=ABSENT),
    )
)
ODD = st.sampled_from(["=1+1", "'=x", "''", "'", "-5", "@a", "+", "\t", 'a,b;c\t"d"', "\r", "\r\n"])
WORDING = st.one_of(ODD, st.text(st.characters(exclude_categories=["Cs"]), max_size=20))


@st.composite
def articles(draw):
    text = canonical_text("x" + draw(LINES) + "y")
    return Article(
        id=str(draw(st.uuids())),
        title="Title",
        text=text,
        blocks=(Block(BlockKind.PARAGRAPH, 0, len(text)),),
    )


@st.composite
def passages(draw, text):
    if draw(st.integers(0, 5)) == 0:
        quote = draw(st.sampled_from(["", ABSENT, f"lost {ABSENT} words"]))
        return Passage(quote, draw(WORDING), draw(WORDING), None)
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    return Passage.cut(text, Span(start, end))


@st.composite
def passages_elsewhere(draw):
    """In another article, whose text nobody has: nothing can be held against it."""
    start = draw(st.integers(0, 10**6))
    span = draw(st.one_of(st.none(), st.just(Span(start, start + 1 + draw(st.integers(0, 99))))))
    source = draw(st.sampled_from(["0123456789abcdef" * 4, "f" * 64]))
    return Passage(draw(WORDING), draw(WORDING), draw(WORDING), span, source)


@st.composite
def alternatives(draw, text):
    category = draw(st.sampled_from(["", "unsupported_claim", "vague_attribution"]))
    if category and draw(st.booleans()):
        return Alternative(category)
    other = st.one_of(passages(text), passages_elsewhere())
    return Alternative(
        category,
        tuple(draw(st.lists(passages(text), min_size=1, max_size=2))),
        tuple(draw(st.lists(other, max_size=2))),
    )


@st.composite
def key_details(draw, text):
    some = st.lists(passages(text), max_size=2).map(tuple)
    other = st.lists(st.one_of(passages(text), passages_elsewhere()), max_size=2).map(tuple)
    return KeyDetails(
        core=draw(some),
        counterpart_core=draw(other),
        allowance=draw(some),
        counterpart_allowance=draw(other),
        difficulty=draw(st.sampled_from([None, 1, 2, 3])),
        alternatives=tuple(draw(st.lists(alternatives(text), max_size=2))),
    )


@st.composite
def annotations(draw, text):
    category = draw(
        st.sampled_from(["unsupported_claim", "inconsistency", "vague_attribution", "sound"])
    )
    return Annotation(
        id=str(draw(st.uuids())),
        category=category,
        passages=tuple(draw(st.lists(passages(text), min_size=1, max_size=3))),
        counterpart=tuple(
            draw(st.lists(st.one_of(passages(text), passages_elsewhere()), max_size=2))
        ),
        subtype=draw(st.sampled_from([None, "date", "number"])),
        note=draw(WORDING),
        confidence=draw(st.one_of(st.none(), st.floats(0, 1))),
        created_at=draw(st.sampled_from(["", "2026-03-04T10:00:00.000001Z"])),
        key=draw(st.one_of(st.none(), key_details(text))),
        argument=draw(WORDING),
    )


@st.composite
def sets(draw, article):
    found = draw(
        st.lists(annotations(article.text), max_size=4, unique_by=lambda annotation: annotation.id)
    )
    info = SetInfo(
        id=str(draw(st.uuids())),
        article_sha256=article.sha256,
        name=draw(WORDING.filter(bool)),
        role=draw(st.sampled_from(Role)),
        status=draw(st.sampled_from(Status)),
        annotator=draw(WORDING),
        codebook_id="default",
        codebook_version="1",
        created_at="2026-03-04T10:00:00.000001Z",
        submitted_at=draw(st.sampled_from(["", "2026-03-05T10:00:00.000001Z"])),
    )
    return AnnotationSet(info, tuple(found))


@st.composite
def article_with_sets(draw, most=3):
    article = draw(articles())
    found = draw(st.lists(sets(article), min_size=1, max_size=most))
    # Sets of one article have different names and ids.
    return article, [
        replace(
            each, info=replace(each.info, id=str(uuid.UUID(int=i)), name=f"{each.info.name}{i}")
        )
        for i, each in enumerate(found, start=1)
    ]


def info_of(document):
    """What a document says of its set, as a library would have it."""
    return SetInfo(
        id=document.id,
        article_sha256=document.article_sha256,
        name=document.name,
        role=document.role,
        status=document.status,
        annotator=document.annotator,
        codebook_id=document.codebook_id,
        codebook_version=document.codebook_version,
        created_at=document.created_at,
        submitted_at=document.submitted_at,
    )
