"""The dialog for the codebooks of a library: what there is, one more from a file, which to use."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop.codebook_panel import CodebookPanel
from annotator.desktop.file_dialogs import FileDialog
from annotator.desktop.messages import tell
from annotator.desktop.palette import Theme
from annotator.desktop.words import error_text
from annotator.domain.codebook import Codebook
from annotator.domain.errors import AnnotatorError
from annotator.services.codebooks import Codebooks, save_file


class CodebooksDialog(QDialog):
    """Lists the codebooks of a library; ``used`` says that another one is for new sets now."""

    used = Signal(object)

    def __init__(self, codebooks: Codebooks, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Codebooks"))
        self._codebooks = codebooks
        self._theme = theme
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Codebooks"))
        self.list.setFixedWidth(260)
        self.list.setSpacing(4)
        self.panel = CodebookPanel()
        self.panel.setFrameShape(QFrame.Shape.NoFrame)
        self.use_button = QPushButton(self.tr("&Use for new sets"))
        self.load_button = QPushButton(self.tr("&Load from a file…"))
        self.save_button = QPushButton(self.tr("&Save to a file…"))
        note = QLabel(
            self.tr(
                "A set keeps the codebook under which it was begun. To make your own, save one to "
                "a file, change it together with its id or version, and load it."
            ),
            wordWrap=True,
        )
        note.setObjectName("muted")
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        for button in (self.use_button, self.load_button, self.save_button):
            button.setAutoDefault(False)

        left = QVBoxLayout()
        left.addWidget(self.list, 1)
        left.addWidget(self.use_button)
        left.addWidget(self.load_button)
        left.addWidget(self.save_button)
        columns = QHBoxLayout()
        columns.setSpacing(14)
        columns.addLayout(left)
        columns.addWidget(self.panel, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 18, 18, 14)
        layout.setSpacing(12)
        layout.addLayout(columns, 1)
        layout.addWidget(note)
        layout.addWidget(close)
        self.resize(820, 600)

        self.list.currentItemChanged.connect(self._show_chosen)
        self.use_button.clicked.connect(self._use)
        self.load_button.clicked.connect(self._ask_load)
        self.save_button.clicked.connect(self._ask_save)
        self._fill(codebooks.current)

    def chosen(self) -> Codebook | None:
        """The codebook that is selected in the list."""
        item = self.list.currentItem()
        return item.data(Qt.ItemDataRole.UserRole) if item else None

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

    def _fill(self, chosen: Codebook) -> None:
        current = self._codebooks.current
        self.list.clear()
        for book in self._codebooks.all():
            name = self.tr("{name}\n{id} {version}").format(
                name=book.name, id=book.id, version=book.version
            )
            if book == current:
                name += self.tr(" · for new sets")
            item = QListWidgetItem(name)
            item.setData(Qt.ItemDataRole.UserRole, book)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, name.replace("\n", ", "))
            self.list.addItem(item)
            if book == chosen:
                self.list.setCurrentItem(item)

    def _show_chosen(self) -> None:
        book = self.chosen()
        self.use_button.setEnabled(book is not None and book != self._codebooks.current)
        self.save_button.setEnabled(book is not None)
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
