"""What a library holds, at a glance."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.domain.annotation import SetInfo
from annotator.domain.article import Article
from annotator.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class SetLine:
    """A set, and how many annotations it has (in a key the sound passages are counted too)."""

    info: SetInfo
    annotations: int


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """An article with its sets, oldest first."""

    article: Article
    sets: tuple[SetLine, ...]


def overview(workspace: Workspace) -> list[ArticleLine]:
    """Every article with its sets, in the order in which the articles were added."""
    counts = workspace.sets.counts()
    return [
        ArticleLine(
            article,
            tuple(
                SetLine(info, counts.get(info.id, (0, 0))[0]) for info in workspace.sets.of(article)
            ),
        )
        for article in workspace.articles.all()
    ]
