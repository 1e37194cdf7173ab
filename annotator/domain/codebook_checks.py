"""What is to be said of a codebook that is being written: what has to be done comes first.

Everything has its place, so that whoever writes can be led there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from annotator.domain.codebook import Category, Codebook, folded
from annotator.domain.codebook_clashes import Clash, clashes
from annotator.domain.codebook_colours import Alike, Faint, Shown, alike, faint
from annotator.domain.codebook_data import codebook_from_dict, codebook_to_dict
from annotator.domain.errors import CodebookError

LONGEST_NAME = 40
"""Characters of a name in what is said of it."""


class Urgency(IntEnum):
    """How much it matters: nothing can be saved, readers will stumble, or it could be better."""

    BLOCKS = 0
    WARNS = 1
    ADVISES = 2


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a codebook: a field of a kind, of a category, or of the whole where both are None.

    ``category`` and ``kind`` count from 0; ``field`` is the name of the attribute, or empty where
    it is about the whole category.
    """

    category: int | None = None
    kind: int | None = None
    field: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to be said. ``about`` is a message, or what was found of the colours."""

    urgency: Urgency
    place: Place
    about: CodebookError | Faint | Alike


def codebook_checks(book: Codebook, shown: tuple[Shown, ...] = ()) -> list[Check]:
    """Everything that is to be said of a codebook, the most urgent first.

    ``shown`` are its colours as every theme shows them. Something blocks exactly if
    :func:`codebook_from_dict` does not read what is written of the codebook.
    """
    blocks = [Check(Urgency.BLOCKS, place, error) for place, error in _blocking(book)]
    warns = [
        *(Check(Urgency.WARNS, Place(f.category, field="colour"), f) for f in faint(shown)),
        *(Check(Urgency.WARNS, Place(p.second, field="colour"), p) for p in alike(shown)),
    ]
    advises = [Check(Urgency.ADVISES, place, error) for place, error in _advice(book)]
    return [*blocks, *warns, *advises]


Told = tuple[Place, CodebookError]


def _blocking(book: Codebook) -> Iterator[Told]:
    told = False
    for problem in _problems(book):
        told = True
        yield problem
    if told:
        return
    try:
        codebook_from_dict(codebook_to_dict(book))
    except CodebookError as error:  # what no field of the editor lets through
        yield Place(field="name"), error


def _problems(book: Codebook) -> Iterator[Told]:
    if not book.name.strip():
        yield Place(field="name"), CodebookError("The codebook has no name yet.")
    for number, category in enumerate(book.categories):
        yield from _of_category(number, category)
    for clash in clashes(book):
        yield _clash(book, clash)


def _of_category(number: int, category: Category) -> Iterator[Told]:
    if not category.name.strip():
        yield (
            Place(number, field="name"),
            CodebookError("Category {number} has no name yet.", number=number + 1),
        )
    name = _called(number, category)
    if len(category.letter.strip()) != 1:
        yield (
            Place(number, field="letter"),
            CodebookError(
                "{category} needs a letter: one single character, which stands on its marks.",
                category=name,
            ),
        )
    if not category.definition.strip():
        yield (
            Place(number, field="definition"),
            CodebookError(
                "{category} has no definition yet. Say in a sentence or two what it is.",
                category=name,
            ),
        )
    yield from _of_kinds(number, category, name)


def _of_kinds(number: int, category: Category, name: str | CodebookError) -> Iterator[Told]:
    every = Counter(folded(kind.name) for kind in category.subtypes)
    for place, kind in enumerate(category.subtypes):
        if not kind.name.strip():
            yield (
                Place(number, place, "name"),
                CodebookError(
                    "{category}: kind {number} has no name yet.", category=name, number=place + 1
                ),
            )
        elif every[folded(kind.name)] > 1 and any(
            folded(kind.name) == folded(other.name) for other in category.subtypes[:place]
        ):
            yield (
                Place(number, place, "name"),
                CodebookError(
                    "{category} has two kinds called “{kind}”. Give each a name of its own.",
                    category=name,
                    kind=shortened(kind.name),
                ),
            )
        if not kind.definition.strip():
            yield (
                Place(number, place, "definition"),
                CodebookError(
                    "{category}: kind {number}, “{kind}”, has no definition yet.",
                    category=name,
                    number=place + 1,
                    kind=shortened(kind.name),
                ),
            )


_SAME = {
    "letter": "{one} and {other} have the same letter, {sign}. Give one of them another.",
    "shortcut": "{one} and {other} have the same key, {sign}. Give one of them another.",
    "colour": "{one} and {other} have the same colour. Give one of them another.",
    "pattern": "{one} and {other} have the same line. Give one of them another.",
}


def _clash(book: Codebook, clash: Clash) -> Told:
    if clash.at is None:
        return Place(), clash.error
    if clash.other is None:
        return Place(clash.at, field="name"), clash.error
    one, other = book.categories[clash.other], book.categories[clash.at]
    both = {"one": _called(clash.other, one), "other": _called(clash.at, other)}
    if clash.field in _SAME:
        sign = str(getattr(other, clash.field)).upper()
        words = _SAME[clash.field]
        return Place(clash.at, field=clash.field), CodebookError(words, **both, sign=sign)
    if folded(one.name) == folded(other.name):
        words = "{one} and {other} have the same name. Give one of them another."
    else:
        # One was renamed, and the other one has the name now that files know the first one by.
        words = (
            "{one} and {other} could be taken for each other in files, where a category keeps the "
            "name it had first. Give {other} another name."
        )
    return Place(clash.at, field="name"), CodebookError(words, **both)


def _advice(book: Codebook) -> Iterator[Told]:
    for number, category in enumerate(book.categories):
        if not category.examples and not any(kind.examples for kind in category.subtypes):
            yield (
                Place(number, field="examples"),
                CodebookError(
                    "{category} has no example. One or two show readers at once what is meant.",
                    category=_called(number, category),
                ),
            )


def _called(number: int, category: Category) -> str | CodebookError:
    """A category as it is spoken of; by its number where it has no name yet."""
    if not category.name.strip():
        return CodebookError("Category {number}", number=number + 1)
    return f"“{shortened(category.name)}”"


def shortened(name: str) -> str:
    """A name that leaves room for what is said of it."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"
