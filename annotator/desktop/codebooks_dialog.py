"""The dialog for the codebooks of a library: what there is, which to use, and how to change it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop.codebook_fields import name_tip
from annotator.desktop.codebook_panel import CodebookPanel
from annotator.desktop.file_dialogs import FileDialog
from annotator.desktop.labels import muted
from annotator.desktop.lettering import letter_dialog
from annotator.desktop.messages import Question, ask, tell
from annotator.desktop.palette import Theme
from annotator.desktop.screen_room import resize_within
from annotator.desktop.words import error_text
from annotator.domain.codebook import Codebook
from annotator.domain.codebook_editing import added
from annotator.domain.errors import AnnotatorError
from annotator.services.codebooks import Codebooks, save_file

ROOM = 10
"""Pixels above and below the two lines of a codebook in the list, together."""


class CodebooksDialog(QDialog):
    """Lists the codebooks of a library; ``used`` says that another one is for new sets now."""

    used = Signal(object)

    def __init__(self, codebooks: Codebooks, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        letter_dialog(self)
        self.setWindowTitle(self.tr("Codebooks"))
        self._codebooks = codebooks
        self._theme = theme
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Codebooks"))
        self.list.setObjectName("boxed")
        self.list.setFixedWidth(260)
        self.list.setSpacing(4)
        self.panel = CodebookPanel(folded=False)
        self.panel.setFrameShape(QFrame.Shape.NoFrame)
        self.version = QComboBox(accessibleName=self.tr("Version"))
        self.use_button = QPushButton(self.tr("&Use for new sets"))
        self.new_button = QPushButton(self.tr("&New…"))
        self.copy_button = QPushButton(self.tr("&Copy…"))
        self.edit_button = QPushButton(self.tr("&Edit…"))
        self.delete_button = QPushButton(self.tr("&Delete…"))
        self.load_button = QPushButton(self.tr("&Load from a file…"))
        self.save_button = QPushButton(self.tr("&Save to a file…"))
        self.reason = muted()
        self._build()
        self.list.currentItemChanged.connect(self._list_versions)
        self.version.currentIndexChanged.connect(self._show_chosen)
        self.use_button.clicked.connect(self._use)
        self.new_button.clicked.connect(self.make_new)
        self.copy_button.clicked.connect(self.copy)
        self.edit_button.clicked.connect(self.edit)
        self.delete_button.clicked.connect(self._ask_delete)
        self.load_button.clicked.connect(self._ask_load)
        self.save_button.clicked.connect(self._ask_save)
        self._fill(codebooks.current)

    def _build(self) -> None:
        note = QLabel(
            self.tr(
                "A set keeps the version of the codebook under which it was begun. What sets were "
                "made under is never changed: an edited codebook becomes another version. Where an "
                "article has a key, learners mark it with the categories of that key."
            ),
            wordWrap=True,
        )
        note.setObjectName("muted")
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        pairs = QGridLayout()
        pairs.setSpacing(6)
        for number, button in enumerate(
            (self.new_button, self.copy_button, self.edit_button, self.delete_button)
        ):
            pairs.addWidget(button, number // 2, number % 2)
        for button in self._buttons():
            button.setAutoDefault(False)
        name = QLabel(self.tr("&Version"))
        name.setBuddy(self.version)
        top = QHBoxLayout()
        top.addWidget(name)
        top.addWidget(self.version, 1)
        left = QVBoxLayout()
        left.addWidget(self.list, 1)
        left.addWidget(self.use_button)
        left.addLayout(pairs)
        left.addWidget(self.reason)
        left.addWidget(self.load_button)
        left.addWidget(self.save_button)
        right = QVBoxLayout()
        right.addLayout(top)
        right.addWidget(self.panel, 1)
        columns = QHBoxLayout()
        columns.setSpacing(14)
        columns.addLayout(left)
        columns.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 18, 18, 14)
        layout.setSpacing(12)
        layout.addLayout(columns, 1)
        layout.addWidget(note)
        layout.addWidget(close)
        resize_within(self, 900, 660)
        # Last, because Tab goes from heading to heading in it.
        self.setTabOrder(close.button(QDialogButtonBox.StandardButton.Close), self.panel)

    def _buttons(self) -> tuple[QPushButton, ...]:
        return (
            self.use_button,
            self.new_button,
            self.copy_button,
            self.edit_button,
            self.delete_button,
            self.load_button,
            self.save_button,
        )

    def chosen(self) -> Codebook | None:
        """The version that is selected, of the codebook that is selected in the list."""
        return self.version.currentData()

    def load(self, path: Path) -> None:
        """Add a codebook from a file and select it."""
        try:
            self._fill(self._codebooks.add_file(path).codebook)
        except AnnotatorError as error:
            self._tell(error)

    def save(self, path: Path) -> None:
        """Write the selected codebook into a file."""
        book = self.chosen()
        if book is None:
            return
        try:
            save_file(book, path)
        except AnnotatorError as error:
            self._tell(error)

    # --- Writing ------------------------------------------------------------------------------

    def make_new(self) -> None:
        """Write a codebook from the beginning."""
        from annotator.desktop.codebook_proposal import (  # noqa: PLC0415 (light start)
            proposed_colour,
        )

        empty = Codebook("", "1.0", "", ())
        self._open_editor(added(empty, proposed_colour(()).colour))

    def copy(self) -> None:
        """Write a codebook that begins as the selected one."""
        book = self.chosen()
        if book is None:
            return
        name = self.tr("Copy of {name}").format(name=book.name)
        own = replace(book, id="", version="1.0", name=name)
        self._open_editor(own)

    def edit(self) -> None:
        """Edit the newest version of the selected codebook; of the default, a copy."""
        book = self.chosen()
        if book is None or not self._is_newest(book):
            return
        if not self._codebooks.is_default(book):
            self._open_editor(book, changed=book)
            return
        name = self.tr("{name}, own version").format(name=book.name)
        own = replace(book, id="", version="1.0", name=name)
        note = self.tr(
            "“{name}” comes with the program and stays as it is. What you change here is saved as "
            "a codebook of your own. Sets made under both can still be compared, whatever you call "
            "the categories."
        ).format(name=book.name)
        self._open_editor(own, note=note)

    def _open_editor(
        self, book: Codebook, *, changed: Codebook | None = None, note: str = ""
    ) -> None:
        from annotator.desktop.codebook_editor import (  # noqa: PLC0415 (light start)
            CodebookEditor,
        )

        editor = CodebookEditor(
            self._codebooks, book, self._theme, self, changed=changed, note=note
        )
        before = self._codebooks.current

        def saved(book: Codebook) -> None:
            self._fill(book)
            self.list.setFocus()
            if self._codebooks.current != before:
                self.used.emit(self._codebooks.current)

        editor.saved.connect(saved)
        editor.open()

    def _is_newest(self, book: Codebook) -> bool:
        return book == self._codebooks.versions(book.id)[0]

    def _ask_delete(self) -> None:
        book = self.chosen()
        if book is None:
            return
        text = self.tr("Delete version {version} of “{name}”? This cannot be undone.")
        text = text.format(version=book.version, name=book.name)
        question = Question(text, self.tr("Delete"), self.tr("Keep"), loses=True)
        ask(question, self, lambda: self.delete(book))

    def delete(self, book: Codebook) -> None:
        """Delete a version under which no set was made."""
        before = self._codebooks.current
        try:
            self._codebooks.remove(book)
        except AnnotatorError as error:
            self._tell(error)
            return
        current = self._codebooks.current
        others = self._codebooks.versions(book.id)
        self._fill(others[0] if others else current)
        self.list.setFocus()
        if current != before:
            self.used.emit(current)

    # --- Showing ------------------------------------------------------------------------------

    def _fill(self, chosen: Codebook) -> None:
        current = self._codebooks.current
        self.list.blockSignals(True)
        self.list.clear()
        newest = self._codebooks.newest()
        names = Counter(book.name for book in newest)
        for book in newest:
            versions = self._codebooks.versions(book.id)
            name = self.tr("{name}\nVersion {version}").format(name=book.name, version=book.version)
            if names[book.name] > 1:  # what tells it from the other one of that name
                name += f" · {_shortened(book.id)}"
            if book == current:
                name += self.tr(" · for new sets")
            elif book.id == current.id:
                name += self.tr(" · {version} for new sets").format(version=current.version)
            item = QListWidgetItem(name)
            technical = self.tr("In files and on the command line: {id}")
            item.setToolTip(name_tip(book.name, technical.format(id=book.id)))
            lines = self.list.fontMetrics().lineSpacing() * 2
            item.setSizeHint(QSize(0, lines + ROOM))
            item.setData(Qt.ItemDataRole.UserRole, versions)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, name.replace("\n", ", "))
            self.list.addItem(item)
            if chosen.id == book.id:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)
        self._list_versions()
        versions = self._codebooks.versions(chosen.id)
        self.version.setCurrentIndex(versions.index(chosen) if chosen in versions else 0)

    def _list_versions(self) -> None:
        item = self.list.currentItem()
        uses, keys = self._codebooks.uses(), self._codebooks.uses_by_keys()
        current = self._codebooks.current
        self.version.blockSignals(True)
        self.version.clear()
        for book in item.data(Qt.ItemDataRole.UserRole) if item else ():
            which = book.id, book.version
            of_keys = keys.get(which, 0)
            # Not within the text that is put together: there Qt's tools find no forms for numbers.
            of_sets = self.tr("%n set(s)", "", uses.get(which, 0) - of_keys)
            text = f"{book.version} · {of_sets}"
            if of_keys:
                text += " · " + self.tr("%n key(s)", "", of_keys)
            if book == current:
                text += self.tr(" · for new sets")
            self.version.addItem(text, book)
        self.version.blockSignals(False)
        self._show_chosen()

    def _show_chosen(self) -> None:
        book = self.chosen()
        self.use_button.setEnabled(book is not None and book != self._codebooks.current)
        for button in (self.save_button, self.copy_button):
            button.setEnabled(book is not None)
        newest = book is not None and self._is_newest(book)
        self.edit_button.setEnabled(newest)
        self.edit_button.setToolTip(
            ""
            if newest
            else self.tr("An earlier version stays as it is. Copy it to go on from it.")
        )
        used = book is not None and (book.id, book.version) in self._codebooks.uses()
        own = book is not None and book != self._codebooks.default
        self.delete_button.setEnabled(own and not used)
        self.reason.setText(
            self.tr("It comes with the program and cannot be deleted.")
            if book is not None and not own
            else self.tr("Sets were made under this version, so it cannot be deleted.")
            if used
            else ""
        )
        self.reason.setVisible(bool(self.reason.text()))
        self.delete_button.setToolTip(self.reason.text())
        self.delete_button.setAccessibleDescription(self.reason.text())
        if book is not None:
            self.panel.show_codebook(book, self._theme)

    def _use(self) -> None:
        book = self.chosen()
        if book is None:
            return
        try:
            self._codebooks.use(book.id, book.version)
        except AnnotatorError as error:
            self._tell(error)
            return
        self._fill(book)
        self.list.setFocus()
        self.used.emit(book)

    def _ask_load(self) -> None:
        dialog = FileDialog(self, self.tr("Load a codebook"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Codebooks (*.json)"), self.tr("All files (*)")])
        dialog.fileSelected.connect(lambda file: self.load(Path(file)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _ask_save(self) -> None:
        book = self.chosen()
        if book is None:
            return
        dialog = FileDialog(self, self.tr("Save the codebook"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Codebooks (*.json)")])
        dialog.setDefaultSuffix("json")
        dialog.selectFile(f"{book.id}-{book.version}.json")
        dialog.fileSelected.connect(lambda file: self.save(Path(file)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _tell(self, error: AnnotatorError) -> None:
        tell(QMessageBox.Icon.Warning, error_text(error), self)


def _shortened(codebook_id: str) -> str:
    """An id that fits into the list."""
    return codebook_id if len(codebook_id) <= 24 else f"{codebook_id[:23]}…"
