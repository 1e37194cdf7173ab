"""A comparison as a coach tells it, mark by mark, while it is being learnt how to mark."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.comparison.matching import Item
from annotator.comparison.outcomes import Outcome, Relation
from annotator.comparison.reactions import Coached, Reaction, Remark
from annotator.comparison.reasons import Reason
from annotator.domain.annotation import Annotation
from annotator.domain.segmentation import Segmentation
from annotator.domain.span import Span, total_overlap


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
        wanted = item.key_annotation
        spans = wanted.all_spans if wanted is not None else ()
        return Remark(_partial(mark, spans, reason, segmentation), wanted)
    if item.outcome is Outcome.FLAGGED_SOUND:
        return Remark(Reaction.SOUND, item.sound_annotation)
    if item.outcome is Outcome.NOT_IN_KEY:
        related = item.related_key[0] if item.related_key else None
        by_relation = {Relation.OTHER_END: Reaction.APART, Relation.SPLIT: Reaction.AGAIN}
        reaction = by_relation.get(item.relation) if item.relation else None
        return Remark(reaction or Reaction.ELSEWHERE, related)
    wrong = item.outcome is Outcome.WRONG_CATEGORY
    return Remark(Reaction.WRONG_CATEGORY if wrong else Reaction.FOUND, item.key_annotation)


def _partial(
    mark: Annotation, wanted: Sequence[Span], reason: Reason, segmentation: Segmentation
) -> Reaction:
    if reason.ends_missing:
        return Reaction.WRONG_END if mark.counterpart else Reaction.LACKS_END
    failed = [end for end in reason.ends if end.way is None]
    if any(not end.touches for end in failed):
        return Reaction.BESIDE
    # A sentence that is wanted as a whole is not too much: what is marked besides is.
    whole = any(
        _cover(mark.spans, sentence) and not _cover(wanted, sentence)
        for sentence in segmentation.sentences_touching(wanted)
    )
    return Reaction.WHOLE_SENTENCE if whole else Reaction.TOO_LONG


def _cover(spans: Sequence[Span], sentence: Span) -> bool:
    """Whether a sentence is in passages, with or without the sign at its end."""
    return total_overlap(spans, [sentence]) >= len(sentence) - 1
