"""Is a reader as often right as they say they are sure?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.comparison.matching import Item
from annotator.comparison.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class Calibration:
    """``brier`` is 0.0 (best) to 1.0, None where ``n``, the number of judged marks, is 0."""

    brier: float | None
    n: int


def calibrate(items: Iterable[Item]) -> Calibration:
    """Brier score of the stated confidence: the mean of (confidence - outcome) squared.

    Brier 1950, "Verification of forecasts expressed in terms of probability", in the form for two
    outcomes. A hit is 1; partial, wrong category and flagged sound are 0. What is not in the key
    is left out, since that is no proof of error, and so is a mark without stated confidence.
    """
    errors = [
        (item.set_annotation.confidence - (item.outcome is Outcome.HIT)) ** 2
        for item in items
        if item.outcome is not Outcome.NOT_IN_KEY
        and item.set_annotation is not None
        and item.set_annotation.confidence is not None
    ]
    return Calibration(sum(errors) / len(errors) if errors else None, len(errors))
