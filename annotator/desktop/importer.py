"""Bringing articles in: files are read on a worker thread, and stored when they have been read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QProgressDialog, QWidget

from annotator.desktop import tasks
from annotator.desktop.words import error_text
from annotator.domain.article import Article
from annotator.domain.errors import AnnotatorError, ArticleError
from annotator.services.workspace import Workspace

_OWN_LIBRARY = "{path} is the library that is open, not an article. Choose a text file."


@dataclass(slots=True)
class Outcome:
    """What came of importing: articles, those that were there already, and what failed."""

    added: list[Article] = field(default_factory=list)
    present: list[Article] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


class Importer(QObject):
    """Imports files into a library. ``done`` carries an :class:`Outcome`."""

    done = Signal(object)

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._window = window
        self._dialogs: dict[QObject, QProgressDialog] = {}

    def import_files(self, paths: Sequence[Path]) -> None:
        """Import files; what can be read is added, whatever becomes of the others."""
        own = {path for path in paths if self._workspace.owns(path)}

        def work(report: tasks.Report) -> list[Article | Exception]:
            from annotator.services.importing import read_article  # noqa: PLC0415 (takes a while)

            read: list[Article | Exception] = []
            for number, path in enumerate(paths):
                report(number, len(paths))
                if path in own:
                    read.append(ArticleError(_OWN_LIBRARY, path=path))
                    continue
                try:
                    read.append(read_article(path))
                except AnnotatorError as error:
                    read.append(error)
            return read

        self._start(work, len(paths))

    def _start(self, work: Callable[[tasks.Report], object], total: int) -> None:
        task = tasks.start(work, self._read, self._failed)
        dialog = QProgressDialog(
            self.tr("Reading %n file(s) …", "", total), self.tr("Cancel"), 0, total, self._window
        )
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.setMinimumDuration(400)
        dialog.setAutoClose(False)
        dialog.canceled.connect(task.cancel)
        task.progressed.connect(lambda done, _total: dialog.setValue(done))
        task.finished.connect(self._close_dialog)
        self._dialogs[task] = dialog

    def _read(self, read: list[Article | Exception]) -> None:
        self._close_dialog()
        outcome = Outcome()
        for each in read:
            if isinstance(each, Exception):
                outcome.failures.append(error_text(each))
                continue
            try:
                added = self._workspace.articles.add(each)
            except AnnotatorError as error:
                outcome.failures.append(error_text(error))
                continue
            (outcome.present if added.already_present else outcome.added).append(added.article)
        self.done.emit(outcome)

    def _failed(self, error: Exception) -> None:
        self._close_dialog()
        self.done.emit(Outcome(failures=[error_text(error)]))

    def _close_dialog(self) -> None:
        """The dialog of the task that tells something now is no longer wanted."""
        dialog = self._dialogs.pop(self.sender(), None)
        if dialog is not None:
            dialog.hide()  # closing it would count as cancelling
            dialog.deleteLater()
