"""One item of a key out of what two people marked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from annotator.domain.annotation import Alternative, Annotation, KeyDetails, Passage, placed
from annotator.domain.span import Span, merged, total_overlap


def can_merge(first: Annotation, second: Annotation) -> bool:
    """Whether two annotations can become one item: not where one calls sound what one calls weak.

    Nobody can be right who says both, so one of them has to be chosen.
    """
    return first.is_sound == second.is_sound


def as_item(annotation: Annotation, item_id: str, note: str, created_at: str) -> Annotation:
    """An annotation as an item of a key: its passages and what a key says of them.

    How sure somebody was is not part of a key.
    """
    return replace(annotation, id=item_id, note=note, created_at=created_at, confidence=None)


def merged_item(
    first: Annotation,
    second: Annotation,
    text: str,
    *,
    item_id: str,
    note: str,
    created_at: str,
) -> Annotation:
    """What two annotations come to as one item of a key.

    The item is on all words that either marks, and what both mark is the core, which a reader must
    touch; ends that only one of them has are taken over. The category is the first one's; another
    one becomes an alternative. ``text`` is the canonical text of their article.

    Raises ``ValueError`` where :func:`can_merge` says no, and where the ends of an inconsistency
    would run into each other.
    """
    if not can_merge(first, second):
        raise ValueError("sound and weak cannot be merged")
    own, other = _Ends.of(first), _facing(first, _Ends.of(second))
    passages = _union(own.passages, other.passages, text)
    counterpart = _union(own.counterpart, other.counterpart, text)
    if total_overlap(placed(passages), placed(counterpart)):
        raise ValueError("the ends run into each other")
    ours, theirs = first.key or KeyDetails(), second.key or KeyDetails()
    return Annotation(
        id=item_id,
        category=first.category,
        subtype=_subtype(first, second),
        passages=passages,
        counterpart=counterpart,
        note=note,
        created_at=created_at,
        key=_details(
            KeyDetails(
                core=_core(own.core, other.core, own.passages, other.passages, text),
                counterpart_core=_core(
                    own.counterpart_core,
                    other.counterpart_core,
                    own.counterpart,
                    other.counterpart,
                    text,
                ),
                allowance=_union(own.allowance, other.allowance, text),
                counterpart_allowance=_union(
                    own.counterpart_allowance, other.counterpart_allowance, text
                ),
                difficulty=ours.difficulty or theirs.difficulty,
                alternatives=_alternatives(first, second),
            ),
            passages,
            counterpart,
        ),
    )


def joined_notes(first: Annotation | None, second: Annotation | None) -> str:
    """Both notes, one below the other; one alone where it says all that the other says."""
    notes = [a.note.strip() for a in (first, second) if a is not None and a.note.strip()]
    if len(notes) == 2:
        if notes[1] in notes[0]:
            return notes[0]
        if notes[0] in notes[1]:
            return notes[1]
    return "\n\n".join(notes)


@dataclass(frozen=True, slots=True)
class _Ends:
    """Passages, core (the passages where none is named) and allowance of both ends."""

    passages: tuple[Passage, ...]
    core: tuple[Passage, ...]
    allowance: tuple[Passage, ...]
    counterpart: tuple[Passage, ...]
    counterpart_core: tuple[Passage, ...]
    counterpart_allowance: tuple[Passage, ...]

    @classmethod
    def of(cls, annotation: Annotation) -> _Ends:
        key = annotation.key or KeyDetails()
        return cls(
            annotation.passages,
            key.core or annotation.passages,
            key.allowance,
            annotation.counterpart,
            key.counterpart_core or annotation.counterpart,
            key.counterpart_allowance,
        )

    @property
    def turned(self) -> _Ends:
        return _Ends(
            self.counterpart,
            self.counterpart_core,
            self.counterpart_allowance,
            self.passages,
            self.core,
            self.allowance,
        )


def _facing(first: Annotation, second: _Ends) -> _Ends:
    """The ends in the order in which they lie on those of the first annotation.

    The passages of an annotation are in its own article, so ends elsewhere stay second.
    """
    if any(p.source for p in second.counterpart):
        return second

    def met(ends: _Ends) -> int:
        return total_overlap(first.spans, placed(ends.passages)) + total_overlap(
            first.counterpart_spans, placed(ends.counterpart)
        )

    turned = second.turned
    return turned if turned.passages and met(turned) > met(second) else second


def _union(one: Iterable[Passage], other: Iterable[Passage], text: str) -> tuple[Passage, ...]:
    """Passages on all the words of both; what is not placed, or lies elsewhere, as it stands."""
    one, other = tuple(one), tuple(other)
    if not one or not other:
        return one or other
    here = [Passage.cut(text, span) for span in merged(placed((*one, *other)))]
    away = [p for p in (*one, *other) if p.source or p.span is None]
    return tuple(dict.fromkeys((*here, *away)))


def _core(
    one: tuple[Passage, ...],
    other: tuple[Passage, ...],
    passages: tuple[Passage, ...],
    others: tuple[Passage, ...],
    text: str,
) -> tuple[Passage, ...]:
    """The words in the cores of both, else those that both mark; none where there are none.

    Of an end that only one of them has, the core is that one's.
    """
    if not passages or not others:
        return one or other
    for a, b in ((one, other), (passages, others)):
        common = _common(placed(a), placed(b))
        if common:
            return tuple(Passage.cut(text, span) for span in common)
    return ()


def _common(one: Iterable[Span], other: Iterable[Span]) -> tuple[Span, ...]:
    others = merged(other)
    found = (a.intersection(b) for a in merged(one) for b in others)
    return tuple(span for span in found if span is not None)


def _details(
    key: KeyDetails, passages: tuple[Passage, ...], counterpart: tuple[Passage, ...]
) -> KeyDetails | None:
    """The details without cores that are the passages themselves; None where nothing is left."""
    if placed(key.core) == placed(passages):
        key = replace(key, core=())
    if placed(key.counterpart_core) == placed(counterpart):
        key = replace(key, counterpart_core=())
    return key if key != KeyDetails() else None


def _subtype(first: Annotation, second: Annotation) -> str | None:
    same = first.category == second.category
    return first.subtype or (second.subtype if same else None)


def _alternatives(first: Annotation, second: Annotation) -> tuple[Alternative, ...]:
    """Those of both, and the second one's category where it is another.

    An alternative without a category has that of its item, so it gets the name where the item has
    another one now.
    """
    ours = first.key.alternatives if first.key else ()
    theirs = second.key.alternatives if second.key else ()
    if second.category != first.category:
        named = tuple(replace(a, category=a.category or second.category) for a in theirs)
        theirs = (Alternative(second.category), *named)
    every = dict.fromkeys((*ours, *theirs))
    return tuple(a for a in every if a.passages or a.category != first.category)
