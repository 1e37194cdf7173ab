"""The codebook editor: a dialog in which a codebook is written, and checked while it is."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop.codebook_checks_list import ChecksList
from annotator.desktop.codebook_fields import TextField, name_tip
from annotator.desktop.codebook_form import CategoryPage, WholePage
from annotator.desktop.codebook_kinds import ROW_HEIGHT, ListButtons
from annotator.desktop.codebook_proposal import proposed_colour
from annotator.desktop.codebook_swatches import shown_colours
from annotator.desktop.codebook_words import check_words
from annotator.desktop.home.line_dialog import LineDialog
from annotator.desktop.labels import muted
from annotator.desktop.lettering import letter_dialog
from annotator.desktop.messages import Question, ask, tell
from annotator.desktop.palette import Theme
from annotator.desktop.screen_room import resize_within
from annotator.desktop.selection_bar import letter_icon
from annotator.desktop.words import error_text
from annotator.domain.codebook import MOST_CATEGORIES, Category, Codebook
from annotator.domain.codebook_checks import Check, Place, Urgency, codebook_checks
from annotator.domain.codebook_colours import Proposal
from annotator.domain.codebook_editing import added, moved, relettered, with_ids
from annotator.domain.codebook_history import CodebookHistory
from annotator.domain.errors import AnnotatorError, CodebookError
from annotator.services.codebooks import Codebooks

CHECK_AFTER_MS = 150


class CodebookEditor(QDialog):
    """Edits a copy of ``book``; ``saved`` carries the codebook that is in the library then.

    With ``changed`` it is an edited version of that one, else a codebook of its own, which gets its
    id from its name when it is saved.
    """

    saved = Signal(object)

    def __init__(
        self,
        codebooks: Codebooks,
        book: Codebook,
        theme: Theme,
        parent: QWidget,
        *,
        changed: Codebook | None = None,
        note: str = "",
    ) -> None:
        super().__init__(parent)
        letter_dialog(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._codebooks = codebooks
        self._theme = theme
        self._base = changed
        self._before = book
        self._history = CodebookHistory(book)
        self._suggested: tuple[tuple[str, ...], Proposal] | None = None
        self._refused: tuple[str, ...] = ()
        self._filling = False
        self._name_window()
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Parts of the codebook"))
        self.list.setObjectName("boxed")
        self.list.setMinimumWidth(170)
        self.list.setMaximumWidth(230)
        self.list.setSpacing(1)
        self.buttons = ListButtons(
            self.tr("Add a category"),
            self.tr("Remove the category"),
            self.tr("Move the category up"),
            self.tr("Move the category down"),
            self.tr("Nine categories are the most: one for each digit key."),
        )
        self.whole = WholePage()
        self.category = CategoryPage(theme)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.whole)
        self.stack.addWidget(self.category)
        self.checks = ChecksList(theme)
        self.undo_button = self._button(self.tr("Undo"), self.tr("Take back the last change"))
        self.redo_button = self._button(self.tr("Redo"), self.tr("Make the change again"))
        self.box = QDialogButtonBox()
        self.save_button = QPushButton(self.tr("&Save"))
        self.save_button.setObjectName("primary")
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self.box.addButton(self.save_button, QDialogButtonBox.ButtonRole.AcceptRole)
        self.box.addButton(self.cancel_button, QDialogButtonBox.ButtonRole.RejectRole)
        for button in (self.save_button, self.cancel_button):
            button.setAutoDefault(False)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(CHECK_AFTER_MS)
        self._timer.timeout.connect(self.check)

        self._build(note)
        self._connect()
        self._listen()
        self._fill(0)
        self.check()
        self.whole.name.setFocus()

    def _build(self, note: str) -> None:
        left = QVBoxLayout()
        left.addWidget(self.list, 1)
        left.addWidget(self.buttons)
        columns = QHBoxLayout()
        columns.setSpacing(14)
        columns.addLayout(left, 2)
        columns.addWidget(self.stack, 6)
        below = QHBoxLayout()
        below.addWidget(self.undo_button)
        below.addWidget(self.redo_button)
        below.addWidget(self.box, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(10)
        if note:
            layout.addWidget(muted(note))
        layout.addLayout(columns, 1)
        layout.addWidget(self.checks)
        layout.addLayout(below)
        resize_within(self, 980, 770)

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._show_part)
        self.buttons.add.clicked.connect(self.add_category)
        self.buttons.remove.clicked.connect(self.remove_category)
        self.buttons.up.clicked.connect(lambda: self.move_category(-1))
        self.buttons.down.clicked.connect(lambda: self.move_category(1))
        self.whole.changed.connect(self._edited)
        self.category.changed.connect(self._edited)
        self.category.suggestion_asked.connect(self.suggest_colour)
        self.checks.asked.connect(self.go_to)
        self.undo_button.clicked.connect(self.undo)
        self.redo_button.clicked.connect(self.redo)
        self.save_button.clicked.connect(self.ask_save)
        self.cancel_button.clicked.connect(self.reject)

    def _listen(self) -> None:
        """There is one history: the fields leave their keys of undo and redo to the editor."""
        for field in (*self.findChildren(QLineEdit), *self.findChildren(TextField)):
            field.installEventFilter(self)
        for keys, run in (
            ("Ctrl+Z", self.undo),
            ("Ctrl+Shift+Z", self.redo),
            ("Ctrl+Y", self.redo),
        ):
            QShortcut(QKeySequence(keys), self, run)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep undo and redo from a field, and see that the cursor came into another one."""
        if event.type() is QEvent.Type.FocusIn:
            self._history.part()
        elif event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            standard = QKeySequence.StandardKey
            if event.matches(standard.Undo) or event.matches(standard.Redo):
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    @staticmethod
    def _button(text: str, name: str) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.setAccessibleName(name)
        return button

    @property
    def draft(self) -> Codebook:
        """The codebook as it is now; it need not be in order."""
        return self._history.book

    @property
    def is_changed(self) -> bool:
        """Whether there is something to save."""
        return self.draft != self._before or self._unfinished_colour is not None

    @property
    def _unfinished_colour(self) -> str | None:
        shown = self.stack.currentWidget() is self.category
        return self.category.unfinished_colour if shown else None

    # --- Undo ---------------------------------------------------------------------------------

    def undo(self) -> None:
        """Take back the last change, and show where it was."""
        if self._unfinished_colour is not None:
            self.category.restore_colour()
            self.category.colour.setFocus()
            self.check()
            return
        self._show_again(self._history.undo())

    def redo(self) -> None:
        """Make a change again that was taken back, and show where it is."""
        self._show_again(self._history.redo())

    def _show_again(self, place: Place | None) -> None:
        if place is not None:
            self._name_window()
            self._fill(0 if place.category is None else place.category + 1)
            self.go_to(place)
            self.check()

    def go_to(self, place: Place) -> None:
        """Show the part of the codebook that a place is in, and set the cursor into its field."""
        row = 0 if place.category is None else place.category + 1
        if self.list.currentRow() != row:
            self.list.setCurrentRow(row)
        if row and not place.field:
            self.list.setFocus()
        elif row:
            self.category.go_to(place)
        else:
            self.whole.go_to(place)

    # --- Parts --------------------------------------------------------------------------------

    def add_category(self) -> None:
        """Add a category after the others."""
        every = self.draft.categories
        self._refused = ()
        proposal = self._propose(every)
        self._take(added(self.draft, proposal.colour), len(every) + 1)
        self.category.setCurrentIndex(0)
        self.category.name.setFocus()

    def remove_category(self) -> None:
        """Remove the category that is shown."""
        number = self.list.currentRow() - 1
        every = self.draft.categories
        rest = (*every[:number], *every[number + 1 :])
        self._take(replace(self.draft, categories=rest), min(number + 1, len(rest)))
        self.list.setFocus()

    def move_category(self, by: int) -> None:
        """Move the category that is shown up or down."""
        row = self.list.currentRow()
        self._take(
            replace(self.draft, categories=moved(self.draft.categories, row - 1, by)), row + by
        )

    def suggest_colour(self) -> None:
        """Give the category that is shown a colour that is told well from the others.

        Asked again, another one than those that were suggested before.
        """
        number = self.list.currentRow() - 1
        every = self.draft.categories
        last = self._suggested[1].colour if self._suggested is not None else ""
        self._refused = (*self._refused, last) if every[number].colour == last else ()
        proposal = self._propose((*every[:number], *every[number + 1 :]))
        category = replace(every[number], colour=proposal.colour)
        self.category.colour.setText(proposal.colour)
        self._change(replace(self.draft, categories=_with(every, number, category)))
        self._show_part()
        self._title_parts()

    def _propose(self, others: tuple[Category, ...]) -> Proposal:
        proposal = proposed_colour(others, self._refused)
        if proposal.colour in self._refused:  # there is no other one: they come round again
            self._refused = ()
            proposal = proposed_colour(others)
        self._suggested = tuple(c.colour for c in others), proposal
        return proposal

    def _colour_note(self, number: int) -> str:
        """What is said of a colour that was proposed, while the others are as they were then."""
        every = self.draft.categories
        others = tuple(c.colour for n, c in enumerate(every) if n != number)
        if self._suggested is None or self._suggested[0] != others:
            return ""
        proposal = self._suggested[1]
        if proposal.colour != every[number].colour:
            return ""
        if proposal.passes:
            return self.tr("Suggested: it is told from all the others, in every theme.")
        return self.tr(
            "Suggested: no colour is told from all the others by every eye in every theme any "
            "more. This one comes nearest to it; letter and line tell the categories apart."
        )

    def _change(self, draft: Codebook) -> None:
        self._history.change(draft)
        self._name_window()
        self._arrange_undo()
        self._timer.start()

    def _name_window(self) -> None:
        """The title follows the name as it is typed."""
        name = self.draft.name or self._before.name
        self.setWindowTitle(
            self.tr("Edit “{name}”").format(name=name)
            if self._before.name
            else self.tr("New codebook")
        )

    def _arrange_undo(self) -> None:
        undoable = self._history.undoable or self._unfinished_colour is not None
        for button, on, name, keys in (
            (self.undo_button, undoable, self.tr("Take back the last change"), "Ctrl+Z"),
            (
                self.redo_button,
                self._history.redoable,
                self.tr("Make the change again"),
                "Ctrl+Shift+Z",
            ),
        ):
            if button.hasFocus() and not on:  # else the focus goes to whatever comes next
                self.list.setFocus()
            button.setEnabled(on)
            native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
            button.setToolTip(f"{name} ({native})")

    def _take(self, draft: Codebook, row: int) -> None:
        self._change(draft)
        self._fill(row)

    def _fill(self, row: int) -> None:
        self._filling = True
        self.list.clear()
        self.list.addItem(self.tr("The whole codebook"))
        for _ in self.draft.categories:
            self.list.addItem("")
        for number in range(self.list.count()):
            self.list.item(number).setSizeHint(QSize(0, ROW_HEIGHT))
        self._title_parts()
        self.list.setCurrentRow(row)
        self._filling = False
        self._show_part()

    def _title_parts(self) -> None:
        ratio = self.devicePixelRatio()
        for row, category in enumerate(self.draft.categories, 1):
            item = self.list.item(row)
            name = category.name or self.tr("(no name yet)")
            item.setText(f"{category.shortcut}   {name}")
            item.setToolTip(name_tip(name))
            colour = self._theme.category(category.id, category.colour)
            icon = letter_icon(category.letter, colour, self._theme, ratio)
            # Else Qt mixes it with the colour of the selection, and it is about this colour.
            icon.addPixmap(icon.pixmap(QSize(18, 18), ratio), QIcon.Mode.Selected)
            item.setIcon(icon)
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole,
                self.tr("{name}, key {key}").format(name=name, key=category.shortcut),
            )

    def _show_part(self) -> None:
        if self._filling:
            return
        number = self.list.currentRow() - 1
        every = self.draft.categories
        self._filling = True
        if number < 0:
            self.whole.show_book(self.draft)
            self.stack.setCurrentWidget(self.whole)
        else:
            self._show_category(number)
            self.stack.setCurrentWidget(self.category)
        self._filling = False
        self.buttons.arrange(number, len(every), MOST_CATEGORIES, least=1)

    def _show_category(self, number: int) -> None:
        every = self.draft.categories
        self.category.show_category(every[number], every, number, self._colour_note(number))

    def _edited(self) -> None:
        if self._filling:
            return
        number = self.list.currentRow() - 1
        every = self.draft.categories
        if number < 0:
            self._change(self.whole.applied(self.draft))
            return
        category = relettered(every, number, self.category.applied(every[number]))
        self._change(replace(self.draft, categories=_with(every, number, category)))
        self._title_parts()
        if self._unfinished_colour is None:
            self._filling = True
            self._show_category(number)
            self._filling = False

    # --- Checks -------------------------------------------------------------------------------

    def check(self) -> None:
        """Say what is not in order, and what could be better."""
        self._timer.stop()
        every = self.draft.categories
        checks = codebook_checks(self._whole_draft(), shown_colours(every))
        typed = self._unfinished_colour
        if typed is not None:
            error = CodebookError(
                "“{typed}” is no colour. Use # and six hexadecimal digits, such as #1d4ed8.",
                typed=typed,
            )
            place = Place(self.list.currentRow() - 1, field="colour")
            checks.insert(0, Check(Urgency.BLOCKS, place, error))
        names = [c.name or c.letter for c in every]
        self.checks.show_checks(checks, names)
        blocked = [check for check in checks if check.urgency is Urgency.BLOCKS]
        self.save_button.setEnabled(not blocked)
        self.save_button.setToolTip(name_tip(check_words(blocked[0], names)) if blocked else "")
        self._arrange_undo()

    def _whole_draft(self) -> Codebook:
        """The draft as it would be saved; a new codebook gets its own id only then."""
        draft = with_ids(self.draft)
        return draft if draft.id else replace(draft, id="new")

    # --- Saving -------------------------------------------------------------------------------

    def ask_save(self) -> None:
        """Save; under a version that the user names, where sets were made under the last one."""
        self.check()
        if not self.save_button.isEnabled():
            return
        base = self._base
        if base is not None and not self.is_changed:
            self.accept()
        elif base is None:
            self._save(replace(self.draft, id=self._codebooks.new_id(self.draft.name)))
        elif self._codebooks.needs_version(base):
            sets = self._codebooks.uses().get((base.id, base.version), 0)
            dialog = LineDialog(
                self.tr("Save as a new version"),
                self.tr("&Version"),
                self._codebooks.next_version(base),
                self,
                note=self.tr("%n set(s) keep version", "", sets)
                + " "
                + self.tr(
                    "{version}, under which they were made. New sets get the new version where "
                    "they got this one."
                ).format(version=base.version),
            )
            dialog.entered.connect(self._save_version)
            dialog.open()
        else:
            self._save(self.draft, as_new=False)

    def _save_version(self, version: str) -> None:
        self._save(replace(self.draft, version=version.strip()))

    def _save(self, book: Codebook, *, as_new: bool = True) -> None:
        try:
            stored = self._codebooks.save(book, as_new=as_new)
        except AnnotatorError as error:
            tell(QMessageBox.Icon.Warning, error_text(error), self)
            return
        self.accept()
        self.saved.emit(stored)

    def reject(self) -> None:
        """Close, after a question where something would be lost."""
        if not self.is_changed:
            super().reject()
            return
        question = Question(
            self.tr("Throw away what you have changed?"),
            self.tr("Throw away"),
            self.tr("Go on editing"),
            loses=True,
        )
        ask(question, self, lambda: self.done(QDialog.DialogCode.Rejected))


def _with(every: tuple[Category, ...], number: int, category: Category) -> tuple[Category, ...]:
    return (*every[:number], category, *every[number + 1 :])
