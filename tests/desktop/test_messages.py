"""Questions: which keys answer them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from annotator.desktop.messages import Question, ask

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_the_key_that_asks_to_submit_does_not_answer(qtbot, key):
    parent, agreed = QWidget(), []
    qtbot.addWidget(parent)
    parent.show()
    ask(Question("Submit?", "Submit", "Go on reading"), parent, lambda: agreed.append("yes"))
    (box,) = parent.findChildren(QMessageBox)
    for target in (box, *box.buttons()):
        qtbot.keyClick(target, key, CTRL)
    assert box.isVisible()
    assert agreed == []
    qtbot.keyClick(box.defaultButton(), key)
    qtbot.waitUntil(lambda: agreed == ["yes"])
