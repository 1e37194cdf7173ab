"""Many sets at once come out as each by itself."""

from __future__ import annotations

from dataclasses import asdict, replace

import pytest
from generated import spans
from hypothesis import given, settings
from hypothesis import strategies as st
from marking import (
    CATEGORIES,
    CLAIM,
    CLASH,
    GENERATED_TEXT,
    VAGUE,
    Page,
    keyed,
    learners,
    segmentations,
    some_annotations,
)

from annotator.comparison import intervals, many
from annotator.comparison.columns import SetColumns
from annotator.comparison.compare import compare
from annotator.comparison.many import compare_many
from annotator.domain.annotation import Alternative, Annotation, Passage
from annotator.domain.segmentation import Segmentation
from annotator.domain.span import Span


def near(value):
    """Equal but for the last places of floating-point numbers; None stays None."""
    if isinstance(value, dict):
        return {name: near(each) for name, each in value.items()}
    if isinstance(value, float):
        return pytest.approx(value, abs=1e-9)
    return value


def assert_same(result, comparison):
    assert result.set_name == comparison.set_name
    assert result.counts == comparison.counts
    assert list(result.per_category) == list(comparison.per_category)
    for part in ("scores", "detection", "calibration"):
        assert asdict(getattr(result, part)) == near(asdict(getattr(comparison, part))), part
    for category, expected in comparison.per_category.items():
        found = result.per_category[category]
        assert found.counts == expected.counts
        assert asdict(found) == near(asdict(expected)), category


some_sets = st.lists(some_annotations("m", key=False), max_size=4)
others = st.dictionaries(st.sampled_from(["a" * 64, "b" * 64]), segmentations(), max_size=2)


def held_one_by_one(sets, key, segmentation, elsewhere):
    named = [
        replace(s, info=replace(s.info, name=f"set {n}"))
        for n, s in enumerate(learners(marks) for marks in sets)
    ]
    one_by_one = [compare(s, keyed(key), segmentation, CATEGORIES, elsewhere) for s in named]
    return named, one_by_one


@given(some_sets, some_annotations("k", key=True), segmentations(), others)
@settings(max_examples=100)
def test_many_sets_come_out_as_each_by_itself(sets, key, segmentation, elsewhere):
    named, expected = held_one_by_one(sets, key, segmentation, elsewhere)
    results = compare_many(named, keyed(key), segmentation, CATEGORIES, elsewhere)
    assert len(results) == len(named)
    for result, comparison in zip(results, expected, strict=True):
        assert_same(result, comparison)


@given(some_sets, some_annotations("k", key=True), segmentations(), others)
@settings(max_examples=100)
def test_columns_and_small_chunks_come_out_the_same(sets, key, segmentation, elsewhere):
    named, expected = held_one_by_one(sets, key, segmentation, elsewhere)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(many, "CHUNK", 2)
        from_columns = compare_many(
            SetColumns.of(named), keyed(key), segmentation, CATEGORIES, elsewhere
        )
        one_by_one = compare_many(iter(named), keyed(key), segmentation, CATEGORIES, elsewhere)
    for results in (from_columns, one_by_one):
        for result, comparison in zip(results, expected, strict=True):
            assert_same(result, comparison)


@given(
    st.lists(spans(24), min_size=6, max_size=12),
    st.lists(spans(24), min_size=6, max_size=12),
    st.lists(st.sampled_from(CATEGORIES[:2]), min_size=24, max_size=24),
)
@settings(max_examples=200)
def test_tangled_spans_are_assigned_in_the_same_way(marked, wanted, categories):
    """Many overlaps in little text: rings, equal gains, several assignments that are as good."""
    names = iter(categories)
    marks, key = (
        [
            Annotation(f"{side}{n}", next(names), (Passage.cut(GENERATED_TEXT, span),))
            for n, span in enumerate(some)
        ]
        for side, some in (("m", marked), ("k", wanted))
    )
    segmentation = Segmentation((), tuple(Span(n, n + 6) for n in range(0, 24, 6)))
    (result,) = compare_many([learners(marks)], keyed(key), segmentation, CATEGORIES)
    assert_same(result, compare(learners(marks), keyed(key), segmentation, CATEGORIES))


def page_and_key():
    page = Page("Analysts say that trade will double.", "It opened on Monday.", "Sunday it opened.")
    return page, [page.mark(VAGUE, "Analysts say"), page.mark(CLASH, "on Monday", "Sunday")]


def test_categories_that_only_one_set_has_stand_in_its_result_alone():
    page, key = page_and_key()
    sets = [
        learners([page.mark(VAGUE, "Analysts say")]),
        learners([page.mark("satire", "trade"), page.mark("irony", "trade")]),
    ]
    first, second = compare_many(sets, keyed(key), page.segmentation, CATEGORIES)
    assert list(first.per_category) == [*CATEGORIES]
    assert list(second.per_category) == [*CATEGORIES, "irony", "satire"]
    assert first.counts.hit == 1
    assert second.counts.not_in_key == 2


def test_sets_that_met_different_alternatives():
    page, key = page_and_key()
    other = Alternative(passages=page.passages("trade will double"))
    claim = Alternative(CLAIM)
    key[0] = page.mark(VAGUE, "Analysts say", alternatives=[other, claim])
    sets = [
        learners(marks)
        for marks in (
            [page.mark(VAGUE, "Analysts say")],
            [page.mark(VAGUE, "trade will double")],
            [page.mark(CLAIM, "Analysts say"), page.mark(CLASH, "on Monday", "Sunday")],
            [page.mark(VAGUE, "trade will double"), page.mark(CLAIM, "Analysts say")],
            [],
        )
    ]
    results = compare_many(sets, keyed(key), page.segmentation, CATEGORIES)
    for result, each in zip(results, sets, strict=True):
        assert_same(result, compare(each, keyed(key), page.segmentation, CATEGORIES))
    assert [result.counts.hit for result in results] == [1, 1, 2, 1, 0]
    assert [result.scores.strict.recall for result in results] == [1 / 3, 1 / 3, 1.0, 1 / 3, 0.0]


def test_a_needless_second_end_makes_a_mark_less_close():
    page, _ = page_and_key()
    key = [page.mark(CLASH, "on Monday")]
    both = page.mark(CLASH, "on Monday", "Sunday", confidence=0.25)
    alone = page.mark(CLASH, "Monday", confidence=0.75)
    (result,) = compare_many([learners([both, alone])], keyed(key), page.segmentation, CATEGORIES)
    assert_same(result, page.compare([both, alone], key))
    assert result.calibration.mean_confidence == 0.75  # both are hits, and the closer one counts


def test_no_sets_have_no_results():
    page, key = page_and_key()
    results = compare_many([], keyed(key), page.segmentation, CATEGORIES)
    assert (len(results), list(results), results.scores.shape) == (0, [], (0, 6, 3))


def test_positions_beyond_any_table_are_searched_for(monkeypatch):
    monkeypatch.setattr(intervals, "LONGEST_TABLE", 10)
    page, key = page_and_key()
    marks = learners([page.mark(CLASH, "opened on Monday", "Sunday it"), page.mark(VAGUE, "say")])
    (result,) = compare_many([marks], keyed(key), page.segmentation, CATEGORIES)
    assert_same(result, compare(marks, keyed(key), page.segmentation, CATEGORIES))


def test_the_number_of_sets_does_not_matter_for_any_of_them():
    page, key = page_and_key()
    few = [learners([page.mark(VAGUE, quote)]) for quote in ("Analysts", "say that", "trade")]
    results = compare_many(few * 900, keyed(key), page.segmentation, CATEGORIES)
    assert len(results) == 2700
    assert [asdict(r) for r in list(results)[:3]] == [asdict(r) for r in list(results)[-3:]]
    assert (results.counts[:, many.COUNTS.index("hit")].sum()) == 1800
