"""The first steps: a lesson on the desk, with real marks in a set that counts for nothing."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from annotator.comparison.reactions import Coached, Reaction
from annotator.desktop import tasks
from annotator.desktop.lesson.coach_card import CoachCard, Shown
from annotator.desktop.lesson.lesson_words import (
    done_already,
    lacks_words,
    marked_for_you,
    note_is_empty,
    praise,
    remark_words,
    step_words,
)
from annotator.desktop.lesson.passage_frame import PassageFrame
from annotator.desktop.session import Session
from annotator.domain.annotation import AnnotationSet, Role, SetInfo
from annotator.domain.changes import LEAVES_MARKS, Change
from annotator.domain.errors import AnnotatorError
from annotator.domain.lesson import (
    STEPS,
    Act,
    Deed,
    Standing,
    Step,
    first_of_review,
    fulfilled,
    lacking,
)
from annotator.domain.segmentation import Segmentation
from annotator.domain.span import Span
from annotator.services import first_steps as lessons
from annotator.services.workspace import Workspace

if TYPE_CHECKING:
    from annotator.desktop.window import MainWindow

WITHHELD = (
    "edit-article",
    "decide-unplaced",
    "exercise",
    "codebooks",
    "load",
    "export",
    "save-report",
    "print-report",
    "compare-two",
    "beside",
    "again",
    "write-key",
    "next-article",
)
"""Commands that would lead away from the lesson, or outlive it."""

_ALWAYS_THERE = ("codebooks",)
"""Those of them that the window itself never withholds, nor gives back."""

_LAST = len(STEPS) - 1
_SUBMIT = first_of_review() - 1


class FirstSteps(QObject):
    """Leads a learner through the lesson. ``finished`` says that it is over, however it ended."""

    finished = Signal()

    def __init__(self, workspace: Workspace, window: MainWindow) -> None:
        super().__init__(window)
        self._workspace, self._window, self._desk = workspace, window, window.desk
        self._lesson: lessons.Lesson | None = None
        self._session: Session | None = None
        self._came_from: tuple[str, SetInfo] | None = None
        self._offered = True
        self._task: tasks.Task | None = None
        self._coached: Coached | None = None
        self._segmentation: Segmentation | None = None
        self._forget()
        desk = self._desk
        self.card = CoachCard()
        desk.layout().addWidget(self.card)
        self.frame = PassageFrame(desk.page)
        self.card.went_on.connect(self._go_on)
        self.card.went_back.connect(self._go_back)
        self.card.skipped.connect(self._skip)
        self.card.left.connect(self.leave)
        desk.reviewed.connect(self._reviewed)
        desk.page.active_changed.connect(self._walk)
        desk.explaining.panel.installEventFilter(self)
        desk.editor.note.installEventFilter(self)
        # After the desk has its new colours.
        window.appearance.changed.connect(self._show, Qt.ConnectionType.QueuedConnection)
        # Another size of the letters or the window, or a line below the page: what is framed may
        # lie below its edge now.
        desk.page.resized.connect(self._reveal_passage, Qt.ConnectionType.QueuedConnection)
        window.appearance.changed.connect(self._reveal_passage, Qt.ConnectionType.QueuedConnection)

    # --- Beginning and ending -----------------------------------------------------------------

    @property
    def is_running(self) -> bool:
        """Whether the lesson is on the desk."""
        return self._lesson is not None

    @property
    def step(self) -> Step:
        """The present step."""
        return STEPS[self.place]

    def start(self) -> None:
        """Begin from the beginning, also where the lesson is under way."""
        desk, window = self._desk, self._window
        if self._lesson is None and desk.article is not None and desk.session is not None:
            self._came_from = desk.article.id, desk.session.info
        self._end()
        try:
            self._lesson = lessons.begin(self._workspace)
        except AnnotatorError as error:
            window.tell(error)
            return
        self._offered, desk.locked.offers_next = desk.locked.offers_next, False
        window.open_article(self._lesson.article.id, self._lesson.info)
        desk.go_to(0, 0)

    def leave(self) -> None:
        """End the lesson and go back to where the learner came from."""
        if self._lesson is None:
            return
        came_from, self._came_from = self._came_from, None
        if came_from is not None:
            self._window.open_article(*came_from)
        if self._lesson is not None:  # there was nothing to go back to, or it is gone
            self._window.show_library()

    def follow(self) -> None:
        """Something has changed in the window: is the lesson still on the desk?"""
        lesson, desk = self._lesson, self._desk
        if lesson is None:
            return
        if desk.article is None or desk.article.id != lesson.article.id:
            self._end()
            return
        for name in WITHHELD:
            with contextlib.suppress(KeyError):
                self._window.action(name).setEnabled(False)
        desk.header.again_button.hide()
        session = desk.session
        if session is None or session.article.id != lesson.article.id:
            return
        if session.info.role is not Role.LEARNER or session.codebook != desk.book:
            return  # a key, or the commands of its categories are not there yet
        if session is not self._session:
            self._take(session)
        else:
            self._check()

    def parts(self) -> list[QWidget]:
        """What of the coach can have the keyboard focus, for F6."""
        return self.card.parts()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The rule has been read when it is closed, and a note written when it is left."""
        if self._lesson is not None:
            if watched is self._desk.explaining.panel and event.type() is QEvent.Type.Hide:
                self._deeds.add(Deed.RULE_SEEN)
                self._check()
            elif watched is self._desk.editor.note and isinstance(event, QFocusEvent):
                self._check()
                elsewhere = event.reason() is Qt.FocusReason.ActiveWindowFocusReason
                if event.lostFocus() and not elsewhere and self._is_awaiting_a_note():
                    self._tell(note_is_empty(self._key_of))
        return super().eventFilter(watched, event)

    # --- Going through the steps --------------------------------------------------------------

    def _go_on(self) -> None:
        step = self.step
        if step.act is Act.DONE:
            self._came_from = None
            self._window.show_library()
            self._window.home.do_next()
        elif self._is_done(step):
            remark = praise(step, self._explanation(step)) if step.act is Act.LEAVE else ""
            self._go(self.place + 1, remark)
        else:
            self._show()

    def _skip(self) -> None:
        unseen = self.place == _SUBMIT and not self._desk.is_reviewing
        self._go(_LAST if unseen else min(_LAST, self.place + 1))

    def _go_back(self) -> None:
        self._go(_SUBMIT if self.place == _LAST and not self._desk.is_reviewing else self.place - 1)

    def _go(self, place: int, remark: str = "") -> None:
        assert self._lesson is not None  # noqa: S101 (the card is there in a lesson only)
        if place > self.place:
            remark = " ".join(filter(None, (remark, self._make_up_for(place))))
        self.place, self._remark, self._good = place, remark, True
        self._to_tell = None
        step = self.step
        # Who has done a step before it came is told so, and goes on by word.
        self._was_done = not step.by_word and self._is_done(step)
        if self._was_done:
            self._remark = " ".join(filter(None, (remark, done_already())))
        if step.act is Act.DONE:
            lessons.answer(self._workspace)
        if step.act in (Act.SURE, Act.NOTE):
            self._choose_a_mark()
        self._show()
        # What ends now, and whoever opened the lesson, scrolls and hands the focus on first.
        QTimer.singleShot(0, self, self._settle)
        if self.card.shown is not None:
            self._desk.told.emit(self.card.shown.spoken)

    def _make_up_for(self, place: int) -> str:
        """Mark what the steps before a place wanted and is not marked; returns that in words."""
        session, lesson = self._session, self._lesson
        if session is None or lesson is None or session.is_locked:
            return ""
        missing = lacking(place, lesson.items, self._standing())
        if missing:
            session.wait_for_counterpart(None)  # the end that it waits for is in the mark
        for item in missing:
            session.mark(item.category, item.spans, item.counterpart_spans)
        return marked_for_you(missing)

    def _settle(self) -> None:
        """Show the passage of the step, and give the keyboard to what it is done with.

        That is the button where one goes on by it; from the card it goes back to the text.
        """
        if self._lesson is None:
            return
        step, focus = self.step, QApplication.focusWidget()
        self._desk.layout().activate()  # the card may be higher now, and the page lower
        self._reveal_passage()
        if focus is self._desk.editor.note:
            return
        # At the end the keys of the review go on working: the button is one of two ways on.
        if not self.card.button.isHidden() and step.act is not Act.DONE:
            self.card.button.setFocus()
        elif focus is None or self.card.isAncestorOf(focus):
            self._desk.page.setFocus()

    def _check(self) -> None:
        """Go on where the step has just been done."""
        step = self.step
        if self._lesson is None or step.by_word or self._was_done or not self._is_done(step):
            return
        self._go(self.place + 1, praise(step, self._explanation(step)))

    def _is_done(self, step: Step) -> bool:
        return self._lesson is not None and fulfilled(step, self._lesson.items, self._standing())

    def _is_awaiting_a_note(self) -> bool:
        marks = self._session.annotations if self._session is not None else ()
        return self.step.act is Act.NOTE and not self._was_done and bool(marks)

    def _standing(self) -> Standing:
        desk, coached = self._desk, self._coached
        deeds = set(self._deeds)
        if desk.is_reviewing:
            deeds.add(Deed.SUBMITTED)
        if desk.hinting.count:
            deeds.add(Deed.HINTED)
        return Standing(
            marks=self._session.annotations if self._session is not None else (),
            found=coached.found if coached is not None else frozenset(),
            flagged=coached.flagged if coached is not None else frozenset(),
            writing=desk.editor.note.hasFocus(),
            deeds=frozenset(deeds),
            walked=len(self._walked),
            items=len(desk.comparison.items) if desk.comparison is not None else 0,
        )

    # --- What happens on the desk -------------------------------------------------------------

    def _take(self, session: Session) -> None:
        """A fresh set is on the desk: begin with it; with one that is handed in, at its review."""
        self._session = session
        self._forget()
        session.changed.connect(self._changed)
        session.linking.connect(lambda _mark: self._judge())
        self._judge()
        self._go(first_of_review() if session.is_locked else 0)

    def _changed(self, change: Change) -> None:
        session = self._session
        if session is None or session is not self._desk.session:
            return
        # A new mark leaves nothing to redo either, but it redoes nothing.
        awaited, self._redoable = self._redoable, session.redoable
        if awaited is not None and session.undoable == awaited:
            self._deeds.add(Deed.REDONE)
        elif self._redoable is not None:
            self._deeds.add(Deed.UNDONE)
        if change.action in LEAVES_MARKS:
            self._check()
            return
        after = change.edits[-1].after
        self._to_tell = after.id if after is not None else None
        self._judge()
        if self._to_tell is None:
            needed = self.step.act in (Act.SURE, Act.NOTE) and not session.annotations
            self._tell(lacks_words(self._key_of) if needed else "")

    def _judge(self) -> None:
        session, lesson = self._session, self._lesson
        if session is None or lesson is None or session.is_locked:
            return
        if self._task is not None:
            self._task.cancel()
        marked, book = AnnotationSet(session.info, session.annotations), session.codebook
        self._task = tasks.start(
            lambda _report: lessons.look(marked, lesson, book), self._looked, self._gone_wrong
        )

    def _looked(self, found: tuple[Coached, Segmentation]) -> None:
        self._task = None
        first, (self._coached, self._segmentation) = self._segmentation is None, found
        if first:
            self._show()
            self._reveal_passage()
        before = self.place
        self._check()
        if self.place == before:
            self._react()

    def _react(self) -> None:
        """Say what is to be mended in the mark that was changed last."""
        session, lesson, coached = self._session, self._lesson, self._coached
        remark = coached.remarks.get(self._to_tell) if coached and self._to_tell else None
        if (
            session is None
            or lesson is None
            or remark is None
            or self.step.act
            in (
                Act.READ,
                Act.SURE,
                Act.NOTE,
                Act.UNDO,
            )
        ):
            return
        aim = self.step.aim.within(lesson.items) if self.step.aim is not None else None
        mine = aim is not None and remark.about is not None and aim.id == remark.about.id
        if remark.reaction is Reaction.FOUND and (mine or aim is None):
            self._tell("")
            return
        self._tell(
            remark_words(
                remark,
                self.step,
                self._key_of,
                session.codebook,
                mine=mine,
                linking=session.waiting is not None,
            )
        )

    def _gone_wrong(self, error: Exception) -> None:
        self._task = None
        self._desk.failed.emit(error)

    def _reviewed(self) -> None:
        if self._lesson is None:
            return
        self._to_tell = None
        if self.place < first_of_review():  # also where it was handed in before its time
            self._go(first_of_review(), praise(STEPS[_SUBMIT], ""))

    def _walk(self, mark_id: str | None) -> None:
        if self._lesson is not None and mark_id is not None and self._desk.is_reviewing:
            self._walked.add(mark_id)
            self._check()

    # --- Showing ------------------------------------------------------------------------------

    def _tell(self, words: str) -> None:
        """Say something about the last mark that is not praise."""
        if (words, False) != (self._remark, self._good):
            self._remark, self._good = words, False
            self._show()
            if words:
                self._desk.told.emit(words)

    def _show(self) -> None:
        if self._lesson is None:
            return
        step, theme = self.step, self._desk.theme
        words = step_words(step, self._key_of)
        self.card.show_step(
            Shown(
                number=self.place + 1,
                of=len(STEPS),
                title=words.title,
                text=words.text,
                keys=() if self._was_done else tuple(map(self._key_of, words.commands)),
                button=words.button or (self.tr("Go on") if self._was_done else ""),
                remark=self._remark,
                good=self._good,
                back=self.place not in (0, first_of_review()),
                skip=step.act is not Act.DONE,
            ),
            QColor(theme.outcomes["hit"]),
            QColor(theme.outcomes["partial"]),
        )
        self.frame.show_around(self._framed(step), QColor(theme.accent))

    def _framed(self, step: Step) -> list[Span]:
        """The sentences that the step shows; none before they are known."""
        if not step.framed or step.aim is None or self._lesson is None:
            return []
        if self._segmentation is None:
            return []
        spans = step.aim.within(self._lesson.items).all_spans
        return list(self._segmentation.sentences_touching(spans))

    def _reveal_passage(self) -> None:
        """Bring the framed sentence into sight; of two the one whose turn it is."""
        session = self._session
        waiting = session.get(session.waiting) if session is not None else None
        done = waiting.spans if waiting is not None else ()
        framed = self._framed(self.step)
        awaited = [f for f in framed if not any(f.overlap(span) for span in done)] or framed
        if awaited:
            self._desk.page.reveal(awaited[0])

    def _key_of(self, name: str) -> str:
        shortcut = self._window.action(name).shortcut()
        return shortcut.toString(QKeySequence.SequenceFormat.NativeText)

    def _explanation(self, step: Step) -> str:
        if step.aim is None or self._lesson is None:
            return ""
        return step.aim.within(self._lesson.items).note

    def _choose_a_mark(self) -> None:
        """What is said with a key is said of the active mark: there has to be one."""
        session = self._session
        if session is not None and session.get(session.active) is None and session.annotations:
            self._desk.activate(session.annotations[-1].id)

    # --- Inside -------------------------------------------------------------------------------

    def _forget(self) -> None:
        self.place, self._remark, self._good, self._was_done = 0, "", True, False
        self._to_tell: str | None = None
        self._deeds: set[Deed] = set()
        self._redoable: Change | None = None
        self._walked: set[str] = set()
        self._coached = None

    def _end(self) -> None:
        """The lesson is over: nothing of it stays."""
        lesson, self._lesson = self._lesson, None
        if lesson is None:
            return
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._session, self._segmentation = None, None
        for name in _ALWAYS_THERE:
            self._window.action(name).setEnabled(True)
        self._desk.locked.offers_next = self._offered
        self.card.hide()
        self.frame.show_around((), QColor())
        with contextlib.suppress(AnnotatorError):  # what stays is hidden, and goes another day
            lessons.end(self._workspace, lesson)
        self.finished.emit()
