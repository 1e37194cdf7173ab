"""The codebook editor: a dialog in which a codebook is written, and checked while it is."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop.codebook_fields import muted
from annotator.desktop.codebook_form import CategoryPage, WholePage, is_colour
from annotator.desktop.codebook_kinds import ListButtons
from annotator.desktop.codebook_swatches import shown_colours
from annotator.desktop.codebook_words import alike_words, faint_words
from annotator.desktop.home.line_dialog import LineDialog
from annotator.desktop.lettering import letter_dialog
from annotator.desktop.messages import Question, ask, tell
from annotator.desktop.palette import OFFERED, Theme
from annotator.desktop.selection_bar import letter_icon
from annotator.desktop.words import error_text
from annotator.domain.codebook import MOST_CATEGORIES, Codebook
from annotator.domain.codebook_colours import alike, faint
from annotator.domain.codebook_data import codebook_problems
from annotator.domain.codebook_editing import added, moved, with_ids
from annotator.domain.errors import AnnotatorError
from annotator.services.codebooks import Codebooks

CHECK_AFTER_MS = 150
ROW_HEIGHT = 26
_ROLE = Qt.ItemDataRole.UserRole


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
        self.draft = book
        self._filling = False
        self.setWindowTitle(
            self.tr("Edit “{name}”").format(name=book.name)
            if book.name
            else self.tr("New codebook")
        )
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Parts of the codebook"))
        self.list.setFixedWidth(230)
        self.list.setSpacing(1)
        self.buttons = ListButtons(
            self.tr("Add a category"),
            self.tr("Remove the category"),
            self.tr("Move the category up"),
            self.tr("Move the category down"),
        )
        self.whole = WholePage()
        self.category = CategoryPage(theme)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.whole)
        self.stack.addWidget(self.category)
        self.checks = QListWidget()
        self.checks.setAccessibleName(self.tr("Checks"))
        self.checks.setWordWrap(True)
        self.checks.setSpacing(2)
        self.checks.setFixedHeight(84)
        self.summary = QLabel()
        self.summary.setObjectName("heading")
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
        self._fill(0)
        self.check()
        self.whole.name.setFocus()

    def _build(self, note: str) -> None:
        left = QVBoxLayout()
        left.addWidget(self.list, 1)
        left.addWidget(self.buttons)
        columns = QHBoxLayout()
        columns.setSpacing(14)
        columns.addLayout(left)
        columns.addWidget(self.stack, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(10)
        if note:
            layout.addWidget(muted(note))
        layout.addLayout(columns, 1)
        layout.addWidget(self.summary)
        layout.addWidget(self.checks)
        layout.addWidget(self.box)
        self.resize(980, 770)

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._show_part)
        self.buttons.add.clicked.connect(self.add_category)
        self.buttons.remove.clicked.connect(self.remove_category)
        self.buttons.up.clicked.connect(lambda: self.move_category(-1))
        self.buttons.down.clicked.connect(lambda: self.move_category(1))
        self.whole.changed.connect(self._edited)
        self.category.changed.connect(self._edited)
        self.checks.itemActivated.connect(self._go_to)
        self.checks.itemClicked.connect(self._go_to)
        self.save_button.clicked.connect(self.ask_save)
        self.cancel_button.clicked.connect(self.reject)

    @property
    def is_changed(self) -> bool:
        """Whether there is something to save."""
        return self.draft != self._before

    # --- Parts --------------------------------------------------------------------------------

    def add_category(self) -> None:
        """Add a category after the others."""
        self._take(added(self.draft, OFFERED), len(self.draft.categories) + 1)
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

    def _take(self, draft: Codebook, row: int) -> None:
        self.draft = draft
        self._fill(row)
        self._timer.start()

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
            item.setText(f"{name}   {category.shortcut}")
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
            self.category.show_category(every[number], every, number)
            self.stack.setCurrentWidget(self.category)
        self._filling = False
        self.buttons.arrange(number, len(every), MOST_CATEGORIES, least=1)

    def _edited(self) -> None:
        if self._filling:
            return
        number = self.list.currentRow() - 1
        every = self.draft.categories
        if number < 0:
            self.draft = self.whole.applied(self.draft)
        else:
            category = self.category.applied(every[number])
            every = (*every[:number], category, *every[number + 1 :])
            self.draft = replace(self.draft, categories=every)
            self._title_parts()
            if is_colour(self.category.colour.text()):
                self._filling = True
                self.category.show_category(category, every, number)
                self._filling = False
        self._timer.start()

    # --- Checks -------------------------------------------------------------------------------

    def check(self) -> None:
        """Say what is not in order, and what could be better."""
        self._timer.stop()
        problems = codebook_problems(self._whole_draft())
        typed = self.category.colour.text().strip()
        unfinished = self.stack.currentWidget() is self.category and not is_colour(typed)
        names = [c.name or c.letter for c in self.draft.categories]
        shown = shown_colours(self.draft.categories)
        self.checks.clear()
        for number, error in problems:
            self._add_check(error_text(error), number)
        if unfinished:
            text = self.tr("“{typed}” is no colour. Use # and six hexadecimal digits.")
            self._add_check(text.format(typed=typed), self.list.currentRow() - 1)
        remarks = [(faint_words(f, names), f.category) for f in faint(shown)]
        remarks += [(alike_words(pair, names), pair.second) for pair in alike(shown)]
        for text, number in remarks:
            self._add_check(text, number)
        blocked = bool(problems) or unfinished
        self.checks.setVisible(blocked or bool(remarks))
        self.save_button.setEnabled(not blocked)
        if blocked:
            self.summary.setText(self.tr("Before it can be saved"))
        elif remarks:
            self.summary.setText(self.tr("It can be saved. Colours that could be better:"))
        else:
            self.summary.setText(
                self.tr("In order. The colours are told apart in every theme and by every eye.")
            )

    def _whole_draft(self) -> Codebook:
        """The draft as it would be saved; a new codebook gets its own id only then."""
        draft = with_ids(self.draft)
        return draft if draft.id else replace(draft, id="new")

    def _add_check(self, text: str, number: int | None) -> None:
        item = QListWidgetItem(text)
        item.setData(_ROLE, number)
        self.checks.addItem(item)

    def _go_to(self, item: QListWidgetItem) -> None:
        number = item.data(_ROLE)
        self.list.setCurrentRow(0 if number is None else number + 1)

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
