"""While a passage is to be chosen on the page: the core of an item, its allowance, an answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.desktop.keying.frames import Line

if TYPE_CHECKING:
    from annotator.desktop.desk import Desk
    from annotator.domain.annotation import Annotation


@dataclass(frozen=True, slots=True)
class Request:
    """What the next selection is to be for the active item.

    ``end`` (0 or 1) is that of an inconsistency in whose place another answer stands; None for both
    of them, or for an item with one. ``category`` is what another answer has to be marked as; empty
    for the category of the item.
    """

    line: Line
    end: int | None = None
    category: str = ""


class Choosing(QObject):
    """Knows what is to be chosen. Meanwhile the page is there for selecting alone.

    The handles of the active item step aside, so that its first and last letters can be pressed,
    and the caret may go anywhere without another item becoming the active one.
    """

    changed = Signal()
    """Something else is to be chosen, or nothing any more."""
    picked = Signal()
    """What was asked for has been selected with the mouse, or confirmed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.item_id = ""
        """The item for which something is, or was, to be chosen."""
        self.request: Request | None = None
        """What is to be chosen; None while nothing is."""
        for page in (desk.page, desk.beside.view.page):
            page.picked.connect(self._let_go)

    @property
    def is_on(self) -> bool:
        """Whether something is to be chosen."""
        return self.request is not None

    def begin(self, item: Annotation, request: Request) -> None:
        """Ask for a passage: with the caret at the item, so that the keyboard can begin there."""
        self.request, self.item_id = request, item.id
        desk = self._desk
        if item.spans:
            desk.page.place_caret(item.spans[0].start)
            desk.page.reveal(item.spans[0])
        desk.page.setFocus()
        desk.roaming.here.hide()
        self.changed.emit()

    def stop(self) -> bool:
        """Ask for nothing any more; returns whether something was asked for."""
        if self.request is None:
            return False
        self.request = None
        self.changed.emit()
        return True

    def follow(self, active: Annotation | None, item: Annotation | None) -> None:
        """Another item is the active one now, or ``item``, for which this is, is gone or sound."""
        left = active is not None and active.id != self.item_id
        if left or item is None or item.is_sound:
            self.stop()

    def confirm(self) -> bool:
        """Take what is selected; returns whether something was to be chosen at all."""
        was_on = self.is_on
        if was_on:
            self.picked.emit()
        return was_on

    def _let_go(self, span: object) -> None:
        """The mouse has selected something, or was clicked: on another item that ends it."""
        if not self.is_on:
            return
        if span is not None:
            self.picked.emit()
            return
        there = [mark.id for mark in self._desk.page.marks_at(self._desk.page.caret)]
        if there and self.item_id not in there:
            self.stop()
