"""What becomes of a pair in the key that is being made: the buttons, and the explanation."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop.card_editor import NoteEdit
from annotator.desktop.flow_layout import FlowLayout
from annotator.domain.decisions import Decision

KEYS = {
    Decision.FIRST: "A",
    Decision.SECOND: "S",
    Decision.MERGED: "M",
    Decision.REJECTED: "R",
}
TAKE_BACK_KEY = "U"


class ExplanationEdit(NoteEdit):
    """The explanation of an item. Other than a note it has an undo of its own, while it is typed.

    Undo in the list takes decisions back.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setUndoRedoEnabled(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl and Enter go back as Escape does."""
        if _leaves(event):
            self.left.emit()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """While it is typed in, Ctrl and Enter do not finish the key."""
        override = event.type() is QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and _leaves(event):
            event.accept()
            return True
        return super().event(event)

    def sizeHint(self) -> QSize:
        """As high as the text, from two lines to six."""
        lines = min(6, max(2, int(self.document().size().height())))
        margins = 2 * int(self.document().documentMargin()) + 14
        return QSize(200, lines * self.fontMetrics().lineSpacing() + margins)

    def minimumSizeHint(self) -> QSize:
        """Not smaller; by itself it would want room for a scroll bar."""
        return self.sizeHint()


def _leaves(event: QKeyEvent) -> bool:
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


class DecisionBar(QFrame):
    """Buttons and an explanation for the current pair.

    ``decided`` carries the decision that was asked for, ``explained`` the text as it stands now.
    """

    decided = Signal(object)
    taken_back = Signal()
    explained = Signal(str)
    left = Signal()
    """The user wants to go back to the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("decisions")
        self._filling = False
        self.counts = QLabel(wordWrap=True)
        self.counts.setObjectName("muted")
        label = self._label = QLabel(self.tr("E&xplanation for the reader"))
        label.setObjectName("section")
        self._done = QLabel(wordWrap=True)
        self._done.setObjectName("section")
        self.note = ExplanationEdit()
        self.note.setAccessibleName(self.tr("Explanation for the reader"))
        self.note.setPlaceholderText(
            self.tr("Why is this weak, or sound? The reader sees this in the review.")
        )
        self.note.setToolTip(self.tr("Enter goes here from the list, Esc goes back"))
        label.setBuddy(self.note)
        self.origin = QLabel(wordWrap=True)
        self.origin.setObjectName("muted")
        texts = {
            Decision.FIRST: self.tr("First"),
            Decision.SECOND: self.tr("Second"),
            Decision.MERGED: self.tr("Merge"),
            Decision.REJECTED: self.tr("Reject"),
        }
        tips = {
            Decision.FIRST: self.tr("Take what the first set marks into the key"),
            Decision.SECOND: self.tr("Take what the second set marks into the key"),
            Decision.MERGED: self.tr(
                "Take both as one item: all words of both, with those that both mark as the core"
            ),
            Decision.REJECTED: self.tr("Leave this out of the key"),
        }
        self.buttons: dict[Decision, QPushButton] = {}
        self._row = QWidget()
        row = FlowLayout(self._row)
        for decision, text in texts.items():
            button = QPushButton(f"{text}  {KEYS[decision]}", checkable=True)
            button.setAccessibleName(text)
            button.setToolTip(f"{tips[decision]} ({KEYS[decision]})")
            button.clicked.connect(lambda _on, d=decision: self.decided.emit(d))
            self.buttons[decision] = button
            row.addWidget(button)
        self.back = QPushButton(self.tr("Take back") + f"  {TAKE_BACK_KEY}")
        self.back.setAccessibleName(self.tr("Take back"))
        self.back.setToolTip(
            self.tr("Open this pair again (U). Ctrl+Z opens the one that was decided last.")
        )
        self.back.clicked.connect(self.taken_back)
        row.addWidget(self.back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 12)
        layout.setSpacing(6)
        layout.addWidget(self._done)
        layout.addWidget(label)
        layout.addWidget(self.note)
        layout.addWidget(self.origin)
        layout.addWidget(self._row)
        layout.addWidget(self.counts)
        self.note.textChanged.connect(self._changed)
        self.note.left.connect(self.left)

    def show_pair(
        self, choices: frozenset[Decision], decision: Decision | None, explanation: str
    ) -> None:
        """Show what can be done with the current pair, and what was; no choices where none is."""
        offered = {self.back: decision is not None}
        offered |= {button: each in choices for each, button in self.buttons.items()}
        if any(button.hasFocus() and not on for button, on in offered.items()):
            self.left.emit()  # else the focus would go on, perhaps to where letters are typed
        for each, button in self.buttons.items():
            button.setEnabled(each in choices)
            button.setChecked(each is decision)
        self.back.setEnabled(decision is not None)
        self.note.setEnabled(bool(choices))
        self._filling = True
        if self.note.toPlainText() != explanation:
            self.note.setPlainText(explanation)
        self._filling = False
        self.note.updateGeometry()

    def show_origin(self, names: Sequence[str]) -> None:
        """Say whose notes the explanation still is; nothing where it is nobody's."""
        words = self.tr("Still the note of {names}, word for word. All readers will see it.")
        self.origin.setText(words.format(names=", ".join(names)) if names else "")
        self.origin.setVisible(bool(names))
        self.note.setAccessibleDescription(self.origin.text())

    def show_state(self, name: str, *, locked: bool) -> None:
        """Offer everything while the key of that name is being made, and nothing afterwards."""
        for widget in (self._label, self.note, self._row):
            widget.setVisible(not locked)
        if locked:
            self.origin.hide()
        self._done.setVisible(locked)
        self._done.setText(self.tr("“{name}” is finished and locked.").format(name=name))

    def show_counts(self, *, still_open: int, taken: int, rejected: int) -> None:
        """Say how far it has come."""
        self.counts.setText(
            self.tr("Open: {open}   ·   In the key: {taken}   ·   Rejected: {rejected}").format(
                open=still_open, taken=taken, rejected=rejected
            )
        )

    def _changed(self) -> None:
        self.note.updateGeometry()
        if not self._filling:
            self.explained.emit(self.note.toPlainText())
