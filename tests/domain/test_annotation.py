"""Annotations and their sets."""

import pytest
from generated import annotations
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.domain.annotation import (
    Alternative,
    Annotation,
    AnnotationSet,
    KeyDetails,
    Passage,
    Role,
    SetInfo,
    Status,
    placed,
)
from annotator.domain.span import Span

HERE = Passage("one", "", "", Span(0, 3))
THERE = Passage("two", "", "", Span(4, 7))
LOST = Passage("gone", "", "", None)


def test_an_annotation_needs_a_passage():
    with pytest.raises(ValueError, match="passage"):
        Annotation("1", "inconsistency", ())


@pytest.mark.parametrize("confidence", [-0.01, 1.01, float("nan")])
def test_a_confidence_is_a_share(confidence):
    with pytest.raises(ValueError, match="confidence"):
        Annotation("1", "inconsistency", (HERE,), confidence=confidence)


@pytest.mark.parametrize("confidence", [None, 0.0, 1.0])
def test_the_ends_of_the_scale_and_none_are_confidences(confidence):
    assert Annotation("1", "x", (HERE,), confidence=confidence).confidence == confidence


def test_an_alternative_names_a_category_or_a_passage():
    with pytest.raises(ValueError, match="category or a passage"):
        Alternative()
    with pytest.raises(ValueError, match="counterpart"):
        Alternative("x", counterpart=(HERE,))


def test_an_item_of_a_key_has_the_categories_of_its_alternatives_too():
    key = KeyDetails(alternatives=(Alternative("y"), Alternative(passages=(THERE,))))
    assert Annotation("1", "x", (HERE,), key=key).categories == {"x", "y"}
    assert Annotation("1", "x", (HERE,)).categories == {"x"}


def test_spans_are_those_of_the_passages_that_are_placed():
    annotation = Annotation("1", "inconsistency", (HERE, LOST), counterpart=(THERE,))
    assert annotation.spans == (Span(0, 3),)
    assert annotation.counterpart_spans == (Span(4, 7),)
    assert annotation.all_spans == (Span(0, 3), Span(4, 7))


@pytest.mark.parametrize(
    ("first", "second", "unplaced"),
    [
        ((HERE,), (), False),
        ((HERE,), (THERE,), False),
        ((LOST,), (THERE,), True),
        ((HERE,), (LOST,), True),
    ],
)
def test_an_annotation_is_unplaced_while_any_passage_is(first, second, unplaced):
    assert Annotation("1", "inconsistency", first, counterpart=second).unplaced is unplaced


@given(st.lists(annotations(), max_size=5))
@settings(max_examples=30)
def test_a_set_is_its_weak_and_its_sound_passages(several):
    info = SetInfo("s", "0" * 64, "Key", Role.KEY, Status.SUBMITTED)
    whole = AnnotationSet(info, tuple(several))
    assert sorted(a.id for a in whole.weak + whole.sound) == sorted(a.id for a in several)
    assert all(a.category == "sound" for a in whole.sound)
    assert not any(a.category == "sound" for a in whole.weak)


OTHER, THIRD = "a" * 64, "b" * 64
BESIDE = Passage("three", "", "", Span(1, 6), OTHER)


def test_what_lies_in_another_article_has_no_place_in_this_one():
    annotation = Annotation("1", "inconsistency", (HERE,), counterpart=(THERE, BESIDE))
    assert annotation.counterpart_spans == (Span(4, 7),)
    assert annotation.all_spans == (Span(0, 3), Span(4, 7))
    assert annotation.spans_elsewhere == {OTHER: (Span(1, 6),)}
    assert not annotation.unplaced


def test_spans_elsewhere_are_kept_apart_by_article():
    third = Passage("4", "", "", Span(1, 2), THIRD)
    lost = Passage("gone", "", "", None, "c" * 64)
    second = Passage("5", "", "", Span(8, 9), OTHER)
    annotation = Annotation("1", "x", (HERE,), counterpart=(BESIDE, third, lost, second))
    assert annotation.spans_elsewhere == {OTHER: (Span(1, 6), Span(8, 9)), THIRD: (Span(1, 2),)}
    assert annotation.unplaced


def test_seen_from_the_other_article_the_other_end_is_its_own():
    annotation = Annotation("1", "x", (HERE,), counterpart=(THERE, BESIDE), note="why")
    seen = annotation.seen_from(OTHER)
    assert seen.spans == (Span(1, 6),)
    assert (seen.id, seen.note, seen.counterpart, seen.spans_elsewhere) == ("1", "why", (), {})
    assert annotation.seen_from(THIRD) is None
    assert annotation.seen_from("") is None
    lost = Annotation("1", "x", (HERE,), counterpart=(Passage("gone", "", "", None, OTHER),))
    assert lost.seen_from(OTHER) is None


def test_cut_says_of_which_article_it_is():
    assert Passage.cut("abc", Span(0, 1), OTHER).source == OTHER
    assert Passage.cut("abc", Span(0, 1)).source == ""


def test_placed_leaves_out_what_has_no_place():
    assert placed([LOST, THERE, BESIDE, HERE]) == (Span(4, 7), Span(0, 3))
    assert placed([LOST, THERE, BESIDE, HERE], OTHER) == (Span(1, 6),)
