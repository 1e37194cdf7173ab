"""Dialogs for choosing files, which leave the files themselves alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QFileInfo, QSize, QStandardPaths
from PySide6.QtGui import QIcon, QPainter
from PySide6.QtWidgets import QFileDialog, QFileIconProvider, QToolButton, QWidget

from annotator.desktop.lettering import letter_dialog
from annotator.services.resources import resource

_LAST_FOLDER = "last_folder"
_ARROWS = ("backButton", "forwardButton", "toParentButton")

ICON = QSize(16, 16)
"""How large the pictures on the buttons are."""


class PlainIcons(QFileIconProvider):
    """Tells files by their names alone.

    Qt's own provider reads the beginning of every file in a folder, to tell what it is. When a
    process closes any handle of a file, POSIX takes away all locks which that process holds on it:
    merely showing the folder of the open library would take away SQLite's locks, and another
    process could then delete the write-ahead log under it.
    """

    def icon(self, what: QFileInfo | QFileIconProvider.IconType) -> QIcon:
        """A folder or a sheet of paper."""
        if isinstance(what, QFileInfo):
            kinds = QFileIconProvider.IconType
            return super().icon(kinds.Folder if what.isDir() else kinds.File)
        return super().icon(what)

    def type(self, info: QFileInfo) -> str:
        """What stands in the column for the type."""
        translate = QCoreApplication.translate
        if info.isDir():
            return translate("files", "Folder")
        return translate("files", "{ending} file").format(ending=info.suffix().upper()).strip()


class FileDialog(QFileDialog):
    """A dialog that begins in the folder chosen last, or in the user's documents."""

    def __init__(self, parent: QWidget | None, title: str) -> None:
        # A folder without anybody's files first: the dialog begins to read it before it can be
        # told to use other icons.
        super().__init__(parent, title, str(resource("icons")))
        letter_dialog(self)
        self._icons = PlainIcons()
        self.setIconProvider(self._icons)
        self._colour_arrows()
        app = QCoreApplication.instance()
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        last = app.property(_LAST_FOLDER) if app is not None else None
        folder = Path(last or QStandardPaths.writableLocation(documents))
        self.setDirectory(str(folder if folder.is_dir() else Path.home()))
        self.accepted.connect(self._remember)

    def _colour_arrows(self) -> None:
        """Give Qt's arrows, which are black in every theme, the colour of the text."""
        for name in _ARROWS:
            button = self.findChild(QToolButton, name)
            if button is None or button.icon().isNull():
                continue
            pixmap = button.icon().pixmap(ICON, self.devicePixelRatio())
            painter = QPainter(pixmap)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
            painter.fillRect(pixmap.rect(), self.palette().buttonText())
            painter.end()
            button.setIcon(QIcon(pixmap))

    def _remember(self) -> None:
        app = QCoreApplication.instance()
        if app is not None:
            app.setProperty(_LAST_FOLDER, self.directory().absolutePath())


def ask_set_file(parent: QWidget, title: str, chosen: Callable[[Path], object]) -> None:
    """Ask for a file with an annotation set; what is ``chosen`` is called with its path."""
    translate = QCoreApplication.translate
    dialog = FileDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters(
        [
            translate("files", "Annotation sets (*.jsonld *.json *.csv *.tsv)"),
            translate("files", "All files (*)"),
        ]
    )
    dialog.accepted.connect(lambda: chosen(Path(dialog.selectedFiles()[0])))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
