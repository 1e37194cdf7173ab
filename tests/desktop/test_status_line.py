"""What is said at the foot of the window goes when it no longer holds."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from annotator.desktop import status_line
from annotator.services.importing import add_text

Key = Qt.Key


@pytest.fixture
def line(qtbot):
    made = status_line.StatusLine()
    qtbot.addWidget(made)
    made.show()
    return made


def test_what_is_said_goes_by_itself(qtbot, line, monkeypatch):
    monkeypatch.setattr(status_line, "LEAST_MS", 1)
    monkeypatch.setattr(status_line, "_CHARACTER_MS", 1)
    line.say("Saved")
    assert line.currentMessage() == "Saved"
    qtbot.waitUntil(lambda: line.currentMessage() == "")


def test_a_long_text_stays_longer_than_a_short_one():
    assert status_line.time_to_read("Saved") >= 5_000
    assert status_line.time_to_read("word " * 40) > status_line.time_to_read("Saved") + 10_000


def test_what_is_under_way_stays_until_something_else_is_said(qtbot, line, monkeypatch):
    monkeypatch.setattr(status_line, "LEAST_MS", 1)
    monkeypatch.setattr(status_line, "_CHARACTER_MS", 1)
    line.say("Writing the report …")
    gone = []
    line.messageChanged.connect(gone.append)
    other = status_line.StatusLine()
    qtbot.addWidget(other)
    other.say("Saved")
    qtbot.waitUntil(lambda: other.currentMessage() == "")  # so much time has passed
    assert line.currentMessage() == "Writing the report …"
    line.say("")
    assert gone == [""]


def test_another_page_article_or_set_takes_away_what_was_said(at_desk):
    at_desk.mark("Experts say", "3")
    assert at_desk.said == "Saved"
    at_desk.window.show_library()
    assert at_desk.said == ""

    first = at_desk.window.library.list.current_row()
    at_desk.window.library.list.setFocus()
    at_desk.key(Key.Key_Delete)
    assert "deleted" in at_desk.said
    assert first is not None
    at_desk.window.undo()
    assert "brought back" in at_desk.said
    other = add_text(at_desk.window.workspace.articles, "Other\n\nA text.\n", "other.txt").article
    at_desk.window.open_article(other.id)
    assert at_desk.said == ""


def test_another_set_takes_away_what_was_said(at_desk):
    at_desk.mark("Experts say", "3")
    at_desk.push(at_desk.desk.header.submit_button)
    at_desk.answer()
    at_desk.work_done()
    at_desk.push(at_desk.desk.header.again_button)
    assert "fresh set" in at_desk.said
    at_desk.mark("Experts say", "3")
    sets = at_desk.desk.header.sets
    sets.setFocus()
    at_desk.bot.keyClick(sets, Key.Key_Up)
    assert at_desk.info.name == "Attempt 1"
    assert at_desk.said == ""
