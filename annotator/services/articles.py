"""Bringing articles into the library and finding them again."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from annotator.domain.article import Article
from annotator.domain.errors import NotFoundError
from annotator.domain.segmentation import Segmentation
from annotator.services.clock import utc_now
from annotator.storage import Library

SHORTEST_PREFIX = 4


@dataclass(frozen=True, slots=True)
class Added:
    """An imported article, and whether the library held the same text before."""

    article: Article
    already_present: bool


class Articles:
    """The articles of one library."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def add(self, article: Article) -> Added:
        """Store an article unless the library holds the same text already."""
        with self._library.writing() as (articles, _, _):
            present = articles.by_sha256(article.sha256)
            if present is not None:
                return Added(present, already_present=True)
            articles.add(article, utc_now())
        return Added(article, already_present=False)

    def all(self) -> list[Article]:
        """Every article, in the order in which they were added."""
        with self._library.reading() as (articles, _, _):
            return articles.all()

    def titles(self) -> list[tuple[str, str]]:
        """Id and title of every article, in the order in which they were added."""
        with self._library.reading() as (articles, _, _):
            return articles.ids_and_titles()

    def get(self, article_id: str) -> Article:
        """The article with that id. Raises ``NotFoundError``."""
        with self._library.reading() as (articles, _, _):
            article = articles.by_id(article_id)
        if article is None:
            raise NotFoundError("The article {id} is no longer in the library.", id=article_id)
        return article

    def revision(self, sha256: str) -> Article | None:
        """The article revision with that SHA-256, or None where the library does not have it."""
        with self._library.reading() as (articles, _, _):
            return articles.by_sha256(sha256)

    def find(self, reference: str) -> Article:
        """The article with that id, unique beginning of an id (4 characters or more) or title.

        Raises ``NotFoundError`` where none or several fit.
        """
        with self._library.reading() as (articles, _, _):
            known = articles.ids_and_titles()
        exact = [i for i, title in known if reference in (i, title)]
        prefixed = [i for i, _ in known if i.startswith(reference.lower())]
        if not exact and len(reference) >= SHORTEST_PREFIX:
            exact = prefixed
        if not exact:
            raise NotFoundError(
                "No article “{reference}” in the library. “annotator list” shows what is there.",
                reference=reference,
            )
        if len(exact) > 1:
            raise NotFoundError(
                "“{reference}” fits {count} articles. Give more of the id.",
                reference=reference,
                count=len(exact),
            )
        return self.get(exact[0])

    def remove(self, article_id: str) -> None:
        """Delete an article with all its sets."""
        with self._library.writing() as (articles, _, _):
            articles.remove(article_id)


_segmentations: OrderedDict[str, Segmentation] = OrderedDict()
_lock = Lock()
_KEPT = 16


def segmentation_of(article: Article) -> Segmentation:
    """Tokens and sentences of an article, remembered for the articles used last.

    The first call imports spaCy, which takes half a second: not on the UI thread.
    """
    with _lock:
        known = _segmentations.get(article.sha256)
    if known is None:
        from annotator.language.segmenter import segment  # noqa: PLC0415 (spaCy, see above)

        known = segment(article.text, article.runs())
    with _lock:
        _segmentations[article.sha256] = known
        _segmentations.move_to_end(article.sha256)
        while len(_segmentations) > _KEPT:
            _segmentations.popitem(last=False)
    return known
