"""What the summary of a review says in sentences, also where there is nothing to measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from annotator.comparison.outcomes import Outcome, is_second_mark
from annotator.desktop.looks import outcome_sign
from annotator.desktop.words import leanings, outcome_name

if TYPE_CHECKING:
    from annotator.comparison.calibration import Calibration
    from annotator.comparison.compare import Comparison, Counts
    from annotator.comparison.detection import Detection

translate = QCoreApplication.translate


def headline(counts: Counts) -> str:
    """How it went, in a line."""
    found = counts.hit + counts.partial
    if counts.key == counts.set == 0:
        return translate("review", "Well read: you marked nothing, and that is right.")
    if counts.key == 0:
        return translate("review", "The key marks nothing here: it takes the article to be sound.")
    if counts.hit == counts.key == counts.set:
        return translate(
            "review", "Well read: {found} of {key} found, and nothing else marked."
        ).format(found=found, key=counts.key)
    return translate("review", "Weak passages found: {found} of {key}").format(
        found=found, key=counts.key
    )


def second_line(comparison: Comparison) -> str:
    """What the learner's marks came to."""
    counts = comparison.counts
    if counts.key == 0 and counts.set == 0:
        return translate("review", "The key marks nothing here: it takes the article to be sound.")
    if counts.set == 0:
        return translate("review", "You marked nothing.")
    line = translate("review", "Your marks: {marked}.").format(marked=counts.set)
    second = sum(is_second_mark(item.outcome, item.relation) for item in comparison.items)
    parts = (
        (counts.flagged_sound, translate("review", "On sound passages: {number}.")),
        (counts.not_in_key, translate("review", "Not in the key: {number}.")),
        (second, translate("review", "Of these, second marks on one passage: {number}.")),
    )
    said = [words.format(number=number) for number, words in parts if number]
    return " ".join([line, *said])


def legend(counts: Counts) -> list[str]:
    """The signs of the outcomes that there are, each with its name."""
    there = (outcome for outcome in Outcome if getattr(counts, outcome.value))
    return [f"{outcome_sign(outcome)} {outcome_name(outcome)}" for outcome in there]


def habits(comparison: Comparison) -> list[tuple[str, str]]:
    """Two sentences on the reader, each with the numbers behind it or why there are none.

    The first is on whether they flag too readily, the second on how well they know how sure to be.
    """
    from annotator.comparison.calibration import Sureness, sureness  # noqa: PLC0415 (not at start)
    from annotator.comparison.detection import Tendency, tendency  # noqa: PLC0415

    detection, calibration = comparison.detection, comparison.calibration
    said = leanings(comparison)
    told: list[tuple[str, str]] = []
    if tendency(detection) is Tendency.UNDEFINED:
        told.append(
            (
                translate("review", "Whether you flag too readily cannot be told here."),
                why_no_detection(detection),
            )
        )
    else:
        told.append(
            (
                said.pop(0),
                translate(
                    "review",
                    "Counted by sentences here, by passages above: weak ones flagged, {hits} of "
                    "{weak}; others flagged, {alarms} of {others}.",
                ).format(
                    hits=detection.hits,
                    weak=detection.weak,
                    alarms=detection.false_alarms,
                    others=detection.others,
                ),
            )
        )
    if sureness(calibration) is Sureness.UNDEFINED:
        told.append(
            (
                translate("review", "How well your sureness fits cannot be told here."),
                why_no_sureness(comparison),
            )
        )
    else:
        told.append(
            (
                said.pop(0),
                _sure_and_right(calibration, comparison.counts),
            )
        )
    return told


def _sure_and_right(calibration: Calibration, counts: Counts) -> str:
    """How sure the reader was and how often right, and of which marks that is said."""
    said = [
        translate(
            "review",
            "On average you were {sure} sure, over {number} judged marks; {right} of them were "
            "hits.",
        ).format(
            sure=percent(calibration.mean_confidence),
            number=calibration.n,
            right=percent(calibration.hit_share),
        )
    ]
    if counts.partial:
        said.append(translate("review", "Partly right is no hit here."))
    if counts.not_in_key:
        said.append(translate("review", "What is not in the key is not judged."))
    return " ".join(said)


def why_no_detection(detection: Detection) -> str:
    """Why d' and criterion are not defined."""
    if not detection.weak:
        return translate("review", "The key has no weak sentence to find here.")
    return translate("review", "The key has no sentence without a weakness here.")


def why_no_brier(comparison: Comparison) -> str:
    """Why there is no Brier score."""
    marks = [i.set_annotation for i in comparison.items if i.set_annotation is not None]
    if not marks:
        return translate("review", "You marked nothing.")
    if all(mark.confidence is None for mark in marks):
        return translate(
            "review",
            "No confidence was stated. Say how sure you are of a mark with the key C, before you "
            "know what became of it.",
        )
    return translate("review", "The key judges none of the marks whose confidence you stated.")


def why_no_sureness(comparison: Comparison) -> str:
    """Why nothing is said of how well confidence and outcomes fit."""
    from annotator.comparison.calibration import FEWEST  # noqa: PLC0415 (not at start)

    calibration: Calibration = comparison.calibration
    if not calibration.n:
        return why_no_brier(comparison)
    return translate(
        "review",
        "That takes {fewest} judged marks with stated confidence, here are {number}. Few marks say "
        "little of you, whatever their Brier score.",
    ).format(fewest=FEWEST, number=calibration.n)


def why_undefined(counts: Counts, *, precision: bool, recall: bool) -> str:
    """Why a precision, a recall, or the F1 of both is not defined."""
    said = []
    if precision:
        said.append(
            translate("review", "Precision and F1 are not defined: you marked nothing.")
            if not counts.set
            else translate("review", "Precision and F1 are not defined: no mark is placed.")
        )
    if recall:
        said.append(translate("review", "Recall and F1 are not defined: the key marks nothing."))
    return " ".join(said)


def why_no_kappa() -> str:
    """Why Cohen's kappa is not defined."""
    return translate(
        "review", "Kappa is not defined: you and the key marked no word of it, or every word."
    )


def not_defined() -> str:
    """What stands for a value that there is none of."""
    return translate("review", "not defined")


def percent(share: float | None) -> str:
    """A share of 0 to 1 as whole percent in the user's notation."""
    if share is None:
        return not_defined()
    return translate("review", "{number} %").format(number=QLocale().toString(round(share * 100)))
