"""Annotations, annotation sets and reference keys."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from annotator.domain.codebook import SOUND
from annotator.domain.span import Span

CONTEXT = 32
"""Code points of context stored on each side of a passage."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A marked passage with what is needed to find it again in another revision.

    ``span`` is in code points of the canonical text, or None while the passage is unplaced: its
    quote was not found, and it is kept until somebody decides. ``source`` is the SHA-256 of the
    article revision in which the passage lies where that is another article's than the
    annotation's own, else empty. That article may be absent from this machine: then the quote is
    all that can be shown.
    """

    quote: str
    prefix: str
    suffix: str
    span: Span | None
    source: str = ""

    @classmethod
    def cut(cls, text: str, span: Span, source: str = "") -> Passage:
        """The passage at ``span`` of ``text``. Raises ``IndexError`` beyond the end of the text."""
        if span.end > len(text):
            raise IndexError(f"span ends at {span.end}, text at {len(text)}")
        return cls(
            quote=text[span.start : span.end],
            prefix=text[max(0, span.start - CONTEXT) : span.start],
            suffix=text[span.end : span.end + CONTEXT],
            span=span,
            source=source,
        )


def placed(passages: Iterable[Passage], source: str = "") -> tuple[Span, ...]:
    """The spans of the passages that are placed in one revision (default: the article's own)."""
    return tuple([p.span for p in passages if p.span is not None and p.source == source])


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another answer that is as right as the item of a reference key which it belongs to.

    It names another category, other passages, or both. An empty ``category`` is that of the item.
    Without ``passages`` it is on those of the item, both ends of them; with passages it stands by
    itself, and its ``counterpart`` is all that there is of a second end. The core is then the
    passages, the allowance their sentences.

    Raises ``ValueError`` where it names neither, or a counterpart without passages.
    """

    category: str = ""
    passages: tuple[Passage, ...] = ()
    counterpart: tuple[Passage, ...] = ()

    def __post_init__(self) -> None:
        if not self.category and not self.passages:
            raise ValueError("an alternative needs a category or a passage")
        if self.counterpart and not self.passages:
            raise ValueError("an alternative with a counterpart needs a passage")


@dataclass(frozen=True, slots=True)
class KeyDetails:
    """What an item of a reference key adds to an annotation.

    The *core* must be touched (default: the passage itself); the *allowance* is how far a longer
    highlight is still right (default: the sentence). ``difficulty`` is 1 (easy) to 3 (hard).
    ``alternatives`` are other answers that count as this one.
    """

    core: tuple[Passage, ...] = ()
    counterpart_core: tuple[Passage, ...] = ()
    allowance: tuple[Passage, ...] = ()
    counterpart_allowance: tuple[Passage, ...] = ()
    difficulty: int | None = None
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True, slots=True)
class Annotation:
    """A category on one or more passages.

    ``counterpart`` holds the passages with which an inconsistency clashes, in the same article or
    in another one. ``note`` is the annotator's note; in a reference key it is the explanation.
    ``confidence`` is 0.0 to 1.0, or None where none was stated. Times are UTC ISO 8601.
    ``argument`` is what a learner says to the teacher about a mark that the key does not bear out.

    Raises ``ValueError`` without a passage or with a confidence outside 0..1.
    """

    id: str
    category: str
    passages: tuple[Passage, ...]
    counterpart: tuple[Passage, ...] = ()
    subtype: str | None = None
    note: str = ""
    confidence: float | None = None
    created_at: str = ""
    key: KeyDetails | None = None
    argument: str = ""

    def __post_init__(self) -> None:
        if not self.passages:
            raise ValueError("an annotation needs a passage")
        if self.confidence is not None and not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"confidence {self.confidence} is outside 0..1")

    @property
    def spans(self) -> tuple[Span, ...]:
        """Placed spans of the first end, which lies in the annotation's own article."""
        return placed(self.passages)

    @property
    def counterpart_spans(self) -> tuple[Span, ...]:
        """Placed spans of the counterpart in the annotation's own article."""
        return placed(self.counterpart)

    @property
    def all_spans(self) -> tuple[Span, ...]:
        """Placed spans of both ends in the annotation's own article."""
        return self.spans + self.counterpart_spans

    @property
    def spans_elsewhere(self) -> dict[str, tuple[Span, ...]]:
        """Placed spans of the counterpart in other articles, by the SHA-256 of the revision."""
        sources = dict.fromkeys(p.source for p in self.counterpart if p.source and p.span)
        return {source: placed(self.counterpart, source) for source in sources}

    @property
    def sources(self) -> frozenset[str]:
        """SHA-256 of the other revisions in which ends lie, those of a key's alternatives too."""
        alternatives = self.key.alternatives if self.key else ()
        counterparts = (self.counterpart, *(a.counterpart for a in alternatives))
        return frozenset(p.source for each in counterparts for p in each if p.source and p.span)

    def seen_from(self, source: str) -> Annotation | None:
        """The annotation as it looks in another article: with its ends there as its passages.

        ``source`` is the SHA-256 of that revision. None where no passage of it lies there.
        """
        there = tuple(replace(p, source="") for p in self.counterpart if p.source == source)
        if not source or not placed(there):
            return None
        return replace(self, passages=there, counterpart=(), key=None)

    @property
    def categories(self) -> frozenset[str]:
        """The category, and those of the alternatives that a key names."""
        alternatives = self.key.alternatives if self.key else ()
        return frozenset((self.category, *(a.category or self.category for a in alternatives)))

    @property
    def unplaced(self) -> bool:
        """Whether a passage of either end could not be found in the text."""
        return any(p.span is None for p in (*self.passages, *self.counterpart))

    @property
    def is_sound(self) -> bool:
        """Whether this names a sound passage of a reference key."""
        return self.category == SOUND


class Role(StrEnum):
    """Whose set it is."""

    LEARNER = "learner"
    KEY = "key"


class Status(StrEnum):
    """Whether a set may still be changed."""

    DRAFT = "draft"
    SUBMITTED = "submitted"


@dataclass(frozen=True, slots=True)
class SetInfo:
    """An annotation set without its annotations.

    ``learner_id`` is the profile whose it is; empty for a key, and for a set from elsewhere.
    ``created_at`` (UTC ISO 8601) is empty while nothing was done in it yet.
    ``chosen_at`` (UTC ISO 8601) is when a finished key was chosen to count, empty where it never
    was.
    """

    id: str
    article_sha256: str
    name: str
    role: Role
    status: Status
    annotator: str = ""
    codebook_id: str = ""
    codebook_version: str = ""
    created_at: str = ""
    submitted_at: str = ""
    learner_id: str = ""
    chosen_at: str = ""

    @property
    def is_begun(self) -> bool:
        """Whether the library has it: it comes into being with what is done in it first."""
        return self.created_at != ""

    @property
    def counts_since(self) -> str:
        """When a key came to count last: as it was finished, or chosen later. The latest counts."""
        return max(self.submitted_at, self.chosen_at)

    @property
    def is_finished_key(self) -> bool:
        """Whether others can be held against it: a key that is still being made is none yet."""
        return self.role is Role.KEY and self.status is Status.SUBMITTED


@dataclass(frozen=True, slots=True)
class AnnotationSet:
    """All annotations of one annotator on one article revision."""

    info: SetInfo
    annotations: tuple[Annotation, ...] = field(default=())

    @property
    def weak(self) -> tuple[Annotation, ...]:
        """Everything but the sound passages of a key."""
        return tuple(a for a in self.annotations if not a.is_sound)

    @property
    def sound(self) -> tuple[Annotation, ...]:
        """The sound passages that a key names."""
        return tuple(a for a in self.annotations if a.is_sound)
