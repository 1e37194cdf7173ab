"""A window is closed, and its library with it, while something is worked out for it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication
from window_driver import Reader

from annotator.domain.exercise import Exercise, Feedback
from annotator.domain.span import Span
from annotator.services.workspace import Workspace


def mark(reader: Reader) -> None:
    reader.drag(Span(20, 40))
    reader.key("3")


def ask_for_a_hint(reader: Reader) -> None:
    reader.page.setFocus()
    reader.key("h")


def submit(reader: Reader) -> None:
    reader.push(reader.desk.header.submit_button)
    reader.answer()


@pytest.mark.parametrize("begin", [mark, ask_for_a_hint, submit])
def test_what_arrives_too_late_is_let_go_of(
    open_window, workspace, begin: Callable[[Reader], None]
):
    (article,) = workspace.articles.all()
    workspace.exercises.save(article, Exercise(feedback=Feedback.AT_ONCE, hints=True))
    with Workspace(workspace.path) as own:
        reader = open_window(own)
        reader.open(article)
        reader.work_done()
        begin(reader)
        QThreadPool.globalInstance().waitForDone()  # nothing of it has arrived yet
        reader.window.close()
    # Would fail here for what asks a library that is closed.
    for _ in range(3):
        QApplication.processEvents()
    assert reader.boxes() == []
