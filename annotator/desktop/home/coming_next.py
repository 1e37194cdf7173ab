"""What the present learner does next, by the same rule wherever it is asked, and going there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from annotator.domain.codebook import Codebook
from annotator.domain.errors import AnnotatorError, NotFoundError
from annotator.services.practice import Kind, Suggestion
from annotator.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Coming:
    """What comes next, with the title of its article, if it has one.

    ``codebook`` names the category for which it was chosen.
    """

    suggestion: Suggestion
    title: str
    codebook: Codebook


class ComingNext(QObject):
    """``open_asked`` carries an article id and the set to go on with, ``failed`` an error.

    ``import_asked`` says that there is no article to practise on.
    """

    open_asked = Signal(str, object)
    import_asked = Signal()
    failed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace

    def look(self) -> Coming | None:
        """What comes next now; None where the library could not be read, which is told."""
        workspace = self._workspace
        try:
            book = workspace.codebooks.of_all()
            categories = [category.id for category in book.categories]
            suggestion = workspace.practice.practised(
                workspace.sets.learner_id, categories, datetime.now().astimezone()
            ).suggestion
            return Coming(suggestion, self._title(suggestion.article_id), book)
        except AnnotatorError as error:
            self.failed.emit(error)
            return None

    def go(self, suggestion: Suggestion) -> bool:
        """Do what was suggested, also before its day; returns whether that could be done."""
        if not suggestion.article_id:
            self.import_asked.emit()
            return True
        sets = self._workspace.sets
        try:
            if suggestion.kind is Kind.CONTINUE:
                info = sets.info(suggestion.set_id)
            else:
                info = sets.to_practise(self._workspace.articles.get(suggestion.article_id))
        except AnnotatorError as error:
            self.failed.emit(error)
            return False
        self.open_asked.emit(suggestion.article_id, info)
        return True

    def _title(self, article_id: str) -> str:
        if not article_id:
            return ""
        try:
            return self._workspace.articles.get(article_id).title
        except NotFoundError:  # deleted elsewhere meanwhile
            return ""
