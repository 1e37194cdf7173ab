"""One open library with the services on it."""

from __future__ import annotations

import getpass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from annotator.domain.annotation import Role, SetInfo
from annotator.domain.article import Article
from annotator.domain.codebook import Codebook
from annotator.services.articles import Articles
from annotator.services.codebooks import Codebooks
from annotator.services.editing import ReadAhead, SetEditor
from annotator.services.exercises import Exercises
from annotator.services.hints import Hints
from annotator.services.key_editing import KeyEditor
from annotator.services.learners import Learners
from annotator.services.practice import Practice
from annotator.services.sets import Sets
from annotator.storage import Library


class Workspace:
    """Opens a library, and makes it with the bundled practice articles where there is none.

    Belongs to the thread that opened it. Raises ``LibraryError`` where the file cannot be used.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.library = Library(path)
        self.codebooks = Codebooks(self.library)
        self.articles = Articles(self.library)
        self.learners = Learners(self.library)
        try:
            learner = self.learners.begin(_user())
            self.sets = Sets(self.library, learner.name, self.codebooks, learner.id)
            self.exercises = Exercises(self.library)
            self.practice = Practice(self.library)
            self.hints = Hints(self.library, self.sets, self.exercises)
            self._seed()
            self.articles.purge()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def codebook(self) -> Codebook:
        """The current codebook: new sets are made under it where no key says otherwise."""
        return self.codebooks.current

    def owns(self, path: Path) -> bool:
        """Whether a path leads to the library itself, or to one of the files that belong to it.

        Nobody may read or write those by themselves: when a process closes any handle of a file,
        POSIX takes away the locks that SQLite holds on it.
        """
        for ending in ("", "-wal", "-shm"):
            own = self.path.with_name(self.path.name + ending)
            try:
                if own.samefile(path):
                    return True
            except (OSError, ValueError):
                continue
        return False

    def use_learner(self, learner_id: str) -> None:
        """Let another profile practise: sets are made and shown as its own from now on.

        Raises ``NotFoundError`` where there is no such profile.
        """
        learner = self.learners.use(learner_id)
        self.sets.who, self.sets.learner_id = learner.name, learner.id

    def close(self) -> None:
        """Close the library; everything is stored already."""
        self.library.close()

    def editor(self, article: Article, info: SetInfo, ahead: ReadAhead | None = None) -> SetEditor:
        """An editor for one set of an article, under the codebook of the set; of a key, its own.

        ``ahead`` is the set where it was read on another thread.
        """
        kind = KeyEditor if info.role is Role.KEY else SetEditor
        return kind(self.library, self.sets, article, info, self.codebooks.of(info), ahead=ahead)

    def setting(self, name: str, default: Any = None) -> Any:
        """What is remembered under a name with this library, or the default."""
        return self.library.setting(name, default)

    def set_setting(self, name: str, value: Any) -> None:
        """Remember something (any JSON value) with this library."""
        self.library.set_setting(name, value)

    def _seed(self) -> None:
        # Remembered, so that a practice article that was deleted does not come back.
        from annotator.services import bundled  # noqa: PLC0415 (rarely run)

        slugs = bundled.bundled_slugs()
        if set(slugs) <= set(self.library.setting("bundled", [])):
            return
        # All or nothing: a practice article without its key would never get one.
        with self.library.writing():
            installed = self.library.setting("bundled", [])
            fresh = bundled.easiest_first(slug for slug in slugs if slug not in installed)
            for slug in fresh:
                bundled.install(slug, self.articles, self.sets, self.codebooks.default)
            bundled.set_exercises(fresh, self.articles, self.exercises)
            self.library.set_setting("bundled", [*installed, *fresh])


def _user() -> str:
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):  # no account name, as in some containers
        return "me"
