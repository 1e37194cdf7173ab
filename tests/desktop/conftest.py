"""Windows on a library of their own."""

from __future__ import annotations

import pytest
from window_driver import FERRY, Reader

from annotator.desktop import tasks
from annotator.desktop.window import MainWindow
from annotator.services.importing import add_text
from annotator.services.workspace import Workspace


@pytest.fixture
def open_window(qtbot, workspace):
    """Opens the real window on a library, active and painted, and gives a reader for it."""
    windows = []

    def opened(
        on: Workspace = workspace,
        *,
        theme: str | None = "light",
        size: tuple[int, int] | None = (1280, 800),
    ) -> Reader:
        window = MainWindow(on)
        windows.append(window)
        if theme is not None:
            window.action(f"theme-{theme}").trigger()
        if size is not None:
            window.resize(*size)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        qtbot.waitExposed(window)
        return Reader(qtbot, window)

    yield opened
    tasks.wait_for_all()
    for window in windows:
        window.close()
        window.deleteLater()


@pytest.fixture
def reader(open_window):
    """A reader in front of the library."""
    return open_window()


@pytest.fixture
def ferry(workspace):
    """An article with headings, a list, a table with an empty cell, emoji, and Hebrew words."""
    return add_text(workspace.articles, FERRY, "ferry.md").article


@pytest.fixture
def at_desk(ferry, open_window):
    """A reader with that article on the desk, and words and sentences known."""
    reader = open_window()
    reader.open(ferry)
    reader.work_done()
    return reader
