"""What each feedback policy lets a learner see, and when."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from annotator.domain.annotation import Role, SetInfo, Status
from annotator.domain.exercise import PRACTICE, Exercise, Feedback


def info(status: Status, role: Role = Role.LEARNER) -> SetInfo:
    return SetInfo("s", "0" * 64, "Mine", role, status)


DRAFT, SUBMITTED = info(Status.DRAFT), info(Status.SUBMITTED)
OPENED = "2026-03-04T10:00:00Z"


@pytest.mark.parametrize("feedback", Feedback)
def test_a_draft_is_never_reviewed(feedback):
    assert not Exercise(feedback=feedback, opened_at=OPENED).may_review(DRAFT)


@pytest.mark.parametrize(
    ("feedback", "opened_at", "may"),
    [
        (Feedback.AT_ONCE, "", True),
        (Feedback.AFTER_SUBMISSION, "", True),
        (Feedback.BY_TEACHER, "", False),
        (Feedback.BY_TEACHER, OPENED, True),
    ],
)
def test_a_submitted_set_is_reviewed_unless_the_teacher_keeps_it_closed(feedback, opened_at, may):
    assert Exercise(feedback=feedback, opened_at=opened_at).may_review(SUBMITTED) is may


@pytest.mark.parametrize("feedback", Feedback)
def test_marks_are_judged_at_once_in_drafts_under_that_policy_alone(feedback):
    exercise = Exercise(feedback=feedback)
    assert exercise.judges_marks(DRAFT) is (feedback is Feedback.AT_ONCE)
    assert not exercise.judges_marks(SUBMITTED)


@pytest.mark.parametrize(("feedback", "hints"), list(product(Feedback, (True, False))))
def test_hints_are_given_in_drafts_where_they_are_allowed(feedback, hints):
    exercise = Exercise(feedback=feedback, hints=hints)
    assert exercise.gives_hints(DRAFT) is hints
    assert not exercise.gives_hints(SUBMITTED)


def test_a_key_is_no_learners_set():
    exercise = Exercise(feedback=Feedback.AT_ONCE)
    assert not exercise.may_review(info(Status.SUBMITTED, Role.KEY))
    assert not exercise.judges_marks(info(Status.DRAFT, Role.KEY))
    assert not exercise.gives_hints(info(Status.DRAFT, Role.KEY))


@pytest.mark.parametrize("feedback", Feedback)
def test_a_set_is_shown_beside_a_key_only_where_it_may_be_reviewed(feedback):
    key, exercise = info(Status.SUBMITTED, Role.KEY), Exercise(feedback=feedback)
    assert exercise.may_pair(DRAFT, SUBMITTED)
    assert exercise.may_pair(key, key)
    for mine in (DRAFT, SUBMITTED):
        assert exercise.may_pair(mine, key) is exercise.may_review(mine)
        assert exercise.may_pair(key, mine) is exercise.may_review(mine)


@pytest.mark.parametrize("feedback", Feedback)
def test_two_keys_are_not_for_who_has_marked_and_may_not_review(feedback):
    key, exercise = info(Status.SUBMITTED, Role.KEY), Exercise(feedback=feedback)
    assert not exercise.may_pair(key, key, [DRAFT])
    assert exercise.may_pair(key, key, [SUBMITTED]) is exercise.may_review(SUBMITTED)
    # Who has seen a review has seen the key.
    assert exercise.may_pair(key, key, [SUBMITTED, DRAFT]) is exercise.may_review(SUBMITTED)
    assert exercise.may_pair(DRAFT, SUBMITTED, [DRAFT])


OTHERS = replace(SUBMITTED, annotator="Ada", learner_id="ada")
MINE = replace(SUBMITTED, annotator="Mia", learner_id="mia")
KEY = replace(info(Status.SUBMITTED, Role.KEY), annotator="Practice")
OWN_KEY = replace(KEY, annotator="Mia")
FROM_FILE = replace(SUBMITTED, annotator="Cem")


@pytest.mark.parametrize("feedback", Feedback)
@pytest.mark.parametrize(
    ("shown", "tells"),
    [
        ([OTHERS, OTHERS], True),
        ([KEY, FROM_FILE], True),
        ([MINE, OTHERS], True),
        ([OWN_KEY, OWN_KEY], False),
        ([FROM_FILE, MINE], False),
        ([], False),
    ],
)
def test_keys_and_sets_of_other_profiles_tell_the_answers(feedback, shown, tells):
    exercise = Exercise(feedback=feedback)
    for own in ([], [replace(MINE, status=Status.DRAFT)]):
        assert exercise.tells_answers(shown, own, "mia", "Mia") is tells


@pytest.mark.parametrize("feedback", Feedback)
def test_who_may_review_has_seen_the_answers(feedback):
    exercise = Exercise(feedback=feedback)
    told = exercise.tells_answers([KEY, OTHERS], [MINE], "mia", "Mia")
    assert told is not exercise.may_review(MINE)


def test_practice_gives_feedback_after_submission_and_hints():
    assert PRACTICE.may_review(SUBMITTED)
    assert not PRACTICE.judges_marks(DRAFT)
    assert PRACTICE.gives_hints(DRAFT)
