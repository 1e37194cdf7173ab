"""Comparing a stored set with a stored key."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from annotator.domain.annotation import AnnotationSet, SetInfo
from annotator.domain.article import Article
from annotator.domain.codebook import Codebook
from annotator.domain.errors import NotFoundError
from annotator.services.articles import segmentation_of
from annotator.services.workspace import Workspace

if TYPE_CHECKING:
    from annotator.comparison.compare import Comparison
    from annotator.comparison.many import ManyResults
    from annotator.comparison.reasons import Reason


def compare_sets(
    workspace: Workspace, article: Article, info: SetInfo, key: SetInfo | None = None
) -> Comparison:
    """Hold a set against a key (default: the one that counts).

    Imports spaCy, so not on the UI thread. Raises ``NotFoundError`` where the article has no key.
    """
    key = key or key_to_use(workspace, article)
    marked, wanted = workspace.sets.read(info.id), workspace.sets.read(key.id)
    return compare_read_sets(
        marked,
        wanted,
        article,
        workspace.codebooks.of_both(info, key),
        articles_elsewhere(workspace, marked, wanted),
    )


def compare_all(
    workspace: Workspace, article: Article, infos: Iterable[SetInfo], key: SetInfo | None = None
) -> ManyResults:
    """Hold many sets against a key (default: the one that counts): counts and scores of each.

    The sets are read one after the other, so that a class of any size fits into memory. Categories
    stand in the order of the key's codebook. Imports numpy and spaCy, and raises ``NotFoundError``,
    as :func:`compare_sets`.
    """
    from annotator.comparison.many import compare_many  # noqa: PLC0415 (takes a while)

    key = key or key_to_use(workspace, article)
    wanted = workspace.sets.read(key.id)
    categories = [category.id for category in workspace.codebooks.of(key).categories]
    # An end can only be right in an article in which the key has one: no other is needed.
    elsewhere = articles_elsewhere(workspace, wanted)
    return compare_many(
        (workspace.sets.read(info.id) for info in infos),
        wanted,
        segmentation_of(article),
        categories,
        {other.sha256: segmentation_of(other) for other in elsewhere},
    )


def key_to_use(workspace: Workspace, article: Article) -> SetInfo:
    """The key of an article that counts. Raises ``NotFoundError`` where it has none."""
    key = workspace.sets.key_of(article)
    if key is None:
        raise NotFoundError(
            "“{title}” has no reference key yet. Load one with: annotator load FILE --article "
            "{id} --set Key --key",
            title=article.title,
            id=article.id[:8],
        )
    return key


def articles_elsewhere(workspace: Workspace, *sets: AnnotationSet) -> tuple[Article, ...]:
    """The other articles in which ends of the annotations lie, those that the library has."""
    return _revisions(workspace, {s for each in sets for a in each.annotations for s in a.sources})


def articles_named(workspace: Workspace, comparison: Comparison) -> dict[str, Article]:
    """The other articles in which the items of a comparison have ends, by their SHA-256."""
    sources = {source for item in comparison.items for source in item.ends_elsewhere}
    return {article.sha256: article for article in _revisions(workspace, sources)}


def _revisions(workspace: Workspace, sources: Iterable[str]) -> tuple[Article, ...]:
    found = (workspace.articles.revision(source) for source in sorted(sources))
    return tuple(article for article in found if article is not None)


def compare_read_sets(
    marked: AnnotationSet,
    key: AnnotationSet,
    article: Article,
    codebook: Codebook,
    others: Iterable[Article] = (),
) -> Comparison:
    """Hold a set against a key that were read before; touches no library.

    ``others`` are the articles in which counterparts lie, as :func:`articles_elsewhere` finds them.

    ``codebook`` gives the order of the categories. They are told apart by their ids alone, so a set
    and a key need not be under the same codebook or version.
    Imports spaCy, which takes half a second: for a worker thread.
    """
    from annotator.comparison.compare import compare  # noqa: PLC0415 (see above)

    categories = [category.id for category in codebook.categories]
    segmentations = {other.sha256: segmentation_of(other) for other in others}
    return compare(marked, key, segmentation_of(article), categories, segmentations)


def reasons_for(
    comparison: Comparison, article: Article, others: Iterable[Article] = ()
) -> tuple[Reason, ...]:
    """Why each item of a comparison has its outcome, in the order of the items.

    ``others`` are those with which the comparison was made. For a worker thread, as
    :func:`compare_read_sets`.
    """
    from annotator.comparison.reasons import reasons_of  # noqa: PLC0415 (takes a while)

    segmentations = {other.sha256: segmentation_of(other) for other in others}
    return reasons_of(comparison.items, segmentation_of(article), segmentations)
