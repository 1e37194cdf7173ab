"""Small articles on which tests mark passages by quoting them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import count

from generated import disjoint_spans, spans
from hypothesis import strategies as st

from annotator.comparison.compare import Comparison, compare
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
from annotator.domain.segmentation import Segmentation
from annotator.domain.span import Span

CLAIM, CLASH, VAGUE, SOUND = "unsupported_claim", "inconsistency", "vague_attribution", "sound"
CATEGORIES = (CLAIM, CLASH, VAGUE)


class Page:
    """A text made of sentences, with its tokens and sentences, and annotations that quote it."""

    def __init__(self, *sentences: str) -> None:
        self.text = " ".join(sentences)
        ends = [len(" ".join(sentences[: n + 1])) for n in range(len(sentences))]
        self.segmentation = Segmentation(
            tuple(Span(*m.span()) for m in re.finditer(r"\w+|[^\w\s]", self.text)),
            tuple(Span(end - len(s), end) for s, end in zip(sentences, ends, strict=True)),
        )
        self._ids = count(1)

    def span(self, quote: str) -> Span:
        """Where the quote stands; it must stand there once only."""
        assert self.text.count(quote) == 1, quote
        start = self.text.index(quote)
        return Span(start, start + len(quote))

    def passages(self, quotes: str | Iterable[str]) -> tuple[Passage, ...]:
        """The passages of one quote or several."""
        several = [quotes] if isinstance(quotes, str) else quotes
        return tuple(Passage.cut(self.text, self.span(quote)) for quote in several)

    def mark(
        self,
        category: str,
        quotes: str | Iterable[str],
        counterpart: str | Iterable[str] = (),
        *,
        core: str | Iterable[str] = (),
        counterpart_core: str | Iterable[str] = (),
        allowance: str | Iterable[str] = (),
        counterpart_allowance: str | Iterable[str] = (),
        alternatives: Iterable[Alternative] = (),
        note: str = "",
        subtype: str | None = None,
        confidence: float | None = None,
    ) -> Annotation:
        """An annotation, with what a key adds where any of it is given."""
        key = KeyDetails(
            core=self.passages(core),
            counterpart_core=self.passages(counterpart_core),
            allowance=self.passages(allowance),
            counterpart_allowance=self.passages(counterpart_allowance),
            alternatives=tuple(alternatives),
        )
        return Annotation(
            id=f"{category} {next(self._ids)}",
            category=category,
            passages=self.passages(quotes),
            counterpart=self.passages(counterpart),
            note=note,
            subtype=subtype,
            confidence=confidence,
            key=key if key != KeyDetails() else None,
        )

    def compare(self, marks: Iterable[Annotation], key: Iterable[Annotation]) -> Comparison:
        """The marks held against the key."""
        return held(marks, key, self.segmentation)

    def outcomes(self, marks: Iterable[Annotation], key: Iterable[Annotation]) -> list[str]:
        """The outcomes in order of the text."""
        return [str(item.outcome) for item in self.compare(marks, key).items]


def learners(marks: Iterable[Annotation]) -> AnnotationSet:
    """A learner's set."""
    info = SetInfo("s", "0" * 64, "Mine", Role.LEARNER, Status.SUBMITTED)
    return AnnotationSet(info, tuple(marks))


def keyed(items: Iterable[Annotation]) -> AnnotationSet:
    """A reference key."""
    info = SetInfo("k", "0" * 64, "Key", Role.KEY, Status.SUBMITTED)
    return AnnotationSet(info, tuple(items))


def held(
    marks: Iterable[Annotation], key: Iterable[Annotation], segmentation: Segmentation
) -> Comparison:
    """Marks held against a key under the default categories."""
    return compare(learners(marks), keyed(key), segmentation, CATEGORIES)


LENGTH = 60
GENERATED_TEXT = "x" * LENGTH


@st.composite
def some_passages(draw: st.DrawFn, at_least: int = 0) -> tuple[Passage, ...]:
    """One or two passages, a few of them unplaced."""
    found = draw(st.lists(spans(LENGTH), min_size=at_least, max_size=2))
    return tuple(
        Passage.cut(GENERATED_TEXT, span) if draw(st.integers(0, 9)) else Passage("?", "", "", None)
        for span in found
    )


@st.composite
def some_counterpart(draw: st.DrawFn) -> tuple[Passage, ...]:
    """Some passages, a few of them in one of two other articles."""
    return tuple(
        replace(passage, source=draw(st.sampled_from(["", "", "a" * 64, "b" * 64])))
        for passage in draw(some_passages())
    )


@st.composite
def some_alternatives(draw: st.DrawFn) -> tuple[Alternative, ...]:
    """Up to two other answers, mostly none."""
    result = []
    for _ in range(draw(st.sampled_from([0, 0, 0, 1, 2]))):
        category = draw(st.sampled_from(("", *CATEGORIES)))
        passages = draw(some_passages(0 if category else 1))
        counterpart = draw(some_counterpart()) if passages and draw(st.booleans()) else ()
        result.append(Alternative(category, passages, counterpart))
    return tuple(result)


@st.composite
def some_annotations(draw: st.DrawFn, prefix: str, *, key: bool) -> tuple[Annotation, ...]:
    """Up to six annotations of a learner or of a key."""
    result = []
    for number in range(draw(st.integers(0, 6))):
        category = draw(st.sampled_from((*CATEGORIES, SOUND) if key else CATEGORIES))
        details = KeyDetails(
            core=draw(some_passages()),
            allowance=draw(some_passages()),
            alternatives=draw(some_alternatives()) if key else (),
        )
        result.append(
            Annotation(
                id=f"{prefix}{number}",
                category=category,
                passages=draw(some_passages(1)),
                counterpart=draw(some_counterpart()) if category == CLASH else (),
                confidence=None if key else draw(st.one_of(st.none(), st.floats(0, 1))),
                note=f"because {number}" if key else "",
                subtype=draw(st.sampled_from([None, "one", "two"])),
                key=details if key and draw(st.booleans()) else None,
            )
        )
    return tuple(result)


def marks_and_keys() -> st.SearchStrategy[tuple[tuple[Annotation, ...], tuple[Annotation, ...]]]:
    """A learner's marks and a key."""
    return st.tuples(some_annotations("m", key=False), some_annotations("k", key=True))


def segmentations() -> st.SearchStrategy[Segmentation]:
    """Tokens and sentences; they need not cover the text."""
    return st.builds(Segmentation, disjoint_spans(LENGTH), disjoint_spans(LENGTH))
