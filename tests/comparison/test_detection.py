"""Discrimination of weak sentences from the others, held against scipy's normal distribution."""

import pytest
from hypothesis import given, settings
from marking import CLAIM, VAGUE, Page, marks_and_keys, segmentations, some_annotations
from scipy.stats import norm

from annotator.comparison.detection import Detection, Tendency, detect, detection_of, tendency

PAGE = Page(*[f"Sentence {letter} says something." for letter in "ABCDEFGHIJ"])


def over(letters):
    return [PAGE.mark(CLAIM, f"Sentence {letter}") for letter in letters]


def measured(flagged, weak):
    return detect(over(flagged), over(weak), PAGE.segmentation)


@given(marks_and_keys(), segmentations())
@settings(max_examples=80)
def test_d_prime_and_criterion_by_the_formula_over_sentences(case, segmentation):
    marks, key = case

    def touched(annotations):
        return {
            n
            for n, sentence in enumerate(segmentation.sentences)
            if any(sentence.overlap(span) for a in annotations for span in a.all_spans)
        }

    weak, flagged = touched(key), touched(marks)
    others = set(range(len(segmentation.sentences))) - weak
    result = detect(marks, key, segmentation)
    assert result.hit_rate == (len(flagged & weak) / len(weak) if weak else None)
    assert result.false_alarm_rate == (len(flagged & others) / len(others) if others else None)
    if weak and others:
        h = norm.ppf((len(flagged & weak) + 0.5) / (len(weak) + 1))
        f = norm.ppf((len(flagged & others) + 0.5) / (len(others) + 1))
        assert result.d_prime == pytest.approx(h - f, abs=1e-9)
        assert result.criterion == pytest.approx(-(h + f) / 2, abs=1e-9)
    else:
        assert result.d_prime is None
        assert result.criterion is None


def test_by_hand():
    # 4 of 5 weak sentences and 1 of 5 others: H = 4.5/6, F = 1.5/6, z = 0.67449 and its negative.
    result = measured("ABCDF", "ABCDE")
    assert (result.hit_rate, result.false_alarm_rate) == (0.8, 0.2)
    assert result.d_prime == pytest.approx(1.34898, abs=1e-5)
    assert result.criterion == pytest.approx(0.0, abs=1e-12)


def test_flagging_all_or_nothing_is_no_discrimination_but_the_opposite_leaning():
    everything, nothing = measured("ABCDEFGHIJ", "ABCDE"), measured("", "ABCDE")
    assert everything.d_prime == pytest.approx(0.0, abs=1e-12)
    assert nothing.d_prime == pytest.approx(0.0, abs=1e-12)
    assert everything.criterion < 0 < nothing.criterion
    assert (everything.hit_rate, everything.false_alarm_rate) == (1.0, 1.0)
    assert (nothing.hit_rate, nothing.false_alarm_rate) == (0.0, 0.0)


def test_the_category_does_not_matter():
    marks = [PAGE.mark(VAGUE, "Sentence A")]
    assert detect(marks, over("A"), PAGE.segmentation) == measured("A", "A")


def test_without_sentences_of_both_kinds_discrimination_is_undefined():
    assert measured("A", "") == Detection(None, 0.1, None, None, 0, 10, 0, 1)
    assert measured("ABCDE", "ABCDEFGHIJ") == Detection(0.5, None, None, None, 10, 0, 5, 0)


# Which way a reader leans


@pytest.mark.parametrize(
    ("flagged", "weak", "expected"),
    [
        ("ABCDEFGHIJ", "ABCDE", "suspicious"),
        ("ABCDEFGH", "ABCDE", "suspicious"),
        ("", "ABCDE", "trusting"),
        ("ABC", "ABCDE", "trusting"),
        ("ABCDE", "ABCDE", "balanced"),
        ("ABCDF", "ABCDE", "balanced"),
        ("FGHIJ", "ABCDE", "balanced"),  # all wrong, but as much as there is
        ("AB", "AB", "balanced"),  # no error at all, though the correction moves the criterion
        ("A", "AB", "balanced"),  # one sentence is not worth telling
        ("", "AB", "trusting"),
        ("ABC", "", "undefined"),
        ("ABC", "ABCDEFGHIJ", "undefined"),
    ],
)
def test_the_tendency_in_words(flagged, weak, expected):
    assert tendency(measured(flagged, weak)) == expected


def test_the_limit_of_the_criterion():
    for criterion, leaning in ((0.3, "trusting"), (0.29, "balanced"), (None, "undefined")):
        assert tendency(Detection(0.5, 0.2, 1.0, criterion, 10, 10, 5, 2)) == leaning
    for criterion, leaning in ((-0.3, "suspicious"), (-0.29, "balanced")):
        assert tendency(Detection(0.8, 0.5, 1.0, criterion, 10, 10, 8, 5)) == leaning


def test_one_sentence_more_is_not_worth_telling():
    assert tendency(Detection(1.0, 1 / 3, 1.3, -0.32, 2, 3, 2, 1)) == "balanced"
    assert tendency(Detection(1.0, 2 / 3, 0.7, -0.6, 2, 3, 2, 2)) == "suspicious"


def test_who_finds_most_of_what_is_weak_does_not_trust_too_much():
    def reader(hits, weak):
        return detection_of(weak, 30, hits, 0)

    assert reader(12, 16).criterion > 0.3
    assert tendency(reader(12, 16)) == "balanced"
    assert tendency(reader(11, 16)) == "balanced"
    assert tendency(reader(10, 16)) == "trusting"


@given(marks_and_keys(), segmentations())
@settings(max_examples=80)
def test_who_leans_one_way_errs_more_that_way(case, segmentation):
    result = detect(*case, segmentation)
    leaning = tendency(result)
    misses = result.weak - result.hits
    assert (leaning is Tendency.UNDEFINED) == (not result.weak or not result.others)
    if leaning is Tendency.SUSPICIOUS:
        assert result.false_alarms > misses
        assert result.hits + result.false_alarms > result.weak
        assert result.criterion < 0
    if leaning is Tendency.TRUSTING:
        assert misses > result.false_alarms
        assert result.criterion > 0


@given(segmentations(), some_annotations("k", key=True))
@settings(max_examples=60)
def test_a_reader_without_error_does_not_lean(segmentation, key):
    assert tendency(detect(key, key, segmentation)) in (Tendency.BALANCED, Tendency.UNDEFINED)
