"""All commands of the window, menu by menu, with their keys."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from annotator.desktop.actions import Command, Where
from annotator.desktop.beside import KEY as BESIDE_KEY
from annotator.desktop.hint_words import KEY as HINT_KEY
from annotator.desktop.keying import commands as key_commands
from annotator.desktop.mnemonics import literal
from annotator.desktop.pair_commands import pair_commands
from annotator.desktop.sharing import KEY as REVIEW_KEY
from annotator.domain.codebook import Codebook

if TYPE_CHECKING:
    from annotator.desktop.desk import Desk
    from annotator.desktop.window import MainWindow

PAGE, LIST = Where.PAGE, Where.LIST
SUBTYPES = 9
ON_ARTICLES = ("open-article", "rename-article", "tag-articles", "delete-articles")
"""What is done with the articles that are chosen in the library."""

ON_ONE_ARTICLE = ("open-article", "rename-article")
OF_ONE_ARTICLE = ("edit-article", "decide-unplaced", "write-key", "exercise")
"""What is done with the article on the desk, or the one that alone is chosen in the library."""

IN_LIST_MENU = (
    ("open-article",),
    ("rename-article", "edit-article", "tag-articles"),
    ("write-key", "exercise"),
    ("delete-articles",),
)
"""What stands in the menu of an article in the library, in groups."""


def commands_of(window: MainWindow) -> Iterator[Command]:
    """Every command, in the order of the menus."""
    yield from _file(window)
    yield from _edit(window)
    yield from _articles(window)
    yield from marking(window, window.desk.book)
    yield from _mark(window)
    yield from _view(window)
    yield from _help(window)


def _file(window: MainWindow) -> Iterator[Command]:
    tr = window.tr
    yield Command("new-article", "file", tr("&New article…"), window.writing.begin, ("Ctrl+N",))
    yield Command("import", "file", tr("&Import articles…"), window.ask_import, ("Ctrl+O",))
    yield Command("paste", "file", tr("&Paste as article…"), window.paste, ("Ctrl+Shift+V",))
    yield Command("load", "file", tr("&Load marks…"), window.ask_load, ("Ctrl+L",), separated=True)
    yield Command("export", "file", tr("&Export marks…"), window.ask_export, ("Ctrl+E",))
    yield Command(
        "save-report",
        "file",
        tr("&Save report…"),
        window.ask_report,
        ("Ctrl+Shift+S",),
        separated=True,
    )
    yield Command("print-report", "file", tr("P&rint report…"), window.print_report, ("Ctrl+P",))
    yield Command("codebooks", "file", tr("Code&books…"), window.show_codebooks, separated=True)
    yield Command("learners", "file", tr("Lear&ners…"), window.home.show_learners)
    yield Command("recently-deleted", "file", tr("Recently &deleted…"), window.home.show_deleted)
    yield Command(
        "library-file", "file", tr("Open &another library…"), window.ask_library, separated=True
    )
    yield Command("quit", "file", tr("&Quit"), window.close, ("Ctrl+Q",), separated=True)


def _edit(window: MainWindow) -> Iterator[Command]:
    tr, desk = window.tr, window.desk
    yield Command("undo", "edit", tr("&Undo"), window.undo, ("Ctrl+Z",))
    yield Command("redo", "edit", tr("&Redo"), desk.marking.redo, ("Ctrl+Shift+Z", "Ctrl+Y"))
    yield Command("copy", "edit", tr("&Copy"), desk.page.copy, ("Ctrl+C",), PAGE, separated=True)
    yield Command(
        "delete", "edit", tr("&Delete mark"), desk.marking.delete, ("Delete", "Backspace"), PAGE
    )
    yield Command("find", "edit", tr("&Find…"), window.find, ("Ctrl+F",), separated=True)
    yield Command("find-next", "edit", tr("Find &next"), partial(desk.finding.step, 1), ("F3",))
    yield Command(
        "find-previous", "edit", tr("Find &previous"), partial(desk.finding.step, -1), ("Shift+F3",)
    )
    yield from _moving(window, desk)


def _articles(window: MainWindow) -> Iterator[Command]:
    tr, home = window.tr, window.home
    yield Command("open-article", "article", tr("&Open"), home.open_chosen)
    yield Command("rename-article", "article", tr("&Rename…"), home.ask_rename, ("Ctrl+R",), LIST)
    yield Command(
        "edit-article", "article", tr("&Edit article…"), window.edit_article, ("Ctrl+Shift+E",)
    )
    yield Command(
        "decide-unplaced", "article", tr("Marks &without a place…"), window.decide_unplaced
    )
    yield Command("tag-articles", "article", tr("&Tags…"), home.ask_tags, ("Ctrl+T",))
    yield key_commands.write_command(window)
    yield Command("exercise", "article", tr("E&xercise…"), window.set_exercise)
    yield Command(
        "delete-articles", "article", tr("&Delete"), home.delete_chosen, ("Delete",), LIST
    )


def _moving(window: MainWindow, desk: Desk) -> Iterator[Command]:
    tr, menu = window.tr, window.tr("&Move and select")
    for name, text, unit, forward, keys in (
        ("next-sentence", tr("To the next sentence"), "sentence", True, "Alt+Down"),
        ("previous-sentence", tr("To the previous sentence"), "sentence", False, "Alt+Up"),
        ("next-paragraph", tr("To the next paragraph"), "paragraph", True, "Ctrl+Down"),
        ("previous-paragraph", tr("To the previous paragraph"), "paragraph", False, "Ctrl+Up"),
    ):
        go = partial(desk.roaming.move, unit, forward=forward)
        yield Command(name, "edit", text, go, (keys,), PAGE, submenu=menu)
        yield Command(
            f"select-{name}",
            "edit",
            tr("Select {place}").format(place=text[:1].lower() + text[1:]),
            partial(go, extend=True),
            (keys.replace("+", "+Shift+"),),
            PAGE,
            submenu=menu,
        )
    yield Command(
        "sentence",
        "edit",
        tr("Select the &sentence"),
        desk.roaming.take_sentence,
        ("S",),
        PAGE,
        submenu=menu,
    )


def marking(window: MainWindow, codebook: Codebook) -> Iterator[Command]:
    """The commands that mark a selection with a category of a codebook."""
    mark = window.desk.marking.mark
    for category in codebook.categories:
        yield Command(
            f"mark-{category.id}",
            "mark",
            literal(category.name),
            partial(mark, category.id),
            (category.shortcut,),
            PAGE,
        )
    exactly = window.tr("E&xactly as selected")
    for category in codebook.categories:
        name = literal(category.name)
        yield Command(
            f"exact-{category.id}",
            "mark",
            window.tr("{category}, exactly as selected").format(category=name),
            partial(mark, category.id, exact=True),
            (f"Alt+{category.shortcut}",),
            PAGE,
            submenu=exactly,
        )


def _mark(window: MainWindow) -> Iterator[Command]:
    tr, desk = window.tr, window.desk
    yield Command(
        "note", "mark", tr("Write a &note"), desk.marking.edit_note, ("N",), PAGE, separated=True
    )
    kinds = tr("&Kind")
    for number in range(1, SUBTYPES + 1):
        yield Command(
            f"subtype-{number}",
            "mark",
            tr("Kind &{number}").format(number=number),
            partial(desk.marking.choose_subtype, number),
            (f"Shift+{number}",),
            PAGE,
            submenu=kinds,
        )
    yield Command(
        "extent",
        "mark",
        tr("Take the s&election as its extent"),
        desk.marking.take_selection,
        ("E",),
        PAGE,
    )
    yield Command("confidence", "mark", tr("H&ow sure"), desk.marking.step_confidence, ("C",), PAGE)
    yield Command("link", "mark", tr("&Link the other end"), desk.marking.link, ("L",), PAGE)
    yield from key_commands.key_commands(desk)
    yield from pair_commands(window)
    yield Command("hint", "mark", tr("&Hint"), desk.hinting.ask, (HINT_KEY,), PAGE)
    yield Command(
        "why",
        "mark",
        tr("Ho&w it was scored"),
        desk.explaining.toggle_rule,
        ("W",),
        PAGE,
        separated=True,
    )
    yield Command(
        "argue", "mark", tr("&Argue with the key"), desk.explaining.begin_argument, ("A",), PAGE
    )
    menu = tr("Marks w&ithout a place")
    for name, text, run, key in (
        ("unplaced", tr("To the &list of marks without a place"), desk.unplaced.open, "U"),
        ("place-here", tr("&Place the mark here"), desk.unplaced.place, "P"),
    ):
        yield Command(name, "mark", text, run, (key,), PAGE, submenu=menu)
    yield from _going(window, desk)
    yield Command("submit", "mark", tr("&Submit…"), window.submit, ("Ctrl+Return",), separated=True)
    yield Command("again", "mark", tr("&Try again"), desk.try_again, ("Ctrl+Shift+Return",))


def _going(window: MainWindow, desk: Desk) -> Iterator[Command]:
    tr, menu = window.tr, window.tr("&Go to a mark")
    for name, text, run, key in (
        ("next", tr("To the &next mark"), partial(desk.step, forward=True), "J"),
        ("previous", tr("To the &previous mark"), partial(desk.step, forward=False), "K"),
        (
            "tab",
            tr("To the next mark, then &on from the text"),
            partial(desk.step, forward=True, leave=True),
            "Tab",
        ),
        (
            "backtab",
            tr("To the previous mark, then &back from the text"),
            partial(desk.step, forward=False, leave=True),
            "Shift+Tab",
        ),
        ("here", tr("To the next mark at &this place"), desk.roaming.step_here, "Return"),
        ("jump", tr("To the other &end"), desk.roaming.jump, "O"),
        ("escape", tr("&Let go"), desk.escape, "Esc"),
    ):
        yield Command(name, "mark", text, run, (key,), PAGE, submenu=menu)


def _view(window: MainWindow) -> Iterator[Command]:
    tr = window.tr
    yield Command("back", "view", tr("&Library"), window.go_back, ("Alt+Left",))
    yield Command("next-article", "view", tr("Ne&xt article"), window.next_article, ("Alt+Right",))
    yield Command(
        "codebook", "view", tr("Code&book"), window.toggle_codebook, ("F2",), checkable=True
    )
    yield Command(
        "review",
        "view",
        tr("&Review beside the text"),
        window.desk.sharing.toggle_review,
        (REVIEW_KEY,),
        checkable=True,
    )
    yield Command(
        "beside",
        "view",
        tr("&Second article beside this one"),
        window.desk.beside.toggle,
        (BESIDE_KEY,),
        checkable=True,
    )
    yield from key_commands.view_commands(window.desk)
    yield Command(
        "compare-two", "view", tr("Compare &two sets…"), window.compare_two, ("Ctrl+Shift+C",)
    )
    yield Command(
        "practice",
        "view",
        tr("Pro&gress beside the articles"),
        window.library.toggle_side,
        ("F9",),
        checkable=True,
    )
    yield Command("next-part", "view", tr("Next &part of the window"), window.next_part, ("F6",))
    yield from window.appearance.commands()


def _help(window: MainWindow) -> Iterator[Command]:
    tr = window.tr
    yield Command("palette", "help", tr("&Find a command…"), window.show_palette, ("Ctrl+K",))
    yield Command("first-steps", "help", tr("First &steps"), window.begin_first_steps)
    yield Command("keys", "help", tr("&Keys"), window.show_keys, ("F1",))
    yield Command("where", "help", tr("Show the library &file"), window.show_file)
    yield Command("about", "help", tr("&About Annotator"), window.about)
