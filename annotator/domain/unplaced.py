"""Passages that were not found in an edited text, and what can be decided about them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from annotator.domain.annotation import CONTEXT, Annotation, Passage


class End(StrEnum):
    """Which end of an annotation a passage belongs to."""

    FIRST = "first"
    COUNTERPART = "counterpart"


@dataclass(frozen=True, slots=True)
class Lost:
    """One unplaced passage: of which annotation and end, and its number (from 0) there."""

    annotation: Annotation
    end: End
    number: int

    @property
    def passages(self) -> tuple[Passage, ...]:
        """All passages of that end."""
        first = self.end is End.FIRST
        return self.annotation.passages if first else self.annotation.counterpart

    @property
    def passage(self) -> Passage:
        """The passage itself, without a place."""
        return self.passages[self.number]

    @property
    def is_here(self) -> bool:
        """Whether it is to be looked for in the annotation's own article."""
        return not self.passage.source

    def with_passages(self, passages: tuple[Passage, ...]) -> Annotation:
        """The annotation with others in the place of those of that end."""
        if self.end is End.FIRST:
            return replace(self.annotation, passages=passages)
        return replace(self.annotation, counterpart=passages)

    def placed(self, passage: Passage) -> Annotation:
        """The annotation with the passage put somewhere."""
        rest = self.passages
        return self.with_passages((*rest[: self.number], passage, *rest[self.number + 1 :]))

    def dropped(self) -> Annotation | None:
        """The annotation without the passage; None where nothing is left of its first end."""
        rest = (*self.passages[: self.number], *self.passages[self.number + 1 :])
        if self.end is End.FIRST and not rest:
            return None
        return self.with_passages(rest)


def lost_passages(annotations: Iterable[Annotation]) -> list[Lost]:
    """Every unplaced passage, in the order of the annotations."""
    return [
        Lost(annotation, end, number)
        for annotation in annotations
        if annotation.unplaced
        for end, passages in (
            (End.FIRST, annotation.passages),
            (End.COUNTERPART, annotation.counterpart),
        )
        for number, passage in enumerate(passages)
        if passage.span is None
    ]


def likely_place(text: str, passage: Passage) -> int | None:
    """The code point near which a passage without a place may have been, by its context.

    None where nothing of its context is in the text.
    """
    for length in (CONTEXT, CONTEXT // 2, CONTEXT // 4):
        before, after = passage.prefix[-length:], passage.suffix[:length]
        if len(before) == length and (at := text.find(before)) >= 0:
            return at + length
        if len(after) == length and (at := text.find(after)) >= 0:
            return at
    return None
