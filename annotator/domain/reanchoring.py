"""Finding the passages of annotations again after their article's text was edited."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from enum import IntEnum
from functools import cached_property

from annotator.domain.anchoring import (
    MUCH_ALIKE,
    SHORTEST_ALIKE,
    anchor,
    most_alike,
    occurrences,
)
from annotator.domain.annotation import Alternative, Annotation, KeyDetails, Passage
from annotator.domain.correspondence import Correspondence
from annotator.domain.snapping import trimmed
from annotator.domain.span import Span
from annotator.domain.whole_sentences import is_whole, made_whole

_NEAR = 8
"""Code points of context that must stand beside a short quote for it to count as moved there."""

Placing = Callable[[tuple[Passage, ...]], tuple[Passage, ...]]
Sentences = tuple[Sequence[Span], Sequence[Span]]
"""Those of the old text and of the new one, sorted, in code points."""


class Fate(IntEnum):
    """How an annotation came through; of several passages the worst counts."""

    EXACT = 0
    ALIKE = 1
    UNPLACED = 2


class Reanchoring:
    """From one text to an edited version of it.

    A passage whose words were not touched goes where they are now. Where they were, the words that
    took their place are held against the quote, exactly and then by likeness. What was moved is
    looked for in all that is new. A passage is never put where the same words stood before as well:
    they were not the ones that were marked.

    Where ``sentences`` are given (they are asked for when they are needed first), a passage that
    was a whole sentence, or several, does not end in the middle of one afterwards, as long as it
    has most of that sentence.
    """

    def __init__(
        self, old: str, new: str, sentences: Callable[[], Sentences] | None = None
    ) -> None:
        self._old, self._new = old, new
        self._texts = Correspondence(old, new)
        self._ask_sentences = sentences

    def passage(self, passage: Passage) -> Passage:
        """The passage in the edited text; unplaced, with all that is known of it, if not found."""
        span = passage.span
        if not passage.quote:
            return replace(passage, span=None)
        if span is None or self._old[span.start : span.end] != passage.quote:
            return anchor(self._new, passage)
        found = self._texts.kept(span) or self._changed(passage, span) or self._moved(passage, span)
        if found is None:
            return replace(passage, span=None)
        return Passage.cut(self._new, self._whole(span, found), passage.source)

    def annotation(self, before: Annotation) -> Annotation:
        """The annotation with all its passages in this article found again, those of a key too."""

        def placed(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
            return tuple(p if p.source else self.passage(p) for p in passages)

        return _with(before, placed)

    def from_elsewhere(
        self, before: Annotation, sources: Collection[str], revision: str
    ) -> Annotation:
        """An annotation of another article with its ends in this one found again.

        ``sources`` are the SHA-256 of the revisions with the old text, ``revision`` is that of the
        new one. An end that is not found stays where it is: that revision is kept too.
        """

        def moved(passage: Passage) -> Passage:
            if passage.source not in sources or passage.span is None:
                return passage
            found = self.passage(passage)
            return passage if found.span is None else replace(found, source=revision)

        return _with(before, lambda passages: tuple(moved(p) for p in passages))

    def _whole(self, before: Span, found: Span) -> Span:
        """What was found, up to the ends of its sentences if it was whole sentences before."""
        if self._ask_sentences is None or self._stays_as_it_stands(before, found):
            return found
        old, new = self._sentences
        return made_whole(found, new) if is_whole(before, old) else found

    def _stays_as_it_stands(self, before: Span, found: Span) -> bool:
        """Whether neither a passage nor what stands right beside it has changed.

        Of most passages that is so, and no sentence has to be known for them.
        """
        beside = Span(max(0, before.start - 1), min(len(self._old), before.end + 1))
        kept = self._texts.kept(beside)
        if kept is None or kept.start + before.start - beside.start != found.start:
            return False
        at_ends = before.start == 0, before.end == len(self._old)
        return at_ends == (found.start == 0, found.end == len(self._new))

    @cached_property
    def _sentences(self) -> Sentences:
        return self._ask_sentences() if self._ask_sentences is not None else ((), ())

    def _changed(self, passage: Passage, span: Span) -> Span | None:
        """Where the quote is among the words that have taken its place."""
        start, end = self._texts.bounds(span)
        if start >= end:
            return None
        place = trimmed(self._new, Span(start, end))
        if place is None:
            return None
        words = self._new[place.start : place.end]
        at = words.find(passage.quote)
        if at >= 0:
            return Span(place.start + at, place.start + at + len(passage.quote))
        from rapidfuzz.fuzz import ratio  # noqa: PLC0415 (rarely needed)

        if ratio(passage.quote, words) >= MUCH_ALIKE:
            return place
        inside = anchor(words, replace(passage, span=None)).span
        return inside.shifted(place.start) if inside is not None else None

    def _moved(self, passage: Passage, span: Span) -> Span | None:
        quote = passage.quote
        fresh = [
            place
            for start in occurrences(self._new, quote)
            if not self._texts.is_old(place := Span(start, start + len(quote)))
            and (len(quote) >= SHORTEST_ALIKE or self._stands_beside(passage, place))
        ]
        if fresh:
            return min(fresh, key=lambda place: abs(place.start - span.start))
        if len(quote) < SHORTEST_ALIKE:
            return None
        from rapidfuzz.fuzz import partial_ratio  # noqa: PLC0415 (rarely needed)
        from rapidfuzz.process import extract_iter  # noqa: PLC0415 (rarely needed)

        # The words themselves are nowhere in what is new, or they would be among the fresh ones.
        places = [place for place in self._added if len(place) >= len(quote)]
        words = [self._new[place.start : place.end] for place in places]
        for _, _, number in extract_iter(
            quote, words, scorer=partial_ratio, score_cutoff=MUCH_ALIKE
        ):
            found = most_alike(words[number], quote)
            if found is not None:
                return found.shifted(places[number].start)
        return None

    @cached_property
    def _added(self) -> tuple[Span, ...]:
        """What is new and long enough to be held against a quote, worked out for all passages.

        A text whose paragraphs were put into another order has tens of thousands of new stretches,
        of a word or two most of them.
        """
        return tuple(span for span in self._texts.added() if len(span) >= SHORTEST_ALIKE)

    def _stands_beside(self, passage: Passage, place: Span) -> bool:
        before, after = passage.prefix[-_NEAR:], passage.suffix[:_NEAR]
        return (len(before) == _NEAR and self._new.endswith(before, 0, place.start)) or (
            len(after) == _NEAR and self._new.startswith(after, place.end)
        )


def fate(before: Annotation, after: Annotation) -> Fate:
    """What became of the two ends of an annotation."""
    return max((_fate(old, new) for old, new in _ends(before, after)), default=Fate.EXACT)


def reworded(before: Annotation, after: Annotation) -> list[tuple[str, str]]:
    """The passages of both ends that are on other words now: their quotes before and after."""
    return [
        (old.quote, new.quote) for old, new in _ends(before, after) if _fate(old, new) is Fate.ALIKE
    ]


def key_parts_lost(before: Annotation, after: Annotation) -> bool:
    """Whether a core, an allowance or another answer of a key was found before and is not now."""
    return _parts_found(after) < _parts_found(before)


def _ends(before: Annotation, after: Annotation) -> list[tuple[Passage, Passage]]:
    """Every passage of both ends, as it was and as it is."""
    return list(
        zip(
            (*before.passages, *before.counterpart),
            (*after.passages, *after.counterpart),
            strict=True,
        )
    )


def _fate(old: Passage, new: Passage) -> Fate:
    if new.span is None:
        return Fate.UNPLACED
    return Fate.EXACT if old.quote == new.quote else Fate.ALIKE


def _parts_found(annotation: Annotation) -> int:
    if annotation.key is None:
        return 0
    found: list[Passage] = []

    def noted(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
        found.extend(passages)
        return passages

    _key_with(annotation.key, noted)
    return sum(passage.span is not None for passage in found)


def _with(annotation: Annotation, placed: Placing) -> Annotation:
    return replace(
        annotation,
        passages=placed(annotation.passages),
        counterpart=placed(annotation.counterpart),
        key=_key_with(annotation.key, placed) if annotation.key else None,
    )


def _key_with(key: KeyDetails, placed: Placing) -> KeyDetails:
    def of(other: Alternative) -> Alternative:
        return replace(
            other, passages=placed(other.passages), counterpart=placed(other.counterpart)
        )

    return replace(
        key,
        core=placed(key.core),
        counterpart_core=placed(key.counterpart_core),
        allowance=placed(key.allowance),
        counterpart_allowance=placed(key.counterpart_allowance),
        alternatives=tuple(of(each) for each in key.alternatives),
    )
