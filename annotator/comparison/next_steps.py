"""What a reader should do next time: at most three steps, each with items to look at again.

The steps are told by kind, category and numbers; the words are the window's. What is ranked, and
how, is ours: a step counts for as much as it would put right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotator.comparison.calibration import Sureness, sureness
from annotator.comparison.compare import Comparison, Counts
from annotator.comparison.judging import Defect, defect_of, marks_of
from annotator.comparison.matching import Item
from annotator.comparison.outcomes import Outcome, Relation
from annotator.domain.annotation import Annotation
from annotator.domain.segmentation import Segmentation

MOST = 3
"""More steps than that are none."""

AGAIN = 8
"""By how much less a further step of one kind counts: several kinds of mistake are told first."""

SURE = 0.75
"""Stated confidence from which a mark that was no hit is worth looking at again."""

SURPLUS, SURPLUS_SHARE = 2, 1.5
"""More marks than there is: so many more than the key has, and so many times as many."""

_MIDDLE = 2
"""The difficulty of an item for which the key names none."""


class StepKind(StrEnum):
    """What is to be done.

    ``NOTHING_MARKED``: begin with any. ``MISSED``: look for a category or one kind of it.
    ``MERGED``: mark passages by themselves. ``FLAGGED_SOUND``: leave alone what is sound.
    ``CONFUSED``: tell two categories from each other. ``ONE_END``: link both ends. ``TOO_LONG`` and
    ``BESIDE_CORE``: other bounds. ``TOO_MANY``: mark less. ``SPLIT``: mark a passage once.
    ``SURE_AND_WRONG``: look again where sure.

    After a perfect set: ``AIM_CONFIDENCE``, ``AIM_SUBTYPE`` and ``AIM_NOTE`` are to say how sure,
    which kind and why; ``AIM_HARDER`` is another article.
    """

    NOTHING_MARKED = "nothing_marked"
    MISSED = "missed"
    MERGED = "merged"
    FLAGGED_SOUND = "flagged_sound"
    CONFUSED = "confused"
    ONE_END = "one_end"
    TOO_LONG = "too_long"
    BESIDE_CORE = "beside_core"
    TOO_MANY = "too_many"
    SPLIT = "split"
    SURE_AND_WRONG = "sure_and_wrong"
    AIM_CONFIDENCE = "aim_confidence"
    AIM_SUBTYPE = "aim_subtype"
    AIM_NOTE = "aim_note"
    AIM_HARDER = "aim_harder"


# What one item of a kind counts for, in quarters of an item that was missed. The order is that of
# steps which count alike.
_WEIGHTS = {
    StepKind.MISSED: 4,
    StepKind.FLAGGED_SOUND: 4,
    StepKind.MERGED: 4,
    StepKind.CONFUSED: 3,
    StepKind.ONE_END: 2,
    StepKind.BESIDE_CORE: 2,
    StepKind.TOO_LONG: 2,
    StepKind.TOO_MANY: 1,
    StepKind.SPLIT: 1,
    StepKind.SURE_AND_WRONG: 1,
}


_MENDING = {
    Defect.LACKS_END: StepKind.ONE_END,
    Defect.BESIDE: StepKind.BESIDE_CORE,
    Defect.TOO_LONG: StepKind.TOO_LONG,
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step.

    ``items`` are places (from 0) in ``Comparison.items``, the best example first. ``count`` is how
    many items it is about, ``of`` out of how many, where that says something: of those of the key
    for ``MISSED``, of all marks against those of the key for ``TOO_MANY`` (``count`` marks, ``of``
    in the key). ``category`` is that of the key; ``other`` the one it was taken for. ``subtype`` is
    set where one kind makes up more than half of what was missed; else ``subtypes`` are the kinds
    of it, those first that were missed most often.
    """

    kind: StepKind
    items: tuple[int, ...]
    count: int
    of: int = 0
    category: str = ""
    other: str = ""
    subtype: str | None = None
    subtypes: tuple[str, ...] = ()


def is_perfect(counts: Counts) -> bool:
    """Whether all of the key was hit and nothing else was marked."""
    return counts.hit == counts.key == counts.set


def next_steps(comparison: Comparison) -> tuple[Step, ...]:
    """At most three steps, those first that would put most right; none if there is none to tell.

    A perfect set gets harder aims instead. Of an empty one it is told first that it is empty. A
    mark that is not in the key is no proof of error, so it is no step by itself.
    """
    if is_perfect(comparison.counts):
        return tuple(_aims(comparison))[:MOST]
    items = comparison.items
    found = [step for steps in _RULES for step in steps(comparison)]
    kinds = list(_WEIGHTS)
    chosen: list[Step] = []
    if not comparison.counts.set and comparison.counts.key:
        missed = _easiest(items, range(len(items)))
        chosen.append(Step(StepKind.NOTHING_MARKED, missed, len(missed)))
    while found and len(chosen) < MOST:
        told = Counter(step.kind for step in chosen)
        best = min(
            found,
            key=lambda s: (-_worth(s) / AGAIN ** told[s.kind], kinds.index(s.kind), s.items),
        )
        found.remove(best)
        chosen.append(best)
    return tuple(chosen)


def _worth(step: Step) -> int:
    """How much a step would put right, by itself."""
    number = len(step.items) if step.kind is StepKind.TOO_MANY else step.count
    return _WEIGHTS[step.kind] * number


# --- Rules ----------------------------------------------------------------------------------------


def _missed(comparison: Comparison) -> Iterator[Step]:
    """By category, or the kind that makes up more than half; those under other marks aside."""
    items = comparison.items
    wanted = Counter(i.category for i in items if i.key_annotation is not None)
    kinds = Counter(
        (i.category, _subtype(i)) for i in items if i.key_annotation is not None and _subtype(i)
    )
    left = _where(
        items, lambda i: i.outcome is Outcome.MISSED and i.relation is not Relation.MERGED
    )
    for category in dict.fromkeys(items[n].category for n in left):
        own = [n for n in left if items[n].category == category]
        of_kind = Counter(s for n in own if (s := _subtype(items[n])) is not None)
        subtype, most = of_kind.most_common(1)[0] if of_kind else (None, 0)
        if 2 * most > len(own):
            own = [n for n in own if _subtype(items[n]) == subtype]
            of, of_kind = kinds[category, subtype], Counter()
        else:
            subtype, of = None, wanted[category]
        yield Step(
            StepKind.MISSED,
            _easiest(items, own),
            len(own),
            of,
            category,
            subtype=subtype,
            subtypes=tuple(kind for kind, _ in of_kind.most_common()),
        )


def _merged(comparison: Comparison) -> Iterator[Step]:
    # Not those missed, but the mark that lies over them is to be looked at again.
    items = comparison.items
    lost = _where(items, lambda i: i.outcome is Outcome.MISSED and i.relation is Relation.MERGED)
    over = _where(
        items, lambda i: i.outcome is not Outcome.MISSED and i.relation is Relation.MERGED
    )
    if lost:
        yield Step(StepKind.MERGED, over or lost, len(lost))


def _flagged_sound(comparison: Comparison) -> Iterator[Step]:
    items = comparison.items
    flagged = _where(items, lambda i: i.outcome is Outcome.FLAGGED_SOUND)
    for category in dict.fromkeys(items[n].category for n in flagged):
        own = tuple(n for n in flagged if items[n].category == category)
        marks = sum(
            i.set_annotation is not None and i.set_annotation.category == category for i in items
        )
        yield Step(StepKind.FLAGGED_SOUND, _surest(items, own), len(own), marks, category)


def _confused(comparison: Comparison) -> Iterator[Step]:
    items = comparison.items
    pairs: dict[tuple[str, str], list[int]] = {}
    for n, item in enumerate(items):
        if item.outcome is Outcome.WRONG_CATEGORY and item.set_annotation is not None:
            pairs.setdefault((item.category, item.set_annotation.category), []).append(n)
    for (category, other), own in pairs.items():
        yield Step(StepKind.CONFUSED, tuple(own), len(own), category=category, other=other)


def _wrong_bounds(comparison: Comparison) -> Iterator[Step]:
    """What came out partly right: one end of two, beside the core, or reaching too far."""
    items = comparison.items
    by_kind: dict[StepKind, list[int]] = {}
    for n in _where(items, lambda i: i.outcome is Outcome.PARTIAL):
        by_kind.setdefault(_why_partly(items[n]), []).append(n)
    for kind, own in by_kind.items():
        categories = {items[n].category for n in own}
        category = categories.pop() if len(categories) == 1 else ""
        yield Step(kind, tuple(own), len(own), category=category)


def _too_many(comparison: Comparison) -> Iterator[Step]:
    counts, items = comparison.counts, comparison.items
    beside = _where(items, lambda i: i.outcome is Outcome.NOT_IN_KEY and i.relation is None)
    more = counts.set >= max(counts.key + SURPLUS, SURPLUS_SHARE * counts.key)
    if beside and more:
        yield Step(StepKind.TOO_MANY, _least_sure(items, beside), counts.set, counts.key)


def _split(comparison: Comparison) -> Iterator[Step]:
    items = comparison.items
    twice = _where(
        items, lambda i: i.outcome is Outcome.NOT_IN_KEY and i.relation is Relation.SPLIT
    )
    if twice:
        yield Step(StepKind.SPLIT, twice, len(twice))


def _sure_and_wrong(comparison: Comparison) -> Iterator[Step]:
    if sureness(comparison.calibration) is not Sureness.OVERCONFIDENT:
        return
    items = comparison.items
    unproven = (Outcome.HIT, Outcome.NOT_IN_KEY, Outcome.MISSED)
    wrong = _where(items, lambda i: i.outcome not in unproven and _confidence(i) >= SURE)
    if wrong:
        judged = comparison.calibration.n
        yield Step(StepKind.SURE_AND_WRONG, _surest(items, wrong), len(wrong), judged)


_RULES: tuple[Callable[[Comparison], Iterator[Step]], ...] = (
    _missed,
    _merged,
    _flagged_sound,
    _confused,
    _wrong_bounds,
    _too_many,
    _split,
    _sure_and_wrong,
)


def _aims(comparison: Comparison) -> Iterator[Step]:
    """What is harder than finding everything; the most difficult items first."""
    items = comparison.items
    hardest = sorted(range(len(items)), key=lambda n: (-_difficulty(items[n]), n))
    if not hardest:
        return

    def lacking(kind: StepKind, lacks: Callable[[Annotation, str | None], bool]) -> Iterator[Step]:
        own = tuple(
            n for n in hardest if (m := items[n].set_annotation) and lacks(m, _subtype(items[n]))
        )
        if own:
            yield Step(kind, own, len(own), len(items))

    yield from lacking(StepKind.AIM_CONFIDENCE, lambda mark, _kind: mark.confidence is None)
    yield from lacking(
        StepKind.AIM_SUBTYPE, lambda mark, kind: kind is not None and mark.subtype != kind
    )
    yield from lacking(StepKind.AIM_NOTE, lambda mark, _kind: not mark.note.strip())
    yield Step(StepKind.AIM_HARDER, tuple(hardest[:1]), 1)


# --- Of items -------------------------------------------------------------------------------------


def _why_partly(item: Item) -> StepKind:
    """What kept a mark of the right category from being a hit."""
    if item.set_annotation is None or item.answer is None:
        return StepKind.TOO_LONG
    # Without sentences: they only tell how far a mark may reach, and what fails is known to.
    marks = marks_of(item.set_annotation, Segmentation((), ()))
    return _MENDING[defect_of(marks, item.answer.targets)]


def _subtype(item: Item) -> str | None:
    """The kind that the key gives."""
    return item.wanted.subtype if item.wanted else None


def _difficulty(item: Item) -> int:
    key = item.key_annotation.key if item.key_annotation else None
    return key.difficulty if key and key.difficulty else _MIDDLE


def _confidence(item: Item) -> float:
    mark = item.set_annotation
    return mark.confidence if mark and mark.confidence is not None else 0.0


def _where(items: Sequence[Item], holds: Callable[[Item], bool]) -> tuple[int, ...]:
    return tuple(n for n, item in enumerate(items) if holds(item))


def _easiest(items: Sequence[Item], among: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(among, key=lambda n: (_difficulty(items[n]), n)))


def _surest(items: Sequence[Item], among: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(among, key=lambda n: (-_confidence(items[n]), n)))


def _least_sure(items: Sequence[Item], among: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(among, key=lambda n: (_confidence(items[n]), n)))
