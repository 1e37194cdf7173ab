"""Starting, storing, submitting, renaming and deleting sets."""

from __future__ import annotations

import pytest
from making import make_annotation, make_article

from annotator.domain.annotation import Role, Status
from annotator.domain.errors import AnnotationError, NotFoundError
from annotator.domain.span import Span
from annotator.services.articles import Articles
from annotator.services.editing import SetEditor
from annotator.services.resources import default_codebook
from annotator.services.sets import Sets
from annotator.storage import Library


@pytest.fixture
def library(tmp_path):
    with Library(tmp_path / "library.annotator") as opened:
        yield opened


@pytest.fixture
def article(library):
    return Articles(library).add(make_article()).article


@pytest.fixture
def sets(library):
    return Sets(library, "Ada")


def store(sets, article, name="Loaded", role=Role.LEARNER, annotations=(), **more):
    more = {"status": Status.SUBMITTED, **more}
    return sets.store(article, name, role=role, annotations=annotations, **more)


def test_attempts_are_numbered_and_free_numbers_are_used(sets, article):
    first, second = sets.start(article), sets.start(article)
    assert (first.name, second.name) == ("Attempt 1", "Attempt 2")
    sets.remove(first.id)
    assert [sets.start(article).name, sets.start(article).name] == ["Attempt 1", "Attempt 3"]


def test_a_started_set_is_an_empty_draft_under_the_codebook(sets, article):
    info = sets.start(article, "My reading")
    assert (info.name, info.role, info.status) == ("My reading", Role.LEARNER, Status.DRAFT)
    assert (info.annotator, info.submitted_at) == ("Ada", "")
    codebook = default_codebook()
    assert (info.codebook_id, info.codebook_version) == (codebook.id, codebook.version)
    assert sets.read(info.id).annotations == ()
    assert sets.info(info.id) == info


@pytest.mark.parametrize("name", ["Taken", " Taken "])
def test_a_name_is_used_once_on_an_article(library, sets, article, name):
    sets.start(article, "Taken")
    with pytest.raises(AnnotationError, match=r"has a set named “Taken” already. Choose another"):
        sets.start(article, name)
    with pytest.raises(AnnotationError, match="already"):
        store(sets, article, name, annotations=(make_annotation(1),))
    assert len(sets.of(article)) == 1
    assert sets.counts() == {}
    other = Articles(library).add(make_article("another text", article_id="other")).article
    sets.start(other, name)


@pytest.mark.parametrize("name", ["", "  "])
def test_a_set_needs_a_name(sets, article, name):
    with pytest.raises(AnnotationError, match="needs a name"):
        store(sets, article, name)
    with pytest.raises(AnnotationError, match="needs a name"):
        sets.rename(article, sets.start(article).id, name)


def test_submitting_locks_once(sets, article):
    info = sets.start(article)
    sets.submit(info.id)
    submitted = sets.info(info.id)
    assert submitted.status is Status.SUBMITTED
    assert submitted.submitted_at >= info.created_at
    sets.submit(info.id)
    assert sets.info(info.id) == submitted
    sets.submit("no such set")


def test_trying_again_keeps_the_old_set(library, sets, article):
    info = sets.start(article)
    editor = SetEditor(library, sets, article, info, default_codebook())
    editor.mark([Span(0, 5)], "inconsistency")
    editor.submit()
    again = sets.start(article)
    assert sets.read(again.id).annotations == ()
    assert sets.read(info.id).annotations == editor.annotations
    assert [i.id for i in sets.of(article)] == [info.id, again.id]


def test_a_stored_set_comes_back_whole(sets, article):
    annotations = tuple(make_annotation(n) for n in range(5))
    info = store(sets, article, "Key", Role.KEY, annotations, annotator="The teacher")
    read = sets.read(info.id)
    assert read.info == info
    assert (info.role, info.status, info.annotator) == (Role.KEY, Status.SUBMITTED, "The teacher")
    assert info.submitted_at
    assert read.annotations == annotations


def test_ids_that_are_taken_are_replaced(sets, article):
    mine = (make_annotation(1), make_annotation(2))
    store(sets, article, "First", annotations=mine)
    theirs = (make_annotation(2, note="theirs"), make_annotation(3), make_annotation(3))
    info = store(sets, article, "Second", annotations=theirs)
    read = sets.read(info.id).annotations
    assert [(a.spans, a.note) for a in read] == [(a.spans, a.note) for a in theirs]
    assert len({a.id for a in read} | {a.id for a in mine}) == 5
    assert "annotation-3" in {a.id for a in read}
    assert sets.read(sets.find(article, "First").id).annotations == mine


def test_a_set_that_cannot_be_stored_leaves_nothing(sets, article):
    import sqlite3

    from annotator.domain.annotation import KeyDetails

    bad = make_annotation(2, key=KeyDetails(difficulty=7))
    with pytest.raises(sqlite3.IntegrityError):
        store(sets, article, annotations=(make_annotation(1), bad))
    assert sets.of(article) == []
    assert sets.counts() == {}


def test_finding_by_name_or_id(sets, article):
    info = sets.start(article, "One")
    sets.start(article, "Two")
    assert sets.number_of(article) == 2
    assert sets.find(article, "One") == info
    assert sets.find(article, info.id) == info
    with pytest.raises(NotFoundError, match=r"no set named “Three”. It has: “One”, “Two”"):
        sets.find(article, "Three")


def test_a_key_in_the_making_is_no_key_unless_it_is_named(sets, article):
    making = store(sets, article, "In the making", Role.KEY, status=Status.DRAFT)
    assert sets.key_of(article) is None
    assert not making.is_finished_key
    done = store(sets, article, "Done", Role.KEY)
    later = store(sets, article, "Later", Role.KEY, status=Status.DRAFT)
    assert sets.key_of(article) == done
    assert sets.key_of(article, "Later") == later
    sets.submit(making.id)
    assert sets.key_of(article) == sets.info(making.id)  # finished last, though begun first
    assert sets.info(making.id).is_finished_key
    assert not store(sets, article, "Learner", Role.LEARNER).is_finished_key


def test_the_key_is_the_newest_or_the_one_named(sets, article):
    assert sets.key_of(article) is None
    old = store(sets, article, "Old key", Role.KEY)
    new = store(sets, article, "New key", Role.KEY)
    sets.start(article, "Learner")
    assert sets.key_of(article) == new
    assert sets.key_of(article, "Old key") == old
    with pytest.raises(NotFoundError, match="“Learner” is a learner's set, not a reference key"):
        sets.key_of(article, "Learner")
    with pytest.raises(NotFoundError, match="no set named"):
        sets.key_of(article, "None")


def test_renaming(sets, article):
    info = sets.start(article, "Before")
    sets.start(article, "Taken")
    assert sets.rename(article, info.id, " After ").name == "After"
    assert sets.find(article, "After").id == info.id
    assert sets.rename(article, info.id, "After").name == "After"
    with pytest.raises(AnnotationError, match="already"):
        sets.rename(article, info.id, "Taken")
    with pytest.raises(NotFoundError):
        sets.rename(article, "no such set", "Name")
    assert [i.name for i in sets.of(article)] == ["After", "Taken"]


def test_only_drafts_are_deleted(library, sets, article):
    draft, submitted = sets.start(article), store(sets, article, annotations=(make_annotation(1),))
    SetEditor(library, sets, article, draft, default_codebook()).mark([Span(0, 5)], "inconsistency")
    sets.remove(draft.id)
    with pytest.raises(AnnotationError, match="“Loaded” has been submitted and is kept"):
        sets.remove(submitted.id)
    with pytest.raises(NotFoundError):
        sets.remove(draft.id)
    assert [i.id for i in sets.of(article)] == [submitted.id]
    assert sets.counts() == {submitted.id: (1, 0)}
    assert library.integrity() == "ok"


def test_a_set_that_is_gone(sets):
    for ask in (sets.info, sets.read):
        with pytest.raises(NotFoundError, match="is no longer in the library"):
            ask("no such set")


def test_the_size_of_a_set_is_its_number_of_annotations(workspace):
    article = workspace.articles.all()[0]
    key = workspace.sets.key_of(article)
    assert workspace.sets.size(key.id) == len(workspace.sets.read(key.id).annotations) > 0
    assert workspace.sets.size("no such set") == 0
