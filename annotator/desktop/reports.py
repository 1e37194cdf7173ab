"""Dialogs with which the report of a review is saved and printed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtWidgets import QFileDialog, QToolBar, QWidget

from annotator.desktop import tasks
from annotator.desktop.file_dialogs import FileDialog
from annotator.desktop.transfers import file_name, with_ending
from annotator.domain.annotation import SetInfo
from annotator.domain.article import Article
from annotator.domain.errors import AnnotatorError, ExchangeError
from annotator.services.workspace import Workspace

if TYPE_CHECKING:
    from annotator.desktop.report.parts import Report

ENDINGS = ("pdf", "html")
PREVIEW, ICONS = QSize(1000, 760), QSize(20, 20)
# Qt's own bar of buttons is wider than the window with the room that buttons have elsewhere, and
# its field for the zoom too low.
_PREVIEW_STYLE = """
    QToolButton { padding: 3px 4px; }
    QComboBox QLineEdit { padding: 0; border: 0; background: transparent; }
"""
_NAMED = re.compile(r"\.(pdf|html?)\Z", re.IGNORECASE)


class Reports(QObject):
    """Saves and prints reports. ``said`` carries what was done, ``failed`` an error."""

    said = Signal(str)
    failed = Signal(object)

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._window = window

    def ask_save(self, article: Article, info: SetInfo) -> None:
        """Ask for a file and write the report into it; the ending chooses between PDF and HTML."""
        filters = (self.tr("PDF (*.pdf)"), self.tr("Web page (*.html)"))
        dialog = FileDialog(self._window, self.tr("Save report"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(list(filters))
        stem = self.tr("{title} – report of {name}").format(
            title=article.title[:60], name=info.name
        )
        dialog.selectFile(file_name(stem, ENDINGS[0]))

        def chosen_ending() -> str:
            return ENDINGS[filters.index(dialog.selectedNameFilter())]

        def follow(_name_filter: str) -> None:
            name = _NAMED.sub("", Path(dialog.selectedFiles()[0]).name)
            dialog.selectFile(file_name(name, chosen_ending()))

        def accepted() -> None:
            path = Path(dialog.selectedFiles()[0])
            if not _NAMED.search(path.name):
                try:
                    path = with_ending(path, chosen_ending())
                except ExchangeError as error:
                    self.failed.emit(error)
                    return
            self.save(article, info, path)

        dialog.filterSelected.connect(follow)
        dialog.accepted.connect(accepted)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, article: Article, info: SetInfo, path: Path) -> None:
        """Write the report into a file, on a worker thread, if the review is open."""
        if not self._may_tell(article, info):
            return
        library = self._workspace.path

        def work(_report: tasks.Report) -> Path:
            from annotator.desktop.report.saving import save_report  # noqa: PLC0415 (not at start)
            from annotator.services.reporting import gather  # noqa: PLC0415

            with Workspace(library) as workspace:
                material = gather(workspace, article, info)
            save_report(material, path)
            return path

        self.said.emit(self.tr("Writing the report …"))
        tasks.start(work, self._saved, self._gone_wrong)

    def ask_print(self, article: Article, info: SetInfo) -> None:
        """Show the pages of the report, from where they can be printed, if the review is open."""
        if not self._may_tell(article, info):
            return
        library = self._workspace.path

        def work(_report: tasks.Report) -> Report:
            from annotator.desktop.report.contents import report_of  # noqa: PLC0415 (not at start)
            from annotator.services.reporting import gather  # noqa: PLC0415

            with Workspace(library) as workspace:
                return report_of(gather(workspace, article, info))

        self.said.emit(self.tr("Laying out the report …"))
        tasks.start(work, self._preview, self._gone_wrong)

    def _may_tell(self, article: Article, info: SetInfo) -> bool:
        """The teacher may have closed the review elsewhere meanwhile."""
        try:
            self._workspace.exercises.check_review(article, info)
        except AnnotatorError as error:
            self.failed.emit(error)
            return False
        return True

    def _preview(self, report: Report) -> None:
        from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog  # noqa: PLC0415 (rare)

        from annotator.desktop.report.paper import page_layout, print_report  # noqa: PLC0415

        self.said.emit("")
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(report.title)
        size = printer.pageLayout().pageSize().id()  # that of the paper which lies in the printer
        printer.setPageLayout(page_layout(size))
        dialog = QPrintPreviewDialog(printer, self._window)
        dialog.setWindowTitle(self.tr("Print report"))
        dialog.setStyleSheet(_PREVIEW_STYLE)
        for bar in dialog.findChildren(QToolBar):
            bar.setIconSize(ICONS)
        dialog.resize(PREVIEW.boundedTo(self._window.size()))
        dialog.paintRequested.connect(lambda on: print_report(report, on))
        # The dialog does not keep the printer alive by itself.
        dialog.finished.connect(lambda _result, _kept=printer: dialog.deleteLater())
        dialog.open()

    def _saved(self, path: Path) -> None:
        self.said.emit(self.tr("The report is in {file}").format(file=path))

    def _gone_wrong(self, error: Exception) -> None:
        self.said.emit("")
        self.failed.emit(error)
