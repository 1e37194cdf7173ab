"""A whole comparison: its counts, its categories and its JSON."""

import json
from dataclasses import asdict, replace
from itertools import permutations

import pytest
from hypothesis import assume, given, settings
from marking import (
    CATEGORIES,
    CLAIM,
    CLASH,
    SOUND,
    VAGUE,
    Page,
    held,
    keyed,
    learners,
    marks_and_keys,
    segmentations,
    some_annotations,
)

from annotator.comparison.compare import compare, comparison_to_dict
from annotator.comparison.judging import answers_of, judge, marks_of
from annotator.comparison.outcomes import Outcome
from annotator.comparison.scores import PRF, score
from annotator.domain.annotation import Passage
from annotator.domain.segmentation import Segmentation
from annotator.domain.span import Span

PAIRED = (Outcome.HIT, Outcome.PARTIAL, Outcome.WRONG_CATEGORY)


def weak(annotations):
    return [a for a in annotations if a.category != SOUND]


@given(marks_and_keys(), segmentations())
@settings(max_examples=80)
def test_every_mark_and_every_key_item_is_counted_once(case, segmentation):
    marks, key = case
    result = held(marks, key, segmentation)
    n = result.counts
    assert n.hit + n.partial + n.wrong_category + n.missed == n.key
    assert n.hit + n.partial + n.wrong_category + n.flagged_sound + n.not_in_key == n.set
    assert n.set == len(marks)
    assert n.key == len([a for a in weak(key) if a.all_spans or a.spans_elsewhere])
    in_items = [i.set_annotation.id for i in result.items if i.set_annotation]
    assert sorted(in_items) == sorted(a.id for a in marks)
    in_items = [i.key_annotation.id for i in result.items if i.key_annotation]
    placed = [a for a in weak(key) if a.all_spans or a.spans_elsewhere]
    assert sorted(in_items) == sorted(a.id for a in placed)
    for outcome in Outcome:
        assert getattr(n, outcome) == sum(i.outcome is outcome for i in result.items)


@given(marks_and_keys(), segmentations())
@settings(max_examples=80)
def test_every_item_has_what_its_outcome_says(case, segmentation):
    for item in held(*case, segmentation).items:
        mark, key_item = item.set_annotation, item.key_annotation
        assert (mark is None) == (item.outcome is Outcome.MISSED)
        assert (key_item is not None) == (item.outcome in (*PAIRED, Outcome.MISSED))
        assert (item.sound_annotation is not None) == (item.outcome is Outcome.FLAGGED_SOUND)
        answer = item.answer.annotation if item.answer else None
        assert (answer is not None) == (item.outcome in PAIRED)
        assert item.category == (answer or key_item or mark).category
        if item.outcome in (Outcome.HIT, Outcome.PARTIAL):
            assert mark.category == answer.category
        if item.outcome is Outcome.WRONG_CATEGORY:
            assert mark.category != answer.category
        if item.outcome in PAIRED:
            assert judge(marks_of(mark, segmentation), item.answer.targets)
            assert item.answer in answers_of(key_item, segmentation)
        if item.outcome is Outcome.FLAGGED_SOUND:
            sound = item.sound_annotation
            assert any(a.overlap(b) for a in mark.all_spans for b in sound.all_spans)
        if item.outcome is Outcome.NOT_IN_KEY:
            for sound in (a for a in case[1] if a.category == SOUND):
                assert not any(a.overlap(b) for a in mark.all_spans for b in sound.all_spans)


@given(marks_and_keys(), segmentations())
@settings(max_examples=60)
def test_no_other_pairing_within_the_categories_has_more_hits_or_more_partials(case, segmentation):
    marks, key = case
    marks, key = marks[:4], [a for a in weak(key) if a.all_spans or a.spans_elsewhere][:4]

    def fit(mark, item):
        """The best fit with an answer of the mark's category, or None."""
        ends = marks_of(mark, segmentation)
        fits = [
            judge(ends, answer.targets)
            for answer in answers_of(item, segmentation)
            if answer.annotation.category == mark.category
        ]
        return max((f for f in fits if f), key=lambda f: (f.hit, f.closeness), default=None)

    fits = [[*(fit(mark, item) for item in key), *[None] * len(marks)] for mark in marks]
    best = max(
        (sum(f.hit for f in made if f), sum(not f.hit for f in made if f))
        for way in permutations(range(len(key) + len(marks)), len(marks))
        for made in [[row[j] for row, j in zip(fits, way, strict=True)]]
    )
    n = held(marks, key, segmentation).counts
    assert (n.hit, n.partial) == best


@given(some_annotations("k", key=True), segmentations())
@settings(max_examples=80)
def test_a_perfect_copy_of_the_key_is_all_hits_and_1(key, segmentation):
    key = [a for a in key if a.all_spans]
    copy = [replace(a, id=f"copy of {a.id}", key=None) for a in weak(key)]
    assume(copy)
    result = held(copy, key, segmentation)
    assert {item.outcome for item in result.items} == {Outcome.HIT}
    whole = PRF(pytest.approx(1.0), pytest.approx(1.0), pytest.approx(1.0))
    scores = asdict(result.scores)
    touches_tokens = bool(segmentation.tokens_touching(span for a in copy for span in a.all_spans))
    if not touches_tokens:
        assert scores.pop("token") == asdict(PRF(None, None, None))
    for name, value in scores.items():
        assert value == asdict(whole), name
    assert result.detection.hit_rate in (None, 1.0)
    assert result.detection.false_alarm_rate in (None, 0.0)


@given(some_annotations("k", key=True), segmentations())
@settings(max_examples=50)
def test_an_empty_set_misses_everything_and_has_no_precision(key, segmentation):
    result = held([], key, segmentation)
    assert {item.outcome for item in result.items} <= {Outcome.MISSED}
    for value in asdict(result.scores).values():
        assert value["precision"] is None
        assert value["recall"] in (None, 0.0)
        assert value["f1"] is None
    assert result.calibration.brier is None


@given(marks_and_keys(), segmentations())
@settings(max_examples=80)
def test_no_value_leaves_its_range(case, segmentation):
    result = held(*case, segmentation)
    categories = [asdict(r.scores) for r in result.per_category.values()]
    for scores in (asdict(result.scores), *categories):
        for values in scores.values():
            for value in values.values():
                assert value is None or 0.0 <= value <= 1.0 + 1e-9
    for category in result.per_category.values():
        assert category.kappa is None or -1.0 <= category.kappa <= 1.0


@given(marks_and_keys(), segmentations())
@settings(max_examples=60)
def test_a_category_is_scored_as_if_there_were_no_other(case, segmentation):
    marks, key = case
    key = [replace(a, key=a.key and replace(a.key, alternatives=())) for a in key]
    result = held(marks, key, segmentation)
    placed = [a for a in weak(key) if a.all_spans or a.spans_elsewhere]
    for category in CATEGORIES:
        own = [a for a in marks if a.category == category]
        wanted = [a for a in placed if a.category == category]
        n = result.per_category[category].counts
        assert (n.set, n.key) == (len(own), len(wanted))
        assert n.hit + n.partial + n.wrong_category + n.missed == n.key
        assert result.per_category[category].scores == score(own, wanted, segmentation)
    for field in asdict(result.counts):
        parts = [getattr(r.counts, field) for r in result.per_category.values()]
        assert sum(parts) == getattr(result.counts, field)


@given(marks_and_keys(), segmentations())
@settings(max_examples=60)
def test_the_order_of_marks_and_key_changes_no_hit_and_no_partial(case, segmentation):
    marks, key = case
    one, other = held(marks, key, segmentation), held(marks[::-1], key[::-1], segmentation)
    assert one.counts.hit == other.counts.hit
    assert one.counts.partial == other.counts.partial


# Subtypes


def test_a_pair_counts_for_the_subtype_of_the_key_item_and_need_not_state_it(page):
    key = [
        page.mark(VAGUE, "Analysts say", subtype="anonymous"),
        page.mark(VAGUE, "on Monday", subtype="passive"),
        page.mark(CLAIM, "trade will double"),
    ]
    marks = [
        page.mark(VAGUE, "Analysts say"),  # takes the subtype of the item
        page.mark(VAGUE, "on Monday", subtype="document"),  # states another
        page.mark(VAGUE, "Sunday", subtype="document"),
        page.mark(VAGUE, "it opened"),  # of no subtype
    ]
    results = page.compare(marks, key).per_subtype
    assert list(results) == [VAGUE]
    assert list(results[VAGUE]) == ["anonymous", "document", "passive"]
    found = {s: (r.counts.key, r.counts.set, r.counts.hit) for s, r in results[VAGUE].items()}
    assert found == {"anonymous": (1, 1, 1), "passive": (1, 0, 1), "document": (0, 2, 0)}
    assert results[VAGUE]["document"].counts.not_in_key == 1
    assert results[VAGUE]["anonymous"].scores.strict == PRF(1.0, 1.0, 1.0)
    assert results[VAGUE]["passive"].scores.type == PRF(None, 0.0, None)
    assert results[VAGUE]["document"].scores.type == PRF(0.0, None, None)


@given(marks_and_keys(), segmentations())
@settings(max_examples=60)
def test_subtypes_add_up_to_what_the_category_has_of_them(case, segmentation):
    result = held(*case, segmentation)
    for category, whole in result.per_category.items():
        subtypes = result.per_subtype.get(category, {})
        own = [i for i in result.items if i.category == category]
        for name in ("key", "hit", "partial", "wrong_category", "missed"):
            total = sum(getattr(r.counts, name) for r in subtypes.values())
            without = [
                i
                for i in own
                if i.key_annotation
                and not (i.answer.annotation if i.answer else i.key_annotation).subtype
                and name in ("key", i.outcome)
            ]
            assert total + len(without) == getattr(whole.counts, name)
        for r in subtypes.values():
            n = r.counts
            assert n.hit + n.partial + n.wrong_category + n.missed == n.key


# JSON

COUNTS = {
    "key",
    "set",
    "hit",
    "partial",
    "wrong_category",
    "missed",
    "flagged_sound",
    "not_in_key",
}
SCORES = {"strict", "exact", "partial", "type", "fragment_overlap", "token"}
ITEM = {
    "outcome",
    "category",
    "set_annotation",
    "key_annotation",
    "start",
    "end",
    "explanation",
    "argument",
}


ALONE = {"relation": None, "related_key": [], "related_marks": []}


def assert_as_documented(data):
    """The fields that are documented for ``annotator compare --json``, each of its kind."""
    assert set(data) >= {
        "article",
        "set",
        "key",
        "counts",
        "scores",
        "detection",
        "calibration",
        "per_category",
        "items",
    }
    assert data["reader"]["tendency"] in {"suspicious", "trusting", "balanced", "undefined"}
    assert set(data["detection"]) == {"hit_rate", "false_alarm_rate", "d_prime", "criterion"}
    assert set(data["calibration"]) == {"brier", "n"}
    assert set(CATEGORIES) <= set(data["per_category"])
    for part in (data, *data["per_category"].values()):
        assert set(part["counts"]) == COUNTS
        assert all(type(value) is int for value in part["counts"].values())
        assert set(part["scores"]) == SCORES
        for prf in part["scores"].values():
            assert set(prf) == {"precision", "recall", "f1"}
            assert all(value is None or type(value) is float for value in prf.values())
    for results in data["per_subtype"].values():
        for result in results.values():
            assert set(result["counts"]) == COUNTS
            assert set(result["scores"]) == SCORES
    for item in data["items"]:
        assert set(item) >= ITEM
        assert item["outcome"] in COUNTS - {"key", "set"}


@given(marks_and_keys(), segmentations())
@settings(max_examples=80)
def test_any_comparison_is_json_without_nan_and_with_all_fields(case, segmentation):
    data = comparison_to_dict(held(*case, segmentation), "article id")
    assert json.loads(json.dumps(data, allow_nan=False)) == data
    assert_as_documented(data)


@pytest.fixture
def page():
    return Page("Analysts say that trade will double.", "It opened on Monday.", "Sunday it opened.")


def test_nothing_against_nothing_is_undefined_throughout():
    data = comparison_to_dict(held([], [], Segmentation((), ())), "id")
    assert_as_documented(data)
    assert data["counts"] == dict.fromkeys(COUNTS, 0)
    undefined = dict.fromkeys(("precision", "recall", "f1"))
    for part in (data, *data["per_category"].values()):
        assert all(prf == undefined for prf in part["scores"].values())
    assert set(data["detection"].values()) == {None}
    assert data["calibration"] == {"brier": None, "n": 0}
    assert data["items"] == []


def test_items_name_the_mark_the_key_item_and_the_place(page):
    sound = page.mark(SOUND, "It opened", note="Anyone could see it.")
    item = page.mark(VAGUE, "Analysts say", note="Who?")
    missed = page.mark(CLAIM, "trade will double", note="No figures.")
    wrong, flagged = page.mark(CLASH, "Analysts say that"), page.mark(CLAIM, "opened on Monday")
    data = comparison_to_dict(page.compare([wrong, flagged], [sound, item, missed]), "the id")
    assert (data["article"], data["set"], data["key"]) == ("the id", "Mine", "Key")
    assert data["items"] == [
        {
            "outcome": "wrong_category",
            "category": VAGUE,
            "set_category": CLASH,
            "set_annotation": wrong.id,
            "key_annotation": item.id,
            "sound_annotation": None,
            "sound_touched": [],
            "start": 0,
            "end": 17,
            "explanation": "Who?",
            "argument": "",
            "alternative": None,
            **ALONE,
        },
        {
            "outcome": "missed",
            "category": CLAIM,
            "set_category": None,
            "set_annotation": None,
            "key_annotation": missed.id,
            "sound_annotation": None,
            "sound_touched": [],
            "start": 18,
            "end": 35,
            "explanation": "No figures.",
            "argument": "",
            "alternative": None,
            **ALONE,
        },
        {
            "outcome": "flagged_sound",
            "category": CLAIM,
            "set_category": CLAIM,
            "set_annotation": flagged.id,
            "key_annotation": None,
            "sound_annotation": sound.id,
            "sound_touched": [sound.id],
            "start": 40,
            "end": 56,
            "explanation": "Anyone could see it.",
            "argument": "",
            "alternative": None,
            **ALONE,
        },
    ]


def test_an_inconsistency_gives_the_place_of_its_counterpart(page):
    both = page.mark(CLASH, "on Monday", "Sunday")
    (item,) = comparison_to_dict(page.compare([both], [both]), "id")["items"]
    assert (item["start"], item["end"]) == (47, 56)
    assert item["counterpart"] == {"start": 58, "end": 64}


def test_a_counterpart_in_another_article_says_in_which(page):
    there = Passage("seven", "", "", Span(3, 8), "f" * 64)
    both = replace(page.mark(CLASH, "on Monday"), counterpart=(there,))
    result = page.compare([both], [both])
    (item,) = comparison_to_dict(result, "id", {"f" * 64: "other"})["items"]
    assert (item["start"], item["end"]) == (47, 56)
    assert item["counterpart"] == {"start": 3, "end": 8, "source": "f" * 64, "article": "other"}
    (item,) = comparison_to_dict(result, "id")["items"]
    assert item["counterpart"]["article"] is None


def test_a_wrong_category_counts_where_the_key_has_it(page):
    result = page.compare([page.mark(CLAIM, "Analysts say")], [page.mark(VAGUE, "Analysts say")])
    vague, claim = result.per_category[VAGUE].counts, result.per_category[CLAIM].counts
    assert (vague.key, vague.set, vague.wrong_category) == (1, 0, 1)
    assert (claim.key, claim.set, claim.wrong_category, claim.not_in_key) == (0, 1, 0, 0)
    assert (vague.elsewhere, claim.elsewhere) == (0, 1)
    assert result.per_category[CLAIM].scores.type == PRF(0.0, None, None)
    assert result.per_category[VAGUE].scores.type == PRF(None, 0.0, None)


def test_categories_stand_in_the_order_of_the_codebook_and_others_after_them(page):
    marks = [page.mark("satire", "say"), page.mark("irony", "say")]
    result = compare(learners(marks), keyed([]), page.segmentation, CATEGORIES)
    assert list(result.per_category) == [*CATEGORIES, "irony", "satire"]
    assert result.counts.set == 2
