"""The dialog for the learners of a library: who there is, one more, other names, who practises."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop.home.line_dialog import LineDialog
from annotator.desktop.lettering import letter_dialog
from annotator.desktop.messages import Question, ask, tell
from annotator.desktop.mnemonics import literal
from annotator.desktop.words import error_text
from annotator.domain.errors import AnnotatorError
from annotator.domain.learner import Learner
from annotator.services.learners import Learners

WIDEST_NAME = 220
"""Pixels of a name on the button."""


class LearnersDialog(QDialog):
    """``used`` carries the id of the learner who practises from now on.

    ``changed`` says that names are others, or that learners have come or gone.
    """

    used = Signal(str)
    changed = Signal()

    def __init__(self, learners: Learners, parent: QWidget) -> None:
        super().__init__(parent)
        letter_dialog(self)
        self.setWindowTitle(self.tr("Learners"))
        self._learners = learners
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Learners"))
        self.list.setSpacing(3)
        self.list.setObjectName("boxed")
        self.use_button = QPushButton()
        self.use_button.setObjectName("primary")
        self.add_button = QPushButton(self.tr("&Add…"))
        self.rename_button = QPushButton(self.tr("&Rename…"))
        self.delete_button = QPushButton(self.tr("&Delete…"))
        buttons = (self.add_button, self.rename_button, self.delete_button)
        for button in (self.use_button, *buttons):
            button.setAutoDefault(False)
        note = QLabel(
            self.tr(
                "Every learner has sets and progress of their own. There are no passwords: things "
                "are kept apart, not secret."
            ),
            wordWrap=True,
        )
        note.setObjectName("muted")
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.addButton(self.use_button, QDialogButtonBox.ButtonRole.ActionRole)
        close.rejected.connect(self.reject)
        column = QVBoxLayout()
        for button in buttons:
            column.addWidget(button)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.list, 1)
        row.addLayout(column)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 18, 18, 14)
        layout.setSpacing(12)
        layout.addLayout(row, 1)
        layout.addWidget(note)
        layout.addWidget(close)
        self.resize(520, 360)
        self.list.currentItemChanged.connect(lambda *_: self._arrange())
        self.list.itemActivated.connect(lambda _item: self._use())
        self.use_button.clicked.connect(self._use)
        self.add_button.clicked.connect(self._ask_add)
        self.rename_button.clicked.connect(self._ask_rename)
        self.delete_button.clicked.connect(self._ask_delete)
        self._fill(learners.current.id)

    def chosen(self) -> Learner | None:
        """The learner who is selected in the list."""
        item = self.list.currentItem()
        return item.data(Qt.ItemDataRole.UserRole) if item else None

    def _fill(self, chosen: str) -> None:
        current = self._learners.current
        self.list.clear()
        for learner in self._learners.all():
            name = learner.name
            if learner.id == current.id:
                name = self.tr("{name} · practises now").format(name=name)
            item = QListWidgetItem(name)
            item.setData(Qt.ItemDataRole.UserRole, learner)
            self.list.addItem(item)
            if learner.id == chosen:
                self.list.setCurrentItem(item)
        self._arrange()

    def _arrange(self) -> None:
        learner = self.chosen()
        there = learner is not None
        self.use_button.setEnabled(there and learner.id != self._learners.current.id)
        if learner is not None:
            name = self.fontMetrics().elidedText(
                learner.name, Qt.TextElideMode.ElideRight, WIDEST_NAME
            )
            self.use_button.setText(self.tr("&Practise as {name}").format(name=literal(name)))
        self.rename_button.setEnabled(there)
        self.delete_button.setEnabled(there and self.list.count() > 1)

    def _use(self) -> None:
        """Let the learner who is selected practise; nothing is left to do here then."""
        learner = self.chosen()
        if learner is None or learner.id == self._learners.current.id:
            return
        self.used.emit(learner.id)
        self.accept()

    def _ask_add(self) -> None:
        dialog = LineDialog(self.tr("Add a learner"), self.tr("&Name"), "", self)
        dialog.entered.connect(self._add)
        dialog.open()

    def _add(self, name: str) -> None:
        learner = self._do(lambda: self._learners.add(name))
        if learner is not None:  # whoever practises goes on: a whole class may be added
            self.changed.emit()
            self._fill(learner.id)
            self.list.setFocus()

    def _ask_rename(self) -> None:
        learner = self.chosen()
        if learner is None:
            return
        dialog = LineDialog(self.tr("Rename a learner"), self.tr("&Name"), learner.name, self)
        dialog.entered.connect(lambda name: self._rename(learner, name))
        dialog.open()

    def _rename(self, learner: Learner, name: str) -> None:
        if self._do(lambda: self._learners.rename(learner.id, name)) is not None:
            self._fill(learner.id)
            self.changed.emit()

    def _ask_delete(self) -> None:
        learner = self.chosen()
        number = self._do(lambda: self._learners.number_of_sets(learner.id)) if learner else None
        if learner is None or number is None:
            return
        text = self.tr("Delete “{name}”?").format(name=learner.name) + " "
        if number:
            text += self.tr("%n set(s) with all marks and results go too.", "", number) + " "
        text += self.tr("This cannot be undone.")
        question = Question(text, self.tr("Delete"), self.tr("Keep"), loses=True)
        ask(question, self, lambda: self._delete(learner))

    def _delete(self, learner: Learner) -> None:
        was_current = learner.id == self._learners.current.id
        if self._do(lambda: self._learners.remove(learner.id) or True) is None:
            return
        current = self._learners.current.id
        if was_current:
            self.used.emit(current)
        else:
            self.changed.emit()
        self._fill(current)
        self.list.setFocus()

    def _do(self, action):
        """What comes of it; None where it failed, which is told."""
        try:
            return action()
        except AnnotatorError as error:
            tell(QMessageBox.Icon.Warning, error_text(error), self)
            return None
