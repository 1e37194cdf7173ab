"""Writing an article: what it is called, its text, and its structure as it will look."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop import tasks
from annotator.desktop.lettering import letter_dialog
from annotator.desktop.messages import Question, ask, message_box
from annotator.desktop.palette import Theme
from annotator.desktop.rewording import reworded_words, whole_words
from annotator.desktop.screen_room import resize_within
from annotator.desktop.structure_panel import StructurePanel
from annotator.desktop.theme import reading_font
from annotator.desktop.twins import ask_about_twin
from annotator.desktop.words import error_text
from annotator.domain.article import Article
from annotator.domain.errors import AnnotatorError
from annotator.domain.offsets import Utf16Index
from annotator.services.articles import Added
from annotator.services.authoring import Authoring, Moved, Saved, Twin
from annotator.services.manuscript import Manuscript
from annotator.services.workspace import Workspace
from annotator.storage import Library

PAUSE_MS = 250
"""How long nothing is typed before the structure follows; longer where the text is large."""

_SAVE_KEYS = ("Ctrl+Return", "Ctrl+Enter")  # that of the keypad is a key of its own

LARGE = 100_000
"""Code points from which a text is large."""

_SHOWN = 4
"""How many passages on other words are shown at once; all stand in the details."""


class ArticleDialog(QDialog):
    """A new article, or an edited one. ``saved`` carries what was stored: :class:`Saved`.

    Where an edited text moves marks, the writer is asked before it is stored. A new text that is in
    the library already may give that article its structure; ``existing_asked`` carries the
    :class:`Twin` where the writer would rather see that one.

    A text that was pasted comes with its manuscript and its ``source``: then all is there, and
    Enter takes it as it is. ``let_go`` says that it was closed as it came, without being stored.
    """

    saved = Signal(object)
    existing_asked = Signal(object)
    let_go = Signal()

    def __init__(
        self,
        workspace: Workspace,
        theme: Theme,
        parent: QWidget | None = None,
        article: Article | None = None,
        *,
        pasted: Manuscript | None = None,
        source: str = "",
    ) -> None:
        super().__init__(parent)
        letter_dialog(self)
        self._workspace = workspace
        self._before = article
        self._manuscript = pasted or Manuscript(article)
        self._is_pasted = pasted is not None
        self._given = self._manuscript.text
        self._source = source
        self._working = False
        self.setWindowTitle(
            self.tr("New article")
            if article is None
            else self.tr("Edit “{title}”").format(title=article.title)
        )
        self._no_title = self.tr("As the headline, unless you type another")
        self.title = QLineEdit(placeholderText=self._no_title)
        self.source = QLineEdit(placeholderText=self.tr("Newspaper, or address"))
        self.date = QLineEdit(placeholderText=self.tr("2025-05-31 or 31 May 2025"))
        self.text = QPlainTextEdit()
        self.text.setPlaceholderText(
            self.tr(
                "Type or paste the article here. Leave an empty line between paragraphs; begin "
                "headings with # and list items with a dash."
            )
        )
        self.text.setFont(reading_font(12.0))
        self.text.setTabChangesFocus(True)
        self.structure = StructurePanel(self._manuscript, theme)
        self.message = QLabel(wordWrap=True)
        self.message.setObjectName("banner")
        self.message.hide()
        self._count = QLabel()
        self._count.setObjectName("muted")
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        self.save_button = self.buttons.button(QDialogButtonBox.StandardButton.Save)
        self.cancel_button = self.buttons.button(QDialogButtonBox.StandardButton.Cancel)
        self.save_button.setObjectName("primary")
        self.save_button.setAutoDefault(False)
        self.save_button.setToolTip(self.tr("Save the article ({keys})").format(keys=_save_keys()))
        self.cancel_button.setAutoDefault(False)
        self._pause = QTimer(self, singleShot=True)
        self._fill()
        self._build()
        self._connect()
        self._show_size()

    @property
    def article(self) -> Article | None:
        """The article as it stands in the dialog now; None where there is no text."""
        self.follow_text()
        made = self._manuscript.article
        if made is None:
            return None
        return replace(
            made,
            title=self.title.text() or made.title,
            source=self.source.text(),
            date=self.date.text(),
        )

    @property
    def is_changed(self) -> bool:
        """Whether something would be lost if the dialog were closed."""
        if self._before is None:
            lines = (self.title, self.source, self.date)
            typed = any(line.isModified() and line.text() for line in lines)
            text = self._raw_text()
            changed = text != self._given or self._manuscript.undoable
            return typed or (changed and bool(text.strip()))
        fields = (self.title.text(), self.source.text(), self.date.text())
        if fields != (self._before.title, self._before.source, self._before.date):
            return True
        article = self.article
        return article is None or (article.text, article.blocks) != (
            self._before.text,
            self._before.blocks,
        )

    def follow_text(self) -> None:
        """Let the structure follow what was typed, now."""
        self._pause.stop()
        text = self._raw_text()
        if text != self._manuscript.text:
            self._manuscript.set_text(text)
            self.structure.refresh()
            self._show_size()
            self._suggest()

    def save(self) -> None:
        """Store the article, after asking where marks are concerned."""
        if self._working:
            return
        self.tell("")
        article, before = self.article, self._before
        if article is None:
            self.tell(self.tr("There is no text yet. Type or paste some."), self.text)
        elif before is None:
            self._work(lambda a: a.twin(article) or a.create(article), self._created)
        elif not self.is_changed:
            self.accept()
        elif article.text == before.text:
            self._store()
        else:
            self._work(lambda authoring: authoring.foresee(before, article), self._foreseen)

    def reject(self) -> None:
        """Close without saving, after asking where something would be lost."""
        if self._working:
            return
        if not self.is_changed:
            super().reject()
            if self._is_pasted:
                self.let_go.emit()
            return
        box = message_box(
            QMessageBox.Icon.Question,
            self.tr("Close without saving?")
            if self._before is None
            else self.tr("Close without saving the changes?"),
            self,
        )
        box.setWindowTitle(self.windowTitle())
        discard = box.addButton(self.tr("Discard"), QMessageBox.ButtonRole.DestructiveRole)
        stay = box.addButton(self.tr("Go on editing"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        box.buttonClicked.connect(
            lambda button: QDialog.reject(self) if button is discard else None
        )
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def tell(self, text: str, place: QWidget | None = None) -> None:
        """Show what is wrong, and put the keyboard where it is to be mended."""
        self.message.setText(text)
        self.message.setVisible(bool(text))
        if text and place is not None:
            place.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- Building -----------------------------------------------------------------------------

    def _fill(self) -> None:
        if self._before is not None:
            self.title.setText(self._before.title)
            self.source.setText(self._before.source)
            self.date.setText(self._before.date)
        if self._given:
            self.text.setPlainText(self._given)
            self.text.moveCursor(QTextCursor.MoveOperation.Start)
        self._suggest()
        self._shown = self._document_text()

    def _build(self) -> None:
        fields = QHBoxLayout()
        fields.setSpacing(12)
        for label, line, share in (
            (self.tr("&Title"), self.title, 5),
            (self.tr("So&urce"), self.source, 3),
            (self.tr("&Date"), self.date, 2),
        ):
            fields.addLayout(_labelled(label, line), share)
        left = QWidget()
        column = _labelled(self.tr("Te&xt"), self.text)
        column.setContentsMargins(0, 0, 8, 0)
        left.setLayout(column)
        right = QWidget()
        column = _labelled(self.tr("St&ructure, and how it will look"), self.structure.view)
        column.addWidget(self.structure, 1)
        column.setContentsMargins(8, 0, 0, 0)
        right.setLayout(column)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(left)
        self.splitter.addWidget(right)
        self.splitter.setSizes([480, 640])
        bottom = QHBoxLayout()
        bottom.addWidget(self._count, 1)
        bottom.addWidget(self.buttons)
        if self._is_pasted:
            hint = QLabel(self.tr("{keys} takes it as it is.").format(keys=_save_keys()))
            hint.setObjectName("muted")
            bottom.insertWidget(1, hint)
            self.save_button.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(10)
        layout.addLayout(fields)
        layout.addWidget(self.splitter, 1)
        layout.addWidget(self.message)
        layout.addLayout(bottom)
        for first, second in (
            (self.title, self.source),
            (self.source, self.date),
            (self.date, self.text),
            (self.text, self.structure.view),
        ):
            self.setTabOrder(first, second)
        resize_within(self, 1200, 760)
        (self.save_button if self._is_pasted else self.text).setFocus()

    def _connect(self) -> None:
        self.text.textChanged.connect(self._typed)
        self.text.cursorPositionChanged.connect(self._show_block)
        self._pause.timeout.connect(self.follow_text)
        self._pause.timeout.connect(self._show_block)
        self.structure.changed.connect(self._show_size)
        self.structure.changed.connect(self._suggest)
        self.structure.said.connect(self.tell)
        self.structure.view.chosen.connect(self._show_text)
        self.buttons.accepted.connect(self.save)
        self.buttons.rejected.connect(self.reject)
        for keys in _SAVE_KEYS:
            QShortcut(QKeySequence(keys), self, self.save)

    # --- The text -----------------------------------------------------------------------------

    def _document_text(self) -> str:
        # Not toPlainText, which makes ordinary blanks of those at which lines are not broken.
        return self.text.document().toRawText().replace("\u2029", "\n")

    def _raw_text(self) -> str:
        text = self._document_text()
        # As it was given also where it has characters that Qt cannot show.
        return self._given if text == self._shown else text

    def _typed(self) -> None:
        large = self.text.document().characterCount() >= LARGE
        self._pause.start(PAUSE_MS * (6 if large else 1))

    def _show_block(self) -> None:
        """The block at the caret is chosen on the other side."""
        if (
            self._pause.isActive()
            or not self.text.hasFocus()
            or self.structure.view.article is None
        ):
            return
        index = Utf16Index(self._document_text())
        offset = index.from_utf16(min(self.text.textCursor().position(), index.units))
        offset = min(offset, len(self.structure.view.article.text))
        self.structure.view.choose(offset, offset)

    def _show_text(self) -> None:
        """The text at the caret of the other side is brought into sight."""
        view = self.structure.view
        if not view.hasFocus() or self._pause.isActive() or view.article is None:
            return
        index = Utf16Index(view.article.text)
        cursor = self.text.textCursor()
        cursor.setPosition(
            min(index.to_utf16(view.caret), self.text.document().characterCount() - 1)
        )
        self.text.setTextCursor(cursor)
        self.text.centerCursor()

    def _suggest(self) -> None:
        """What a new article tells about itself, until somebody types something else."""
        if self._before is not None:
            return
        made = self._manuscript.article
        self.title.setPlaceholderText(made.title if made else self._no_title)
        for line, words in (
            (self.title, made.title if made else ""),
            (self.source, (made.source if made else "") or self._source),
            (self.date, made.date if made else ""),
        ):
            if not line.isModified() and line.text() != words:
                line.setText(words)
                line.setCursorPosition(0)  # of a long one the beginning is to be seen

    def _show_size(self) -> None:
        article = self._manuscript.article
        if article is None:
            self._count.setText("")
            return
        words = self.tr("%n word(s)", "", article.words)
        self._count.setText(words + " · " + self.tr("%n block(s)", "", len(article.blocks)))

    # --- Storing ------------------------------------------------------------------------------

    def _work(self, work: Callable[[Authoring], object], done: Callable[..., None]) -> None:
        """Do something with the library on a worker thread, which opens it for itself."""
        path, who = self._workspace.path, self._workspace.sets.who

        def run(_report: tasks.Report) -> object:
            with Library(path) as library:
                return work(Authoring(library, who))

        self._set_working(on=True)
        tasks.start(run, done, self._failed)

    def _set_working(self, *, on: bool) -> None:
        self._working = on
        for widget in (self.splitter, self.buttons, self.title, self.source, self.date):
            widget.setEnabled(not on)
        if on:
            self._count.setText(self.tr("Working …"))
        else:
            self._show_size()

    def _failed(self, error: Exception) -> None:
        self._set_working(on=False)
        self.tell(error_text(error))
        if isinstance(error, AnnotatorError) and "date" in error.params:
            self.date.setFocus(Qt.FocusReason.OtherFocusReason)

    def _created(self, outcome: Twin | Added) -> None:
        self._set_working(on=False)
        if isinstance(outcome, Twin):
            self._ask_about(outcome)
        elif outcome.already_present:  # it has come in at this moment, from elsewhere
            self.tell(
                self.tr("“{title}” in the library has the same text already.").format(
                    title=outcome.article.title
                ),
                self.text,
            )
        else:
            self._stored(Saved(outcome.article, None))

    def _ask_about(self, twin: Twin) -> None:
        """The text is in the library already: what is to become of the structure made here?"""
        article, stored = self.article, twin.article
        if article is None:
            return
        # What was only guessed, of title, source and date, does not replace what is stored.
        title, source, date = (
            line.text() if line.isModified() else ""
            for line in (self.title, self.source, self.date)
        )
        article = replace(article, title=title, source=source, date=date)
        same = stored is not None and (
            article.blocks == stored.blocks
            and title in ("", stored.title)
            and source in ("", stored.source)
            and date in ("", stored.date)
        )

        def put() -> None:
            self._work(lambda authoring: authoring.put_onto(twin.id, article), self._stored)

        ask_about_twin(
            twin,
            self,
            put=None if same or twin.has_moved_on(article.sha256) else put,
            open_it=lambda: self._leave_for(twin),
        )

    def _leave_for(self, twin: Twin) -> None:
        super().reject()
        self.existing_asked.emit(twin)

    def _foreseen(self, moved: Moved | None) -> None:
        self._set_working(on=False)
        if moved is None or not (moved.marks or moved.elsewhere or moved.left):
            self._store()
            return
        question = Question(
            self.tr("Save the edited text?"),
            self.tr("Save"),
            self.tr("Go on editing"),
            self._foretold(moved),
            self.windowTitle(),
            details="\n\n".join(whole_words(*quotes) for quotes in moved.reworded),
        )
        ask(question, self, self._store)

    def _foretold(self, moved: Moved) -> str:
        """What will become of the marks, in sentences."""
        parts = []
        if moved.marks:
            marks = self.tr("%n mark(s)", "", moved.marks)
            sets = self.tr("%n set(s)", "", moved.sets)
            parts.append(
                self.tr("There are {marks} in {sets} on this article.").format(
                    marks=marks, sets=sets
                )
            )
        if moved.marks and moved.exact == moved.marks:
            parts.append(self.tr("All of them stay on the same words."))
        elif moved.exact:
            parts.append(self.tr("%n stay(s) on the same words.", "", moved.exact))
        if moved.alike:
            parts.append(self._told_alike(moved))
        if moved.unplaced:
            parts.append(
                self.tr(
                    "%n cannot be placed. None is lost: they wait in a list beside the text until "
                    "you decide.",
                    "",
                    moved.unplaced,
                )
            )
        if moved.key_parts:
            parts.append(
                self.tr(
                    "In %n item(s) of a key, a core, an allowance or an “also right” lies in words "
                    "that are gone now. The checklist of the key will name them.",
                    "",
                    moved.key_parts,
                )
            )
        if moved.elsewhere:
            parts.append(
                self.tr("%n mark(s) on other articles come(s) along.", "", moved.elsewhere)
            )
        if moved.left:
            parts.append(
                self.tr(
                    "%n mark(s) on other articles keep(s) an end in the earlier text.",
                    "",
                    moved.left,
                )
            )
        parts.append(self.tr("What was done to the marks so far cannot be undone afterwards."))
        return "\n\n".join(parts)

    def _told_alike(self, moved: Moved) -> str:
        """Which marks are on other words now: a few of them here, all in the details."""
        told = self.tr("%n go(es) to words that are much alike:", "", moved.alike)
        shown = [f"• {reworded_words(*quotes)}" for quotes in moved.reworded[:_SHOWN]]
        if len(moved.reworded) > _SHOWN:
            more = len(moved.reworded) - _SHOWN
            shown.append(self.tr("and %n more: see the details", "", more))
        return "\n".join((told, *shown))

    def _store(self) -> None:
        article, before = self.article, self._before
        assert article is not None and before is not None  # noqa: S101, PT018 (save has looked)
        self._work(lambda authoring: authoring.save(before, article), self._stored)

    def _stored(self, saved: Saved) -> None:
        self._set_working(on=False)
        self.accept()
        self.saved.emit(saved)


def _save_keys() -> str:
    return QKeySequence(_SAVE_KEYS[0]).toString(QKeySequence.SequenceFormat.NativeText)


def _labelled(text: str, widget: QWidget) -> QVBoxLayout:
    """A column with a label over a widget, to which it leads."""
    label = QLabel(text)
    label.setObjectName("section")
    label.setBuddy(widget)
    column = QVBoxLayout()
    column.setSpacing(3)
    column.addWidget(label)
    if widget.parent() is None:
        column.addWidget(widget, 1)
    return column
