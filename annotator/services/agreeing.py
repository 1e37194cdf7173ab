"""Agreement among the stored sets of an article."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from annotator.domain.annotation import AnnotationSet, Role, SetInfo
from annotator.domain.article import Article
from annotator.domain.codebook import Codebook
from annotator.services.articles import segmentation_of
from annotator.services.workspace import Workspace

if TYPE_CHECKING:
    from annotator.comparison.agreement import Agreement

Step = Callable[[int, int], None]
"""Told of the sets that are read and of their number."""


def agree_sets(
    workspace: Workspace, article: Article, infos: Sequence[SetInfo], step: Step | None = None
) -> Agreement:
    """The agreement among these sets of an article.

    One set is in memory at a time. Reads the library, imports numpy and spaCy and, for gamma, may
    compute for some seconds: not on the UI thread. Raises ``NotFoundError`` for a set that is gone.
    """
    return agree_read_sets(
        _read(workspace, infos, step), article, codebook_of_all(workspace, infos)
    )


def agree_read_sets(
    sets: Iterable[AnnotationSet], article: Article, codebook: Codebook
) -> Agreement:
    """The agreement among sets that were read before; touches no library.

    ``codebook`` gives the order of the categories, which are told apart by their ids alone.
    """
    from annotator.comparison.agreement import agree  # noqa: PLC0415 (numpy, not for the window)

    categories = [category.id for category in codebook.categories]
    return agree(sets, segmentation_of(article), categories, len(article.text))


def sets_named(workspace: Workspace, article: Article, names: Iterable[str]) -> list[SetInfo]:
    """The sets of those names, each once and in their order.

    Without names all of the article, but for keys that are still being made: those are made of
    others of the sets.
    Raises ``NotFoundError`` for a name that no set has.
    """
    chosen = [workspace.sets.find(article, name) for name in names]
    if not chosen:
        made = (
            i for i in workspace.sets.of(article) if i.role is not Role.KEY or i.is_finished_key
        )
        return list(made)
    return list({info.id: info for info in chosen}.values())


def codebook_of_all(workspace: Workspace, infos: Iterable[SetInfo]) -> Codebook:
    """What names the categories of several sets; the codebook of the first comes first."""
    versions = {(info.codebook_id, info.codebook_version): info for info in infos}
    books = [workspace.codebooks.of(info) for info in versions.values()]
    joined = books[0] if books else workspace.codebook
    for book in books[1:]:
        joined = joined.joined(book)
    return joined


def gamma_is_installed() -> bool:
    """Whether gamma can be computed here."""
    from annotator.comparison.gamma import has_gamma  # noqa: PLC0415 (numpy, not for the window)

    return has_gamma()


def _read(
    workspace: Workspace, infos: Sequence[SetInfo], step: Step | None
) -> Iterator[AnnotationSet]:
    for done, info in enumerate(infos, 1):
        yield workspace.sets.read(info.id)
        if step is not None:
            step(done, len(infos))
