"""The line above the page: the way back, the title, the sets, and what can be done with them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from annotator.desktop.elided_label import ElidedLabel
from annotator.desktop.words import date_words
from annotator.domain.annotation import SetInfo, Status


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
        self.codebook_button = QToolButton(text=self.tr("Codebook"), checkable=True)
        self.again_button = QPushButton(self.tr("Try again"))
        self.submit_button = QPushButton(self.tr("Submit"))
        self.submit_button.setObjectName("primary")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 7, 12, 7)
        row.setSpacing(8)
        row.addWidget(self.back)
        row.addWidget(self.title, 1)
        for widget in (self.sets, self.codebook_button, self.again_button, self.submit_button):
            row.addWidget(widget)
        self.sets.activated.connect(lambda index: self.set_chosen.emit(self.sets.itemData(index)))

    def show_sets(self, infos: Iterable[SetInfo], current: str) -> None:
        """List the sets of the article; the one with the id ``current`` is on the desk."""
        self.sets.clear()
        for info in infos:
            self.sets.addItem(self._words(info), info)
            if info.id == current:
                self.sets.setCurrentIndex(self.sets.count() - 1)

    def show_state(self, *, locked: bool) -> None:
        """Offer to submit a draft, and to try again where the set is locked."""
        self.submit_button.setVisible(not locked)
        self.again_button.setVisible(locked)

    def _words(self, info: SetInfo) -> str:
        if info.status is Status.SUBMITTED:
            return self.tr("{name} · submitted {date}").format(
                name=info.name, date=date_words(info.submitted_at)
            )
        return self.tr("{name} · in progress").format(name=info.name)
