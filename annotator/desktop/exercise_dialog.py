"""The teacher's dialog for one exercise: what is to be done, and when feedback is given."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QMessageBox,
    QPlainTextEdit,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop.elided_label import ElidedLabel
from annotator.desktop.keying.finishing import Consequences
from annotator.desktop.labels import muted, section
from annotator.desktop.lettering import letter_dialog
from annotator.desktop.messages import tell
from annotator.desktop.screen_room import resize_within
from annotator.desktop.words import codebook_name, date_words, error_text
from annotator.domain.annotation import Role, SetInfo, Status
from annotator.domain.article import Article
from annotator.domain.errors import AnnotatorError
from annotator.domain.exercise import Exercise, Feedback
from annotator.services.workspace import Workspace

WIDTH = 640
SCROLL_BAR, BORDER = 14, 4
"""Pixels: of the dialog, what a scroll bar would take of it, and around what scrolls, together."""


class ExerciseDialog(QDialog):
    """Makes an exercise of an article, or changes it. ``saved`` says what is stored, in words."""

    saved = Signal(str)

    def __init__(self, workspace: Workspace, article: Article, parent: QWidget) -> None:
        super().__init__(parent)
        letter_dialog(self)
        self.setWindowTitle(self.tr("Exercise"))
        self._workspace = workspace
        self._article = article
        self._exercise = workspace.exercises.of(article)
        title = ElidedLabel()
        title.setText(article.title)
        title.setObjectName("title")
        self.instructions = QPlainTextEdit()
        self.instructions.setAccessibleName(self.tr("What learners are to do"))
        self.instructions.setPlaceholderText(
            self.tr("For example: Read the article once. Then mark what is weak, with reasons.")
        )
        self.instructions.setTabChangesFocus(True)
        self.instructions.setFixedHeight(4 * self.fontMetrics().lineSpacing() + 8)
        self.choices = self._make_choices()
        self.hints = QCheckBox(self.tr("Learners may ask for &hints"))
        self.keys = QComboBox(accessibleName=self.tr("The key that sets are held against"))
        self.keys.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._key_about = muted("")
        self.marked_with = muted("")
        self.opened = QCheckBox(self.tr("The review is o&pen"))
        self.opened.setChecked(bool(self._exercise.opened_at))
        self.state = muted()
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        self._arrange(title)
        self._fill(self._exercise)
        self._list_keys()
        self.keys.currentIndexChanged.connect(lambda _row: self._show_state())
        self.opened.toggled.connect(lambda _on: self._show_state())
        self.buttons.accepted.connect(self._save_and_close)
        self.buttons.rejected.connect(self.reject)
        for button in self.choices.values():
            button.toggled.connect(lambda _on: self._show_state())
        self._show_state()

    def showEvent(self, event: QShowEvent) -> None:
        """Only now it is known how large the letters are."""
        super().showEvent(event)
        self._fit()

    def chosen(self) -> Feedback:
        """The policy that is chosen now."""
        return next(f for f, button in self.choices.items() if button.isChecked())

    def _make_choices(self) -> dict[Feedback, QRadioButton]:
        choices = {
            Feedback.AT_ONCE: QRadioButton(self.tr("At &once, after each mark")),
            Feedback.AFTER_SUBMISSION: QRadioButton(self.tr("&After the set is submitted")),
            Feedback.BY_TEACHER: QRadioButton(self.tr("When I open the &review")),
        }
        self._group = QButtonGroup(self)
        for button in choices.values():
            self._group.addButton(button)
        return choices

    def _arrange(self, title: QWidget) -> None:
        area = QScrollArea(widgetResizable=True, frameShape=QFrame.Shape.NoFrame)
        area.setObjectName("side")
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it takes the focus
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(self.windowTitle())
        self._body = QWidget(objectName="side")
        layout = QVBoxLayout(self._body)
        layout.setContentsMargins(20, 14, 20, 0)
        layout.setSpacing(6)
        layout.addWidget(title)
        articles = len(self._exercise.articles)
        if articles > 1:
            layout.addWidget(
                muted(self.tr("What is set here goes for all %n articles of it.", "", articles))
            )
        layout.addSpacing(8)
        layout.addWidget(section(self.tr("What learners are to do")))
        layout.addWidget(self.instructions)
        layout.addSpacing(10)
        layout.addWidget(section(self.tr("When they learn what became of their marks")))
        about = {
            Feedback.AT_ONCE: self.tr(
                "What they miss stays untold until they submit. Of a mark that has been judged "
                "they can no longer say how sure they are."
            ),
            Feedback.AFTER_SUBMISSION: self.tr("With all that they missed."),
            Feedback.BY_TEACHER: self.tr("Until then, submitted sets wait."),
        }
        for feedback, button in self.choices.items():
            button.setAccessibleDescription(about[feedback])
            layout.addLayout(_pair(button, about[feedback]))
        layout.addWidget(self._review_box())
        layout.addSpacing(10)
        layout.addWidget(self._key_box())
        layout.addWidget(section(self.tr("Categories")))
        layout.addWidget(self.marked_with)
        layout.addSpacing(10)
        layout.addWidget(section(self.tr("Help")))
        layout.addLayout(
            _pair(
                self.hints,
                self.tr(
                    "A hint names a paragraph and what category is still missing there, then the "
                    "sentence. Each is counted and shown with the review."
                ),
            )
        )
        layout.addStretch(1)
        area.setWidget(self._body)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 14)
        outer.addWidget(area, 1)
        below = QHBoxLayout()
        outer.addLayout(below)
        below.setContentsMargins(20, 0, 20, 0)
        below.addWidget(self.buttons)
        self.setMinimumWidth(WIDTH)

    def _review_box(self) -> QFrame:
        self.review_box = QFrame()
        self.review_box.setObjectName("card")
        row = QHBoxLayout(self.review_box)
        row.setContentsMargins(8, 4, 12, 4)
        row.setSpacing(12)
        row.addWidget(self.opened)
        row.addWidget(self.state, 1)
        return self.review_box

    def _key_box(self) -> QWidget:
        self.key_box = QWidget()
        column = QVBoxLayout(self.key_box)
        column.setContentsMargins(0, 0, 0, 10)
        column.setSpacing(6)
        head = section(self.tr("&Key that sets are held against"))
        head.setBuddy(self.keys)
        column.addWidget(head)
        column.addWidget(self.keys)
        column.addWidget(self._key_about)
        return self.key_box

    def _list_keys(self) -> None:
        """The finished keys, the newest first; there is nothing to choose where there is one."""
        sets = self._workspace.sets
        finished = sorted(
            sets.finished_keys(self._article), key=lambda info: info.submitted_at, reverse=True
        )
        counts = sets.key_of(self._article)
        self._key_id = counts.id if counts is not None else ""
        for place, info in enumerate(finished):
            words = self.tr("{name} · newest") if not place else self.tr("{name} · {date}")
            self.keys.addItem(
                words.format(name=info.name, date=date_words(info.submitted_at)), info
            )
            if info.id == self._key_id:
                self.keys.setCurrentIndex(place)
        self.key_box.setVisible(len(finished) > 1)

    def _other_key(self) -> SetInfo | None:
        """The key that is chosen, where it is not the one that counted as the dialog came up."""
        info = self.keys.currentData()
        return info if info is not None and info.id != self._key_id else None

    def _book_words(self) -> str:
        """The codebook of attempts that are begun from now on, by the chosen key."""
        current = self._workspace.codebooks.current
        book = self._workspace.sets.codebook_for(self._article, self._other_key())
        words = self.tr("Marked with: “{name}”, version {version}").format(
            name=book.name, version=book.version
        )
        if book == current:
            return words
        why = self.tr("The key was made with it. Articles without a key are marked with “{name}”.")
        return f"{words}\n{why.format(name=codebook_name(current, book))}"

    def _fill(self, exercise: Exercise) -> None:
        self.instructions.setPlainText(exercise.instructions)
        self.choices[exercise.feedback].setChecked(True)
        self.hints.setChecked(exercise.hints)

    def _show_state(self) -> None:
        """What the chosen key does, and whether the review is open if it has to be opened."""
        self._key_about.setText(
            Consequences(self._workspace, self._article).held()
            if self._other_key() is not None
            else self.tr("Until another key is finished: then that one takes its place.")
        )
        self.marked_with.setText(self._book_words())
        self.review_box.setVisible(self.chosen() is Feedback.BY_TEACHER)
        self.state.setText(self._review_words())
        self.state.setVisible(bool(self.state.text()))
        self.key_box.layout().activate()  # else it tells the height of its earlier words
        self._fit()

    def _review_words(self) -> str:
        """Since when the review is open, or what waits for it, and what saving would do."""
        opened, wanted = self._exercise.opened_at, self.opened.isChecked()
        if opened:
            return (
                self.tr("Since {date}.").format(date=date_words(opened))
                if wanted
                else self.tr("It is closed when you save.")
            )
        waiting = sum(
            info.role is Role.LEARNER and info.status is Status.SUBMITTED
            for info in self._workspace.sets.of(self._article)
        )
        words = [self.tr("%n submitted set(s) wait(s) for it.", "", waiting)] if waiting else []
        if wanted:
            words.append(self.tr("It is opened when you save."))
        return " ".join(words)

    def _fit(self) -> None:
        """As high as it is needed, while the screen has room: else one scrolls."""
        body, layout = self._body.layout(), self.layout()
        if body is None or layout is None:
            return
        body.activate()
        width = max(self.width(), self.minimumWidth())
        needed = body.totalHeightForWidth(width - SCROLL_BAR)
        margins = layout.contentsMargins()
        below = self.buttons.sizeHint().height() + layout.spacing() + margins.bottom()
        resize_within(self, width, needed + below + BORDER)

    def _save_and_close(self) -> None:
        before = self._exercise
        if not self._save():
            return
        words = [self.tr("The exercise of “{title}” is saved.").format(title=self._article.title)]
        if self._exercise.feedback is Feedback.BY_TEACHER:
            opened = bool(self._exercise.opened_at)
            if opened != bool(before.opened_at):
                words.append(
                    self.tr("Its review is open now.")
                    if opened
                    else self.tr("Its review is closed now.")
                )
        self.saved.emit(" ".join(words))
        self.accept()

    def _save(self) -> bool:
        exercises = self._workspace.exercises
        try:
            wanted = replace(
                exercises.of(self._article),  # the review may have been opened elsewhere meanwhile
                instructions=self.instructions.toPlainText(),
                feedback=self.chosen(),
                hints=self.hints.isChecked(),
            )
            with self._workspace.library.writing():
                opens = self.opened.isChecked()
                turned = opens != bool(self._exercise.opened_at)
                exercises.save(self._article, wanted)
                if turned and self.chosen() is Feedback.BY_TEACHER:
                    (exercises.open_review if opens else exercises.close_review)(self._article)
                self._exercise = exercises.of(self._article)
                if (key := self._other_key()) is not None:
                    self._workspace.sets.choose_key(key)
                    self._key_id = key.id
        except AnnotatorError as error:
            self._tell(error)
            return False
        return True

    def _tell(self, error: AnnotatorError) -> None:
        tell(QMessageBox.Icon.Warning, error_text(error), self)


def _pair(button: QAbstractButton, about: str) -> QVBoxLayout:
    """A choice with what it means below it, level with its text."""
    pair = QVBoxLayout()
    pair.setSpacing(0)
    label = muted(about)
    label.setContentsMargins(26, 0, 0, 0)
    pair.addWidget(button)
    pair.addWidget(label)
    return pair
