"""Learners mark an article that has a key with the categories of that key, and it is said."""

from __future__ import annotations

from dataclasses import replace

import pytest
from codebooks import NINE, nine_categories
from making import make_annotation
from PySide6.QtWidgets import QApplication
from window_driver import Reader

from annotator.desktop.codebooks_dialog import CodebooksDialog
from annotator.domain.annotation import Role, Status
from annotator.services.keys import begin_key
from annotator.services.resources import default_codebook

BOOK = nine_categories()
DEFAULT = default_codebook()
FIRST_OF_ITS_KEY = f"This article's key was made with “{DEFAULT.name}”, so sets of it are too."


@pytest.fixture
def finish(workspace, ferry):
    """Finishes a key of the article under a codebook."""

    def finished(name, book):
        item = make_annotation(text=ferry.text, id=name, category=book.categories[0].id)
        return workspace.sets.store(
            ferry,
            name,
            role=Role.KEY,
            status=Status.SUBMITTED,
            annotations=(item,),
            codebook=book,
        )

    return finished


def open_article(reader: Reader, article) -> None:
    reader.open(article)
    reader.work_done()


def choose_nine(reader: Reader) -> None:
    """Load the nine categories in the dialog and use them for new sets."""
    reader.window.action("codebooks").trigger()
    (dialog,) = (d for d in reader.window.findChildren(CodebooksDialog) if d.isVisible())
    if dialog.chosen().id != BOOK.id:
        dialog.load(NINE)
    reader.push(dialog.use_button)
    dialog.reject()
    reader.window.activateWindow()
    reader.wait(lambda: QApplication.activeWindow() is reader.window)


def test_an_untouched_attempt_stays_under_the_codebook_of_the_key(ferry, finish, open_window):
    finish("Key", DEFAULT)
    reader = open_window()
    open_article(reader, ferry)
    choose_nine(reader)
    assert reader.said == f"New sets are made with “{BOOK.name}”. {FIRST_OF_ITS_KEY}"
    assert reader.desk.book == DEFAULT
    reader.page.setFocus()
    reader.drag(reader.span("the old boat"))
    reader.key("9")  # a category that the key does not have
    assert reader.learner_sets() == []
    assert reader.mark("Experts say", "3").category == DEFAULT.categories[2].id
    reader.submit()
    reader.push(reader.desk.header.again_button)
    assert reader.desk.book == DEFAULT


def test_an_attempt_that_is_begun_but_untouched_goes_back_to_that_of_the_key(
    workspace, ferry, finish, open_window
):
    info = workspace.sets.start(ferry, codebook=workspace.codebooks.add(BOOK).codebook)
    finish("Key", DEFAULT)
    reader = open_window()
    open_article(reader, ferry)
    assert (reader.info.id, reader.desk.book) == (info.id, BOOK)
    choose_nine(reader)
    assert reader.info.id == info.id
    assert reader.desk.book == DEFAULT
    assert reader.said.endswith(FIRST_OF_ITS_KEY)


def test_an_attempt_with_marks_keeps_its_own_whatever_the_key_has(
    workspace, ferry, finish, open_window
):
    workspace.codebooks.add(BOOK)
    workspace.codebooks.use(BOOK.id)
    reader = open_window()
    open_article(reader, ferry)
    reader.mark("Experts say", "9")
    finish("Key", DEFAULT)
    workspace.codebooks.use(DEFAULT.id)
    reader.desk.look_again()
    choose_nine(reader)
    assert reader.said.endswith("This one keeps its codebook.")
    assert reader.mark("the old boat", "8").category == BOOK.categories[7].id


def test_the_draft_of_a_key_follows_and_an_attempt_beside_it_does_not(
    workspace, ferry, finish, open_window
):
    finish("Key", DEFAULT)
    draft = begin_key(workspace, ferry)
    reader = open_window()
    reader.window.open_article(ferry.id, draft)
    reader.work_done()
    choose_nine(reader)
    assert (reader.info.id, reader.info.codebook_id) == (draft.id, BOOK.id)
    reader.desk.which_codebook.use(BOOK)
    assert reader.said == f"New sets are made with “{BOOK.name}”."
    sets = reader.desk.header.sets
    assert not sets.itemData(0).is_begun
    reader.choose(sets, 0)
    assert reader.info.role is Role.LEARNER
    assert reader.desk.book == DEFAULT


def test_an_attempt_that_is_not_begun_follows_the_key_that_is_chosen(
    workspace, ferry, finish, open_window
):
    finish("Three", DEFAULT)
    finish("Nine", BOOK)
    reader = open_window()
    open_article(reader, ferry)
    assert reader.desk.book == BOOK
    box = reader.open_exercise()
    assert box.marked_with.text().startswith(f"Marked with: “{BOOK.name}”, version 1.0\n")
    assert f"without a key are marked with “{DEFAULT.name}”" in box.marked_with.text()
    reader.choose(box.keys, 1)
    assert box.marked_with.text() == f"Marked with: “{DEFAULT.name}”, version {DEFAULT.version}"
    reader.save_exercise(box)
    assert reader.desk.book == DEFAULT
    with reader.library() as other:
        other.sets.choose_key(other.sets.find(ferry, "Nine"))
    reader.desk.look_again()
    assert reader.desk.book == BOOK
    assert reader.said == (
        f"This article's key was made with “{BOOK.name}”, so sets of it are too."
    )
    with reader.library() as other:
        other.sets.choose_key(other.sets.find(ferry, "Three"))
    reader.desk.look_again()
    assert reader.said == f"Sets of this article are made with “{DEFAULT.name}” now."
    reader.page.setFocus()
    assert reader.mark("Experts say", "3").category == DEFAULT.categories[2].id


def test_a_begun_attempt_does_not_follow_the_key_that_is_chosen(
    workspace, ferry, finish, open_window
):
    finish("Three", DEFAULT)
    finish("Nine", BOOK)
    reader = open_window()
    open_article(reader, ferry)
    reader.mark("Experts say", "9")
    box = reader.open_exercise()
    reader.choose(box.keys, 1)
    reader.save_exercise(box)
    assert reader.desk.book == BOOK


def test_in_front_of_the_library_it_is_said_how_many_articles_keep_to_their_key(reader):
    choose_nine(reader)
    assert reader.said.startswith(f"New sets are made with “{BOOK.name}”. Sets of 1 article")


def test_the_exercise_of_an_article_without_a_key_names_the_codebook_in_use(at_desk):
    box = at_desk.open_exercise()
    assert box.marked_with.isVisible()
    assert box.marked_with.text() == f"Marked with: “{DEFAULT.name}”, version {DEFAULT.version}"
    box.reject()


def test_two_versions_of_one_codebook_are_told_apart(workspace, ferry, finish, open_window):
    more = replace(BOOK, version="2.0", categories=BOOK.categories[:8])
    finish("Key", workspace.codebooks.add(BOOK).codebook)
    workspace.codebooks.add(more)
    workspace.codebooks.use(BOOK.id, "2.0")
    reader = open_window()
    open_article(reader, ferry)
    reader.desk.which_codebook.use(more)
    assert reader.said.endswith(f"was made with “{BOOK.name} 1.0”, so sets of it are too.")
    box = reader.open_exercise()
    assert f"Marked with: “{BOOK.name}”, version 1.0" in box.marked_with.text()
    assert f"without a key are marked with “{BOOK.name} 2.0”" in box.marked_with.text()
    box.reject()


def test_the_codebooks_say_how_many_keys_were_made_with_them(workspace, ferry, finish, open_window):
    finish("Key", DEFAULT)
    workspace.sets.start(ferry)
    reader = open_window()
    reader.window.action("codebooks").trigger()
    (dialog,) = (d for d in reader.window.findChildren(CodebooksDialog) if d.isVisible())
    parts = dialog.version.currentText().split(" · ")
    assert [part[:5] for part in parts[1:3]] == ["1 set", "2 key"]  # one is the bundled article's
    dialog.reject()
