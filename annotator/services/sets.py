"""Annotation sets: starting, reading, submitting, finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from annotator.domain.annotation import Annotation, AnnotationSet, Role, SetInfo, Status
from annotator.domain.article import Article
from annotator.domain.changes import Change, Edit
from annotator.domain.codebook import Codebook
from annotator.domain.codebook_data import codebook_to_dict
from annotator.domain.errors import AnnotationError, NotFoundError, StaleError
from annotator.services.clock import new_id, utc_now
from annotator.services.codebooks import Codebooks
from annotator.storage import Library
from annotator.storage.history import Entry


class Sets:
    """The annotation sets of one library.

    ``who`` is written into the revision log; ``learner_id`` is the profile to which the sets belong
    that are started, empty for none.
    """

    def __init__(
        self, library: Library, who: str, codebooks: Codebooks | None = None, learner_id: str = ""
    ) -> None:
        self._library = library
        self._codebooks = codebooks or Codebooks(library)
        self.who = who
        self.learner_id = learner_id

    def of(self, article: Article) -> list[SetInfo]:
        """The sets on an article, oldest first."""
        with self._library.reading() as (_, sets, _):
            return sets.infos(article.sha256)

    def all(self) -> dict[str, list[SetInfo]]:
        """The sets of every article revision, by its SHA-256, oldest first."""
        with self._library.reading() as (_, sets, _):
            infos = sets.all_infos()
        found: dict[str, list[SetInfo]] = {}
        for info in infos:
            found.setdefault(info.article_sha256, []).append(info)
        return found

    def own(self, article: Article) -> list[SetInfo]:
        """The learners' sets on an article but those of other profiles, oldest first."""
        return [info for info in self.of(article) if self.is_own(info)]

    def is_own(self, info: SetInfo) -> bool:
        """Whether a set is a learner's, and not of another profile than the present one."""
        return info.role is Role.LEARNER and info.learner_id in ("", self.learner_id)

    def counts(self) -> dict[str, tuple[int, int]]:
        """By set id: number of annotations, and how many of them name a sound passage."""
        with self._library.reading() as (_, sets, _):
            return sets.counts()

    def number_of(self, article: Article) -> int:
        """How many sets there are on an article, keys among them."""
        with self._library.reading() as (_, sets, _):
            return sets.number_of(article.sha256)

    def size(self, set_id: str) -> int:
        """Number of annotations of one set; 0 where there is no such set."""
        with self._library.reading() as (_, sets, _):
            return sets.size(set_id)

    def info(self, set_id: str) -> SetInfo:
        """A set without its annotations, as it is now. Raises ``NotFoundError``."""
        with self._library.reading() as (_, sets, _):
            info = sets.info(set_id)
        if info is None:
            raise NotFoundError("The set {id} is no longer in the library.", id=set_id)
        return info

    def read(self, set_id: str, report: Callable[[int, int], None] | None = None) -> AnnotationSet:
        """A set with its annotations. Raises ``NotFoundError``.

        ``report`` is told now and then how much (of how much) is read, and may raise to end it.
        """
        with self._library.reading() as (_, sets, _):
            return sets.read(self.info(set_id), report)

    def find(self, article: Article, name: str) -> SetInfo:
        """The set of that name on an article. Raises ``NotFoundError``."""
        infos = self.of(article)
        for info in infos:
            if name in (info.name, info.id):
                return info
        raise NotFoundError(
            "“{title}” has no set named “{name}”. It has: {names}.",
            title=article.title,
            name=name,
            names=", ".join(f"“{i.name}”" for i in infos) or "none",
        )

    def told(self, set_id: str) -> frozenset[str]:
        """Ids of the marks of a draft of which it was told what became of them.

        How sure somebody says they are of one of these means nothing, also where the exercise tells
        nothing any more.
        """
        with self._library.reading() as (_, sets, _):
            return frozenset(sets.told(set_id))

    def remember_told(self, set_id: str, annotation_ids: Iterable[str]) -> None:
        """Remember for good that it was told what became of these marks; of a set that is there."""
        with self._library.writing() as (_, sets, _):
            if sets.info(set_id) is not None:
                sets.add_told(set_id, annotation_ids)

    def key_of(self, article: Article, name: str | None = None) -> SetInfo | None:
        """The reference key of an article: the one named, else the one that counts; else None.

        That is the one finished last, unless another one has been chosen since. A key that is still
        being made is taken only where it is named. Raises ``NotFoundError`` where a named one is
        not there or is no key.
        """
        if name is not None:
            info = self.find(article, name)
            if info.role is not Role.KEY:
                raise NotFoundError(
                    "The set “{name}” is a learner's set, not a reference key.", name=name
                )
            return info
        return _that_counts(self.of(article))

    def finished_keys(self, article: Article) -> list[SetInfo]:
        """The keys of an article that sets can be held against, in the order of their making."""
        return [info for info in self.of(article) if info.is_finished_key]

    def choose_key(self, key: SetInfo) -> SetInfo:
        """Let a finished key count from now on, until another one is finished or chosen.

        Returns it as it is now; choosing the one that counts changes nothing. Raises
        ``AnnotationError`` where it is no finished key, and ``NotFoundError``.
        """
        with self._library.writing() as (_, sets, _):
            info = self.info(key.id)
            if not info.is_finished_key:
                raise AnnotationError(
                    "“{name}” is no finished key. Finish it first, then it can be chosen.",
                    name=info.name,
                )
            keys = [each for each in sets.infos(info.article_sha256) if each.is_finished_key]
            if _that_counts(keys) == info:
                return info
            # Not before the others, should one come from a machine with another clock.
            sets.choose_key(info, max(utc_now(), *(each.counts_since for each in keys)))
            return self.info(info.id)

    def codebook_for(self, article: Article, key: SetInfo | None = None) -> Codebook:
        """The codebook under which the next attempt on an article is made.

        A mark in a category that the key does not have could only be wrong. So it is the one that
        the key was made under (``key``, by default the one that counts), unless the current one
        matches it: that may be a newer version. Without a key it is the current one.
        """
        with self._library.reading():
            current, key = self._codebooks.current, key or self.key_of(article)
            wanted = current if key is None else self._codebooks.of(key)
        return current if current.matches(wanted) else wanted

    def bound_to_their_key(self) -> int:
        """Of how many articles the next attempt is not made under the current codebook."""
        with self._library.reading() as (articles, _, _):
            current, by_text = self._codebooks.current, self.all()
            found = (_that_counts(by_text.get(e.sha256, ())) for e in articles.entries())
            keys = [key for key in found if key is not None]
            return sum(not current.matches(self._codebooks.of(key)) for key in keys)

    def fresh(self, article: Article) -> SetInfo:
        """The present learner's next attempt, of which the library knows nothing yet.

        It comes into being with what is done in it first, by :meth:`begin`, so that nothing is left
        of an article that was only looked at. It is made under :meth:`codebook_for` the article.
        """
        codebook = self.codebook_for(article)
        return SetInfo(
            id=new_id(),
            article_sha256=article.sha256,
            name=self._next_attempt(article),
            role=Role.LEARNER,
            status=Status.DRAFT,
            annotator=self.who,
            codebook_id=codebook.id,
            codebook_version=codebook.version,
            learner_id=self.learner_id,
        )

    def begin(self, article: Article, info: SetInfo, codebook: Codebook) -> SetInfo:
        """Store a set that :meth:`fresh` has given, under its id; returns it as it is now.

        It is made under ``codebook``, with which its learner has read, also where another key has
        come to count meanwhile. Where its name was taken meanwhile it becomes the next attempt. A
        set that is begun already stays as it is. Raises ``StaleError`` as :meth:`start`, and
        ``NotFoundError`` where its learner is gone.
        """
        if info.is_begun:
            return info
        with self._library.writing() as (articles, sets, _):
            if not articles.has_text(article.sha256):
                raise NotFoundError("“{title}” is no longer in the library.", title=article.title)
            self._check_newest(article)
            if info.learner_id and all(
                each.id != info.learner_id for each in self._library.learners.all()
            ):
                raise NotFoundError("That learner is no longer in the library.")
            taken = any(each.name == info.name for each in sets.infos(article.sha256))
            name = self._next_attempt(article) if taken else info.name
            begun = replace(info, name=name, created_at=utc_now())
            self._library.add_set(begun, codebook_to_dict(codebook))
        return begun

    def start(
        self, article: Article, name: str | None = None, codebook: Codebook | None = None
    ) -> SetInfo:
        """Start a fresh, empty learner's set. Without a name it becomes the next attempt.

        It is made under ``codebook``, by default :meth:`codebook_for` the article. Raises
        ``AnnotationError`` where the name is taken, and ``StaleError`` where the article's text has
        been edited since it was read.
        """
        with self._library.writing():
            name = name or self._next_attempt(article)
            return self._add(
                article,
                name,
                Role.LEARNER,
                Status.DRAFT,
                codebook=codebook or self.codebook_for(article),
                learner_id=self.learner_id,
            )

    def to_practise(self, article: Article) -> SetInfo:
        """The present learner's newest set on an article if it is a draft, else a fresh one."""
        with self._library.reading():
            own = self.own(article)
            draft = own and own[-1].status is Status.DRAFT
            return own[-1] if draft else self.fresh(article)

    def store(
        self,
        article: Article,
        name: str,
        *,
        role: Role,
        status: Status,
        annotations: tuple[Annotation, ...],
        annotator: str = "",
        codebook: Codebook | None = None,
    ) -> SetInfo:
        """Store a whole set that came from elsewhere, in one transaction.

        ``codebook`` is the one that it was made under, by default the library's current one.
        Annotations whose id the library holds already get a new one.
        Raises ``AnnotationError`` where the name is taken, ``StaleError`` as :meth:`start`.
        """
        with self._library.writing() as (_, sets, _):
            info = self._add(article, name, role, status, annotator=annotator, codebook=codebook)
            taken = sets.ids_in_use(a.id for a in annotations)
            fresh: list[Annotation] = []
            for annotation in annotations:
                new = replace(annotation, id=new_id()) if annotation.id in taken else annotation
                taken.add(new.id)
                fresh.append(new)
            change = Change(info.id, "import", tuple(Edit(None, a) for a in fresh))
            if change.edits:
                self._library.commit(change, Entry(utc_now(), self.who))
        return info

    def submit(self, set_id: str) -> None:
        """Lock a set. Submitting twice changes nothing."""
        with self._library.writing() as (_, sets, _):
            info = sets.info(set_id)
            if info is not None and info.status is Status.DRAFT:
                sets.submit(set_id, utc_now())

    def rename(self, article: Article, set_id: str, name: str) -> SetInfo:
        """Give a set another name; returns it as it is now.

        Raises ``AnnotationError`` where the name is empty or taken, and ``NotFoundError``.
        """
        with self._library.writing() as (_, sets, _):
            before = self.info(set_id)
            if before.name == name.strip():
                return before
            sets.rename(set_id, self._free(article, name))
            return self.info(set_id)

    def use_codebook(self, set_id: str, codebook: Codebook) -> SetInfo:
        """Put a set in which nothing was done yet under another codebook; returns it as it is now.

        Raises ``AnnotationError`` where it has marks or had any, and ``NotFoundError``.
        """
        with self._library.writing() as (_, sets, history):
            info = self.info(set_id)
            if info.status is Status.SUBMITTED or history.newest(set_id):
                raise AnnotationError(
                    "“{name}” was begun under another codebook and keeps it.", name=info.name
                )
            self._library.add_codebook(codebook_to_dict(codebook))
            sets.use_codebook(set_id, codebook.id, codebook.version)
            return self.info(set_id)

    def remove(self, set_id: str) -> None:
        """Delete a draft with its annotations. This cannot be undone.

        Raises ``AnnotationError`` where the set is submitted, and ``NotFoundError``.
        """
        with self._library.writing() as (_, sets, _):
            info = self.info(set_id)
            if info.status is Status.SUBMITTED:
                raise AnnotationError(
                    "“{name}” has been submitted and is kept. Only drafts can be deleted.",
                    name=info.name,
                )
            sets.remove(set_id)

    def _next_attempt(self, article: Article) -> str:
        infos = self.of(article)
        others = {info.name for info in infos if not self.is_own(info)}
        own = {info.name for info in infos} - others
        number = 1
        while (name := f"Attempt {number}") in own or f"{name} · {self.who}" in own:
            number += 1
        return f"{name} · {self.who}" if name in others else name

    def _add(
        self,
        article: Article,
        name: str,
        role: Role,
        status: Status,
        *,
        annotator: str = "",
        codebook: Codebook | None = None,
        learner_id: str = "",
    ) -> SetInfo:
        self._check_newest(article)
        name = self._free(article, name)
        codebook = codebook or self._codebooks.current
        now = utc_now()
        info = SetInfo(
            id=new_id(),
            article_sha256=article.sha256,
            name=name,
            role=role,
            status=status,
            annotator=annotator or self.who,
            codebook_id=codebook.id,
            codebook_version=codebook.version,
            created_at=now,
            submitted_at=now if status is Status.SUBMITTED else "",
            learner_id=learner_id,
        )
        self._library.add_set(info, codebook_to_dict(codebook))
        return info

    def _check_newest(self, article: Article) -> None:
        """A set that is begun on an earlier text would be found by nobody."""
        with self._library.reading() as (articles, _, _):
            newest = articles.by_id(article.id)
        if newest is not None and newest.sha256 != article.sha256:
            raise StaleError(
                "The text of “{title}” has been edited elsewhere. Go to the library and open it "
                "again.",
                title=article.title,
            )

    def _free(self, article: Article, name: str) -> str:
        """The name, without white space around it, if no set of the article has it."""
        name = name.strip()
        if not name:
            raise AnnotationError("A set needs a name. Type one.")
        if any(info.name == name for info in self.of(article)):
            raise AnnotationError(
                "“{title}” has a set named “{name}” already. Choose another name.",
                title=article.title,
                name=name,
            )
        return name


def _that_counts(infos: Iterable[SetInfo]) -> SetInfo | None:
    """Of the finished keys among sets, oldest first, the one that came to count last."""
    keys = [info for info in infos if info.is_finished_key]
    return max(reversed(keys), key=lambda info: (info.counts_since, info.chosen_at), default=None)
