"""Comparing a stored set with a stored key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.domain.annotation import AnnotationSet, SetInfo
from annotator.domain.article import Article
from annotator.domain.codebook import Codebook
from annotator.domain.errors import NotFoundError
from annotator.services.articles import segmentation_of
from annotator.services.workspace import Workspace

if TYPE_CHECKING:
    from annotator.comparison.compare import Comparison


def compare_sets(
    workspace: Workspace, article: Article, info: SetInfo, key: SetInfo | None = None
) -> Comparison:
    """Hold a set against a key (default: the article's newest).

    Imports spaCy, so not on the UI thread. Raises ``NotFoundError`` where the article has no key.
    """
    key = key or workspace.sets.key_of(article)
    if key is None:
        raise NotFoundError(
            "“{title}” has no reference key yet. Load one with: annotator load FILE --article "
            "{id} --set Key --key",
            title=article.title,
            id=article.id[:8],
        )
    return compare_read_sets(
        workspace.sets.read(info.id),
        workspace.sets.read(key.id),
        article,
        workspace.codebooks.of_both(info, key),
    )


def compare_read_sets(
    marked: AnnotationSet, key: AnnotationSet, article: Article, codebook: Codebook
) -> Comparison:
    """Hold a set against a key that were read before; touches no library.

    ``codebook`` gives the order of the categories. They are told apart by their ids alone, so a set
    and a key need not be under the same codebook or version.
    Imports numpy, scipy and spaCy, which takes a second: for a worker thread.
    """
    from annotator.comparison.compare import compare  # noqa: PLC0415 (see above)

    categories = [category.id for category in codebook.categories]
    return compare(marked, key, segmentation_of(article), categories)
