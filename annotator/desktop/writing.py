"""Writing articles from the window: new ones, and those in the library or on the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from annotator.desktop.appearance import Appearance
from annotator.desktop.messages import message_box
from annotator.domain.article import Article
from annotator.domain.errors import AnnotatorError
from annotator.services.workspace import Workspace

if TYPE_CHECKING:  # imported when it is needed: none of it belongs to the start
    from annotator.desktop.article_dialog import ArticleDialog
    from annotator.services.authoring import Saved


class Writing(QObject):
    """Opens the dialogs. ``stored`` carries what was saved, ``decided`` an article whose marks were
    placed, ``failed`` an error.
    """

    stored = Signal(object)
    decided = Signal(object)
    said = Signal(str)
    failed = Signal(object)

    def __init__(self, workspace: Workspace, appearance: Appearance, window: QWidget) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._appearance = appearance
        self._window = window

    def begin(self) -> None:
        """Begin a new article on a blank page."""
        self._open(None)

    def edit(self, article_id: str | None) -> None:
        """Edit an article; without one the writer is told to choose one."""
        if article_id is None:
            self.said.emit(self.tr("Choose an article first."))
            return
        try:
            self._open(self._workspace.articles.get(article_id))
        except AnnotatorError as error:
            self.failed.emit(error)

    def decide(self, article_id: str | None) -> None:
        """Open the list of all marks of an article that have no place in its text."""
        from annotator.desktop.unplaced_dialog import UnplacedDialog  # noqa: PLC0415 (see above)

        if article_id is None:
            self.said.emit(self.tr("Choose an article first."))
            return
        try:
            article = self._workspace.articles.get(article_id)
        except AnnotatorError as error:
            self.failed.emit(error)
            return
        look = self._appearance
        dialog = UnplacedDialog(self._workspace, article, look.theme, look.style, self._window)
        dialog.finished.connect(lambda _result: self.decided.emit(article))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _open(self, article: Article | None) -> ArticleDialog:
        from annotator.desktop.article_dialog import ArticleDialog  # noqa: PLC0415 (see above)

        dialog = ArticleDialog(self._workspace, self._appearance.theme, self._window, article)
        dialog.saved.connect(self._saved)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _saved(self, saved: Saved) -> None:
        self.stored.emit(saved)
        moved = saved.moved
        if moved is None or not moved.unplaced:
            self.said.emit(self.tr("“{title}” is saved.").format(title=saved.article.title))
            return
        box = message_box(
            QMessageBox.Icon.Information,
            self.tr("Saved. %n mark(s) could not be placed.", "", moved.unplaced),
            self._window,
        )
        box.setInformativeText(
            self.tr(
                "They are kept, in: {sets}. Where each belongs can be decided now or later."
            ).format(sets=", ".join(f"“{name}”" for name in moved.waiting))
        )
        now = box.addButton(self.tr("Decide now"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(self.tr("Later"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(now)
        box.buttonClicked.connect(
            lambda button: self.decide(saved.article.id) if button is now else None
        )
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()
