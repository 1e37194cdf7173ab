"""A key on the desk: a session that can also change what only a key has."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from annotator.desktop.keying.sound import key_book
from annotator.desktop.session import Session
from annotator.domain.annotation import Passage
from annotator.domain.article import Article
from annotator.domain.span import Span
from annotator.services.editing import SetEditor
from annotator.services.key_editing import KeyEditor


class KeySession(Session):
    """Between the widgets and the editor of a key."""

    def __init__(self, editor: KeyEditor, parent: QObject | None = None) -> None:
        super().__init__(editor, key_book(editor.codebook), parent)
        self._key_editor = editor

    def set_core(self, item_id: str, spans: Sequence[Span], article: Article | None) -> bool:
        """Name what must be touched; returns whether something changed."""
        return self._do(lambda: self._key_editor.set_core(item_id, spans, article)) is not None

    def set_allowance(self, item_id: str, spans: Sequence[Span], article: Article | None) -> bool:
        """Name up to where a longer highlight is still right; returns whether it changed."""
        return self._do(lambda: self._key_editor.set_allowance(item_id, spans, article)) is not None

    def reset_core(self, item_id: str) -> None:
        """Let the core be the passage again."""
        self._do(lambda: self._key_editor.reset_core(item_id))

    def reset_allowance(self, item_id: str) -> None:
        """Let the allowance be the sentence again."""
        self._do(lambda: self._key_editor.reset_allowance(item_id))

    def set_difficulty(self, item_id: str, difficulty: int | None) -> None:
        """Say how hard an item is to find, 1 to 3; None for not stated."""
        self._do(lambda: self._key_editor.set_difficulty(item_id, difficulty))

    def add_alternative(
        self,
        item_id: str,
        category: str = "",
        spans: Sequence[Span] = (),
        counterpart: Sequence[Passage] = (),
    ) -> bool:
        """Name another answer that is as right; returns success."""
        return (
            self._do(
                lambda: self._key_editor.add_alternative(item_id, category, spans, counterpart)
            )
            is not None
        )

    def remove_alternative(self, item_id: str, number: int) -> None:
        """Take the alternative with that number (from 0) away."""
        self._do(lambda: self._key_editor.remove_alternative(item_id, number))


def session_for(editor: SetEditor, parent: QObject) -> Session:
    """The session of a set: of a key one that can change what only a key has."""
    if isinstance(editor, KeyEditor):
        return KeySession(editor, parent)
    return Session(editor, editor.codebook, parent)
