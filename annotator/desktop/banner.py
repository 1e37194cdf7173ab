"""The line below the page: what the desk waits for, or why there is no review."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from annotator.desktop.beside import KEY as BESIDE_KEY
from annotator.domain.codebook import Category


class Banner(QLabel):
    """At the bottom, so that the text does not move away under the reader's hand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setObjectName("banner")
        self.hide()

    def tell(self, text: str) -> None:
        """Show a text."""
        self.setText(text)
        self.show()

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
