"""The filters of a review: chips for outcomes and for categories; an item must pass both."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from annotator.comparison.outcomes import Outcome
from annotator.comparison.shown import Shown
from annotator.desktop.flow_layout import FlowLayout
from annotator.desktop.looks import category_name, outcome_sign
from annotator.desktop.mnemonics import literal
from annotator.desktop.palette import Theme
from annotator.desktop.selection_bar import letter_icon
from annotator.desktop.words import outcome_meaning, outcome_name
from annotator.domain.codebook import Codebook

if TYPE_CHECKING:
    from annotator.comparison.compare import Comparison
    from annotator.comparison.matching import Item


class Chip(QToolButton):
    """A button that stays down. ``alone`` says that it was pressed with Ctrl."""

    alone = Signal()

    def __init__(self) -> None:
        super().__init__(checkable=True)
        self._with_ctrl = False

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Is Ctrl held?"""
        self._with_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        super().mouseReleaseEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Is Ctrl held?"""
        self._with_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        super().keyReleaseEvent(event)

    def nextCheckState(self) -> None:
        """Up or down; with Ctrl that is left to whoever knows the others."""
        if self._with_ctrl:
            self.alone.emit()
        else:
            super().nextCheckState()
        self._with_ctrl = False


class ReviewFilters(QWidget):
    """Chips that are down while their items are seen. ``changed`` carries what is seen now."""

    changed = Signal(object)

    def __init__(
        self,
        comparison: Comparison,
        codebook: Codebook,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._items = comparison.items
        self._theme = theme
        outcomes = Counter(item.outcome for item in self._items)
        categories = Counter(item.category for item in self._items)
        self._outcomes: dict[Outcome, Chip] = {}
        self._categories: dict[str, Chip] = {}
        for outcome in Outcome:
            colour = QColor(theme.outcomes[outcome])
            chip = self._chip(
                outcome_sign(outcome), outcome_name(outcome), outcomes[outcome], colour
            )
            chip.setToolTip(self._with_only(outcome_meaning(outcome)))
            chip.alone.connect(partial(self.show_only, outcome))
            self._outcomes[outcome] = chip
        for category_id in comparison.per_category:
            category = codebook.find(category_id)
            colour = (
                theme.category(category_id, category.colour) if category else QColor(theme.muted)
            )
            name = category_name(codebook, category_id)
            letter = category.letter if category else "?"
            chip = self._chip(letter, name, categories[category_id], colour)
            chip.setToolTip(self._with_only(category.definition if category else name))
            chip.alone.connect(partial(self.show_only, category_id))
            self._categories[category_id] = chip
        self.state = QLabel(wordWrap=True)
        self.state.setObjectName("muted")
        self.all_button = QPushButton(self.tr("Show all"))
        self.all_button.clicked.connect(self.show_all)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for chips in (self._outcomes.values(), self._categories.values()):
            row = QWidget()
            flow = FlowLayout(row)
            for chip in chips:
                flow.addWidget(chip)
            layout.addWidget(row)
            layout.addSpacing(2)
        layout.addWidget(self.state)
        layout.addWidget(self.all_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._tell()

    @property
    def shown(self) -> Shown:
        """What passes: the outcomes and the categories whose chip is down."""
        return Shown(
            frozenset(o for o, chip in self._outcomes.items() if chip.isChecked()),
            frozenset(c for c, chip in self._categories.items() if chip.isChecked()),
        )

    @property
    def hides(self) -> bool:
        """Whether an item does not pass."""
        shown = self.shown
        return not all(item in shown for item in self._items)

    def outcome_chip(self, outcome: Outcome) -> QToolButton:
        """The button of an outcome."""
        return self._outcomes[outcome]

    def category_chip(self, category_id: str) -> QToolButton:
        """The button of a category."""
        return self._categories[category_id]

    def set_shown(self, shown: Shown) -> None:
        """Put down the chips of these, those of which there are any, and lift the others."""
        before = self.shown
        for chips, wanted in (
            (self._outcomes, shown.outcomes),
            (self._categories, shown.categories),
        ):
            for name, chip in chips.items():
                chip.blockSignals(True)
                chip.setChecked(chip.isEnabled() and name in wanted)
                chip.blockSignals(False)
        if self.shown != before:
            self._filtered()

    def show_all(self) -> None:
        """Put all chips down."""
        self.set_shown(Shown(frozenset(self._outcomes), frozenset(self._categories)))

    def show_only(self, name: Outcome | str) -> None:
        """Let only one outcome pass, or one category; once more lets everything pass again."""
        outcomes, categories = frozenset(self._outcomes), frozenset(self._categories)
        if isinstance(name, Outcome):
            outcomes = frozenset({name})
        else:
            categories = frozenset({name})
        before = self.shown
        self.set_shown(Shown(outcomes, categories))
        if self.shown == before:
            self.show_all()

    def let_pass(self, item: Item) -> None:
        """See to it that an item is seen; everything is shown if it is not."""
        if item not in self.shown:
            self.show_all()

    def _with_only(self, meaning: str) -> str:
        return meaning + "\n" + self.tr("Ctrl and a click, or Ctrl and Space: only this.")

    def _chip(self, sign: str, name: str, count: int, colour: QColor) -> Chip:
        theme = self._theme
        chip = Chip()
        chip.setChecked(count > 0)
        chip.setEnabled(count > 0)
        chip.setObjectName("chip")
        colour = colour if count else QColor(theme.muted)
        chip.setIcon(letter_icon(sign, colour, theme, self.devicePixelRatioF()))
        chip.setIconSize(QSize(18, 18))
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        chip.setText(f" {literal(name)}  {count}")
        chip.setAccessibleName(f"{name}: {count}")
        chip.setAccessibleDescription(self.tr("Ctrl and Space: only this."))
        chip.toggled.connect(self._filtered)
        return chip

    def _filtered(self) -> None:
        self._tell()
        self.changed.emit(self.shown)

    def _tell(self) -> None:
        shown, every = self.shown, len(self._items)
        seen = sum(item in shown for item in self._items)
        hidden = self.hides
        if not seen:
            text = self.tr(
                "Nothing passes both filters. Choose an outcome and a category, or show all."
            )
        else:
            text = self.tr("On the page: {seen} of {all}").format(seen=seen, all=every)
            if not hidden:
                text += " · " + self.tr("Ctrl and a click: only this")
        self.state.setText(text)
        if not hidden and self.all_button.hasFocus():
            next(iter(self._outcomes.values())).setFocus()
        self.all_button.setEnabled(hidden)
