"""Codebooks: versioned sets of categories."""

from __future__ import annotations

from dataclasses import dataclass, replace

SOUND = "sound"
"""Category id under which a reference key names passages that must be left alone."""

INCONSISTENCY = "inconsistency"
"""Id of the default category whose annotations have two ends."""

PATTERNS = (
    "solid",
    "dashed",
    "dotted",
    "wavy",
    "double",
    "thick",
    "ticked",
    "dash-dot",
    "hatched",
)
"""The underlines by which categories are told apart without colour: one for each digit key."""

MOST_CATEGORIES = 9
MOST_SUBTYPES = 9


@dataclass(frozen=True, slots=True)
class Subtype:
    """A finer kind within a category."""

    id: str
    name: str
    definition: str
    include: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Category:
    """One kind of weakness.

    ``colour`` is ``#rrggbb``; ``pattern`` names the underline, one of :data:`PATTERNS`;
    ``letter`` is the badge and ``shortcut`` the digit key. ``linked`` categories have two ends.
    ``rules`` say what exactly to mark and what to do in doubt.
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
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Codebook:
    """Categories under one id and version. ``rules`` are those that hold for all of them."""

    id: str
    version: str
    name: str
    categories: tuple[Category, ...]
    rules: tuple[str, ...] = ()

    def find(self, category_id: str) -> Category | None:
        """The category with that id, or None."""
        return next((c for c in self.categories if c.id == category_id), None)

    def __getitem__(self, category_id: str) -> Category:
        """The category with that id. Raises ``KeyError`` where there is none."""
        category = self.find(category_id)
        if category is None:
            raise KeyError(category_id)
        return category

    def matches(self, other: Codebook) -> bool:
        """Whether what is marked with one can be found in what is marked with the other.

        So it is with versions of one codebook that have the same categories, whatever else they
        say and in whatever order.
        """
        own, others = ({c.id for c in book.categories} for book in (self, other))
        return self.id == other.id and own == others

    def joined(self, other: Codebook) -> Codebook:
        """This codebook with those categories of another one whose ids it lacks, after its own.

        For what has to name the categories of two sets at once. Nothing is marked with it, and it
        may have more categories than there are keys.
        """
        more = tuple(c for c in other.categories if self.find(c.id) is None)
        if not more:
            return self
        return replace(self, categories=(*self.categories, *more))

    def recognise(self, label: str) -> str | None:
        """The id of the category that a label from another tool means, or None.

        Case, spaces, hyphens and underscores do not matter; ids and names are both accepted.
        """
        wanted = folded(label)
        if wanted == SOUND:
            return SOUND
        for category in self.categories:
            if wanted in (folded(category.id), folded(category.name)):
                return category.id
        return None


def folded(label: str) -> str:
    """A label as it is compared: without regard to case, blanks, hyphens and underscores."""
    return label.strip().casefold().replace("-", "_").replace(" ", "_")
