"""The articles that were deleted lately and can be brought back."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop.home.home_words import day_words
from annotator.desktop.lettering import letter_dialog
from annotator.services.articles import KEPT_DAYS, Deleted


class DeletedDialog(QDialog):
    """``restored`` carries the ids of the articles that are wanted back."""

    restored = Signal(list)

    def __init__(self, deleted: list[Deleted], parent: QWidget) -> None:
        super().__init__(parent)
        letter_dialog(self)
        self.setWindowTitle(self.tr("Recently deleted"))
        note = QLabel(
            self.tr("Deleted articles are kept for %n day(s), with all their sets.", "", KEPT_DAYS)
            if deleted
            else self.tr("Nothing was deleted lately."),
            wordWrap=True,
        )
        note.setObjectName("muted")
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Recently deleted"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setSpacing(3)
        for each in deleted:
            gone = datetime.fromisoformat(each.at) + timedelta(days=KEPT_DAYS)
            words = self.tr("{title}\nDeleted on {day}, gone for good after {last}").format(
                title=each.title, day=day_words(each.at), last=day_words(gone)
            )
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, each.id)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, words.replace("\n", ". "))
            self.list.addItem(item)
        self.restore_button = QPushButton(self.tr("&Bring back"))
        self.restore_button.setObjectName("primary")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.restore_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(10)
        layout.addWidget(note)
        layout.addWidget(self.list, 1)
        layout.addWidget(buttons)
        self.resize(560, 400)
        self.list.setVisible(bool(deleted))
        self.restore_button.setVisible(bool(deleted))
        self.list.itemSelectionChanged.connect(self._arrange)
        self.list.itemActivated.connect(lambda _item: self._restore())
        self.restore_button.clicked.connect(self._restore)
        if deleted:
            self.list.setCurrentRow(0)
            self.list.setFocus()
        else:
            self.adjustSize()
        self._arrange()

    def _arrange(self) -> None:
        self.restore_button.setEnabled(bool(self.list.selectedItems()))

    def _restore(self) -> None:
        chosen = [item.data(Qt.ItemDataRole.UserRole) for item in self.list.selectedItems()]
        if chosen:
            self.accept()
            self.restored.emit(chosen)
