"""The first steps: a short lesson that is done on the desk itself, step by step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from annotator.domain.annotation import Annotation
from annotator.domain.codebook import SOUND
from annotator.domain.span import Span

CLAIM, CLASH, VAGUE = "unsupported_claim", "inconsistency", "vague_attribution"
"""The categories of the default codebook, under which the lesson is held."""

TO_WALK = 2
"""So many items of the review have to be gone to; all of them where there are fewer."""


class Act(StrEnum):
    """What is to be done in a step.

    ``READ`` and ``DONE`` are read only. ``LEAVE`` is to leave a sound passage alone, ``SURE`` to
    say how sure, ``WALK`` to go through the review, ``RULE`` to look up how an item was scored.
    """

    READ = "read"
    MARK = "mark"
    SURE = "sure"
    NOTE = "note"
    UNDO = "undo"
    LINK = "link"
    LEAVE = "leave"
    HINT = "hint"
    SUBMIT = "submit"
    WALK = "walk"
    RULE = "rule"
    DONE = "done"


class Deed(StrEnum):
    """Something that has happened in the lesson, which the set does not tell."""

    UNDONE = "undone"
    REDONE = "redone"
    HINTED = "hinted"
    SUBMITTED = "submitted"
    RULE_SEEN = "rule_seen"


@dataclass(frozen=True, slots=True)
class Aim:
    """A passage of the lesson: that of a category with a number (from 0), in reading order."""

    category: str
    number: int = 0

    def within(self, key: Iterable[Annotation]) -> Annotation:
        """The item of the key. Raises ``LookupError`` where the key has none like that."""
        own = sorted((a for a in key if a.category == self.category), key=lambda a: min(a.spans))
        return own[self.number]


@dataclass(frozen=True, slots=True)
class Step:
    """One step. ``aim`` is the passage it is about; where it is ``framed``, it is shown."""

    act: Act
    aim: Aim | None = None
    framed: bool = False

    @property
    def by_word(self) -> bool:
        """Whether the learner says when to go on; other steps go on when they are done."""
        return self.act in (Act.READ, Act.LEAVE, Act.DONE)


STEPS = (
    Step(Act.READ),
    Step(Act.MARK, Aim(VAGUE, 0), framed=True),
    Step(Act.SURE),
    Step(Act.NOTE),
    Step(Act.MARK, Aim(CLAIM, 0), framed=True),
    Step(Act.UNDO),
    Step(Act.LINK, Aim(CLASH), framed=True),
    Step(Act.LEAVE, Aim(SOUND, 0), framed=True),
    Step(Act.MARK, Aim(CLAIM, 1)),
    Step(Act.HINT),
    Step(Act.MARK, Aim(VAGUE, 1)),
    Step(Act.SUBMIT),
    Step(Act.WALK),
    Step(Act.RULE),
    Step(Act.DONE),
)
"""The lesson. What is shown comes before what is found alone, and the hint when one thing is left.
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand.

    ``marks`` are the set as it is; ``found`` are the ids of the key's items that it hits, and
    ``flagged`` those of the sound passages that it marks. ``writing`` says that a note is being
    written. ``walked`` items of the review, of ``items`` in all, have been gone to.
    """

    marks: tuple[Annotation, ...] = ()
    found: frozenset[str] = frozenset()
    flagged: frozenset[str] = frozenset()
    writing: bool = False
    deeds: frozenset[Deed] = field(default=frozenset())
    walked: int = 0
    items: int = 0


def fulfilled(step: Step, key: Iterable[Annotation], standing: Standing) -> bool:
    """Whether a step has been done, or need not be. ``key`` is that of the lesson.

    Of a step that the learner ends by word it says whether they may: a sound passage that is marked
    is not left alone.
    """
    aim = step.aim.within(key).id if step.aim is not None else ""
    if step.act is Act.LEAVE:
        return aim not in standing.flagged
    if step.act in (Act.MARK, Act.LINK):
        return aim in standing.found
    if step.act is Act.SURE:
        return any(mark.confidence is not None for mark in standing.marks)
    if step.act is Act.NOTE:
        return not standing.writing and any(mark.note.strip() for mark in standing.marks)
    if step.act is Act.WALK:
        return 0 < min(TO_WALK, standing.items) <= standing.walked
    return _DEEDS.get(step.act, frozenset()) <= standing.deeds


def lacking(place: int, key: Iterable[Annotation], standing: Standing) -> tuple[Annotation, ...]:
    """The passages that the steps before a place (from 0) wanted, and that are not marked.

    What is to be said of a mark, undone or found last needs them: they are marked for who skipped.
    """
    items = tuple(key)
    steps = (step for step in STEPS[:place] if step.act in (Act.MARK, Act.LINK))
    wanted = [step.aim.within(items) for step in steps if step.aim is not None]
    # What was marked a moment ago need not be compared yet.
    marked = {_words_of(mark) for mark in standing.marks}
    return tuple(a for a in wanted if a.id not in standing.found and _words_of(a) not in marked)


def _words_of(mark: Annotation) -> tuple[str, tuple[Span, ...], tuple[Span, ...]]:
    return mark.category, tuple(mark.spans), tuple(mark.counterpart_spans)


_DEEDS = {
    Act.UNDO: frozenset({Deed.UNDONE, Deed.REDONE}),
    Act.HINT: frozenset({Deed.HINTED}),
    Act.SUBMIT: frozenset({Deed.SUBMITTED}),
    Act.RULE: frozenset({Deed.RULE_SEEN}),
}


def first_of_review() -> int:
    """The place (from 0) of the first step that needs a submitted set."""
    return next(place for place, step in enumerate(STEPS) if step.act is Act.WALK)
