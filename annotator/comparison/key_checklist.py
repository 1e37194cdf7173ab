"""What is still missing in a reference key, item by item and on the whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotator.comparison.judging import answers_of
from annotator.comparison.overlaps import overlapping_pairs
from annotator.domain.annotation import Annotation, AnnotationSet, KeyDetails, placed
from annotator.domain.codebook import SOUND, Codebook
from annotator.domain.segmentation import Segmentation
from annotator.domain.span import Span, covers
from annotator.domain.word_units import has_unspaced, units

FEWEST_WORDS, MOST_WORDS = 10, 60
"""How long an explanation is, in words."""

REPEATED_WORDS = 6
"""That many words in a row that stand in a definition of the codebook too are no chance."""

_WORDS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


class Weight(StrEnum):
    """How much it matters: it has to be mended, it should be there, or it is worth a thought."""

    MUST = "must"
    SHOULD = "should"
    HINT = "hint"


class Gap(StrEnum):
    """What can be missing or wrong in a key."""

    EMPTY = "empty"
    UNPLACED = "unplaced"
    PART_UNPLACED = "part_unplaced"
    UNKNOWN_CATEGORY = "unknown_category"
    ONE_END = "one_end"
    CORE_OUTSIDE = "core_outside"
    OVERLAPS_SOUND = "overlaps_sound"
    REACHES_SOUND = "reaches_sound"
    SAME_CATEGORY = "same_category"
    NO_EXPLANATION = "no_explanation"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    REPEATS = "repeats"
    NO_SUBTYPE = "no_subtype"
    NO_DIFFICULTY = "no_difficulty"
    NO_SOUND = "no_sound"
    ABSENT = "absent"

    @property
    def weight(self) -> Weight:
        """How much it matters."""
        if self in _MUST:
            return Weight.MUST
        return Weight.HINT if self is Gap.ABSENT else Weight.SHOULD


_MUST = frozenset(
    (
        Gap.EMPTY,
        Gap.UNPLACED,
        Gap.PART_UNPLACED,
        Gap.UNKNOWN_CATEGORY,
        Gap.ONE_END,
        Gap.CORE_OUTSIDE,
        Gap.OVERLAPS_SOUND,
    )
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is missing. ``item_id`` is the item to go to, empty for the key as a whole.

    ``other_id`` is the second item where two are at odds, ``category`` the category that does not
    occur, and ``words`` how long an explanation is that is too short or too long.
    """

    gap: Gap
    item_id: str = ""
    other_id: str = ""
    category: str = ""
    words: int = 0

    @property
    def weight(self) -> Weight:
        """How much it matters."""
        return self.gap.weight


def word_count(text: str) -> int:
    """How many words a text has; in scripts that put no spaces between words, how many units."""
    if has_unspaced(text):
        return sum(any(c.isalnum() for c in text[start:end]) for start, end in units(text))
    return sum(any(c.isalnum() for c in word) for word in text.split())


def check_key(
    key: AnnotationSet, codebook: Codebook, segmentation: Segmentation
) -> tuple[Finding, ...]:
    """Everything that is missing in a key: what has to be mended first, then in reading order.

    ``codebook`` is that of the key, ``segmentation`` that of its article. What concerns the key as
    a whole comes behind what concerns an item.
    """
    items = sorted(key.annotations, key=_place)
    definitions = _definitions(codebook)
    found = [
        each for item in items for each in _of_item(item, key, codebook, segmentation, definitions)
    ]
    found += _at_odds(items, segmentation)
    found += _of_key(key, codebook)
    order = {item.id: number for number, item in enumerate(items)}
    weights = list(Weight)
    found.sort(key=lambda f: (weights.index(f.weight), order.get(f.item_id, len(order))))
    return tuple(found)


def must_be_mended(findings: Iterable[Finding]) -> bool:
    """Whether a key cannot be used as it is."""
    return any(each.weight is Weight.MUST for each in findings)


def difficulty_counts(item: Annotation, items: Iterable[Annotation]) -> bool:
    """Whether anything depends on how hard an item of a key is; ``items`` are all of the key.

    The difficulty of an article is that of its weak items, where it has any.
    """
    return not item.is_sound or all(each.is_sound for each in items)


# --- One item -------------------------------------------------------------------------------------


def _of_item(
    item: Annotation,
    key: AnnotationSet,
    codebook: Codebook,
    segmentation: Segmentation,
    definitions: frozenset[str],
) -> Iterator[Finding]:
    category = codebook.find(item.category)
    if category is None and not item.is_sound:
        yield Finding(Gap.UNKNOWN_CATEGORY, item.id, category=item.category)
    if item.unplaced:
        yield Finding(Gap.UNPLACED, item.id)
    elif _has_lost_a_part(item):
        yield Finding(Gap.PART_UNPLACED, item.id)
    if category is not None and category.linked and not item.counterpart:
        yield Finding(Gap.ONE_END, item.id)
    if _core_is_outside(item, segmentation):
        yield Finding(Gap.CORE_OUTSIDE, item.id)
    yield from _of_explanation(item, definitions)
    if category is not None and category.subtypes and item.subtype is None:
        yield Finding(Gap.NO_SUBTYPE, item.id)
    if difficulty_counts(item, key.annotations) and (
        item.key is None or item.key.difficulty is None
    ):
        yield Finding(Gap.NO_DIFFICULTY, item.id)


def _of_explanation(item: Annotation, definitions: frozenset[str]) -> Iterator[Finding]:
    words = word_count(item.note)
    if not words:
        yield Finding(Gap.NO_EXPLANATION, item.id)
        return
    if words < FEWEST_WORDS:
        yield Finding(Gap.TOO_SHORT, item.id, words=words)
    elif words > MOST_WORDS:
        yield Finding(Gap.TOO_LONG, item.id, words=words)
    if definitions & _runs(item.note):
        yield Finding(Gap.REPEATS, item.id)


def _has_lost_a_part(item: Annotation) -> bool:
    """Whether a core, an allowance or another answer has no place in the text any more."""
    key = item.key or KeyDetails()
    parts = [key.core, key.counterpart_core, key.allowance, key.counterpart_allowance]
    parts += [each for a in key.alternatives for each in (a.passages, a.counterpart)]
    return any(passage.span is None for part in parts for passage in part)


def _core_is_outside(item: Annotation, segmentation: Segmentation) -> bool:
    """Whether a core lies beyond passages and allowance of its end: no right mark reaches it.

    Of an end in another article without an allowance of its own that cannot be told.
    """
    key = item.key or KeyDetails()
    for core, passages, allowance in (
        (key.core, item.passages, key.allowance),
        (key.counterpart_core, item.counterpart, key.counterpart_allowance),
    ):
        for source in {p.source for p in core}:
            spans, allowed = placed(passages, source), placed(allowance, source)
            if source and not allowed:
                continue
            allowed = allowed or segmentation.sentences_touching(spans)
            if not covers((*allowed, *spans), placed(core, source)):
                return True
    return False


def _definitions(codebook: Codebook) -> frozenset[str]:
    """All runs of words of the definitions of categories and subtypes."""
    texts = [c.definition for c in codebook.categories]
    texts += [s.definition for c in codebook.categories for s in c.subtypes]
    return frozenset().union(*(_runs(text) for text in texts))


def _runs(text: str) -> frozenset[str]:
    words = _WORDS.findall(text.casefold())
    return frozenset(
        " ".join(words[i : i + REPEATED_WORDS]) for i in range(len(words) - REPEATED_WORDS + 1)
    )


# --- Several items --------------------------------------------------------------------------------


def _at_odds(items: Sequence[Annotation], segmentation: Segmentation) -> Iterator[Finding]:
    """Weak on sound, highlights that are still right and reach sound, twice the same category."""
    weak = [item for item in items if not item.is_sound]
    sound = [item for item in items if item.is_sound]
    on_sound = overlapping_pairs([i.all_spans for i in weak], [i.all_spans for i in sound])
    for one, other in on_sound:
        yield Finding(Gap.OVERLAPS_SOUND, weak[one].id, sound[other].id)
    reached = overlapping_pairs(
        [_allowed(item, segmentation) for item in weak], [i.all_spans for i in sound]
    )
    for one, other in sorted(set(reached) - set(on_sound)):
        yield Finding(Gap.REACHES_SOUND, weak[one].id, sound[other].id)
    by_category: dict[str, list[Annotation]] = {}
    for item in items:
        by_category.setdefault(item.category, []).append(item)
    for same in by_category.values():
        spans = [item.all_spans for item in same]
        for one, other in overlapping_pairs(spans, spans):
            if one < other:
                yield Finding(Gap.SAME_CATEGORY, same[one].id, same[other].id)


def _allowed(item: Annotation, segmentation: Segmentation) -> tuple[Span, ...]:
    """Up to where highlights in the item's own article are still right, alternatives included."""
    return tuple(
        span
        for answer in answers_of(item, segmentation)
        for target in answer.targets
        if not target.source
        for span in target.allowance
    )


def _of_key(key: AnnotationSet, codebook: Codebook) -> Iterator[Finding]:
    if not key.annotations:
        yield Finding(Gap.EMPTY)
        return
    if not key.sound:
        yield Finding(Gap.NO_SOUND)
    there = {item.category for item in key.weak}
    for category in codebook.categories:
        if category.id not in there and category.id != SOUND:
            yield Finding(Gap.ABSENT, category=category.id)


def _place(item: Annotation) -> tuple[bool, Span, str]:
    """Reading order; what has no place comes last."""
    spans = item.all_spans
    return not spans, min(spans, default=Span(0, 1)), item.id
