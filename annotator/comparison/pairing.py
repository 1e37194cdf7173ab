"""Two sets of one article held against each other, neither of them being the key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from itertools import permutations
from typing import Any

from annotator.comparison.assignment import Pair as Indices
from annotator.comparison.assignment import best_of, connected
from annotator.comparison.matching import BILLION, gains
from annotator.comparison.overlaps import overlapping_pairs
from annotator.comparison.scores import Measured, kappa, measured
from annotator.domain.annotation import Annotation, AnnotationSet
from annotator.domain.segmentation import Segmentation
from annotator.domain.span import Span, intersection_over_union, merged

End = tuple[str, tuple[Span, ...]]
"""The source (empty for the own article) and the merged spans of one end, in code points."""


class PairKind(StrEnum):
    """What two sets say of one passage."""

    SAME = "same"
    """The same words under the same category."""
    OVERLAP = "overlap"
    """The same category on words of which some are the same."""
    OTHER_CATEGORY = "other_category"
    """Some words are the same, the category is another."""
    FIRST_ONLY = "first_only"
    SECOND_ONLY = "second_only"


_MIRRORED = {
    PairKind.FIRST_ONLY: PairKind.SECOND_ONLY,
    PairKind.SECOND_ONLY: PairKind.FIRST_ONLY,
}


@dataclass(frozen=True, slots=True)
class Pair:
    """What the first and the second set say of a passage; one of them may say nothing."""

    kind: PairKind
    first: Annotation | None
    second: Annotation | None

    @property
    def key(self) -> tuple[str, str]:
        """The ids of both annotations, empty where there is none."""
        return self.first.id if self.first else "", self.second.id if self.second else ""

    @property
    def both(self) -> tuple[Annotation, ...]:
        """The annotations that there are, the first set's first."""
        return tuple(a for a in (self.first, self.second) if a is not None)

    @property
    def start(self) -> int | None:
        """The first code point in the own article that either marks; None where neither does."""
        return min((s.start for a in self.both for s in a.all_spans), default=None)

    @property
    def mirrored(self) -> Pair:
        """The same with the sets changed over."""
        return Pair(_MIRRORED.get(self.kind, self.kind), self.second, self.first)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much two sets have in common; the same whichever comes first.

    ``token_f1`` and ``strict_f1`` (0.0 to 1.0) are those of
    :mod:`annotator.comparison.pairwise`: over pairs of token and category, and over spans with the
    same ends and category. None where neither set marks anything. ``kappa`` (-1.0 to 1.0) is
    Cohen's over tokens, marked or not (Cohen 1960); None where it is undefined: where chance alone
    agrees completely, as it does when nothing or everything is marked in both.
    """

    token_f1: float | None
    strict_f1: float | None
    kappa: float | None


@dataclass(frozen=True, slots=True)
class CategoryPairing:
    """One category: how many the first and the second set have, and how much they agree on it."""

    first: int
    second: int
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class Pairing:
    """Everything about two sets of one article.

    ``likeness`` is that of the weak passages, whatever their category; ``per_category`` has the
    categories asked for in their order, then others that occur, sound passages among them.
    """

    first_name: str
    second_name: str
    pairs: tuple[Pair, ...]
    counts: Mapping[PairKind, int]
    likeness: Likeness
    per_category: Mapping[str, CategoryPairing]


def pair_up(first: Iterable[Annotation], second: Iterable[Annotation]) -> tuple[Pair, ...]:
    """Set the annotations of two sets against each other: each is in exactly one pair.

    1. Those of the same category that share a code point are paired one to one, so that as many as
       possible are on the very same words, then as many pairs as possible are made, then the sum of
       their closeness is the highest.
    2. What is left over on both sides is paired in the same way across categories.

    Closeness is the intersection over union, for two ends their mean; the ends of an inconsistency
    have no order. Sound passages of keys are paired as those of a category of their own. What a
    key says beside its passages (cores, allowances, alternatives) plays no part.

    Changing the sets over gives the same pairs, each mirrored. They are sorted by the first code
    point that either set marks; what has no place stands last.
    """
    # Of equally good ways one has to be taken. For it to be the same one whichever set comes first,
    # the sides are told apart by what they hold.
    one, other = _Side(first), _Side(second)
    turned = other.content < one.content
    if turned:
        one, other = other, one
    pairs = _paired(one, other)
    return tuple(sorted((p.mirrored for p in pairs) if turned else pairs, key=_position))


def compare_pair(
    first: AnnotationSet,
    second: AnnotationSet,
    segmentation: Segmentation,
    categories: Sequence[str] = (),
) -> Pairing:
    """Hold two sets of one article revision against each other.

    ``segmentation`` is that of its text. ``categories`` are listed even where nothing is marked.
    """
    pairs = pair_up(first.annotations, second.annotations)
    kinds = Counter(pair.kind for pair in pairs)
    ones = [measured(a, segmentation) for a in first.annotations]
    others = [measured(a, segmentation) for a in second.annotations]
    found = {m.category: None for m in (*ones, *others)}
    tokens = len(segmentation.tokens)
    return Pairing(
        first_name=first.info.name,
        second_name=second.info.name,
        pairs=pairs,
        counts={kind: kinds[kind] for kind in PairKind},
        likeness=_likeness(
            [m for m in ones if not m.annotation.is_sound],
            [m for m in others if not m.annotation.is_sound],
            tokens,
        ),
        per_category={
            category: _of_category(category, ones, others, tokens)
            for category in dict.fromkeys((*categories, *found))
        },
    )


def pairing_to_dict(pairing: Pairing, article_id: str) -> dict[str, Any]:
    """The pairing as JSON values, in the shape that ``annotator compare --with --json`` prints."""
    return {
        "article": article_id,
        "first": pairing.first_name,
        "second": pairing.second_name,
        "counts": {str(kind): count for kind, count in pairing.counts.items()},
        "scores": asdict(pairing.likeness),
        "per_category": {
            category: {
                "counts": {"first": result.first, "second": result.second},
                "scores": asdict(result.likeness),
            }
            for category, result in pairing.per_category.items()
        },
        "pairs": [
            {
                "kind": str(pair.kind),
                "start": pair.start,
                "first": _annotation_out(pair.first),
                "second": _annotation_out(pair.second),
            }
            for pair in pairing.pairs
        ],
    }


def ends_of(annotation: Annotation) -> tuple[End, ...]:
    """The ends of an annotation that are placed, its own first."""
    own = [("", merged(spans)) for spans in (annotation.spans, annotation.counterpart_spans)]
    elsewhere = [(source, merged(s)) for source, s in annotation.spans_elsewhere.items()]
    return tuple(end for end in (*own, *elsewhere) if end[1])


class _Side:
    """The annotations of one set, with their ends, in an order that does not depend on the set's.

    ``content`` tells two sides apart by what they hold.
    """

    def __init__(self, annotations: Iterable[Annotation]) -> None:
        sorted_ = sorted(annotations, key=_content)
        self.annotations = sorted_
        self.ends = [ends_of(a) for a in sorted_]
        self.content = [_content(a) for a in sorted_]

    def spans_in(self, source: str) -> list[tuple[Span, ...]]:
        """Where each annotation lies in one article."""
        return [tuple(s for src, spans in e if src == source for s in spans) for e in self.ends]


def _content(annotation: Annotation) -> tuple[Any, ...]:
    return sorted(ends_of(annotation)), annotation.category, annotation.id


def _paired(one: _Side, other: _Side) -> list[Pair]:
    near = _near(one, other)
    same = {(i, j) for i, j in near if one.annotations[i].category == other.annotations[j].category}
    chosen = _assigned(one, other, same)
    left, right = {i for i, _ in chosen}, {j for _, j in chosen}
    rest = {(i, j) for i, j in near - same if i not in left and j not in right}
    chosen |= _assigned(one, other, rest)
    left, right = {i for i, _ in chosen}, {j for _, j in chosen}
    pairs = [
        Pair(_kind(one, other, pair), one.annotations[pair[0]], other.annotations[pair[1]])
        for pair in chosen
    ]
    pairs += [
        Pair(PairKind.FIRST_ONLY, a, None) for i, a in enumerate(one.annotations) if i not in left
    ]
    pairs += [
        Pair(PairKind.SECOND_ONLY, None, a)
        for j, a in enumerate(other.annotations)
        if j not in right
    ]
    return pairs


def _near(one: _Side, other: _Side) -> set[Indices]:
    """Index pairs that share a code point in any article."""
    sources = {source for ends in one.ends for source, _ in ends}
    return {
        pair
        for source in sources
        for pair in overlapping_pairs(one.spans_in(source), other.spans_in(source))
    }


def _assigned(one: _Side, other: _Side, near: Iterable[Indices]) -> set[Indices]:
    ranks = {
        (i, j): (
            int(_same_words(one.ends[i], other.ends[j])),
            round(_closeness(one.ends[i], other.ends[j]) * BILLION),
        )
        for i, j in near
    }
    return {
        pair
        for group in connected(ranks)
        for pair in best_of(group, gains({each: ranks[each] for each in group}))
    }


def _kind(one: _Side, other: _Side, pair: Indices) -> PairKind:
    i, j = pair
    if one.annotations[i].category != other.annotations[j].category:
        return PairKind.OTHER_CATEGORY
    return PairKind.SAME if _same_words(one.ends[i], other.ends[j]) else PairKind.OVERLAP


def _same_words(one: Sequence[End], other: Sequence[End]) -> bool:
    return sorted(one) == sorted(other)


def _closeness(one: Sequence[End], other: Sequence[End]) -> float:
    """The mean intersection over union of the ends, the better way round, 0.0 to 1.0."""
    fewer, more = sorted((one, other), key=len)
    ways = (
        sum(_in_common(a, b) for a, b in zip(fewer, way, strict=True))
        for way in permutations(more, len(fewer))
    )
    return max(ways) / len(more)


def _in_common(one: End, other: End) -> float:
    return intersection_over_union(one[1], other[1]) if one[0] == other[0] else 0.0


def _position(pair: Pair) -> tuple[Any, ...]:
    start = pair.start
    return start is None, start or 0, sorted(_content(a) for a in pair.both)


def _of_category(
    category: str, first: Sequence[Measured], second: Sequence[Measured], tokens: int
) -> CategoryPairing:
    one = [m for m in first if m.category == category]
    other = [m for m in second if m.category == category]
    return CategoryPairing(len(one), len(other), _likeness(one, other, tokens))


def _likeness(one: Sequence[Measured], other: Sequence[Measured], tokens: int) -> Likeness:
    labelled = [Counter({(t, m.category) for m in side for t in m.tokens}) for side in (one, other)]
    units = [Counter(unit for m in side for unit in m.units) for side in (one, other)]
    marked = [{t for m in side for t in m.tokens} for side in (one, other)]
    return Likeness(
        token_f1=_f1(*labelled),
        strict_f1=_f1(*units),
        kappa=kappa(tokens, len(marked[0]), len(marked[1]), len(marked[0] & marked[1])),
    )


def _f1(one: Counter[Any], other: Counter[Any]) -> float | None:
    both = one.total() + other.total()
    return 2 * (one & other).total() / both if both else None


def _annotation_out(annotation: Annotation | None) -> dict[str, Any] | None:
    if annotation is None:
        return None
    return {
        "id": annotation.id,
        "category": annotation.category,
        "subtype": annotation.subtype,
        "spans": [[s.start, s.end] for s in annotation.spans],
        "counterpart": [[s.start, s.end] for s in annotation.counterpart_spans],
        "quote": " … ".join(p.quote for p in annotation.passages),
        "note": annotation.note,
        "confidence": annotation.confidence,
    }
