"""The colour that is proposed for a category: one that passes every check, in every theme."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache

from annotator.desktop.codebook_swatches import shown_colours
from annotator.desktop.palette import THEMES
from annotator.domain.codebook import Category
from annotator.domain.codebook_colours import Candidate, Proposal, colour_space, proposed


def proposed_colour(others: Sequence[Category], refused: Collection[str] = ()) -> Proposal:
    """A vivid colour that is told well from those of other categories, and is none refused."""
    return proposed(candidates(), shown_colours(others), refused)


@cache
def candidates() -> tuple[Candidate, ...]:
    """What can be proposed. Making each legible in every theme takes a moment, the first time."""
    themes = tuple(THEMES.values())
    return tuple(
        Candidate(colour, tuple(theme.category("", colour).name() for theme in themes))
        for colour in colour_space()
    )
