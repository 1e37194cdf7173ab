"""Which mark belongs to which item of the key, and what becomes of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from annotator.comparison.assignment import assign
from annotator.comparison.judging import (
    NO_OTHERS,
    Fit,
    Others,
    judge,
    marks_of,
    reach,
    targets_of,
)
from annotator.comparison.outcomes import Outcome
from annotator.comparison.overlaps import overlapping_pairs
from annotator.domain.annotation import Annotation, AnnotationSet
from annotator.domain.segmentation import Segmentation
from annotator.domain.span import Span, total_overlap


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a comparison.

    ``category`` is that of the key item where there is one, else that of the mark.
    ``sound_annotation`` is the sound passage of the key that the mark flagged, and there only for
    ``Outcome.FLAGGED_SOUND``.
    """

    outcome: Outcome
    category: str
    set_annotation: Annotation | None
    key_annotation: Annotation | None
    sound_annotation: Annotation | None = None

    @property
    def explanation(self) -> str:
        """What the key says about it; empty where it says nothing."""
        source = self.key_annotation or self.sound_annotation
        return source.note if source else ""

    @property
    def ends(self) -> tuple[Span, ...]:
        """First span of each end that is placed in the article, in code points.

        Of the mark, else of the key item.
        """
        annotation = self.set_annotation or self.key_annotation
        return first_spans(annotation) if annotation else ()

    @property
    def ends_elsewhere(self) -> dict[str, Span]:
        """First span of each end in another article, by the SHA-256 of its revision."""
        annotation = self.set_annotation or self.key_annotation
        elsewhere = annotation.spans_elsewhere if annotation else {}
        return {source: min(spans) for source, spans in elsewhere.items()}


def first_spans(annotation: Annotation) -> tuple[Span, ...]:
    """The first span of each end that is placed in the own article: none, one or two."""
    ends = (annotation.spans, annotation.counterpart_spans)
    return tuple(min(spans) for spans in ends if spans)


def judged(key_set: AnnotationSet) -> tuple[Annotation, ...]:
    """The weak passages of a key against which a set can be held: those that are placed.

    An inconsistency of which only one end is placed is judged by that end alone.
    """
    return tuple(a for a in key_set.weak if a.all_spans or a.spans_elsewhere)


def match(
    annotations: Sequence[Annotation],
    key_set: AnnotationSet,
    segmentation: Segmentation,
    others: Others = NO_OTHERS,
) -> tuple[Item, ...]:
    """Hold marks against a key: every mark and every placed key item is in exactly one item.

    1. Marks and key items of the same category that share a code point are paired one to one, so
       that there are as many hits as possible, then as many partials, then the highest sum of
       closeness (intersection over union).
    2. What is left over on both sides is paired in the same way across categories: wrong category.
    3. What is left of the key is missed. What is left of the marks flagged a sound passage if it
       shares a code point with one, and is not in the key otherwise; so is a mark that is not
       placed.

    The same category comes first because a right mark must not be lost to a neighbour of another
    kind which it happens to overlap more. What makes a hit is told in
    :func:`annotator.comparison.judging.judge`.

    Items are sorted by the first span of the key item, or of the mark where there is none; what
    has no place stands last.
    """
    key = judged(key_set)
    marks = [marks_of(a, segmentation, others) for a in annotations]
    targets = [targets_of(a, segmentation, others) for a in key]
    near = _near(
        [{"": a.all_spans, **a.spans_elsewhere} for a in annotations], [reach(t) for t in targets]
    )

    def paired(allowed: Callable[[int, int], bool]) -> dict[int, tuple[int, Fit]]:
        """Key item and fit by mark, among the pairs that are allowed."""
        fits: dict[tuple[int, int], Fit] = {}
        for i, j in near:
            if allowed(i, j):
                fit = judge(marks[i], targets[j])
                if fit is not None:
                    fits[i, j] = fit
        return {i: (j, fits[i, j]) for i, j in assign(_gains(fits)).items()}

    def same_category(i: int, j: int) -> bool:
        return annotations[i].category == key[j].category

    right = paired(same_category)
    taken = {j for j, _ in right.values()}
    wrong = paired(lambda i, j: i not in right and j not in taken and not same_category(i, j))
    taken.update(j for j, _ in wrong.values())

    items = [
        Item(Outcome.HIT if fit.hit else Outcome.PARTIAL, key[j].category, annotations[i], key[j])
        for i, (j, fit) in right.items()
    ]
    items += [
        Item(Outcome.WRONG_CATEGORY, key[j].category, annotations[i], key[j])
        for i, (j, _) in wrong.items()
    ]
    items += [
        Item(Outcome.MISSED, item.category, None, item)
        for j, item in enumerate(key)
        if j not in taken
    ]
    left_over = [a for i, a in enumerate(annotations) if i not in right and i not in wrong]
    items += _without_key_item(left_over, key_set.sound)
    return tuple(sorted(items, key=_position))


def _near(
    left: Sequence[Mapping[str, Sequence[Span]]], right: Sequence[Mapping[str, Sequence[Span]]]
) -> list[tuple[int, int]]:
    """Index pairs, sorted, that share a code point in any article; spans stand by source."""
    sources = {source for each in left for source in each}
    pairs: set[tuple[int, int]] = set()
    for source in sources:
        pairs.update(
            overlapping_pairs(
                [each.get(source, ()) for each in left], [each.get(source, ()) for each in right]
            )
        )
    return sorted(pairs)


def _gains(fits: Mapping[tuple[int, int], Fit]) -> dict[tuple[int, int], float]:
    """Gains by which one more hit outweighs all partials, and one more partial all closeness.

    With n pairs at most, closeness adds up to n at most, so n + 1 outweighs it, and n partials
    with their closeness stay below (n + 1) squared.
    """
    base = 1 + min(len({i for i, _ in fits}), len({j for _, j in fits}))
    return {pair: base ** (2 if fit.hit else 1) + fit.closeness for pair, fit in fits.items()}


def _without_key_item(marks: Sequence[Annotation], sound: Sequence[Annotation]) -> list[Item]:
    touched: dict[int, list[Annotation]] = {}
    for i, j in overlapping_pairs([a.all_spans for a in marks], [a.all_spans for a in sound]):
        touched.setdefault(i, []).append(sound[j])
    items = []
    for i, mark in enumerate(marks):
        if i in touched:
            passage = max(touched[i], key=lambda s: total_overlap(mark.all_spans, s.all_spans))
            items.append(Item(Outcome.FLAGGED_SOUND, mark.category, mark, None, passage))
        else:
            items.append(Item(Outcome.NOT_IN_KEY, mark.category, mark, None))
    return items


def _position(item: Item) -> tuple[bool, int]:
    annotation = item.key_annotation or item.set_annotation
    spans = first_spans(annotation) if annotation else ()
    return (False, spans[0].start) if spans else (True, 0)
