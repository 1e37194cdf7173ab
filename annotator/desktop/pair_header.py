"""The line above two sets: the way back, which sets they are, and the key that is made of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from annotator.desktop.elided_label import ElidedLabel
from annotator.desktop.pair_words import of_several, set_words
from annotator.domain.annotation import SetInfo

WIDEST = 230
"""Pixels of a list of sets, where there is room."""


class PairHeader(QFrame):
    """Chooses the two sets. ``chosen`` carries the first and the second one."""

    left = Signal()
    chosen = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self.back = QToolButton(text=self.tr("‹ Article"))
        self.back.setToolTip(self.tr("Back to the article (Esc)"))
        self.title = ElidedLabel()
        self.title.setObjectName("heading")
        self.first = QComboBox(accessibleName=self.tr("First set"))
        self.second = QComboBox(accessibleName=self.tr("Second set"))
        for combo in (self.first, self.second):
            combo.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            combo.setMinimumContentsLength(6)
            combo.setMaximumWidth(WIDEST)
            combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.swap = QToolButton(text="⇄")
        self.swap.setAccessibleName(self.tr("Change the two sets over"))
        self.swap.setToolTip(self.swap.accessibleName())
        self.make_button = QPushButton(self.tr("Make a &key"))
        self.make_button.setToolTip(
            self.tr(
                "Decide of each pair what becomes of it in a key: take, merge or reject "
                "(Ctrl+Shift+M)"
            )
        )
        self.finish_button = QPushButton(self.tr("Fi&nish the key…"))
        self.finish_button.setToolTip(
            self.tr("Lock the key, so that sets are held against it (Ctrl+Enter)")
        )
        self.finish_button.setObjectName("primary")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 7, 12, 7)
        row.setSpacing(8)
        row.addWidget(self.back)
        row.addWidget(self.title, 1)
        row.addWidget(self.first, 1)
        row.addWidget(self.swap)
        row.addWidget(self.second, 1)
        row.addWidget(self.make_button)
        row.addWidget(self.finish_button)
        self._shown: tuple[str, str] = ("", "")
        self.back.clicked.connect(self.left)
        self.first.activated.connect(lambda _index: self._picked(0))
        self.second.activated.connect(lambda _index: self._picked(1))
        self.swap.clicked.connect(self._swap)

    def show_sets(self, infos: Sequence[SetInfo], chosen: tuple[SetInfo, SetInfo] | None) -> None:
        """Offer these sets; two of them are compared."""
        whose = of_several(infos)
        for place, combo in enumerate((self.first, self.second)):
            combo.clear()
            for info in infos:
                words = set_words(info, whose=whose)
                combo.addItem(words, info)
                row = combo.count() - 1
                combo.setItemData(row, words, Qt.ItemDataRole.ToolTipRole)
                if chosen is not None and info.id == chosen[place].id:
                    combo.setCurrentIndex(row)
        if chosen is not None:
            self._shown = chosen[0].id, chosen[1].id

    def show_state(self, *, can_make: bool, is_making: bool) -> None:
        """Offer to begin a key, or to finish the one that is being made."""
        self.make_button.setVisible(not is_making)
        self.make_button.setEnabled(can_make)
        self.finish_button.setVisible(is_making)
        # A key that is being made has its sets in the order in which it was begun.
        self.swap.setEnabled(not is_making)

    def _picked(self, place: int) -> None:
        """Whoever picks for one side what stands on the other changes the two over."""
        now = [self.first.currentData(), self.second.currentData()]
        if now[0].id == now[1].id:
            combo = (self.first, self.second)[1 - place]
            for row in range(combo.count()):
                if combo.itemData(row).id == self._shown[place]:
                    combo.setCurrentIndex(row)
            now[1 - place] = combo.currentData()
        if (now[0].id, now[1].id) != self._shown:
            self.chosen.emit(*now)

    def _swap(self) -> None:
        self.chosen.emit(self.second.currentData(), self.first.currentData())
