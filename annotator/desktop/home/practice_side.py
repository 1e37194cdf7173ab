"""Beside the list: who learns, what comes next, how it goes, and what was done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop.figure_table import ExplainedTable, FigureTable, Head, Row
from annotator.desktop.home.history import NEWEST, AttemptButton
from annotator.desktop.home.home_words import moment_words, tally_words
from annotator.desktop.home.next_card import NextCard
from annotator.desktop.home.progress_chart import ProgressChart, chart_note
from annotator.desktop.home.progress_data import Progress, progress_of
from annotator.desktop.labels import muted, section
from annotator.desktop.lettering import letter_menu
from annotator.desktop.mnemonics import literal
from annotator.desktop.palette import Theme
from annotator.domain.codebook import Codebook
from annotator.domain.learner import Learner
from annotator.services.practice import Attempt, Practised

WIDTH = 320
LEAST_DAYS = 2
"""Days in a row from which they are told."""


class PracticeSide(QScrollArea):
    """``review_asked`` carries the attempt whose review is wanted, ``learner_chosen`` an id."""

    review_asked = Signal(object)
    all_asked = Signal()
    learner_chosen = Signal(str)
    learners_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(self.tr("Progress"))
        self._progress = Progress((), (), ())
        self.learner = QToolButton()
        self.learner.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.learner.setMaximumWidth(WIDTH // 2)
        self.days = muted()
        self.next = NextCard()
        self.chart = ProgressChart()
        self.note = muted()
        self.detail = muted()
        self.table_button = QPushButton(self.tr("As a table"), checkable=True)
        self.table: ExplainedTable | None = None
        self.nothing_yet = muted(
            self.tr("Submit a set, and here you see how much you find, category by category.")
        )
        self.busy = muted()
        self.busy.hide()
        self.all_button = QPushButton(self.tr("All attempts…"))
        self.no_history = muted(self.tr("No attempts yet."))
        self._history = QVBoxLayout()
        self._history.setSpacing(6)
        self._build()
        self.chart.went.connect(self._tell_attempt)
        self.chart.asked.connect(
            lambda place: self.review_asked.emit(self._progress.attempts[place])
        )
        self.table_button.toggled.connect(self._swap)
        self.all_button.clicked.connect(self.all_asked)

    def show_learners(self, learners: Sequence[Learner], current: Learner) -> None:
        """Say who practises; with one learner that is said in passing."""
        several = len(learners) > 1
        metrics = self.learner.fontMetrics()
        room = WIDTH // 2 - 40
        name = metrics.elidedText(current.name, Qt.TextElideMode.ElideRight, room)
        self.learner.setText(literal(name))
        self.learner.setToolTip(current.name)
        self.learner.setAccessibleName(self.tr("Learner: {name}").format(name=current.name))
        name = "learner" if several else "learner_alone"
        if self.learner.objectName() != name:
            self.learner.setObjectName(name)
            self.learner.style().unpolish(self.learner)
            self.learner.style().polish(self.learner)
        menu = QMenu(self.learner)
        letter_menu(menu)
        group = QActionGroup(menu)
        for learner in learners if several else ():
            action = QAction(literal(learner.name), menu, checkable=True)
            action.setChecked(learner.id == current.id)
            action.triggered.connect(
                lambda _checked=False, chosen=learner.id: self.learner_chosen.emit(chosen)
            )
            group.addAction(action)
            menu.addAction(action)
        if several:
            menu.addSeparator()
        menu.addAction(self.tr("Learners…"), self.learners_asked.emit)
        old = self.learner.menu()
        self.learner.setMenu(menu)
        if old is not None:
            old.deleteLater()

    def show_practised(
        self, practised: Practised, title: str, keyed: set[str], codebook: Codebook, theme: Theme
    ) -> None:
        """Fill everything; ``title`` is of the article that comes next, ``keyed`` have a key."""
        days = practised.days
        self.days.setText(self.tr("%n day(s) in a row", "", days))
        self.days.setVisible(days >= LEAST_DAYS)
        self.next.show_suggestion(practised.suggestion, title, codebook)
        self._progress = progress_of(practised.attempts, codebook, theme)
        if self._progress.attempts:
            self.chart.show_progress(self._progress, theme)
            self.note.setText(chart_note(len(self._progress.attempts)))
            self._tell_attempt(self.chart.current)
            self._fill_table()
        self._swap()
        self._fill_history(practised.attempts, keyed)

    def tell_busy(self, done: int, total: int) -> None:
        """Earlier sets are being compared; a total of 0 says that it is over."""
        self.busy.setVisible(total > 0)
        self.busy.setText(
            self.tr("Comparing earlier sets with their keys: {done} of {total} …").format(
                done=done + 1, total=total
            )
        )

    def _build(self) -> None:
        heading = QLabel(self.tr("Progress"))
        heading.setObjectName("heading")
        self.top = QHBoxLayout()
        self.top.addWidget(heading, 1)
        self.top.addWidget(self.learner)
        body = QWidget(objectName="side")
        layout = QVBoxLayout(body)
        layout.setContentsMargins(14, 22, 16, 16)
        layout.setSpacing(8)
        layout.addLayout(self.top)
        layout.addWidget(self.days)
        layout.addWidget(self.next)
        layout.addWidget(self.busy)
        layout.addSpacing(8)
        progress = QHBoxLayout()
        progress.addWidget(section(self.tr("What you find")), 1)
        progress.addWidget(self.table_button)
        layout.addLayout(progress)
        for widget in (self.nothing_yet, self.note, self.chart, self.detail):
            layout.addWidget(widget)
        self._table_place = QVBoxLayout()
        layout.addLayout(self._table_place)
        layout.addSpacing(8)
        layout.addWidget(section(self.tr("History")))
        layout.addWidget(self.no_history)
        layout.addLayout(self._history)
        layout.addWidget(self.all_button, 0, Qt.AlignmentFlag.AlignLeading)
        layout.addStretch(1)
        self.setWidget(body)

    def _swap(self) -> None:
        """The chart or the table, or that there is nothing yet."""
        there, table = bool(self._progress.attempts), self.table_button.isChecked()
        self.nothing_yet.setVisible(not there)
        self.table_button.setVisible(there)
        for widget in (self.chart, self.note, self.detail):
            widget.setVisible(there and not table)
        if self.table is not None:
            self.table.setVisible(there and table)

    def _tell_attempt(self, place: int) -> None:
        self.detail.setText(self._progress.heading(place))

    def _fill_table(self) -> None:
        progress = self._progress
        heads = [Head(self.tr("Day"))]
        heads += [Head(line.letter, line.name) for line in progress.lines]
        heads.append(Head("!", self.tr("Sound passages flagged")))
        rows = [
            Row(
                moment_words(attempt.info.submitted_at),
                (
                    *(tally_words(line.tallies[place]) for line in progress.lines),
                    str(progress.flagged[place]),
                ),
                progress.words(place),
            )
            for place, attempt in reversed(list(enumerate(progress.attempts)))
        ]
        if self.table is not None:
            if self.table.table.rows == tuple(rows):
                return
            self.table.deleteLater()
        letters = ", ".join(f"{line.letter} {line.name}" for line in progress.lines)
        note = self.tr(
            "What you found of what the key has. {letters}; !: sound passages you marked."
        )
        table = FigureTable(heads, rows, self.tr("Progress by category"))
        self.table = ExplainedTable(table, note.format(letters=letters))
        self._table_place.addWidget(self.table)

    def _fill_history(self, attempts: Sequence[Attempt], keyed: set[str]) -> None:
        focus = self._focused_set()
        while (item := self._history.takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()
        times = Counter(attempt.article_id for attempt in attempts)
        for attempt in attempts[: -NEWEST - 1 : -1]:
            button = AttemptButton(
                attempt,
                keyed=attempt.article_id in keyed,
                one_of_several=times[attempt.article_id] > 1,
            )
            button.clicked.connect(
                lambda _checked=False, wanted=attempt: self.review_asked.emit(wanted)
            )
            self._history.addWidget(button)
            button.show()
            if attempt.info.id == focus:
                button.setFocus()
        self.no_history.setVisible(not attempts)
        self.all_button.setVisible(bool(attempts))

    def _focused_set(self) -> str:
        for place in range(self._history.count()):
            button = self._history.itemAt(place).widget()
            if button.hasFocus():
                return button.attempt.info.id
        return ""
