"""Feedback at once: each mark is judged as it is made or changed, and can be mended."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QColor

from annotator.comparison.outcomes import Outcome, is_second_mark
from annotator.desktop import tasks
from annotator.desktop.looks import category_name, outcome_sign
from annotator.desktop.margin import Card
from annotator.desktop.session import Session
from annotator.desktop.verdict_view import VerdictView
from annotator.desktop.words import outcome_title, outcome_words, relation_meaning
from annotator.domain.annotation import AnnotationSet, SetInfo
from annotator.domain.changes import LEAVES_MARKS, Change
from annotator.domain.errors import AnnotatorError
from annotator.services.comparing import articles_elsewhere
from annotator.services.feedback import judge_marks
from annotator.services.workspace import Workspace

if TYPE_CHECKING:
    from annotator.comparison.verdicts import Verdict
    from annotator.desktop.desk import Desk

_SPEAK_FOR_THEMSELVES = (Outcome.HIT, Outcome.FLAGGED_SOUND)
"""Outcomes whose name says all; of the others it is told what they mean."""


class FeedbackAtOnce(QObject):
    """Holds what became of the marks on a desk, where the exercise says so at once.

    Of what was missed it knows nothing.
    """

    def __init__(self, workspace: Workspace, desk: Desk) -> None:
        super().__init__(desk)
        self._workspace = workspace
        self._desk = desk
        self._session: Session | None = None
        self._key: AnnotationSet | None = None
        self._task: tasks.Task | None = None
        self._verdicts: dict[str, Verdict] = {}
        self._told: set[str] = set()
        self._to_tell: str | None = None
        self.view = VerdictView()
        desk.editor.put_on_top(self.view)

    def begin(self, session: Session | None) -> None:
        """Another set is on the desk."""
        self._session, self._told = session, set()
        if session is not None:
            self._told.update(self._workspace.sets.told(session.info.id))
            session.changed.connect(self._changed)
            session.activated.connect(self.show_active)
            session.reloaded.connect(self.refresh)
            session.locked.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Judge all marks anew: the set, the exercise or the key is another one."""
        self.stop()
        told, self._verdicts = bool(self._verdicts), {}
        self._key, self._to_tell = None, None
        key = self._wanted_key()
        self._key = self._workspace.sets.read(key.id) if key else None
        self._judge()
        self.show_active()
        if told:  # on the other cards too
            self._desk.margin.refresh()

    def look_again(self) -> None:
        """Judge all marks anew if another key has come."""
        wanted, key = self._wanted_key(), self._key
        if (wanted.id if wanted else "") != (key.info.id if key else ""):
            self.refresh()

    def stop(self) -> None:
        """Let go of what is being worked out: it is about marks as they were."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def told(self, card: Card, mark_id: str) -> Card:
        """The card of a mark, with what became of it where that is known."""
        verdict = self._verdicts.get(mark_id)
        if verdict is None:
            return card
        name = f"{outcome_sign(verdict.outcome)} {_title(verdict)}"
        return replace(card, detail=name, paragraphs=(("", _why(verdict)), *card.paragraphs))

    def has_told(self, mark_id: str | None) -> bool:
        """Whether the reader has been told how a mark fares, now or before it was changed.

        From then on it means nothing how sure of it they say they are.
        """
        return mark_id in self._told

    def too_late(self) -> str:
        """Why it can no longer be said how sure somebody is of a mark."""
        return self.tr("How sure you are can be said only before you know what became of the mark.")

    def words(self, mark_id: str) -> list[str]:
        """Why a mark fares as it does, for a screen reader."""
        verdict = self._verdicts.get(mark_id)
        return [_why(verdict)] if verdict else []

    def _wanted_key(self) -> SetInfo | None:
        """The key by which marks are judged now; None where none is, or where there is none."""
        session, workspace = self._session, self._workspace
        if session is None:
            return None
        exercise = workspace.exercises.of(session.article)
        judged = exercise.judges_marks(session.info)
        return workspace.sets.key_of(session.article) if judged else None

    def _changed(self, change: Change) -> None:
        if change.action in LEAVES_MARKS or self._key is None:
            return
        for edit in change.edits:
            for side in (edit.before, edit.after):
                if side is not None:
                    self._verdicts.pop(side.id, None)  # it may fare otherwise now
        after = change.edits[-1].after
        self._to_tell = after.id if after is not None else None
        self._judge()
        self.show_active()

    def _judge(self) -> None:
        self.stop()
        session, key, workspace = self._session, self._key, self._workspace
        if session is None or key is None:
            return
        marked = AnnotationSet(session.info, session.annotations)
        article = session.article
        others = articles_elsewhere(workspace, marked, key)
        self._task = tasks.start(
            lambda _report: judge_marks(marked, key, article, others),
            self._judged,
            self._gone_wrong,
        )

    def _judged(self, verdicts: dict[str, Verdict]) -> None:
        self._task, self._verdicts = None, verdicts
        self._remember(verdicts.keys() - self._told)
        self.show_active()
        self._desk.margin.refresh()
        told, self._to_tell = self._to_tell, None
        annotation = self._session.get(told) if self._session else None
        verdict = verdicts.get(told) if told else None
        if annotation is not None and verdict is not None and self._session is not None:
            words = self.tr("{sign} {outcome} · {category}").format(
                sign=outcome_sign(verdict.outcome),
                outcome=_title(verdict),
                category=category_name(self._session.codebook, annotation.category),
            )
            self._desk.said.emit(words)
            self._desk.told.emit(_why(verdict))

    def _remember(self, fresh: set[str]) -> None:
        """Also for the next start: by then the exercise may tell nothing any more."""
        self._told |= fresh
        if not fresh or self._session is None:
            return
        try:
            self._workspace.sets.remember_told(self._session.info.id, fresh)
        except AnnotatorError as error:
            self._desk.failed.emit(error)

    def _gone_wrong(self, error: Exception) -> None:
        self._task = None
        self._desk.failed.emit(error)

    def show_active(self) -> None:
        """The active mark's card is the editor: its head tells what became of the mark."""
        active = self._session.active if self._session else None
        verdict = self._verdicts.get(active) if active else None
        self._desk.editor.lock_confidence(self.too_late() if self.has_told(active) else "")
        if verdict is None and self.view.isHidden():
            return  # as always where nothing is told at once: the card is as high as it was
        if verdict is None:
            self.view.hide()
        else:
            theme = self._desk.theme
            self.view.tell(
                outcome_sign(verdict.outcome),
                QColor(theme.outcomes[verdict.outcome]),
                QColor(theme.raised),
                _title(verdict),
                _why(verdict),
            )
        self._desk.margin.refresh()


def _meaning(verdict: Verdict) -> str:
    """What an outcome means; of a mark that is partly right, what is to be mended."""
    translate = QCoreApplication.translate
    mend = {
        "lacks_end": translate(
            "feedback", "One end is right. Link the other passage with which it clashes."
        ),
        "beside": translate(
            "feedback", "You are near it, but the mark misses the heart of the passage."
        ),
        "too_long": translate("feedback", "It is in there, but the mark reaches too far."),
    }
    if verdict.defect:
        return mend[verdict.defect]
    return outcome_words(verdict.outcome, verdict.relation)


def _title(verdict: Verdict) -> str:
    return outcome_title(verdict.outcome, verdict.relation)


def _why(verdict: Verdict) -> str:
    """What is to be mended, if anything is, and the key's explanation."""
    plain = verdict.outcome in _SPEAK_FOR_THEMSELVES and verdict.explanation
    parts = [] if plain else [_meaning(verdict)]
    if verdict.explanation:
        parts.append(verdict.explanation)
    if verdict.relation is not None and not is_second_mark(verdict.outcome, verdict.relation):
        parts.append(relation_meaning(verdict.relation))
    return " ".join(parts)
