"""Marks without a place in all sets of an article, keys too: for the one who edited its text."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop import tasks
from annotator.desktop.keying.sound import key_book
from annotator.desktop.lettering import letter_dialog
from annotator.desktop.looks import annotation_mark
from annotator.desktop.page_style import PageStyle
from annotator.desktop.page_view import PageView
from annotator.desktop.palette import Theme
from annotator.desktop.unplaced_list import Entry, UnplacedList, show_likely_place
from annotator.desktop.words import error_text
from annotator.domain.annotation import Role, Status
from annotator.domain.article import Article
from annotator.domain.changes import Change
from annotator.domain.codebook import Codebook
from annotator.domain.errors import AnnotatorError, StaleError
from annotator.domain.unplaced import lost_passages
from annotator.services.articles import segmentation_of
from annotator.services.editing import SetEditor
from annotator.services.workspace import Workspace


class UnplacedDialog(QDialog):
    """The text with a list below it. Every decision is stored at once; ``decided`` says so.

    While the dialog is open each can be taken back, those in finished keys and submitted sets too,
    and what was placed is seen in the text.
    """

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
        self._done: list[tuple[SetEditor, Change]] = []
        self.view = PageView()
        self.view.setAccessibleName(self.tr("Article"))
        self.view.show_article(article, theme, style)
        self.list = UnplacedList()
        self.message = QLabel(wordWrap=True, objectName="banner")
        room = self.message.sizePolicy()
        room.setRetainSizeWhenHidden(True)  # nothing moves when it is shown
        self.message.setSizePolicy(room)
        self.message.hide()
        self.count = QLabel()
        self.count.setObjectName("heading")
        self.note = QLabel(
            self.tr(
                "Select the passage on which a mark should lie and press P. What you leave waits "
                "here and on the desk. In a learner's submitted set a mark can be placed, not "
                "deleted."
            ),
            wordWrap=True,
        )
        self.note.setObjectName("muted")
        self.undo_button = QPushButton(self.tr("&Undo"))
        self.undo_button.setAutoDefault(False)
        self.list.buttons.addWidget(self.undo_button)
        self._arrange()
        self._connect()
        self._reading = tasks.start(
            lambda _report: segmentation_of(article),
            self.view.set_segmentation,
            lambda error: self._tell(error_text(error)),
        )
        self.finished.connect(self._reading.cancel)
        self._read()
        self.list.list.setFocus()

    def _arrange(self) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.count)
        column.addWidget(self.note)
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
        foot = QHBoxLayout()
        layout.addLayout(foot)
        foot.addWidget(self.message, 1)
        foot.addWidget(buttons)
        self.resize(900, 760)

    def _connect(self) -> None:
        self.list.chosen.connect(self._show_likely_place)
        self.list.place_asked.connect(self._place)
        self.list.drop_asked.connect(self._drop)
        self.list.text_asked.connect(self.view.setFocus)
        self.undo_button.clicked.connect(self.undo)
        self.view.selected.connect(lambda span: self.list.set_selected(span is not None))
        for key, run in (("P", self.list.place), ("Ctrl+Z", self.undo)):
            QShortcut(
                QKeySequence(key),
                self.view,
                run,
                context=Qt.ShortcutContext.WidgetShortcut,
            )

    def undo(self) -> None:
        """Take back the last decision that was made here."""
        if not self._done:
            return
        editor, decision = self._done[-1]
        if self._do(lambda: editor.take_back(decision)) is not None:
            self._done.pop()
            self._show_placed(editor, decision.inverse())
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
                Entry(lost, info, _book(editor), droppable)
                for lost in lost_passages(editor.annotations)
            ]
        self.list.show_entries(entries, self._theme, sets=True)
        self.count.setText(
            self.tr("%n passage(s) without a place", "", len(entries))
            if entries
            else self.tr("Every mark has its place")
        )
        self.note.setVisible(bool(entries))
        self.undo_button.setEnabled(bool(self._done))

    def _place(self, entry: Entry) -> None:
        span = self.view.snapped_selection()
        if span is None:
            self._tell(self.tr("Select the passage in the text first."))
            self.view.setFocus()
            return
        editor = self._editors[entry.info.id]
        decision = self._do(lambda: editor.place(entry.lost, span))
        if decision is not None:
            self.view.clear_selection()
            self._remember(editor, decision)
            self.view.reveal(span)

    def _drop(self, entry: Entry) -> None:
        editor = self._editors[entry.info.id]
        decision = self._do(lambda: editor.drop(entry.lost))
        if decision is not None:
            self._remember(editor, decision)

    def _remember(self, editor: SetEditor, decision: Change) -> None:
        self._done.append((editor, decision))
        self._show_placed(editor, decision)
        self._fill()

    def _show_placed(self, editor: SetEditor, change: Change) -> None:
        """What was placed here lies on the text as a mark; what was taken back does not."""
        for edit in change.edits:
            mark = edit.after
            if mark is not None and mark.all_spans:
                self.view.set_mark(annotation_mark(mark, _book(editor), self._theme))
            elif edit.before is not None:
                self.view.discard_mark(edit.before.id)

    def _do(self, action: Callable[[], Change]) -> Change | None:
        try:
            change = action()
        except StaleError as error:
            self._done.clear()
            self.view.set_marks(())
            self._read()
            self._tell(error_text(error))
            return None
        except AnnotatorError as error:
            self._tell(error_text(error))
            return None
        self._tell("")
        self._fill()
        self.list.list.setFocus()
        self.decided.emit()
        return change

    def _show_likely_place(self, entry: Entry | None) -> None:
        if entry is not None:
            show_likely_place(self.view, self._article.text, entry)

    def _tell(self, text: str) -> None:
        self.message.setText(text)
        self.message.setVisible(bool(text))


def _book(editor: SetEditor) -> Codebook:
    """The categories of a set; a key can have sound passages too."""
    return key_book(editor.codebook) if editor.info.role is Role.KEY else editor.codebook
