"""What narrows the list of articles: words, how far one has come, a tag."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop.home.home_words import state_name
from annotator.desktop.labels import muted
from annotator.services.browsing import State

WIDEST_LIST = 380
"""How wide the list of tags may be, in pixels."""

LATE_MS = 150
"""How long typing must rest before the library is searched."""


class SearchBar(QWidget):
    """``changed`` says that something else is wanted now.

    ``left`` says that the list is to have the keys, ``entered`` that what is chosen in it is to be
    opened.
    """

    changed = Signal()
    left = Signal()
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit(placeholderText=self.tr("Search titles, texts and your notes"))
        self.line.setAccessibleName(self.tr("Search the library"))
        self.line.setClearButtonEnabled(True)
        self.line.installEventFilter(self)
        self.keys = QCheckBox(self.tr("Keys too"))
        self.keys.setToolTip(self.tr("Explanations of keys give answers away."))
        self.keys.setAccessibleDescription(self.keys.toolTip())
        self.warning = muted("")
        self.warning.hide()
        self.tell_unsearched(0)
        self.state = QComboBox()
        self.state.setAccessibleName(self.tr("Show by how far you have come"))
        for state in (None, *State):
            self.state.addItem(state_name(state), state)
        self.tag = QComboBox()
        self.tag.setAccessibleName(self.tr("Show by tag"))
        self.tag.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.tag.setMaximumWidth(200)
        self.count = QLabel()
        self.count.setObjectName("muted")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LATE_MS)
        self._timer.timeout.connect(self.changed)
        self.set_tags([])

        upper = QHBoxLayout()
        upper.setSpacing(10)
        upper.addWidget(self.line, 1)
        upper.addWidget(self.keys)
        lower = QHBoxLayout()
        lower.setSpacing(10)
        for widget in (self.state, self.tag, self.count):
            lower.addWidget(widget)
        lower.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(upper)
        layout.addWidget(self.warning)
        layout.addLayout(lower)
        self.line.textChanged.connect(self._typed)
        self.keys.toggled.connect(self.warning.setVisible)
        self.keys.toggled.connect(self.changed)
        self.state.currentIndexChanged.connect(self.changed)
        self.tag.currentIndexChanged.connect(self.changed)

    @property
    def text(self) -> str:
        """What is looked for."""
        return self.line.text().strip()

    @property
    def chosen_state(self) -> State | None:
        """How far one has to have come; None for no matter. Qt keeps the bare text of it."""
        value = self.state.currentData()
        return State(value) if value else None

    @property
    def chosen_tag(self) -> str | None:
        """The tag that is wanted; None for no matter."""
        return self.tag.currentData()

    @property
    def narrows(self) -> bool:
        """Whether anything is chosen or looked for."""
        return bool(self.text or self.chosen_state or self.chosen_tag)

    def set_tags(self, tags: list[str]) -> None:
        """Offer these tags; the one that is chosen stays chosen while it is there."""
        if tags == [self.tag.itemData(row) for row in range(1, self.tag.count())] and tags:
            return
        chosen = self.tag.currentData()
        self.tag.blockSignals(True)
        self.tag.clear()
        self.tag.addItem(self.tr("All tags"), None)
        for row, tag in enumerate(tags, 1):
            self.tag.addItem(tag, tag)
            self.tag.setItemData(row, tag, Qt.ItemDataRole.ToolTipRole)
        # The list that comes down shows long tags too, for which the box itself has no room.
        wide = min(self.tag.view().sizeHintForColumn(0) + 24, WIDEST_LIST)
        self.tag.view().setMinimumWidth(wide)
        self.tag.setCurrentIndex(max(0, self.tag.findData(chosen)) if chosen else 0)
        self.tag.blockSignals(False)
        self.tag.setVisible(bool(tags))

    def tell_unsearched(self, keys: int) -> None:
        """Say what it means to search keys, and how many of them are left out."""
        words = self.tr("Explanations of keys are searched too: they give answers away.")
        if keys:
            words += " " + self.tr(
                "%n key(s) left out: the teacher has not opened the review yet.", "", keys
            )
        self.warning.setText(words)

    def begin_anew(self) -> None:
        """Somebody else sits here now: nothing is looked for, and keys are left out again."""
        self.keys.blockSignals(True)
        self.keys.setChecked(False)
        self.keys.blockSignals(False)
        self.warning.hide()
        self.clear()

    def clear(self) -> None:
        """Show everything again."""
        for widget in (self.line, self.state, self.tag):
            widget.blockSignals(True)
        self.line.clear()
        self.state.setCurrentIndex(0)
        self.tag.setCurrentIndex(0)
        for widget in (self.line, self.state, self.tag):
            widget.blockSignals(False)
        self._timer.stop()
        self.changed.emit()

    def begin(self) -> None:
        """Let the reader type, over what was looked for last."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape clears, or leaves an empty line; Down goes to the list, Enter opens."""
        if watched is self.line and event.type() is QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)  # noqa: S101 (its type says so)
            key = Qt.Key(event.key())
            if key is Qt.Key.Key_Escape and self.narrows:
                self.clear()
                return True
            if key in (Qt.Key.Key_Escape, Qt.Key.Key_Down):
                self._now()
                self.left.emit()
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._now()
                self.entered.emit()
                return True
        return super().eventFilter(watched, event)

    def _typed(self) -> None:
        if self.text:
            self._timer.start()
        else:
            self._timer.stop()
            self.changed.emit()

    def _now(self) -> None:
        if self._timer.isActive():
            self._timer.stop()
            self.changed.emit()
