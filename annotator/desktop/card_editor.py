"""The card of the active annotation, in which everything about it can be changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop.card_type import runs_backwards
from annotator.desktop.session import Session
from annotator.desktop.words import confidence_words
from annotator.domain.annotation import Annotation
from annotator.domain.confidence import LEVELS, nearest_level
from annotator.domain.typing_steps import begins_step

_INSIDE, _BETWEEN = 10, 6
"""Pixels between the edge of the card and what is in it, and between two of its controls."""
_ARROW = 38
"""What a list needs beside its text: its frame, and the arrow."""
_SHARES = (3, 2)
"""How category and confidence share the width where they stand side by side."""


class NoteEdit(QPlainTextEdit):
    """A note. Its undo is that of the whole desk, so that there is one history."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._align)

    def event(self, event: QEvent) -> bool:
        """Leave the keys of undo and redo to the window."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            standard = QKeySequence.StandardKey
            if event.matches(standard.Undo) or event.matches(standard.Redo):
                event.ignore()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the text."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _align(self) -> None:
        """A note in a right-to-left script stands at the right, which this widget never does."""
        flag = Qt.AlignmentFlag
        wanted = flag.AlignRight if runs_backwards(self.toPlainText()) else flag.AlignLeft
        option = self.document().defaultTextOption()
        if option.alignment() != wanted:
            option.setAlignment(wanted)
            self.document().setDefaultTextOption(option)

    def sizeHint(self) -> QSize:
        """As high as the note, from two lines to eight."""
        lines = min(8, max(2, int(self.document().size().height())))
        margins = 2 * int(self.document().documentMargin()) + 14
        return QSize(200, lines * self.fontMetrics().lineSpacing() + margins)

    def minimumSizeHint(self) -> QSize:
        """No higher than what is in it: that of the base class is four lines."""
        return self.sizeHint()


class CardEditor(QFrame):
    """Shows and changes the active annotation of a session."""

    left = Signal()
    """The user wants to go back to the text."""
    grown = Signal()
    """The card needs another height."""
    link_asked = Signal(str)
    beside_asked = Signal()
    """The user wants to see the other end, which is in another article."""

    _grew: bool | None = None
    """Whether the last change of the note made it longer; None where it was not changed yet."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._session: Session | None = None
        self._shown: str | None = None
        self._filling = False

        self.category = QComboBox(accessibleName=self.tr("Category"))
        self.subtype = QComboBox(accessibleName=self.tr("Subtype"))
        self.confidence = QComboBox(accessibleName=self.tr("How sure you are"))
        self.note = NoteEdit()
        self.note.setAccessibleName(self.tr("Note"))
        self.note.setPlaceholderText(self.tr("Why is this weak? What would the reader need?"))
        self.delete = QPushButton(self.tr("Delete"))
        self.link = QPushButton()
        self.beside = QPushButton(self.tr("Go there"))
        self.beside.setToolTip(self.tr("Show the other article beside this one, at that passage"))
        self.words_elsewhere: Callable[[str, str], str] = lambda quote, _source: quote
        """Tells of a passage in another article: its quote, and the SHA-256 of the revision."""
        self._link_text = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._link_text.setObjectName("muted")

        for combo in (self.category, self.subtype, self.confidence):
            combo.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            combo.setMinimumContentsLength(5 if combo is self.confidence else 8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_INSIDE, _INSIDE, _INSIDE, _INSIDE)
        layout.setSpacing(6)
        grid = QGridLayout()
        # An empty grid: of what is in it already, PySide would keep items that Qt deletes as soon
        # as a widget changes its cell.
        layout.addLayout(grid)
        grid.setSpacing(_BETWEEN)
        for column, share in enumerate(_SHARES):
            grid.setColumnStretch(column, share)
        self._grid = grid
        self._is_narrow = self._is_key = False
        self.set_narrow(narrow=False)
        buttons = QHBoxLayout()
        buttons.addWidget(self.delete)  # at the side where nothing is added and set
        buttons.addStretch(1)
        buttons.addWidget(self.link)
        buttons.addWidget(self.beside)
        layout.addWidget(self.note)
        layout.addWidget(self._link_text)
        layout.addLayout(buttons)

        self.category.activated.connect(self._category_chosen)
        self.subtype.activated.connect(self._subtype_chosen)
        self.confidence.activated.connect(self._confidence_chosen)
        self.note.textChanged.connect(self._note_changed)
        self.note.left.connect(self.left)
        self.delete.clicked.connect(self._delete_clicked)
        self.link.clicked.connect(self._link_clicked)
        self.beside.clicked.connect(self.beside_asked)
        self.hide()

    def set_session(self, session: Session | None) -> None:
        """Show the annotations of this session."""
        self._session = session
        self._shown = None
        if session is None:
            return
        self._filling = True
        self.category.clear()
        for category in session.codebook.categories:
            self.category.addItem(f"{category.letter}   {category.name}", category.id)
        self.confidence.clear()
        for value in (None, *LEVELS):
            self.confidence.addItem(confidence_words(value), value)
        self._filling = False
        self._arrange()

    def put_on_top(self, widget: QWidget) -> None:
        """Give the card a head; whoever gives it fills it."""
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(0, widget)

    def put_below_note(self, widget: QWidget, controls: Sequence[QWidget]) -> None:
        """Put a part below the note; whoever gives it fills it. Tab goes through its controls."""
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(layout.indexOf(self.note) + 1, widget)
        for before, after in pairwise([self.note, *controls, self.link]):
            QWidget.setTabOrder(before, after)

    def set_for_key(self, is_key: bool) -> None:
        """Show items of a key: the note is the explanation, and nobody asks how sure it is."""
        self._is_key = is_key
        self.confidence.setVisible(not is_key)
        self.note.setAccessibleName(self.tr("Explanation") if is_key else self.tr("Note"))
        self._ask_for_note(is_sound=False)
        self.set_narrow(narrow=self._is_narrow)

    def _ask_for_note(self, *, is_sound: bool) -> None:
        """What belongs into the note, while it is empty."""
        if not self._is_key:
            wanted = self.tr("Why is this weak? What would the reader need?")
        elif is_sound:
            wanted = self.tr("Why is this sound, though a hasty reader might flag it?")
        else:
            wanted = self.tr("What does the learner have to see here, and why?")
        self.note.setPlaceholderText(wanted)

    def set_narrow(self, *, narrow: bool) -> None:
        """Put what stands side by side below each other, where there is little room."""
        self._is_narrow = narrow
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Whether two lists fit beside each other depends on the width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._arrange()

    def _arrange(self) -> None:
        below = self._is_narrow or self._is_key or not self._fits_beside()
        self._grid.addWidget(self.category, 0, 0, 1, 2 if below else 1)
        self._grid.addWidget(self.subtype, 1, 0, 1, 2)
        if below:
            self._grid.addWidget(self.confidence, 2, 0, 1, 2)
        else:
            self._grid.addWidget(self.confidence, 0, 1)

    def _fits_beside(self) -> bool:
        """Whether no name of a category is cut off beside the list of how sure one is."""
        margins = self.contentsMargins()
        room = self.width() - margins.left() - margins.right() - 2 * _INSIDE - _BETWEEN
        return self._width_of(self.category) <= room * _SHARES[0] // sum(_SHARES) and (
            self._width_of(self.confidence) <= room * _SHARES[1] // sum(_SHARES)
        )

    def _width_of(self, combo: QComboBox) -> int:
        """The width that a list needs for its longest entry."""
        metrics = combo.fontMetrics()
        texts = (combo.itemText(n) for n in range(combo.count()))
        return max(map(metrics.horizontalAdvance, texts), default=0) + _ARROW

    def show_annotation(self, annotation: Annotation | None) -> None:
        """Show one annotation as it is stored now."""
        if annotation is None or annotation.id != self._shown:
            self._grew = None
        self._shown = annotation.id if annotation else None
        if annotation is None or self._session is None:
            return
        self._filling = True
        self.category.setCurrentIndex(self.category.findData(annotation.category))
        category = self._session.codebook.find(annotation.category)
        self.subtype.clear()
        self.subtype.addItem(self.tr("Kind not stated"), None)
        for number, subtype in enumerate(category.subtypes if category else (), 1):
            self.subtype.addItem(f"{number}   {subtype.name}", subtype.id)
            self.subtype.setItemData(
                self.subtype.count() - 1, subtype.definition, Qt.ItemDataRole.ToolTipRole
            )
        self.subtype.setCurrentIndex(max(0, self.subtype.findData(annotation.subtype)))
        self.subtype.setVisible(self.subtype.count() > 1)  # some categories have no kinds
        self._ask_for_note(is_sound=annotation.is_sound)
        level = nearest_level(annotation.confidence)
        self.confidence.setCurrentIndex(self.confidence.findData(level))
        if self.note.toPlainText() != annotation.note:
            self.note.setPlainText(annotation.note)
        linked = bool(category and category.linked)
        self.link.setVisible(linked)
        self.beside.setVisible(linked and any(p.source for p in annotation.counterpart))
        self._link_text.setVisible(linked)
        if annotation.counterpart:
            self._link_text.setText(self._other_end(annotation))
            self.link.setText(self.tr("Unlink"))
        else:
            self._link_text.setText(self.tr("The passage it clashes with is still missing."))
            self.link.setText(self.tr("Choose it…"))
        self._filling = False

    def _other_end(self, annotation: Annotation) -> str:
        ends = [p for p in annotation.counterpart if p.source]
        if ends:
            told = self.words_elsewhere(_short(ends[0].quote), ends[0].source)
            return self.tr("Clashes with {passage}").format(passage=told)
        # Both ends, since the card may stand beside either.
        one, other = (
            _short(" … ".join(p.quote for p in passages), 40)
            for passages in (annotation.passages, annotation.counterpart)
        )
        return self.tr("“{one}” clashes with “{other}”").format(one=one, other=other)

    def _category_chosen(self, _index: int) -> None:
        if self._session is not None and self._shown is not None:
            self._session.set_category(self._shown, self.category.currentData())

    def _subtype_chosen(self, _index: int) -> None:
        if self._session is not None and self._shown is not None:
            self._session.set_subtype(self._shown, self.subtype.currentData())

    def lock_confidence(self, why: str) -> None:
        """Let nobody state how sure they are; ``why`` says for what reason, empty unlocks it."""
        self.confidence.setEnabled(not why)
        self.confidence.setToolTip(why)
        self.confidence.setAccessibleDescription(why)

    def _confidence_chosen(self, _index: int) -> None:
        if self._session is None or self._shown is None:
            return
        if not self.confidence.isEnabled():  # locked while its list was open
            self.show_annotation(self._session.get(self._shown))
        else:
            self._session.set_confidence(self._shown, self.confidence.currentData())

    def _note_changed(self) -> None:
        if not self._filling and self._session is not None and self._shown is not None:
            annotation, text = self._session.get(self._shown), self.note.toPlainText()
            before = annotation.note if annotation is not None else ""
            if begins_step(before, text, grew=self._grew):
                self._session.pause()
            self._grew = len(text) > len(before)
            self._session.set_note(self._shown, text)
        self.note.updateGeometry()
        self.grown.emit()

    def _delete_clicked(self) -> None:
        if self._session is not None and self._shown is not None:
            self._session.delete(self._shown)
            self.left.emit()

    def _link_clicked(self) -> None:
        annotation = self._session.get(self._shown) if self._session else None
        if self._session is None or annotation is None:
            return
        if annotation.counterpart:
            self._session.unlink(annotation.id)
        else:
            self.link_asked.emit(annotation.id)


def _short(text: str, most: int = 60) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"
