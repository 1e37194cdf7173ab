"""Bringing articles into the library and finding them again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from threading import Lock

from annotator.domain.article import Article, Block
from annotator.domain.errors import ArticleError, NotFoundError
from annotator.domain.segmentation import Segmentation
from annotator.services.clock import utc_now
from annotator.storage import Library
from annotator.storage.articles import ArticleEntry

SHORTEST_PREFIX = 4

KEPT_DAYS = 30
"""Days for which a deleted article can be brought back."""


@dataclass(frozen=True, slots=True)
class Added:
    """An imported article, and whether the library held the same text before."""

    article: Article
    already_present: bool


@dataclass(frozen=True, slots=True)
class Deleted:
    """An article that can be brought back; ``at`` is when it was deleted (UTC)."""

    id: str
    title: str
    at: str


class Articles:
    """The articles of one library."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def add(self, article: Article) -> Added:
        """Store an article unless the library holds the same text already.

        One that was deleted and can still be brought back comes back with its sets.
        """
        with self._library.writing() as (articles, _, _):
            deleted = articles.id_of_deleted(article.sha256)
            if deleted is not None:
                articles.set_deleted(deleted, None)
            present = articles.by_sha256(article.sha256)
            if present is not None:
                return Added(present, already_present=True)
            articles.add(article, utc_now())
        return Added(article, already_present=False)

    def add_hidden(self, article: Article) -> Article:
        """Store an article that no list has, for a lesson; returns it as it is stored.

        It stands by itself: where its text is in the library already, it gets one more line break
        at its end, so that nothing that belongs to the other one is touched.
        """
        with self._library.writing() as (articles, _, _):
            while articles.has_text(article.sha256):
                article = replace(article, text=article.text + "\n")
            articles.add(article, utc_now(), hidden=True)
        return article

    def remove_hidden(self, before: datetime) -> None:
        """Delete for good the hidden articles that were added before a time, with their sets."""
        with self._library.writing() as (articles, _, _):
            for article_id in articles.hidden(before.astimezone(UTC).isoformat()):
                articles.remove(article_id)

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

    def entries(self) -> list[ArticleEntry]:
        """What a list shows of every article, in the order in which they were added."""
        with self._library.reading() as (articles, _, _):
            found = articles.entries()
        uncounted = [entry.sha256 for entry in found if entry.words < 0]
        if not uncounted:
            return found
        with self._library.writing() as (articles, _, _):  # of an older version: once for all
            for sha256 in uncounted:
                article = articles.by_sha256(sha256)
                articles.set_words(sha256, article.words if article else 0)
            return articles.entries()

    def words(self, sha256: str) -> int:
        """Number of words of an article revision; 0 where it is not there."""
        with self._library.reading() as (articles, _, _):
            words = articles.words(sha256)
            article = articles.by_sha256(sha256) if words < 0 else None
        return article.words if article else max(0, words)

    def rename(self, article_id: str, title: str) -> None:
        """Give an article another title. Raises ``ArticleError`` where it is empty."""
        title = " ".join(title.split())
        if not title:
            raise ArticleError("An article needs a title. Type one.")
        with self._library.writing() as (articles, _, _):
            articles.rename(article_id, title)

    def tag(self, article_id: str, tags: Iterable[str]) -> None:
        """Give an article these tags and no others; blanks around and between words go."""
        tidy = {" ".join(tag.split()) for tag in tags}
        with self._library.writing() as (articles, _, _):
            articles.set_tags(article_id, sorted(tag for tag in tidy if tag))

    def delete(self, article_ids: Iterable[str]) -> None:
        """Delete articles with all their sets; :meth:`restore` brings them back.

        They are gone for good when :data:`KEPT_DAYS` days have passed.
        """
        at = utc_now()
        with self._library.writing() as (articles, _, _):
            for article_id in article_ids:
                articles.set_deleted(article_id, at)

    def restore(self, article_ids: Iterable[str]) -> None:
        """Bring deleted articles back, with all their sets."""
        with self._library.writing() as (articles, _, _):
            for article_id in article_ids:
                articles.set_deleted(article_id, None)

    def deleted(self) -> list[Deleted]:
        """The articles that can be brought back, those that were deleted last first."""
        with self._library.reading() as (articles, _, _):
            return [Deleted(*row) for row in articles.deleted()]

    def purge(self) -> None:
        """Delete for good what was deleted more than :data:`KEPT_DAYS` days ago."""
        limit = (datetime.now(UTC) - timedelta(days=KEPT_DAYS)).isoformat()
        if any(each.at < limit for each in self.deleted()):
            with self._library.writing() as (articles, _, _):
                articles.purge(limit)

    def remove(self, article_id: str) -> None:
        """Delete an article with all its sets, for good."""
        with self._library.writing() as (articles, _, _):
            articles.remove(article_id)


# By text and blocks: the same text may be given another structure.
_segmentations: OrderedDict[tuple[str, tuple[Block, ...]], Segmentation] = OrderedDict()
_lock = Lock()
_KEPT = 16


def segmentation_of(article: Article) -> Segmentation:
    """Tokens and sentences of an article, remembered for the articles used last.

    The first call imports spaCy, which takes half a second: not on the UI thread.
    """
    name = article.sha256, article.blocks
    with _lock:
        known = _segmentations.get(name)
    if known is None:
        from annotator.language.segmenter import segment  # noqa: PLC0415 (spaCy, see above)

        known = segment(article.text, article.runs())
    with _lock:
        _segmentations[name] = known
        _segmentations.move_to_end(name)
        while len(_segmentations) > _KEPT:
            _segmentations.popitem(last=False)
    return known
