"""Every row of a menu and every control of a dialog has a letter that nothing beside it has."""

from __future__ import annotations

import contextlib
import importlib
import pkgutil
from collections import Counter

import pytest
from codebooks import nine_categories
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QPoint, Qt, QTranslator
from PySide6.QtGui import QContextMenuEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QGroupBox,
    QLabel,
    QMenu,
    QRadioButton,
    QWidget,
)
from window_driver import ALT, CTRL, Reader
from window_scenes import SCENES, dialog_of, draft, on_desk

import annotator.desktop
from annotator.desktop.exercise_dialog import ExerciseDialog
from annotator.desktop.mnemonics import distinct, literal, plain, signed
from annotator.services.importing import add_text
from annotator.services.workspace import Workspace

# --- Which letters --------------------------------------------------------------------------------

NAMES = st.text(st.sampled_from("abcABC é&… 1ß"), max_size=8)


def twice(letters: list[str]) -> list[str]:
    return [letter for letter, count in Counter(letters).items() if letter and count > 1]


@given(st.lists(NAMES, max_size=8))
def test_no_letter_is_signed_twice_and_every_name_reads_as_before(texts):
    found = distinct(texts)
    assert twice([signed(text) for text in found]) == []
    assert [plain(text) for text in found] == [plain(text) for text in texts]
    assert distinct(found) == found  # nothing changes while a menu is open


@given(st.lists(st.sampled_from(["&ab", "a&b", "ab", "&bc", "abc", "c"]), max_size=3))
def test_a_letter_is_found_wherever_there_is_one(texts):
    # Of three names with two letters or more each, or of one letter once, all find one.
    wanted = [text for text in texts if text != "c"]
    found = distinct(wanted)
    available = {letter for text in wanted for letter in plain(text)}
    assert sum(bool(signed(text)) for text in found) == min(len(wanted), len(available))


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (["&Next", "&Now"], ["&Next", "N&ow"]),
        (["Save", "&Same"], ["S&ave", "&Same"]),
        (["Save as"], ["&Save as"]),
        (["&Save", "Save as"], ["&Save", "Save &as"]),
        (["&A", "AB", "B&C"], ["&A", "A&B", "B&C"]),
        (["A&B", "&A", "B"], ["A&B", "&A", "B"]),
        (["AB", "A"], ["A&B", "&A"]),
        (["R&&D", "&R"], ["R&&&D", "&R"]),
        (["Über", "…"], ["&Über", "…"]),
        (["&&", ""], ["&&", ""]),
    ],
)
def test_the_signed_letter_stays_or_an_initial_is_taken_or_any_other(texts, wanted):
    assert distinct(texts) == wanted


@given(st.text(max_size=6))
def test_a_literal_name_has_no_letter_until_it_is_given_one(name):
    assert signed(literal(name)) == ""
    (found,) = distinct([literal(name)])
    if signed(found):
        assert QKeySequence.mnemonic(found) == QKeySequence(f"Alt+{signed(found).upper()}")


# --- Menus ----------------------------------------------------------------------------------------


def menus(reader: Reader) -> list[tuple[str, list[str]]]:
    """The texts of every menu as it comes up, with those of the bar."""
    bar = reader.window.menuBar()
    found = [("bar", [action.text() for action in bar.actions()])]
    waiting = [action.menu() for action in bar.actions()]
    while waiting:
        menu = waiting.pop(0)
        texts, below = rows(menu)
        found.append((menu.title(), texts))
        waiting += below
    return found


def rows(menu: QMenu) -> tuple[list[str], list[QMenu]]:
    """What a menu shows when it comes up, and the menus that come out of it."""
    menu.popup(QPoint(0, 0))
    shown = [a for a in menu.actions() if a.isVisible() and not a.isSeparator()]
    menu.hide()
    return [a.text() for a in shown], [a.menu() for a in shown if a.menu() is not None]


def faults(found: list[tuple[str, list[str]]]) -> list[object]:
    """Rows without a letter, and letters that stand in a menu twice."""
    without = [(menu, text) for menu, texts in found for text in texts if not signed(text)]
    return without + [
        (menu, twice([signed(t) for t in texts]))
        for menu, texts in found
        if twice([signed(t) for t in texts])
    ]


IN_WINDOW = ("library", "practised", "draft", "review", "codebook", "two sets", "key editing")


@pytest.mark.parametrize("scene", IN_WINDOW)
def test_every_row_of_every_menu_has_a_letter_of_its_own(scene, reader):
    SCENES[scene](reader)
    found = menus(reader)
    titles = {plain(title) for title, _ in found}
    assert {"File", "Mark", "Help", "Exactly as selected", "Go to a mark"} <= titles
    assert faults(found) == []


def test_the_walk_finds_a_letter_that_stands_twice_and_a_row_without_any():
    assert faults([("File", ["&Save", "&Sort"])]) == [("File", ["s"])]
    assert faults([("File", ["&Save", "Sort"])]) == [("File", "Sort")]


def test_nine_categories_leave_a_letter_for_every_row_of_the_menu(workspace, ferry, open_window):
    workspace.codebooks.add(nine_categories())
    workspace.codebooks.use(nine_categories().id)
    reader = open_window()
    reader.open(ferry)
    found = dict(menus(reader))
    assert len(found["&Mark"]) > 20
    assert faults(list(found.items())) == []


def test_in_another_language_the_letters_are_found_anew(qapp, workspace, open_window):
    class Same(QTranslator):
        """A language in which all begins alike, and no letter is signed."""

        def translate(self, context, source, *_):
            return f"Zz {plain(source)}" if context in ("menus", "MainWindow") else None

    language = Same()
    qapp.installTranslator(language)
    try:
        assert QCoreApplication.translate("menus", "&File") == "Zz File"
        found = menus(open_window())
    finally:
        qapp.removeTranslator(language)
    assert len(found[0][1]) == 6
    assert faults(found) == []


def test_the_letters_of_a_menu_choose_its_rows(reader):
    on_desk(reader)
    window = reader.window
    reader.key("m", ALT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    letter = signed(window.action("submit").text())
    assert letter == "s"  # which on the page, where the focus was, takes the sentence
    reader.bot.keyClick(menu, letter)
    assert "Submit" in reader.box().text()


def test_the_menu_of_the_chosen_articles_has_letters_too(reader):
    listed = reader.window.library.list
    listed.setFocus()
    reader.key("a", CTRL)
    (menu,) = context_menus(listed)
    texts, _ = rows(menu)
    assert len(texts) >= 4
    assert faults([("context", texts)]) == []
    menu.close()


def context_menus(widget: QWidget) -> list[QMenu]:
    """What the key for the menu brings up."""
    at = QPoint(5, 5)
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(widget, QContextMenuEvent(reason, at, widget.mapToGlobal(at)))
    return [m for m in widget.findChildren(QMenu) if m.isVisible()]


# --- The window -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "scene", [name for name, make in SCENES.items() if getattr(make, "__name__", "") != "scene"]
)
def test_no_control_of_the_window_takes_the_letter_of_a_menu_or_of_another(scene, reader):
    top = SCENES[scene](reader)
    reader.settle()
    bar = [action.text() for action in reader.window.menuBar().actions()]
    assert twice([signed(text) for text in [*bar, *texts_of(top)]]) == []


# --- Dialogs --------------------------------------------------------------------------------------


def texts_of(top: QWidget) -> list[str]:
    """The words on the controls of a window that a letter can choose."""
    found = []
    for widget in top.findChildren(QWidget):
        if widget.window() is not top or not widget.isVisible():
            continue
        button = isinstance(widget, QAbstractButton) and not is_bare(widget)
        if button or (isinstance(widget, QLabel) and widget.buddy() is not None):
            found.append(widget.text())
        elif isinstance(widget, QGroupBox):
            found.append(widget.title())
    return found


def is_bare(button: QAbstractButton) -> bool:
    """Whether a button shows no words, or has a key of its own."""
    own = button.shortcut() != QKeySequence.mnemonic(button.text())
    return own or not any(letter.isalnum() for letter in button.text())


def deleted(reader: Reader) -> QWidget:
    reader.window.library.choose(reader.window.workspace.articles.all()[0].id)
    reader.key(Qt.Key.Key_Delete)
    reader.window.action("recently-deleted").trigger()
    return opened(reader)


def attempts(reader: Reader) -> QWidget:
    on_desk(reader)
    reader.submit()
    reader.window.show_library()
    reader.work_done()
    reader.window.home.show_attempts()
    return opened(reader)


def on_article(action: str):
    """A dialog about the article that is chosen in the library."""

    def scene(reader: Reader) -> QWidget:
        articles = reader.window.workspace.articles
        other = add_text(articles, "# Other\n\nWords.\n", "other.md").article
        articles.tag(other.id, ["tax", "tea"])
        reader.window.show_library()
        reader.window.library.choose(other.id)
        reader.window.action(action).trigger()
        return opened(reader)

    return scene


def loading(reader: Reader) -> QWidget:
    """What is asked of a file with marks that was chosen."""
    file = dialog_of("load")(reader)
    assert isinstance(file, QFileDialog)
    file.selectFile(str(reader.window.workspace.path))
    file.accept()
    return opened(reader)


def opened(reader: Reader) -> QWidget:
    reader.settle()
    (dialog,) = [d for d in reader.window.findChildren(QDialog) if d.isVisible()]
    return dialog


DIALOGS = {
    **{name: make for name, make in SCENES.items() if getattr(make, "__name__", "") == "scene"},
    "deleted": deleted,
    "attempts": attempts,
    "rename": on_article("rename-article"),
    "tags": on_article("tag-articles"),
    "import": dialog_of("import"),
    "load": dialog_of("load"),
    "loading": loading,
    "export": dialog_of("export", draft),
    "library": dialog_of("library-file"),
}


@pytest.mark.parametrize("scene", DIALOGS)
def test_every_control_of_a_dialog_has_a_letter_of_its_own(scene, reader):
    top = DIALOGS[scene](reader)
    reader.settle()
    texts = texts_of(top)
    assert twice([signed(text) for text in texts]) == []
    if len(texts) <= 16:  # else there may be fewer letters than controls
        assert [text for text in texts if not signed(text)] == []


@pytest.fixture
def fresh_library(tmp_path):
    """Makes libraries that stay open as long as the windows on them."""
    with contextlib.ExitStack() as opened:
        yield lambda name: opened.enter_context(Workspace(tmp_path / f"{name}.annotator"))


def test_every_dialog_is_looked_at(fresh_library, open_window):
    for module in pkgutil.walk_packages(annotator.desktop.__path__, "annotator.desktop."):
        importlib.import_module(module.name)
    ours, waiting = set(), [QDialog]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            waiting.append(kind)
            if kind.__module__.startswith("annotator."):
                ours.add(kind)
    seen = set()
    for number, scene in enumerate(DIALOGS.values()):
        reader = open_window(fresh_library(number))
        seen.update(type(scene(reader)).__mro__)
        for dialog in reader.window.findChildren(QDialog):
            dialog.close()
        reader.window.close()
    assert ours - seen == set()


def test_words_that_change_keep_letters_apart(reader):
    dialog = dialog_of("exercise")(reader)
    assert isinstance(dialog, ExerciseDialog)
    reader.push(next(b for b in dialog.findChildren(QRadioButton) if "review" in plain(b.text())))
    assert dialog.opened.isVisible()  # which comes only with that choice
    reader.settle()
    texts = texts_of(dialog)
    assert plain(dialog.opened.text()) in [plain(text) for text in texts]
    assert twice([signed(text) for text in texts]) == []
    assert [text for text in texts if not signed(text)] == []


def test_the_letter_of_a_button_pushes_it(reader):
    dialog = dialog_of("exercise")(reader)
    save = next(b for b in dialog.findChildren(QAbstractButton) if plain(b.text()) == "Save")
    dialog.instructions.setPlainText("Read it twice.")
    with reader.bot.waitSignal(dialog.accepted):
        reader.key(signed(save.text()), ALT)
    assert reader.window.workspace.exercises.of(reader.article).instructions == "Read it twice."
