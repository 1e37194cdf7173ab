"""What a teacher does with an article straight from the library: writing its key, its exercise."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.domain.article import Article
from annotator.domain.errors import AnnotatorError
from annotator.services.workspace import Workspace


class Teaching(QObject):
    """Opens the dialogs for an article that is on no desk, so that no attempt is begun with it.

    ``key_begun`` carries the article's id and the draft of a key that is to be put on the desk,
    ``changed`` says that a draft is gone or an exercise is another one, ``closed`` that a dialog is
    no longer there, ``said`` what was done, ``failed`` carries an error.
    """

    key_begun = Signal(str, object)
    changed = Signal()
    closed = Signal()
    said = Signal(str)
    failed = Signal(object)

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._window = window

    def write_key(self, article_id: str) -> None:
        """Ask what a key of the article is to begin with."""
        article = self._article(article_id)
        if article is None:
            return
        from annotator.desktop.keying.key_dialog import KeyDialog  # noqa: PLC0415 (rarely opened)

        dialog = KeyDialog(self._workspace, article, self._window)
        dialog.chosen.connect(lambda info: self.key_begun.emit(article_id, info))
        dialog.deleted.connect(lambda _info: self.changed.emit())
        dialog.rejected.connect(self.closed)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def set_exercise(self, article_id: str) -> None:
        """Open the exercise of the article."""
        article = self._article(article_id)
        if article is None:
            return
        from annotator.desktop.exercise_dialog import (  # noqa: PLC0415 (rarely opened)
            ExerciseDialog,
        )

        dialog = ExerciseDialog(self._workspace, article, self._window)
        dialog.saved.connect(lambda _words: self.changed.emit())
        dialog.saved.connect(self.said)
        dialog.finished.connect(self.closed)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _article(self, article_id: str) -> Article | None:
        try:
            return self._workspace.articles.get(article_id)
        except AnnotatorError as error:
            self.failed.emit(error)
            self.changed.emit()
            return None
