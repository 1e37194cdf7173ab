"""What a key is to begin with: a draft, nothing, or any set of the article."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop import tasks
from annotator.desktop.elided_label import ElidedLabel
from annotator.desktop.file_dialogs import ask_set_file
from annotator.desktop.lettering import letter_dialog
from annotator.desktop.messages import Question, ask, tell
from annotator.desktop.telling import Telling
from annotator.desktop.words import date_words, error_text
from annotator.domain.annotation import Role, SetInfo, Status
from annotator.domain.article import Article
from annotator.domain.errors import AnnotatorError
from annotator.services.keys import begin_key, delete_key
from annotator.services.workspace import Workspace

if TYPE_CHECKING:  # it reads many formats
    from annotator.services.transfer import Loaded

_INFO = Qt.ItemDataRole.UserRole
_FROM_FILE = Qt.ItemDataRole.UserRole + 1


class KeyDialog(QDialog):
    """Asks, and begins the key. ``chosen`` carries the draft, ``deleted`` one that is gone."""

    chosen = Signal(object)
    deleted = Signal(object)

    def __init__(self, workspace: Workspace, article: Article, parent: QWidget) -> None:
        super().__init__(parent)
        letter_dialog(self)
        self.setWindowTitle(self.tr("Write a key"))
        self._workspace = workspace
        self._article = article
        self._reading: tasks.Task | None = None
        self._telling = Telling(workspace, self)
        title = ElidedLabel()
        title.setText(article.title)
        title.setObjectName("title")
        self.about = QLabel(wordWrap=True)
        self.about.setObjectName("muted")
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("What the key begins with"))
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.write = self.buttons.addButton(
            self.tr("&Write"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.write.setObjectName("primary")
        self.write.setDefault(True)
        self.delete = self.buttons.addButton(
            self.tr("&Delete this draft…"), QDialogButtonBox.ButtonRole.DestructiveRole
        )
        self.look = self.buttons.addButton(
            self.tr("&Look at it"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.look.setToolTip(self.tr("Open the finished key as it is; it stays locked"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 14)
        layout.setSpacing(8)
        layout.addWidget(title)
        layout.addWidget(self.about)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.buttons)
        self.resize(560, 420)
        self.list.currentItemChanged.connect(lambda *_: self._show_choice())
        self.list.itemActivated.connect(lambda _item: self._begin())
        self.rejected.connect(self._stop_reading)
        self.buttons.accepted.connect(self._begin)
        self.buttons.rejected.connect(self.reject)
        self.delete.clicked.connect(self._ask_delete)
        self.look.clicked.connect(self._look)
        self._fill()
        self._show_reading("")
        self.list.setFocus()

    def _fill(self) -> None:
        """Drafts first, then finished keys: whoever has begun goes on."""
        self.list.clear()
        infos = self._workspace.sets.of(self._article)
        for info in infos:
            if _is_draft_key(info):
                self._add(self.tr("Go on with “{name}”").format(name=info.name), info)
        for info in sorted(infos, key=lambda each: each.counts_since, reverse=True):
            if info.is_finished_key:
                self._add(self.tr("A new version of “{name}”").format(name=info.name), info)
        self._add(self.tr("An empty key"), None)
        for info in infos:
            if info.role is Role.LEARNER:
                words = (
                    self.tr("The marks of {who} in “{name}”")
                    if info.annotator and info.annotator not in info.name
                    else self.tr("The marks in “{name}”")
                )
                self._add(words.format(name=info.name, who=info.annotator), info)
        self._add(
            self.tr("Marks or a key from a file…")
            + "\n"
            + self.tr("They become a draft, which counts only when you finish it"),
            None,
        )
        self.list.item(self.list.count() - 1).setData(_FROM_FILE, True)
        self.list.setCurrentRow(0)
        self.delete.setVisible(any(_is_draft_key(info) for info in infos))
        self.look.setVisible(any(info.is_finished_key for info in infos))

    def _add(self, words: str, info: SetInfo | None) -> None:
        if info is not None:
            size = self._workspace.sets.size(info.id)
            count = (
                self.tr("%n mark(s)", "", size)
                if info.role is Role.LEARNER
                else self.tr("%n item(s)", "", size)
            )
            words += f"\n{count} · {_state(info)}"
        item = QListWidgetItem(words)
        item.setData(_INFO, info)
        self.list.addItem(item)

    def _choice(self) -> SetInfo | None:
        item = self.list.currentItem()
        info: SetInfo | None = item.data(_INFO) if item is not None else None
        return info

    def _show_choice(self) -> None:
        info = self._choice()
        idle = self._reading is None
        self.delete.setEnabled(idle and info is not None and _is_draft_key(info))
        self.look.setEnabled(idle and info is not None and info.is_finished_key)

    def _begin(self) -> None:
        if self._reading is not None:
            return
        current = self.list.currentItem()
        if current is not None and current.data(_FROM_FILE):
            self._ask_file()
            return
        info = self._choice()
        try:
            if info is None:
                self._begin_with(None)
            else:
                self._telling.before(self._article, (info,), lambda: self._begin_with(info))
        except AnnotatorError as error:
            self._fail(error)

    def _look(self) -> None:
        """Open the chosen finished key itself."""
        info = self._choice()
        if info is None:
            return
        try:
            self._telling.before(self._article, (info,), lambda: self._take(info))
        except AnnotatorError as error:
            self._fail(error)

    def _take(self, info: SetInfo) -> None:
        self.accept()
        self.chosen.emit(info)

    def _begin_with(self, info: SetInfo | None) -> None:
        try:
            if info is None or not _is_draft_key(info):
                info = begin_key(self._workspace, self._article, info)
        except AnnotatorError as error:
            self._fail(error)
            return
        self._take(info)

    # --- From a file --------------------------------------------------------------------------

    def _ask_file(self) -> None:
        ask_set_file(self, self.tr("Begin the key with"), self._read)

    def _read(self, path: Path) -> None:
        """Read a file on a worker thread; meanwhile nothing else can be begun."""
        library, article = self._workspace.path, self._article

        def work(report: tasks.Report) -> Loaded:
            from annotator.services.transfer import (  # noqa: PLC0415 (not on the UI thread)
                begin_key_with_file,
            )

            with Workspace(library) as workspace:
                return begin_key_with_file(workspace, article, path, report)

        self._reading = tasks.start(work, self._was_read, self._was_not_read)
        self._show_reading(path.name)

    def _was_read(self, loaded: Loaded) -> None:
        self._reading = None
        self.accept()
        self.chosen.emit(loaded.info)

    def _was_not_read(self, error: Exception) -> None:
        self._reading = None
        self._show_reading("")
        tell(QMessageBox.Icon.Warning, error_text(error), self)

    def _stop_reading(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None

    def _show_reading(self, name: str) -> None:
        """Say that a file is being read; without a name, what the dialog is for."""
        self.about.setText(
            self.tr("Reading {file} …").format(file=name)
            if name
            else self.tr(
                "A key says what is weak in the article, what is sound, and why. Learners see "
                "nothing of it before they submit. What shall it begin with?"
            )
        )
        self.list.setEnabled(not name)
        self.write.setEnabled(not name)
        self._show_choice()

    # --- Deleting -----------------------------------------------------------------------------

    def _ask_delete(self) -> None:
        info = self._choice()
        if info is None:
            return
        size = self._workspace.sets.size(info.id)
        question = Question(
            self.tr("Delete the draft “{name}”?").format(name=info.name),
            self.tr("Delete"),
            self.tr("Keep it"),
            self.tr("%n item(s) are gone for good then.", "", size),
            loses=True,
            icon=QMessageBox.Icon.Warning,
        )
        ask(question, self, lambda: self._delete(info))

    def _delete(self, info: SetInfo) -> None:
        try:
            delete_key(self._workspace, info)
        except AnnotatorError as error:
            self._fail(error)
        else:
            self.deleted.emit(info)
        self._fill()

    def _fail(self, error: AnnotatorError) -> None:
        tell(QMessageBox.Icon.Warning, error_text(error), self)


def _is_draft_key(info: SetInfo) -> bool:
    return info.role is Role.KEY and info.status is Status.DRAFT


def _state(info: SetInfo) -> str:
    """When a set was begun, or when it was finished."""
    translate = QCoreApplication.translate
    if info.status is Status.DRAFT:
        template = translate("keying", "begun {date}")
        return template.format(date=date_words(info.created_at))
    template = (
        translate("keying", "finished {date}")
        if info.role is Role.KEY
        else translate("keying", "submitted {date}")
    )
    return template.format(date=date_words(info.submitted_at))
