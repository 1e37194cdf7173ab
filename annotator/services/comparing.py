"""Comparing a stored set with a stored key."""

from __future__ import annotations

from annotator.comparison.compare import Comparison, compare
from annotator.domain.annotation import SetInfo
from annotator.domain.article import Article
from annotator.domain.errors import NotFoundError
from annotator.services.articles import segmentation_of
from annotator.services.workspace import Workspace


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
    return compare(
        workspace.sets.read(info.id),
        workspace.sets.read(key.id),
        segmentation_of(article),
        [category.id for category in workspace.codebook.categories],
    )
