"""Finding words on the desk: between the line for it and the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

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
        """Where it is searched: the page, or that of a second article beside it."""
        self.bar = FindBar()
        self.bar.found.connect(self._show_all)
        self.bar.went.connect(self._show)
        self.bar.left.connect(self._leave)

    def begin(self) -> None:
        """Open the line for finding words; what is selected is looked for at once."""
        if not self.bar.isAncestorOf(QApplication.focusWidget()):
            self._choose_page()
        article = self.bar.article
        if article is not None:
            span = self._page.selection
            wanted = article.text[span.start : span.end] if span else ""
            self.bar.begin(span.start if span else self._page.caret, wanted)

    def leave_second(self) -> None:
        """The second article is about to go, or another one to come: nothing is found in it."""
        if self._page is not self._desk.page:
            self.bar.leave()
            self._page = self._desk.page
            self.bar.set_article(self._desk.article)

    def step(self, step: int) -> None:
        """Go to the next or previous place, or open the line where nothing is looked for yet."""
        if self.bar.isHidden():
            self.begin()
        else:
            self.bar.step(forward=step > 0)

    def _choose_page(self) -> None:
        """Of two articles that is searched which has the keyboard."""
        desk, beside = self._desk, self._desk.beside
        there = beside.has_focus
        article = beside.view.article if there else desk.article
        page = beside.view.page if there else desk.page
        if page is not self._page or article is not self.bar.article:
            self.bar.set_article(article)
            self._page = page
        if not beside.is_open:
            self.bar.tell_where("")
        else:
            self.bar.tell_where(
                self.tr("in the article on the right")
                if there
                else self.tr("in the article on the left")
            )

    def _show_all(self, places: tuple[Span, ...]) -> None:
        self._page.set_found(places)

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
