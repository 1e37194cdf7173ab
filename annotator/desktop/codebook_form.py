"""The pages of the codebook editor: what is said of the whole, and one category."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QCheckBox,
    QColorDialog,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop.codebook_fields import LinesField, TextField, labelled, muted
from annotator.desktop.codebook_kinds import KindsPage
from annotator.desktop.codebook_swatches import PagePreview, VisionSwatches, pattern_icon
from annotator.desktop.codebook_words import pattern_name
from annotator.desktop.palette import Theme
from annotator.desktop.selection_bar import letter_icon
from annotator.domain.codebook import PATTERNS, Category, Codebook

_KEYS = "123456789"


class WholePage(QWidget):
    """Name and rules of the whole codebook. ``changed`` says that they are others now."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = QLineEdit(accessibleName=self.tr("Name of the codebook"))
        self.rules = LinesField(self.tr("Rules for all categories, one a line"), 12)
        form = QFormLayout()
        form.setSpacing(8)
        labelled(form, self.tr("&Name"), self.name)
        labelled(form, self.tr("Rules for all of it\n(one a line)"), self.rules)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.addLayout(form)
        layout.addWidget(
            muted(
                self.tr(
                    "Say here what is sound and stays unmarked, and what to do in doubt whatever "
                    "the category. Categories and kinds get an id from their first name and keep "
                    "it: sets made before and after a change of name can still be compared."
                )
            )
        )
        layout.addStretch(1)
        self.name.textEdited.connect(self.changed)
        self.rules.textChanged.connect(self.changed)

    def show_book(self, book: Codebook) -> None:
        """Show a codebook."""
        self.blockSignals(True)
        if self.name.text().strip() != book.name:
            self.name.setText(book.name)
        self.rules.set_entries(book.rules)
        self.blockSignals(False)

    def applied(self, book: Codebook) -> Codebook:
        """A codebook with what stands here."""
        return replace(book, name=self.name.text().strip(), rules=self.rules.entries())


class CategoryPage(QTabWidget):
    """Everything about one category. ``changed`` says that it is another one now."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._filling = False
        self._category: Category | None = None
        self.setDocumentMode(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its bar takes the focus
        for widget in (self, self.tabBar()):
            widget.setAccessibleName(self.tr("Parts of the category"))
        self.name = QLineEdit(accessibleName=self.tr("Name of the category"))
        self.letter = QLineEdit(accessibleName=self.tr("Letter"), maxLength=2)
        self.letter.setFixedWidth(52)
        self.key = QComboBox(accessibleName=self.tr("Key"))
        self.key.addItems(list(_KEYS))
        self.pattern = QComboBox(accessibleName=self.tr("Underline"))
        self.pattern.setIconSize(QSize(40, 12))
        for pattern in PATTERNS:
            self.pattern.addItem(pattern_name(pattern), pattern)
        self.colour = QLineEdit(accessibleName=self.tr("Colour, as # and six digits"))
        self.colour.setMaxLength(7)
        self.colour.setFixedWidth(96)
        self.colour_button = QPushButton(self.tr("Choose a colour…"))
        self.colour_button.setAutoDefault(False)
        self.linked = QCheckBox(self.tr("Two ends: a passage and the one it clashes with"))
        self.preview = PagePreview()
        self.swatches = VisionSwatches(theme)
        self.id_note = muted("")
        self.definition = TextField(self.tr("Definition"), 3)
        self.rules = LinesField(self.tr("What exactly to mark, and what in doubt, one a line"), 5)
        self.include = LinesField(self.tr("What to mark, one a line"), 4)
        self.leave_out = LinesField(self.tr("What to leave alone, one a line"), 4)
        self.examples = LinesField(self.tr("Examples, one a line"), 3)
        self.kinds = KindsPage()
        self.addTab(self._look(), self.tr("Look and keys"))
        self.addTab(self._meaning(), self.tr("Meaning"))
        self.addTab(self.kinds, self.tr("Kinds"))
        self._connect()

    def show_category(self, category: Category, every: tuple[Category, ...], at: int) -> None:
        """Show number ``at`` of the categories."""
        self._filling = True
        self._category = category
        for line, text in ((self.name, category.name), (self.letter, category.letter)):
            if line.text().strip() != text:
                line.setText(text)
        self.key.setCurrentText(category.shortcut)
        self.pattern.setCurrentIndex(self.pattern.findData(category.pattern))
        if self.colour.text().strip() != category.colour:
            self.colour.setText(category.colour)
        self.linked.setChecked(category.linked)
        self.definition.set_text(category.definition)
        self.rules.set_entries(category.rules)
        self.include.set_entries(category.include)
        self.leave_out.set_entries(category.leave_out)
        self.examples.set_entries(category.examples)
        if self.kinds.kinds != category.subtypes:
            self.kinds.show_kinds(category.subtypes)
        self._filling = False
        self._show_look(category, every, at)

    def applied(self, category: Category) -> Category:
        """A category with what stands here; an unfinished colour is not taken yet."""
        typed = QColor(self.colour.text().strip())
        return replace(
            category,
            name=self.name.text().strip(),
            letter=self.letter.text().strip(),
            shortcut=self.key.currentText(),
            pattern=self.pattern.currentData(),
            colour=typed.name() if is_colour(self.colour.text()) else category.colour,
            linked=self.linked.isChecked(),
            definition=self.definition.text(),
            rules=self.rules.entries(),
            include=self.include.entries(),
            leave_out=self.leave_out.entries(),
            examples=self.examples.entries(),
            subtypes=self.kinds.kinds,
        )

    def _show_look(self, category: Category, every: tuple[Category, ...], at: int) -> None:
        colour, ratio = self._theme.category(category.id, category.colour), self.devicePixelRatio()
        for row, pattern in enumerate(PATTERNS):
            self.pattern.setItemIcon(row, pattern_icon(pattern, colour, ratio))
        self.colour_button.setIcon(letter_icon(category.letter, colour, self._theme, ratio))
        self.preview.show_category(category)
        self.swatches.show_categories(every, at)
        self.id_note.setText(
            self.tr(
                "Id: {id}. It stays when the name changes, so that sets stay comparable."
            ).format(id=category.id)
            if category.id
            else self.tr("The id is made from the name when you save, and stays from then on.")
        )

    def _look(self) -> QWidget:
        signs = QHBoxLayout()
        signs.setSpacing(8)
        for field in (self.letter, self.key):
            signs.addWidget(field)
        signs.addWidget(self.pattern, 1)
        colours = QHBoxLayout()
        colours.setSpacing(8)
        colours.addWidget(self.colour)
        colours.addWidget(self.colour_button)
        colours.addStretch(1)
        form = QFormLayout()
        form.setSpacing(8)
        labelled(form, self.tr("Name"), self.name)
        form.addRow("", self.id_note)
        form.addRow(self.tr("Letter, key, line"), signs)
        form.addRow(self.tr("Colour"), colours)
        form.addRow("", self.linked)
        inside = QWidget()
        inside.setObjectName("side")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(10)
        layout.addLayout(form)
        layout.addWidget(muted(self.tr("On the page, in every theme")))
        layout.addWidget(self.preview)
        layout.addWidget(muted(self.tr("All categories, as they are seen")))
        layout.addWidget(self.swatches)
        layout.addStretch(1)
        return _scrolled(inside, self.tr("Look and keys"))

    def _meaning(self) -> QWidget:
        inside = QWidget()
        inside.setObjectName("side")
        form = QFormLayout(inside)
        form.setContentsMargins(12, 12, 12, 12)
        form.setSpacing(8)
        labelled(form, self.tr("Definition"), self.definition)
        labelled(form, self.tr("What exactly, and in doubt\n(one a line)"), self.rules)
        labelled(form, self.tr("Mark\n(one a line)"), self.include)
        labelled(form, self.tr("Leave alone\n(one a line)"), self.leave_out)
        labelled(form, self.tr("Examples\n(one a line)"), self.examples)
        return _scrolled(inside, self.tr("Meaning"))

    def _connect(self) -> None:
        for line in (self.name, self.letter, self.colour):
            line.textEdited.connect(self._edited)
        for field in (self.definition, self.rules, self.include, self.leave_out, self.examples):
            field.textChanged.connect(self._edited)
        self.key.activated.connect(self._edited)
        self.pattern.activated.connect(self._edited)
        self.linked.clicked.connect(self._edited)
        self.kinds.changed.connect(self._edited)
        self.colour_button.clicked.connect(self._ask_colour)

    def _edited(self) -> None:
        if not self._filling:
            self.changed.emit()

    def _ask_colour(self) -> None:
        dialog = QColorDialog(QColor(self.colour.text()), self)
        dialog.setWindowTitle(self.tr("Choose a colour"))
        dialog.colorSelected.connect(self.take_colour)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take_colour(self, colour: QColor) -> None:
        """Give the category a colour."""
        self.colour.setText(colour.name())
        self._edited()


def is_colour(text: str) -> bool:
    """Whether a text is a colour as codebooks have it: ``#`` and six hexadecimal digits."""
    text = text.strip()
    return len(text) == 7 and text[0] == "#" and QColor.isValidColorName(text)


def _scrolled(inside: QWidget, name: str) -> QScrollArea:
    area = QScrollArea(widgetResizable=True, frameShape=QScrollArea.Shape.NoFrame)
    area.setObjectName("side")
    area.setAccessibleName(name)
    area.setWidget(inside)
    return area
