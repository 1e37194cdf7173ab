"""Codebooks: versioned sets of categories."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SOUND = "sound"
"""Category id under which a reference key names passages that must be left alone."""

INCONSISTENCY = "inconsistency"
"""Id of the default category whose annotations have two ends."""


@dataclass(frozen=True, slots=True)
class Subtype:
    """A finer kind within a category."""

    id: str
    name: str
    definition: str


@dataclass(frozen=True, slots=True)
class Category:
    """One kind of weakness.

    ``colour`` is ``#rrggbb``; ``pattern`` names the underline (solid, dashed, dotted, wavy or
    double); ``letter`` is the badge and ``shortcut`` the digit key. ``linked`` categories have
    two ends.
    """

    id: str
    name: str
    letter: str
    colour: str
    pattern: str
    shortcut: str
    definition: str
    include: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    subtypes: tuple[Subtype, ...] = ()
    linked: bool = False


@dataclass(frozen=True, slots=True)
class Codebook:
    """Categories under one id and version."""

    id: str
    version: str
    name: str
    categories: tuple[Category, ...]

    def find(self, category_id: str) -> Category | None:
        """The category with that id, or None."""
        return next((c for c in self.categories if c.id == category_id), None)

    def __getitem__(self, category_id: str) -> Category:
        """The category with that id. Raises ``KeyError`` where there is none."""
        category = self.find(category_id)
        if category is None:
            raise KeyError(category_id)
        return category

    def recognise(self, label: str) -> str | None:
        """The id of the category that a label from another tool means, or None.

        Case, spaces, hyphens and underscores do not matter; ids and names are both accepted.
        """
        wanted = _folded(label)
        if wanted == SOUND:
            return SOUND
        for category in self.categories:
            if wanted in (_folded(category.id), _folded(category.name)):
                return category.id
        return None


def _folded(label: str) -> str:
    return label.strip().casefold().replace("-", "_").replace(" ", "_")


def codebook_from_dict(data: Mapping[str, Any]) -> Codebook:
    """Read a codebook from its JSON form. Raises ``KeyError`` where a required field is missing."""
    return Codebook(
        id=data["id"],
        version=data["version"],
        name=data["name"],
        categories=tuple(_category(entry) for entry in data["categories"]),
    )


def _category(data: Mapping[str, Any]) -> Category:
    return Category(
        id=data["id"],
        name=data["name"],
        letter=data["letter"],
        colour=data["colour"],
        pattern=data["pattern"],
        shortcut=data["shortcut"],
        definition=data["definition"],
        include=tuple(data.get("include", ())),
        leave_out=tuple(data.get("leave_out", ())),
        examples=tuple(data.get("examples", ())),
        subtypes=tuple(
            Subtype(entry["id"], entry["name"], entry["definition"])
            for entry in data.get("subtypes", ())
        ),
        linked=bool(data.get("linked", False)),
    )
