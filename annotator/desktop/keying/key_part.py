"""The part of a card that only items of a key have: how hard, core, allowance, other answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
)
from PySide6.QtWidgets import QWidget as Widget

from annotator.comparison.key_checklist import word_count
from annotator.desktop.keying.frames import Line, line_icon
from annotator.desktop.keying.key_words import (
    alternative_words,
    difficulty_words,
    length_words,
    quote_words,
)
from annotator.desktop.labels import muted
from annotator.desktop.lettering import letter_menu
from annotator.desktop.lines_label import LinesLabel
from annotator.desktop.mnemonics import literal
from annotator.desktop.palette import Theme
from annotator.domain.annotation import Annotation, KeyDetails, Passage
from annotator.domain.codebook import SOUND, Codebook
from annotator.services.key_editing import DIFFICULTIES

_EDGE = 6


class KeyPart(Widget):
    """Shows one item of a key. It changes nothing: what is asked for is told by signals."""

    difficulty_asked = Signal(object)
    """1 to 3, or None."""
    core_asked = Signal()
    allowance_asked = Signal()
    core_reset = Signal()
    allowance_reset = Signal()
    category_asked = Signal(str)
    """Another category is as right."""
    passage_asked = Signal(object, str)
    """The selection is as right: the end (0 or 1) in whose place it stands, None for by itself.

    And the category as which it is right, empty for that of the item.
    """
    removed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.length = QLabel(wordWrap=True)
        self.length.setObjectName("muted")
        self.difficulties = [self._difficulty(number) for number in DIFFICULTIES]
        self._core_words = self.tr("Take the selection as the core (Shift+C)")
        self._allowance_words = self.tr("Take the selection as the allowance (Shift+A)")
        self.core, self.core_set, self.core_clear = self._row(
            self._core_words, self.tr("Reset the core")
        )
        self.allowance, self.allowance_set, self.allowance_clear = self._row(
            self._allowance_words, self.tr("Reset the allowance")
        )
        self.core_name, self.allowance_name = LinesLabel(), LinesLabel()
        self.add = QPushButton(self.tr("Add"))
        self.add.setToolTip(self.tr("Add another answer that is as right"))
        self.add.setAccessibleName(self.add.toolTip())
        self.menu = QMenu(self.add)
        letter_menu(self.menu)
        self.add.setMenu(self.menu)
        self.removers: list[QPushButton] = []
        self._listed: list[str] = []
        self._icons = {line: QLabel() for line in Line}
        self.requests = {line: muted() for line in Line}
        """What is to be selected in the text, below the button with which it was asked for."""
        self._weak = Widget()
        self._others = QVBoxLayout()
        self._arrange()
        self.core_set.clicked.connect(self.core_asked)
        self.core_clear.clicked.connect(self.core_reset)
        self.allowance_set.clicked.connect(self.allowance_asked)
        self.allowance_clear.clicked.connect(self.allowance_reset)
        self.hide()

    def controls(self) -> list[Widget]:
        """What the Tab key goes through, in its order."""
        return [
            *self.difficulties,
            self.core_set,
            self.core_clear,
            self.allowance_set,
            self.allowance_clear,
            self.add,
            *self.removers,
        ]

    def show_item(self, item: Annotation, book: Codebook, theme: Theme, *, rated: bool) -> None:
        """Show an item as it is stored now; ``rated`` tells whether its difficulty counts."""
        key = item.key or KeyDetails()
        self.length.setText(length_words(word_count(item.note)))
        for number, button in zip(DIFFICULTIES, self.difficulties, strict=True):
            button.setChecked(number == key.difficulty)
            button.setVisible(rated)
        self._weak.setVisible(not item.is_sound)
        category = book.find(item.category)
        colour = theme.category(category.id, category.colour) if category else QColor(theme.muted)
        for line, label in self._icons.items():
            icon = line_icon(line, colour, self.devicePixelRatioF())
            label.setPixmap(icon.pixmap(QSize(18, 18), self.devicePixelRatioF()))
        core = (key.core, key.counterpart_core)
        self.core_name.setText(
            self.tr("Core: its words are gone from the text")
            if _is_gone(core)
            else self.tr("Core")
            if any(core)
            else self.tr("Core: the whole passage")
        )
        self.core.setText(_ends(core))
        self.core.setVisible(any(core))
        self.core_clear.setVisible(any(core))
        allowance = (key.allowance, key.counterpart_allowance)
        self.allowance_name.setText(
            self.tr("Allowed: its words are gone from the text")
            if _is_gone(allowance)
            else self.tr("Allowed")
            if any(allowance)
            else self.tr("Allowed: the sentence")
        )
        self.allowance.setText(_ends(allowance))
        self.allowance.setVisible(any(allowance))
        self.allowance_clear.setVisible(any(allowance))
        self._list_others(item, book)
        self._fill_menu(item, book)
        # From the inside out, at once: the card is measured before Qt gets round to it.
        for changed in (self._weak, self):
            changed.updateGeometry()

    def show_request(self, asked: Line | None, words: str) -> None:
        """Say below its button what is to be selected now; None for nothing."""
        for line, label in self.requests.items():
            label.setText(words if line is asked else "")
            label.setVisible(line is asked)
        for line, button, wanted in (
            (Line.CORE, self.core_set, self._core_words),
            (Line.ALLOWANCE, self.allowance_set, self._allowance_words),
        ):
            waits = line is asked
            button.setText(self.tr("Stop") if waits else self.tr("Set"))
            told = self.tr("Stop selecting (Esc)") if waits else wanted
            button.setToolTip(told)
            button.setAccessibleName(told)
            button.setAccessibleDescription(words if waits else "")
        for changed in (self._weak, self):
            changed.updateGeometry()

    # --- Building -----------------------------------------------------------------------------

    def _difficulty(self, number: int) -> QToolButton:
        button = QToolButton(checkable=True)
        button.setObjectName("choice")
        button.setText(difficulty_words(number).capitalize())
        button.setAccessibleName(
            self.tr("Difficulty {number}: {words}").format(
                number=number, words=difficulty_words(number)
            )
        )
        button.setToolTip(self.tr("How hard it is to find (D)"))
        button.clicked.connect(lambda on: self.difficulty_asked.emit(number if on else None))
        return button

    def _row(self, wanted: str, reset: str) -> tuple[LinesLabel, QPushButton, QPushButton]:
        label = LinesLabel()
        take = QPushButton(self.tr("Set"))
        take.setToolTip(wanted)
        take.setAccessibleName(wanted)
        clear = _cross(reset)
        return label, take, clear

    def _arrange(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_EDGE)
        layout.addWidget(self.length)
        choices = QHBoxLayout()
        choices.setSpacing(4)
        for button in self.difficulties:
            choices.addWidget(button)
        choices.addStretch(1)
        layout.addLayout(choices)
        grid = QGridLayout(self._weak)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        rows = (
            (Line.CORE, self.core_name, self.core, self.core_clear, self.core_set),
            (
                Line.ALLOWANCE,
                self.allowance_name,
                self.allowance,
                self.allowance_clear,
                self.allowance_set,
            ),
        )
        for number, (line, name, label, clear, take) in enumerate(rows):
            row = 3 * number
            label.setObjectName("muted")
            grid.addWidget(self._icons[line], row, 0)
            grid.addWidget(name, row, 1)
            grid.addWidget(clear, row, 2)
            grid.addWidget(take, row, 3)
            grid.addWidget(label, row + 1, 1, 1, 3)
            grid.addWidget(self.requests[line], row + 2, 1, 1, 3)
        grid.addWidget(self._icons[Line.ALTERNATIVE], 6, 0)
        others = LinesLabel()
        others.setText(self.tr("Also right"))
        grid.addWidget(others, 6, 1)
        grid.addWidget(self.add, 6, 2, 1, 2, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self.requests[Line.ALTERNATIVE], 7, 1, 1, 3)
        self._others.setSpacing(0)
        grid.addLayout(self._others, 8, 1, 1, 3)
        for label in self.requests.values():
            label.setObjectName("request")
            label.hide()
        layout.addWidget(self._weak)

    def _list_others(self, item: Annotation, book: Codebook) -> None:
        answers = item.key.alternatives if item.key else ()
        words = [alternative_words(other, item, book) for other in answers]
        if words == self._listed:
            return  # one of them may have the keyboard
        self._listed = words
        if any(button.hasFocus() for button in self.removers):
            self.add.setFocus()
        while (old := self._others.takeAt(0)) is not None:
            row = old.widget()
            if row is not None:
                row.hide()
                row.deleteLater()
        self.removers = []
        for number, answer in enumerate(words):
            row = Widget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            label = LinesLabel()
            label.setText(answer)
            label.setObjectName("muted")
            remove = _cross(self.tr("Remove: {answer}").format(answer=label.text()))
            remove.clicked.connect(lambda _=False, n=number: self.removed.emit(n))
            line.addWidget(label, 1)
            line.addWidget(remove)
            self._others.addWidget(row)
            row.show()
            self.removers.append(remove)
        for before, after in pairwise([self.add, *self.removers]):
            Widget.setTabOrder(before, after)

    def _fill_menu(self, item: Annotation, book: Codebook) -> None:
        """Other categories, and the selection by itself or in the place of an end."""
        self.menu.clear()
        there = {a.category for a in item.key.alternatives if not a.passages} if item.key else set()
        others = [c for c in book.categories if c.id not in (SOUND, item.category)]
        for category in others:
            if category.id not in there:
                words = self.tr("This passage as “{name}”").format(name=literal(category.name))
                self._offer(words, lambda c=category.id: self.category_asked.emit(c))
        self.menu.addSeparator()
        if item.counterpart_spans:
            for end, passages in enumerate((item.passages, item.counterpart)):
                words = self.tr("The selection in place of {quote}").format(
                    quote=literal(quote_words(passages, 40))
                )
                self._offer(words, lambda e=end: self.passage_asked.emit(e, ""))
        self._offer(
            self.tr("Another passage, selected in the text\tShift+O"),
            lambda: self.passage_asked.emit(None, ""),
        )
        for category in others:
            words = self.tr("Another passage as “{name}”").format(name=literal(category.name))
            self._offer(words, lambda c=category.id: self.passage_asked.emit(None, c))

    def _offer(self, words: str, run: Callable[[], object]) -> None:
        self.menu.addAction(words).triggered.connect(lambda _=False: run())


def _cross(words: str) -> QPushButton:
    """A small button that takes something away."""
    button = QPushButton("✕")
    button.setToolTip(words)
    button.setAccessibleName(words)
    button.setFixedWidth(28)
    return button


def _is_gone(ends: Iterable[tuple[Passage, ...]]) -> bool:
    """Whether a part of it was not found again after the text was edited."""
    return any(passage.span is None for end in ends for passage in end)


def _ends(ends: Iterable[tuple[Passage, ...]]) -> str:
    return " ↔ ".join(quote_words(each) for each in ends if each)
