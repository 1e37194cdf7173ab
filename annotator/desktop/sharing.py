"""How the desk shares its room: the panel at the side, the text, and the cards beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QWidget

from annotator.desktop.beside import NARROW_MARGIN
from annotator.desktop.document import BASE_SIZE, PAGE_MARGIN
from annotator.desktop.scroll_map import WIDTH as MAP_WIDTH
from annotator.desktop.side_stack import WIDTH as SIDE_WIDTH
from annotator.desktop.theme import reading_font

if TYPE_CHECKING:
    from annotator.desktop.desk import Desk

KEY = "F8"
"""The key that puts the summary of a review away and brings it back."""

MARGIN_WIDTH = 316
_SHARE_BELOW = 0.36
"""Of the height of the desk, what a panel has that stands below the text."""

FEWEST = 45
"""Characters of a line that the text keeps, before the panel and the cards give way."""


class Sharing(QObject):
    """Decides what has room on a desk.

    The text comes first. Where it would have less than its due, cards are narrower, and the summary
    of a review is put away. If it is wanted all the same, it stands there instead of the cards,
    until an item is gone to. Codebook and checklist, which are looked at while somebody marks,
    stand below the text there, over the whole width.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._wanted: bool | None = None
        self._was_narrow: bool | None = None
        self._reviewed = ""

    @property
    def shows_review(self) -> bool:
        """Whether the summary of a review is at the side."""
        return not self._desk.side.isHidden() and self._desk.side.currentWidget() is (
            self._desk.review
        )

    @property
    def is_narrow(self) -> bool:
        """Whether the text would have less than its due between the panel and the cards."""
        desk = self._desk
        least = SIDE_WIDTH + self._text_width() + NARROW_MARGIN
        return desk.beside.is_cramped or desk.width() < least

    def begin(self) -> None:
        """A set was just submitted: the summary comes first, except between two articles."""
        self._wanted = None if self._desk.beside.is_cramped else True

    def follow_size(self) -> None:
        """The desk has another size."""
        if self.is_narrow != self._was_narrow:
            self.arrange()
            self._desk.state_changed.emit()

    def toggle_review(self) -> None:
        """Put the summary of the review away, or bring it up instead of whatever stands there."""
        desk = self._desk
        if not desk.is_reviewing:
            return
        self._wanted = not self.shows_review
        if self._wanted:
            desk.header.codebook_button.setChecked(False)
        self.arrange()
        desk.state_changed.emit()

    def make_way(self) -> None:
        """An item was gone to: its card has to be seen, if that takes the room of the summary."""
        if self.shows_review and self.is_narrow:
            self._wanted = None
            self.arrange()
            self._desk.said.emit(
                self.tr("The summary has made room for the card. {key} brings it back.").format(
                    key=KEY
                )
            )
            self._desk.state_changed.emit()

    def arrange(self) -> None:
        """Show what was asked for beside the text, or nothing."""
        desk, narrow = self._desk, self.is_narrow
        self._begin_review()
        if narrow != self._was_narrow:
            self._was_narrow, self._wanted = narrow, None
        shown: QWidget | None = None
        if desk.header.codebook_button.isChecked():
            shown = desk.codebook
        elif desk.keying.shows_checklist:
            shown = desk.keying.panel
        elif desk.is_reviewing and (not narrow if self._wanted is None else self._wanted):
            shown = desk.review
        self._keep_focus(shown)
        self._place_side(below=narrow and shown is not None and shown is not desk.review)
        desk.side.setVisible(shown is not None)
        desk.side.setCurrentWidget(shown or desk.review)
        desk.header.show_review(there=desk.is_reviewing, shown=shown is desk.review)
        self.fit_margin()

    def fit_margin(self) -> None:
        """Make the cards as wide as the text allows."""
        desk = self._desk
        if self.shows_review and self.is_narrow:
            width = 0
        elif desk.beside.is_cramped or self._page_width() < self._text_width() + MARGIN_WIDTH:
            width = NARROW_MARGIN
        else:
            width = MARGIN_WIDTH
        desk.set_margin_width(width)

    # --- Inside -------------------------------------------------------------------------------

    @property
    def _is_below(self) -> bool:
        """Whether the panel stands below the text."""
        return self._desk.levels.indexOf(self._desk.side) >= 0

    def _begin_review(self) -> None:
        """A review that is opened begins with its summary, whatever was looked up before."""
        desk = self._desk
        set_id = desk.session.info.id if desk.is_reviewing and desk.session is not None else ""
        if set_id != self._reviewed:
            self._reviewed = set_id
            if set_id:
                desk.header.codebook_button.setChecked(False)

    def _place_side(self, *, below: bool) -> None:
        """Put the panel below the text, or beside it; it keeps the keyboard."""
        desk = self._desk
        if below == self._is_below:
            return
        focus = QApplication.focusWidget()
        held = focus if focus is not None and desk.side.isAncestorOf(focus) else None
        if below:
            desk.levels.addWidget(desk.side)
            height = round(desk.levels.height() * _SHARE_BELOW)
            desk.levels.setSizes([desk.levels.height() - height, height])
        else:
            texts = desk.splitter.sizes()
            desk.splitter.insertWidget(0, desk.side)
            # Only the texts get wider with the window, and they share what is left now.
            desk.splitter.setStretchFactor(0, 0)
            left = max(1, desk.splitter.width() - SIDE_WIDTH)
            share = left / max(1, sum(texts))
            desk.splitter.setSizes([SIDE_WIDTH, *(round(size * share) for size in texts)])
        if held is not None:
            held.setFocus()

    def _page_width(self) -> int:
        """Pixels of the page, as soon as what was beside it has gone."""
        desk = self._desk
        if desk.beside.is_open:
            return desk.page.width()
        hidden = desk.side.isHidden() or self._is_below
        side = 0 if hidden else max(desk.side.width(), desk.side.minimumWidth())
        return desk.width() - side

    def _text_width(self) -> int:
        """Pixels that the text needs, with what belongs to its page."""
        size = BASE_SIZE * self._desk.style.zoom
        advance = QFontMetricsF(reading_font(size)).averageCharWidth()
        around = 2 * PAGE_MARGIN + MAP_WIDTH + self._desk.page.scroll_bar_width
        return int(FEWEST * advance) + around

    def _keep_focus(self, shown: QWidget | None) -> None:
        """The keyboard goes from a panel that is put away to the text, not just anywhere."""
        focus, side = QApplication.focusWidget(), self._desk.side
        if focus is None or not side.isAncestorOf(focus):
            return
        if shown is None or not (focus is shown or shown.isAncestorOf(focus)):
            self._desk.page.setFocus()
