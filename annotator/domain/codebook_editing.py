"""What can be done to the parts of a codebook while it is being written.

A codebook that is being written is an ordinary :class:`Codebook` that need not be in order yet:
new categories and subtypes have no id, and get one from their name when it is saved. Ids stay from
then on, so that sets made before and after a change of name can be compared.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from annotator.domain.codebook import (
    MOST_CATEGORIES,
    PATTERNS,
    SOUND,
    Category,
    Codebook,
    Subtype,
    folded,
)

_MOST = 60
"""Characters of an id that is made from a name; a number still goes after it."""

T = TypeVar("T")


def slug(name: str, joint: str) -> str:
    """A name as lower-case ASCII letters and digits, with ``joint`` between its words.

    Empty where the name has none of them.
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", joint, kept.encode("ascii", "replace").decode()).strip(joint)


def with_ids(book: Codebook) -> Codebook:
    """The codebook with an id for every category and subtype that has none yet."""
    categories = _with_ids(book.categories, "_", "category", {SOUND})
    return replace(
        book,
        categories=tuple(
            replace(c, subtypes=tuple(_with_ids(c.subtypes, "-", "kind", ()))) for c in categories
        ),
    )


Part = TypeVar("Part", Category, Subtype)


def _with_ids(parts: Sequence[Part], joint: str, stem: str, reserved: Iterable[str]) -> list[Part]:
    # Files are read by id or by name, so that no id may be what another one is called.
    taken = {folded(part.id) for part in parts if part.id} | set(reserved)
    done = []
    for part in parts:
        found = part.id
        if not found:
            others = taken | {folded(other.name) for other in parts if other is not part}
            found = _free(slug(part.name, joint)[:_MOST] or stem, joint, others)
            taken.add(folded(found))
        done.append(replace(part, id=found))
    return done


def _free(stem: str, joint: str, taken: Container[str]) -> str:
    name, number = stem, 1
    while folded(name) in taken:
        number += 1
        name = f"{stem}{joint}{number}"
    return name


def next_version(version: str, taken: Container[str] = ()) -> str:
    """The version after another: its last number is one more, and more yet where that is taken."""
    found = re.fullmatch(r"(.*?)(\d{1,9})", version)
    stem, number = (found[1], int(found[2])) if found else (f"{version[:60]}.", 1)
    while True:
        number += 1
        if f"{stem}{number}" not in taken:
            return f"{stem}{number}"


def moved(parts: Sequence[T], index: int, by: int) -> tuple[T, ...]:
    """The parts with one of them moved up or down, as far as it goes."""
    rest = [*parts[:index], *parts[index + 1 :]]
    target = min(max(index + by, 0), len(rest))
    return (*rest[:target], parts[index], *rest[target:])


def added(book: Codebook, colour: str) -> Codebook:
    """The codebook with one more category of a colour, whose other signs are still free.

    With the most categories that there may be it stays as it is.
    """
    others = book.categories
    if len(others) >= MOST_CATEGORIES:
        return book
    fresh = Category(
        id="",
        name="",
        letter=free_letter("", others),
        colour=colour,
        pattern=_first(PATTERNS, others, lambda c: c.pattern),
        shortcut=_first("123456789", others, lambda c: c.shortcut),
        definition="",
    )
    return replace(book, categories=(*others, fresh))


def relettered(every: Sequence[Category], number: int, after: Category) -> Category:
    """What a category becomes, its letter following its name.

    That goes on while it is new and its letter is the one that was proposed for it.
    """
    before = every[number]
    others = [*every[:number], *every[number + 1 :]]
    follows = not before.id and before.letter == after.letter
    if not follows or before.letter != free_letter(before.name, others):
        return after
    return replace(after, letter=free_letter(after.name, others))


def free_letter(name: str, others: Iterable[Category]) -> str:
    """The first letter of a name that no other category has; else the first of the alphabet."""
    known = list(others)
    letters = "".join(c for c in name if c.isalpha() and len(c.upper()) == 1)
    return _first(f"{letters}ABCDEFGHIJKLMNOPQRSTUVWXYZ".upper(), known, lambda c: c.letter.upper())


def _first(signs: Iterable[str], others: Iterable[Category], of: Callable[[Category], str]) -> str:
    taken = {of(category) for category in others}
    return next(sign for sign in signs if sign not in taken)
