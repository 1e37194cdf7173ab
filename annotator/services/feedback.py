"""Feedback at once: what became of each mark while the set is still a draft."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from annotator.domain.annotation import AnnotationSet
from annotator.domain.article import Article
from annotator.services.articles import segmentation_of

if TYPE_CHECKING:
    from annotator.comparison.verdicts import Verdict


def judge_marks(
    marked: AnnotationSet,
    key: AnnotationSet,
    article: Article,
    others: Iterable[Article] = (),
) -> dict[str, Verdict]:
    """What became of each mark, by its id; nothing of what was missed.

    For sets that were read before; ``others`` are the articles in which counterparts lie. Imports
    spaCy, so not on the UI thread; touches no library.
    """
    from annotator.comparison.matching import match  # noqa: PLC0415 (takes a while)
    from annotator.comparison.prepared import prepare  # noqa: PLC0415
    from annotator.comparison.verdicts import verdicts  # noqa: PLC0415

    segmentation = segmentation_of(article)
    elsewhere = {other.sha256: segmentation_of(other) for other in others}
    items = match(marked.weak, prepare(key, segmentation, elsewhere))
    return verdicts(items, segmentation, elsewhere)
