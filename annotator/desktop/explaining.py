"""The active item of a review: its card, how it was scored, and what the learner says to that."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from annotator.desktop.looks import category_name
from annotator.desktop.review_card import ReviewCard
from annotator.desktop.rule_panel import RulePanel
from annotator.desktop.words import outcome_title
from annotator.domain.annotation import Annotation
from annotator.domain.changes import Change

if TYPE_CHECKING:
    from annotator.comparison.matching import Item
    from annotator.comparison.reasons import Reason
    from annotator.desktop.desk import Desk


class Explaining(QObject):
    """Fills the card and the panel, and stores what is argued as it is typed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._shown: str | None = None
        self._walking = False
        self.card = ReviewCard(desk.margin)
        self.panel = RulePanel(desk)
        self.card.left.connect(desk.page.setFocus)
        self.card.grown.connect(desk.margin.refresh)
        self.card.why_asked.connect(self.toggle_rule)
        self.card.argued.connect(self._argue)
        self.panel.left.connect(self._back)
        self.panel.stepped.connect(self._walk)
        desk.margin.laid_out.connect(self._follow_room)
        self._came_from: QWidget | None = None

    def show(self, mark_id: str | None) -> None:
        """Show an item of the review in the card; None for none."""
        if mark_id != self._shown and not self._walking:
            self.panel.leave()
        self._shown = mark_id
        item = self._desk.reviewing.item(mark_id)
        card = self._desk.card_of(mark_id) if mark_id is not None else None
        if card is None or not self._desk.is_reviewing:
            return
        if item is None:  # sound, and left alone
            self.card.show_card(card, None, self._desk.theme, scored=False)
            return
        from annotator.desktop.item_card import ARGUABLE  # noqa: PLC0415 (not for the start)

        own = item.set_annotation
        argument = own.argument if own is not None and item.outcome in ARGUABLE else None
        self.card.show_card(card, argument, self._desk.theme)

    def clear(self) -> None:
        """There is no review any more."""
        self.panel.leave()
        self._shown = None

    def parts(self) -> list[QWidget]:
        """What of the card can have the keyboard focus, for F6."""
        if self.card.isHidden():
            return []
        found = [self.card.argument, self.card.why]
        return [each for each in found if not each.isHidden()][:1]

    # --- What the actions do ------------------------------------------------------------------

    def toggle_rule(self) -> None:
        """Show how the active item was scored, or close that again."""
        if not self.panel.isHidden():
            self.panel.leave()
            return
        desk = self._desk
        reviewing, mark_id = desk.reviewing, desk.page.active
        item, reason = reviewing.item(mark_id), reviewing.reason(mark_id)
        if item is None or reason is None:
            desk.said.emit(
                self.tr("Choose an item of the review first.")
                if mark_id is None
                else self.tr("You left this passage alone, and that is right.")
            )
            return
        self._came_from = QApplication.focusWidget()
        self._fill_panel(item, reason)

    def _walk(self, forward: bool) -> None:
        """Go to another item with the rule open, which follows."""
        desk = self._desk
        self._walking = True
        desk.step(forward=forward)
        self._walking = False
        reviewing, mark_id = desk.reviewing, desk.page.active
        item, reason = reviewing.item(mark_id), reviewing.reason(mark_id)
        if item is None or reason is None:
            self.panel.leave()
        else:
            self._fill_panel(item, reason)

    def _fill_panel(self, item: Item, reason: Reason) -> None:
        desk = self._desk
        desk.sharing.make_way()
        desk.reveal_active()
        from annotator.desktop.rule_words import (  # noqa: PLC0415 (not for the start)
            example,
            rule_for,
        )

        book = desk.reviewing.codebook
        title = self.tr("This item: {outcome}, {category}").format(
            outcome=outcome_title(item.outcome, item.relation),
            category=category_name(book, item.category),
        )
        steps = example(item, reason, lambda category: category_name(book, category))
        rule = rule_for(item.outcome, item.relation)
        self.panel.show_rule(title, steps, rule, self._room(), self._passage())

    def escape(self) -> bool:
        """Close the panel; returns whether it was open."""
        was_open = not self.panel.isHidden()
        self.panel.leave()
        return was_open

    def begin_argument(self) -> None:
        """Put the keyboard into the argument for the active item."""
        from annotator.desktop.item_card import ARGUABLE  # noqa: PLC0415 (not for the start)

        item = self._desk.reviewing.item(self._desk.page.active)
        if item is None and self._desk.page.active is None:
            self._desk.said.emit(self.tr("Choose an item of the review first."))
        elif item is None:
            self._desk.said.emit(self.tr("You left this passage alone, and that is right."))
        elif item.outcome not in ARGUABLE:
            words = self.tr("Only marks that the key does not bear out can be argued.")
            if item.set_annotation is None:
                words = self.tr("You marked nothing here that could be argued.") + " " + words
            self._desk.sharing.make_way()
            self._desk.reveal_active()
            self.card.tell(words)
            self._desk.said.emit(words)
        else:
            self._desk.sharing.make_way()
            self._desk.reveal_active()
            self.card.argument.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # --- Inside -------------------------------------------------------------------------------

    def follow(self, change: Change) -> None:
        """The set has changed: in a review that is an argument."""
        self.take(edit.after for edit in change.edits if edit.after is not None)
        self._desk.margin.refresh()

    def take(self, marks: Iterable[Annotation]) -> None:
        """Marks are argued otherwise than before."""
        reviewing = self._desk.reviewing
        reviewing.take_arguments(marks)
        if reviewing.comparison is not None:
            self._desk.review.follow(reviewing.comparison)

    def _argue(self, text: str) -> None:
        item = self._desk.reviewing.item(self._shown)
        session = self._desk.session
        if session is not None and item is not None and item.set_annotation is not None:
            session.argue(item.set_annotation.id, text)

    def _back(self) -> None:
        came_from, self._came_from = self._came_from, None
        # The summary may have been made anew meanwhile, and all that was in it is gone.
        there = came_from is not None and isValid(came_from) and came_from.isVisible()
        (came_from if came_from is not None and there else self._desk.page).setFocus()

    def _room(self) -> QRect:
        """Where the panel may stand: over the text, beside the margin."""
        page, margin = self._desk.page, self._desk.margin
        corner = page.mapTo(self._desk, QPoint(0, 0))
        right = margin.mapTo(self._desk, QPoint(0, 0)).x()
        return QRect(corner.x(), corner.y(), right - corner.x(), page.height())

    def _follow_room(self) -> None:
        """The window has another size: the panel is not to stand over the card."""
        if not self.panel.isHidden() and self._room() != self.panel.room:
            self.panel.place(self._room(), self._passage())

    def _passage(self) -> range:
        """The heights at which the active item stands; those of its card where it has none here."""
        page = self._desk.page
        mark = page.mark(page.active)
        rects = page.rects_of(min(mark.spans)) if mark is not None else []
        if not rects:
            top = self.card.mapTo(self._desk, QPoint(0, 0)).y()
            return range(top, top)
        above = page.viewport().mapTo(self._desk, QPoint(0, 0)).y()
        return range(above + rects[0].top(), above + rects[-1].bottom())
