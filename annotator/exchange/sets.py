"""What a file says about an annotation set."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.domain.annotation import Annotation, Role, Status


@dataclass(frozen=True, slots=True)
class SetDocument:
    """An annotation set as a file holds it, with its passages placed in an article.

    ``status`` is None where the file does not say. What else it does not say is empty.
    ``article_sha256`` is the revision for which the file was made.
    """

    name: str
    annotations: tuple[Annotation, ...]
    role: Role = Role.LEARNER
    status: Status | None = None
    annotator: str = ""
    id: str = ""
    article_sha256: str = ""
    codebook_id: str = ""
    codebook_version: str = ""
    created_at: str = ""
    submitted_at: str = ""
