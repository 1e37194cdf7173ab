"""Keys and exercises straight from the library."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDialogButtonBox, QMenu
from window_driver import CTRL, LEFT, NONE, SHIFT, Reader

from annotator.desktop.command_palette import CommandPalette
from annotator.desktop.exercise_dialog import ExerciseDialog
from annotator.desktop.keying.key_dialog import KeyDialog
from annotator.desktop.mnemonics import plain
from annotator.domain.annotation import Role

Key = Qt.Key


def dots(reader: Reader, article) -> QPoint:
    """The three dots in the row of an article, wherever they are painted: at its upper corner."""
    view = reader.window.library.list
    row = view.visualRect(reader.window.library.model.index_of(article.id))
    return QPoint(row.right() - 22, row.top() + 24)


def menu(reader: Reader) -> QMenu:
    reader.wait(
        lambda: [m for m in reader.window.library.list.findChildren(QMenu) if m.isVisible()]
    )
    (found,) = [m for m in reader.window.library.list.findChildren(QMenu) if m.isVisible()]
    return found


def rows(shown: QMenu) -> dict[str, bool]:
    """What the menu offers, and whether it can be done now."""
    return {plain(a.text()): a.isEnabled() for a in shown.actions() if not a.isSeparator()}


def dialog(reader: Reader, kind):
    reader.wait(lambda: [d for d in reader.window.findChildren(kind) if d.isVisible()])
    (found,) = [d for d in reader.window.findChildren(kind) if d.isVisible()]
    found.activateWindow()
    reader.wait(found.isActiveWindow)
    return found


def sets_of(reader: Reader, article):
    with reader.library() as other:
        return other.sets.of(article)


def test_three_dots_open_what_can_be_done_with_an_article(shelf, home):
    second = shelf.articles[1]
    view = home.window.library.list
    home.bot.mouseClick(view.viewport(), LEFT, NONE, dots(home, second))
    shown = menu(home)
    assert home.window.library.chosen() == second.id
    assert rows(shown) == dict.fromkeys(
        ("Open", "Rename", "Edit article", "Tags", "Write a key", "Exercise", "Delete"), True
    )
    shown.close()
    home.bot.mouseDClick(view.viewport(), LEFT, NONE, dots(home, second))
    assert home.desk.article is None


def test_of_several_articles_none_gets_a_key(shelf, home):
    view = home.window.library.list
    view.setFocus()
    home.key(Key.Key_Home)
    home.key(Key.Key_Down, SHIFT)
    home.bot.mouseClick(view.viewport(), LEFT, NONE, dots(home, shelf.articles[0]))
    shown = menu(home)
    assert len(view.chosen_rows()) == 2
    able = rows(shown)
    assert not any(able[name] for name in ("Open", "Edit article", "Write a key", "Exercise"))
    assert able["Tags"]
    assert able["Delete"]
    shown.close()


def test_a_key_is_written_from_the_library_without_an_attempt(shelf, home):
    article = shelf.add("Mill reopens", "The mill reopens, they say.", key=False)
    home.window.home.refresh()
    home.window.library.choose(article.id)
    home.window.library.list.setFocus()
    home.key(Key.Key_K, CTRL | SHIFT)
    found = dialog(home, KeyDialog)
    assert sets_of(home, article) == []
    home.push(found.write)
    home.activate()
    assert home.article == article
    assert home.desk.keying.session is not None
    assert [info.role for info in sets_of(home, article)] == [Role.KEY]
    home.window.show_library()
    # A draft is found again, and can be thrown away from here as well.
    home.window.action("write-key").trigger()
    found = dialog(home, KeyDialog)
    assert "Go on with" in found.list.item(0).text()
    home.push(found.buttons.button(QDialogButtonBox.StandardButton.Cancel))
    home.activate()
    assert home.window.library.list.hasFocus()


def test_an_exercise_is_set_from_the_library(shelf, home):
    article = shelf.articles[1]
    home.window.library.choose(article.id)
    home.window.action("exercise").trigger()
    found = dialog(home, ExerciseDialog)
    found.instructions.setPlainText("Find the vague ones.")
    home.push(found.buttons.button(QDialogButtonBox.StandardButton.Save))
    home.activate()
    with home.library() as other:
        assert other.exercises.of(article).instructions == "Find the vague ones."
        assert [info.role for info in other.sets.of(article)] == [Role.KEY]
    assert home.window.stack.currentWidget() is home.window.library


def test_the_list_of_commands_has_both_at_the_library(shelf, home):
    home.window.library.choose(shelf.articles[0].id)
    home.key(Key.Key_K, CTRL)
    (palette,) = [d for d in home.window.findChildren(CommandPalette) if d.isVisible()]
    palette.activateWindow()
    home.wait(palette.isActiveWindow)
    home.type("write a key")
    home.key(Key.Key_Return)
    assert dialog(home, KeyDialog).isVisible()


def test_an_article_that_is_gone_is_told(shelf, home):
    article = shelf.articles[0]
    home.window.library.choose(article.id)
    with home.library() as other:
        other.articles.delete([article.id])
    home.window.action("write-key").trigger()
    assert "no longer" in home.answer()
    assert article.title not in [row.title for row in home.window.library.list.chosen_rows()]
