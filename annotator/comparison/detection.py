"""Does a reader tell weak sentences from sound ones, or just suspect many?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import NormalDist

from annotator.domain.annotation import Annotation
from annotator.domain.segmentation import Segmentation


@dataclass(frozen=True, slots=True)
class Detection:
    """Signal detection over sentences.

    The rates are shares (0.0 to 1.0) as counted; ``hit_rate`` is None without a weak sentence and
    ``false_alarm_rate`` without any other. ``d_prime`` and ``criterion`` are in standard
    deviations, and None unless there are sentences of both kinds. A d' of 0 is guessing; a
    criterion below 0 leans towards flagging, above 0 towards leaving alone.
    """

    hit_rate: float | None
    false_alarm_rate: float | None
    d_prime: float | None
    criterion: float | None


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
    weak = set(segmentation.sentences_touching(s for a in key for s in a.all_spans))
    flagged = set(segmentation.sentences_touching(s for a in annotations for s in a.all_spans))
    others = len(segmentation.sentences) - len(weak)
    hits, false_alarms = len(flagged & weak), len(flagged - weak)
    d_prime = criterion = None
    if weak and others:
        z = NormalDist().inv_cdf
        z_hits = z((hits + 0.5) / (len(weak) + 1))
        z_false_alarms = z((false_alarms + 0.5) / (others + 1))
        d_prime = z_hits - z_false_alarms
        criterion = -(z_hits + z_false_alarms) / 2
    return Detection(
        hit_rate=hits / len(weak) if weak else None,
        false_alarm_rate=false_alarms / others if others else None,
        d_prime=d_prime,
        criterion=criterion,
    )
