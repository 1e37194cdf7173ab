"""The line below the page: what the desk waits for, or why there is no review."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from annotator.desktop.beside import KEY as BESIDE_KEY
from annotator.domain.codebook import Category

Way = tuple[str, Callable[[], object]]
"""What can be done about it: the words of a button, and what it does."""


class Banner(QFrame):
    """At the bottom, so that the text does not move away under the reader's hand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hint")
        self._label = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.buttons: list[QPushButton] = []
        """What can be done about what it says, in the order in which it is shown."""
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 7, 12, 7)
        self._row.setSpacing(8)
        self._row.addWidget(self._label, 1)
        self.hide()

    def text(self) -> str:
        """What it says, or said last."""
        return self._label.text()

    def tell(self, text: str, ways: Sequence[Way] = ()) -> None:
        """Show a text, and a button for each way on from there."""
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons = []
        for words, run in ways:
            button = QPushButton(words)
            button.clicked.connect(lambda _checked=False, go=run: go())
            self._row.addWidget(button)
            self.buttons.append(button)
        self._label.setText(text)
        self.show()
        self.update()

    def ask_for_counterpart(self, category: Category | None, *, beside: bool) -> None:
        """Say how the other end of an inconsistency is linked; ``beside``: in the split view."""
        words = (
            self.tr(
                "Now select the passage that this one clashes with, in either article, and press "
                "{key} again. Esc: leave it for later."
            )
            if beside
            else self.tr(
                "Now select the passage that this one clashes with and press {key} again. "
                "Esc: leave it for later. {beside}: look for it in another article."
            )
        )
        key = category.shortcut if category else ""
        self.tell(words.format(key=key, beside=BESIDE_KEY))
