"""Feedback at once: what became of each mark while the set is still a draft."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from annotator.domain.annotation import AnnotationSet
from annotator.domain.article import Article
from annotator.domain.codebook import Codebook
from annotator.services.articles import segmentation_of
from annotator.services.comparing import compare_read_sets

if TYPE_CHECKING:
    from annotator.comparison.verdicts import Verdict


def judge_marks(
    marked: AnnotationSet,
    key: AnnotationSet,
    article: Article,
    codebook: Codebook,
    others: Iterable[Article] = (),
) -> dict[str, Verdict]:
    """What became of each mark, by its id; nothing of what was missed.

    For sets that were read before; arguments as for
    :func:`annotator.services.comparing.compare_read_sets`, and not on the UI thread either.
    """
    from annotator.comparison.verdicts import verdicts  # noqa: PLC0415 (takes a while)

    known = tuple(others)
    items = compare_read_sets(marked, key, article, codebook, known).items
    elsewhere = {other.sha256: segmentation_of(other) for other in known}
    return verdicts(items, segmentation_of(article), elsewhere)
