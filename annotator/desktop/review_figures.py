"""The figures of a review for those who want them, each with what it means in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from annotator.comparison.outcomes import Outcome
from annotator.desktop.figure_table import ExplainedTable, FigureTable, Head, Row
from annotator.desktop.looks import category_name, outcome_sign
from annotator.desktop.review_words import (
    not_defined,
    why_no_brier,
    why_no_detection,
    why_no_kappa,
    why_undefined,
)
from annotator.desktop.words import number, outcome_meaning, outcome_name
from annotator.domain.codebook import Codebook

if TYPE_CHECKING:
    from annotator.comparison.compare import Comparison
    from annotator.comparison.scores import PRF

translate = QCoreApplication.translate


def figure(value: float | None) -> str:
    """A score in the user's notation, or that it is not defined."""
    return not_defined() if value is None else number(value)


def outcome_table(comparison: Comparison, codebook: Codebook) -> FigureTable:
    """The figures of the chart: how many of each outcome in each category, and in all."""
    # As in the legend below: what there is none of needs no column.
    there = [o for o in Outcome if getattr(comparison.counts, o.value)]
    heads = [
        Head(translate("review", "Category")),
        *(Head(outcome_sign(o), f"{outcome_name(o)}: {outcome_meaning(o)}") for o in there),
    ]
    results = [(category_name(codebook, c), r.counts) for c, r in comparison.per_category.items()]
    results.append((translate("review", "All"), comparison.counts))
    rows = []
    for name, counts in results:
        numbers = [int(getattr(counts, o.value)) for o in there]
        said = (f"{outcome_name(o)}: {n}" for o, n in zip(there, numbers, strict=True))
        rows.append(Row(name, tuple(map(str, numbers)), f"{name}. {', '.join(said)}."))
    return FigureTable(heads, rows, translate("review", "Outcomes by category"))


class ReviewFigures(QWidget):
    """Scores, detection and calibration; of each row the meaning is shown where it is chosen."""

    def __init__(
        self, comparison: Comparison, codebook: Codebook, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for title, table, note in (
            _scores(comparison),
            _categories(comparison, codebook),
            _detection(comparison),
        ):
            label = QLabel(title)
            label.setObjectName("section")
            layout.addWidget(label)
            layout.addWidget(ExplainedTable(table, note))
            layout.addSpacing(8)


def _scores(comparison: Comparison) -> tuple[str, FigureTable, str]:
    scores, counts = comparison.scores, comparison.counts
    named = [
        (
            translate("review", "Strict"),
            scores.strict,
            translate("review", "Strict: right is only the same words under the same category."),
        ),
        (
            translate("review", "Exact"),
            scores.exact,
            translate("review", "Exact: right is the same words, under whatever category."),
        ),
        (
            translate("review", "Partial"),
            scores.partial,
            translate(
                "review",
                "Partial: the same words count in full and some of them half, under whatever "
                "category.",
            ),
        ),
        (
            translate("review", "Type"),
            scores.type,
            translate("review", "Type: right is some of the words under the same category."),
        ),
        (
            translate("review", "Fragment"),
            scores.fragment_overlap,
            translate(
                "review",
                "Fragment: each mark counts by the share of its characters that the key has too, "
                "under the same category.",
            ),
        ),
        (
            translate("review", "Token"),
            scores.token,
            translate(
                "review", "Token: right is each single word that both mark under one category."
            ),
        ),
    ]
    title = translate("review", "Scores")
    rows = [Row(name, _prf(prf), meaning) for name, prf, meaning in named]
    heads = [Head(translate("review", "Score")), *_prf_heads()]
    note = why_undefined(
        counts,
        precision=any(prf.precision is None for _, prf, _ in named),
        recall=any(prf.recall is None for _, prf, _ in named),
    )
    more = translate(
        "review",
        "Precision: how much of what you marked is right. Recall: how much of the key you marked. "
        "F1: both in one figure. An inconsistency counts as two passages here. Choose a row to "
        "read what it means.",
    )
    return title, FigureTable(heads, rows, title), f"{note} {more}".strip()


def _categories(comparison: Comparison, codebook: Codebook) -> tuple[str, FigureTable, str]:
    rows = []
    for category, result in comparison.per_category.items():
        prf = result.scores.token
        name = category_name(codebook, category)
        meaning = why_undefined(
            result.counts, precision=prf.precision is None, recall=prf.recall is None
        )
        if result.kappa is None:
            meaning = f"{meaning} {why_no_kappa()}".strip()
        about = translate("review", "{category}: word by word, marked under it or not.")
        rows.append(
            Row(
                name,
                (figure(prf.f1), figure(result.kappa)),
                f"{about.format(category=name)} {meaning}".strip(),
            )
        )
    heads = [
        Head(translate("review", "Category")),
        Head(
            translate("review", "F1"),
            translate("review", "F1: precision and recall in one figure"),
        ),
        Head(
            translate("review", "Kappa"),
            translate("review", "Cohen's kappa: agreement with the key beyond chance"),
        ),
    ]
    note = translate(
        "review",
        "Word by word. Kappa: agreement with the key beyond what chance would give; 1 is complete, "
        "0 is chance.",
    )
    title = translate("review", "Scores by category")
    return title, FigureTable(heads, rows, title), note


def _detection(comparison: Comparison) -> tuple[str, FigureTable, str]:
    detection, calibration = comparison.detection, comparison.calibration
    no_detection = "" if detection.d_prime is not None else why_no_detection(detection)
    no_brier = "" if calibration.brier is not None else why_no_brier(comparison)
    named = [
        (
            translate("review", "d′"),
            detection.d_prime,
            translate(
                "review",
                "d′: how well you tell weak sentences from the others. 0 is guessing; the higher "
                "the better.",
            ),
            no_detection,
        ),
        (
            translate("review", "Criterion c"),
            detection.criterion,
            translate(
                "review",
                "Criterion c: below 0 you flag readily, above 0 you let pass readily.",
            ),
            no_detection,
        ),
        (
            translate("review", "Brier score"),
            calibration.brier,
            translate(
                "review",
                "Brier score: how far your stated confidence was from what came out. 0 is best, "
                "1 is worst. Judged marks that state it: {number}.",
            ).format(number=calibration.n),
            no_brier,
        ),
    ]
    rows = [
        Row(name, (figure(value),), f"{meaning} {_not_defined_since(why)}".strip())
        for name, value, meaning, why in named
    ]
    title = translate("review", "Telling weak from sound")
    heads = [
        Head(translate("review", "Over sentences and marks")),
        Head(translate("review", "Value")),
    ]
    note = " ".join(dict.fromkeys(_not_defined_since(why) for *_, why in named if why))
    note = note or translate("review", "Choose a row to read what it means.")
    return title, FigureTable(heads, rows, title), note


def _not_defined_since(why: str) -> str:
    return translate("review", "Not defined: {why}").format(why=why) if why else ""


def _prf(prf: PRF) -> tuple[str, ...]:
    return figure(prf.precision), figure(prf.recall), figure(prf.f1)


def _prf_heads() -> list[Head]:
    return [
        Head(
            translate("review", "Prec."),
            translate("review", "Precision: how much of what you marked is right"),
        ),
        Head(
            translate("review", "Recall"),
            translate("review", "Recall: how much of the key you marked"),
        ),
        Head(
            translate("review", "F1"),
            translate("review", "F1: precision and recall in one figure"),
        ),
    ]
