"""The page of the codebook editor for the kinds within a category."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop.codebook_fields import LinesField, Technical, TextField, labelled, name_tip
from annotator.desktop.labels import muted
from annotator.domain.codebook import MOST_SUBTYPES, Subtype
from annotator.domain.codebook_editing import moved

ROW_HEIGHT = 26
"""Of categories and kinds in their lists, in pixels."""


class ListButtons(QWidget):
    """Add, remove, up and down, for the list above them."""

    def __init__(self, add: str, remove: str, up: str, down: str, full: str) -> None:
        """The names of the four, and why nothing can be added when there are the most."""
        super().__init__()
        self._add_tips = {True: full, False: add}
        self.add = QPushButton(self.tr("Add"))
        self.remove = QPushButton(self.tr("Remove"))
        self.up = QPushButton("↑")
        self.down = QPushButton("↓")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for button, name in (
            (self.add, add),
            (self.remove, remove),
            (self.up, up),
            (self.down, down),
        ):
            button.setAutoDefault(False)
            button.setAccessibleName(name)
            button.setToolTip(name)
            row.addWidget(button)
        for button in (self.up, self.down):
            button.setFixedWidth(34)

    def arrange(self, index: int, count: int, most: int, least: int = 0) -> None:
        """Enable what can be done with number ``index`` (-1 for none) of ``count``."""
        self.add.setEnabled(count < most)
        self.add.setToolTip(self._add_tips[count >= most])
        self.remove.setEnabled(index >= 0 and count > least)
        self.up.setEnabled(index > 0)
        self.down.setEnabled(0 <= index < count - 1)


class KindsPage(QWidget):
    """``changed`` says that the kinds are others now."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kinds: tuple[Subtype, ...] = ()
        self._filling = False
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Kinds"))
        self.list.setObjectName("boxed")
        self.list.setMinimumWidth(150)
        self.list.setMaximumWidth(220)
        self.buttons = ListButtons(
            self.tr("Add a kind"),
            self.tr("Remove the kind"),
            self.tr("Move the kind up"),
            self.tr("Move the kind down"),
            self.tr("Nine kinds are the most: Shift and a digit choose one."),
        )
        self.name = QLineEdit(accessibleName=self.tr("Name of the kind"))
        self.definition = TextField(self.tr("Definition of the kind"), 3)
        self.include = LinesField(self.tr("What to mark as this kind, one a line"), 2)
        self.leave_out = LinesField(self.tr("What is not this kind, one a line"), 2)
        self.examples = LinesField(self.tr("Examples of the kind, one a line"), 3)
        self.note = muted(
            self.tr(
                "A category can do without kinds. With them readers say more exactly what is weak."
            )
        )
        self.technical = Technical()
        self.form = QWidget()
        self._build()
        self.list.currentRowChanged.connect(self._chosen)
        self.buttons.add.clicked.connect(self._add)
        self.buttons.remove.clicked.connect(self._remove)
        self.buttons.up.clicked.connect(lambda: self._move(-1))
        self.buttons.down.clicked.connect(lambda: self._move(1))
        self._fill(0)
        self.name.textEdited.connect(self._edited)
        for field in self._fields():
            field.textChanged.connect(self._edited)

    @property
    def kinds(self) -> tuple[Subtype, ...]:
        """The kinds as they are now."""
        return self._kinds

    def show_kinds(self, kinds: tuple[Subtype, ...]) -> None:
        """Show the kinds of another category."""
        self._kinds = kinds
        self._fill(0)

    def go_to(self, row: int | None, field: str) -> None:
        """Select a kind and set the cursor into one of its fields."""
        if row is not None and row < len(self._kinds):
            self.list.setCurrentRow(row)
        fields: dict[str, QWidget] = {
            "name": self.name,
            "definition": self.definition,
            "include": self.include,
            "leave_out": self.leave_out,
            "examples": self.examples,
        }
        fields.get(field, self.list).setFocus()

    def _fields(self) -> Sequence[TextField]:
        return (self.definition, self.include, self.leave_out, self.examples)

    def _build(self) -> None:
        left = QVBoxLayout()
        left.addWidget(self.list, 1)
        left.addWidget(self.buttons)
        form = QFormLayout(self.form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(8)
        labelled(form, self.tr("Name"), self.name)
        labelled(form, self.tr("Definition"), self.definition)
        labelled(form, self.tr("Mark\n(one a line)"), self.include)
        labelled(form, self.tr("Not this kind\n(one a line)"), self.leave_out)
        labelled(form, self.tr("Examples\n(one a line)"), self.examples)
        right = QVBoxLayout()
        right.addWidget(self.form)
        right.addWidget(self.note)
        right.addWidget(self.technical)
        right.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(14)
        layout.addLayout(left, 2)
        layout.addLayout(right, 5)

    def _fill(self, row: int) -> None:
        self._filling = True
        self.list.clear()
        for number, kind in enumerate(self._kinds, 1):
            item = QListWidgetItem(self._title(number, kind))
            item.setSizeHint(QSize(0, ROW_HEIGHT))
            item.setToolTip(name_tip(kind.name))
            self.list.addItem(item)
        self.list.setCurrentRow(min(row, len(self._kinds) - 1))
        self._filling = False
        self._chosen()

    def _title(self, number: int, kind: Subtype) -> str:
        return f"{number}   {kind.name or self.tr('(no name yet)')}"

    def _chosen(self) -> None:
        if self._filling:
            return
        row = self.list.currentRow()
        kind = self._kinds[row] if row >= 0 else Subtype("", "", "")
        self._filling = True
        if self.name.text() != kind.name:
            self.name.setText(kind.name)
        self.definition.set_text(kind.definition)
        self.include.set_entries(kind.include)
        self.leave_out.set_entries(kind.leave_out)
        self.examples.set_entries(kind.examples)
        self._filling = False
        self.form.setVisible(row >= 0)
        self.note.setVisible(row < 0)
        self.technical.setVisible(row >= 0)
        self.technical.note.setText(
            self.tr(
                "In files this kind is called “{id}”. That stays when it gets another name."
            ).format(id=kind.id)
            if kind.id
            else self.tr(
                "In files this kind will be called by the name that it has when you save, and keep "
                "that."
            )
        )
        self.buttons.arrange(row, len(self._kinds), MOST_SUBTYPES)

    def _edited(self) -> None:
        row = self.list.currentRow()
        if self._filling or row < 0:
            return
        kind = replace(
            self._kinds[row],
            name=self.name.text().strip(),
            definition=self.definition.text(),
            include=self.include.entries(),
            leave_out=self.leave_out.entries(),
            examples=self.examples.entries(),
        )
        self._kinds = (*self._kinds[:row], kind, *self._kinds[row + 1 :])
        self.list.item(row).setText(self._title(row + 1, kind))
        self.changed.emit()

    def _add(self) -> None:
        self._kinds = (*self._kinds, Subtype("", "", ""))
        self._fill(len(self._kinds) - 1)
        self.name.setFocus()
        self.changed.emit()

    def _remove(self) -> None:
        row = self.list.currentRow()
        self._kinds = (*self._kinds[:row], *self._kinds[row + 1 :])
        self._fill(row)
        self.list.setFocus()
        self.changed.emit()

    def _move(self, by: int) -> None:
        row = self.list.currentRow()
        self._kinds = moved(self._kinds, row, by)
        self._fill(row + by)
        self.changed.emit()
