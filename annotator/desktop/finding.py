"""Finding words on the desk: between the line for it and the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.desktop.find_bar import FindBar
from annotator.domain.span import Span

if TYPE_CHECKING:
    from annotator.desktop.desk import Desk


class Finding(QObject):
    """Opens the line, and shows on the page what was found."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._page = desk.page
        self.bar = FindBar()
        self.bar.found.connect(self._page.set_found)
        self.bar.went.connect(self._show)
        self.bar.left.connect(self._leave)

    def begin(self) -> None:
        """Open the line for finding words; what is selected is looked for at once."""
        article = self._desk.article
        if article is not None:
            span = self._page.selection
            wanted = article.text[span.start : span.end] if span else ""
            self.bar.begin(span.start if span else self._page.caret, wanted)

    def step(self, step: int) -> None:
        """Go to the next or previous place, or open the line where nothing is looked for yet."""
        if self.bar.isHidden():
            self.begin()
        else:
            self.bar.step(forward=step > 0)

    def _show(self, place: Span | None) -> None:
        if place is not None:
            self._page.set_found_current(place)
            self._page.place_caret(place.start)
            self._page.reveal(place)

    def _leave(self) -> None:
        """What was found last stays selected, ready to be marked."""
        place = self._page.found_current
        self._page.set_found(())
        self._page.setFocus()
        if place is not None:
            self._page.select(place)
