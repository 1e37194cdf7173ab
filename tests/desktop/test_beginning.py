"""An article that is only looked at leaves no attempt behind."""

from __future__ import annotations

from PySide6.QtCore import Qt

from annotator.domain.annotation import Status
from annotator.services.authoring import Authoring, with_text

Key = Qt.Key


def sets(reader):
    """What the chooser above the page lists."""
    box = reader.desk.header.sets
    return [box.itemText(row) for row in range(box.count())]


def test_opening_an_article_begins_nothing(at_desk):
    assert at_desk.learner_sets() == []
    assert sets(at_desk) == ["Attempt 1 · nothing marked yet"]
    assert not at_desk.window.action("export").isEnabled()
    at_desk.window.show_library()
    at_desk.window.close()
    with at_desk.library() as other:
        assert other.learners.number_of_sets(other.sets.learner_id) == 0


def test_the_first_mark_begins_the_set(at_desk):
    at_desk.mark("Experts say", "3")
    (info,) = at_desk.learner_sets()
    assert info == at_desk.info
    assert sets(at_desk) == ["Attempt 1 · in progress"]
    assert at_desk.window.action("export").isEnabled()
    at_desk.key(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert at_desk.stored() == ()
    at_desk.mark("Experts say", "3")
    assert len(at_desk.learner_sets()) == 1


def test_leaving_everything_alone_can_be_submitted(at_desk):
    at_desk.push(at_desk.desk.header.submit_button)
    assert "without a single mark" in at_desk.answer()
    (info,) = at_desk.learner_sets()
    assert info.status is Status.SUBMITTED
    (listed,) = sets(at_desk)
    assert listed.startswith("Attempt 1 · submitted")


def test_trying_again_begins_with_the_first_mark_too(at_desk):
    at_desk.push(at_desk.desk.header.submit_button)
    at_desk.answer()
    at_desk.work_done()
    at_desk.push(at_desk.desk.header.again_button)
    assert at_desk.info.name == "Attempt 2"
    assert len(at_desk.learner_sets()) == 1
    at_desk.choose(at_desk.desk.header.sets, 0)  # to look at the review, and back again
    at_desk.work_done()
    assert at_desk.info.name == "Attempt 1"
    assert sets(at_desk)[1:] == ["Attempt 2 · nothing marked yet"]
    at_desk.choose(at_desk.desk.header.sets, 1)
    assert at_desk.info.name == "Attempt 2"
    article = at_desk.article
    at_desk.window.show_library()
    at_desk.open(article)
    assert at_desk.info.name == "Attempt 1"
    at_desk.push(at_desk.desk.header.again_button)
    at_desk.mark("Experts say", "3")
    assert [info.name for info in at_desk.learner_sets()] == ["Attempt 1", "Attempt 2"]


def test_a_hint_is_something_done(workspace, reader):
    (article,) = workspace.articles.all()
    reader.open(article)
    reader.work_done()
    assert reader.learner_sets() == []
    reader.page.setFocus()
    reader.key("h")
    reader.wait(lambda: not reader.desk.hinting.line.isHidden())
    (info,) = reader.learner_sets()
    assert workspace.hints.count(info.id) == 1


def test_another_codebook_goes_for_what_is_not_begun(at_desk):
    book = at_desk.window.workspace.codebooks.default
    at_desk.desk.which_codebook.use(book)
    assert not at_desk.info.is_begun
    assert "New sets are made with" in at_desk.said
    at_desk.mark("Experts say", "3")
    assert at_desk.info.codebook_id == book.id


def test_an_article_that_is_edited_while_it_is_looked_at_stays_unbegun(at_desk):
    before = at_desk.article
    after = with_text(before, before.text.replace("Experts say", "Many experts say"))
    saved = Authoring(at_desk.window.workspace.library, "Editor").save(before, after)
    at_desk.window.writing.stored.emit(saved)
    at_desk.work_done()
    assert at_desk.article.sha256 == saved.article.sha256
    assert not at_desk.info.is_begun
    at_desk.mark("Many experts say", "3")
    assert len(at_desk.learner_sets()) == 1
