"""Which commands can be used now, and what those are called that mean something else each time."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from annotator.desktop import pair_commands
from annotator.desktop.commands import OF_ONE_ARTICLE, ON_ARTICLES, ON_ONE_ARTICLE
from annotator.desktop.keying import commands as key_commands
from annotator.desktop.words import redo_words, undo_words

if TYPE_CHECKING:
    from annotator.desktop.window import MainWindow


def update(window: MainWindow, actions: dict[str, QAction]) -> None:
    """Bring the commands of a window, by their names, to what it shows now."""
    for name, on in _enabled(window, actions).items():
        actions[name].setEnabled(on)
    desk, home = window.desk, window.home
    session = None if window.is_pairing else desk.session
    actions["undo"].setText(
        home.undo_words()
        if window.at_library and home.undoable
        else undo_words(session.undoable if session else None, desk.book)
    )
    actions["redo"].setText(redo_words(session.redoable if session else None, desk.book))
    actions["hint"].setText(desk.hinting.title())
    actions["codebook"].setChecked(desk.header.codebook_button.isChecked())
    actions["review"].setChecked(session is not None and desk.sharing.shows_review)
    actions["beside"].setChecked(desk.beside.is_open)
    actions["practice"].setChecked(window.library.has_side)
    key_commands.update(desk, actions)
    pair_commands.update(window.pairs if window.is_pairing else None, actions)


def _enabled(window: MainWindow, names: Collection[str]) -> Mapping[str, bool]:
    """By the name of a command, whether it can be used; what is not named always can."""
    desk, home, paired = window.desk, window.home, window.is_pairing
    session = None if paired else desk.session
    on_desk, at_library = session is not None, window.at_library
    active = on_desk and desk.page.active is not None
    editable = on_desk and desk.can_annotate
    reviewing = on_desk and desk.is_reviewing
    going = at_library or (on_desk and not editable)
    one = window.meant_article is not None and not paired
    chosen = len(window.library.list.chosen_rows()) if at_library else 0

    enabled = dict.fromkeys(_ON_DESK, on_desk)
    enabled |= dict.fromkeys(_ON_DRAFT, editable)
    enabled |= dict.fromkeys(_ON_ACTIVE_MARK, editable and active)
    enabled |= dict.fromkeys(_IN_REVIEW, reviewing)
    enabled |= dict.fromkeys(_IN_LIBRARY, at_library)
    enabled |= dict.fromkeys(OF_ONE_ARTICLE, one and (at_library or on_desk))
    enabled |= dict.fromkeys(ON_ARTICLES, chosen > 0)
    enabled |= dict.fromkeys(ON_ONE_ARTICLE, chosen == 1)
    enabled |= {
        "export": session is not None and session.info.is_begun,
        "undo": bool(session and session.undoable) or (at_library and home.undoable > 0),
        "redo": bool(session and session.redoable),
        "next-part": True,
        "jump": active,
        "hint": editable and desk.hinting.refused is None,
        "again": on_desk and not editable,
        "back": not at_library,
        "compare-two": session is not None and window.workspace.sets.number_of(session.article) > 1,
        "find": on_desk or at_library,
        "first-steps": not paired,
        "next-article": going and desk.locked.offers_next,
    }
    for category in desk.book.categories:
        enabled[f"mark-{category.id}"] = enabled[f"exact-{category.id}"] = editable
    for name in names:
        if name.endswith(("sentence", "paragraph")):
            enabled[name] = on_desk
        elif name.startswith("subtype-"):
            enabled[name] = editable and active
    return enabled


_ON_DESK = (
    "load",
    "copy",
    "here",
    "tab",
    "backtab",
    "next",
    "previous",
    "escape",
    "codebook",
    "beside",
    "find-next",
    "find-previous",
    "unplaced",
    "place-here",
)
_ON_DRAFT = ("extent", "link", "submit")
_ON_ACTIVE_MARK = ("delete", "confidence", "note")
_IN_REVIEW = ("save-report", "print-report", "why", "argue", "review")
_IN_LIBRARY = ("practice", "recently-deleted")
