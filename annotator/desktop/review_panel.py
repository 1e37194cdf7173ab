"""Beside a review: how it went, what to do next time, a chart, the filters and the figures."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.comparison.outcomes import Outcome
from annotator.comparison.shown import Shown
from annotator.desktop.flow_layout import FlowLayout
from annotator.desktop.labels import muted, section
from annotator.desktop.palette import Theme
from annotator.domain.codebook import Codebook

if TYPE_CHECKING:  # what fills the panel is imported with the first comparison
    from annotator.comparison.compare import Comparison
    from annotator.desktop.home.coming_next import Coming
    from annotator.desktop.home.next_card import NextCard
    from annotator.desktop.outcome_chart import OutcomeChart
    from annotator.desktop.review_filters import ReviewFilters
    from annotator.desktop.step_cards import StepCard

NOTHING = Shown(frozenset(), frozenset())
"""What passes the filters while there is no comparison."""


@dataclass(slots=True)
class _Unfolded:
    """What the reader has opened; it stays so from one comparison to the next."""

    table: bool = False
    figures: bool = False


class ReviewPanel(QScrollArea):
    """Sums up a comparison.

    ``filtered`` carries what is to be shown; ``asked`` the place in ``Comparison.items`` of an item
    to go to, which passes the filters then. ``next_asked`` carries what the learner goes on with.
    """

    filtered = Signal(object)
    asked = Signal(int)
    next_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Summary of the review"))
        self.hints = ""
        """How many hints the reader had, in words, for the next time that it is filled."""
        self.has_lookalikes = False
        """Whether there are passages that only look weak, for the next time that it is filled."""
        self.coming: Coming | None = None
        """What the learner can go on with, for the next time that it is filled."""
        self.next: NextCard | None = None
        self._comparison: Comparison | None = None
        self._unfolded = _Unfolded()
        self.filters: ReviewFilters | None = None
        self.chart: OutcomeChart | None = None
        self.steps: list[StepCard] = []
        self.all_button: QPushButton | None = None

    def show_comparison(self, comparison: Comparison, codebook: Codebook, theme: Theme) -> None:
        """Fill the panel. With the comparison that it has already, filters and place stay."""
        from annotator.desktop.review_filters import ReviewFilters  # noqa: PLC0415 (see above)

        same = comparison is self._comparison
        shown = self.filters.shown if same and self.filters else None
        top = self.verticalScrollBar().value() if same else 0
        self._comparison = comparison
        body = QWidget(objectName="side")
        layout = QVBoxLayout(body)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(6)
        self._add_summary(layout, comparison)
        self._add_chart(layout, comparison, codebook, theme)
        self._add_habits(layout, comparison, theme)
        self._add_steps(layout, comparison, codebook)
        self._add_next(layout)
        layout.addSpacing(10)
        filters_head = section(self.tr("Shown on the page"))
        layout.addWidget(filters_head)
        self.filters = ReviewFilters(comparison, codebook, theme)
        if shown is not None:
            self.filters.set_shown(shown)
        self.filters.changed.connect(self._filtered)
        self.all_button.setVisible(self.filters.hides)
        layout.addWidget(self.filters)
        for part in (filters_head, self.filters):
            part.setVisible(bool(comparison.items))
        layout.addSpacing(10)
        self._add_figures(layout, comparison, codebook)
        layout.addStretch(1)
        focus = QApplication.focusWidget()
        inside = focus is not None and self.isAncestorOf(focus)
        old = self.takeWidget()
        if old is not None:
            old.deleteLater()
        self.setWidget(body)
        self._put_next_in_tab_order(body)
        if inside:
            self.setFocus()
        # The bar has its range only when the new widgets have been laid out.
        QTimer.singleShot(0, self, lambda: self.verticalScrollBar().setValue(top))

    def follow(self, comparison: Comparison) -> None:
        """The same comparison with other arguments: nothing that is shown here changes."""
        self._comparison = comparison

    @property
    def shown(self) -> Shown:
        """The outcomes and the categories whose chips are down."""
        return self.filters.shown if self.filters else NOTHING

    def chip(self, outcome: Outcome) -> QToolButton:
        """The filter button of an outcome. Raises ``KeyError`` while there is no comparison."""
        if self.filters is None:
            raise KeyError(outcome)
        return self.filters.outcome_chip(outcome)

    def _put_next_in_tab_order(self, body: QWidget) -> None:
        """Tab goes from the panel to what is in it, which was made after all else of the window."""
        parts, widget = [], body.nextInFocusChain()
        while widget is not body:
            if body.isAncestorOf(widget) and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                parts.append(widget)
            widget = widget.nextInFocusChain()
        for before, after in pairwise([self, *parts]):
            QWidget.setTabOrder(before, after)

    def _add_summary(self, layout: QVBoxLayout, comparison: Comparison) -> None:
        from annotator.desktop.review_words import headline, second_line  # noqa: PLC0415 (see above)

        title = QLabel(headline(comparison.counts), wordWrap=True)
        title.setObjectName("title")
        layout.addWidget(title)
        layout.addWidget(muted(second_line(comparison)))
        if self.has_lookalikes:
            layout.addWidget(
                muted(
                    self.tr(
                        "Some passages here only look weak. J goes through them and says why they "
                        "are sound."
                    )
                )
            )
        held = self.tr("Compared with the key “{name}”.").format(name=comparison.key_name)
        layout.addWidget(muted(held))
        if self.hints:
            layout.addWidget(muted(self.hints))

    def _add_habits(self, layout: QVBoxLayout, comparison: Comparison, theme: Theme) -> None:
        from annotator.desktop.review_words import habits  # noqa: PLC0415 (see above)

        layout.addSpacing(6)
        for sentence, numbers in habits(comparison):
            words = f"{escape(sentence)} <span style='color:{theme.muted}'>{escape(numbers)}</span>"
            label = QLabel(words, wordWrap=True)
            label.setTextFormat(Qt.TextFormat.RichText)
            layout.addWidget(label)

    def _add_steps(self, layout: QVBoxLayout, comparison: Comparison, codebook: Codebook) -> None:
        from annotator.comparison.next_steps import is_perfect, next_steps  # noqa: PLC0415 (numpy)
        from annotator.desktop.step_cards import StepCard  # noqa: PLC0415 (see above)

        self.steps = [StepCard(step, codebook) for step in next_steps(comparison)]
        if not self.steps:
            return
        perfect = is_perfect(comparison.counts)
        layout.addSpacing(10)
        layout.addWidget(section(self.tr("A harder aim") if perfect else self.tr("Next time")))
        for card in self.steps:
            card.asked.connect(self._go_to)
            layout.addWidget(card)

    def _add_next(self, layout: QVBoxLayout) -> None:
        """The same card as on the home page, so that nobody has to go back there for it."""
        coming, self.next = self.coming, None
        if coming is None:
            return
        from annotator.desktop.home.next_card import NextCard  # noqa: PLC0415 (see above)

        self.next = NextCard(compact=True)
        self.next.show_suggestion(coming.suggestion, coming.title, coming.codebook)
        self.next.asked.connect(lambda: self.next_asked.emit(coming.suggestion))
        layout.addSpacing(10)
        layout.addWidget(section(self.tr("Next article")))
        layout.addWidget(self.next)

    def _add_chart(
        self, layout: QVBoxLayout, comparison: Comparison, codebook: Codebook, theme: Theme
    ) -> None:
        from annotator.desktop.outcome_chart import OutcomeChart, bars_of  # noqa: PLC0415 (see above)
        from annotator.desktop.review_figures import outcome_table  # noqa: PLC0415
        from annotator.desktop.review_words import legend  # noqa: PLC0415

        chart = self.chart = OutcomeChart(bars_of(comparison, codebook, theme), theme)
        chart.chosen.connect(self._show_part)
        table = outcome_table(comparison, codebook)
        button = QToolButton(checkable=True, text=self.tr("As a table"))
        head = QHBoxLayout()
        head.addWidget(section(self.tr("By category")))
        head.addStretch(1)
        head.addWidget(button)
        layout.addSpacing(4)
        layout.addLayout(head)
        layout.addWidget(chart)
        layout.addWidget(table)
        signs = QWidget()
        flow = FlowLayout(signs, spacing=10, between_lines=2)
        for words in legend(comparison.counts):
            sign = QLabel(words)
            sign.setObjectName("muted")
            flow.addWidget(sign)
        layout.addWidget(signs)
        self.all_button = QPushButton(self.tr("Show all on the page"))
        self.all_button.clicked.connect(self._show_all)
        layout.addWidget(self.all_button, 0, Qt.AlignmentFlag.AlignLeading)

        def turn(as_table: bool) -> None:
            self._unfolded.table = as_table
            table.setVisible(as_table)
            chart.setVisible(not as_table)

        button.setChecked(self._unfolded.table)
        turn(self._unfolded.table)
        button.toggled.connect(turn)

    def _add_figures(self, layout: QVBoxLayout, comparison: Comparison, codebook: Codebook) -> None:
        from annotator.desktop.review_figures import ReviewFigures  # noqa: PLC0415 (see above)

        figures = ReviewFigures(comparison, codebook)
        button = QToolButton(checkable=True, text=self.tr("Figures"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setObjectName("fold")
        layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        layout.addWidget(figures)

        def unfold(on: bool) -> None:
            self._unfolded.figures = on
            button.setArrowType(Qt.ArrowType.DownArrow if on else Qt.ArrowType.RightArrow)
            figures.setVisible(on)

        button.setChecked(self._unfolded.figures)
        unfold(self._unfolded.figures)
        button.toggled.connect(unfold)

    def _filtered(self, shown: Shown) -> None:
        if self.filters is not None:
            if self.all_button.hasFocus() and not self.filters.hides:
                self.all_button.previousInFocusChain().setFocus()
            self.all_button.setVisible(self.filters.hides)
        self.filtered.emit(shown)

    def _show_all(self) -> None:
        if self.filters is not None:
            self.filters.show_all()

    def _go_to(self, place: int) -> None:
        if self._comparison is not None and self.filters is not None:
            self.filters.let_pass(self._comparison.items[place])
            self.asked.emit(place)

    def _show_part(self, category: str, outcome: Outcome) -> None:
        """A part of the chart: only its items are shown, and the first of them is gone to."""
        if self._comparison is None or self.filters is None:
            return
        shown = Shown(frozenset({outcome}), frozenset({category}))
        self.filters.set_shown(shown)
        places = (n for n, item in enumerate(self._comparison.items) if item in shown)
        place = next(places, None)
        if place is not None:
            self.asked.emit(place)
