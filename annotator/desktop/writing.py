"""Writing articles from the window: new ones, and those in the library or on the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QMessageBox, QProgressDialog, QWidget

from annotator.desktop import tasks
from annotator.desktop.appearance import Appearance
from annotator.desktop.messages import message_box
from annotator.domain.article import Article
from annotator.domain.errors import AnnotatorError
from annotator.services.workspace import Workspace

if TYPE_CHECKING:  # imported when it is needed: none of it belongs to the start
    from annotator.desktop.article_dialog import ArticleDialog
    from annotator.services.authoring import Saved, Twin
    from annotator.services.manuscript import Manuscript

PASTE_KEY = "Ctrl+Shift+V"


class Writing(QObject):
    """Opens the dialogs. ``stored`` carries what was saved, ``decided`` an article whose marks were
    placed, ``existing_asked`` the id of an article that is there already and is to be shown,
    ``failed`` an error.
    """

    stored = Signal(object)
    existing_asked = Signal(str)
    decided = Signal(object)
    said = Signal(str)
    failed = Signal(object)

    def __init__(self, workspace: Workspace, appearance: Appearance, window: QWidget) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._appearance = appearance
        self._window = window
        self._task: tasks.Task | None = None
        self._pasting: QProgressDialog | None = None
        self._source = ""
        self._pasted_text = ""

    def begin(self) -> None:
        """Begin a new article on a blank page."""
        self._open(None)

    def paste(self, text: str, source: str = "") -> None:
        """Show what a pasted text would become, for a look before it is stored.

        ``source`` is where the text is from, or empty. A large text takes a while to read.
        """
        if self._pasting is not None:
            return
        self._source, self._pasted_text = source, text
        self._task = tasks.start(lambda _report: _read(text), self._pasted, self._not_pasted)
        dialog = QProgressDialog(
            self.tr("Reading the pasted text …"), self.tr("Cancel"), 0, 0, self._window
        )
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.setMinimumDuration(400)
        dialog.setValue(0)
        dialog.canceled.connect(self._stop_pasting)
        self._pasting = dialog

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

    def _pasted(self, manuscript: Manuscript) -> None:
        self._close_pasting()
        self._open(None, manuscript, self._source)

    def _let_go(self) -> None:
        """A pasted text was not stored; mostly the clipboard still has it."""
        words = self.tr("The pasted article is not stored.")
        if QApplication.clipboard().text() == self._pasted_text:
            keys = QKeySequence(PASTE_KEY).toString(QKeySequence.SequenceFormat.NativeText)
            words += " " + self.tr("{keys} pastes it again.").format(keys=keys)
        self.said.emit(words)

    def _not_pasted(self, error: Exception) -> None:
        self._close_pasting()
        self.failed.emit(error)

    def _stop_pasting(self) -> None:
        """Nothing follows, though reading may take a while to end: another text may be pasted."""
        if self._task is not None:
            self._task.cancel()
        self._close_pasting()

    def _close_pasting(self) -> None:
        self._task = None
        if self._pasting is not None:
            self._pasting.hide()  # closing it would count as cancelling
            self._pasting.deleteLater()
            self._pasting = None

    def _open(
        self, article: Article | None, pasted: Manuscript | None = None, source: str = ""
    ) -> ArticleDialog:
        from annotator.desktop.article_dialog import ArticleDialog  # noqa: PLC0415 (see above)

        dialog = ArticleDialog(
            self._workspace,
            self._appearance.theme,
            self._window,
            article,
            pasted=pasted,
            source=source,
        )
        dialog.saved.connect(self._saved)
        dialog.existing_asked.connect(self._show_existing)
        dialog.let_go.connect(self._let_go)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _show_existing(self, twin: Twin) -> None:
        try:
            if twin.is_deleted:
                self._workspace.articles.restore([twin.id])
        except AnnotatorError as error:
            self.failed.emit(error)
            return
        self.existing_asked.emit(twin.id)

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


def _read(text: str) -> Manuscript:
    """The manuscript of a pasted text. Raises ``ArticleError`` where no article can be made."""
    from annotator.services.authoring import written  # noqa: PLC0415 (see above)
    from annotator.services.manuscript import Manuscript  # noqa: PLC0415

    manuscript = Manuscript(text=text)
    if manuscript.article is None:
        written(text)  # it tells why
    return manuscript
