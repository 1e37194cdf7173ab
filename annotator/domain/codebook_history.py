"""The way that a codebook has taken while it was written: every state, to go back to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from enum import Enum, auto
from typing import TypeVar

from annotator.domain.codebook import Category, Codebook, Subtype
from annotator.domain.codebook_checks import Place
from annotator.domain.typing_steps import changed_part

Part = TypeVar("Part", Codebook, Category, Subtype)


class _Way(Enum):
    """What was done to a text, where it was done letter by letter."""

    BEGINNING = auto()
    WRITING = auto()
    SPACING = auto()
    ERASING = auto()


_ONE_STEP = {
    (_Way.BEGINNING, _Way.WRITING),
    (_Way.BEGINNING, _Way.SPACING),
    (_Way.WRITING, _Way.WRITING),
    (_Way.WRITING, _Way.SPACING),
    (_Way.SPACING, _Way.SPACING),
    (_Way.ERASING, _Way.ERASING),
}
"""What goes on with what went before: a word with the blanks after it, or letters erased."""


class CodebookHistory:
    """Undo and redo without limit. What is typed into one field is taken back word by word."""

    def __init__(self, book: Codebook) -> None:
        self._states = [book]
        self._at = 0
        self._last: tuple[Place, _Way] | None = None

    @property
    def book(self) -> Codebook:
        """The codebook as it is now."""
        return self._states[self._at]

    @property
    def undoable(self) -> bool:
        """Whether there is something to take back."""
        return self._at > 0

    @property
    def redoable(self) -> bool:
        """Whether something was taken back that can be done again."""
        return self._at < len(self._states) - 1

    def change(self, book: Codebook) -> None:
        """Go on to another state; what was taken back is gone then."""
        if book == self.book:
            return
        step = _typed(self.book, book)
        del self._states[self._at + 1 :]
        if self.undoable and step is not None and _goes_on(self._last, step):
            self._states[self._at] = book
        else:
            self._states.append(book)
            self._at += 1
        self._last = step

    def part(self) -> None:
        """What is typed next is a step of its own: another field has the cursor."""
        self._last = None

    def undo(self) -> Place | None:
        """Go back one step. Returns where it was, or None where there is nothing to take back."""
        return self._go(-1) if self.undoable else None

    def redo(self) -> Place | None:
        """Do what was taken back. Returns where, or None where there is nothing."""
        return self._go(1) if self.redoable else None

    def _go(self, by: int) -> Place:
        before = self.book
        self._at += by
        self._last = None
        return changed_place(before, self.book)


def changed_place(before: Codebook, after: Codebook) -> Place:
    """Where two codebooks differ, as narrowly as can be said; a place in ``after``."""
    head = _changed_field(before, after)
    if head is not None and head != "categories":
        return Place(field=head)
    number = _first_difference(before.categories, after.categories)
    if number is None:
        return Place()
    if len(before.categories) != len(after.categories) or not _only(
        before.categories, after.categories, number
    ):
        # A category was added, removed or moved.
        last = len(after.categories) - 1
        return Place(min(number, last)) if last >= 0 else Place()
    one, other = before.categories[number], after.categories[number]
    field = _changed_field(one, other)
    if field != "subtypes":
        return Place(number, field=field or "")
    kind = _first_difference(one.subtypes, other.subtypes)
    if kind is None or not other.subtypes:
        return Place(number, field="subtypes")
    if len(one.subtypes) != len(other.subtypes) or not _only(one.subtypes, other.subtypes, kind):
        return Place(number, min(kind, len(other.subtypes) - 1), "subtypes")
    return Place(number, kind, _changed_field(one.subtypes[kind], other.subtypes[kind]) or "")


def _changed_field(before: Part, after: Part) -> str | None:
    """The one field in which two parts differ; empty where there are several, None for none.

    The letter of a new category follows its name, where the change was made.
    """
    changed = [f.name for f in fields(before) if getattr(before, f.name) != getattr(after, f.name)]
    if not changed:
        return None
    return changed[0] if len(changed) == 1 or changed == ["name", "letter"] else ""


def _first_difference(before: Sequence[object], after: Sequence[object]) -> int | None:
    for number, (one, other) in enumerate(zip(before, after, strict=False)):
        if one != other:
            return number
    return None if len(before) == len(after) else min(len(before), len(after))


def _only(before: Sequence[object], after: Sequence[object], number: int) -> bool:
    return before[number + 1 :] == after[number + 1 :]


def _typed(before: Codebook, after: Codebook) -> tuple[Place, _Way] | None:
    """Where and how a single letter was typed, or None where something else was done."""
    place = changed_place(before, after)
    old, new = _text_at(before, place), _text_at(after, place)
    start, old_end, new_end = changed_part(old, new)
    gone, come = old[start:old_end], new[start:new_end]
    if not gone and come and come.isspace():
        return place, _Way.SPACING
    if not gone and len(come.strip()) == 1:
        # At the end of a text a blank is seen with the first letter of the next word only.
        return place, _Way.WRITING if len(come) == 1 else _Way.BEGINNING
    if not come and len(gone) == 1:
        return place, _Way.ERASING
    return None


def _goes_on(last: tuple[Place, _Way] | None, step: tuple[Place, _Way]) -> bool:
    return last is not None and last[0] == step[0] and (last[1], step[1]) in _ONE_STEP


def _text_at(book: Codebook, place: Place) -> str:
    """What stands in a field of text, one line for each entry; empty for all that is no text."""
    if place.field in ("", "subtypes"):
        return ""
    part: Codebook | Category | Subtype = book
    if place.category is not None:
        part = book.categories[place.category]
        if place.kind is not None:
            part = part.subtypes[place.kind]
    value = getattr(part, place.field)
    if isinstance(value, tuple):
        return "\n".join(value)
    return value if isinstance(value, str) else ""
