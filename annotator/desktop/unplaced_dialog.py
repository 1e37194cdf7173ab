"""Marks without a place in all sets of an article, keys too: for the one who edited its text."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop import tasks
from annotator.desktop.lettering import letter_dialog
from annotator.desktop.page_style import PageStyle
from annotator.desktop.palette import Theme
from annotator.desktop.selecting_view import SelectingView
from annotator.desktop.unplaced_list import Entry, UnplacedList, show_likely_place
from annotator.desktop.words import error_text
from annotator.domain.annotation import Role, Status
from annotator.domain.article import Article
from annotator.domain.errors import AnnotatorError, StaleError
from annotator.domain.unplaced import lost_passages
from annotator.services.articles import segmentation_of
from annotator.services.editing import SetEditor
from annotator.services.workspace import Workspace


class UnplacedDialog(QDialog):
    """The text with a list below it. Every decision is stored at once; ``decided`` says so."""

    decided = Signal()

    def __init__(
        self,
        workspace: Workspace,
        article: Article,
        theme: Theme,
        style: PageStyle,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        letter_dialog(self)
        self.setWindowTitle(self.tr("Marks without a place: “{title}”").format(title=article.title))
        self._workspace, self._article, self._theme = workspace, article, theme
        self._editors: dict[str, SetEditor] = {}
        self._done: list[SetEditor] = []
        self.view = SelectingView()
        self.view.setAccessibleName(self.tr("Article"))
        self.view.show_article(article, theme, style)
        self.list = UnplacedList()
        self.message = QLabel(wordWrap=True, objectName="banner")
        self.message.hide()
        self.count = QLabel()
        self.count.setObjectName("heading")
        note = QLabel(
            self.tr(
                "Select the passage on which a mark should lie and press P. What you leave waits "
                "here and on the desk. In a learner's submitted set a mark can be placed, not "
                "deleted."
            ),
            wordWrap=True,
        )
        note.setObjectName("muted")
        self.undo_button = QPushButton(self.tr("&Undo"))
        self.undo_button.setAutoDefault(False)
        self.list.buttons.addWidget(self.undo_button)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.count)
        column.addWidget(note)
        column.addWidget(self.list, 1)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.view)
        splitter.addWidget(below)
        splitter.setSizes([420, 260])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(10)
        layout.addWidget(splitter, 1)
        layout.addWidget(self.message)
        layout.addWidget(buttons)
        self.resize(900, 760)
        self.list.chosen.connect(self._show_likely_place)
        self.list.place_asked.connect(self._place)
        self.list.drop_asked.connect(self._drop)
        self.list.text_asked.connect(self.view.setFocus)
        self.undo_button.clicked.connect(self.undo)
        for key, run in (("P", self.list.place), ("Ctrl+Z", self.undo)):
            QShortcut(
                QKeySequence(key),
                self.view,
                run,
                context=Qt.ShortcutContext.WidgetShortcut,
            )
        self._reading = tasks.start(
            lambda _report: segmentation_of(article),
            self.view.set_segmentation,
            lambda error: self._tell(error_text(error)),
        )
        self.finished.connect(self._reading.cancel)
        self._read()
        self.list.list.setFocus()

    def undo(self) -> None:
        """Take back the last decision, where the set is a draft."""
        if self._done and self._do(self._done[-1].undo):
            self._done.pop()
            self._fill()

    def _read(self) -> None:
        """Read every set of the article."""
        try:
            infos = self._workspace.sets.of(self._article)
            self._editors = {i.id: self._workspace.editor(self._article, i) for i in infos}
        except AnnotatorError as error:
            self._tell(error_text(error))
        self._fill()

    def _fill(self) -> None:
        entries = []
        for editor in self._editors.values():
            info = editor.info
            droppable = info.status is Status.DRAFT or info.role is Role.KEY
            entries += [
                Entry(lost, info, editor.codebook, droppable)
                for lost in lost_passages(editor.annotations)
            ]
        self.list.show_entries(entries, self._theme, sets=True)
        self.count.setText(
            self.tr("%n passage(s) without a place", "", len(entries))
            if entries
            else self.tr("Every mark has its place")
        )
        self.undo_button.setEnabled(bool(self._done))

    def _place(self, entry: Entry) -> None:
        span = self.view.snapped_selection()
        if span is None:
            self._tell(self.tr("Select the passage in the text first."))
            self.view.setFocus()
            return
        editor = self._editors[entry.info.id]
        if self._do(lambda: editor.place(entry.lost, span)):
            self.view.clear_selection()
            self._remember(editor)

    def _drop(self, entry: Entry) -> None:
        editor = self._editors[entry.info.id]
        if self._do(lambda: editor.drop(entry.lost)):
            self._remember(editor)

    def _remember(self, editor: SetEditor) -> None:
        """In a draft, and there alone, the decision can be taken back."""
        if not editor.locked:
            self._done.append(editor)
            self._fill()

    def _do(self, action: Callable[[], object]) -> bool:
        try:
            action()
        except StaleError as error:
            self._done.clear()
            self._read()
            self._tell(error_text(error))
            return False
        except AnnotatorError as error:
            self._tell(error_text(error))
            return False
        self._tell("")
        self._fill()
        self.list.list.setFocus()
        self.decided.emit()
        return True

    def _show_likely_place(self, entry: Entry | None) -> None:
        if entry is not None:
            show_likely_place(self.view, self._article.text, entry)

    def _tell(self, text: str) -> None:
        self.message.setText(text)
        self.message.setVisible(bool(text))
