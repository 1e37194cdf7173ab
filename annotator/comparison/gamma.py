"""Gamma, by way of pygamma-agreement where that is installed."""

from __future__ import annotations

import importlib.util
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from math import prod

import numpy as np

from annotator.comparison.label_runs import Marks

SAMPLES = 30
SEED = 20150903
MOST_ALIGNMENTS = 20_000


def has_gamma() -> bool:
    """Whether pygamma-agreement is installed: the optional extra ``gamma``."""
    return importlib.util.find_spec("pygamma_agreement") is not None


def gamma(marks: Marks) -> float | None:
    """Gamma of Mathet, Widloecher and Metivier 2015.

    "The unified and holistic method gamma for inter-annotator agreement measure and alignment"
    (Computational Linguistics 41): units are aligned across sets so that the disorder is least,
    and that is held against the disorder of random continua with as many, as long and as far
    apart units. Computed by pygamma-agreement (Titeux and Riad 2021) with its combined
    dissimilarity for place and category (alpha, beta and the empty unit all 1), 30 random
    continua, and always the same seed, so that the same sets have the same gamma.

    Good for: do a few readers mark the same passages, where marks overlap or nearly meet? Near
    misses cost little, and overlapping marks need no splitting, unlike with the alphas.

    ``marks`` must be in code points. At most 1; None where pygamma-agreement is missing, with
    fewer than two sets or no mark, and where more than 20,000 alignments of units would have to be
    looked at (their number is the product of the numbers of marks, each plus 1, over the sets):
    that takes minutes and more.
    """
    per_set = np.bincount(marks.owner, minlength=marks.sets).tolist()
    if marks.sets < 2 or not len(marks.owner) or not has_gamma():
        return None
    if prod(number + 1 for number in per_set) > MOST_ALIGNMENTS:
        return None
    return _computed(marks)


def _computed(marks: Marks) -> float | None:
    # The package and what it needs take seconds to import.
    from pyannote.core import Segment  # noqa: PLC0415
    from pygamma_agreement import CombinedCategoricalDissimilarity, Continuum  # noqa: PLC0415

    continuum = Continuum()
    for owner in range(marks.sets):
        continuum.add_annotator(f"{owner:06}")
    columns = (marks.owner, marks.category, marks.start, marks.end)
    for owner, category, start, end in zip(*(c.tolist() for c in columns), strict=True):
        continuum.add(f"{owner:06}", Segment(start, end), f"{category:02}")
    with _quiet(), _seeded():
        results = continuum.compute_gamma(
            CombinedCategoricalDissimilarity(alpha=1, beta=1, delta_empty=1), n_samples=SAMPLES
        )
        value = float(results.gamma)
    return value if np.isfinite(value) else None


@contextmanager
def _quiet() -> Iterator[None]:
    """Without the package's warnings, one for each sample, about which solver it uses."""
    before = logging.root.manager.disable
    logging.disable(max(before, logging.WARNING))
    try:
        yield
    finally:
        logging.disable(before)


@contextmanager
def _seeded() -> Iterator[None]:
    """With numpy's global random numbers, which the package uses, fixed; others keep theirs."""
    state = np.random.get_state()
    np.random.seed(SEED)
    try:
        yield
    finally:
        np.random.set_state(state)
