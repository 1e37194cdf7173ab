"""Going about on the page: from mark to mark, by sentences, to what is at one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.desktop.margin import Card
from annotator.desktop.marks_here import Entry, MarksHere
from annotator.desktop.page_view import PageView
from annotator.domain.article import Article
from annotator.domain.moving import next_start, previous_start, taken_sentence
from annotator.domain.span import Span

if TYPE_CHECKING:
    from annotator.desktop.desk import Desk


class Roaming(QObject):
    """Moves caret, selection and the active mark of a desk; changes nothing in the set."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._page = desk.page
        self.here = MarksHere(desk.page)
        self.here.asked.connect(lambda offset: self._list(offset, least=1))
        self.here.chosen.connect(desk.choose)
        desk.page.pointed.connect(self._pointed)

    def move(self, unit: str, *, forward: bool, extend: bool = False) -> None:
        """Move the caret (or the end of the selection) by a "sentence" or a "paragraph"."""
        article, page = self._read_now()
        if article is None:
            return
        units = page.sentences if unit == "sentence" else tuple(article.runs())
        caret = page.caret
        offset = next_start(units, caret) if forward else previous_start(units, caret)
        page.move_caret(offset, extend=extend)

    def take_sentence(self) -> None:
        """Select the sentence at the caret; again, take in the next one as well."""
        _, page = self._read_now()
        taken = taken_sentence(page.sentences, page.caret, page.selection)
        if taken is not None:
            page.select(taken)
            page.reveal(taken)

    def jump(self) -> None:
        """Go to the other end of the active inconsistency."""
        if self._desk.beside.jump():
            return
        mark = self._page.mark(self._page.active)
        if mark is None or mark.counterpart is None:
            self._desk.said.emit(self.tr("The active mark has only one end."))
            return
        there = mark.counterpart
        if there.start <= self._page.caret <= there.end:
            there = mark.spans[0]
        self._page.place_caret(there.start)
        self._page.reveal(there)
        self._desk.marking.show_handles()
        self._desk.margin.refresh()

    def step_here(self) -> None:
        """Go to the next one of the marks at the caret; or take what was to be selected."""
        if self._desk.keying.shaping.choosing.confirm():
            return
        ids = self._ids_at(self._page.caret)
        if not ids:
            self._desk.said.emit(self.tr("There is no mark here."))
            return
        self._desk.activate(_after(ids, self._page.active))
        self._list(self._page.caret, least=2)

    def _read_now(self) -> tuple[Article | None, PageView]:
        """The article that the keyboard is in, and its page."""
        beside = self._desk.beside
        if beside.has_focus:
            return beside.view.article, beside.view.page
        return self._desk.article, self._page

    def _pointed(self, offset: int) -> None:
        """A click or the caret goes to the innermost mark there; again, to the next one out."""
        if self._desk.keying.shaping.choosing.is_on:
            return  # the caret is on its way to what is to be selected
        ids, active = self._ids_at(offset), self._page.active
        if active not in ids or self._page.clicked_again:
            self._desk.activate(_after(ids, active) if ids else None)
        elif ids:
            self._desk.margin.refresh()  # the caret may be at the other end now
        self._list(offset, least=2)

    def _ids_at(self, offset: int) -> list[str]:
        found = [mark.id.removesuffix("/key") for mark in self._page.marks_at(offset)]
        return list(dict.fromkeys(found))

    def _list(self, offset: int, *, least: int) -> None:
        """List the marks at a place if there are at least so many."""
        ids = self._ids_at(offset)
        cards = {i: card for i in ids if (card := self._desk.card_of(i)) is not None}
        rects = self._page.rects_of(Span(offset, offset + 1)) if len(cards) >= least else []
        if not rects:
            self.here.hide()
            return
        entries = [Entry(i, c.badge, c.colour, _in_one_line(c)) for i, c in cards.items()]
        self.here.show_entries(entries, self._page.active, rects[0], self._desk.theme)


def _after(ids: list[str], active: str | None) -> str:
    return ids[(ids.index(active) + 1) % len(ids)] if active in ids else ids[0]


def _in_one_line(card: Card) -> str:
    text = next((text for _, text in card.paragraphs if text), "")
    return f"{card.title}: {text}" if text else card.title
