"""Finding, narrowing, naming, tagging and deleting in the list of articles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QFont
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QMenu
from window_driver import CTRL, SHIFT, Reader

from annotator.desktop.article_dialog import ArticleDialog
from annotator.desktop.home.deleted_dialog import DeletedDialog
from annotator.desktop.home.line_dialog import LineDialog, TagsDialog
from annotator.desktop.home.row_text import trimmed
from annotator.domain.exercise import Exercise, Feedback
from annotator.domain.span import Span
from annotator.services.browsing import State

Key = Qt.Key


def titles(reader: Reader) -> list[str]:
    model = reader.window.library.model
    return [model.index(row).data() for row in range(model.rowCount())]


def words(reader: Reader, row: int = 0) -> str:
    model = reader.window.library.model
    return model.index(row).data(Qt.ItemDataRole.AccessibleTextRole)


def stored(reader: Reader) -> list[str]:
    with reader.library() as other:
        return [entry.title for entry in other.articles.entries()]


def look_for(reader: Reader, text: str) -> None:
    reader.key(Key.Key_F, CTRL)
    assert reader.window.library.search.line.hasFocus()
    reader.type(text)


def dialog(reader: Reader, kind: type[QDialog]) -> QDialog:
    reader.wait(lambda: [d for d in reader.window.findChildren(kind) if d.isVisible()])
    (found,) = [d for d in reader.window.findChildren(kind) if d.isVisible()]
    found.activateWindow()
    reader.wait(found.isActiveWindow)
    return found


def agree(reader: Reader, found: QDialog) -> None:
    box = found.findChild(QDialogButtonBox)
    reader.push(box.button(QDialogButtonBox.StandardButton.Ok))
    reader.activate()


# --- Search --------------------------------------------------------------------------------------


def test_what_is_typed_is_found_and_it_is_said_where(home):
    look_for(home, "quarrel")
    home.wait(lambda: titles(home) == ["Harbour fees rise"])
    assert "Text: " in words(home)
    assert "quarrelsome" in words(home)
    home.key(Key.Key_Escape)
    assert len(titles(home)) == 3
    assert home.window.library.search.line.text() == ""
    home.key(Key.Key_Escape)
    assert home.window.library.list.hasFocus()


def test_a_title_is_found_and_enter_opens_what_was_found_first(home):
    look_for(home, "library")
    home.key(Key.Key_Return)  # before the search has begun by itself
    assert home.article.title == "Library opens late"


def test_enter_opens_what_was_found_first_though_another_one_had_been_chosen(shelf, home):
    look_for(home, "said")
    home.wait(lambda: len(titles(home)) == 2)
    first, second = titles(home)
    home.key(Key.Key_Escape)
    (other,) = [a for a in shelf.articles if a.title == second]
    home.window.library.choose(other.id)
    look_for(home, "said")
    home.wait(lambda: len(titles(home)) == 2)
    home.key(Key.Key_Return)
    assert home.article.title == first


def test_down_goes_from_the_line_to_what_was_found(home):
    look_for(home, "said")
    home.key(Key.Key_Down)
    assert home.window.library.list.hasFocus()
    assert len(titles(home)) == 2


def test_that_nothing_was_found_is_said_and_everything_can_be_shown_again(home):
    look_for(home, "submarine")
    home.wait(lambda: not titles(home))
    page = home.window.library
    label = page._nothing_title
    assert label.isVisible()
    assert label.text() == "Nothing found for “submarine”"
    home.push(page.all_button)
    assert len(titles(home)) == 3
    assert page.list.hasFocus()


def test_keys_are_searched_only_when_asked_and_it_is_said_what_that_means(home):
    look_for(home, "xylophone")
    home.wait(lambda: not titles(home))
    bar = home.window.library.search
    assert not bar.warning.isVisible()
    bar.keys.setFocus()
    home.key(Key.Key_Space)
    assert bar.warning.isVisible()
    assert "answers" in bar.warning.text()
    assert len(titles(home)) == 3
    assert "Key: " in words(home)
    assert "left out" not in bar.warning.text()


def test_it_is_said_how_many_keys_are_left_out_and_why(shelf, home):
    for article in shelf.articles[:2]:
        shelf.workspace.exercises.save(article, Exercise(feedback=Feedback.BY_TEACHER))
    look_for(home, "xylophone")
    home.wait(lambda: not titles(home))
    bar = home.window.library.search
    bar.keys.setFocus()
    home.key(Key.Key_Space)
    assert titles(home) == [shelf.articles[2].title]
    assert "2 key" in bar.warning.text()
    assert "not opened the review" in bar.warning.text()


def test_another_learner_begins_with_an_empty_search_without_keys(shelf, home):
    mia = shelf.workspace.learners.add("Mia")
    look_for(home, "xylophone")
    bar = home.window.library.search
    bar.keys.setFocus()
    home.key(Key.Key_Space)
    home.window.home.use_learner(mia.id)
    assert (bar.text, bar.keys.isChecked(), bar.warning.isVisible()) == ("", False, False)
    assert len(titles(home)) == 3


def test_a_note_that_was_found_is_opened_at_its_mark(shelf, home):
    article = shelf.articles[1]
    home.open(article)
    home.mark("Captains", "3")
    home.key("n")
    home.type("Which zebras?")
    home.key(Key.Key_Escape)
    (made,) = home.stored()
    first = home.info
    home.window.show_library()
    home.window.workspace.sets.start(article)  # what would be opened otherwise
    look_for(home, "zebra")
    home.wait(lambda: titles(home) == ["Harbour fees rise"])
    assert "Your note: Which zebras?" in words(home)
    home.key(Key.Key_Return)
    assert home.info.id == first.id
    assert home.page.active == made.id


@given(
    st.lists(st.sampled_from(["word", "longer", "a", "ünder🙂"]), min_size=1, max_size=30),
    st.integers(0, 29),
    st.integers(20, 900),
)
def test_what_was_found_keeps_its_words_where_a_snippet_is_cut(pieces, number, width):
    """No window: only text is measured."""
    QApplication.instance() or QApplication([])
    number %= len(pieces)
    start = len(" ".join(pieces[:number])) + bool(number)
    found = Span(start, start + len(pieces[number]))
    text, (span,) = trimmed(" ".join(pieces), (found,), QFont(), width)
    assert text[span.start : span.end] == pieces[number]
    assert text.removeprefix("…") in " ".join(pieces)


# --- Filters -------------------------------------------------------------------------------------


def test_the_list_is_narrowed_by_how_far_one_has_come(shelf, home):
    shelf.attempt(shelf.articles[0])
    keyless = shelf.add("Mill reopens", "The mill reopens, they say. Nobody knows.", key=False)
    home.window.home.refresh()
    state = home.window.library.search.state
    wanted = {
        State.NOT_STARTED: ["Harbour fees rise", "Library opens late", keyless.title],
        State.IN_PROGRESS: [],
        State.SUBMITTED: ["Bridge stays closed"],
        State.NO_KEY: [keyless.title],
    }
    for row, (choice, expected) in enumerate(wanted.items(), 1):
        home.choose(state, row)
        assert home.window.library.search.chosen_state is choice
        assert titles(home) == expected
    assert home.window.library.search.count.text().startswith("1 of 4")


def test_the_list_is_narrowed_by_tag_and_tags_are_read_out(shelf, home):
    bar = home.window.library.search
    assert not bar.tag.isVisible()
    shelf.workspace.articles.tag(shelf.articles[2].id, ["books"])
    home.window.home.refresh()
    home.choose(bar.tag, 1)
    assert titles(home) == ["Library opens late"]
    assert "Tags: books" in words(home)
    home.window.home.refresh()
    assert titles(home) == ["Library opens late"]


def test_an_article_that_comes_in_is_seen_whatever_was_looked_for(home):
    look_for(home, "bridge")
    home.wait(lambda: len(titles(home)) == 1)
    QApplication.clipboard().setText("A new pier\n\nThe pier is new, they say.\n")
    home.window.paste()
    home.wait(lambda: home.window.findChildren(ArticleDialog))
    home.key(Key.Key_Return, CTRL)
    home.wait(lambda: len(titles(home)) == 4)
    assert home.window.library.list.current_row().title == "A new pier"


# --- Deleting ------------------------------------------------------------------------------------


def choose_first_two(reader: Reader) -> None:
    reader.window.library.list.setFocus()
    reader.key(Key.Key_Home)
    reader.key(Key.Key_Down, SHIFT)


def test_several_are_deleted_without_a_question_and_undone_by_key(home):
    choose_first_two(home)
    home.key(Key.Key_Delete)
    assert stored(home) == ["Library opens late"]
    line = home.window.library.undo_line
    assert line.isVisible()
    assert line.label.text().startswith("2")
    assert home.window.library.list.current_row().title == "Library opens late"
    home.key(Key.Key_Z, CTRL)
    assert stored(home) == ["Bridge stays closed", "Harbour fees rise", "Library opens late"]
    chosen = {row.title for row in home.window.library.list.chosen_rows()}
    assert chosen == {"Bridge stays closed", "Harbour fees rise"}
    assert not line.isVisible()
    assert not home.window.action("undo").isEnabled()


def test_deletions_are_undone_one_after_the_other(home):
    home.window.library.list.setFocus()
    home.key(Key.Key_Home)
    home.key(Key.Key_Delete)
    home.key(Key.Key_Delete)
    assert stored(home) == ["Library opens late"]
    home.push(home.window.library.undo_line.button)
    assert stored(home) == ["Harbour fees rise", "Library opens late"]
    home.key(Key.Key_Z, CTRL)
    assert len(stored(home)) == 3


def test_undo_on_the_desk_leaves_deleted_articles_alone(shelf, home):
    home.window.library.list.setFocus()
    home.key(Key.Key_Home)
    home.key(Key.Key_Delete)
    home.open(shelf.articles[1])
    home.mark("Captains", "3")
    home.key(Key.Key_Z, CTRL)
    assert home.stored() == ()
    assert len(stored(home)) == 2


def test_the_last_article_can_be_deleted_and_brought_back(home):
    home.window.library.list.setFocus()
    home.key(Key.Key_A, CTRL)
    home.key(Key.Key_Delete)
    assert stored(home) == []
    assert home.window.library.import_button.hasFocus()
    home.key(Key.Key_Z, CTRL)
    assert len(stored(home)) == 3


def test_what_was_deleted_lately_is_listed_and_brought_back_once(home):
    choose_first_two(home)
    home.key(Key.Key_Delete)
    home.window.action("recently-deleted").trigger()
    found = dialog(home, DeletedDialog)
    assert found.list.count() == 2
    assert found.list.hasFocus()
    home.push(found.restore_button)
    home.activate()
    (back,) = set(stored(home)) - {"Library opens late"}
    assert home.window.library.list.current_row().title == back
    home.key(Key.Key_Z, CTRL)
    assert len(stored(home)) == 3
    assert not home.window.action("undo").isEnabled()


def test_what_is_back_already_is_not_to_be_undone(home):
    choose_first_two(home)
    home.key(Key.Key_Delete)
    home.window.action("recently-deleted").trigger()
    found = dialog(home, DeletedDialog)
    home.key(Key.Key_A, CTRL)
    home.push(found.restore_button)
    home.activate()
    assert len(stored(home)) == 3
    assert not home.window.action("undo").isEnabled()
    assert not home.window.library.undo_line.isVisible()


def test_that_nothing_was_deleted_is_said(home):
    home.window.action("recently-deleted").trigger()
    found = dialog(home, DeletedDialog)
    assert not found.list.isVisible()
    found.close()


# --- Names and tags ------------------------------------------------------------------------------


def test_an_article_gets_another_title(home):
    home.window.library.list.setFocus()
    home.key(Key.Key_Home)
    home.key(Key.Key_R, CTRL)
    found = dialog(home, LineDialog)
    home.type("Bridge shut")
    agree(home, found)
    assert titles(home)[0] == stored(home)[0] == "Bridge shut"


def test_an_empty_title_is_told(home):
    home.window.action("rename-article").trigger()
    found = dialog(home, LineDialog)
    home.key(Key.Key_Delete)
    agree(home, found)
    assert "needs a title" in home.answer()
    assert titles(home)[0] == "Bridge stays closed"


def test_tags_of_several_articles_are_those_that_all_have(shelf, home):
    first, second = shelf.articles[:2]
    shelf.workspace.articles.tag(first.id, ["town", "river"])
    shelf.workspace.articles.tag(second.id, ["town", "sea"])
    home.window.home.refresh()
    choose_first_two(home)
    home.key(Key.Key_T, CTRL)
    found = dialog(home, TagsDialog)
    assert found.line.text() == "town, "  # ready for another one
    assert found.buttons["town"].isChecked()
    home.push(found.buttons["town"])
    home.settle()
    found.line.setFocus()
    home.type("week 1,  week   1, new")
    agree(home, found)
    tags = {e.title: e.tags for e in shelf.workspace.articles.entries()}
    assert tags[first.title] == ("new", "river", "week 1")
    assert tags[second.title] == ("new", "sea", "week 1")
    assert tags["Library opens late"] == ()


def test_the_menu_at_the_mouse_acts_on_what_is_chosen(home):
    choose_first_two(home)
    view = home.window.library.list
    at = view.visualRect(view.currentIndex()).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.mapToGlobal(QPoint(at)))
    QApplication.sendEvent(view.viewport(), event)
    home.wait(lambda: [m for m in view.findChildren(QMenu) if m.isVisible()])
    (menu,) = [m for m in view.findChildren(QMenu) if m.isVisible()]
    rows = (action for action in menu.actions() if not action.isSeparator())
    can = {action.objectName(): action.isEnabled() for action in rows}
    assert can == {
        "open-article": False,
        "rename-article": False,
        "edit-article": False,
        "tag-articles": True,
        "write-key": False,
        "exercise": False,
        "delete-articles": True,
    }
    home.bot.keyClick(menu, Key.Key_D)
    assert stored(home) == ["Library opens late"]


# --- Looking again -------------------------------------------------------------------------------


def test_coming_back_to_the_window_reads_no_texts_and_keeps_the_place(home, monkeypatch):
    home.window.library.list.setFocus()
    home.key(Key.Key_End)
    with home.library() as other:
        other.articles.rename(other.articles.entries()[0].id, "Changed elsewhere")

    def refuse(*_args: object) -> None:
        raise AssertionError("a text was read")

    for name in ("all", "get", "revision"):
        monkeypatch.setattr(home.window.workspace.articles, name, refuse)
    QApplication.sendEvent(home.window, QEvent(QEvent.Type.ActivationChange))
    assert titles(home)[0] == "Changed elsewhere"
    assert home.window.library.list.current_row().title == "Library opens late"


@pytest.mark.parametrize("theme", ["light", "contrast"])
def test_found_words_are_painted_otherwise_than_the_rest(shelf, open_window, theme):
    reader = open_window(theme=theme)
    view = reader.window.library.list
    look_for(reader, "bridge")
    reader.wait(lambda: len(titles(reader)) == 1)
    reader.settle()
    ground = reader.window.appearance.theme.selection
    image = view.viewport().grab().toImage()
    seen = {
        image.pixelColor(x, y).name() for x in range(0, image.width(), 2) for y in range(0, 130, 2)
    }
    assert ground in seen
