"""The tour: the main job from end to end, driven through the real window."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from annotator.comparison.outcomes import Outcome
from annotator.desktop import tasks
from annotator.desktop.app import make_application
from annotator.desktop.command_palette import CommandPalette
from annotator.desktop.key_sheet import KeySheet
from annotator.desktop.palette import THEMES
from annotator.desktop.robot import Robot
from annotator.desktop.window import MainWindow
from annotator.domain.annotation import Annotation
from annotator.domain.article import Article
from annotator.domain.span import Span
from annotator.services.bundled import article_id
from annotator.services.importing import add_text
from annotator.services.workspace import Workspace

WIDTH, HEIGHT = 1280, 800
_KEYS = {
    "unsupported_claim": Qt.Key.Key_1,
    "inconsistency": Qt.Key.Key_2,
    "vague_attribution": Qt.Key.Key_3,
}
# The one with something of everything in it.
_BUNDLED = "school-meals"
_OWN_ARTICLE = """\
Footbridge to close for a week

17 June 2025

The footbridge over the mill race will be closed from Monday, the parish council says on its notice
board. Walkers are sent round by Ford Lane. Locals fear that the closure will last longer.
"""
_OTHER_REPORT = """\
Mill race footbridge shut until autumn

18 June 2025

The footbridge at the mill will stay shut until the end of September, said Ruth Amble, who plans the
work for the county. The handrail is rotten, her survey of May found.

Walkers can still cross at the weir, she said.
"""


def run_tour(
    folder: Path, *, size: tuple[int, int] = (WIDTH, HEIGHT), every_theme: bool = False
) -> dict[str, Any]:
    """Read, highlight, submit, compare and export in a library of its own.

    ``size`` is that of the window in pixels. With ``every_theme`` every picture is taken in all
    colours.

    Returns the paths of the screenshots and of the exported set, and the comparison in the shape
    that ``annotator compare --json`` prints. Raises ``AnnotatorError`` where a step does not work.
    """
    from annotator.comparison.compare import comparison_to_dict  # noqa: PLC0415 (takes a while)
    from annotator.services.comparing import compare_sets  # noqa: PLC0415

    make_application()
    with tempfile.TemporaryDirectory() as name, _window(Path(name), size) as window:
        robot = Robot(window, folder, tuple(THEMES) if every_theme else ("light",))
        article = _meet_library(robot, Path(name))
        _annotate(robot, article)
        _submit_and_review(robot)
        _look_around(robot)
        session = window.desk.session
        assert session is not None  # noqa: S101 (a set is on the desk)
        info = session.info
        export = folder / "marks.jsonld"
        export.unlink(missing_ok=True)
        window.transfers.export(article, info, "webannotation", export)
        robot.wait_for(export.exists, "the export")
        comparison = compare_sets(window.workspace, article, info)
        _show_dense(robot, article)
        _show_beside(robot)
        _show_home(robot)
        _show_empty(robot)
        return {
            "screenshots": robot.pictures,
            "comparison": comparison_to_dict(comparison, article.id),
            "export": export,
        }


@contextlib.contextmanager
def _window(folder: Path, size: tuple[int, int]) -> Iterator[MainWindow]:
    with Workspace(folder / "tour.annotator") as workspace:
        window = MainWindow(workspace)
        window.appearance.choose_theme("light")
        window.resize(*size)
        window.show()
        window.activateWindow()
        try:
            yield window
        finally:
            tasks.wait_for_all()
            window.close()


def _meet_library(robot: Robot, folder: Path) -> Article:
    """See the list, import an article, import it again, and open a bundled one by keyboard."""
    window = robot.window
    robot.picture("library")
    file = folder / "footbridge.txt"
    file.write_text(_OWN_ARTICLE, encoding="utf-8")
    articles = window.workspace.articles
    before = len(articles.all())
    window.importer.import_files([file])
    robot.wait_for(lambda: len(articles.all()) > before, "the import")
    robot.picture("imported")
    window.importer.import_files([file])
    robot.picture("imported-twice", robot.dialog())
    robot.answer(QMessageBox.ButtonRole.AcceptRole)
    window.library.list.setFocus()
    robot.press(Qt.Key.Key_Home)
    wanted = article_id(_BUNDLED)
    for _ in articles.all():
        if window.library.chosen() != wanted:
            robot.press(Qt.Key.Key_Down)
    robot.press(Qt.Key.Key_Return)
    robot.wait_for(lambda: window.desk.article is not None, "the article")
    robot.picture("unmarked")
    assert window.desk.article is not None  # noqa: S101 (just seen)
    return window.desk.article


def _annotate(robot: Robot, article: Article) -> None:
    """Mark as a learner might: much of it right, some too long, some wrong, some over-flagged."""
    window, desk = robot.window, robot.window.desk
    key = _key(window.workspace, article)
    weak = {c: [a for a in key if a.category == c] for c in _KEYS}
    sound = [a for a in key if a.is_sound]

    vague = weak["vague_attribution"]
    robot.drag(vague[0].spans[0])
    robot.picture("selection")
    robot.press(Qt.Key.Key_3)
    robot.press(Qt.Key.Key_N)
    robot.type("Which of them, and how many? Nobody is named who could answer for it.")
    robot.picture("note")
    robot.press(Qt.Key.Key_Escape)
    for annotation in vague[1:4]:
        robot.drag(annotation.spans[0])
        robot.press(Qt.Key.Key_3)
    claims = weak["unsupported_claim"]
    for annotation in claims[:3]:
        robot.drag(annotation.spans[0])
        robot.press(Qt.Key.Key_1)
    robot.drag(claims[3].spans[0])
    robot.press(Qt.Key.Key_3)
    robot.drag(sound[0].spans[0])
    robot.press(Qt.Key.Key_1)
    robot.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    robot.press(
        Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )

    clash = weak["inconsistency"]
    robot.drag(clash[1].spans[0])
    robot.press(Qt.Key.Key_2)
    robot.picture("waiting-for-the-other-end")
    robot.drag(clash[1].counterpart_spans[0])
    robot.press(Qt.Key.Key_2)
    robot.picture("linked")
    robot.drag(clash[0].spans[0])
    robot.press(Qt.Key.Key_2)
    robot.press(Qt.Key.Key_Escape)

    first = claims[0].spans[0]
    middle = first.start + len(first) // 2
    robot.drag(Span(middle, min(first.end + 40, len(article.text))))
    robot.press(Qt.Key.Key_3)
    robot.drag(Span(first.start + 2, middle + 10), exact=True)
    robot.press(Qt.Key.Key_1)
    robot.picture("overlaps")
    robot.press(Qt.Key.Key_Delete)
    desk.page.setFocus()


def _submit_and_review(robot: Robot) -> None:
    """Submit, wait for the comparison, and walk through it."""
    desk = robot.window.desk
    robot.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    robot.picture("submit", robot.dialog())
    robot.answer(QMessageBox.ButtonRole.AcceptRole)
    robot.wait_for(lambda: desk.is_reviewing, "the comparison")
    desk.page.setFocus()
    robot.press(Qt.Key.Key_J)
    robot.picture("review")
    for outcome in Outcome:
        if desk.show_first(outcome):
            robot.picture(f"review-{outcome.value.replace('_', '-')}")
    if desk.show_first(Outcome.PARTIAL):
        robot.press(Qt.Key.Key_W)
        robot.picture("review-rule")
        robot.press(Qt.Key.Key_Escape)
    if desk.show_first(Outcome.NOT_IN_KEY):
        robot.press(Qt.Key.Key_A)
        robot.type("The paragraph names nobody who could be asked.")
        robot.picture("review-argued")
        robot.press(Qt.Key.Key_Escape)


def _look_around(robot: Robot) -> None:
    """The dark theme, the codebook, a search, the sheet of keys and the list of commands."""
    window = robot.window
    window.action("theme-dark").trigger()
    robot.picture("review-dark")
    window.action("codebook").trigger()
    robot.picture("codebook-dark")
    window.action("codebook").trigger()
    window.action("theme-light").trigger()
    window.desk.page.setFocus()
    robot.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    robot.type("school")
    robot.picture("find")
    robot.press(Qt.Key.Key_Escape)
    for name, kind in (("keys", KeySheet), ("palette", CommandPalette)):
        window.action(name).trigger()
        dialog = window.findChild(kind)
        robot.picture(name, dialog)
        dialog.close()
        window.activateWindow()
        robot.wait_for(window.isActiveWindow, "the window")


def _show_dense(robot: Robot, article: Article) -> None:
    """A fresh set in which nearly everything is marked, with a note being written."""
    window, desk = robot.window, robot.window.desk
    desk.try_again()
    key = _key(window.workspace, article)
    for annotation in key:
        robot.drag(annotation.spans[0])
        robot.press(_KEYS.get(annotation.category, Qt.Key.Key_1))
        if annotation.counterpart_spans:
            robot.drag(annotation.counterpart_spans[0])
            robot.press(Qt.Key.Key_2)
    linked = next(a for a in key if a.counterpart_spans)
    robot.drag(linked.spans[0])
    robot.press(Qt.Key.Key_3)
    robot.press(Qt.Key.Key_N)
    robot.type("Two kinds in one passage: who says so, and does it fit what stands below?")
    robot.picture("dense")
    robot.press(Qt.Key.Key_Escape)


def _show_beside(robot: Robot) -> None:
    """Two reports side by side, and what clashes between them."""
    window, desk = robot.window, robot.window.desk
    articles = window.workspace.articles
    title = _OWN_ARTICLE.partition("\n")[0]
    report = next(a for a in articles.all() if a.title == title)
    other = add_text(articles, _OTHER_REPORT, "mill.txt").article
    window.show_library()
    window.open_article(report.id)
    robot.drag(_place(report, title))
    robot.press(Qt.Key.Key_2)
    robot.press(Qt.Key.Key_F4)
    second = desk.beside.view
    second.articles.setFocus()
    robot.press(Qt.Key.Key_End)
    robot.wait_for(lambda: second.article == other, "the second article")
    robot.drag(_place(other, "shut until the end of September"), page=second.page)
    robot.picture("second-article")
    robot.press(Qt.Key.Key_2)
    robot.press(Qt.Key.Key_O)
    robot.picture("beside")


def _place(article: Article, quote: str) -> Span:
    start = article.text.index(quote)
    return Span(start, start + len(quote))


def _show_home(robot: Robot) -> None:
    """The library after some practice: what comes next, a search, and articles deleted and back."""
    window, control = robot.window, Qt.KeyboardModifier.ControlModifier
    window.show_library()
    robot.picture("home")
    window.library.side.table_button.click()
    robot.picture("home-table")
    window.library.side.table_button.click()
    robot.press(Qt.Key.Key_F, control)
    everything = window.library.model.rowCount()
    robot.type("council")
    robot.wait_for(lambda: window.library.model.rowCount() < everything, "the search")
    robot.picture("home-search")
    robot.press(Qt.Key.Key_Escape)
    robot.press(Qt.Key.Key_Escape)
    robot.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    robot.press(Qt.Key.Key_Delete)
    robot.picture("home-deleted")
    robot.press(Qt.Key.Key_Z, control)


def _show_empty(robot: Robot) -> None:
    """A library without a single article."""
    window = robot.window
    for article in window.workspace.articles.all():
        window.workspace.articles.remove(article.id)
    window.show_library()
    robot.picture("empty-library")


def _key(workspace: Workspace, article: Article) -> tuple[Annotation, ...]:
    info = next(info for info in workspace.sets.of(article) if info.is_finished_key)
    annotations = workspace.sets.read(info.id).annotations
    return tuple(sorted(annotations, key=lambda a: min(a.all_spans)))
