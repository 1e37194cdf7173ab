"""Faults of the Qt bindings that would bring the window down after a while."""

from __future__ import annotations

import subprocess
import sys

# PySide6 6.12.0 on Python 3.11 loses a reference to None in most calls that return nothing, and
# the interpreter aborts after some 5,000 of them: too late for the other tests to notice.
MANY_CALLS = """
import sys
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QTextCursor, QTextDocument

before = sys.getrefcount(None)
thing, timer, document = QObject(), QTimer(), QTextDocument("some words")
cursor = QTextCursor(document)
for number in range(5000):
    for result in (
        thing.setObjectName("name"),
        timer.setInterval(number),
        cursor.setPosition(number % 10),
        document.setModified(False),
    ):
        assert result is None
print(before - sys.getrefcount(None))
"""


def test_twenty_thousand_calls_that_return_nothing():
    """In a process of its own: where it fails it takes the process with it."""
    done = subprocess.run(
        [sys.executable, "-c", MANY_CALLS], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 100, "references to None were lost"
