"""The first steps: the lesson in the library, and to whom it is offered.

Its article is hidden: no list, search, suggestion, history or export has it, and it goes with all
its marks when the lesson ends.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.domain.annotation import Annotation, AnnotationSet, Role, SetInfo, Status
from annotator.domain.article import Article
from annotator.domain.codebook import Codebook
from annotator.domain.segmentation import Segmentation
from annotator.services.articles import segmentation_of
from annotator.services.bundled import KEY_NAME, SOURCE
from annotator.services.clock import new_id
from annotator.services.comparing import compare_read_sets, reasons_for
from annotator.services.resources import resource
from annotator.services.workspace import Workspace

if TYPE_CHECKING:
    from annotator.comparison.reactions import Coached

NAME = "First steps"
"""The name of the set in which the lesson is done."""

_LEFT_BEHIND = timedelta(days=1)
"""A lesson older than that is in no window any more: it was cut off by a crash."""

_ANSWERED = "first_steps_answered"


@dataclass(frozen=True, slots=True)
class Lesson:
    """The lesson in the library: its article, the learner's fresh set, and the key."""

    article: Article
    info: SetInfo
    key: AnnotationSet

    @property
    def items(self) -> tuple[Annotation, ...]:
        """What the key has, sound passages among them."""
        return self.key.annotations


def article_path() -> Path:
    """The text of the lesson."""
    return resource("first-steps", "article.md")


def key_path() -> Path:
    """The key of the lesson, as Web Annotation JSON-LD."""
    return resource("first-steps", "key.jsonld")


def begin(workspace: Workspace) -> Lesson:
    """Put the lesson into the library, hidden, with a fresh set under the default codebook.

    Raises ``LibraryError`` where the library cannot be written.
    """
    from annotator.exchange.article_file import import_article  # noqa: PLC0415 (seldom)
    from annotator.exchange.formats import read_sets  # noqa: PLC0415
    from annotator.services.importing import article_from  # noqa: PLC0415

    path, book = key_path(), workspace.codebooks.default
    file = replace(import_article(article_path()), source=SOURCE)
    draft = article_from(file, new_id())
    with workspace.library.writing():
        workspace.articles.remove_hidden(datetime.now(UTC) - _LEFT_BEHIND)
        (document,) = read_sets(path.read_bytes(), path.name, draft, book)
        article = workspace.articles.add_hidden(draft)
        key = workspace.sets.store(
            article,
            KEY_NAME,
            role=Role.KEY,
            status=Status.SUBMITTED,
            annotations=document.annotations,
            codebook=book,
        )
        info = workspace.sets.start(article, NAME, book)
        return Lesson(article, info, workspace.sets.read(key.id))


def end(workspace: Workspace, lesson: Lesson) -> None:
    """Take the lesson out of the library, with everything that was marked in it."""
    workspace.articles.remove(lesson.article.id)


def is_offered(workspace: Workspace) -> bool:
    """Whether the present learner is new here: has neither submitted a set nor answered."""
    learner_id = workspace.sets.learner_id
    if learner_id in workspace.setting(_ANSWERED, []):
        return False
    with workspace.library.reading() as (_, sets, _):
        own = sets.of_learner(learner_id)
    return all(info.status is Status.DRAFT for info, _ in own)


def answer(workspace: Workspace) -> None:
    """The present learner has done the lesson, or does not want it: do not offer it again."""
    answered = workspace.setting(_ANSWERED, [])
    learner_id = workspace.sets.learner_id
    if learner_id not in answered:
        workspace.set_setting(_ANSWERED, [*answered, learner_id])


def look(marked: AnnotationSet, lesson: Lesson, codebook: Codebook) -> tuple[Coached, Segmentation]:
    """What a coach knows of a set of the lesson, and where the sentences are.

    For sets that were read before. Imports spaCy, which takes half a second: for a worker thread.
    """
    from annotator.comparison.coaching import coach  # noqa: PLC0415 (takes a while)

    article, segmentation = lesson.article, segmentation_of(lesson.article)
    comparison = compare_read_sets(marked, lesson.key, article, codebook)
    reasons = reasons_for(comparison, article)
    return coach(comparison.items, reasons, segmentation), segmentation
