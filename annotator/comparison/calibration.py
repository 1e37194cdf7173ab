"""Is a reader as often right as they say they are sure?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from annotator.comparison.matching import Item
from annotator.comparison.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class Calibration:
    """Stated confidence against outcomes, over ``n`` judged marks; None where ``n`` is 0.

    ``brier`` is 0.0 (best) to 1.0, ``mean_confidence`` and ``hit_share`` are 0.0 to 1.0.
    """

    brier: float | None
    n: int
    mean_confidence: float | None = None
    hit_share: float | None = None


class Sureness(StrEnum):
    """How stated confidence and outcomes compare."""

    OVERCONFIDENT = "overconfident"
    UNDERCONFIDENT = "underconfident"
    WELL_CALIBRATED = "well_calibrated"
    UNDEFINED = "undefined"


FEWEST = 5
"""Number of judged marks with stated confidence below which nothing is said."""

CLOSE = 0.1
"""Difference between mean confidence and share of hits that is as good as none."""


def sureness(calibration: Calibration) -> Sureness:
    """Mean confidence less the share of hits: above 0.1 overconfident, below -0.1 underconfident.

    With fewer than ten marks the limit is what one mark more or less would change, 1 / n; with
    fewer than five it is undefined. The difference is the measure of over- and underconfidence of
    Lichtenstein and Fischhoff 1977, "Do those who know more also know more about how much they
    know?"; the limits are ours.
    """
    mean, share, n = calibration.mean_confidence, calibration.hit_share, calibration.n
    if mean is None or share is None or n < FEWEST:
        return Sureness.UNDEFINED
    difference, limit = mean - share, max(CLOSE, 1 / n) + 1e-9
    if difference > limit:
        return Sureness.OVERCONFIDENT
    return Sureness.UNDERCONFIDENT if difference < -limit else Sureness.WELL_CALIBRATED


def calibrate(items: Iterable[Item]) -> Calibration:
    """Brier score of the stated confidence: the mean of (confidence - outcome) squared.

    Brier 1950, "Verification of forecasts expressed in terms of probability", in the form for two
    outcomes. A hit is 1; partial, wrong category and flagged sound are 0. What is not in the key
    is left out, since that is no proof of error, and so is a mark without stated confidence.
    """
    judged = [
        (item.set_annotation.confidence, item.outcome is Outcome.HIT)
        for item in items
        if item.outcome is not Outcome.NOT_IN_KEY
        and item.set_annotation is not None
        and item.set_annotation.confidence is not None
    ]
    return calibration_of(
        len(judged),
        sum(hit for _, hit in judged),
        sum(confidence for confidence, _ in judged),
        sum((confidence - hit) ** 2 for confidence, hit in judged),
    )


def calibration_of(n: int, hits: int, confidence: float, errors: float) -> Calibration:
    """The same from the number of judged marks and sums over them.

    ``errors`` is the sum of (confidence - outcome) squared.
    """
    return Calibration(errors / n, n, confidence / n, hits / n) if n else Calibration(None, 0)
