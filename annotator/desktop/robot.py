"""Driving the real window with real mouse and key events, as a person would."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMessageBox, QWidget

from annotator.desktop.page_view import PageView
from annotator.desktop.window import MainWindow
from annotator.domain.errors import AnnotatorError
from annotator.domain.span import Span

PATIENCE_MS = 30_000


class Robot:
    """Hands and eyes for one window."""

    def __init__(
        self, window: MainWindow, folder: Path, themes: Sequence[str] = ("light",)
    ) -> None:
        """With several themes each picture is taken in all of them; the first is used between."""
        self.window = window
        self._themes = themes
        self._shown = 0
        self._folder = folder
        self.pictures: list[Path] = []

    def wait_for(self, condition: Callable[[], bool], what: str) -> None:
        """Let the program run until something is so. Raises ``AnnotatorError`` if it never is."""
        if condition():
            return
        # Not QTest.qWait, which would keep the worker threads from running.
        loop, ticks, limit = QEventLoop(), QTimer(), QTimer()
        ticks.timeout.connect(lambda: loop.quit() if condition() else None)
        limit.setSingleShot(True)
        limit.timeout.connect(loop.quit)
        ticks.start(5)
        limit.start(PATIENCE_MS)
        loop.exec()
        ticks.stop()
        if not condition():
            raise AnnotatorError("The tour waited in vain for {what}.", what=what)

    def settle(self) -> None:
        """Let everything that is due be painted."""
        for _ in range(3):
            QApplication.processEvents()

    def picture(self, name: str, widget: QWidget | None = None) -> None:
        """Save a numbered screenshot of the window, or of a dialog, in every theme."""
        self._shown += 1
        for theme in self._themes:
            if len(self._themes) > 1:
                self.window.appearance.choose_theme(theme)
            self.settle()
            self.wait_for(lambda: not self.window.desk.map.late.isActive(), "the map")
            ending = f"-{theme}" if len(self._themes) > 1 else ""
            path = self._folder / f"{self._shown:02d}-{name}{ending}.png"
            if not (widget or self.window).grab().save(str(path)):
                raise AnnotatorError(
                    "{path} cannot be written. Choose another folder for the tour.", path=path
                )
            self.pictures.append(path)
        if len(self._themes) > 1:
            self.window.appearance.choose_theme(self._themes[0])

    def drag(self, span: Span, *, exact: bool = False, page: PageView | None = None) -> None:
        """Select a passage (code points) with the mouse, on the page of the desk or another one."""
        page = page or self.window.desk.page
        page.reveal(span)
        self.settle()
        rects = page.rects_of(span)
        start = QPoint(rects[0].left() + 1, rects[0].center().y())
        end = QPoint(rects[-1].right(), rects[-1].center().y())
        port, left = page.viewport(), Qt.MouseButton.LeftButton
        keys = Qt.KeyboardModifier.AltModifier if exact else Qt.KeyboardModifier.NoModifier
        QTest.mousePress(port, left, keys, start)
        QTest.mouseMove(port, (start + end) / 2)
        QTest.mouseMove(port, end)
        QTest.mouseRelease(port, left, keys, end)
        self.settle()

    def press(self, keys: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Press a key where the keyboard focus is."""
        QTest.keyClick(self._focus(), keys, modifier or Qt.KeyboardModifier.NoModifier)
        self.settle()

    def type(self, text: str) -> None:
        """Type a text where the keyboard focus is."""
        QTest.keyClicks(self._focus(), text)
        self.settle()

    def _focus(self) -> QWidget:
        """The widget that has the keyboard; the window is brought to the front for it."""
        if QApplication.activeWindow() is None:
            self.window.activateWindow()
            self.wait_for(self.window.isActiveWindow, "the window")
        return QApplication.focusWidget() or self.window

    def click(self, button: QWidget) -> None:
        """Click a button."""
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def dialog(self) -> QMessageBox:
        """The message that is open. Raises ``AnnotatorError`` where there is none."""

        def box() -> QMessageBox | None:
            found = self.window.findChildren(QMessageBox)
            return next((each for each in found if each.isVisible()), None)

        self.wait_for(lambda: box() is not None, "a message")
        found = box()
        assert found is not None  # noqa: S101 (just seen)
        return found

    def answer(self, role: QMessageBox.ButtonRole) -> None:
        """Click the button with that role in the message that is open."""
        box = self.dialog()
        button: QAbstractButton = next(b for b in box.buttons() if box.buttonRole(b) == role)
        self.click(button)
        self.window.activateWindow()
        self.wait_for(self.window.isActiveWindow, "the window")
