"""Hints: who may have them, which come, how they are counted; and feedback at once."""

from __future__ import annotations

import pytest

from annotator.comparison.outcomes import Outcome
from annotator.domain.exercise import Exercise, Feedback
from annotator.domain.hint import Hint, HintKind
from annotator.services.comparing import compare_sets
from annotator.services.feedback import judge_marks
from annotator.services.hints import NoHints, find_hint
from annotator.services.importing import add_text


@pytest.fixture
def article(workspace):
    """The bundled article, which has a key."""
    return workspace.articles.all()[0]


@pytest.fixture
def editor(workspace, article):
    return workspace.editor(article, workspace.sets.start(article))


@pytest.fixture
def key(workspace, article):
    return workspace.sets.read(workspace.sets.key_of(article).id)


def test_practice_gives_hints(workspace, article, editor):
    assert workspace.hints.refused(article, editor.info) is None


def test_an_exercise_may_forbid_hints(workspace, article, editor):
    workspace.exercises.save(article, Exercise(hints=False))
    assert workspace.hints.refused(article, editor.info) is NoHints.FORBIDDEN


def test_a_submitted_set_gets_no_hints(workspace, article, editor):
    editor.submit()
    assert workspace.hints.refused(article, editor.info) is NoHints.NOT_A_DRAFT


def test_without_a_key_there_are_no_hints(workspace):
    plain = add_text(workspace.articles, "A headline\n\nWords without a key.", "plain.txt").article
    info = workspace.sets.start(plain)
    assert workspace.hints.refused(plain, info) is NoHints.NO_KEY


def test_hints_are_recorded_and_counted_once(workspace, editor):
    hint, hints = Hint(HintKind.COMPLETE), workspace.hints
    assert hints.record(editor.info.id, hint) == 1
    assert hints.record(editor.info.id, hint) == 1
    assert hints.record(editor.info.id, Hint(HintKind.PARAGRAPH, "c", 1, 0)) == 2
    editor.mark([editor.article.blocks[0].span], "unsupported_claim")
    assert hints.since_change(editor.info.id) == ()
    assert hints.record(editor.info.id, hint) == 3
    assert [given.hint.kind for given in hints.of(editor.info.id)] == [
        HintKind.COMPLETE,
        HintKind.PARAGRAPH,
        HintKind.COMPLETE,
    ]
    assert hints.count(editor.info.id) == 3
    assert all(given.at for given in hints.of(editor.info.id))


def test_following_the_hints_finds_all_of_the_key(workspace, article, editor, key):
    """Marking what the hinted sentence holds ends with nothing left."""
    wanted = {a.id: a for a in key.weak}
    for _ in range(len(wanted) + 1):
        marked, told = workspace.sets.read(editor.info.id), []
        for _ in range(2):
            told.append(find_hint(marked, key, article, 0, told=told))
        hint = told[-1]
        if hint.kind is HintKind.COMPLETE:
            break
        assert hint.kind in (HintKind.PARAGRAPH, HintKind.SENTENCE)
        found = next(
            a
            for a in wanted.values()
            if a.category == hint.category and any(s.overlap(hint.place) for s in a.all_spans)
        )
        editor.mark(found.spans, found.category, None, found.counterpart_spans)
        del wanted[found.id]
    assert not wanted
    assert compare_sets(workspace, article, editor.info).counts.missed == 0


def test_marks_are_judged_at_once_as_the_review_judges_them(workspace, article, editor, key):
    weak, sound = key.weak[0], next(a for a in key.sound if a.spans)
    workspace.exercises.save(article, Exercise(feedback=Feedback.AT_ONCE))
    hit = editor.mark(weak.spans, weak.category, None, weak.counterpart_spans).edits[0].after
    wrong = editor.mark(sound.spans, "unsupported_claim").edits[0].after
    found = judge_marks(workspace.sets.read(editor.info.id), key, article)
    assert set(found) == {hit.id, wrong.id}
    assert (found[hit.id].outcome, found[hit.id].explanation) == (Outcome.HIT, weak.note)
    assert found[wrong.id].outcome is Outcome.FLAGGED_SOUND
    assert found[wrong.id].explanation == sound.note
