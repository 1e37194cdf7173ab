"""The steps of the lesson, and when each of them is done."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.domain.annotation import Annotation, Passage
from annotator.domain.codebook import SOUND
from annotator.domain.lesson import (
    CLAIM,
    CLASH,
    STEPS,
    TO_WALK,
    VAGUE,
    Act,
    Aim,
    Deed,
    Standing,
    Step,
    first_of_review,
    fulfilled,
)
from annotator.domain.span import Span

TEXT = "x" * 100


def passage(name, category, start):
    return Annotation(name, category, (Passage.cut(TEXT, Span(start, start + 5)),))


# Not in reading order: a key need not be.
KEY = (
    passage("v1", VAGUE, 60),
    passage("v0", VAGUE, 10),
    passage("c0", CLAIM, 20),
    passage("c1", CLAIM, 70),
    passage("i0", CLASH, 0),
    passage("s0", SOUND, 30),
    passage("s1", SOUND, 80),
)
MARK = passage("mark", VAGUE, 10)


def done(act, aim=None, **standing):
    return fulfilled(Step(act, aim), KEY, Standing(**standing))


def test_a_passage_is_found_by_its_place_among_those_of_its_category():
    assert Aim(VAGUE, 0).within(KEY).id == "v0"
    assert Aim(VAGUE, 1).within(KEY).id == "v1"
    assert Aim(SOUND, 1).within(KEY).id == "s1"
    with pytest.raises(LookupError):
        Aim(CLASH, 1).within(KEY)


def test_lesson_teaches_everything_once_and_shows_before_it_asks():
    acts = [step.act for step in STEPS]
    assert set(acts) == set(Act)
    assert acts[0] is Act.READ
    assert acts[-1] is Act.DONE
    assert acts.index(Act.HINT) < acts.index(Act.SUBMIT) < acts.index(Act.WALK)
    for category in (VAGUE, CLAIM):
        first, second = (s for s in STEPS if s.aim is not None and s.aim.category == category)
        assert (first.framed, second.framed) == (True, False)
    assert first_of_review() == acts.index(Act.WALK)


@pytest.mark.parametrize("act", [Act.MARK, Act.LINK])
def test_a_passage_has_to_be_hit(act):
    assert not done(act, Aim(VAGUE, 1), found=frozenset({"v0"}), marks=(MARK,))
    assert done(act, Aim(VAGUE, 1), found=frozenset({"v0", "v1"}))


def test_a_sound_passage_has_to_be_left_alone():
    assert done(Act.LEAVE, Aim(SOUND), flagged=frozenset({"s1"}))
    assert not done(Act.LEAVE, Aim(SOUND), flagged=frozenset({"s0"}))


def test_how_sure_is_said_with_any_mark():
    assert not done(Act.SURE, marks=(MARK,))
    assert done(Act.SURE, marks=(MARK, replace(MARK, confidence=0.0)))


def test_a_note_is_done_when_it_says_something_and_is_left():
    written = replace(MARK, note="Who?")
    assert not done(Act.NOTE, marks=(replace(MARK, note=" \n"),))
    assert not done(Act.NOTE, marks=(written,), writing=True)
    assert done(Act.NOTE, marks=(MARK, written))


def test_undo_is_done_when_both_ways_have_been_gone():
    assert not done(Act.UNDO, deeds=frozenset({Deed.UNDONE}))
    assert done(Act.UNDO, deeds=frozenset({Deed.UNDONE, Deed.REDONE}))


@pytest.mark.parametrize(
    ("act", "deed"),
    [(Act.HINT, Deed.HINTED), (Act.SUBMIT, Deed.SUBMITTED), (Act.RULE, Deed.RULE_SEEN)],
)
def test_other_deeds_are_done_once_they_have_happened(act, deed):
    assert not done(act, deeds=frozenset(set(Deed) - {deed}))
    assert done(act, deeds=frozenset({deed}))


def test_review_is_walked_through_by_some_of_its_items_or_by_all_of_few():
    assert not done(Act.WALK)
    assert not done(Act.WALK, walked=TO_WALK - 1, items=9)
    assert done(Act.WALK, walked=TO_WALK, items=9)
    assert not done(Act.WALK, walked=0, items=1)
    assert done(Act.WALK, walked=1, items=1)


def test_what_is_only_read_is_never_in_the_way():
    for act in (Act.READ, Act.DONE):
        assert done(act)
    assert [step.act for step in STEPS if step.by_word] == [Act.READ, Act.LEAVE, Act.DONE]
