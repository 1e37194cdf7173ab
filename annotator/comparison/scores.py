"""Precision, recall and F1 by several published definitions, and Cohen's kappa.

All functions take the weak annotations of the set and those of the key. A *unit* is one placed
span of one end: an inconsistency gives two, and a passage in several pieces one for each. An end
in another article is a unit too, and overlaps only units in that article; tokens are those of the
article itself. Spans are in code points; scores are 0.0 to 1.0 without unit (kappa -1.0 to 1.0),
and None where they are undefined.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from annotator.comparison.assignment import Pair, assign
from annotator.comparison.overlaps import overlapping_pairs
from annotator.domain.annotation import Annotation
from annotator.domain.segmentation import Segmentation
from annotator.domain.span import Span

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class PRF:
    """Precision, recall and their harmonic mean.

    Precision is None when nothing is flagged, recall when nothing is in the key, and F1 when either
    is: the mean of a value that is not there is no value. F1 is 0.0 when both are 0.0.
    """

    precision: float | None
    recall: float | None
    f1: float | None


@dataclass(frozen=True, slots=True)
class Scores:
    """All scores of one set against one key."""

    strict: PRF
    exact: PRF
    partial: PRF
    type: PRF
    fragment_overlap: PRF
    token: PRF


@dataclass(frozen=True, slots=True)
class Unit:
    """One placed span with its category.

    ``source`` is the SHA-256 of the revision it lies in where that is another article's.
    """

    span: Span
    category: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """An annotation with all that the scores need of it, so that it is looked up once only.

    ``tokens`` and ``sentences`` are the indices of those it shares a code point with.
    """

    annotation: Annotation
    units: tuple[Unit, ...]
    tokens: tuple[int, ...]
    sentences: tuple[int, ...]

    @property
    def category(self) -> str:
        """Its category."""
        return self.annotation.category


def measured(annotation: Annotation, segmentation: Segmentation) -> Measured:
    """Look up what the scores need."""
    spans = annotation.all_spans
    return Measured(
        annotation,
        units_of([annotation]),
        segmentation.tokens_touching(spans),
        segmentation.sentence_numbers_touching(spans),
    )


def score(
    annotations: Sequence[Annotation], key: Sequence[Annotation], segmentation: Segmentation
) -> Scores:
    """Every score at once."""
    return score_measured(
        [measured(a, segmentation) for a in annotations], [measured(a, segmentation) for a in key]
    )


def score_measured(annotations: Sequence[Measured], key: Sequence[Measured]) -> Scores:
    """Every score at once, of what has been looked up before."""
    flagged = [unit for a in annotations for unit in a.units]
    wanted = [unit for a in key for unit in a.units]
    near = _overlapping(flagged, wanted)
    return Scores(
        strict=strict(flagged, wanted),
        exact=exact(flagged, wanted),
        partial=_partial(flagged, wanted, near),
        type=_type_match(flagged, wanted, near),
        fragment_overlap=fragment_overlap(flagged, wanted),
        token=_token(_marked(annotations), _marked(key)),
    )


def units_of(annotations: Iterable[Annotation]) -> tuple[Unit, ...]:
    """The units of annotations, in their order."""
    return tuple(
        Unit(span, a.category, source)
        for a in annotations
        for source, spans in {"": a.all_spans, **a.spans_elsewhere}.items()
        for span in spans
    )


def strict(flagged: Sequence[Unit], wanted: Sequence[Unit]) -> PRF:
    """Same boundaries and same category: COR / |S| and COR / |K|.

    SemEval-2013 Task 9.1 (Segura-Bedmar, Martinez and Herrero-Zazo 2013), "strict".
    """
    return _shared(Counter(flagged), Counter(wanted))


def exact(flagged: Sequence[Unit], wanted: Sequence[Unit]) -> PRF:
    """Same boundaries, whatever the category: COR / |S| and COR / |K|.

    SemEval-2013 Task 9.1, "exact". Within one category it is the same as strict.
    """
    return _shared(
        Counter((unit.source, unit.span) for unit in flagged),
        Counter((unit.source, unit.span) for unit in wanted),
    )


def partial(flagged: Sequence[Unit], wanted: Sequence[Unit]) -> PRF:
    """Some overlap, whatever the category: (COR + 0.5 PAR) / |S| and the same / |K|.

    COR has the same boundaries, PAR a code point in common, under the one-to-one assignment that
    makes COR + 0.5 PAR the highest. SemEval-2013 Task 9.1, "partial".
    """
    return _partial(flagged, wanted, _overlapping(flagged, wanted))


def _partial(flagged: Sequence[Unit], wanted: Sequence[Unit], near: Iterable[Pair]) -> PRF:
    gains = {(i, j): 1.0 if flagged[i].span == wanted[j].span else 0.5 for i, j in near}
    return _prf(sum(gains[pair] for pair in assign(gains).items()), len(flagged), len(wanted))


def type_match(flagged: Sequence[Unit], wanted: Sequence[Unit]) -> PRF:
    """Some overlap and the same category: COR / |S| and COR / |K|.

    COR counts the pairs of the largest one-to-one assignment. SemEval-2013 Task 9.1, "type".
    """
    return _type_match(flagged, wanted, _overlapping(flagged, wanted))


def _type_match(flagged: Sequence[Unit], wanted: Sequence[Unit], near: Iterable[Pair]) -> PRF:
    gains = {(i, j): 1.0 for i, j in near if flagged[i].category == wanted[j].category}
    return _prf(len(assign(gains)), len(flagged), len(wanted))


def fragment_overlap(flagged: Sequence[Unit], wanted: Sequence[Unit]) -> PRF:
    """Credit by the share of code points in common.

    With S the spans of the set and T those of the key, over the pairs of the same category:
    P = 1/|S| * sum of |s n t| / |s|, R = 1/|T| * sum of |s n t| / |t|. Da San Martino, Yu,
    Barron-Cedeno, Petrov and Nakov 2019, "Fine-grained analysis of propaganda in news articles";
    SemEval-2020 Task 11. As in the scorer of that task, spans of the same category that overlap
    within one side are merged first; otherwise shared code points would count twice and the
    scores could exceed 1.
    """
    left, right = _fragments(flagged), _fragments(wanted)
    precision = recall = 0.0
    for i, j in _overlapping(left, right):
        if left[i].category == right[j].category:
            common = left[i].span.overlap(right[j].span)
            precision += common / len(left[i].span)
            recall += common / len(right[j].span)
    return prf(
        precision / len(left) if left else None,
        recall / len(right) if right else None,
    )


def token(
    annotations: Sequence[Annotation], key: Sequence[Annotation], segmentation: Segmentation
) -> PRF:
    """Micro-averaged over pairs of token and category.

    A token is marked with a category when it shares a code point with a span of that category.
    Van Rijsbergen 1979, "Information retrieval", for precision, recall and F over sets.
    """
    return _token(
        _marked(measured(a, segmentation) for a in annotations),
        _marked(measured(a, segmentation) for a in key),
    )


def _token(flagged: set[tuple[int, str]], wanted: set[tuple[int, str]]) -> PRF:
    return _prf(len(flagged & wanted), len(flagged), len(wanted))


def cohen_kappa(
    annotations: Sequence[Annotation],
    key: Sequence[Annotation],
    segmentation: Segmentation,
    category: str,
) -> float | None:
    """Agreement beyond chance over the tokens: marked with the category or not.

    (p_o - p_e) / (1 - p_e), Cohen 1960, "A coefficient of agreement for nominal scales". None
    where there are no tokens, or where chance agreement is complete because both sides marked all
    tokens or both none.
    """
    return kappa_measured(
        [measured(a, segmentation) for a in annotations if a.category == category],
        [measured(a, segmentation) for a in key if a.category == category],
        len(segmentation.tokens),
    )


def kappa_measured(
    annotations: Iterable[Measured], key: Iterable[Measured], n: int
) -> float | None:
    """The same of annotations of one category on ``n`` tokens, looked up before."""
    flagged, wanted = _marked(annotations), _marked(key)
    return kappa(n, len(flagged), len(wanted), len(flagged & wanted))


def kappa(n: int, a: int, b: int, both: int) -> float | None:
    """The same of ``n`` tokens, of which one side marked ``a``, the other ``b``, both ``both``."""
    # Counts, not shares, so that the comparison with complete agreement is exact.
    agreed = n - (a + b - 2 * both)
    by_chance = a * b + (n - a) * (n - b)
    if by_chance == n * n:
        return None
    return (n * agreed - by_chance) / (n * n - by_chance)


def prf(precision: float | None, recall: float | None) -> PRF:
    """With the harmonic mean, as told at :class:`PRF`."""
    if precision is None or recall is None:
        return PRF(precision, recall, None)
    both = precision + recall
    return PRF(precision, recall, 2 * precision * recall / both if both else 0.0)


def _prf(right: float, flagged: int, wanted: int) -> PRF:
    """From the sum that is right and the sizes of both sides."""
    return PRF(
        right / flagged if flagged else None,
        right / wanted if wanted else None,
        2 * right / (flagged + wanted) if flagged and wanted else None,
    )


def _shared(flagged: Counter[_T], wanted: Counter[_T]) -> PRF:
    return _prf((flagged & wanted).total(), flagged.total(), wanted.total())


def _overlapping(flagged: Sequence[Unit], wanted: Sequence[Unit]) -> list[Pair]:
    sources = {u.source for u in flagged}
    return sorted(
        pair
        for source in sources
        for pair in overlapping_pairs(_spans_in(source, flagged), _spans_in(source, wanted))
    )


def _spans_in(source: str, units: Sequence[Unit]) -> list[tuple[Span, ...]]:
    return [(u.span,) if u.source == source else () for u in units]


def _fragments(units: Iterable[Unit]) -> list[Unit]:
    """The units with those of one category that share a code point made one."""
    result: list[Unit] = []
    for unit in sorted(units, key=lambda u: (u.source, u.category, u.span)):
        last = result[-1] if result else None
        same = last and (last.source, last.category) == (unit.source, unit.category)
        if last and same and unit.span.start < last.span.end:
            end = max(last.span.end, unit.span.end)
            result[-1] = Unit(Span(last.span.start, end), unit.category, unit.source)
        else:
            result.append(unit)
    return result


def _marked(annotations: Iterable[Measured]) -> set[tuple[int, str]]:
    return {(index, c) for a in annotations for c in (a.category,) for index in a.tokens}
