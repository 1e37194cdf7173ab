"""A key made ready to hold many sets against it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from annotator.comparison.judging import NO_OTHERS, Answer, Others, answers_of, reach
from annotator.comparison.scores import Measured, measured
from annotator.domain.annotation import Annotation, AnnotationSet
from annotator.domain.segmentation import Segmentation
from annotator.domain.span import Span


@dataclass(frozen=True, slots=True)
class PreparedKey:
    """All that can be worked out of a key before there is a set.

    ``items`` are the weak passages against which a set can be held, ``answers`` and ``reach``
    (where a mark must share a code point with one of them, by the source) stand in their order.
    """

    key: AnnotationSet
    segmentation: Segmentation
    others: Others
    items: tuple[Annotation, ...]
    answers: tuple[tuple[Answer, ...], ...]
    reach: tuple[Mapping[str, tuple[Span, ...]], ...]
    measured: Mapping[int, Measured]
    """Of every answer's annotation, by its identity: alternatives have the id of their item."""

    @property
    def sound(self) -> tuple[Annotation, ...]:
        """The passages that the key calls sound."""
        return self.key.sound


def prepare(
    key: AnnotationSet, segmentation: Segmentation, others: Others = NO_OTHERS
) -> PreparedKey:
    """Make a key ready. ``segmentation`` is of its article, ``others`` are of other articles."""
    items = judged(key)
    answers = tuple(answers_of(item, segmentation, others) for item in items)
    return PreparedKey(
        key=key,
        segmentation=segmentation,
        others=others,
        items=items,
        answers=answers,
        reach=tuple(_reach(each) for each in answers),
        measured={
            id(answer.annotation): measured(answer.annotation, segmentation)
            for each in answers
            for answer in each
        },
    )


def judged(key_set: AnnotationSet) -> tuple[Annotation, ...]:
    """The weak passages of a key against which a set can be held: those that are placed.

    An inconsistency of which only one end is placed is judged by that end alone.
    """
    return tuple(a for a in key_set.weak if a.all_spans or a.spans_elsewhere)


def _reach(answers: Sequence[Answer]) -> Mapping[str, tuple[Span, ...]]:
    return reach([target for answer in answers for target in answer.targets])
