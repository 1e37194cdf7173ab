"""The practice articles that come with the program."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from annotator.domain.annotation import Role, Status
from annotator.domain.codebook import Codebook
from annotator.domain.errors import NotFoundError
from annotator.domain.exercise import Exercise
from annotator.services.articles import Articles
from annotator.services.exercises import Exercises
from annotator.services.resources import resource
from annotator.services.sets import Sets

# Sets made on different machines belong to the same article, so its id must be the same everywhere.
_NAMESPACE = uuid.UUID("0b9f6b1e-8c1d-4d0b-9a53-6a4f2f6d7e11")

KEY_NAME = "Key"

SOURCE = "Practice text"
"""Stands where other articles name their newspaper, so that nobody takes these for real news."""

TAG = "practice"
"""The tag of every bundled article; its subject is another."""


@dataclass(frozen=True, slots=True)
class About:
    """What the file beside a bundled article tells: ``level`` is 1 (easy) to 3 (hard)."""

    level: int
    subject: str


@cache
def bundled_slugs() -> tuple[str, ...]:
    """Names of the bundled articles, sorted; none where the folder is missing."""
    folder = resource("practice")
    if not folder.is_dir():
        return ()
    return tuple(sorted(p.name for p in folder.iterdir() if (p / "article.md").is_file()))


def article_path(slug: str) -> Path:
    """The text of a bundled article."""
    return resource("practice", slug, "article.md")


def key_path(slug: str) -> Path:
    """The reference key of a bundled article, as Web Annotation JSON-LD."""
    return resource("practice", slug, "key.jsonld")


def article_id(slug: str) -> str:
    """The id of a bundled article in every library that got it from here."""
    return str(uuid.uuid5(_NAMESPACE, slug))


def about(slug: str) -> About:
    """How hard a bundled article is, and what it is about."""
    return About(**json.loads(resource("practice", slug, "meta.json").read_text(encoding="utf-8")))


def exercises() -> list[Exercise]:
    """What is to be done with several bundled articles together; the same in every library."""
    rows = json.loads(resource("practice", "exercises.json").read_text(encoding="utf-8"))
    return [
        Exercise(
            id=str(uuid.uuid5(_NAMESPACE, f"exercise {row['name']}")),
            title=row["title"],
            instructions=row["instructions"],
            articles=tuple(map(article_id, row["articles"])),
        )
        for row in rows
    ]


def easiest_first(slugs: Iterable[str]) -> list[str]:
    """The order in which bundled articles go into a library: by level, then by name."""
    return sorted(slugs, key=lambda slug: (about(slug).level, slug))


def install(slug: str, articles: Articles, sets: Sets, codebook: Codebook) -> None:
    """Put a bundled article and its key into the library, unless the text is there already."""
    from annotator.exchange.article_file import import_article  # noqa: PLC0415 (first start only)
    from annotator.exchange.formats import read_sets  # noqa: PLC0415
    from annotator.services.importing import article_from  # noqa: PLC0415

    # Every one of these files has the same name, which tells the reader nothing.
    draft = replace(import_article(article_path(slug)), source=SOURCE)
    added = articles.add(article_from(draft, article_id(slug)))
    if added.already_present:
        return
    articles.tag(added.article.id, (TAG, about(slug).subject))
    path = key_path(slug)
    (document,) = read_sets(path.read_bytes(), path.name, added.article, codebook)
    sets.store(
        added.article,
        KEY_NAME,
        role=Role.KEY,
        status=Status.SUBMITTED,
        annotations=document.annotations,
        codebook=codebook,
    )


def set_exercises(slugs: Iterable[str], articles: Articles, kept: Exercises) -> None:
    """Set the exercises for which one of these articles has just come in and none is missing."""
    fresh = {article_id(slug) for slug in slugs}
    for exercise in exercises():
        if fresh.isdisjoint(exercise.articles):
            continue
        try:
            first, *_ = [articles.get(each) for each in exercise.articles]
        except NotFoundError:
            continue  # deleted, or there under another id
        kept.save(first, exercise)
