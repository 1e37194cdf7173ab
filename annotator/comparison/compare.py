"""A set held against a key: every item classified, and all scores."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from types import MappingProxyType
from typing import Any

from annotator.comparison.calibration import Calibration, calibrate, sureness
from annotator.comparison.detection import Detection, detection_over, tendency
from annotator.comparison.judging import NO_OTHERS, Others
from annotator.comparison.matching import Item, match
from annotator.comparison.outcomes import Outcome
from annotator.comparison.prepared import PreparedKey, prepare
from annotator.comparison.scores import Measured, Scores, kappa_measured, measured, score_measured
from annotator.domain.annotation import AnnotationSet
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

    @property
    def elsewhere(self) -> int:
        """Of the marks of a category, those on items that the key has under another one.

        They are told in ``wrong_category`` of that other category.
        """
        return self.set - self.hit - self.partial - self.flagged_sound - self.not_in_key


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
class SubtypeResult:
    """One subtype of a category by itself.

    Readers need not state a subtype. A mark without one that was paired with a key item of its
    category therefore counts as of the subtype of that item; any other mark without one, and a key
    item without one, is of no subtype. In ``counts`` a pair belongs to the subtype of the key item.
    """

    counts: Counts
    scores: Scores


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that comes of holding a set against a key.

    ``per_category`` has the categories of the codebook in their order, then any others that occur.
    ``per_subtype`` has, for those of them that have any, the subtypes that occur, sorted.

    Where a mark met an alternative of a key item, the alternative stands in the place of the item
    in all counts and scores, so that nobody loses by giving another right answer.
    """

    set_name: str
    key_name: str
    counts: Counts
    scores: Scores
    detection: Detection
    calibration: Calibration
    per_category: Mapping[str, CategoryResult]
    per_subtype: Mapping[str, Mapping[str, SubtypeResult]]
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
    return compare_prepared(annotation_set, prepare(key, segmentation, others), categories)


def compare_prepared(
    annotation_set: AnnotationSet, key: PreparedKey, categories: Sequence[str]
) -> Comparison:
    """The same with a key that was made ready before, for several sets."""
    annotations = annotation_set.weak
    items = match(annotations, key)
    marks = [measured(a, key.segmentation) for a in annotations]
    wanted = _wanted(items, key)
    found = {a.category for a in (*marks, *wanted)}
    in_order = (*categories, *sorted(found.difference(categories)))
    return Comparison(
        set_name=annotation_set.info.name,
        key_name=key.key.info.name,
        counts=_counts(items, len(marks), len(wanted)),
        scores=score_measured(marks, wanted),
        detection=_detection(marks, wanted, key.segmentation),
        calibration=calibrate(items),
        per_category={
            category: _category_result(category, items, marks, wanted, key.segmentation)
            for category in in_order
        },
        per_subtype=_per_subtype(in_order, items, marks, wanted),
        items=items,
    )


def comparison_to_dict(
    comparison: Comparison, article_id: str, articles: Mapping[str, str] = MappingProxyType({})
) -> dict[str, Any]:
    """The comparison as JSON values, in the shape that ``annotator compare --json`` prints.

    ``reader`` is what detection and calibration say of the reader, in words and with the numbers
    behind them.

    ``start`` and ``end`` are code points of the first span of the mark, or of the key item where
    there is no mark; null where the mark is not placed. ``sound_annotation`` is the id of the sound
    passage that a mark flagged; it is no ``key_annotation``, since several marks may flag one.
    ``sound_touched`` are the ids of all sound passages that the mark reaches over, whatever it
    counts for.
    ``argument`` is what the learner says to the teacher about the mark; empty where nothing.
    ``alternative`` is the place (from 0) of the answer that was met among the alternatives of the
    key item. ``related_key`` and ``related_marks`` are the ids of what ``relation`` is about. A
    ``counterpart`` in another article has the ``source`` (SHA-256 of the revision) and the
    ``article``: its id in ``articles``, by that hash, or null where it is not there.
    """
    detection, calibration = comparison.detection, comparison.calibration
    return {
        "article": article_id,
        "set": comparison.set_name,
        "key": comparison.key_name,
        "counts": asdict(comparison.counts),
        "scores": asdict(comparison.scores),
        "detection": {
            "hit_rate": detection.hit_rate,
            "false_alarm_rate": detection.false_alarm_rate,
            "d_prime": detection.d_prime,
            "criterion": detection.criterion,
        },
        "calibration": {"brier": calibration.brier, "n": calibration.n},
        "reader": {
            "tendency": str(tendency(detection)),
            "sentences": {
                "weak": detection.weak,
                "others": detection.others,
                "hits": detection.hits,
                "false_alarms": detection.false_alarms,
            },
            "confidence": str(sureness(calibration)),
            "mean_confidence": calibration.mean_confidence,
            "hit_share": calibration.hit_share,
        },
        "per_category": {
            category: asdict(result) for category, result in comparison.per_category.items()
        },
        "per_subtype": {
            category: {subtype: asdict(result) for subtype, result in results.items()}
            for category, results in comparison.per_subtype.items()
        },
        "items": [_item_to_dict(item, articles) for item in comparison.items],
    }


def _wanted(items: Iterable[Item], key: PreparedKey) -> list[Measured]:
    """The key items in their order, each as the answer that was met, else as it is."""
    met = {id(i.key_annotation): i.answer.annotation for i in items if i.answer is not None}
    return [key.measured[id(met.get(id(item), item))] for item in key.items]


def _detection(
    marks: Iterable[Measured], wanted: Iterable[Measured], segmentation: Segmentation
) -> Detection:
    """As :func:`annotator.comparison.detection.detect`, of what has been looked up before."""
    weak = {n for a in wanted for n in a.sentences}
    flagged = {n for a in marks for n in a.sentences}
    return detection_over(flagged, weak, len(segmentation.sentences))


def _category_result(
    category: str,
    items: Iterable[Item],
    marks: Iterable[Measured],
    wanted: Iterable[Measured],
    segmentation: Segmentation,
) -> CategoryResult:
    own_marks = [a for a in marks if a.category == category]
    own_wanted = [a for a in wanted if a.category == category]
    own_items = [i for i in items if i.category == category]
    return CategoryResult(
        counts=_counts(own_items, len(own_marks), len(own_wanted)),
        scores=score_measured(own_marks, own_wanted),
        kappa=kappa_measured(own_marks, own_wanted, len(segmentation.tokens)),
    )


def _per_subtype(
    categories: Iterable[str],
    items: Sequence[Item],
    marks: Sequence[Measured],
    wanted: Sequence[Measured],
) -> dict[str, dict[str, SubtypeResult]]:
    of_marks = {id(m.annotation): m.annotation.subtype for m in marks}
    for item in items:
        mark, answer = item.set_annotation, item.answer
        if mark is not None and answer is not None and mark.category == item.category:
            of_marks[id(mark)] = mark.subtype or answer.annotation.subtype
    results: dict[str, dict[str, SubtypeResult]] = {}
    for category in categories:
        own_marks = [(of_marks[id(m.annotation)], m) for m in marks if m.category == category]
        own_wanted = [(m.annotation.subtype, m) for m in wanted if m.category == category]
        own_items = [(_subtype(i), i) for i in items if i.category == category]
        found = {subtype for subtype, _ in (*own_marks, *own_wanted) if subtype}
        if found:
            results[category] = {
                subtype: _subtype_result(
                    [item for own, item in own_items if own == subtype],
                    [mark for own, mark in own_marks if own == subtype],
                    [item for own, item in own_wanted if own == subtype],
                )
                for subtype in sorted(found)
            }
    return results


def _subtype(item: Item) -> str | None:
    """That of the key item where there is one, else that of the mark."""
    annotation = item.wanted or item.set_annotation
    return annotation.subtype if annotation else None


def _subtype_result(
    items: Iterable[Item], marks: Sequence[Measured], wanted: Sequence[Measured]
) -> SubtypeResult:
    return SubtypeResult(_counts(items, len(marks), len(wanted)), score_measured(marks, wanted))


def _counts(items: Iterable[Item], marks: int, wanted: int) -> Counts:
    outcomes = Counter(item.outcome for item in items)
    return Counts(key=wanted, set=marks, **{str(outcome): outcomes[outcome] for outcome in Outcome})


def _item_to_dict(item: Item, articles: Mapping[str, str]) -> dict[str, Any]:
    mark, key_item, ends = item.set_annotation, item.key_annotation, item.ends
    data: dict[str, Any] = {
        "outcome": str(item.outcome),
        "category": item.category,
        "set_category": mark.category if mark else None,
        "set_annotation": mark.id if mark else None,
        "key_annotation": key_item.id if key_item else None,
        "sound_annotation": item.sound_annotation.id if item.sound_annotation else None,
        "sound_touched": [sound.id for sound in item.sound_touched],
        "start": ends[0].start if ends else None,
        "end": ends[0].end if ends else None,
        "explanation": item.explanation,
        "argument": mark.argument if mark else "",
        "alternative": item.answer.number if item.answer else None,
        "relation": str(item.relation) if item.relation else None,
        "related_key": [a.id for a in item.related_key],
        "related_marks": [a.id for a in item.related_marks],
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
