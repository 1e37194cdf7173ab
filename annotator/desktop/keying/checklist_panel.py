"""Beside a key: what is still missing in it, item by item."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
)

from annotator.comparison.key_checklist import Finding, Weight
from annotator.desktop.keying.finding_rows import BULLET, TOLD, FindingRows
from annotator.desktop.keying.key_words import finding_words, item_quote
from annotator.desktop.palette import Theme
from annotator.desktop.selection_bar import letter_icon
from annotator.domain.annotation import Annotation
from annotator.domain.codebook import Category, Codebook

_ID = Qt.ItemDataRole.UserRole


class ChecklistPanel(QFrame):
    """Lists findings. ``asked`` carries the id of the item to go to."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("side")
        self.setAccessibleName(self.tr("Checklist"))
        self.title = QLabel(wordWrap=True)
        self.title.setObjectName("title")
        self.about = QLabel(wordWrap=True)
        self.about.setObjectName("muted")
        self._icons: dict[str, QIcon] = {}
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("What is missing in the key"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setItemDelegate(FindingRows(self.list))
        self.list.setWordWrap(True)  # else its rows keep their heights when it gets narrower
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        kept = self.list.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # what stands above it stays at the top
        self.list.setSizePolicy(kept)
        self.setFocusProxy(self.list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(9, 16, 4, 8)
        layout.setSpacing(6)
        for label in (self.title, self.about):  # level with the texts of the list
            label.setContentsMargins(7, 0, 7, 0)
        layout.addWidget(self.title)
        layout.addWidget(self.about)
        layout.addWidget(self.list, 1)
        self.list.itemClicked.connect(self._go)
        self.list.itemActivated.connect(self._go)

    def show_waiting(self) -> None:
        """The sentences of the article are not known yet."""
        self.title.setText(self.tr("Looking at the key …"))
        self.about.clear()
        self.list.clear()

    def show_findings(
        self,
        findings: Sequence[Finding],
        item: Callable[[str], Annotation | None],
        book: Codebook,
        theme: Theme,
        *,
        finished: bool = False,
    ) -> None:
        """Fill the panel; ``item`` gives the item of the key with an id. The place is kept."""
        self.title.setText(self._headline(findings))
        self.about.setText("" if finished else self._summary(findings))
        self.about.setVisible(bool(self.about.text()))
        at, top = self.list.currentRow(), self.list.verticalScrollBar().value()
        self.list.clear()
        self._icons.clear()
        for weight, of_weight in groupby(findings, key=lambda f: f.weight):
            self._add_head(weight, theme)
            for item_id, of_item in groupby(of_weight, key=lambda f: f.item_id):
                self._add(item(item_id), list(of_item), item, book, theme)
        self.list.setVisible(bool(findings))
        self.list.setCurrentRow(min(at, self.list.count() - 1))
        self.list.verticalScrollBar().setValue(top)

    def _headline(self, findings: Sequence[Finding]) -> str:
        count = sum(f.weight is not Weight.HINT for f in findings)
        return self.tr("%n thing(s) missing", "", count) if count else self.tr("Nothing is missing")

    def _summary(self, findings: Sequence[Finding]) -> str:
        if any(f.weight is Weight.MUST for f in findings):
            return self.tr("What has to be mended comes first: then the key can be finished.")
        if any(f.weight is Weight.SHOULD for f in findings):
            return self.tr("The key can be finished; learners get more from it without gaps.")
        return self.tr("The key can be finished.")

    def _add_head(self, weight: Weight, theme: Theme) -> None:
        words = {
            Weight.MUST: self.tr("Has to be mended"),
            Weight.SHOULD: self.tr("Missing"),
            Weight.HINT: self.tr("Worth a thought"),
        }[weight]
        head = QListWidgetItem(words)
        font = self.list.font()
        font.setBold(True)
        head.setFont(font)
        head.setFlags(Qt.ItemFlag.NoItemFlags)
        head.setForeground(QColor(theme.muted))
        self.list.addItem(head)

    def _add(
        self,
        annotation: Annotation | None,
        findings: list[Finding],
        item: Callable[[str], Annotation | None],
        book: Codebook,
        theme: Theme,
    ) -> None:
        """One line with what to go to, and one below it for each thing that it lacks."""
        told = [finding_words(f, book, item(f.other_id) if f.other_id else None) for f in findings]
        if annotation is None:
            for words in told:
                entry = QListWidgetItem(words)
                entry.setFlags(Qt.ItemFlag.ItemIsEnabled)
                self.list.addItem(entry)
            return
        lines = [item_quote(annotation), *(f"{BULLET}{words}" for words in told)]
        entry = QListWidgetItem("\n".join(lines))
        entry.setData(TOLD, tuple(told))
        entry.setData(_ID, annotation.id)
        category = book.find(annotation.category)
        entry.setIcon(self._icon(category, theme))
        name = category.name if category else annotation.category
        entry.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name}: {entry.text()}")
        self.list.addItem(entry)

    def _icon(self, category: Category | None, theme: Theme) -> QIcon:
        """The letter of a category; there are few of them and many lines."""
        letter = category.letter if category else "?"
        if letter not in self._icons:
            colour = (
                theme.category(category.id, category.colour) if category else QColor(theme.muted)
            )
            self._icons[letter] = letter_icon(letter, colour, theme, self.devicePixelRatioF())
        return self._icons[letter]

    def _go(self, entry: QListWidgetItem) -> None:
        item_id = entry.data(_ID)
        if item_id:
            self.asked.emit(item_id)
