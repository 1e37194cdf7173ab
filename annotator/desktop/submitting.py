"""Submitting the set on the desk: asking first, and saying what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.desktop.messages import Question, ask
from annotator.desktop.session import Session
from annotator.domain.errors import AnnotatorError
from annotator.services.workspace import Workspace

if TYPE_CHECKING:
    from annotator.desktop.desk import Desk


class Submitting(QObject):
    """Asks before a set is locked."""

    def __init__(self, workspace: Workspace, desk: Desk) -> None:
        super().__init__(desk)
        self._workspace = workspace
        self._desk = desk

    def ask(self) -> None:
        """Ask, and lock the set where the answer is yes."""
        desk, session = self._desk, self._desk.session
        if desk.keying.session is not None:
            desk.keying.ask_finish()
            return
        if session is None or session.is_locked:
            return
        count = len(session.annotations)
        asked = (
            self.tr("Submit %n mark(s)?", "", count)
            if count
            else self.tr("Submit without a single mark?")
        )
        question = Question(
            asked,
            self.tr("Submit"),
            self.tr("Go on reading"),
            self._consequences(session),
            self.tr("Submit"),
        )
        ask(question, desk, session.submit, desk.page.setFocus)

    def again(self) -> None:
        """Start a fresh set, or a new version of the key on the desk; the old one is kept."""
        desk = self._desk
        if desk.article is None:
            return
        if desk.keying.session is not None:
            desk.keying.edit_again()
            return
        try:
            desk.show_set(self._workspace.sets.fresh(desk.article))
        except AnnotatorError as error:
            desk.failed.emit(error)
            return
        desk.page.place_caret(0)
        desk.page.verticalScrollBar().setValue(0)
        desk.page.setFocus()
        desk.said.emit(self.tr("A fresh set. The earlier one is kept."))

    def _consequences(self, session: Session) -> str:
        """What follows from submitting now, and what is still missing."""
        parts = []
        if (hints := self._desk.hinting.words(self._desk.hinting.count)) != "":
            parts.append(hints)
        linked = {c.id for c in session.codebook.categories if c.linked}
        lone = sum(a.category in linked and not a.counterpart for a in session.annotations)
        if lone:
            parts.append(
                self.tr("%n mark(s) still miss(es) the passage with which it clashes.", "", lone)
            )
        if not self._workspace.exercises.of(session.article).is_open:
            parts.append(
                self.tr(
                    "Once submitted, no mark can be changed. You see the review when the teacher "
                    "opens it."
                )
            )
        elif self._workspace.sets.key_of(session.article) is None:
            parts.append(
                self.tr(
                    "Once submitted, no mark can be changed. They are compared as soon as there is "
                    "a key: a list of all that is weak or sound in the article, with reasons."
                )
            )
        else:
            parts.append(
                self.tr(
                    "Once submitted, no mark can be changed, and they are compared with the key: a "
                    "list of all that is weak or sound in the article, with reasons."
                )
            )
        parts.append(self.tr("You can try again later."))
        return " ".join(parts)
