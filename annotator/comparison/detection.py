"""Does a reader tell weak sentences from sound ones, or just suspect many?"""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from enum import StrEnum
from statistics import NormalDist

from annotator.domain.annotation import Annotation
from annotator.domain.segmentation import Segmentation


@dataclass(frozen=True, slots=True)
class Detection:
    """Signal detection over sentences.

    The rates are shares (0.0 to 1.0) as counted; ``hit_rate`` is None without a weak sentence and
    ``false_alarm_rate`` without any other. ``d_prime`` and ``criterion`` are in standard
    deviations, and None unless there are sentences of both kinds. A d' of 0 is guessing; a
    criterion below 0 leans towards flagging, above 0 towards leaving alone. ``weak`` and ``others``
    are the numbers of sentences of both kinds, ``hits`` and ``false_alarms`` how many of them were
    flagged.
    """

    hit_rate: float | None
    false_alarm_rate: float | None
    d_prime: float | None
    criterion: float | None
    weak: int = 0
    others: int = 0
    hits: int = 0
    false_alarms: int = 0


class Tendency(StrEnum):
    """Which way a reader leans.

    ``SUSPICIOUS`` flags more than there is, ``TRUSTING`` lets pass too much. ``BALANCED`` says
    nothing of how well a reader tells the two kinds apart: that is d'.
    """

    SUSPICIOUS = "suspicious"
    TRUSTING = "trusting"
    BALANCED = "balanced"
    UNDEFINED = "undefined"


LEANING = 0.3
"""Criterion, in standard deviations, from which a reader leans.

At a d' of 1 the shares of the two kinds of error are then 0.42 and 0.21: one is twice the other.
"""

WORTH_TELLING = 2
"""By how many sentences one kind of error must outnumber the other."""

ONE_IN = 3
"""Of so many weak sentences one must have been missed at least: who finds most lets few pass."""


def tendency(detection: Detection) -> Tendency:
    """Which way a reader leans, by the criterion c and the errors behind it.

    Suspicious: c of -0.3 or less, and at least two more sentences flagged wrongly than missed, so
    that more is flagged than there is. Trusting: c of 0.3 or more, at least two more missed than
    flagged wrongly, and a third or more of the weak sentences missed. Undefined where c is. c is
    the measure of bias that Macmillan and Creelman 1990, "Response bias: Characteristics of
    detection theory, threshold theory, and 'nonparametric' indexes", prefer; the limits are ours.
    The second condition is there because the log-linear correction alone moves c where the numbers
    of the two kinds differ much: a reader without any error would lean to trusting.
    """
    c = detection.criterion
    if c is None:
        return Tendency.UNDEFINED
    missed = detection.weak - detection.hits
    surplus = detection.false_alarms - missed
    if c <= -LEANING and surplus >= WORTH_TELLING:
        return Tendency.SUSPICIOUS
    lets_pass = ONE_IN * missed >= detection.weak
    if c >= LEANING and -surplus >= WORTH_TELLING and lets_pass:
        return Tendency.TRUSTING
    return Tendency.BALANCED


def detect(
    annotations: Iterable[Annotation], key: Iterable[Annotation], segmentation: Segmentation
) -> Detection:
    """Sentences flagged by a mark of any category against those that a weak key item touches.

    d' = z(H) - z(F) and c = -(z(H) + z(F)) / 2 (Green and Swets 1966; Macmillan and Creelman
    2005), with the log-linear correction H = (hits + 0.5) / (weak + 1), F likewise (Hautus 1995,
    "Corrections for extreme proportions and their biasing effects on estimated values of d'"), so
    that rates of 0 and 1 stay finite. The correction pulls both rates towards 0.5, the one of fewer
    sentences more: where the numbers differ, flagging nothing or everything does not give exactly
    0, so d' is to be read together with the criterion.
    """
    weak = set(segmentation.sentence_numbers_touching(s for a in key for s in a.all_spans))
    flagged = set(
        segmentation.sentence_numbers_touching(s for a in annotations for s in a.all_spans)
    )
    return detection_over(flagged, weak, len(segmentation.sentences))


def detection_over(flagged: Set[int], weak: Set[int], sentences: int) -> Detection:
    """The same from the indices of the sentences flagged and weak, and how many there are."""
    others = sentences - len(weak)
    return detection_of(len(weak), others, len(flagged & weak), len(flagged - weak))


def detection_of(weak: int, others: int, hits: int, false_alarms: int) -> Detection:
    """The same from how many sentences there are of both kinds, and of those that were flagged."""
    d_prime = criterion = None
    if weak and others:
        z = NormalDist().inv_cdf
        z_hits = z((hits + 0.5) / (weak + 1))
        z_false_alarms = z((false_alarms + 0.5) / (others + 1))
        d_prime = z_hits - z_false_alarms
        criterion = -(z_hits + z_false_alarms) / 2
    return Detection(
        hit_rate=hits / weak if weak else None,
        false_alarm_rate=false_alarms / others if others else None,
        d_prime=d_prime,
        criterion=criterion,
        weak=weak,
        others=others,
        hits=hits,
        false_alarms=false_alarms,
    )
