"""Why the items of a comparison have the outcomes that they have, part by part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from annotator.comparison.judging import (
    NO_OTHERS,
    Limit,
    Mark,
    Others,
    Target,
    Way,
    closeness,
    keeps_within,
    marks_of,
    meets,
    reach,
    set_against,
    targets_of,
    touches_core,
    way_to_hit,
)
from annotator.comparison.matching import Item, sharing
from annotator.domain.annotation import Annotation, KeyDetails, Passage
from annotator.domain.segmentation import Segmentation
from annotator.domain.span import Span, merged, without


@dataclass(frozen=True, slots=True)
class EndReason:
    """How one end of a key item was met.

    ``wanted`` are its words, ``core`` those to be touched, ``own`` those of the end of the mark
    that was held against it; ``own`` is empty where the mark had no end left for it, and then
    everything below is as for one that meets nothing. ``way`` is the way in which it was hit, None
    where it was not. ``beyond`` are the words of the mark outside the allowance, ``words_beyond``
    is their number. ``closeness`` is the intersection over union, 0..1. ``source`` is that of the
    article in which the end of the key lies, as for a passage.
    """

    wanted: str
    core: str
    limit: Limit
    source: str = ""
    own: str = ""
    meets: bool = False
    touches: bool = False
    within: bool = False
    beyond: str = ""
    words_beyond: int = 0
    closeness: float = 0.0
    way: Way | None = None

    @property
    def core_is_all(self) -> bool:
        """Whether the whole passage is what has to be touched."""
        return self.core == self.wanted


@dataclass(frozen=True, slots=True)
class Rival:
    """A mark and the item of the key for which it counts."""

    mark: Annotation
    key_item: Annotation


@dataclass(frozen=True, slots=True)
class Covered:
    """A sound passage that a mark reaches over without having flagged it, and the words in common.

    Such a mark counts for a weak passage, or flagged another sound one of which it has more.
    """

    sound: Annotation
    words: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one item of a comparison has its outcome.

    ``ends`` are those of the key item (of the answer of it that the mark was held against), none
    where the mark was held against none. ``needless`` is the number of ends of the mark without a
    counterpart in the key item, which does no harm. ``same_category`` is None where only one side
    is there. ``common`` are the words that the mark shares with the sound passage it flagged.
    ``rivals`` tell what was in the way: of a missed key item the marks that touch it and count for
    another, of a mark by itself the key items that it touches and that another mark has.
    ``covered`` are sound passages that the mark reaches over beside all that.
    """

    ends: tuple[EndReason, ...] = ()
    same_category: bool | None = None
    needless: int = 0
    common: str = ""
    rivals: tuple[Rival, ...] = ()
    covered: tuple[Covered, ...] = ()

    @property
    def hit(self) -> bool:
        """Whether the mark is right but for its category."""
        return bool(self.ends) and all(end.way is not None for end in self.ends)

    @property
    def ends_missing(self) -> int:
        """Number of ends of the key item that the mark has nothing on."""
        return sum(not end.meets for end in self.ends)


def reasons_of(
    items: Sequence[Item], segmentation: Segmentation, others: Others = NO_OTHERS
) -> tuple[Reason, ...]:
    """Why each item has its outcome, in their order.

    ``items`` are all of one comparison; ``segmentation`` and ``others`` are those with which it
    was made. The rules are asked of :mod:`annotator.comparison.judging`, item by item.
    """
    rivals = _rivals(items, segmentation, others)
    known = {"": segmentation, **others}
    return tuple(_reason(item, rivals.get(n, ()), known) for n, item in enumerate(items))


def _reason(item: Item, rivals: tuple[Rival, ...], known: Mapping[str, Segmentation]) -> Reason:
    own, wanted = item.set_annotation, item.key_annotation
    others = {source: each for source, each in known.items() if source}
    if wanted is None:
        common = _common(own, item.sound_annotation) if own and item.sound_annotation else ""
        return Reason(common=common, rivals=rivals, covered=_covered(item))
    if own is None or item.answer is None:
        targets = targets_of(wanted, known[""], others)
        ends = tuple(_unmarked(target, wanted) for target in targets)
        return Reason(ends, rivals=rivals)
    answer, marks = item.answer, marks_of(own, known[""], others)
    pairs = {id(target): mark for mark, target in set_against(marks, answer.targets)}
    return Reason(
        ends=tuple(
            _end(pairs.get(id(target)), target, own, answer.annotation, known)
            for target in answer.targets
        ),
        same_category=own.category == answer.annotation.category,
        needless=max(0, len(marks) - len(answer.targets)),
        covered=_covered(item),
    )


def _unmarked(target: Target, item: Annotation) -> EndReason:
    passages = _passages(item)
    return EndReason(
        wanted=_quote(passages, target.spans, target.source),
        core=_quote(passages, target.core, target.source),
        limit=target.limit,
        source=target.source,
    )


def _end(
    mark: Mark | None,
    target: Target,
    own: Annotation,
    item: Annotation,
    known: Mapping[str, Segmentation],
) -> EndReason:
    plain = _unmarked(target, item)
    if mark is None:
        return plain
    met = meets(mark, target)
    beyond = without(mark.wording, target.allowance) if met else ()
    passages = _passages(own)
    return EndReason(
        wanted=plain.wanted,
        core=plain.core,
        limit=target.limit,
        source=target.source,
        own=_quote(passages, mark.spans, mark.source),
        meets=met,
        touches=touches_core(mark, target),
        within=keeps_within(mark, target),
        beyond=_quote(passages, beyond, mark.source),
        words_beyond=_words(passages, beyond, mark.source, known.get(mark.source)),
        closeness=closeness(mark, target),
        way=way_to_hit(mark, target),
    )


def _covered(item: Item) -> tuple[Covered, ...]:
    mark = item.set_annotation
    return tuple(
        Covered(sound, _common(mark, sound))
        for sound in item.sound_touched
        if mark is not None and sound is not item.sound_annotation
    )


def _common(mark: Annotation, sound: Annotation) -> str:
    spans = [
        common
        for one in merged(mark.all_spans)
        for other in merged(sound.all_spans)
        if (common := one.intersection(other)) is not None
    ]
    return _quote(_passages(mark), spans, "")


def _rivals(
    items: Sequence[Item], segmentation: Segmentation, others: Others
) -> dict[int, tuple[Rival, ...]]:
    """By the index of an item with one side only: what it touches and cannot have."""
    pairs = [
        (Rival(item.set_annotation, item.key_annotation), reach(item.answer.targets))
        for item in items
        if item.set_annotation and item.key_annotation and item.answer
    ]
    reached = [there for _, there in pairs]
    marked = [_places(rival.mark) for rival, _ in pairs]
    marks, wanted = [], []
    for n, item in enumerate(items):
        if item.key_annotation is None and item.set_annotation is not None:
            marks.append((n, _places(item.set_annotation)))
        elif item.set_annotation is None and item.key_annotation is not None:
            wanted.append((n, reach(targets_of(item.key_annotation, segmentation, others))))
    found: dict[int, tuple[Rival, ...]] = {}
    for alone, there in ((marks, reached), (wanted, marked)):
        for i, j in sharing([places for _, places in alone], there):
            n = alone[i][0]
            found[n] = (*found.get(n, ()), pairs[j][0])
    return found


def _places(mark: Annotation) -> Mapping[str, Sequence[Span]]:
    return {"": mark.all_spans, **mark.spans_elsewhere}


# --- Words of the article, out of the passages that quote them ------------------------------------


def _passages(annotation: Annotation) -> tuple[Passage, ...]:
    key = annotation.key or KeyDetails()
    return (
        *annotation.passages,
        *annotation.counterpart,
        *key.core,
        *key.counterpart_core,
    )


def _quote(passages: Iterable[Passage], spans: Iterable[Span], source: str) -> str:
    """The words at the spans, which lie in the passages; several pieces with a sign between."""
    pieces = _pieces(passages, spans, source)
    return " … ".join(words for piece in pieces if (words := piece.strip()))


def _pieces(passages: Iterable[Passage], spans: Iterable[Span], source: str) -> list[str]:
    placed = sorted(
        ((p.span, p.quote) for p in passages if p.span is not None and p.source == source),
    )
    found = []
    for span in merged(spans):
        piece, at = "", span.start
        for there, quote in placed:
            if there.start <= at < there.end:
                end = min(there.end, span.end)
                piece += quote[at - there.start : end - there.start]
                at = end
        found.append(piece)
    return found


def _words(
    passages: Iterable[Passage],
    spans: Sequence[Span],
    source: str,
    segmentation: Segmentation | None,
) -> int:
    """How many words the spans touch; punctuation is none."""
    if segmentation is None:
        return sum(len(piece.split()) for piece in _pieces(passages, spans, source))
    parts = (
        [part for span in spans if (part := span.intersection(segmentation.tokens[n])) is not None]
        for n in segmentation.tokens_touching(spans)
    )
    return sum(
        any(char.isalnum() for piece in _pieces(passages, part, source) for char in piece)
        for part in parts
    )
