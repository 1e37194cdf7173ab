"""Scores, held against nervaluate, scikit-learn and the published formulas.

nervaluate counts with ends that belong to the span, so ours are one less there. It takes marks in
their order and gives each the first key item that it overlaps, even one of another category or one
that a later mark has exactly; ours looks for the best pairing. Where the spans are disjoint and
sorted on both sides, boundaries alone leave nothing to choose, and strict, exact and partial are
the same. Type is the same where each span overlaps one of the other side at most. Everywhere else
ours is never lower.
"""

import math
from dataclasses import replace

import numpy as np
import pytest
from generated import disjoint_spans, spans
from hypothesis import given, settings
from hypothesis import strategies as st
from marking import (
    CATEGORIES,
    CLAIM,
    CLASH,
    GENERATED_TEXT,
    LENGTH,
    VAGUE,
    Page,
    marks_and_keys,
    segmentations,
)
from nervaluate import Evaluator
from sklearn.metrics import cohen_kappa_score, precision_recall_fscore_support

from annotator.comparison.scores import (
    PRF,
    Unit,
    cohen_kappa,
    exact,
    fragment_overlap,
    partial,
    score,
    strict,
    token,
    type_match,
    units_of,
)
from annotator.domain.annotation import Annotation, Passage
from annotator.domain.segmentation import Segmentation
from annotator.domain.span import Span

OURS = {"strict": strict, "exact": exact, "partial": partial, "ent_type": type_match}


def theirs(flagged, wanted):
    """Nervaluate's results by the name of the score."""

    def entities(units):
        return [{"label": u.category, "start": u.span.start, "end": u.span.end - 1} for u in units]

    tags = list(CATEGORIES)
    evaluator = Evaluator([entities(wanted)], [entities(flagged)], tags, loader="dict")
    return evaluator.evaluate()["overall"]


def assert_same(ours, oracle, flagged, wanted):
    """Equal where defined; None exactly where there is nothing to divide by."""
    assert ours.precision == (pytest.approx(oracle.precision) if flagged else None)
    assert ours.recall == (pytest.approx(oracle.recall) if wanted else None)
    assert ours.f1 == (pytest.approx(oracle.f1) if flagged and wanted else None)


@st.composite
def with_categories(draw, some_spans):
    """Units on those spans."""
    return [Unit(span, draw(st.sampled_from(CATEGORIES))) for span in draw(some_spans)]


disjoint_units = with_categories(disjoint_spans(LENGTH))
any_units = with_categories(st.lists(spans(LENGTH), max_size=7))


@st.composite
def in_slots(draw):
    """Marks and key items of which each meets one of the other side at most."""
    flagged, wanted = [], []
    for slot in range(draw(st.integers(0, 6))):
        for side in (flagged, wanted):
            if draw(st.booleans()):
                span = draw(spans(8)).shifted(slot * 10)
                side.append(Unit(span, draw(st.sampled_from(CATEGORIES))))
    return flagged, wanted


@given(disjoint_units, disjoint_units)
@settings(max_examples=150)
def test_boundaries_are_scored_as_nervaluate_does(flagged, wanted):
    oracle = theirs(flagged, wanted)
    for name in ("strict", "exact", "partial"):
        assert_same(OURS[name](flagged, wanted), oracle[name], flagged, wanted)


@given(in_slots())
@settings(max_examples=150)
def test_all_four_are_scored_as_nervaluate_does_where_there_is_nothing_to_choose(case):
    flagged, wanted = case
    oracle = theirs(flagged, wanted)
    for name, ours in OURS.items():
        assert_same(ours(flagged, wanted), oracle[name], flagged, wanted)


@given(any_units, any_units)
@settings(max_examples=150)
def test_the_best_pairing_is_never_below_nervaluates_first_come(flagged, wanted):
    oracle = theirs(flagged, wanted)
    for name, ours in OURS.items():
        result = ours(flagged, wanted)
        if flagged:
            assert oracle[name].precision - 1e-9 <= result.precision <= 1.0
        if wanted:
            assert oracle[name].recall - 1e-9 <= result.recall <= 1.0


@given(any_units, any_units)
@settings(max_examples=100)
def test_the_order_of_marks_changes_no_score(flagged, wanted):
    for ours in (*OURS.values(), fragment_overlap):
        one, other = ours(flagged, wanted), ours(flagged[::-1], wanted[::-1])
        assert one.precision == (None if not flagged else pytest.approx(other.precision))
        assert one.recall == (None if not wanted else pytest.approx(other.recall))


def test_ends_do_not_belong_to_a_span_here_and_do_there():
    for end, overlaps in ((5, False), (6, True)):
        flagged, wanted = [Unit(Span(0, end), CLAIM)], [Unit(Span(5, 9), CLAIM)]
        assert (partial(flagged, wanted).precision > 0) is overlaps
        assert (theirs(flagged, wanted)["partial"].precision > 0) is overlaps


def test_a_mark_that_is_taken_first_does_not_take_away_what_another_has_exactly():
    flagged = [Unit(Span(0, 8), CLAIM), Unit(Span(5, 9), CLAIM)]
    wanted = [Unit(Span(5, 9), CLAIM)]
    assert strict(flagged, wanted) == PRF(0.5, 1.0, pytest.approx(2 / 3))
    assert theirs(flagged, wanted)["strict"].recall == 0


# One key item exactly, one in part, one with the wrong category; one missed, one mark too many.
FLAGGED = [
    Unit(Span(0, 10), CLAIM),
    Unit(Span(20, 30), VAGUE),
    Unit(Span(40, 50), CLASH),
    Unit(Span(80, 90), CLAIM),
]
WANTED = [
    Unit(Span(0, 10), CLAIM),
    Unit(Span(25, 35), VAGUE),
    Unit(Span(40, 50), CLAIM),
    Unit(Span(60, 70), CLAIM),
    Unit(Span(100, 110), VAGUE),
]


@pytest.mark.parametrize(
    ("ours", "right"), [(strict, 1), (exact, 2), (partial, 2.5), (type_match, 2)]
)
def test_the_four_by_hand(ours, right):
    assert ours(FLAGGED, WANTED) == PRF(right / 4, right / 5, pytest.approx(2 * right / 9))


@pytest.mark.parametrize("ours", [*OURS.values(), fragment_overlap])
def test_what_is_empty_is_undefined_and_never_0_or_1(ours):
    assert ours([], []) == PRF(None, None, None)
    assert ours([], WANTED) == PRF(None, 0.0, None)
    assert ours(FLAGGED, []) == PRF(0.0, None, None)
    assert ours(FLAGGED[:1], WANTED[1:]) == PRF(0.0, 0.0, 0.0)


# Fragment overlap


def test_fragments_by_hand():
    # 5 of the 10 marked code points are right, and a quarter of the key item's 20 was found.
    flagged, wanted = [Unit(Span(0, 10), CLAIM)], [Unit(Span(5, 25), CLAIM)]
    assert fragment_overlap(flagged, wanted) == PRF(0.5, 0.25, pytest.approx(1 / 3))


def test_fragments_of_another_category_give_no_credit():
    flagged, wanted = [Unit(Span(0, 10), CLAIM)], [Unit(Span(0, 10), VAGUE)]
    assert fragment_overlap(flagged, wanted) == PRF(0.0, 0.0, 0.0)


def test_one_mark_over_two_key_items_gets_the_share_of_both():
    flagged = [Unit(Span(0, 20), CLAIM)]
    wanted = [Unit(Span(0, 5), CLAIM), Unit(Span(10, 20), CLAIM)]
    assert fragment_overlap(flagged, wanted) == PRF(0.75, 1.0, pytest.approx(1.5 / 1.75))


def published(flagged, wanted):
    """The formula of Da San Martino et al. 2019, pair by pair."""
    points = [
        (set(range(s.span.start, s.span.end)), set(range(t.span.start, t.span.end)))
        for s in flagged
        for t in wanted
        if s.category == t.category
    ]
    precision = sum(len(s & t) / len(s) for s, t in points) / len(flagged) if flagged else None
    recall = sum(len(s & t) / len(t) for s, t in points) / len(wanted) if wanted else None
    return precision, recall


@given(disjoint_units, disjoint_units)
@settings(max_examples=150)
def test_fragments_are_scored_by_the_published_formula(flagged, wanted):
    result = fragment_overlap(flagged, wanted)
    precision, recall = published(flagged, wanted)
    assert result.precision == (None if precision is None else pytest.approx(precision))
    assert result.recall == (None if recall is None else pytest.approx(recall))
    if precision is not None and recall is not None:
        both = precision + recall
        f1 = 2 * precision * recall / both if both else 0.0
        assert result.f1 == pytest.approx(f1)


@given(any_units, any_units)
@settings(max_examples=100)
def test_fragments_that_overlap_themselves_never_score_above_1(flagged, wanted):
    result = fragment_overlap(flagged, wanted)
    for value in (result.precision, result.recall):
        assert value is None or 0.0 <= value <= 1.0 + 1e-9


def test_marking_the_same_twice_is_worth_as_much_as_once():
    once, wanted = [Unit(Span(0, 10), CLAIM)], [Unit(Span(5, 25), CLAIM)]
    assert fragment_overlap(once * 2, wanted) == fragment_overlap(once, wanted)


# Tokens


def matrix(annotations, segmentation):
    """Tokens by categories: 1 where a span of the category shares a code point with the token."""
    return np.array(
        [
            [
                any(
                    span.overlap(unit)
                    for a in annotations
                    if a.category == category
                    for span in a.all_spans
                )
                for category in CATEGORIES
            ]
            for unit in segmentation.tokens
        ],
        dtype=int,
    ).reshape(len(segmentation.tokens), len(CATEGORIES))


def weak(annotations):
    return [a for a in annotations if a.category in CATEGORIES]


@given(marks_and_keys(), segmentations().filter(lambda s: s.tokens))
@settings(max_examples=50)
def test_tokens_are_scored_as_scikit_learn_does(case, segmentation):
    marks, key = weak(case[0]), weak(case[1])
    flagged, wanted = matrix(marks, segmentation), matrix(key, segmentation)
    result = token(marks, key, segmentation)
    precision, recall, f1, _ = precision_recall_fscore_support(
        wanted, flagged, average="micro", zero_division=math.nan
    )
    assert result.precision == (pytest.approx(precision) if flagged.any() else None)
    assert result.recall == (pytest.approx(recall) if wanted.any() else None)
    assert result.f1 == (pytest.approx(f1) if flagged.any() and wanted.any() else None)


@given(marks_and_keys(), segmentations().filter(lambda s: s.tokens))
@settings(max_examples=50)
@pytest.mark.filterwarnings("ignore::UserWarning", "ignore::RuntimeWarning")
def test_kappa_is_that_of_scikit_learn(case, segmentation):
    marks, key = weak(case[0]), weak(case[1])
    flagged, wanted = matrix(marks, segmentation), matrix(key, segmentation)
    for column, category in enumerate(CATEGORIES):
        ours = cohen_kappa(marks, key, segmentation, category)
        a, b = flagged[:, column], wanted[:, column]
        if len({*a, *b}) == 1:
            assert ours is None
        else:
            assert ours == pytest.approx(cohen_kappa_score(a, b))


def test_tokens_by_hand():
    page = Page("Officials said that trade has doubled.")
    marks = [page.mark(VAGUE, "Officials said that"), page.mark(CLAIM, "trade")]
    key = [page.mark(VAGUE, "Officials said"), page.mark(CLAIM, "trade has doubled")]
    # Right: Officials, said, trade; flagged: 4; in the key: 5.
    assert token(marks, key, page.segmentation) == PRF(3 / 4, 3 / 5, pytest.approx(6 / 9))


def test_a_token_counts_from_one_code_point_on():
    page = Page("Officials said that trade has doubled.")
    key = [page.mark(VAGUE, "Officials said")]
    assert token([page.mark(VAGUE, "ls sa")], key, page.segmentation) == PRF(1.0, 1.0, 1.0)


def test_kappa_by_hand():
    # Of ten tokens, both mark three, one side one more, the other side two more.
    segmentation = Segmentation(tuple(Span(2 * n, 2 * n + 1) for n in range(10)), ())

    def over(*tokens):
        spans = (Span(2 * n, 2 * n + 1) for n in tokens)
        return Annotation("a", CLAIM, tuple(Passage.cut(GENERATED_TEXT, s) for s in spans))

    flagged, wanted = [over(0, 1, 2, 3)], [over(0, 1, 2, 4, 5)]
    observed, by_chance = 0.7, 0.4 * 0.5 + 0.6 * 0.5
    expected = (observed - by_chance) / (1 - by_chance)
    assert cohen_kappa(flagged, wanted, segmentation, CLAIM) == pytest.approx(expected)
    assert cohen_kappa(flagged, wanted, segmentation, VAGUE) is None
    assert cohen_kappa(flagged, wanted, Segmentation((), ()), CLAIM) is None
    everything = [over(*range(10))]
    assert cohen_kappa(everything, everything, segmentation, CLAIM) is None
    assert cohen_kappa(everything, [], segmentation, CLAIM) == 0.0


# All at once


def test_an_inconsistency_is_two_units_and_a_passage_in_pieces_one_for_each():
    page = Page("It opened on Monday.", "It opened, they say, on Sunday.")
    both = page.mark(CLASH, "on Monday", ["It opened,", "on Sunday"])
    spans = [page.span(quote) for quote in ("on Monday", "It opened,", "on Sunday")]
    assert units_of([both]) == tuple(Unit(span, CLASH) for span in spans)
    first = page.mark(CLASH, "on Monday")
    result = score([first], [both], page.segmentation)
    assert result.strict == PRF(1.0, 1 / 3, 0.5)


def test_an_end_in_another_article_is_a_unit_that_meets_only_units_there():
    page = Page("It opened on Monday.", "It opened, they say, on Sunday.")
    first = page.mark(CLASH, "on Monday")
    place = page.span("on Sunday")
    there = replace(
        first, counterpart=(Passage("on Sunday", "", "", Span(place.start, place.end), "a" * 64),)
    )
    assert units_of([there]) == (
        Unit(page.span("on Monday"), CLASH),
        Unit(place, CLASH, "a" * 64),
    )
    here = page.mark(CLASH, "on Monday", "on Sunday")
    for one, other in ((here, there), (there, here)):
        found = score([one], [other], page.segmentation)
        half = PRF(0.5, 0.5, 0.5)
        assert (found.strict, found.exact, found.partial, found.type, found.fragment_overlap) == (
            (half,) * 5
        )
    found = score([there], [there], page.segmentation)
    assert (found.strict, found.fragment_overlap) == (PRF(1.0, 1.0, 1.0),) * 2
    # Tokens are those of the article itself.
    assert score([first], [there], page.segmentation).token == PRF(1.0, 1.0, 1.0)


def test_what_is_not_placed_is_in_no_score():
    page = Page("It opened on Monday.")
    lost = Annotation("lost", CLAIM, (Passage("gone", "", "", None),))
    assert units_of([lost]) == ()
    assert score([lost], [lost], page.segmentation).strict == PRF(None, None, None)
