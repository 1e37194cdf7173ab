"""What a library holds, at a glance."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.domain.annotation import Role, SetInfo, Status
from annotator.domain.article import Article
from annotator.services.workspace import Workspace
from annotator.storage.articles import ArticleEntry


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


@dataclass(frozen=True, slots=True)
class LibraryLine:
    """An article as the list of the library shows it.

    ``own`` are the present learner's sets and ``others`` those of other profiles, ``keys`` the
    finished reference keys; each oldest first.
    """

    entry: ArticleEntry
    words: int
    own: tuple[SetLine, ...]
    others: tuple[SetLine, ...]
    keys: tuple[SetLine, ...]


def library_lines(workspace: Workspace) -> list[LibraryLine]:
    """Every article with its sets, without reading texts that were counted before."""
    counts, by_text = workspace.sets.counts(), workspace.sets.all()
    lines = []
    for entry in workspace.articles.entries():
        sets = [SetLine(i, counts.get(i.id, (0, 0))[0]) for i in by_text.get(entry.sha256, ())]
        learners = [s for s in sets if s.info.role is Role.LEARNER]
        lines.append(
            LibraryLine(
                entry,
                entry.words,
                own=tuple(s for s in learners if workspace.sets.is_own(s.info)),
                others=tuple(s for s in learners if not workspace.sets.is_own(s.info)),
                keys=tuple(
                    s for s in sets if s.info.role is Role.KEY and s.info.status is Status.SUBMITTED
                ),
            )
        )
    return lines
