"""The commands with which a key is made of two sets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import methodcaller
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt

from annotator.desktop.actions import Command, Where
from annotator.domain.decisions import Decision

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from annotator.desktop.pair_page import PairPage
    from annotator.desktop.window import MainWindow

PAIRS = Where.PAIRS
_NAMES = {
    Decision.FIRST: "pair-first",
    Decision.SECOND: "pair-second",
    Decision.MERGED: "pair-merge",
    Decision.REJECTED: "pair-reject",
}
_MAKING = (*_NAMES.values(), "pair-explain", "pair-take-back", "pair-take-back-last")
_WALKING = ("pair-next", "pair-previous")
ON_PAIRS = (*_MAKING, *_WALKING)
"""The commands whose keys mean something else on the desk."""


def pair_commands(window: MainWindow) -> Iterator[Command]:
    """What is done with pairs, in the menu for marks. The page itself listens to their keys."""
    translate = QCoreApplication.translate
    menu = translate("pairs", "&Joint key of two sets")
    yield Command(
        "make-key",
        "mark",
        translate("pairs", "Make a &key of the two"),
        _on_page(window, "begin"),
        ("Ctrl+Shift+M",),
        submenu=menu,
    )
    for decision, words, key in (
        (Decision.FIRST, translate("pairs", "Take the &first"), "A"),
        (Decision.SECOND, translate("pairs", "Take the &second"), "S"),
        (Decision.MERGED, translate("pairs", "&Merge both"), "M"),
        (Decision.REJECTED, translate("pairs", "&Reject"), "R"),
    ):
        run = _on_page(window, "decide", decision)
        yield Command(_NAMES[decision], "mark", words, run, (key,), PAIRS, submenu=menu)
    for name, words, run, key in (
        (
            "pair-explain",
            translate("pairs", "Write the &explanation"),
            _on_page(window, "edit_explanation"),
            "Return",
        ),
        (
            "pair-take-back",
            translate("pairs", "&Take this decision back"),
            _on_page(window, "take_back"),
            "U",
        ),
        (
            "pair-take-back-last",
            translate("pairs", "Take the &last decision back"),
            _on_page(window, "take_back_last"),
            "Ctrl+Z",
        ),
    ):
        yield Command(name, "mark", words, run, (key,), PAIRS, submenu=menu)
    for name, words, forward, key in (
        ("pair-next", translate("pairs", "&Next pair"), 1, "J"),
        ("pair-previous", translate("pairs", "&Previous pair"), -1, "K"),
    ):
        run = _on_page(window, "step", forward)
        yield Command(name, "mark", words, run, (key,), PAIRS, submenu=menu)


def keyed(
    actions: Mapping[str, Sequence[QAction]], *, paired: bool
) -> Mapping[str, Sequence[QAction]]:
    """The actions, menu by menu, whose keys do something: beside two sets, or anywhere else."""

    def works(action: QAction) -> bool:
        if action.objectName() in ON_PAIRS:
            return paired
        return not paired or action.shortcutContext() is Qt.ShortcutContext.WindowShortcut

    return {menu: [each for each in every if works(each)] for menu, every in actions.items()}


def update(page: PairPage | None, actions: dict[str, QAction]) -> None:
    """Enable the commands that can be used now; ``page`` is None while it is not shown."""
    making = page is not None and page.work.is_making
    for name in _MAKING:
        actions[name].setEnabled(making)
    for name in _WALKING:
        actions[name].setEnabled(page is not None and bool(page.list.rows.rows))
    actions["make-key"].setEnabled(page is not None and page.can_make)
    if making:
        actions["submit"].setEnabled(True)
        actions["submit"].setText(QCoreApplication.translate("keying", "Finish the ke&y…"))


def _on_page(window: MainWindow, name: str, *arguments: object) -> Callable[[], object]:
    """Calls a method of the page, which is made when it is needed first."""
    call = methodcaller(name, *arguments)
    return lambda: call(window.pairs)
