"""Keys are begun, checked, finished and deleted."""

from __future__ import annotations

from dataclasses import replace

import pytest
from marking import CLAIM, SOUND, VAGUE

from annotator.comparison.key_checklist import Gap, Weight
from annotator.domain.annotation import KeyDetails, Role, Status
from annotator.domain.errors import AnnotationError, NotFoundError
from annotator.domain.span import Span
from annotator.services.authoring import Authoring, with_text
from annotator.services.comparing import compare_sets, key_to_use
from annotator.services.importing import add_text
from annotator.services.keys import (
    begin_key,
    delete_key,
    finish_key,
    keys_of,
    lacks_of,
    sets_to_compare,
)

TEXT = "The mayor cut the fare in May. Critics say that nobody rides the tram."
WHY = "Nobody is named here whom a reader could ask, so the passage stands alone and unbacked."


@pytest.fixture
def article(workspace):
    return add_text(workspace.articles, TEXT, "tram.txt").article


@pytest.fixture
def practice(workspace):
    """The bundled article, which has a finished key."""
    return workspace.articles.all()[0]


def content(annotation):
    """An annotation without what makes it another one."""
    return replace(annotation, id="")


def read(workspace, info):
    return workspace.sets.read(info.id).annotations


def test_a_new_key_is_an_empty_draft_that_no_set_is_held_against(workspace, article):
    made = begin_key(workspace, article)
    assert (made.name, made.role, made.status) == ("Key", Role.KEY, Status.DRAFT)
    assert read(workspace, made) == ()
    assert workspace.sets.key_of(article) is None
    assert begin_key(workspace, article).name == "Key (2)"
    assert [info.name for info in keys_of(workspace, article)] == ["Key", "Key (2)"]
    assert workspace.sets.own(article) == []


def test_a_learners_set_is_a_starting_point_without_what_is_the_learners_own(workspace, article):
    info = workspace.sets.start(article)
    editor = workspace.editor(article, info)
    marked = editor.mark([Span(4, 9)], CLAIM, "statistic-without-source").edits[0].after
    editor.set_note(marked.id, "Who says so?")
    editor.set_confidence(marked.id, 0.75)
    editor.argue(marked.id, "I am right.")
    made = begin_key(workspace, article, info)
    (item,) = read(workspace, made)
    assert content(item) == content(replace(marked, note="Who says so?"))
    assert (item.confidence, item.argument) == (None, "")
    assert item.id != marked.id
    # The learner's own set has all it had.
    assert read(workspace, info) == editor.annotations
    assert editor.get(marked.id).argument == "I am right."
    assert (made.learner_id, made.status) == ("", Status.DRAFT)


def test_a_key_is_made_under_the_codebook_of_the_set_it_comes_from(workspace, article):
    info = workspace.sets.start(article)
    own = workspace.codebooks.of(info)
    other = replace(own, id="other", name="Other", version="7")
    workspace.codebooks.add(other)
    workspace.codebooks.use(other.id)
    assert begin_key(workspace, article, info).codebook_id == own.id
    assert begin_key(workspace, article).codebook_id == "other"


def test_the_next_version_of_a_key_has_all_of_it_and_leaves_it_as_it_is(workspace, practice):
    old = workspace.sets.key_of(practice)
    before = read(workspace, old)
    made = begin_key(workspace, practice, old)
    assert made.name == "Key (2)"
    assert [content(a) for a in read(workspace, made)] == [content(a) for a in before]
    editor = workspace.editor(practice, made)
    editor.delete(editor.annotations[0].id)
    assert read(workspace, old) == before
    assert workspace.sets.key_of(practice) == old
    finished = finish_key(workspace, practice, made)
    assert workspace.sets.key_of(practice) == finished
    assert begin_key(workspace, practice, finished).name == "Key (3)"


def test_a_source_that_is_gone_leaves_nothing_half_made(workspace, article):
    info = workspace.sets.start(article)
    workspace.sets.remove(info.id)
    with pytest.raises(NotFoundError):
        begin_key(workspace, article, info)
    assert keys_of(workspace, article) == []


def test_the_bundled_key_lacks_nothing(workspace, practice):
    key = workspace.sets.read(workspace.sets.key_of(practice).id)
    assert lacks_of(workspace, key, practice) == ()


def test_what_has_to_be_mended_keeps_a_key_from_being_finished(workspace, article):
    made = begin_key(workspace, article)
    with pytest.raises(AnnotationError, match="cannot be finished yet"):
        finish_key(workspace, article, made)
    editor = workspace.editor(article, made)
    item = editor.mark([Span(4, 9)], CLAIM).edits[0].after
    found = lacks_of(workspace, workspace.sets.read(made.id), article)
    assert {f.weight for f in found} == {Weight.SHOULD, Weight.HINT}
    assert {f.gap for f in found if f.item_id == item.id} == {
        Gap.NO_EXPLANATION,
        Gap.NO_SUBTYPE,
        Gap.NO_DIFFICULTY,
    }
    finished = finish_key(workspace, article, made)
    assert (finished.status, workspace.sets.key_of(article)) == (Status.SUBMITTED, finished)


def test_a_draft_can_be_deleted_and_a_finished_key_cannot(workspace, practice):
    old = workspace.sets.key_of(practice)
    made = begin_key(workspace, practice, old)
    delete_key(workspace, made)
    assert keys_of(workspace, practice) == [old]
    with pytest.raises(AnnotationError, match="Only drafts"):
        delete_key(workspace, old)
    with pytest.raises(AnnotationError, match="not a key"):
        delete_key(workspace, workspace.sets.start(practice))
    with pytest.raises(NotFoundError):
        delete_key(workspace, made)


def test_submitted_sets_are_held_against_the_new_key(workspace, article):
    info = workspace.sets.start(article)
    workspace.editor(article, info).mark([Span(4, 9)], CLAIM)
    assert sets_to_compare(workspace, article) == []
    workspace.sets.submit(info.id)
    made = begin_key(workspace, article)
    editor = workspace.editor(article, made)
    item = editor.mark([Span(4, 9)], VAGUE).edits[0].after
    editor.add_alternative(item.id, CLAIM)
    editor.mark([Span(40, 45)], SOUND)
    assert [each.id for each in sets_to_compare(workspace, article)] == [info.id]
    finish_key(workspace, article, made)
    comparison = compare_sets(workspace, article, workspace.sets.info(info.id))
    assert [str(i.outcome) for i in comparison.items if i.set_annotation] == ["hit"]
    assert editor.get(item.id).key != KeyDetails()


def another_key(workspace, article, name):
    """A finished key with the items of the one that counts."""
    made = begin_key(workspace, article, workspace.sets.key_of(article))
    return finish_key(workspace, article, workspace.sets.rename(article, made.id, name))


def counting(workspace, article):
    """The names of the key that sets are held against, and of the one that practice goes by."""
    with workspace.library.reading() as (_, sets, _):
        makeups = {made.article_id: made.key_id for made in sets.key_makeups()}
    return (
        workspace.sets.key_of(article).name,
        workspace.sets.info(makeups[article.id]).name,
    )


def test_an_earlier_key_can_be_chosen_until_another_one_is_finished(workspace, practice):
    first = workspace.sets.key_of(practice)
    second = another_key(workspace, practice, "Second")
    assert counting(workspace, practice) == ("Second", "Second")
    chosen = workspace.sets.choose_key(first)
    assert counting(workspace, practice) == (first.name, first.name)
    assert workspace.sets.info(first.id) == chosen
    assert workspace.sets.choose_key(chosen) == chosen
    workspace.sets.choose_key(second)
    assert counting(workspace, practice) == ("Second", "Second")
    workspace.sets.choose_key(first)
    another_key(workspace, practice, "Third")
    assert counting(workspace, practice) == ("Third", "Third")


def test_a_key_of_a_clock_that_is_ahead_gives_way_to_the_one_chosen(
    workspace, practice, monkeypatch
):
    keys = [workspace.sets.key_of(practice)]
    monkeypatch.setattr("annotator.services.sets.utc_now", lambda: "2999-01-01T00:00:00.000000Z")
    keys += [another_key(workspace, practice, name) for name in ("Ahead", "Ahead too")]
    monkeypatch.undo()
    for key in (*keys, *keys[::-1], *keys):
        workspace.sets.choose_key(workspace.sets.info(key.id))
        assert counting(workspace, practice) == (key.name, key.name)


def test_the_chosen_key_is_the_one_of_comparisons_and_reports(workspace, practice):
    first = workspace.sets.key_of(practice)
    empty = begin_key(workspace, practice)
    workspace.sets.submit(empty.id)
    info = workspace.sets.start(practice)
    workspace.sets.submit(info.id)
    assert compare_sets(workspace, practice, info).counts.missed == 0
    workspace.sets.choose_key(first)
    assert compare_sets(workspace, practice, info).counts.missed > 0
    assert key_to_use(workspace, practice).id == first.id
    workspace.sets.choose_key(workspace.sets.info(empty.id))
    assert key_to_use(workspace, practice).id == empty.id


def test_only_a_finished_key_can_be_chosen(workspace, practice):
    key = workspace.sets.key_of(practice)
    for info in (begin_key(workspace, practice), workspace.sets.start(practice)):
        with pytest.raises(AnnotationError, match="is no finished key"):
            workspace.sets.choose_key(info)
    assert workspace.sets.key_of(practice) == key


def test_the_chosen_key_stays_so_when_the_text_is_edited(workspace, practice):
    first = workspace.sets.key_of(practice)
    another_key(workspace, practice, "Second")
    workspace.sets.choose_key(first)
    authoring = Authoring(workspace.library, "Teacher")
    edited = authoring.save(practice, with_text(practice, practice.text + " So it ended.")).article
    assert counting(workspace, edited) == (first.name, first.name)
