"""A set is shown by the version of the codebook under which it was made, whatever came later."""

from __future__ import annotations

import pytest
from codebooks import NINE, nine_categories
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from window_driver import Reader, colours

from annotator.desktop.codebook_editor import CodebookEditor
from annotator.desktop.codebooks_dialog import CodebooksDialog
from annotator.desktop.home.line_dialog import LineDialog
from annotator.desktop.palette import LIGHT
from annotator.domain.annotation import Role, Status
from annotator.domain.codebook import Codebook

BOOK = nine_categories()
HEARSAY = BOOK["hearsay"]
RULE = "Mark the phrase, and not what it says."
LATER = "#0b5fa5"


@pytest.fixture
def at_nine(ferry, workspace, open_window) -> Reader:
    """A reader with an article on the desk, and nine categories to mark it with."""
    workspace.codebooks.add_file(NINE)
    workspace.codebooks.use(BOOK.id)
    reader = open_window()
    reader.open(ferry)
    reader.work_done()
    return reader


def shown_dialog(reader: Reader, parent, kind):
    (found,) = (d for d in parent.findChildren(kind) if d.isVisible())
    found.activateWindow()
    reader.wait(lambda: QApplication.activeWindow() is found)
    return found


def change_codebook(reader: Reader) -> Codebook:
    """As a teacher does: other names, another colour, a rule, a kind less, a category less."""
    reader.window.action("codebooks").trigger()
    dialog = shown_dialog(reader, reader.window, CodebooksDialog)
    reader.push(dialog.edit_button)
    editor = shown_dialog(reader, dialog, CodebookEditor)
    editor.list.setCurrentRow(3)
    page = editor.category
    page.name.setFocus()
    page.name.selectAll()
    reader.type("Second hand")
    page.take_colour(QColor(LATER))
    page.setCurrentIndex(1)
    page.rules.setFocus()
    reader.type(RULE)
    page.setCurrentIndex(2)
    reader.push(page.kinds.buttons.remove)
    editor.list.setCurrentRow(1)
    reader.push(editor.buttons.remove)
    editor.check()
    reader.push(editor.save_button)
    line = shown_dialog(reader, editor, LineDialog)
    reader.key(Qt.Key.Key_Return)
    reader.wait(lambda: not line.isVisible())
    later = dialog.chosen()
    dialog.reject()
    reader.activate()
    assert (later.version, later["hearsay"].name) == ("1.1", "Second hand")
    assert later.find("loaded_wording") is None
    return later


def looks_of(reader: Reader, quote: str) -> set[str]:
    """The colours of a mark on the page, with its badge and its line."""
    reader.key(Qt.Key.Key_Escape)
    rect = reader.page.rects_of(reader.span(quote))[0]
    image = reader.image()
    below = colours(image, rect.left(), rect.bottom() - 2, rect.width(), 8)
    return below | colours(image, rect.left() - 2, rect.top() - 14, 16, 20)


def shade(book: Codebook) -> str:
    category = book["hearsay"]
    return LIGHT.category(category.id, category.colour).name()


def mark_names(reader: Reader) -> set[str]:
    return {a.text() for a in reader.actions() if a.objectName().startswith("mark-")}


def choose_set(reader: Reader, row: int) -> None:
    sets = reader.desk.header.sets
    reader.choose(sets, row)
    sets.activated.emit(row)
    reader.work_done()
    reader.page.setFocus()


def test_an_unfinished_set_goes_on_under_the_version_it_was_begun_with(at_nine):
    kind = HEARSAY.subtypes[0]
    at_nine.mark("Experts say", "3")
    at_nine.choose(at_nine.editor.subtype, 1)
    later = change_codebook(at_nine)
    assert at_nine.info.codebook_version == "1.0"
    assert at_nine.desk.book == BOOK
    assert mark_names(at_nine) == {category.name for category in BOOK.categories}
    panel = at_nine.desk.codebook.toPlainText()
    assert HEARSAY.name in panel
    assert "Second hand" not in panel
    assert RULE not in panel
    at_nine.page.setFocus()
    card = at_nine.desk.card_of(at_nine.stored()[0].id)
    assert (card.title, card.caption) == (HEARSAY.name, kind.name)
    seen = looks_of(at_nine, "Experts say")
    assert shade(BOOK) in seen
    assert shade(later) not in seen
    # What was taken out of the codebook since can still be marked in this set.
    assert at_nine.mark("Nobody at the", "1").category == "loaded_wording"


def test_a_review_shows_the_names_colours_and_rules_of_its_own_version(at_nine):
    at_nine.mark("Experts say", "3")
    at_nine.key(Qt.Key.Key_Escape)
    at_nine.mark("the old boat", "1")
    at_nine.window.workspace.sets.store(
        at_nine.article,
        "Key",
        role=Role.KEY,
        status=Status.SUBMITTED,
        annotations=at_nine.stored()[:1],
        codebook=BOOK,
    )
    at_nine.submit()
    later = change_codebook(at_nine)
    at_nine.push(at_nine.desk.header.again_button)
    assert at_nine.info.codebook_version == "1.0"  # that of the key, which has a category more
    # As where it was begun before the key was finished.
    info = at_nine.window.workspace.sets.start(at_nine.article, codebook=later)
    at_nine.window.open_article(at_nine.article.id, info)
    at_nine.work_done()
    assert at_nine.info.codebook_version == "1.1"
    assert "Second hand" in at_nine.desk.codebook.toPlainText()
    assert "Second hand" in mark_names(at_nine)
    at_nine.page.setFocus()
    at_nine.mark("Experts say", "3")
    choose_set(at_nine, 0)
    at_nine.wait(lambda: at_nine.desk.is_reviewing)
    assert at_nine.info.codebook_version == "1.0"
    panel = at_nine.desk.codebook.toPlainText()
    assert HEARSAY.name in panel
    assert "Loaded wording" in panel
    assert "Second hand" not in panel
    assert RULE not in panel
    cards = [at_nine.desk.card_of(mark) for mark in at_nine.desk.reviewing.ids()]
    told = " ".join(f"{c.title} {c.detail} {c.caption}" for c in cards)
    assert HEARSAY.name in told
    assert "Loaded wording" in told
    assert "Second hand" not in told
    # And the later set is reviewed by the later version, against the same key.
    choose_set(at_nine, 1)
    at_nine.submit()
    cards = [at_nine.desk.card_of(mark) for mark in at_nine.desk.reviewing.ids()]
    told = " ".join(f"{c.title} {c.detail} {c.caption}" for c in cards)
    assert "Second hand" in told
    assert HEARSAY.name not in told
