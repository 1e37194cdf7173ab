"""Asks before somebody is shown the answers of an article that they have not handed in."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox, QWidget

from annotator.desktop.messages import Question, ask
from annotator.domain.annotation import SetInfo
from annotator.domain.article import Article
from annotator.services.workspace import Workspace


class Telling(QObject):
    """A teacher can go on, and a learner is not told the answers without having been asked.

    Who has agreed for an article is not asked again for it, as long as this object lives.
    """

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._parent = parent
        self._agreed: set[tuple[str, str]] = set()

    def before(
        self,
        article: Article,
        shown: Iterable[SetInfo],
        go_on: Callable[[], object],
        stay: Callable[[], object] = lambda: None,
    ) -> None:
        """Go on at once where these sets tell nothing new, else only after a yes; or ``stay``.

        Raises ``LibraryError`` where it cannot be looked up.
        """
        sets = self._workspace.sets
        asked = article.id, sets.learner_id
        if asked in self._agreed or not self._workspace.exercises.tells_answers(
            article, shown, sets.learner_id, sets.who
        ):
            go_on()
            return
        question = Question(
            self.tr("You have not handed in this article."),
            self.tr("Show them anyway"),
            self.tr("Cancel"),
            self.tr("Others’ marks and keys tell the answers."),
            loses=True,
            icon=QMessageBox.Icon.Warning,
        )

        def answered() -> None:
            if asked in self._agreed:
                go_on()
            else:
                stay()

        ask(question, self._parent, lambda: self._agreed.add(asked), answered)
