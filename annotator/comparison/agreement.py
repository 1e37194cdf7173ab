"""How far several sets of one article agree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from annotator.comparison.gamma import gamma
from annotator.comparison.krippendorff_alpha import nominal_alpha, unitizing_alpha
from annotator.comparison.label_runs import Marks, marks_of, runs_of
from annotator.comparison.pairwise import mean_strict_f1, mean_token_f1
from annotator.domain.annotation import AnnotationSet
from annotator.domain.segmentation import Segmentation


@dataclass(frozen=True, slots=True)
class PairwiseF1:
    """The mean F1 of all pairs of sets, 0.0 to 1.0: over tokens, and over identical spans.

    See :func:`~annotator.comparison.pairwise.mean_token_f1` and
    :func:`~annotator.comparison.pairwise.mean_strict_f1`. None where undefined.
    """

    token: float | None
    strict: float | None


@dataclass(frozen=True, slots=True)
class CategoryAgreement:
    """One category by itself: marked with it, or not; whatever else is marked.

    ``marked_by`` is the number of sets that mark it at all. ``alpha_unitizing`` is u-alpha of the
    units of this category among gaps; it is not the (k)u-alpha of Krippendorff et al. 2016, which
    looks only at where units of several sets meet.
    """

    marked_by: int
    alpha: float | None
    alpha_unitizing: float | None
    pairwise_f1: PairwiseF1


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far the sets of these names agree; every figure is None where it is undefined.

    ``alpha`` is Krippendorff's over tokens, ``alpha_unitizing`` his u-alpha, ``alpha_relevance``
    his |u-alpha (marked or not, whatever the category), ``gamma`` that of Mathet et al. 2015. 1 is
    complete agreement and 0 what chance gives; below 0 is worse than chance. What each is good
    for, and where it is undefined, stands with the functions that compute it. ``per_category`` has
    the categories asked for in their order, then any others that occur.
    """

    sets: tuple[str, ...]
    alpha: float | None
    alpha_unitizing: float | None
    alpha_relevance: float | None
    gamma: float | None
    pairwise_f1: PairwiseF1
    per_category: Mapping[str, CategoryAgreement]


def agree(
    sets: Iterable[AnnotationSet],
    segmentation: Segmentation,
    categories: Sequence[str],
    length: int,
    *,
    with_gamma: bool = True,
) -> Agreement:
    """The agreement of sets of one article revision.

    ``segmentation`` and ``length`` (code points) are those of its text. The sets are read once, one
    after the other. What a key calls sound, what is not placed and ends in other articles are
    left out. Gamma may take seconds, and is left out without ``with_gamma``.

    The cost grows with marks + text (and, for the mean F1, with the squared number of different
    amounts that sets mark), never with sets x text.

    Raises ``ValueError`` for a mark beyond the end of the text and ``AnnotatorError`` for more than
    62 categories.
    """
    marks = marks_of(sets, categories, length)
    tokens = marks.on_tokens(segmentation)
    unitizing = unitizing_alpha(runs_of(marks))
    return Agreement(
        sets=marks.names,
        alpha=nominal_alpha(runs_of(tokens)),
        alpha_unitizing=unitizing.alpha,
        alpha_relevance=unitizing.relevance,
        gamma=gamma(marks) if with_gamma else None,
        pairwise_f1=_pairwise_f1(marks, tokens),
        per_category={
            category: _of_category(marks.of_category(category), tokens.of_category(category))
            for category in marks.categories
        },
    )


def agreement_to_dict(agreement: Agreement) -> dict[str, Any]:
    """The agreement as JSON values, in the shape that ``annotator agree --json`` prints."""
    return {**asdict(agreement), "sets": list(agreement.sets)}


def _of_category(marks: Marks, tokens: Marks) -> CategoryAgreement:
    return CategoryAgreement(
        marked_by=len(set(marks.owner.tolist())),
        alpha=nominal_alpha(runs_of(tokens)),
        alpha_unitizing=unitizing_alpha(runs_of(marks)).alpha,
        pairwise_f1=_pairwise_f1(marks, tokens),
    )


def _pairwise_f1(marks: Marks, tokens: Marks) -> PairwiseF1:
    return PairwiseF1(token=mean_token_f1(tokens), strict=mean_strict_f1(marks))
