"""Hints on the desk: asking for one, showing where it leads, and counting them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton

from annotator.desktop import tasks
from annotator.desktop.hint_words import hint_words, refusal_words
from annotator.desktop.session import Session
from annotator.domain.annotation import AnnotationSet, Role
from annotator.domain.errors import AnnotatorError
from annotator.domain.hint import Hint, HintKind
from annotator.services.comparing import articles_elsewhere
from annotator.services.hints import NoHints, find_hint
from annotator.services.workspace import Workspace

if TYPE_CHECKING:
    from annotator.desktop.desk import Desk


class HintLine(QFrame):
    """The hint, below the page, until something is marked or it is put away."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("hint")
        self.text = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.close_button = QToolButton(text=self.tr("Hide"))
        self.close_button.setAccessibleName(self.tr("Hide the hint"))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 5, 8, 5)
        row.addWidget(self.text, 1)
        row.addWidget(self.close_button)
        self.hide()


class Hinting(QObject):
    """Gives hints for the set on a desk. ``count`` is how many it has had."""

    def __init__(self, workspace: Workspace, desk: Desk) -> None:
        super().__init__(desk)
        self._workspace = workspace
        self._desk = desk
        self._task: tasks.Task | None = None
        self._session: Session | None = None
        self.line = HintLine()
        self.line.close_button.clicked.connect(self._put_away)
        self.count = 0
        self.refused: NoHints | None = NoHints.NO_KEY

    def begin(self, session: Session | None) -> None:
        """Another set is on the desk."""
        self.clear()
        self._session = session
        if session is not None:
            session.changed.connect(self.clear)
            session.reloaded.connect(self.clear)
            session.locked.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Look anew at whether there are hints: the exercise or the key may have changed."""
        session, hints = self._session, self._workspace.hints
        if session is None:
            self.count, self.refused = 0, NoHints.NO_KEY
        else:
            self.count = hints.count(session.info.id)
            self.refused = hints.refused(session.article, session.info)
        if self.refused is not None:
            self.clear()
        self._show_count()

    def ask(self) -> None:
        """Give the hint that helps most, or say why there is none."""
        session, workspace = self._session, self._workspace
        if session is None or self._task is not None:
            return
        self.refresh()
        key = workspace.sets.key_of(session.article)
        if self.refused is not None or key is None:
            self._desk.said.emit(refusal_words(self.refused or NoHints.NO_KEY))
            return
        # Sets are read here, on the thread of the library.
        marked = AnnotationSet(session.info, session.annotations)
        wanted, told = workspace.sets.read(key.id), workspace.hints.since_change(session.info.id)
        others = articles_elsewhere(workspace, marked, wanted)
        article, caret = session.article, self._desk.page.caret
        self._task = tasks.start(
            lambda _report: find_hint(marked, wanted, article, caret, told=told, others=others),
            self._found,
            self._gone_wrong,
        )

    def stop(self) -> None:
        """Let go of a hint that is being looked for."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def clear(self) -> None:
        """Put the hint away, also one that is being looked for."""
        self.stop()
        self.line.hide()
        self._desk.page.set_hinted((), None)

    def escape(self) -> bool:
        """Put the hint away; returns whether there was one."""
        shown = not self.line.isHidden()
        if shown:
            self.clear()
        return shown

    def title(self) -> str:
        """What the command is called now; with the reason where there are no hints."""
        if self._session is None or self.refused is None:
            return self.tr("&Hint")
        reason = refusal_words(self.refused).rstrip(".")
        return self.tr("&Hint ({reason})").format(reason=reason[:1].lower() + reason[1:])

    def words(self, count: int) -> str:
        """How many hints were asked for, in a sentence; empty where there were none."""
        return self.tr("%n hint(s) used.", "", count) if count else ""

    def _put_away(self) -> None:
        self.clear()
        self._desk.page.setFocus()

    def _found(self, hint: Hint) -> None:
        self._task = None
        session, page = self._session, self._desk.page
        if session is None:
            return
        if not session.begin():
            return
        try:
            self.count = self._workspace.hints.record(session.info.id, hint)
        except AnnotatorError as error:  # a hint that cannot be counted is not given
            self._desk.failed.emit(error)
            return
        words = hint_words(
            hint,
            session.article,
            page.sentences,
            session.codebook,
            marked=bool(session.annotations),
        )
        self.line.text.setText(words)
        self.line.show()
        self._show_place(hint, session)
        self._show_count()
        self._desk.told.emit(words)

    def _show_place(self, hint: Hint, session: Session) -> None:
        page = self._desk.page
        if hint.block is None or hint.place is None:
            page.set_hinted((), None)
            return
        sentence = hint.place if hint.kind is HintKind.SENTENCE else None
        page.set_hinted(tuple(session.article.blocks[hint.block].runs()), sentence)
        there = hint.place.start <= page.caret <= hint.place.end
        if not there:
            page.place_caret(hint.place.start)
        page.reveal(hint.place)

    def _gone_wrong(self, error: Exception) -> None:
        self._task = None
        self._desk.failed.emit(error)

    def _show_count(self) -> None:
        session = self._session
        draft = session is not None and not session.is_locked
        draft = draft and session.info.role is Role.LEARNER
        reason = refusal_words(self.refused) if self.refused is not None else ""
        self._desk.header.show_hints(self.count, reason, visible=draft)
        self._desk.state_changed.emit()
