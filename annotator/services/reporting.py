"""What the report of one comparison is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.domain.annotation import Annotation, SetInfo
from annotator.domain.article import Article
from annotator.domain.codebook import Codebook
from annotator.services.comparing import (
    articles_elsewhere,
    articles_named,
    compare_read_sets,
    key_to_use,
    reasons_for,
)
from annotator.services.workspace import Workspace

if TYPE_CHECKING:
    from annotator.comparison.compare import Comparison
    from annotator.comparison.reasons import Reason


@dataclass(frozen=True, slots=True)
class Material:
    """A set, the key it was held against, and what came of it.

    ``reasons`` tell why each item of the comparison has its outcome, in the order of the items.
    ``codebook`` has the categories of both. ``sound`` are the passages that the key calls sound, in
    reading order, those of them that are placed. ``titles`` are those of the other articles in
    which ends of items lie, by their SHA-256; an article that is not in the library has none.
    ``hints`` is how many were given for the set.
    """

    article: Article
    info: SetInfo
    key: SetInfo
    comparison: Comparison
    reasons: tuple[Reason, ...]
    codebook: Codebook
    sound: tuple[Annotation, ...]
    titles: Mapping[str, str]
    hints: int = 0


def gather(
    workspace: Workspace, article: Article, info: SetInfo, key: SetInfo | None = None
) -> Material:
    """Hold a set against a key (default: the one that counts) and gather all that is to be told.

    Imports spaCy, so not on the UI thread. Raises ``NotFoundError`` where the article has no key.
    """
    key = key or key_to_use(workspace, article)
    marked, wanted = workspace.sets.read(info.id), workspace.sets.read(key.id)
    codebook = workspace.codebooks.of_both(info, key)
    others = articles_elsewhere(workspace, marked, wanted)
    comparison = compare_read_sets(marked, wanted, article, codebook, others)
    sound = (a for a in wanted.sound if a.spans)
    return Material(
        article=article,
        info=info,
        key=key,
        comparison=comparison,
        reasons=reasons_for(comparison, article, others),
        codebook=codebook,
        sound=tuple(sorted(sound, key=lambda a: min(a.spans))),
        titles={
            sha256: other.title for sha256, other in articles_named(workspace, comparison).items()
        },
        hints=workspace.hints.count(info.id),
    )
