"""Stated confidence against outcomes, held against scikit-learn."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marking import CLAIM, SOUND, VAGUE, Page
from sklearn.metrics import brier_score_loss

from annotator.comparison.calibration import Calibration, Sureness, calibrate, sureness
from annotator.comparison.matching import Item
from annotator.comparison.outcomes import Outcome
from annotator.domain.annotation import Annotation, Passage
from annotator.domain.span import Span

JUDGED = (Outcome.HIT, Outcome.PARTIAL, Outcome.WRONG_CATEGORY, Outcome.FLAGGED_SOUND)


def item(outcome, confidence):
    passage = Passage("one", "", "", Span(0, 3))
    return Item(outcome, CLAIM, Annotation("a", CLAIM, (passage,), confidence=confidence), None)


@given(
    st.lists(
        st.builds(item, st.sampled_from([*JUDGED, Outcome.NOT_IN_KEY]), st.none() | st.floats(0, 1))
    )
)
@settings(max_examples=100)
def test_the_brier_score_is_that_of_scikit_learn(items):
    rows = [
        (i.outcome is Outcome.HIT, i.set_annotation.confidence)
        for i in items
        if i.outcome in JUDGED and i.set_annotation.confidence is not None
    ]
    result = calibrate(items)
    assert result.n == len(rows)
    if rows:
        hits, confidences = zip(*rows, strict=True)
        expected = brier_score_loss(hits, confidences, pos_label=True)
        assert result.brier == pytest.approx(expected)
        assert result.mean_confidence == pytest.approx(sum(confidences) / len(rows))
        assert result.hit_share == sum(hits) / len(rows)
    else:
        assert result == Calibration(None, 0, None, None)


def test_by_hand():
    page = Page("Analysts say that trade will double.", "Crime fell by a third, said Ana Ruiz.")
    key = [page.mark(VAGUE, "Analysts say"), page.mark(SOUND, "said Ana Ruiz")]
    marks = [
        page.mark(VAGUE, "Analysts say", confidence=0.9),  # hit: 0.1 squared
        page.mark(CLAIM, "Ana Ruiz", confidence=0.5),  # flagged sound: 0.5 squared
        page.mark(CLAIM, "trade will double", confidence=1.0),  # not in the key: not judged
        page.mark(CLAIM, "Crime fell"),  # no confidence stated
    ]
    assert page.compare(marks, key).calibration == Calibration(
        pytest.approx(0.13), 2, pytest.approx(0.7), 0.5
    )


def test_what_was_missed_has_no_confidence():
    assert calibrate([Item(Outcome.MISSED, CLAIM, None, None)]) == Calibration(None, 0)


def of(confidences, hits):
    """The calibration of marks with these confidences, of which the first ``hits`` are hits."""
    outcomes = [Outcome.HIT] * hits + [Outcome.PARTIAL] * (len(confidences) - hits)
    return calibrate([item(o, c) for o, c in zip(outcomes, confidences, strict=True)])


@pytest.mark.parametrize(
    ("confidences", "hits", "expected"),
    [
        ([1.0] * 20, 10, "overconfident"),
        ([0.25] * 20, 10, "underconfident"),
        ([0.5] * 20, 10, "well_calibrated"),
        ([0.75] * 20, 13, "well_calibrated"),  # 0.1 above the share of hits
        ([0.75] * 20, 12, "overconfident"),
        ([0.75] * 20, 17, "well_calibrated"),
        ([0.75] * 20, 18, "underconfident"),
        # Of five marks one more or less makes 0.2.
        ([1.0] * 5, 4, "well_calibrated"),
        ([1.0] * 5, 3, "overconfident"),
        ([1.0] * 4, 0, "undefined"),
        ([], 0, "undefined"),
    ],
)
def test_sureness_in_words(confidences, hits, expected):
    assert sureness(of(confidences, hits)) == expected


@given(st.lists(st.sampled_from([0.0, 0.25, 0.5, 0.75, 1.0]), max_size=30), st.integers(0, 30))
@settings(max_examples=100)
def test_the_opposite_confidence_about_the_opposite_outcome_is_the_opposite(confidences, hits):
    hits = min(hits, len(confidences))
    one = sureness(of(confidences, hits))
    other = sureness(of([1 - c for c in confidences][::-1], len(confidences) - hits))
    opposite = {
        Sureness.OVERCONFIDENT: Sureness.UNDERCONFIDENT,
        Sureness.UNDERCONFIDENT: Sureness.OVERCONFIDENT,
    }
    assert other == opposite.get(one, one)


@given(st.integers(5, 40), st.integers(0, 40), st.integers(0, 40))
@settings(max_examples=100)
def test_sureness_is_by_the_difference_of_means(n, hits, sure):
    hits, sure = min(hits, n), min(sure, n)
    difference = sure - hits  # marks that are sure less those that are hits, of n
    result = sureness(of([1.0] * sure + [0.0] * (n - sure), hits))
    close = abs(difference) <= 1 or 10 * abs(difference) <= n
    assert result == (
        "well_calibrated" if close else "overconfident" if difference > 0 else "underconfident"
    )
