"""Comparing two stored sets of an article with each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.domain.annotation import AnnotationSet, Role, SetInfo
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


def likely_pair(
    workspace: Workspace, article: Article, current: SetInfo | None = None
) -> tuple[SetInfo, SetInfo] | None:
    """The two sets of an article that are most likely to be compared; None where there are not two.

    Those of which a key is being made; else the two newest finished keys; else the current set and
    the learner's one before it (or after it, where it is the first), or the one before it of
    anybody; else any two. The older one comes first. What may not stand side by side now, as a
    draft and a key, is not offered.
    """
    learner_id = workspace.sets.learner_id
    infos = {info.id: info for info in workspace.sets.of(article)}
    for info in reversed(infos.values()):
        if info.role is Role.KEY and not info.is_finished_key:
            with workspace.library.reading():
                of = workspace.library.decisions.sets(info.id)
            if of is not None and all(each in infos for each in of):
                return infos[of[0]], infos[of[1]]
    keys = [info for info in infos.values() if info.is_finished_key]
    learners = [info for info in infos.values() if info.role is Role.LEARNER]
    their = current.learner_id if current is not None and current.id in infos else learner_id
    same = [info for info in learners if info.learner_id == their]
    for found in (
        keys[-2:],
        _neighbours(same, current),
        _neighbours(learners, current),
        list(infos.values())[:2],
    ):
        if len(found) == 2 and workspace.exercises.may_pair(
            article, found[0], found[1], learner_id
        ):
            return found[0], found[1]
    return None


def _neighbours(infos: list[SetInfo], current: SetInfo | None) -> list[SetInfo]:
    """The current set and the one before it (after it, where it is the first); else the newest."""
    place = next((n for n, info in enumerate(infos) if current and info.id == current.id), -1)
    return infos[max(0, place - 1) :][:2] if place >= 0 else infos[-2:]
