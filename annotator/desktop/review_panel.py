"""Beside a review: how it went, the outcomes as filters, and the scores."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QHeaderView,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.comparison.outcomes import Outcome
from annotator.desktop.looks import category_name, outcome_sign
from annotator.desktop.palette import Theme
from annotator.desktop.selection_bar import letter_icon
from annotator.desktop.words import leanings, number, outcome_meaning, outcome_name
from annotator.domain.codebook import Codebook

if TYPE_CHECKING:
    from annotator.comparison.compare import Comparison
    from annotator.comparison.scores import PRF


class ReviewPanel(QScrollArea):
    """Sums up a comparison. ``filtered`` carries the set of outcomes that are to be shown."""

    filtered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Summary of the review"))
        self._chips: dict[Outcome, QToolButton] = {}

    def show_comparison(self, comparison: Comparison, codebook: Codebook, theme: Theme) -> None:
        """Fill the panel."""
        body = QWidget(objectName="side")
        layout = QVBoxLayout(body)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(6)
        title = QLabel(_headline(comparison), wordWrap=True)
        title.setObjectName("title")
        layout.addWidget(title)
        layout.addWidget(_muted(_second_line(comparison)))
        for sentence in leanings(comparison):
            layout.addWidget(QLabel(sentence, wordWrap=True))
        layout.addSpacing(8)
        layout.addWidget(_section(self.tr("Outcomes")))
        self._chips = {}
        for outcome in Outcome:
            chip = self._chip(outcome, getattr(comparison.counts, outcome.value), theme)
            self._chips[outcome] = chip
            layout.addWidget(chip)
        layout.addSpacing(10)
        layout.addWidget(_section(self.tr("By category")))
        layout.addWidget(self._category_table(comparison, codebook))
        layout.addSpacing(10)
        layout.addWidget(_section(self.tr("Scores")))
        layout.addWidget(self._score_table(comparison))
        layout.addSpacing(10)
        layout.addWidget(_section(self.tr("Telling weak from sound")))
        layout.addWidget(self._detection_table(comparison))
        layout.addWidget(
            _muted(
                self.tr(
                    "Precision: how much of what you marked is in the key. Recall: how much of "
                    "the key you marked. An inconsistency counts as two passages here. "
                    "A dash: undefined, since there was nothing to count."
                )
            )
        )
        layout.addStretch(1)
        old = self.takeWidget()
        if old is not None:
            old.deleteLater()
        self.setWidget(body)

    def shown_outcomes(self) -> frozenset[Outcome]:
        """The outcomes whose chip is down."""
        return frozenset(o for o, chip in self._chips.items() if chip.isChecked())

    def chip(self, outcome: Outcome) -> QToolButton:
        """The filter button of an outcome."""
        return self._chips[outcome]

    def _chip(self, outcome: Outcome, count: int, theme: Theme) -> QToolButton:
        chip = QToolButton(checkable=True, checked=count > 0, enabled=count > 0)
        chip.setObjectName("chip")
        colour = QColor(theme.outcomes[outcome] if count else theme.muted)
        chip.setIcon(letter_icon(outcome_sign(outcome), colour, theme, self.devicePixelRatioF()))
        chip.setIconSize(QSize(18, 18))
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        chip.setText(f"  {outcome_name(outcome)}   {count}")
        chip.setToolTip(outcome_meaning(outcome))
        chip.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        chip.toggled.connect(lambda _on: self.filtered.emit(self.shown_outcomes()))
        return chip

    def _category_table(self, comparison: Comparison, codebook: Codebook) -> QTableWidget:
        rows = []
        for category, result in comparison.per_category.items():
            counts = result.counts
            rows.append(
                [
                    category_name(codebook, category),
                    self.tr("{found} of {key}").format(
                        found=counts.hit + counts.partial, key=counts.key
                    ),
                    str(counts.set),
                ]
            )
        heads = [self.tr("Category"), self.tr("Found"), self.tr("Marked")]
        return _table(heads, rows, self.tr("Results by category"))

    def _detection_table(self, comparison: Comparison) -> QTableWidget:
        detection, calibration = comparison.detection, comparison.calibration
        rows = [
            (self.tr("d′"), detection.d_prime, self.tr("0 is guessing; the higher the better")),
            (
                self.tr("Criterion c"),
                detection.criterion,
                self.tr("Below 0: flags readily. Above 0: lets pass readily."),
            ),
            (
                self.tr("Brier score"),
                calibration.brier,
                self.tr("Of the stated confidence: 0 is best, 1 is worst"),
            ),
        ]
        heads = [self.tr("Over sentences"), self.tr("Value")]
        table = _table(heads, [[name, number(value)] for name, value, _ in rows], heads[0])
        for row, (_, _, tip) in enumerate(rows):
            table.item(row, 0).setToolTip(tip)
        return table

    def _score_table(self, comparison: Comparison) -> QTableWidget:
        scores = comparison.scores
        names = [
            (self.tr("Strict"), scores.strict, self.tr("Same words and same category")),
            (self.tr("Exact"), scores.exact, self.tr("Same words, any category")),
            (self.tr("Partial"), scores.partial, self.tr("Overlap counts half, any category")),
            (self.tr("Type"), scores.type, self.tr("Some overlap and same category")),
            (
                self.tr("Fragment"),
                scores.fragment_overlap,
                self.tr("Credit by the share of characters in common, same category"),
            ),
            (self.tr("Token"), scores.token, self.tr("Word by word, same category")),
        ]
        rows = [[name, *_prf(prf)] for name, prf, _ in names]
        heads = [self.tr("Score"), self.tr("Prec."), self.tr("Recall"), self.tr("F1")]
        table = _table(heads, rows, self.tr("Scores"))
        for row, (_, _, tip) in enumerate(names):
            table.item(row, 0).setToolTip(tip)
        return table


def _headline(comparison: Comparison) -> str:
    counts = comparison.counts
    translate = QCoreApplication.translate
    if counts.key == 0:
        return translate("ReviewPanel", "The key marks nothing here: the article is sound.")
    return translate("ReviewPanel", "Weak passages found: {found} of {key}").format(
        found=counts.hit + counts.partial, key=counts.key
    )


def _second_line(comparison: Comparison) -> str:
    counts = comparison.counts
    translate = QCoreApplication.translate
    if counts.set == 0:
        return translate("ReviewPanel", "You marked nothing.")
    return translate(
        "ReviewPanel",
        "Your marks: {marked}. Hits: {hit}. Partly: {partial}. On sound passages: {sound}.",
    ).format(marked=counts.set, hit=counts.hit, partial=counts.partial, sound=counts.flagged_sound)


def _prf(prf: PRF) -> list[str]:
    return [number(prf.precision), number(prf.recall), number(prf.f1)]


def _section(text: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName("section")
    return label


def _muted(text: str) -> QLabel:
    label = QLabel(text, wordWrap=True)
    label.setObjectName("muted")
    return label


def _table(heads: list[str], rows: Iterable[list[str]], name: str) -> QTableWidget:
    """A table of words that is as high as its rows and is not to be edited."""
    cells = list(rows)
    table = QTableWidget(len(cells), len(heads))
    table.setAccessibleName(name)
    table.setHorizontalHeaderLabels(heads)
    table.verticalHeader().hide()
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    for r, row in enumerate(cells):
        for c, text in enumerate(row):
            item = QTableWidgetItem(text)
            if c:
                item.setTextAlignment(right)
            table.setItem(r, c, item)
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    header.setHighlightSections(False)
    for c in range(1, len(heads)):
        table.horizontalHeaderItem(c).setTextAlignment(right)
    table.horizontalHeaderItem(0).setTextAlignment(
        Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    )
    table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 8)
    table.setFixedHeight(
        header.sizeHint().height() + len(cells) * table.verticalHeader().defaultSectionSize() + 4
    )
    return table
