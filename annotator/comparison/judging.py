"""How well one mark meets one item of the key, whatever their categories."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import permutations
from types import MappingProxyType

from annotator.domain.annotation import Annotation, KeyDetails, placed
from annotator.domain.segmentation import Segmentation
from annotator.domain.span import Span, covers, intersection_over_union, merged, total_overlap

ENOUGH_IN_COMMON = 0.5
"""Intersection over union from which a mark is right wherever its ends are."""

Others = Mapping[str, Segmentation]
"""Tokens and sentences of other articles, by the SHA-256 of the revision."""

NO_OTHERS: Others = MappingProxyType({})


class Limit(StrEnum):
    """Where the allowance of an end comes from: the key, the sentences, or the passage alone."""

    NAMED = "named"
    SENTENCE = "sentence"
    PASSAGE = "passage"


class Way(StrEnum):
    """The two ways to hit an end: to touch its core within its allowance, or half in common."""

    WITHIN = "within"
    IN_COMMON = "in_common"


class Defect(StrEnum):
    """What is to be mended in a mark that is partly right.

    ``LACKS_END`` is one end of two, ``BESIDE`` does not touch the core, ``TOO_LONG`` reaches beyond
    the allowance. The first of them that holds is told.
    """

    LACKS_END = "lacks_end"
    BESIDE = "beside"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class Mark:
    """One end of a learner's annotation.

    ``wording`` is the part of ``spans`` that lies in sentences: what is left without the white
    space and the mark-up between sentences; all of it where nothing lies in a sentence. All spans
    are in code points. ``source`` is the SHA-256 of the revision in which the end lies where that
    is another article's, else empty.
    """

    spans: tuple[Span, ...]
    wording: tuple[Span, ...]
    source: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """One end of a key item: its passages, the core to touch and the allowance to keep within.

    ``source`` is as for :class:`Mark`, ``limit`` says where the allowance comes from.
    """

    spans: tuple[Span, ...]
    core: tuple[Span, ...]
    allowance: tuple[Span, ...]
    source: str = ""
    limit: Limit = Limit.PASSAGE


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the answers that a key item takes: its own, or an alternative.

    ``annotation`` is the key item as it would be if this were its only answer. ``number`` is the
    place of the alternative among those of the item, from 0; None for its own answer.
    """

    annotation: Annotation
    targets: tuple[Target, ...]
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Fit:
    """How a mark meets a key item. ``closeness`` is the mean intersection over union, 0..1."""

    hit: bool
    closeness: float


def marks_of(
    annotation: Annotation, segmentation: Segmentation, others: Others = NO_OTHERS
) -> tuple[Mark, ...]:
    """The ends of a learner's annotation that are placed: none, one or two.

    A counterpart with passages in several articles is an end in each of them. All that lies in an
    article which is not among ``others`` is wording.
    """
    known = {"": segmentation, **others}
    return tuple(
        Mark(spans, wording_of(spans, known.get(source)), source)
        for spans, source, _ in _ends(annotation)
    )


def targets_of(
    annotation: Annotation, segmentation: Segmentation, others: Others = NO_OTHERS
) -> tuple[Target, ...]:
    """The ends of a key item that are placed: none, one or two, as for :func:`marks_of`.

    The core is the passages where the key names none. The allowance is the sentences that the
    passages touch where the key names none; passages and core are always part of it, and all of it
    where they lie in an article that is not among ``others``. What the key names but cannot be
    placed counts as not named.
    """
    key = annotation.key or KeyDetails()
    known = {"": segmentation, **others}
    targets = []
    for spans, source, first in _ends(annotation):
        named_core, named_allowance = (
            (key.core, key.allowance)
            if first
            else (key.counterpart_core, key.counterpart_allowance)
        )
        core = placed(named_core, source) or spans
        allowance, limit = placed(named_allowance, source), Limit.NAMED
        if not allowance and source in known:
            allowance, limit = known[source].sentences_touching(spans), Limit.SENTENCE
        limit = limit if allowance else Limit.PASSAGE
        targets.append(Target(spans, core, merged((*allowance, *spans, *core)), source, limit))
    return tuple(targets)


def answers_of(
    annotation: Annotation, segmentation: Segmentation, others: Others = NO_OTHERS
) -> tuple[Answer, ...]:
    """The answers that a key item takes, its own first.

    An alternative of which no passage is placed is none. One of another category has no subtype.
    """
    answers = [Answer(annotation, targets_of(annotation, segmentation, others))]
    for number, other in enumerate(annotation.key.alternatives if annotation.key else ()):
        changed = annotation
        if other.passages:
            changed = replace(
                changed, passages=other.passages, counterpart=other.counterpart, key=None
            )
        if other.category and other.category != annotation.category:
            changed = replace(changed, category=other.category, subtype=None)
        targets = targets_of(changed, segmentation, others)
        if targets:
            answers.append(Answer(changed, targets, number))
    return tuple(answers)


def _ends(annotation: Annotation) -> Iterator[tuple[tuple[Span, ...], str, bool]]:
    """Spans and source of every end that is placed, and whether it is the first end."""
    if annotation.spans:
        yield annotation.spans, "", True
    if annotation.counterpart_spans:
        yield annotation.counterpart_spans, "", False
    for source, spans in annotation.spans_elsewhere.items():
        yield spans, source, False


def reach(targets: Sequence[Target]) -> dict[str, tuple[Span, ...]]:
    """Where a mark must share a code point with a key item to have anything to do with it.

    The spans are told apart by the source in which they lie.
    """
    found: dict[str, tuple[Span, ...]] = {}
    for target in targets:
        found[target.source] = (*found.get(target.source, ()), *target.spans, *target.core)
    return found


def judge(marks: Sequence[Mark], targets: Sequence[Target]) -> Fit | None:
    """How a mark fits a key item; None where they have nothing in common.

    An end is hit when the mark touches its core and stays within its allowance, or when the
    intersection over union with its passages is at least 0.5; one in another article only by a mark
    in the same one. Every end of the key item must be
    hit, each by another end of the mark, so an inconsistency of which one end was marked is no
    hit. Ends have no order: the better way round counts. An end of the mark that the key item has
    no counterpart for does no harm.
    """
    if not any(meets(mark, target) for mark in marks for target in targets):
        return None
    return max((_fit(way, marks, targets) for way in _ways(marks, targets)), key=_rank)


def set_against(
    marks: Sequence[Mark], targets: Sequence[Target]
) -> tuple[tuple[Mark, Target], ...]:
    """Which end is held against which by :func:`judge`; empty where one side has none."""
    ways = _ways(marks, targets)
    return max(ways, key=lambda way: _rank(_fit(way, marks, targets)), default=())


def _fit(
    way: Sequence[tuple[Mark, Target]], marks: Sequence[Mark], targets: Sequence[Target]
) -> Fit:
    return Fit(
        hit=len(way) == len(targets) and all(way_to_hit(mark, target) for mark, target in way),
        closeness=sum(closeness(*each) for each in way) / (max(len(marks), len(targets)) or 1),
    )


def _rank(fit: Fit) -> tuple[bool, float]:
    return fit.hit, fit.closeness


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


def meets(mark: Mark, target: Target) -> bool:
    """Whether one end of a mark shares a code point with one end of a key item, or its core."""
    same = mark.source == target.source
    return same and total_overlap(mark.spans, (*target.spans, *target.core)) > 0


def closeness(mark: Mark, target: Target) -> float:
    """Intersection over union of one end with the passages of the other, 0..1."""
    same = mark.source == target.source
    return intersection_over_union(mark.spans, target.spans) if same else 0.0


def touches_core(mark: Mark, target: Target) -> bool:
    """Whether one end of a mark shares a code point with the core of one end of a key item."""
    return mark.source == target.source and total_overlap(mark.spans, target.core) > 0


def keeps_within(mark: Mark, target: Target) -> bool:
    """Whether the wording of one end of a mark lies in the allowance of one of a key item."""
    return mark.source == target.source and covers(target.allowance, mark.wording)


def way_to_hit(mark: Mark, target: Target) -> Way | None:
    """In which of the two ways one end hits the other, the first that does; None where neither."""
    if touches_core(mark, target) and keeps_within(mark, target):
        return Way.WITHIN
    return Way.IN_COMMON if closeness(mark, target) >= ENOUGH_IN_COMMON else None


def lacks_end(marks: Sequence[Mark], targets: Sequence[Target]) -> bool:
    """Whether a mark has nothing on one end of a key item."""
    against = set_against(marks, targets)
    return len(against) < len(targets) or not all(meets(*ends) for ends in against)


def defect_of(marks: Sequence[Mark], targets: Sequence[Target]) -> Defect:
    """What is to be mended in a mark that meets a key item and is no hit."""
    if lacks_end(marks, targets):
        return Defect.LACKS_END
    failed = [ends for ends in set_against(marks, targets) if way_to_hit(*ends) is None]
    return Defect.TOO_LONG if all(touches_core(*ends) for ends in failed) else Defect.BESIDE


def wording_of(spans: tuple[Span, ...], segmentation: Segmentation | None) -> tuple[Span, ...]:
    """The part of spans that lies in sentences, as told at :class:`Mark`."""
    if segmentation is None:
        return spans
    pieces = (
        span.intersection(sentence)
        for span in merged(spans)
        for sentence in segmentation.sentences_touching([span])
    )
    return tuple(piece for piece in pieces if piece is not None) or spans
