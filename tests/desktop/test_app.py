"""Starting and ending, other libraries, and libraries that cannot be used."""

from __future__ import annotations

import logging
import sqlite3
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from window_driver import PATIENCE_MS

from annotator.desktop import app
from annotator.desktop.app import Desktop, make_application
from annotator.desktop.window import MainWindow
from annotator.services.workspace import Workspace


@pytest.fixture
def desktop(qtbot):
    made = Desktop()
    yield made
    if made.window is not None:
        made.window.close()
        made.window.deleteLater()
    made.end()


@pytest.fixture
def answered(qtbot):
    """Clicks the last button of every modal message that opens, and notes what they said."""
    said: list[str] = []
    timer = QTimer()

    def look() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            said.append(f"{box.text()} {box.informativeText()}")
            box.buttons()[-1].click()

    timer.timeout.connect(look)
    timer.start(5)
    yield said
    timer.stop()


def titles(desktop: Desktop) -> list[str]:
    model = desktop.window.library.model
    return [model.index(row).data() for row in range(model.rowCount())]


def test_a_library_that_is_not_there_is_made(desktop, tmp_path):
    path = tmp_path / "folder" / "new.annotator"
    assert desktop.open(path)
    assert path.is_file()
    assert desktop.window.isVisible()
    assert len(titles(desktop)) >= 1


def test_the_application_is_made_once(qapp):
    assert make_application() is qapp


def test_another_library_takes_the_place_of_the_first(desktop, tmp_path, qtbot):
    assert desktop.open(tmp_path / "one.annotator")
    first = desktop.window
    first.library_asked.emit(tmp_path / "two.annotator")
    assert desktop.window is not first
    assert desktop.window.workspace.path == tmp_path / "two.annotator"
    assert desktop.window.isVisible()
    assert not first.isVisible()


def unusable(kind: str, path: Path) -> None:
    match kind:
        case "no database":
            path.write_text("These are plain words, and enough of them to fill a page." * 40)
        case "other database":
            with sqlite3.connect(path) as other:
                other.execute("CREATE TABLE things (name TEXT)")
        case "folder":
            path.mkdir()
        case "newer":
            Workspace(path).close()
            with sqlite3.connect(path) as library:
                library.execute("PRAGMA user_version = 9999")


@pytest.mark.parametrize("kind", ["no database", "other database", "folder", "newer"])
def test_a_library_that_cannot_be_used_is_told_and_left_alone(desktop, tmp_path, answered, kind):
    path = tmp_path / "library.annotator"
    unusable(kind, path)
    before = path.read_bytes() if path.is_file() else None
    assert not desktop.open(path)
    assert desktop.window is None
    assert len(answered) == 1
    assert "library.annotator" in answered[0]
    assert "Traceback" not in answered[0]
    assert before is None or path.read_bytes() == before


def test_the_open_library_stays_where_another_cannot_be_used(desktop, tmp_path, answered):
    assert desktop.open(tmp_path / "one.annotator")
    first, shown = desktop.window, titles(desktop)
    bad = tmp_path / "bad.annotator"
    unusable("no database", bad)
    first.library_asked.emit(bad)
    assert len(answered) == 1
    assert desktop.window is first
    assert first.isVisible()
    assert titles(desktop) == shown


def test_closing_while_work_is_under_way(desktop, tmp_path, qtbot):
    assert desktop.open(tmp_path / "one.annotator")
    window = desktop.window
    window.open_article(window.workspace.articles.all()[0].id)
    window.close()
    desktop.end()
    pool = QThreadPool.globalInstance()
    qtbot.waitUntil(lambda: pool.activeThreadCount() == 0, timeout=PATIENCE_MS)


def test_an_error_nobody_expected_is_told_and_written_down(answered, qapp, monkeypatch, tmp_path):
    """The program goes on, and ends when its window is closed."""
    log = tmp_path / "logs" / "annotator.log"
    monkeypatch.setattr(app, "log_file", lambda: log)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # so that it is put back

    def fail() -> None:
        raise ZeroDivisionError("a secret detail")

    def close_when_told() -> None:
        if answered:
            for widget in QApplication.topLevelWidgets():
                if isinstance(widget, MainWindow):
                    widget.close()

    later = QTimer()
    later.timeout.connect(close_when_told)
    QTimer.singleShot(0, fail)
    later.start(5)
    code = app.open_window(tmp_path / "library.annotator")
    later.stop()
    assert code == 0
    (said,) = answered
    assert "ZeroDivisionError" in said
    assert "a secret detail" not in said
    assert str(log) in said
    assert "a secret detail" in log.read_text()


def test_an_error_that_comes_again_while_its_message_is_open_is_told_once(
    answered, qapp, monkeypatch, tmp_path
):
    """As one in painting does, where the message makes the window paint itself again."""
    monkeypatch.setattr(app, "log_file", lambda: tmp_path / "no" / "log.txt")
    (tmp_path / "no").write_text("a file where the folder should be")
    monkeypatch.setattr(logging.getLogger("annotator"), "handlers", [])
    error = ZeroDivisionError()

    def unexpected() -> None:
        app._unexpected(ZeroDivisionError, error, None)

    QTimer.singleShot(0, unexpected)
    unexpected()
    assert len(answered) == 1
    unexpected()
    assert len(answered) == 2
