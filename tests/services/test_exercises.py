"""Exercises on articles, and what they open and close."""

from __future__ import annotations

import pytest
from making import make_article

from annotator.domain.annotation import Role, Status
from annotator.domain.errors import ReviewClosedError
from annotator.domain.exercise import PRACTICE, Exercise, Feedback
from annotator.domain.span import Span
from annotator.services.pairing import likely_pair
from annotator.services.workspace import Workspace

BY_TEACHER = Exercise(feedback=Feedback.BY_TEACHER)


@pytest.fixture
def article(workspace):
    return workspace.articles.add(make_article()).article


def submitted(workspace, article):
    info = workspace.sets.start(article)
    workspace.sets.submit(info.id)
    return workspace.sets.info(info.id)


def test_without_an_exercise_an_article_is_for_practice(workspace, article):
    assert workspace.exercises.of(article) == PRACTICE
    assert workspace.exercises.may_review(article, submitted(workspace, article))


def test_a_new_exercise_gets_what_it_lacks(workspace, article):
    saved = workspace.exercises.save(article, Exercise(instructions="  Read.\n"))
    assert len(saved.id) == 36
    assert saved.title == article.title
    assert saved.articles == (article.id,)
    assert saved.instructions == "Read."
    with Workspace(workspace.path) as other:
        assert other.exercises.of(article) == saved


def test_saving_again_changes_the_same_exercise(workspace, article):
    first = workspace.exercises.save(article, Exercise(title="Mine"))
    second = workspace.exercises.save(article, Exercise(first.id, "Mine", "More", first.articles))
    assert second.id == first.id
    assert workspace.exercises.of(article).instructions == "More"


def test_the_review_waits_for_the_teacher(workspace, article):
    info, exercises = submitted(workspace, article), workspace.exercises
    exercises.save(article, BY_TEACHER)
    assert not exercises.may_review(article, info)
    with pytest.raises(ReviewClosedError, match=info.name):
        exercises.check_review(article, info)
    opened = exercises.open_review(article)
    assert opened.opened_at
    assert exercises.may_review(article, info)
    exercises.check_review(article, info)
    assert exercises.open_review(article) == opened
    assert exercises.close_review(article).opened_at == ""
    assert not exercises.may_review(article, info)
    assert exercises.close_review(article) == exercises.of(article)


def test_a_set_does_not_stand_beside_the_key_before_its_review_is_open(workspace):
    article, exercises = workspace.articles.all()[0], workspace.exercises
    key, info = workspace.sets.key_of(article), submitted(workspace, article)
    exercises.save(article, BY_TEACHER)
    assert likely_pair(workspace, article, info) is None
    for pair in ((key, info), (info, key)):
        with pytest.raises(ReviewClosedError, match=info.name):
            exercises.check_pair(article, *pair)
    exercises.open_review(article)
    exercises.check_pair(article, key, info)
    assert set(likely_pair(workspace, article, info)) == {key, info}


def test_two_keys_stay_closed_for_who_has_marked_something_until_it_is_submitted(workspace):
    article, exercises = workspace.articles.all()[0], workspace.exercises
    learner = workspace.sets.learner_id
    first = workspace.sets.key_of(article)
    second = workspace.sets.store(
        article, "Second", role=Role.KEY, status=Status.SUBMITTED, annotations=()
    )
    draft = workspace.sets.start(article)
    exercises.check_pair(article, first, second, learner)  # only looked at
    assert set(likely_pair(workspace, article, draft)) == {first, second}
    workspace.editor(article, draft).mark([Span(0, 5)], "inconsistency")
    with pytest.raises(ReviewClosedError, match=draft.name):
        exercises.check_pair(article, first, second, learner)
    assert likely_pair(workspace, article, draft) is None
    exercises.check_pair(article, first, second, workspace.learners.add("Teacher").id)
    workspace.sets.submit(draft.id)
    exercises.check_pair(article, first, second, learner)
    exercises.save(article, BY_TEACHER)
    with pytest.raises(ReviewClosedError, match=draft.name):
        exercises.check_pair(article, first, second, learner)
    exercises.open_review(article)
    exercises.check_pair(article, first, second, learner)


def test_the_answers_are_told_to_who_has_handed_in_the_article(workspace):
    article, exercises = workspace.articles.all()[0], workspace.exercises
    key, theirs = workspace.sets.key_of(article), submitted(workspace, article)
    mia = workspace.learners.add("Mia")
    assert exercises.tells_answers(article, (theirs,), mia.id, mia.name)
    assert exercises.tells_answers(article, (key,), mia.id, mia.name)
    workspace.sets.learner_id, workspace.sets.who = mia.id, mia.name
    mine = workspace.sets.start(article)
    workspace.editor(article, mine).mark([Span(0, 5)], "inconsistency")
    assert exercises.tells_answers(article, (mine, theirs), mia.id, mia.name)
    workspace.sets.submit(mine.id)
    assert not exercises.tells_answers(article, (key, theirs), mia.id, mia.name)
    exercises.save(article, BY_TEACHER)
    assert exercises.tells_answers(article, (mine, theirs), mia.id, mia.name)


def test_another_article_is_not_concerned(workspace, article):
    other = workspace.articles.add(make_article("Other words.", article_id="b2c3d4e5")).article
    workspace.exercises.save(article, BY_TEACHER)
    assert workspace.exercises.of(other) == PRACTICE


def test_a_draft_has_no_review(workspace, article):
    assert not workspace.exercises.may_review(article, workspace.sets.start(article))
