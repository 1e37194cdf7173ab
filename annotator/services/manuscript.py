"""An article while somebody writes it: the text as typed, and a structure that goes along."""

from __future__ import annotations

from dataclasses import replace

from annotator.domain.article import Article
from annotator.domain.errors import ArticleError
from annotator.domain.structure import Blocks
from annotator.services.authoring import told, with_text, written


class Manuscript:
    """A new article, or an edited one. Nothing is stored.

    As long as nobody has said otherwise the structure of a new article is guessed from its whole
    text. What somebody has decided stays while the text changes around it, and can be undone.
    """

    def __init__(self, article: Article | None = None, text: str = "") -> None:
        """Begin with an article, or with the text of a new one."""
        self._is_new = article is None
        self._text = article.text if article is not None else ""
        self._decided = article
        self._article = article
        self._undo: list[Article | None] = []
        self._redo: list[Article | None] = []
        if article is None and text:
            self.set_text(text)

    @property
    def article(self) -> Article | None:
        """What has become of the text; None where there is none yet."""
        return self._article

    @property
    def text(self) -> str:
        """The text as it was typed."""
        return self._text

    @property
    def undoable(self) -> bool:
        """Whether a decision about the structure can be taken back."""
        return bool(self._undo)

    @property
    def redoable(self) -> bool:
        """Whether one that was taken back can be taken again."""
        return bool(self._redo)

    def set_text(self, text: str) -> None:
        """The text is another one now."""
        if text != self._text:
            self._text = text
            self._renew()

    def restructure(self, blocks: Blocks) -> None:
        """Somebody has decided on the blocks of the article as it is now.

        A new one is called as its headline then, and has the date of its date line.
        """
        if self._article is not None and blocks != self._article.blocks:
            self._decide(replace(self._article, blocks=blocks))

    def guess_again(self) -> None:
        """Forget every decision; the structure is guessed from the text."""
        if self._decided is not None:
            self._decide(None)

    def undo(self) -> None:
        """Take back the last decision about the structure; the text stays."""
        if self._undo:
            self._redo.append(self._decided)
            self._decided = self._undo.pop()
            self._renew()

    def redo(self) -> None:
        """Take it again."""
        if self._redo:
            self._undo.append(self._decided)
            self._decided = self._redo.pop()
            self._renew()

    def _decide(self, article: Article | None) -> None:
        self._undo.append(self._decided)
        self._redo.clear()
        self._decided = article
        self._renew()

    def _renew(self) -> None:
        try:
            if self._decided is None:
                made = written(self._text)
                before = self._article
                self._article = made if before is None else replace(made, id=before.id)
            else:
                made = with_text(self._decided, self._text)
                self._article = told(made) if self._is_new else made
        except ArticleError:
            self._article = None
