"""Stated confidence against outcomes, held against scikit-learn."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marking import CLAIM, SOUND, VAGUE, Page
from sklearn.metrics import brier_score_loss

from annotator.comparison.calibration import Calibration, calibrate
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
    else:
        assert result.brier is None


def test_by_hand():
    page = Page("Analysts say that trade will double.", "Crime fell by a third, said Ana Ruiz.")
    key = [page.mark(VAGUE, "Analysts say"), page.mark(SOUND, "said Ana Ruiz")]
    marks = [
        page.mark(VAGUE, "Analysts say", confidence=0.9),  # hit: 0.1 squared
        page.mark(CLAIM, "Ana Ruiz", confidence=0.5),  # flagged sound: 0.5 squared
        page.mark(CLAIM, "trade will double", confidence=1.0),  # not in the key: not judged
        page.mark(CLAIM, "Crime fell"),  # no confidence stated
    ]
    assert page.compare(marks, key).calibration == Calibration(pytest.approx(0.13), 2)


def test_what_was_missed_has_no_confidence():
    assert calibrate([Item(Outcome.MISSED, CLAIM, None, None)]) == Calibration(None, 0)
