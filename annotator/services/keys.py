"""Reference keys: beginning one, looking at what it lacks, finishing and deleting it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from annotator.comparison.key_checklist import Finding, check_key, must_be_mended
from annotator.comparison.merging import as_item
from annotator.domain.annotation import Annotation, AnnotationSet, Role, SetInfo, Status
from annotator.domain.article import Article
from annotator.domain.errors import AnnotationError
from annotator.services.articles import segmentation_of
from annotator.services.clock import new_id
from annotator.services.workspace import Workspace

KEY_NAME = "Key"
_NUMBERED = re.compile(r" \(\d+\)$")


def keys_of(workspace: Workspace, article: Article) -> list[SetInfo]:
    """The keys of an article, finished ones and drafts, oldest first."""
    return [info for info in workspace.sets.of(article) if info.role is Role.KEY]


def begin_key(workspace: Workspace, article: Article, source: SetInfo | None = None) -> SetInfo:
    """Start a key of an article; it is a draft until it is finished.

    It is empty, or has what a set of the article has (``source``): that of a learner, or a key, of
    which it is the next version then. The set itself stays as it is. The key is made under the
    codebook of that set, else under the current one. Raises ``NotFoundError`` where the set is no
    longer there.
    """
    with workspace.library.writing():
        read = workspace.sets.read(source.id) if source is not None else None
        name = source.name if source is not None and source.role is Role.KEY else KEY_NAME
        return workspace.sets.store(
            article,
            free_name(workspace, article, _NUMBERED.sub("", name)),
            role=Role.KEY,
            status=Status.DRAFT,
            annotations=tuple(as_key_item(a) for a in read.annotations) if read else (),
            codebook=workspace.codebooks.of(source) if source is not None else None,
        )


def lacks_of(workspace: Workspace, key: AnnotationSet, article: Article) -> tuple[Finding, ...]:
    """What a key lacks. May import spaCy."""
    return check_key(key, workspace.codebooks.of(key.info), segmentation_of(article))


def check_finishable(key: SetInfo, findings: Iterable[Finding]) -> None:
    """Raise ``AnnotationError`` where a key has to be mended before it can be finished."""
    if must_be_mended(findings):
        raise AnnotationError(
            "“{name}” cannot be finished yet: the checklist names what has to be mended first.",
            name=key.name,
        )


def finish_key(workspace: Workspace, article: Article, key: SetInfo) -> SetInfo:
    """Lock a key: from now on it is the article's. Returns it as it is now.

    Raises ``AnnotationError`` where something has to be mended first, and ``NotFoundError``. May
    import spaCy.
    """
    check_finishable(key, lacks_of(workspace, workspace.sets.read(key.id), article))
    workspace.sets.submit(key.id)
    return workspace.sets.info(key.id)


def delete_key(workspace: Workspace, key: SetInfo) -> None:
    """Delete the draft of a key. This cannot be undone.

    Raises ``AnnotationError`` where it is finished, or no key, and ``NotFoundError``.
    """
    if key.role is not Role.KEY:
        raise AnnotationError("“{name}” is a learner's set, not a key.", name=key.name)
    workspace.sets.remove(key.id)


def sets_to_compare(workspace: Workspace, article: Article) -> list[SetInfo]:
    """The learners' sets that a new key of an article is held against: those submitted."""
    return [
        info
        for info in workspace.sets.of(article)
        if info.role is Role.LEARNER and info.status is Status.SUBMITTED
    ]


def free_name(workspace: Workspace, article: Article, name: str) -> str:
    """The name, with a number behind it where a set of the article has it already."""
    names = {info.name for info in workspace.sets.of(article)}
    number, found = 2, name
    while found in names:
        found, number = f"{name} ({number})", number + 1
    return found


def as_key_item(annotation: Annotation) -> Annotation:
    """What a key takes over of a mark: not what a learner says to the teacher about it."""
    item = as_item(annotation, new_id(), annotation.note, annotation.created_at)
    return replace(item, argument="")
