"""Which mark belongs to which item of the key, and what becomes of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from annotator.comparison.assignment import Pair, best_of, connected
from annotator.comparison.judging import Answer, Fit, Mark, Target, judge, marks_of, meets
from annotator.comparison.outcomes import Outcome, Relation
from annotator.comparison.overlaps import overlapping_pairs
from annotator.comparison.prepared import PreparedKey
from annotator.domain.annotation import Alternative, Annotation
from annotator.domain.span import Span, total_overlap

BILLION = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a comparison.

    ``category`` is that of the key item where there is one (of the ``answer`` of it that a mark was
    paired with: its own, or an alternative), else that of the mark. ``sound_annotation`` is the
    sound passage of the key that the mark flagged, and there only for ``Outcome.FLAGGED_SOUND``.
    ``relation`` says what the item has to do with others: ``related_key`` are the other key items
    concerned, ``related_marks`` the other marks, in their order. ``sound_touched`` are all sound
    passages with which the mark shares a code point, in the order of the key: also a mark that
    counts for a weak passage may reach over them.
    """

    outcome: Outcome
    category: str
    set_annotation: Annotation | None
    key_annotation: Annotation | None
    sound_annotation: Annotation | None = None
    answer: Answer | None = None
    relation: Relation | None = None
    related_key: tuple[Annotation, ...] = ()
    related_marks: tuple[Annotation, ...] = ()
    sound_touched: tuple[Annotation, ...] = ()

    @property
    def wanted(self) -> Annotation | None:
        """The key item; where it was met by one of its answers, as it would be with that alone."""
        return self.answer.annotation if self.answer is not None else self.key_annotation

    @property
    def explanation(self) -> str:
        """What the key says about it; empty where it says nothing."""
        source = self.key_annotation or self.sound_annotation
        return source.note if source else ""

    @property
    def alternative(self) -> Alternative | None:
        """The alternative of the key item that the mark met, if it was one."""
        item, answer = self.key_annotation, self.answer
        if item is None or item.key is None or answer is None or answer.number is None:
            return None
        return item.key.alternatives[answer.number]

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


@dataclass(frozen=True, slots=True)
class _Found:
    """What a mark was paired with: the index of the key item, which of its answers, and how."""

    item: int
    answer: Answer
    fit: Fit


def match(annotations: Sequence[Annotation], key: PreparedKey) -> tuple[Item, ...]:
    """Hold marks against a key: every mark and every placed key item is in exactly one item.

    1. Marks and key items of the same category that share a code point are paired one to one, so
       that there are as many hits as possible, then as many partials, then the highest sum of
       closeness (intersection over union, to nine places).
    2. What is left over on both sides is paired in the same way across categories: wrong category.
    3. What is left of the key is missed. What is left of the marks flagged a sound passage if it
       shares a code point with one, and is not in the key otherwise; so is a mark that is not
       placed.

    The same category comes first because a right mark must not be lost to a neighbour of another
    kind which it happens to overlap more. What makes a hit is told in
    :func:`annotator.comparison.judging.judge`. A key item with alternatives is met by any of its
    answers; the one that fits best counts, its own first.

    A mark over several key items and several marks on one keep the outcomes that come of this; the
    items tell it by their ``relation``. It holds among key items of the category that the mark was
    held against, and among marks of one category, since a passage may be weak in two ways.

    Items are sorted by the first span of the key item, or of the mark where there is none; what
    has no place stands last.
    """
    return tuple(sorted(_Matching(annotations, key).items(), key=_position))


class _Matching:
    """Marks and key items by their indices, and which belongs to which."""

    def __init__(self, annotations: Sequence[Annotation], key: PreparedKey) -> None:
        self._annotations = annotations
        self._key = key
        self._marks = [marks_of(a, key.segmentation, key.others) for a in annotations]
        near = sharing([{"": a.all_spans, **a.spans_elsewhere} for a in annotations], key.reach)
        right = self._paired(near, lambda mark, answer: mark == answer)
        taken = {found.item for found in right.values()}
        free = [(i, j) for i, j in near if i not in right and j not in taken]
        self._found = right | self._paired(free, lambda mark, answer: mark != answer)
        self._mark_of = {found.item: i for i, found in self._found.items()}
        self._missed = [j for j in range(len(key.items)) if j not in self._mark_of]
        self._left_over = [i for i in range(len(annotations)) if i not in self._found]
        self._merged = [(i, j) for i, j in near if self._merges(i, j)]
        self._split = [(i, j) for i, j in near if self._splits(i, j)]
        self._other_ends = {(i, j) for i, j in self._split if self._is_other_end(i, j)}
        self._sound = _touched_sound(annotations, key.sound)

    def items(self) -> list[Item]:
        """One for each pair, each key item and each mark that is left."""
        items = [self._pair(i) for i in self._found]
        items += [self._missing(j) for j in self._missed]
        items += [self._without(i) for i in self._left_over]
        return items

    def _pair(self, i: int) -> Item:
        found, mark = self._found[i], self._annotations[i]
        category = found.answer.annotation.category
        outcome = Outcome.HIT if found.fit.hit else Outcome.PARTIAL
        if mark.category != category:
            outcome = Outcome.WRONG_CATEGORY
        under = [j for other, j in self._merged if other == i]
        beside = [other for other, j in self._split if j == found.item]
        relation = Relation.MERGED if under else Relation.SPLIT if beside else None
        if any((other, found.item) in self._other_ends for other in beside):
            relation = Relation.OTHER_END
        item, sound = self._key.items[found.item], self._sound.get(i, ())
        related = self._both(under, beside)
        return Item(outcome, category, mark, item, None, found.answer, relation, *related, sound)

    def _missing(self, j: int) -> Item:
        over = [i for i, other in self._merged if other == j]
        under = {other for i, other in self._merged if i in over} - {j}
        under.update(self._found[i].item for i in over)
        relation = Relation.MERGED if over else None
        item = self._key.items[j]
        related = self._both(under, over)
        return Item(Outcome.MISSED, item.category, None, item, None, None, relation, *related)

    def _without(self, i: int) -> Item:
        on = [j for other, j in self._split if other == i]
        beside = {other for other, j in self._split if j in on} - {i}
        beside.update(self._mark_of[j] for j in on)
        relation = Relation.SPLIT if on else None
        if any((i, j) in self._other_ends for j in on):
            relation = Relation.OTHER_END
        mark, touched = self._annotations[i], self._sound.get(i, ())
        outcome = Outcome.FLAGGED_SOUND if touched else Outcome.NOT_IN_KEY
        # Of several sound passages the one of which it has most.
        sound = max(touched, key=lambda s: total_overlap(mark.all_spans, s.all_spans), default=None)
        related = self._both(on, beside)
        return Item(outcome, mark.category, mark, None, sound, None, relation, *related, touched)

    def _both(
        self, items: Iterable[int], marks: Iterable[int]
    ) -> tuple[tuple[Annotation, ...], tuple[Annotation, ...]]:
        return (
            tuple(self._key.items[j] for j in sorted(items)),
            tuple(self._annotations[i] for i in sorted(marks)),
        )

    def _paired(
        self, near: Iterable[Pair], may_be: Callable[[str, str], bool]
    ) -> dict[int, _Found]:
        """What was found for each mark, by answers whose category may be paired with its own."""
        candidates: dict[Pair, _Found] = {}
        for i, j in near:
            category = self._annotations[i].category
            for answer in self._key.answers[j]:
                if may_be(category, answer.annotation.category):
                    fit = judge(self._marks[i], answer.targets)
                    best = candidates.get((i, j))
                    if fit is not None and (best is None or _rank(fit) > _rank(best.fit)):
                        candidates[i, j] = _Found(j, answer, fit)
        chosen: dict[int, int] = {}
        for group in connected(candidates):
            ranks = {pair: _rank(candidates[pair].fit) for pair in group}
            chosen.update(best_of(group, gains(ranks)))
        return {i: candidates[i, j] for i, j in chosen.items()}

    def _merges(self, i: int, j: int) -> bool:
        """Whether a mark that was paired lies also over a key item that was missed."""
        if i not in self._found or j in self._mark_of:
            return False
        category = self._found[i].answer.annotation.category
        return any(
            answer.annotation.category == category and self._meets(i, answer)
            for answer in self._key.answers[j]
        )

    def _splits(self, i: int, j: int) -> bool:
        """Whether a mark that was left over lies also on a key item that another mark has."""
        if i in self._found or j not in self._mark_of:
            return False
        has = self._mark_of[j]
        same = self._annotations[i].category == self._annotations[has].category
        return same and self._meets(i, self._found[has].answer)

    def _is_other_end(self, i: int, j: int) -> bool:
        """Whether a mark lies on an end of a key item that the mark which has it does not meet."""
        has = self._mark_of[j]
        targets = self._found[has].answer.targets
        return any(
            _on_end(self._marks[i], target) and not _on_end(self._marks[has], target)
            for target in targets
        )

    def _meets(self, i: int, answer: Answer) -> bool:
        return any(_on_end(self._marks[i], target) for target in answer.targets)


def _on_end(ends: Iterable[Mark], target: Target) -> bool:
    return any(meets(end, target) for end in ends)


def gains(ranks: Mapping[Pair, tuple[int, int]]) -> dict[Pair, int]:
    """Gains by which one more hit outweighs all partials, and one more partial all closeness.

    ``ranks`` are 1 for a hit or 0, and the closeness in billionths; the gains are whole numbers, so
    that equal fits are equal. With n pairs at most, closeness adds up to n at most, so n + 1
    outweighs it, and n partials with their closeness stay below (n + 1) squared.
    """
    base = 1 + min(len({i for i, _ in ranks}), len({j for _, j in ranks}))
    return {
        pair: BILLION * base ** (2 if hit else 1) + closeness
        for pair, (hit, closeness) in ranks.items()
    }


def _rank(fit: Fit) -> tuple[int, int]:
    return int(fit.hit), round(fit.closeness * BILLION)


def sharing(
    left: Sequence[Mapping[str, Sequence[Span]]], right: Sequence[Mapping[str, Sequence[Span]]]
) -> list[Pair]:
    """Index pairs, sorted, that share a code point in any article; spans stand by source."""
    sources = {source for each in left for source in each}
    pairs: set[Pair] = set()
    for source in sources:
        pairs.update(
            overlapping_pairs(
                [each.get(source, ()) for each in left], [each.get(source, ()) for each in right]
            )
        )
    return sorted(pairs)


def _touched_sound(
    marks: Sequence[Annotation], sound: Sequence[Annotation]
) -> dict[int, tuple[Annotation, ...]]:
    """The sound passages that each mark touches, for those that touch any."""
    touched: dict[int, tuple[Annotation, ...]] = {}
    for i, j in overlapping_pairs([a.all_spans for a in marks], [a.all_spans for a in sound]):
        touched[i] = (*touched.get(i, ()), sound[j])
    return touched


def _position(item: Item) -> tuple[bool, int]:
    annotation = item.key_annotation or item.set_annotation
    spans = first_spans(annotation) if annotation else ()
    return (False, spans[0].start) if spans else (True, 0)
