"""Whether what the program stands on is in order, for ``annotator doctor``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from annotator.domain.article import Article, Block, BlockKind
from annotator.services.articles import segmentation_of
from annotator.services.bundled import bundled_slugs, key_path
from annotator.services.resources import default_codebook
from annotator.storage import Library
from annotator.storage.engine import Engine, engine


@dataclass(frozen=True, slots=True)
class LibraryHealth:
    """What an existing library holds. ``integrity`` is ``ok``, or what SQLite found wrong."""

    articles: int
    integrity: str


def library_health(path: Path) -> LibraryHealth | None:
    """Open a library and check it; None where there is none yet, and then none is made.

    Raises ``LibraryError`` where the file cannot be used.
    """
    if not path.exists() or (path.is_file() and path.stat().st_size == 0):
        return None
    with Library(path) as library:
        integrity = library.integrity()
        with library.reading() as (articles, _, _):
            return LibraryHealth(len(articles.ids_and_titles()), integrity)


def sqlite_health() -> Engine:
    """The SQLite in use."""
    return engine()


@dataclass(frozen=True, slots=True)
class Resources:
    """What comes with the program. ``without_key`` names practice articles that lack a key."""

    categories: int
    practice_articles: int
    without_key: tuple[str, ...]


def resources_health() -> Resources:
    """Count the bundled files. Raises ``OSError`` where they cannot be read."""
    slugs = bundled_slugs()
    return Resources(
        categories=len(default_codebook().categories),
        practice_articles=len(slugs),
        without_key=tuple(slug for slug in slugs if not key_path(slug).is_file()),
    )


SENTENCES_EXPECTED = ("She said “No.”", "He left.", "A second block")
_PROBE = "She said “No.” He left.\n\nA second block"
_PROBE_BLOCKS = (
    Block(BlockKind.PARAGRAPH, 0, _PROBE.index("\n")),
    Block(BlockKind.PARAGRAPH, _PROBE.index("A second"), len(_PROBE)),
)


def sentences_found() -> tuple[str, ...]:
    """What the pipeline makes of a short text; right are the ``SENTENCES_EXPECTED``."""
    article = Article("probe", "Probe", _PROBE, _PROBE_BLOCKS)
    return tuple(_PROBE[s.start : s.end] for s in segmentation_of(article).sentences)
