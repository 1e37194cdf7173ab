"""What a coach says of a mark while it is being learnt how to make one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotator.comparison.matching import Item
from annotator.comparison.outcomes import Outcome, Relation
from annotator.comparison.reasons import Reason
from annotator.domain.annotation import Annotation
from annotator.domain.segmentation import Segmentation
from annotator.domain.span import Span, total_overlap


class Reaction(StrEnum):
    """What is to be said of one mark.

    ``WHOLE_SENTENCE`` and ``TOO_LONG`` have the right words among others, ``BESIDE`` misses their
    heart. ``LACKS_END`` is one end of two, ``WRONG_END`` has another end that is not the right one,
    and ``APART`` is one of two marks that belong together as the ends of one. ``AGAIN`` marks what
    is marked already. ``SOUND`` marks what should be left alone, ``ELSEWHERE`` none of all this.
    """

    FOUND = "found"
    WHOLE_SENTENCE = "whole_sentence"
    TOO_LONG = "too_long"
    BESIDE = "beside"
    WRONG_CATEGORY = "wrong_category"
    LACKS_END = "lacks_end"
    WRONG_END = "wrong_end"
    APART = "apart"
    AGAIN = "again"
    SOUND = "sound"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Remark:
    """A reaction, and the item of the key (or the sound passage) that it is about, if any."""

    reaction: Reaction
    about: Annotation | None = None


@dataclass(frozen=True, slots=True)
class Coached:
    """What a coach knows of a set: ids of what it hits and of what it flags, a remark by mark."""

    found: frozenset[str]
    flagged: frozenset[str]
    remarks: Mapping[str, Remark]


def coach(items: Sequence[Item], reasons: Sequence[Reason], segmentation: Segmentation) -> Coached:
    """What to say of each mark, by its id.

    ``items`` are all of one comparison and ``reasons`` why each has its outcome, in their order;
    ``segmentation`` is that with which the comparison was made.
    """
    flagged = (i.sound_annotation for i in items if i.sound_annotation is not None)
    return Coached(
        found=frozenset(
            i.key_annotation.id
            for i in items
            if i.outcome is Outcome.HIT and i.key_annotation is not None
        ),
        flagged=frozenset(annotation.id for annotation in flagged),
        remarks={
            item.set_annotation.id: _remark(item, item.set_annotation, reason, segmentation)
            for item, reason in zip(items, reasons, strict=True)
            if item.set_annotation is not None
        },
    )


def _remark(item: Item, mark: Annotation, reason: Reason, segmentation: Segmentation) -> Remark:
    if item.outcome is Outcome.PARTIAL:
        return Remark(_partial(mark, reason, segmentation), item.key_annotation)
    if item.outcome is Outcome.FLAGGED_SOUND:
        return Remark(Reaction.SOUND, item.sound_annotation)
    if item.outcome is Outcome.NOT_IN_KEY:
        related = item.related_key[0] if item.related_key else None
        by_relation = {Relation.OTHER_END: Reaction.APART, Relation.SPLIT: Reaction.AGAIN}
        reaction = by_relation.get(item.relation) if item.relation else None
        return Remark(reaction or Reaction.ELSEWHERE, related)
    wrong = item.outcome is Outcome.WRONG_CATEGORY
    return Remark(Reaction.WRONG_CATEGORY if wrong else Reaction.FOUND, item.key_annotation)


def _partial(mark: Annotation, reason: Reason, segmentation: Segmentation) -> Reaction:
    if reason.ends_missing:
        return Reaction.WRONG_END if mark.counterpart else Reaction.LACKS_END
    failed = [end for end in reason.ends if end.way is None]
    if any(not end.touches for end in failed):
        return Reaction.BESIDE
    sentences = segmentation.sentences_touching(mark.spans)
    whole = any(_covers(mark, sentence) for sentence in sentences)
    return Reaction.WHOLE_SENTENCE if whole else Reaction.TOO_LONG


def _covers(mark: Annotation, sentence: Span) -> bool:
    """Whether a sentence is marked, with or without the sign at its end."""
    return total_overlap(mark.spans, [sentence]) >= len(sentence) - 1
