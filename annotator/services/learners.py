"""Learners' profiles: several people may practise on one computer."""

from __future__ import annotations

from annotator.domain.errors import AnnotationError, NotFoundError
from annotator.domain.learner import Learner
from annotator.services.clock import new_id, utc_now
from annotator.storage import Library

_CURRENT = "learner"


class Learners:
    """The profiles of one library. There is always one at least, and one of them is current."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def all(self) -> list[Learner]:
        """Every profile, in the order in which they came."""
        with self._library.reading():
            return self._library.learners.all()

    def begin(self, name: str) -> Learner:
        """The current profile; in a library without any, a first one of that name.

        The first one takes over what was done under that name before there were profiles.
        """
        if not self.all():
            with self._library.writing():
                if not self._library.learners.all():  # another program may have been faster
                    first = Learner(new_id(), name, utc_now())
                    self._library.learners.add(first)
                    self._library.learners.adopt(first.id, name)
        return self.current

    @property
    def current(self) -> Learner:
        """Whose sets are made and shown now."""
        known = self.all()
        chosen = self._library.setting(_CURRENT)
        return next((learner for learner in known if learner.id == chosen), known[0])

    def get(self, learner_id: str) -> Learner:
        """A profile. Raises ``NotFoundError``."""
        found = next((each for each in self.all() if each.id == learner_id), None)
        if found is None:
            raise NotFoundError("That learner is no longer in the library.")
        return found

    def number_of_sets(self, learner_id: str) -> int:
        """How many sets a profile has, drafts among them, also on deleted articles."""
        with self._library.reading() as (_, sets, _):
            return len(sets.of_learner(learner_id))

    def use(self, learner_id: str) -> Learner:
        """Make a profile the current one. Raises ``NotFoundError``."""
        learner = self.get(learner_id)
        self._library.set_setting(_CURRENT, learner.id)
        return learner

    def add(self, name: str) -> Learner:
        """Make a profile. Raises ``AnnotationError`` where the name is empty or taken."""
        with self._library.writing():
            learner = Learner(new_id(), self._free(name), utc_now())
            self._library.learners.add(learner)
        return learner

    def rename(self, learner_id: str, name: str) -> Learner:
        """Give a profile another name; what was done before keeps the earlier one.

        Raises ``AnnotationError`` where the name is empty or taken, and ``NotFoundError``.
        """
        with self._library.writing():
            before = self.get(learner_id)
            if before.name != name.strip():
                self._library.learners.rename(learner_id, self._free(name))
            return self.get(learner_id)

    def remove(self, learner_id: str) -> None:
        """Delete a profile with all its sets and results. This cannot be undone.

        Raises ``AnnotationError`` where it is the last one, and ``NotFoundError``.
        """
        with self._library.writing():
            learner = self.get(learner_id)
            if len(self.all()) == 1:
                raise AnnotationError(
                    "“{name}” is the only learner. Add another one first.", name=learner.name
                )
            self._library.learners.remove(learner_id)

    def _free(self, name: str) -> str:
        name = " ".join(name.split())
        if not name:
            raise AnnotationError("A learner needs a name. Type one.")
        if any(each.name.casefold() == name.casefold() for each in self.all()):
            raise AnnotationError(
                "There is a learner named “{name}” already. Choose another name.", name=name
            )
        return name
