"""Hypothesis strategies that several packages' tests share."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import strategies as st

from annotator.domain.annotation import Alternative, Annotation, KeyDetails, Passage
from annotator.domain.span import Span

# What trips up offsets and words: every plane, marks that combine, joined emoji, right-to-left,
# white space of several kinds, quotes, and the ends of sentences.
AWKWARD = st.sampled_from(
    [
        "é",
        "e\u0301",
        "\u0301",
        "👩\u200d🚒",
        "❤\ufe0f",
        "🇫🇷",
        "👍🏽",
        "𝒜",
        "\U0010fffd",
        "\uffff",
        "שלום",
        "العَرَبِيَّة",
        "\u202e",
        "漢字",
        "हिन्दी",
        "\u200d",
        "\ufeff",
        "\x00",
        "\x1c",
        "\u00a0",
        "\u3000",
        "\t",
        "’",
        "-",
        '"',
        "“",
        "”",
        ".",
        "。",
        "…",
        "U.S.",
        "Mr.",
        "No. 5",
    ]
)
WORDS = st.sampled_from(["a", "The", "word", "don't", "well-known", "3.5", "So", "x_1"])
GAPS = st.sampled_from([" ", " ", "\n", "\n\n", ". ", "? ", ", "])


def texts(min_size: int = 0, max_size: int = 30) -> st.SearchStrategy[str]:
    """Text that a file can store: words, gaps, awkward pieces and any characters at all."""
    anything = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=3)
    piece = st.one_of(WORDS, GAPS, AWKWARD, anything)
    return st.lists(piece, min_size=min_size, max_size=max_size).map("".join)


@st.composite
def spans(draw: st.DrawFn, length: int) -> Span:
    """A span within a text of that length (code points, 1 or more)."""
    start = draw(st.integers(0, length - 1))
    return Span(start, draw(st.integers(start + 1, length)))


@st.composite
def disjoint_spans(draw: st.DrawFn, length: int = 60) -> tuple[Span, ...]:
    """Sorted spans without a code point in common."""
    cuts = sorted(draw(st.sets(st.integers(0, length), max_size=16)))
    pairs = pairwise(cuts)
    return tuple(Span(a, b) for a, b in pairs if draw(st.booleans()))


def passages() -> st.SearchStrategy[Passage]:
    """Any passage, placed or not."""
    short = texts(max_size=4)
    places = st.one_of(st.none(), spans(10**6))
    sources = st.sampled_from(["", "", "0123456789abcdef" * 4, "f" * 64])
    return st.builds(Passage, quote=short, prefix=short, suffix=short, span=places, source=sources)


def annotations() -> st.SearchStrategy[Annotation]:
    """Any annotation, also a key item's."""
    some = st.lists(passages(), max_size=2).map(tuple)
    some_again = st.lists(passages(), min_size=1, max_size=2).map(tuple)
    alternatives = st.one_of(
        st.builds(Alternative, category=st.just("sound")),
        st.builds(
            Alternative,
            category=st.sampled_from(["", "other"]),
            passages=some_again,
            counterpart=some,
        ),
    )
    details = st.builds(
        KeyDetails,
        core=some,
        counterpart_core=some,
        allowance=some,
        counterpart_allowance=some,
        difficulty=st.one_of(st.none(), st.integers(1, 3)),
        alternatives=st.lists(alternatives, max_size=2).map(tuple),
    )
    return st.builds(
        Annotation,
        id=st.uuids().map(str),
        category=st.sampled_from(["unsupported_claim", "inconsistency", "sound", "other"]),
        passages=st.lists(passages(), min_size=1, max_size=3).map(tuple),
        counterpart=some,
        subtype=st.one_of(st.none(), texts(max_size=2)),
        note=texts(max_size=6),
        confidence=st.one_of(st.none(), st.floats(0, 1)),
        created_at=st.sampled_from(["", "2026-03-04T05:06:07Z"]),
        key=st.one_of(st.none(), details),
        argument=texts(max_size=6),
    )
