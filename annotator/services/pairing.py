"""Comparing two stored sets of an article with each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.domain.annotation import AnnotationSet, SetInfo
from annotator.domain.article import Article
from annotator.domain.codebook import Codebook
from annotator.domain.errors import NotFoundError
from annotator.services.articles import segmentation_of
from annotator.services.workspace import Workspace

if TYPE_CHECKING:
    from annotator.comparison.pairing import Pairing


def pair_sets(workspace: Workspace, article: Article, first: SetInfo, second: SetInfo) -> Pairing:
    """Hold two sets against each other. Imports spaCy, so not on the UI thread.

    Raises ``NotFoundError`` where both are the same set, or one is gone.
    """
    if first.id == second.id:
        raise NotFoundError(
            "A comparison needs two different sets. “{title}” has: {names}.",
            title=article.title,
            names=", ".join(f"“{info.name}”" for info in workspace.sets.of(article)),
        )
    read = workspace.sets.read(first.id), workspace.sets.read(second.id)
    return pair_read_sets(*read, article, workspace.codebooks.of_both(first, second))


def pair_read_sets(
    first: AnnotationSet, second: AnnotationSet, article: Article, codebook: Codebook
) -> Pairing:
    """Hold two sets against each other that were read before; touches no library.

    ``codebook`` gives the order of the categories. Imports spaCy: for a worker thread.
    """
    from annotator.comparison.pairing import compare_pair  # noqa: PLC0415 (not for the start)

    categories = [category.id for category in codebook.categories]
    return compare_pair(first, second, segmentation_of(article), categories)
