"""How well one mark meets one item of the key, whatever their categories."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from annotator.domain.annotation import Annotation, KeyDetails, placed
from annotator.domain.segmentation import Segmentation
from annotator.domain.span import Span, covers, intersection_over_union, merged, total_overlap

ENOUGH_IN_COMMON = 0.5
"""Intersection over union from which a mark is right wherever its ends are."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One end of a learner's annotation.

    ``wording`` is the part of ``spans`` that lies in sentences: what is left without the white
    space and the mark-up between sentences; all of it where nothing lies in a sentence. All spans
    are in code points.
    """

    spans: tuple[Span, ...]
    wording: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """One end of a key item: its passages, the core to touch and the allowance to keep within."""

    spans: tuple[Span, ...]
    core: tuple[Span, ...]
    allowance: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Fit:
    """How a mark meets a key item. ``closeness`` is the mean intersection over union, 0..1."""

    hit: bool
    closeness: float


def marks_of(annotation: Annotation, segmentation: Segmentation) -> tuple[Mark, ...]:
    """The ends of a learner's annotation that are placed: none, one or two."""
    ends = (annotation.spans, annotation.counterpart_spans)
    return tuple(Mark(spans, _wording(spans, segmentation)) for spans in ends if spans)


def targets_of(annotation: Annotation, segmentation: Segmentation) -> tuple[Target, ...]:
    """The ends of a key item that are placed: none, one or two.

    The core is the passages where the key names none. The allowance is the sentences that the
    passages touch where the key names none; passages and core are always part of it. What the key
    names but cannot be placed counts as not named.
    """
    key = annotation.key or KeyDetails()
    ends = (
        (annotation.spans, key.core, key.allowance),
        (annotation.counterpart_spans, key.counterpart_core, key.counterpart_allowance),
    )
    targets = []
    for spans, named_core, named_allowance in ends:
        if spans:
            core = placed(named_core) or spans
            allowance = placed(named_allowance) or segmentation.sentences_touching(spans)
            targets.append(Target(spans, core, merged((*allowance, *spans, *core))))
    return tuple(targets)


def reach(targets: Sequence[Target]) -> tuple[Span, ...]:
    """Where a mark must share a code point with a key item to have anything to do with it."""
    return tuple(span for target in targets for span in (*target.spans, *target.core))


def judge(marks: Sequence[Mark], targets: Sequence[Target]) -> Fit | None:
    """How a mark fits a key item; None where they have nothing in common.

    An end is hit when the mark touches its core and stays within its allowance, or when the
    intersection over union with its passages is at least 0.5. Every end of the key item must be
    hit, each by another end of the mark, so an inconsistency of which one end was marked is no
    hit. Ends have no order: the better way round counts. An end of the mark that the key item has
    no counterpart for does no harm.
    """
    if not any(_meets(mark, target) for mark in marks for target in targets):
        return None
    ends = max(len(marks), len(targets))
    ways = (
        (
            len(way) == len(targets) and all(_hits(mark, target) for mark, target in way),
            sum(intersection_over_union(mark.spans, target.spans) for mark, target in way) / ends,
        )
        for way in _ways(marks, targets)
    )
    return Fit(*max(ways))


def _ways(
    marks: Sequence[Mark], targets: Sequence[Target]
) -> Iterator[tuple[tuple[Mark, Target], ...]]:
    """Every way to set as many ends as possible against each other."""
    if len(marks) >= len(targets):
        for chosen in permutations(marks, len(targets)):
            yield tuple(zip(chosen, targets, strict=True))
    else:
        for some in permutations(targets, len(marks)):
            yield tuple(zip(marks, some, strict=True))


def _meets(mark: Mark, target: Target) -> bool:
    return total_overlap(mark.spans, (*target.spans, *target.core)) > 0


def _hits(mark: Mark, target: Target) -> bool:
    touches = total_overlap(mark.spans, target.core) > 0
    if touches and covers(target.allowance, mark.wording):
        return True
    return intersection_over_union(mark.spans, target.spans) >= ENOUGH_IN_COMMON


def _wording(spans: tuple[Span, ...], segmentation: Segmentation) -> tuple[Span, ...]:
    pieces = (
        span.intersection(sentence)
        for span in merged(spans)
        for sentence in segmentation.sentences_touching([span])
    )
    return tuple(piece for piece in pieces if piece is not None) or spans
