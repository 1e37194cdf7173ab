"""Dialogs with which annotation sets go out to files and come in from files."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QWidget,
)

from annotator.desktop import tasks
from annotator.desktop.file_dialogs import FileDialog, ask_set_file
from annotator.desktop.lettering import letter_dialog
from annotator.domain.annotation import SetInfo
from annotator.domain.article import Article
from annotator.domain.errors import ExchangeError
from annotator.services.workspace import Workspace

if TYPE_CHECKING:
    from annotator.services.transfer import Exported, Loaded

# Windows allows the least.
_NOT_IN_FILE_NAMES = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


class Transfers(QObject):
    """Exports and loads sets. ``said`` carries what was done, ``failed`` an error."""

    said = Signal(str)
    failed = Signal(object)
    loaded = Signal(object)
    """A set has come in: its :class:`SetInfo`."""

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._window = window

    def ask_export(self, article: Article, info: SetInfo) -> None:
        """Ask for a file and write a set into it; the file's ending chooses the format."""
        from annotator.exchange.formats import formats  # noqa: PLC0415 (not at the start)

        writing = [fmt for fmt in formats() if fmt.writes]
        by_filter = {f"{fmt.title} (*.{fmt.extension})": fmt for fmt in writing}
        by_ending = {f".{fmt.extension}": fmt for fmt in writing}
        dialog = FileDialog(self._window, self.tr("Export marks"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(list(by_filter))
        dialog.selectFile(file_name(f"{article.title[:60]} – {info.name}", writing[0].extension))

        def follow(name_filter: str) -> None:
            path = Path(dialog.selectedFiles()[0])
            stem = path.stem if path.suffix.lower() in by_ending else path.name
            dialog.selectFile(file_name(stem, by_filter[name_filter].extension))

        def accepted() -> None:
            path = Path(dialog.selectedFiles()[0])
            fmt = by_ending.get(path.suffix.lower())
            if fmt is None:
                # What follows a full stop in a title is no ending.
                fmt = by_filter[dialog.selectedNameFilter()]
                try:
                    path = with_ending(path, fmt.extension)
                except ExchangeError as error:
                    self.failed.emit(error)
                    return
            self.export(article, info, fmt.name, path)

        dialog.filterSelected.connect(follow)
        _open(dialog, accepted)

    def export(self, article: Article, info: SetInfo, format_name: str, path: Path) -> None:
        """Write a set into a file, on a worker thread."""
        library = self._workspace.path

        def work(_report: tasks.Report) -> Exported:
            from annotator.services.transfer import export_article  # noqa: PLC0415 (not at start)

            with Workspace(library) as workspace:
                return export_article(workspace, article, format_name, path, info.name)

        tasks.start(work, self._exported, self.failed.emit)

    def ask_load(self, article: Article, *, as_key: bool = False) -> None:
        """Ask for a file with a set, and whether it is a learner's set or the key.

        ``as_key`` says which of them is chosen at first.
        """
        ask_set_file(
            self._window,
            self.tr("Load marks"),
            lambda path: self._ask_name(article, path, as_key=as_key),
        )

    def load(self, article: Article, path: Path, name: str, *, as_key: bool) -> None:
        """Read a set from a file, on a worker thread."""
        library = self._workspace.path

        def work(_report: tasks.Report) -> Loaded:
            from annotator.services.transfer import load_file  # noqa: PLC0415 (not at start)

            with Workspace(library) as workspace:
                return load_file(workspace, article, path, name, as_key=as_key)

        tasks.start(work, self._loaded, self.failed.emit)

    def _exported(self, done: Exported) -> None:
        text = self.tr("%n mark(s) exported to {file}", "", done.annotations)
        self.said.emit(text.format(file=done.files[0]))

    def _loaded(self, done: Loaded) -> None:
        text = self.tr("%n mark(s) loaded as “{name}”.", "", done.annotations)
        text = text.format(name=done.info.name)
        if done.unplaced:
            text += " " + self.tr("%n of them could not be placed.", "", done.unplaced)
        self.said.emit(text)
        self.loaded.emit(done.info)

    def _ask_name(self, article: Article, path: Path, *, as_key: bool) -> None:
        dialog = QDialog(self._window)
        letter_dialog(dialog)
        dialog.setWindowTitle(self.tr("Load marks"))
        name = QLineEdit(path.stem)
        role = QComboBox()
        role.addItem(self.tr("A learner's set"), False)
        role.addItem(self.tr("The reference key"), True)
        role.setCurrentIndex(int(as_key))
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(dialog.accept)
        buttons.rejected.connect(dialog.reject)
        form = QFormLayout(dialog)
        form.addRow(
            QLabel(
                self.tr("{file} for “{title}”").format(file=path.name, title=article.title),
                wordWrap=True,
                textFormat=Qt.TextFormat.PlainText,
            )
        )
        form.addRow(self.tr("&Name"), name)
        form.addRow(self.tr("&Use it as"), role)
        form.addRow(buttons)
        _open(
            dialog,
            lambda: self.load(article, path, name.text(), as_key=bool(role.currentData())),
        )


def _open(dialog: QDialog, accepted: Callable[[], object]) -> None:
    dialog.accepted.connect(accepted)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def file_name(stem: str, extension: str) -> str:
    """A name without what the file systems of some computers do not allow in one."""
    return f"{_NOT_IN_FILE_NAMES.sub('-', stem).strip(' .')}.{extension}"


def with_ending(path: Path, extension: str) -> Path:
    """A file name that was chosen without an ending, with it.

    Raises ``ExchangeError`` where there is such a file: the dialog has asked for another name, if
    for any.
    """
    path = path.with_name(f"{path.name}.{extension}")
    if path.exists():
        raise ExchangeError(
            "{path} is there already. Choose that file itself to replace it.", path=path
        )
    return path
