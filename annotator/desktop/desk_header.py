"""The line above the page: the way back, the title, the sets, and what can be done with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from annotator.desktop.elided_label import ElidedLabel
from annotator.desktop.words import date_words
from annotator.domain.annotation import SetInfo, Status

TITLE = 120
"""Pixels of the title that stay in every window."""

WIDEST_LIST = 420
"""How wide the list of sets may be, in pixels."""


class DeskHeader(QFrame):
    """Controls of the desk. ``set_chosen`` carries the set that the user picked."""

    set_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self.back = QToolButton(text=self.tr("‹ Library"))
        self.title = ElidedLabel()
        self.title.setObjectName("heading")
        self.sets = QComboBox(accessibleName=self.tr("Set"))
        self.sets.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        # In a narrow window the end of a long name goes first, then that of the title.
        self.sets.setMinimumWidth(96)
        self.title.setMinimumWidth(TITLE)
        self.codebook_button = QToolButton(text=self.tr("Codebook"), checkable=True)
        self.review_button = QToolButton(text=self.tr("Review"), checkable=True)
        self.review_button.setToolTip(self.tr("How it went, beside the text (F8)"))
        self.review_button.hide()
        self.instructions_button = QToolButton(text=self.tr("What to do"), checkable=True)
        self.instructions_button.hide()
        self.hint_button = QToolButton(text=self.tr("Hint"))
        self.hint_button.hide()
        self.preview_button = QToolButton(text=self.tr("Preview"))
        self.preview_button.setToolTip(self.tr("Try the article as a learner gets it (F5)"))
        self.preview_button.hide()
        self.checklist_button = QToolButton(text=self.tr("Checklist"), checkable=True)
        self.checklist_button.setToolTip(self.tr("What is still missing in the key (F7)"))
        self.checklist_button.hide()
        self.again_button = QPushButton(self.tr("Try again"))
        self.submit_button = QPushButton(self.tr("Submit"))
        self.submit_button.setObjectName("primary")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 7, 12, 7)
        row.setSpacing(8)
        row.addWidget(self.back)
        row.addWidget(self.title, 1)
        for widget in (
            self.sets,
            self.review_button,
            self.instructions_button,
            self.codebook_button,
            self.hint_button,
            self.preview_button,
            self.checklist_button,
            self.again_button,
            self.submit_button,
        ):
            row.addWidget(widget)
        self.sets.activated.connect(lambda index: self.set_chosen.emit(self.sets.itemData(index)))

    def show_sets(
        self, infos: Iterable[SetInfo], current: str, keys: Sequence[SetInfo] = ()
    ) -> None:
        """List the sets of the article; the one with the id ``current`` is on the desk.

        Keys stand below the others, under a heading of their own.
        """
        self.sets.clear()
        for info in infos:
            self._list(info, current)
        if keys:
            self.sets.insertSeparator(self.sets.count())
            self.sets.addItem(self.tr("Keys"))
            row = self.sets.count() - 1
            self.sets.setItemData(row, Qt.ItemFlag.NoItemFlags.value, Qt.ItemDataRole.UserRole - 1)
            heading = QFont(self.sets.font())
            heading.setBold(True)
            self.sets.setItemData(row, heading, Qt.ItemDataRole.FontRole)
        for info in keys:
            self._list(info, current)
        # The list that comes down shows names for which the box itself has no room.
        view = self.sets.view()
        view.setMinimumWidth(min(view.sizeHintForColumn(0) + 24, WIDEST_LIST))

    def show_key(self, is_key: bool) -> None:
        """Name the buttons for what they do to a key, and offer what there is for keys alone."""
        self.preview_button.setVisible(is_key)
        self.checklist_button.setVisible(is_key)
        self.checklist_button.setText(self.tr("Checklist"))
        self.submit_button.setText(self.tr("Finish the key") if is_key else self.tr("Submit"))
        self.again_button.setText(self.tr("Edit this key") if is_key else self.tr("Try again"))

    def show_missing(self, count: int) -> None:
        """Say how much the checklist has found."""
        words = self.tr("Checklist · {count}").format(count=count)
        self.checklist_button.setText(words if count else self.tr("Checklist ✓"))

    def show_state(self, *, locked: bool) -> None:
        """Offer to submit a draft, and to try again where the set is locked."""
        self.submit_button.setVisible(not locked)
        self.again_button.setVisible(locked)

    def show_review(self, *, there: bool, shown: bool) -> None:
        """Offer the summary of a review where there is one, and say whether it is at the side."""
        self.review_button.setVisible(there)
        self.review_button.setChecked(shown)

    def show_hints(self, count: int, refused: str, *, visible: bool) -> None:
        """Say how many hints were asked for; ``refused`` is why there is none to be had, if so."""
        button = self.hint_button
        button.setVisible(visible)
        button.setEnabled(not refused)
        button.setText(self.tr("Hint · {count}").format(count=count) if count else self.tr("Hint"))
        used = self.tr("%n hint(s) used.", "", count) if count else ""
        asked = refused or self.tr("Where is something still missing? (H)")
        button.setToolTip(" ".join(filter(None, (asked, used))))
        button.setAccessibleDescription(button.toolTip())

    def _list(self, info: SetInfo, current: str) -> None:
        self.sets.addItem(self._words(info), info)
        if info.id == current:
            self.sets.setCurrentIndex(self.sets.count() - 1)

    def _words(self, info: SetInfo) -> str:
        if info.is_finished_key:
            return self.tr("{name} · finished {date}").format(
                name=info.name, date=date_words(info.submitted_at)
            )
        if info.status is Status.SUBMITTED:
            return self.tr("{name} · submitted {date}").format(
                name=info.name, date=date_words(info.submitted_at)
            )
        if not info.is_begun:
            return self.tr("{name} · nothing marked yet").format(name=info.name)
        return self.tr("{name} · in progress").format(name=info.name)
