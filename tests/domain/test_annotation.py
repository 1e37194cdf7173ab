"""Annotations and their sets."""

import pytest
from generated import annotations
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.domain.annotation import (
    Annotation,
    AnnotationSet,
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


def test_placed_leaves_out_what_has_no_place():
    assert placed([LOST, THERE, HERE]) == (Span(4, 7), Span(0, 3))
