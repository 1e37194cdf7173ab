"""The tables and the chart of a report."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from annotator.comparison.outcomes import BESIDE_KEY, IN_KEY, Outcome
from annotator.desktop.looks import category_name, outcome_pattern, outcome_sign
from annotator.desktop.report.parts import Bar, BarRow, Chart, Sign, Table
from annotator.desktop.review_words import (
    not_defined,
    why_no_brier,
    why_no_detection,
    why_undefined,
)
from annotator.desktop.words import number, outcome_meaning, outcome_name
from annotator.domain.codebook import Codebook

if TYPE_CHECKING:
    from annotator.comparison.compare import Comparison, Counts

translate = QCoreApplication.translate

WIDTH, ROW, BAR, TOP = 640.0, 52.0, 24.0, 22.0
GAP = 22.0
"""Between what is in the key and what is not, in units of the chart."""
ROOM_FOR_COUNT, ROOM_FOR_SIGN = 34.0, 15.0


def sign_of(outcome: Outcome) -> Sign:
    """An outcome as it is shown."""
    return Sign(
        outcome.value,
        outcome_sign(outcome),
        outcome_pattern(outcome),
        outcome_name(outcome),
        outcome_meaning(outcome),
    )


def counts_table(comparison: Comparison, codebook: Codebook) -> Table:
    """How many of each outcome, by category."""
    heads = [
        translate("report", "Category"),
        translate("report", "In the key"),
        translate("report", "Marked"),
    ]
    heads += [outcome_name(outcome) for outcome in Outcome]
    rows = [
        (category_name(codebook, category), *_count_cells(result.counts))
        for category, result in comparison.per_category.items()
    ]
    rows.append((translate("report", "All"), *_count_cells(comparison.counts)))
    note = translate(
        "report",
        "A mark under a wrong category counts as marked under its own category, and as wrong "
        "category under that of the key.",
    )
    return Table(
        translate("report", "Passages by category and outcome"),
        tuple(heads),
        tuple(rows),
        (note,) if comparison.counts.wrong_category else (),
        total=True,
    )


def _count_cells(counts: Counts) -> tuple[str, ...]:
    outcomes = (getattr(counts, outcome.value) for outcome in Outcome)
    return tuple(str(count) for count in (counts.key, counts.set, *outcomes))


def chart(comparison: Comparison, codebook: Codebook) -> Chart | None:
    """The counts as bars; None where there is nothing to draw."""
    rows = [
        (category_name(codebook, category), result.counts)
        for category, result in comparison.per_category.items()
        if _total(result.counts, Outcome)
    ]
    if not rows:
        return None
    longest = max(_total(counts, Outcome) for _, counts in rows)
    unit = (WIDTH - GAP - 2) / longest
    drawn = tuple(
        BarRow(name, _told(counts), TOP + n * ROW, tuple(_bars(counts, unit)))
        for n, (name, counts) in enumerate(rows)
    )
    seen = {bar.outcome for row in drawn for bar in row.bars}
    return Chart(
        title=translate("report", "What became of each passage"),
        told=" ".join(f"{row.name}: {row.told}." for row in drawn),
        width=WIDTH,
        height=len(rows) * ROW,
        bar_height=BAR,
        rows=drawn,
        legend=tuple(sign_of(outcome) for outcome in Outcome if outcome.value in seen),
        table=counts_table(comparison, codebook),
    )


def _total(counts: Counts, outcomes: Iterable[Outcome]) -> int:
    return sum(getattr(counts, outcome.value) for outcome in outcomes)


def _bars(counts: Counts, unit: float) -> Iterable[Bar]:
    """The passages of the key from the left, then, apart from them, what is not in it."""
    x = 1.0
    for group in (IN_KEY, BESIDE_KEY):
        for outcome in group:
            count = getattr(counts, outcome.value)
            if count:
                width, sign = count * unit, outcome_sign(outcome)
                label = f"{sign} {count}" if width >= ROOM_FOR_COUNT else sign
                yield Bar(outcome.value, x, width, label if width >= ROOM_FOR_SIGN else "")
                x += width
        if _total(counts, group):
            x += GAP


def _told(counts: Counts) -> str:
    told = translate("report", "{found} of {key} found").format(
        found=counts.hit + counts.partial, key=counts.key
    )
    parts = [told if counts.key else translate("report", "none in the key")]
    parts += [
        f"{outcome_name(outcome).lower()} {getattr(counts, outcome.value)}"
        for outcome in (*IN_KEY[1:], *BESIDE_KEY)
        if getattr(counts, outcome.value)
    ]
    if counts.elsewhere:
        elsewhere = translate("report", "{count} marked; another category in the key")
        parts.append(elsewhere.format(count=counts.elsewhere))
    return ", ".join(parts)


def score_table(comparison: Comparison) -> Table:
    """Precision, recall and F1 by every definition; what is undefined is said in words."""
    scores = comparison.scores
    named = (
        (translate("report", "Strict: same words, same category"), scores.strict),
        (translate("report", "Exact: same words, any category"), scores.exact),
        (translate("report", "Partial: overlap counts half, any category"), scores.partial),
        (translate("report", "Type: some overlap, same category"), scores.type),
        (
            translate("report", "Fragment: share of characters in common, same category"),
            scores.fragment_overlap,
        ),
        (translate("report", "Token: word by word, same category"), scores.token),
    )
    reading = translate(
        "report",
        "Precision: how much of what you marked the key marks too. Recall: how much of what the "
        "key marks you marked too. F1 lies between the two. An inconsistency counts as two "
        "passages here.",
    )
    why = why_undefined(
        comparison.counts,
        precision=any(prf.precision is None for _, prf in named),
        recall=any(prf.recall is None for _, prf in named),
    )
    return Table(
        translate("report", "Scores, from 0 to 1"),
        (
            translate("report", "Score"),
            translate("report", "Precision"),
            translate("report", "Recall"),
            translate("report", "F1"),
        ),
        tuple(
            (name, _figure(prf.precision), _figure(prf.recall), _figure(prf.f1))
            for name, prf in named
        ),
        (reading, why) if why else (reading,),
    )


def reader_table(comparison: Comparison) -> Table:
    """Whether sentences were told apart, and whether confidence was right."""
    d, c = comparison.detection, comparison.calibration
    of = translate("report", "{part} of {whole}")
    no_brier = why_no_brier(comparison) if c.brier is None else ""
    no_detection = why_no_detection(d) if d.d_prime is None else ""
    rows = (
        (
            translate("report", "Weak sentences flagged"),
            of.format(part=d.hits, whole=d.weak),
            translate("report", "A sentence is weak where the key marks any of it"),
        ),
        (
            translate("report", "Other sentences flagged"),
            of.format(part=d.false_alarms, whole=d.others),
            translate("report", "Not all of them are sound: the key may have left some out"),
        ),
        (
            translate("report", "d′"),
            _figure(d.d_prime),
            no_detection or translate("report", "0 is guessing; the higher the better"),
        ),
        (
            translate("report", "Criterion c"),
            _figure(d.criterion),
            no_detection
            or translate("report", "Below 0: flags readily. Above 0: lets pass readily"),
        ),
        (
            translate("report", "Brier score"),
            _figure(c.brier),
            no_brier or translate("report", "Of the stated confidence: 0 is best, 1 is worst"),
        ),
        (
            translate("report", "Stated confidence"),
            _figure(c.mean_confidence),
            no_brier
            or translate(
                "report", "On average, over the {number} judged marks that state it"
            ).format(number=c.n),
        ),
        (
            translate("report", "Share of hits among them"),
            _figure(c.hit_share),
            no_brier or translate("report", "The nearer to the stated confidence the better"),
        ),
    )
    return Table(
        translate("report", "Telling weak sentences from others, and knowing how sure to be"),
        (
            translate("report", "Figure"),
            translate("report", "Value"),
            translate("report", "How to read it"),
        ),
        rows,
    )


def _figure(value: float | None) -> str:
    return not_defined() if value is None else number(value)
