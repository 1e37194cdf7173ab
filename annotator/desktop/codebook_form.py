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

from annotator.desktop.codebook_fields import LinesField, Technical, TextField, labelled
from annotator.desktop.codebook_kinds import KindsPage
from annotator.desktop.codebook_swatches import PagePreview, VisionSwatches, pattern_icon
from annotator.desktop.codebook_words import pattern_name
from annotator.desktop.flow_layout import FlowLayout
from annotator.desktop.labels import muted
from annotator.desktop.palette import Theme
from annotator.desktop.selection_bar import letter_icon
from annotator.domain.codebook import PATTERNS, Category, Codebook
from annotator.domain.codebook_checks import Place

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
                    "the category. Names may be changed later: sets made before and after can "
                    "still be compared."
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

    def go_to(self, place: Place) -> None:
        """Set the cursor into a field."""
        (self.rules if place.field == "rules" else self.name).setFocus()


class CategoryPage(QTabWidget):
    """Everything about one category. ``changed`` says that it is another one now.

    ``suggestion_asked`` says that a better colour is wanted.
    """

    changed = Signal()
    suggestion_asked = Signal()

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
        for digit in _KEYS:
            self.key.addItem(digit, digit)
        self.key.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.key.setMinimumContentsLength(2)
        self.pattern = QComboBox(accessibleName=self.tr("Underline"))
        self.pattern.setIconSize(QSize(40, 12))
        for pattern in PATTERNS:
            self.pattern.addItem(pattern_name(pattern), pattern)
        self.colour = QLineEdit(accessibleName=self.tr("Colour, as # and six digits"))
        self.colour.setMaxLength(7)
        self.colour.setFixedWidth(96)
        self.colour_button = QPushButton(self.tr("Choose a colour…"))
        self.suggest_button = QPushButton(self.tr("Suggest a colour"))
        self.suggest_button.setToolTip(
            self.tr("A colour that is told from all the others in every theme; again for another")
        )
        for button in (self.colour_button, self.suggest_button):
            button.setAutoDefault(False)
        self.colour_note = muted()
        self.linked = QCheckBox(self.tr("Two ends: a passage and the one it clashes with"))
        self.preview = PagePreview()
        self.swatches = VisionSwatches(theme)
        self.technical = Technical()
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

    def show_category(
        self, category: Category, every: tuple[Category, ...], at: int, colour_note: str = ""
    ) -> None:
        """Show number ``at`` of the categories; ``colour_note`` is said of its colour."""
        self._filling = True
        self._category = category
        for line, text in ((self.name, category.name), (self.letter, category.letter)):
            if line.text().strip() != text:
                line.setText(text)
        self._show_keys(category, every, at)
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
        self.colour_note.setText(colour_note)
        self.colour_note.setVisible(bool(colour_note))
        self._show_look(category, every, at)

    def applied(self, category: Category) -> Category:
        """A category with what stands here; an unfinished colour is not taken yet."""
        typed = QColor(self.colour.text().strip())
        return replace(
            category,
            name=self.name.text().strip(),
            letter=self.letter.text().strip(),
            shortcut=self.key.currentData(),
            pattern=self.pattern.currentData(),
            colour=category.colour if self.unfinished_colour else typed.name(),
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
        self.technical.note.setText(
            self.tr(
                "In files this category is called “{id}”. That stays when it gets another name, "
                "so that marks made before and after can be compared."
            ).format(id=category.id)
            if category.id
            else self.tr(
                "In files this category will be called by the name that it has when you save, and "
                "keep that, even when it gets another name."
            )
        )

    def _show_keys(self, category: Category, every: tuple[Category, ...], at: int) -> None:
        """The digits, and which categories have them already."""
        others = {c.shortcut: c for number, c in enumerate(every) if number != at}
        for row, digit in enumerate(_KEYS):
            holder = others.get(digit)
            text = digit
            if holder is not None:
                name = holder.name or self.tr("(no name yet)")
                text = self.tr("{key}   taken: {name}").format(key=digit, name=name)
            self.key.setItemText(row, text)
        self.key.setCurrentIndex(self.key.findData(category.shortcut))
        self.key.view().setMinimumWidth(min(self.key.view().sizeHintForColumn(0) + 24, 320))

    @property
    def unfinished_colour(self) -> str | None:
        """What stands in the field for the colour where that is no colour yet, else None."""
        typed = self.colour.text().strip()
        return None if is_colour(typed) else typed

    def restore_colour(self) -> None:
        """Take back a colour that was not typed to its end."""
        if self._category is not None:
            self.colour.setText(self._category.colour)

    def go_to(self, place: Place) -> None:
        """Set the cursor into a field."""
        if place.kind is not None or place.field == "subtypes":
            self.setCurrentWidget(self.kinds)
            self.kinds.go_to(place.kind, place.field)
            return
        looks: dict[str, QWidget] = {
            "name": self.name,
            "letter": self.letter,
            "shortcut": self.key,
            "pattern": self.pattern,
            "colour": self.colour,
            "linked": self.linked,
        }
        meanings: dict[str, QWidget] = {
            "definition": self.definition,
            "rules": self.rules,
            "include": self.include,
            "leave_out": self.leave_out,
            "examples": self.examples,
        }
        field = looks.get(place.field) or meanings.get(place.field)
        if field is None:
            return
        self.setCurrentIndex(1 if place.field in meanings else 0)
        field.setFocus()
        area = self.currentWidget()
        if isinstance(area, QScrollArea):
            area.ensureWidgetVisible(field)

    def _look(self) -> QWidget:
        signs = QHBoxLayout()
        signs.setSpacing(8)
        for field in (self.letter, self.key):
            signs.addWidget(field)
        signs.addWidget(self.pattern, 1)
        colours = QWidget()
        line = FlowLayout(colours, spacing=8)
        for field in (self.colour, self.colour_button, self.suggest_button):
            line.addWidget(field)
        form = QFormLayout()
        form.setSpacing(8)
        labelled(form, self.tr("Name"), self.name)
        form.addRow(self.tr("Letter, key, line"), signs)
        form.addRow(self.tr("Colour"), colours)
        form.addRow("", self.colour_note)
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
        layout.addWidget(self.technical)
        layout.addStretch(1)
        return _scrolled(inside, self.tr("Look and keys"))

    def _meaning(self) -> QWidget:
        inside = QWidget()
        inside.setObjectName("side")
        form = QFormLayout(inside)
        form.setContentsMargins(12, 12, 12, 12)
        form.setSpacing(8)
        labelled(form, self.tr("Definition"), self.definition)
        labelled(form, self.tr("What to mark, and what to do\nin doubt (one a line)"), self.rules)
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
        self.suggest_button.clicked.connect(self.suggestion_asked)

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
