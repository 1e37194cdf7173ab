"""A library that exists for a moment, in which a teacher tries an article as a learner gets it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from annotator.domain.annotation import AnnotationSet, Role, Status
from annotator.domain.article import Article
from annotator.services.bundled import bundled_slugs
from annotator.services.clock import utc_now
from annotator.services.comparing import articles_elsewhere
from annotator.services.workspace import Workspace
from annotator.storage import Library

PREVIEWED = "Preview"
"""The name of the learner, and of the key."""


def preview_workspace(
    workspace: Workspace,
    article: Article,
    key: AnnotationSet,
    folder: Path,
    settings: dict[str, Any],
) -> Workspace:
    """Make a library in an empty folder with an article and a key, which is finished there.

    It has the other articles of the exercise too, and those in which ends of the key lie. What is
    set for learners holds there, but the review is open: the teacher wants to see it. ``settings``
    are remembered there. Whoever asks for it closes the workspace and deletes the folder; nothing
    goes back from it. Raises ``LibraryError`` where it cannot be made.
    """
    path = folder / "preview.annotator"
    library = Library(path)
    try:
        library.set_setting("bundled", list(bundled_slugs()))  # none of them is wanted here
        for name, value in settings.items():
            library.set_setting(name, value)
    finally:
        library.close()
    made = Workspace(path)
    try:
        _fill(made, workspace, article, key)
    except BaseException:
        made.close()
        raise
    return made


def _fill(made: Workspace, workspace: Workspace, article: Article, key: AnnotationSet) -> None:
    exercise = workspace.exercises.of(article)
    current = workspace.codebooks.current
    with made.library.writing():
        made.articles.add(article)
        others = list(articles_elsewhere(workspace, key))
        there = {article_id for article_id, _ in workspace.articles.titles()}
        kept = tuple(article_id for article_id in exercise.articles if article_id in there)
        others += [workspace.articles.get(each) for each in kept if each != article.id]
        for other in others:
            made.articles.add(other)
        if made.codebooks.current != current:
            made.codebooks.add(current)
            made.codebooks.use(current.id, current.version)
        made.sets.store(
            article,
            PREVIEWED,
            role=Role.KEY,
            status=Status.SUBMITTED,
            annotations=key.annotations,
            codebook=workspace.codebooks.of(key.info),
        )
        opened = exercise.opened_at or utc_now()
        made.exercises.save(article, replace(exercise, articles=kept, opened_at=opened))
