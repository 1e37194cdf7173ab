"""Hands and eyes for tests of the window: real events in, the library and pixels out."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QThreadPool
from PySide6.QtGui import QAction, QColor, QImage
from PySide6.QtWidgets import QApplication, QComboBox, QMessageBox, QWidget

from annotator.desktop.exercise_dialog import ExerciseDialog
from annotator.desktop.window import MainWindow
from annotator.domain.annotation import Annotation, Role, SetInfo
from annotator.domain.article import Article
from annotator.domain.span import Span
from annotator.services.workspace import Workspace

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
PATIENCE_MS = 20_000

FERRY = """\
# Ferry takes more people than ever

2 May 2025

By Ines Varga

The harbour office counted 4,210 passengers in April, its monthly sheet shows. Experts say that \
the old boat can't cope. Nobody at the well-known yard would give a name.

Tickets stay free until autumn. The mayor called that a \u201cgift\u201d to the island.

## What is planned

- a second boat from June
- a longer pier, which is said to be cheap
- a ticket price of two pounds from May

| Year | Boats | Remark |
| --- | --- | --- |
| 2023 | 1 | |
| 2024 | 1 | refitted in spring |
| 2025 | 2 | if the yard delivers |

Captain Zoe\u0308 cheered \U0001f469\u200d\U0001f692\U0001f30a loudly \U0001d49cgain. The sign \
reads \u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd in two places. Caf\u00e9 owners grumble.
"""


class Reader:
    """A reader in front of one window."""

    def __init__(self, qtbot, window: MainWindow) -> None:
        self.bot = qtbot
        self.window = window
        self.desk = window.desk
        self.page = window.desk.page
        self.editor = window.desk.editor
        self.bar = window.desk.bar

    # --- Reading and waiting ------------------------------------------------------------------

    @property
    def article(self) -> Article:
        """The article on the desk."""
        assert self.desk.article is not None
        return self.desk.article

    @property
    def info(self) -> SetInfo:
        """The set on the desk."""
        assert self.desk.session is not None
        return self.desk.session.info

    def open(self, article: Article) -> None:
        """Open an article by a double click on its row of the library."""
        if self.desk.article is not None:  # the window came back to where it was left
            assert self.desk.article == article
            return
        view = self.window.library.list
        index = self.window.library.model.index_of(article.id)
        view.scrollTo(index)
        point = view.visualRect(index).center()
        # A first click is needed: Qt takes a double click on an item that was pressed before.
        self.bot.mouseClick(view.viewport(), LEFT, pos=point)
        self.bot.mouseDClick(view.viewport(), LEFT, pos=point)
        assert self.desk.article == article
        assert self.window.stack.currentWidget() is self.desk

    def actions(self) -> list[QAction]:
        """Every action in the menus that does something."""
        found: list[QAction] = []
        menus = [action.menu() for action in self.window.menuBar().actions()]
        while menus:
            for action in menus.pop().actions():
                if action.menu() is not None:
                    menus.append(action.menu())
                elif not action.isSeparator():
                    found.append(action)
        return found

    def wait(self, condition: Callable[[], object]) -> None:
        """Let the program run until something is so."""
        self.bot.waitUntil(lambda: bool(condition()), timeout=PATIENCE_MS)

    def work_done(self) -> None:
        """Wait for the worker threads and for what they deliver."""
        self.wait(lambda: QThreadPool.globalInstance().activeThreadCount() == 0)
        self.settle()

    def settle(self) -> None:
        """Let everything that is due be handled and painted."""
        for _ in range(3):
            QApplication.processEvents()

    def span(self, quote: str) -> Span:
        """Where a quote stands in the article; it must stand there once."""
        text = self.article.text
        assert text.count(quote) == 1, quote
        return Span(text.index(quote), text.index(quote) + len(quote))

    # --- Mouse --------------------------------------------------------------------------------

    def ends(self, first: Span, last: Span | None = None) -> tuple[QPoint, QPoint]:
        """Points just inside the edges of a passage of left-to-right text."""
        start, end = self.page.rects_of(first)[0], self.page.rects_of(last or first)[-1]
        return (
            QPoint(start.left() + 1, start.center().y()),
            QPoint(end.right() - 1, end.center().y()),
        )

    def drag(self, first: Span, last: Span | None = None, *, alt: bool = False) -> None:
        """Select from the beginning of a passage to its end, or to that of another."""
        last = last or first
        self.page.reveal(Span(first.start, last.end))
        self.drag_points(*self.ends(first, last), alt=alt)

    def drag_points(self, start: QPoint, end: QPoint, *, alt: bool = False) -> None:
        """Press, move and release the left button."""
        port = self.page.viewport()
        self.bot.mousePress(port, LEFT, pos=start)
        self.bot.mouseMove(port, (start + end) / 2)
        self.bot.mouseMove(port, end)
        self.bot.mouseRelease(port, LEFT, ALT if alt else NONE, pos=end)

    def point(self, offset: int) -> QPoint:
        """A point in the left half of a character."""
        rect = self.page.rects_of(Span(offset, offset + 1))[0]
        return QPoint(rect.left() + 1, rect.center().y())

    def click(self, offset: int) -> None:
        """Click on a character."""
        self.bot.mouseClick(self.page.viewport(), LEFT, pos=self.point(offset))

    def double_click(self, offset: int) -> None:
        """Double click on a character, with all events of a real one."""
        port, point = self.page.viewport(), self.point(offset)
        self.bot.mousePress(port, LEFT, pos=point)
        self.bot.mouseRelease(port, LEFT, pos=point)
        self.bot.mouseDClick(port, LEFT, pos=point)

    def push(self, button: QWidget) -> None:
        """Click a button."""
        assert button.isVisible(), button
        assert button.isEnabled(), button
        self.bot.mouseClick(button, LEFT)

    # --- Keys ---------------------------------------------------------------------------------

    def key(self, key: Qt.Key | str, modifier: Qt.KeyboardModifier = NONE) -> None:
        """Press a key where the keyboard focus is."""
        target = QApplication.focusWidget()
        assert target is not None
        self.bot.keyClick(target, key, modifier)

    def type(self, text: str) -> None:
        """Type a text where the keyboard focus is."""
        target = QApplication.focusWidget()
        assert target is not None
        self.bot.keyClicks(target, text)

    def mark(self, quote: str, key: str) -> Annotation:
        """Drag over a quote, press a category's key, and return what is stored then."""
        before = {a.id for a in self.stored()}
        self.drag(self.span(quote))
        self.key(key)
        (made,) = [a for a in self.stored() if a.id not in before]
        return made

    def open_exercise(self) -> ExerciseDialog:
        """Open the exercise of the article on the desk."""
        self.window.action("exercise").trigger()
        (found,) = [d for d in self.window.findChildren(ExerciseDialog) if d.isVisible()]
        return found

    def save_exercise(self, box: ExerciseDialog) -> None:
        """Save the exercise, and wait for what follows."""
        self.push(box.buttons.button(box.buttons.StandardButton.Save))
        self.activate()
        self.work_done()

    def choose(self, combo: QComboBox, row: int) -> None:
        """Choose a row of a combo box by keyboard."""
        combo.setFocus()
        self.bot.keyClick(combo, Qt.Key.Key_Home)
        for _ in range(row):
            self.bot.keyClick(combo, Qt.Key.Key_Down)

    # --- Dialogs ------------------------------------------------------------------------------

    def boxes(self) -> list[QMessageBox]:
        """The messages that are open."""
        return [box for box in self.window.findChildren(QMessageBox) if box.isVisible()]

    def box(self) -> QMessageBox:
        """The one message that is open; waits for it."""
        self.wait(self.boxes)
        (box,) = self.boxes()
        return box

    def answer(self, role: QMessageBox.ButtonRole = QMessageBox.ButtonRole.AcceptRole) -> str:
        """Click the button with that role in the open message; returns what it said."""
        box = self.box()
        text = box.text()
        self.push(next(b for b in box.buttons() if box.buttonRole(b) == role))
        self.wait(lambda: not self.boxes())
        self.activate()
        return text

    def activate(self) -> None:
        """Bring the window to the front, which the offscreen platform does not do by itself."""
        self.window.activateWindow()
        self.wait(self.window.isActiveWindow)

    def submit(self) -> None:
        """Submit by the button, agree, and wait for the comparison."""
        self.push(self.desk.header.submit_button)
        self.answer()
        self.wait(lambda: self.desk.is_reviewing)

    # --- What came of it ----------------------------------------------------------------------

    @property
    def said(self) -> str:
        """The status line."""
        return self.window.statusBar().currentMessage()

    def stored(self) -> tuple[Annotation, ...]:
        """The annotations of the set on the desk, read through a connection of its own."""
        if not self.info.is_begun:
            return ()
        with self.library() as other:
            return other.sets.read(self.info.id).annotations

    def stored_spans(self) -> list[tuple[str, Span]]:
        """Category and first span of every annotation that is stored."""
        return [(a.category, a.spans[0]) for a in self.stored()]

    def learner_sets(self) -> list[SetInfo]:
        """The learner's sets that are stored on the article."""
        with self.library() as other:
            return [s for s in other.sets.of(self.article) if s.role is Role.LEARNER]

    @contextlib.contextmanager
    def library(self) -> Iterator[Workspace]:
        """A second connection to the library."""
        with Workspace(Path(self.window.workspace.path)) as other:
            yield other

    def image(self) -> QImage:
        """The page as it is painted now."""
        self.settle()
        return self.page.viewport().grab().toImage()


def colours(image: QImage, left: int, top: int, width: int, height: int) -> set[str]:
    """The colours in a rectangle of an image, as ``#rrggbb``."""
    ratio = image.devicePixelRatio()
    return {
        QColor(image.pixelColor(int(x * ratio), int(y * ratio))).name()
        for x in range(max(0, left), left + width)
        for y in range(max(0, top), top + height)
        if x * ratio < image.width() and y * ratio < image.height()
    }


def mixed(front: str, back: str, share: float) -> str:
    """``front`` laid over ``back`` with an opacity of ``share``."""
    a, b = QColor(front), QColor(back)
    return QColor(
        *(
            round(x * share + y * (1 - share))
            for x, y in zip(a.getRgb()[:3], b.getRgb()[:3], strict=True)
        )
    ).name()
