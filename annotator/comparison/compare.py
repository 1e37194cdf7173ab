"""A set held against a key: every item classified, and all scores."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from types import MappingProxyType
from typing import Any

from annotator.comparison.calibration import Calibration, calibrate
from annotator.comparison.detection import Detection, detect
from annotator.comparison.judging import NO_OTHERS, Others
from annotator.comparison.matching import Item, judged, match
from annotator.comparison.outcomes import Outcome
from annotator.comparison.scores import Scores, cohen_kappa, score
from annotator.domain.annotation import Annotation, AnnotationSet
from annotator.domain.segmentation import Segmentation


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of annotations.

    ``key`` are the weak passages of the key that are placed, ``set`` the marks. Always
    hit + partial + wrong_category + missed = key, and over all categories together
    hit + partial + wrong_category + flagged_sound + not_in_key = set.
    """

    key: int
    set: int
    hit: int
    partial: int
    wrong_category: int
    missed: int
    flagged_sound: int
    not_in_key: int


@dataclass(frozen=True, slots=True)
class CategoryResult:
    """One category by itself.

    A mark of the wrong category counts where the key has it: it is one of this category's
    ``wrong_category`` when the key item is of this category, and one of ``set`` of its own. The
    scores know only the units of this category on both sides. ``kappa`` is Cohen's, over tokens;
    None where undefined.
    """

    counts: Counts
    scores: Scores
    kappa: float | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that comes of holding a set against a key.

    ``per_category`` has the categories of the codebook in their order, then any others that occur.
    """

    set_name: str
    key_name: str
    counts: Counts
    scores: Scores
    detection: Detection
    calibration: Calibration
    per_category: Mapping[str, CategoryResult]
    items: tuple[Item, ...]


def compare(
    annotation_set: AnnotationSet,
    key: AnnotationSet,
    segmentation: Segmentation,
    categories: Sequence[str],
    others: Others = NO_OTHERS,
) -> Comparison:
    """Hold a set against a key of the same article revision.

    ``segmentation`` is of that revision, ``others`` are of other articles in which ends lie; in
    one that is not among them the default allowance is the passage itself. Passages that the set
    itself calls sound are not compared, and key items that are not placed are left out: nobody can
    be held to them.
    """
    marks, wanted = annotation_set.weak, judged(key)
    items = match(marks, key, segmentation, others)
    found = {a.category for a in (*marks, *wanted)}
    return Comparison(
        set_name=annotation_set.info.name,
        key_name=key.info.name,
        counts=_counts(items, marks, wanted),
        scores=score(marks, wanted, segmentation),
        detection=detect(marks, wanted, segmentation),
        calibration=calibrate(items),
        per_category={
            category: _category_result(category, items, marks, wanted, segmentation)
            for category in (*categories, *sorted(found.difference(categories)))
        },
        items=items,
    )


def comparison_to_dict(
    comparison: Comparison, article_id: str, articles: Mapping[str, str] = MappingProxyType({})
) -> dict[str, Any]:
    """The comparison as JSON values, in the shape that ``annotator compare --json`` prints.

    ``start`` and ``end`` are code points of the first span of the mark, or of the key item where
    there is no mark; null where the mark is not placed. ``sound_annotation`` is the id of the sound
    passage that a mark flagged; it is no ``key_annotation``, since several marks may flag one. A
    ``counterpart`` in another article has the ``source`` (SHA-256 of the revision) and the
    ``article``: its id in ``articles``, by that hash, or null where it is not there.
    """
    return {
        "article": article_id,
        "set": comparison.set_name,
        "key": comparison.key_name,
        "counts": asdict(comparison.counts),
        "scores": asdict(comparison.scores),
        "detection": asdict(comparison.detection),
        "calibration": asdict(comparison.calibration),
        "per_category": {
            category: asdict(result) for category, result in comparison.per_category.items()
        },
        "items": [_item_to_dict(item, articles) for item in comparison.items],
    }


def _category_result(
    category: str,
    items: Sequence[Item],
    marks: Sequence[Annotation],
    wanted: Sequence[Annotation],
    segmentation: Segmentation,
) -> CategoryResult:
    own_marks = [a for a in marks if a.category == category]
    own_wanted = [a for a in wanted if a.category == category]
    return CategoryResult(
        counts=_counts([i for i in items if i.category == category], own_marks, own_wanted),
        scores=score(own_marks, own_wanted, segmentation),
        kappa=cohen_kappa(own_marks, own_wanted, segmentation, category),
    )


def _counts(
    items: Sequence[Item], marks: Sequence[Annotation], wanted: Sequence[Annotation]
) -> Counts:
    outcomes = Counter(item.outcome for item in items)
    return Counts(
        key=len(wanted), set=len(marks), **{str(outcome): outcomes[outcome] for outcome in Outcome}
    )


def _item_to_dict(item: Item, articles: Mapping[str, str]) -> dict[str, Any]:
    mark, key_item, ends = item.set_annotation, item.key_annotation, item.ends
    data: dict[str, Any] = {
        "outcome": str(item.outcome),
        "category": item.category,
        "set_category": mark.category if mark else None,
        "set_annotation": mark.id if mark else None,
        "key_annotation": key_item.id if key_item else None,
        "sound_annotation": item.sound_annotation.id if item.sound_annotation else None,
        "start": ends[0].start if ends else None,
        "end": ends[0].end if ends else None,
        "explanation": item.explanation,
    }
    if len(ends) > 1:
        data["counterpart"] = {"start": ends[1].start, "end": ends[1].end}
    elif item.ends_elsewhere:
        source, span = next(iter(item.ends_elsewhere.items()))
        data["counterpart"] = {
            "start": span.start,
            "end": span.end,
            "source": source,
            "article": articles.get(source),
        }
    return data
