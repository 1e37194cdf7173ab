"""Writing articles: new ones, their structure, and later versions of their text.

What a later version does to the marks on an article is worked out before it is stored, and stored
with it in one transaction. No mark is ever dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from annotator.domain.annotation import Annotation, SetInfo
from annotator.domain.article import Article, Block, BlockKind, MetadataRole
from annotator.domain.carrying import carried
from annotator.domain.changes import REANCHOR, Change, Edit
from annotator.domain.errors import ArticleError, NotFoundError, StaleError
from annotator.domain.reanchoring import (
    Fate,
    Reanchoring,
    Sentences,
    fate,
    key_parts_lost,
    reworded,
)
from annotator.domain.structure import check_blocks
from annotator.domain.text import canonical_text
from annotator.services.articles import Added, Articles, segmentation_of
from annotator.services.clock import new_id, utc_now
from annotator.storage import Library
from annotator.storage.history import Entry
from annotator.storage.sets import SetStore


@dataclass(frozen=True, slots=True)
class Moved:
    """What an edited text does, or has done, to the marks on it.

    Of the marks in ``sets`` sets, ``exact`` are on the same words as before, ``alike`` on words
    that are much alike, and ``unplaced`` wait for a decision. ``key_parts`` is the number of items
    whose core, allowance or another answer was not found; the item itself may be placed.
    ``elsewhere`` is the number of marks on other articles with an end here that has come along,
    ``left`` of those whose end stays at the earlier text. ``waiting`` names the sets in which marks
    are unplaced. ``reworded`` are the passages of those that are on other words now, as quotes
    before and after; what several marks have in common is there once.
    """

    exact: int = 0
    alike: int = 0
    unplaced: int = 0
    sets: int = 0
    key_parts: int = 0
    elsewhere: int = 0
    left: int = 0
    waiting: tuple[str, ...] = ()
    reworded: tuple[tuple[str, str], ...] = ()

    @property
    def marks(self) -> int:
        """All marks on the article."""
        return self.exact + self.alike + self.unplaced


@dataclass(frozen=True, slots=True)
class Saved:
    """An article as it is stored now. ``moved`` is None where the text is the same as before."""

    article: Article
    moved: Moved | None


@dataclass(frozen=True, slots=True)
class Twin:
    """An article in the library that has, or had, the text of a new one.

    ``article`` is what is stored of it now; None where it was deleted and can be brought back.
    """

    id: str
    title: str
    article: Article | None

    @property
    def is_deleted(self) -> bool:
        """Whether it has to be brought back first."""
        return self.article is None

    def has_moved_on(self, sha256: str) -> bool:
        """Whether its text was edited since it had that one."""
        return self.article is not None and self.article.sha256 != sha256


def written(text: str, *, markdown: bool = False) -> Article:
    """The article that a typed or pasted text becomes, with a fresh id; nothing is stored.

    Title, date and structure are guessed, by Markdown's rules or by those of plain text, which know
    most marks of Markdown too. Raises ``ArticleError`` where there is no text in it.
    """
    from annotator.exchange.article_file import import_text  # noqa: PLC0415 (not at the start)

    if not text.strip():
        raise ArticleError("There is no text yet. Type or paste some.")
    draft = import_text(text, _MARKDOWN if markdown else _PLAIN)
    return Article(
        id=new_id(),
        title=draft.title,
        text=draft.text,
        blocks=draft.blocks,
        source="" if draft.source in (_MARKDOWN, _PLAIN) else draft.source,
        date=draft.date,
    )


_MARKDOWN, _PLAIN = "text.md", "text"


def with_text(article: Article, text: str) -> Article:
    """The article with an edited text; its structure goes along, and what is new is guessed.

    Raises ``ArticleError`` where there is no text in it, or a broken character.
    """
    text = canonical_text(text)
    if not text.strip():
        raise ArticleError("There is no text yet. Type or paste some.")
    blocks = carried(article.text, article.blocks, text, _guess)
    return replace(article, text=text, blocks=blocks or written(text).blocks)


def told(article: Article) -> Article:
    """The article with the title and the date that its blocks tell; without one as it is."""
    from annotator.exchange.article_file import told_date  # noqa: PLC0415 (not at the start)
    from annotator.exchange.structure.title import title_of  # noqa: PLC0415

    return replace(
        article,
        title=title_of(article.text, article.blocks) or article.title,
        date=told_date(article.text, article.blocks) or article.date,
    )


def date_of(words: str) -> str:
    """The ISO 8601 date that somebody has typed, in any of the usual ways; empty for nothing.

    Raises ``ArticleError`` where it is no date, or could be two.
    """
    from annotator.exchange.structure.dates import find_date  # noqa: PLC0415 (not at the start)

    words = words.strip()
    if not words:
        return ""
    found = find_date(words)
    if found is None or not found.iso or (found.start, found.end) != (0, len(words)):
        raise ArticleError(
            "“{date}” is not a date. Write it as 2025-05-31 or 31 May 2025, or leave it empty.",
            date=words[:40],
        )
    return found.iso


class Authoring:
    """Stores articles that somebody writes. ``who`` is written into the revision log.

    Every method raises ``LibraryError`` where the library cannot be read or written.
    """

    def __init__(self, library: Library, who: str) -> None:
        self._library = library
        self._who = who

    def create(self, article: Article) -> Added:
        """Store a new article, unless the library holds the same text already.

        Raises ``ArticleError`` where title, text or structure are not in order.
        """
        return Articles(self._library).add(_checked(article))

    def twin(self, article: Article) -> Twin | None:
        """The article in the library that has or had this text, also a deleted one; else None.

        Hidden ones, of lessons, are nobody's twin.
        """
        with self._library.reading() as (articles, _, _):
            owner = self._library.revisions.owner(article.sha256)
            if owner is None or articles.is_hidden(owner[0]):
                return None
            return Twin(owner[0], owner[1], articles.by_id(owner[0]))

    def put_onto(self, article_id: str, article: Article) -> Saved:
        """Give a stored article the structure of a new one with the same text; marks stay.

        Title, source and date of the new one replace those that are stored, but for empty ones. An
        article that was deleted is brought back.

        Raises ``NotFoundError`` where it is gone for good, ``StaleError`` where its text is another
        one by now, and ``ArticleError`` as :meth:`save` does. Then nothing has changed.
        """
        with self._library.writing() as (articles, _, _):
            articles.set_deleted(article_id, None)
            stored = articles.by_id(article_id)
            if stored is None:
                raise NotFoundError(
                    "“{title}” is no longer in the library. Save again, and it is a new article.",
                    title=article.title,
                )
            if stored.text != article.text:
                raise StaleError(
                    "The text of “{title}” has been edited elsewhere meanwhile. Save again.",
                    title=stored.title,
                )
            after = replace(
                stored,
                blocks=article.blocks,
                title=article.title or stored.title,
                source=article.source or stored.source,
                date=article.date or stored.date,
            )
            return self.save(stored, after)

    def foresee(self, before: Article, after: Article) -> Moved | None:
        """What :meth:`save` would do to marks; None where the text is the same."""
        if before.text == after.text:
            return None
        with self._library.reading() as (_, sets, _):
            return _counted(self._moves(before, after, sets), after)

    def save(self, before: Article, after: Article) -> Saved:
        """Store an edited article: title, source, date, structure, and its text.

        An edited text becomes a new revision; earlier ones stay in the library. All sets go over to
        it, with their ids and whether they are submitted; their marks are found again, and what is
        not found waits unplaced. So do ends of other articles' marks that lie in this text, but
        those that are not found stay where they are.

        Raises ``StaleError`` where the article is no longer as ``before``, ``NotFoundError`` where
        it is deleted, and ``ArticleError`` where title, text or structure are not in order or
        another article has the same text. Then nothing has changed.
        """
        after = _checked(replace(after, id=before.id))
        with self._library.writing() as (articles, sets, history):
            revisions = self._library.revisions
            stored = articles.by_id(before.id)
            if stored is None:
                raise NotFoundError(
                    "“{title}” is no longer in the library. Copy your text, and make a new article "
                    "of it.",
                    title=before.title,
                )
            if stored != before:
                raise StaleError(
                    "“{title}” has been edited elsewhere meanwhile. Copy your changes, close this "
                    "window, and edit the article again.",
                    title=before.title,
                )
            revisions.set_details(after)
            if after.text == before.text:
                if after.blocks != before.blocks:
                    revisions.set_blocks(after)
                return Saved(after, None)
            self._check_text(after)
            moves = list(self._moves(before, after, sets))
            revisions.add(after, utc_now())
            taken: set[str] = set()
            for move in moves:
                if move.own:
                    name = _free(move.info.name, taken)
                    taken.add(name)
                    revisions.move_set(move.info.id, after.sha256, name)
                sets.apply(move.info.id, move.changes)
                # Undo must not go back beyond an edit even where it has moved nothing; but a set
                # in which nothing was done yet stays so.
                if move.changes or (move.own and history.newest(move.info.id)):
                    change = Change(move.info.id, REANCHOR, move.changes)
                    history.append(change, Entry(utc_now(), self._who))
        return Saved(after, _counted(moves, after))

    def _check_text(self, article: Article) -> None:
        owner = self._library.revisions.owner(article.sha256)
        if owner is None or owner[0] == article.id:
            return
        if owner[2]:
            raise ArticleError(
                "“{title}”, which was deleted, has the same text. Bring it back, or change the "
                "text.",
                title=owner[1],
            )
        raise ArticleError(
            "“{title}” has the same text already. Edit that article, or change the text.",
            title=owner[1],
        )

    def _moves(self, before: Article, after: Article, sets: SetStore) -> Iterator[_Move]:
        """Every set that an edited text concerns, with what happens to its marks."""
        revisions = self._library.revisions
        ways = _Ways(self._library, dict(revisions.texts(before.id)), after)
        own = [sets.info(set_id) for set_id in revisions.sets(before.id)]
        infos = [info for info in own if info is not None]
        # First those that need no other name: they are on this text already.
        for info in sorted(infos, key=lambda info: info.article_sha256 != after.sha256):
            way = ways.of(info.article_sha256)
            marks = sets.read(info).annotations
            yield _Move(info, tuple(Edit(a, way.annotation(a)) for a in marks), own=True)
        old = frozenset(ways.texts) - {after.sha256}
        known = {info.id for info in infos}
        for set_id in revisions.sets_pointing_to(old):
            other = sets.info(set_id)
            if other is not None and set_id not in known:
                marks = sets.read(other).annotations
                edits = [self._brought_along(a, old, ways, after) for a in marks if a.sources & old]
                yield _Move(other, tuple(edits), own=False)

    def _brought_along(
        self, mark: Annotation, old: frozenset[str], ways: _Ways, after: Article
    ) -> Edit:
        moved = mark
        for sha256 in sorted(mark.sources & old):
            moved = ways.of(sha256).from_elsewhere(moved, {sha256}, after.sha256)
        return Edit(mark, moved)


class _Ways:
    """From every revision of an article to its newest text; worked out where it is needed."""

    def __init__(self, library: Library, texts: dict[str, str], after: Article) -> None:
        self.texts, self._library, self._after = texts, library, after
        self._ways: dict[str, Reanchoring] = {}

    def of(self, sha256: str) -> Reanchoring:
        if sha256 not in self._ways:
            self._ways[sha256] = Reanchoring(
                self.texts[sha256], self._after.text, lambda: self._sentences(sha256)
            )
        return self._ways[sha256]

    def _sentences(self, sha256: str) -> Sentences:
        """The sentences of a revision and of the newest text; none where it is not there."""
        with self._library.reading() as (articles, _, _):
            revision = articles.by_sha256(sha256)
        if revision is None:
            return (), ()
        return segmentation_of(revision).sentences, segmentation_of(self._after).sentences


@dataclass(frozen=True, slots=True)
class _Move:
    """A set of the article (``own``) or of another one, and what happens to its marks."""

    info: SetInfo
    edits: tuple[Edit, ...]
    own: bool

    @property
    def changes(self) -> tuple[Edit, ...]:
        """The edits that change something."""
        return tuple(edit for edit in self.edits if edit.before != edit.after)


def _counted(moves: Iterable[_Move], after: Article) -> Moved:
    fates = dict.fromkeys(Fate, 0)
    sets = key_parts = elsewhere = left = 0
    waiting: list[str] = []
    others: dict[tuple[str, str], None] = {}
    for move in moves:
        pairs = [(e.before, e.after) for e in move.edits if e.before and e.after]
        if move.own:
            sets += bool(pairs)
            key_parts += sum(key_parts_lost(old, new) for old, new in pairs)
            for old, new in pairs:
                fates[fate(old, new)] += 1
                others.update(dict.fromkeys(reworded(old, new)))
            if any(new.unplaced for _, new in pairs):
                waiting.append(move.info.name)
        else:
            elsewhere += sum(after.sha256 in new.sources for _, new in pairs)
            left += sum(after.sha256 not in new.sources for _, new in pairs)
    return Moved(
        fates[Fate.EXACT],
        fates[Fate.ALIKE],
        fates[Fate.UNPLACED],
        sets,
        key_parts,
        elsewhere,
        left,
        tuple(waiting),
        tuple(others),
    )


def _free(name: str, taken: set[str]) -> str:
    number, free = 2, name
    while free in taken:
        free, number = f"{name} ({number})", number + 1
    return free


def _checked(article: Article) -> Article:
    title = " ".join(article.title.split())
    if not title:
        raise ArticleError("An article needs a title. Type one.")
    check_blocks(article.text, article.blocks)
    return replace(article, title=title, source=article.source.strip(), date=date_of(article.date))


def _guess(text: str, at_head: bool) -> Sequence[Block]:
    """The blocks of a stretch of an article."""
    try:
        blocks = written(text).blocks
    except ArticleError:  # nothing in it can be seen
        return ()
    if at_head:
        return blocks
    return [
        Block(BlockKind.HEADING, block.start, block.end, level=2)
        if block.role is MetadataRole.HEADLINE
        else block
        for block in blocks
    ]
