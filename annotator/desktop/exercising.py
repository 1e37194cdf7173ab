"""The exercise of the article on the desk: its instructions, and whether its review is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QToolButton, QVBoxLayout

from annotator.desktop.fitted_text import fitted_lines
from annotator.desktop.session import Session
from annotator.domain.annotation import Role, SetInfo
from annotator.domain.article import Article
from annotator.domain.exercise import PRACTICE, Exercise
from annotator.services.workspace import Workspace

if TYPE_CHECKING:
    from annotator.desktop.desk import Desk

_MOST_LINES = 6
_MARGIN = 2
"""Pixels around the text."""


class InstructionsText(QPlainTextEdit):
    """The instructions to read: as high as they are, up to six lines."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("instructions")
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(_MARGIN)
        self.textChanged.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width: the lines are broken elsewhere."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Another font: another height."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def sizeHint(self) -> QSize:
        """So many lines as there are, counted as they are wrapped."""
        # Not those of the document: it wraps only what is in sight, and late.
        lines = min(_MOST_LINES, self._lines())
        return QSize(400, lines * self.fontMetrics().lineSpacing() + 10)

    def _lines(self) -> int:
        width = self.maximumViewportSize().width() - 2 * _MARGIN
        return len(fitted_lines(self.toPlainText(), self.font(), width))

    def _fit(self) -> None:
        # A bar would take width from the lines: there is none where all are shown.
        policy = Qt.ScrollBarPolicy
        all_shown = self._lines() <= _MOST_LINES
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if all_shown else policy.ScrollBarAsNeeded
        )
        self.setFixedHeight(self.sizeHint().height())


class InstructionsLine(QFrame):
    """The instructions above the page."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("find_bar")
        head = QLabel(self.tr("What to do"))
        head.setObjectName("section")
        self.text = InstructionsText()
        self.text.setAccessibleName(self.tr("What to do"))
        self.close_button = QToolButton(text=self.tr("Hide"))
        self.close_button.setAccessibleName(self.tr("Hide the instructions"))
        head.setContentsMargins(4, 0, 0, 0)  # level with the text
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(head)
        column.addWidget(self.text)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 8, 8)
        row.addLayout(column, 1)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()


class Exercising(QObject):
    """Knows the exercise of the article on a desk, as it was when it was last looked at."""

    changed = Signal()
    """The exercise or the key is another one now, or its review was opened or closed."""

    def __init__(self, workspace: Workspace, desk: Desk) -> None:
        super().__init__(desk)
        self._workspace = workspace
        self._desk = desk
        self.exercise: Exercise = PRACTICE
        self.key_id = ""
        """The key that counts; empty where there is none."""
        self.line = InstructionsLine()
        self._button = desk.header.instructions_button
        self._button.toggled.connect(self.line.setVisible)
        self.line.close_button.clicked.connect(self._hide)

    def begin(self, session: Session | None) -> None:
        """Another set is on the desk: a draft begins with what is to be done."""
        if session is None:
            self.exercise, self.key_id = PRACTICE, ""
        else:
            self.exercise = self._workspace.exercises.of(session.article)
            self.key_id = self._id_of_key(session.article)
            session.locked.connect(lambda: self._button.setChecked(False))
        learner = session is not None and session.info.role is Role.LEARNER
        self._show_instructions(opened=learner and session is not None and not session.is_locked)

    def refresh(self) -> None:
        """Look at the exercise anew: it may have been changed elsewhere."""
        article, before, key_before = self._desk.article, self.exercise, self.key_id
        if article is None or self._desk.session is None:
            return
        self.exercise = self._workspace.exercises.of(article)
        self.key_id = self._id_of_key(article)
        if self.exercise.instructions != before.instructions:
            self._show_instructions(opened=not self._desk.session.is_locked)
        if (self.exercise, self.key_id) != (before, key_before):
            self.changed.emit()

    def may_review(self, info: SetInfo) -> bool:
        """Whether it may be shown what became of a set, as things are now."""
        article = self._desk.article
        return article is not None and self._workspace.exercises.may_review(article, info)

    def ask(self) -> None:
        """Open the teacher's dialog for the article on the desk."""
        desk = self._desk
        if desk.article is None:
            return
        from annotator.desktop.exercise_dialog import (  # noqa: PLC0415 (rarely opened)
            ExerciseDialog,
        )

        dialog = ExerciseDialog(self._workspace, desk.article, desk)
        dialog.saved.connect(self._saved)
        dialog.finished.connect(lambda _result: desk.page.setFocus())
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _saved(self, words: str) -> None:
        self.refresh()
        self._desk.said.emit(words)

    def _id_of_key(self, article: Article) -> str:
        key = self._workspace.sets.key_of(article)
        return key.id if key is not None else ""

    def _show_instructions(self, *, opened: bool) -> None:
        text = self.exercise.instructions
        self.line.text.setPlainText(text)
        self._button.setVisible(bool(text))
        self._button.setChecked(bool(text) and opened)
        self.line.setVisible(bool(text) and opened)

    def _hide(self) -> None:
        self._button.setChecked(False)
        self._desk.page.setFocus()
