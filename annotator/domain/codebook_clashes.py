"""What categories have in common that each must have of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from annotator.domain.codebook import MOST_CATEGORIES, SOUND, Category, Codebook, folded
from annotator.domain.errors import CodebookError


@dataclass(frozen=True, slots=True)
class Clash:
    """Why categories could be taken for each other, in words.

    ``at`` is the number of the later category, from 0, or None where it is about the whole;
    ``other`` is that of the earlier one, and ``field`` what both have in common.
    """

    error: CodebookError
    at: int | None = None
    other: int | None = None
    field: str = ""


def clashes(codebook: Codebook) -> Iterator[Clash]:
    """Why categories could be taken for each other, or are too few or too many.

    What is empty yet, while a codebook is being written, clashes with nothing.
    """
    every = codebook.categories
    if not every:
        yield Clash(CodebookError("The codebook has no categories. Give it one to nine."))
    if len(every) > MOST_CATEGORIES:
        yield Clash(
            CodebookError(
                "The codebook has {count} categories, and {most} is the most: one for each digit "
                "key.",
                count=len(every),
                most=MOST_CATEGORIES,
            )
        )
    for number, category in enumerate(every):
        if SOUND in (folded(category.id), folded(category.name)):
            yield Clash(
                CodebookError(
                    "A category cannot be called “{name}”: that stands for passages that a key "
                    "holds to be sound. Choose another name.",
                    name=category.name,
                ),
                number,
            )
    for number, category in enumerate(every):
        for before, other in enumerate(every[:number]):
            theirs = dict(_signs(other))
            for field, signs in _signs(category):
                if (signs & theirs[field]) - {""}:
                    yield Clash(_same(other, category, field), number, before, field)


def _same(one: Category, other: Category, field: str) -> CodebookError:
    return CodebookError(
        "“{one}” and “{other}” have the same {field}. Each category needs its own.",
        one=one.name,
        other=other.name,
        field=field,
    )


def _signs(category: Category) -> Iterator[tuple[str, set[str]]]:
    """What must differ between categories, as it is compared."""
    yield "id", {category.id}
    # Labels in files are recognised by id or name, so one's name must not be another's id either.
    yield "name", {folded(category.id), folded(category.name)}
    yield "letter", {category.letter.casefold()}
    yield "shortcut", {category.shortcut}
    yield "colour", {category.colour.lower()}
    yield "pattern", {category.pattern}
