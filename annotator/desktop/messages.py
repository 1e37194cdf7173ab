"""Message boxes. What they say is shown as it stands: names of files may look like mark-up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMessageBox, QWidget

from annotator.desktop.lettering import letter_dialog

LISTED = 8
"""How many of many messages a box shows; all of them stand in its details."""


def message_box(icon: QMessageBox.Icon, text: str, parent: QWidget | None = None) -> QMessageBox:
    """A box with a message, which is still to be opened."""
    box = QMessageBox(parent)
    letter_dialog(box)
    box.setIcon(icon)
    box.setWindowTitle("Annotator")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    return box


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, the words of both answers, and what is said below.

    Where something is lost by a yes, as ``loses`` tells, no is the answer that Enter gives.
    ``details`` are behind a button.
    """

    text: str
    yes: str
    no: str
    more: str = ""
    title: str = "Annotator"
    loses: bool = False
    icon: QMessageBox.Icon = QMessageBox.Icon.Question
    details: str = ""


def ask(
    question: Question,
    parent: QWidget,
    agreed: Callable[[], object],
    closed: Callable[[], object] = lambda: None,
) -> None:
    """Ask, and do what was asked where the answer is yes; ``closed`` is called in any case."""
    box = message_box(question.icon, question.text, parent)
    box.setWindowTitle(question.title)
    box.setInformativeText(question.more)
    box.setDetailedText(question.details)
    roles = QMessageBox.ButtonRole
    yes = box.addButton(question.yes, roles.DestructiveRole if question.loses else roles.AcceptRole)
    no = box.addButton(question.no, roles.RejectRole)
    box.setDefaultButton(no if question.loses else yes)
    read_first = _ReadFirst(box)
    for widget in (box, *box.buttons()):
        widget.installEventFilter(read_first)
    box.buttonClicked.connect(lambda button: agreed() if button is yes else None)
    box.finished.connect(lambda _result: closed())
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()


class _ReadFirst(QObject):
    """Keeps Ctrl+Enter from a box: the key that has asked is not to answer, pressed once more."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Swallow it, wherever in the box the keyboard is."""
        return (
            event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        ) or super().eventFilter(watched, event)


def tell(icon: QMessageBox.Icon, text: str, parent: QWidget, details: str = "") -> None:
    """Show a message; the program goes on meanwhile."""
    box = message_box(icon, text, parent)
    box.setDetailedText(details)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
