"""Whether the colours of a codebook can be seen and told apart, in every theme and by everybody."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from annotator.domain.colours import Vision, contrast, difference_seen

GRAPHICS, TEXT = 3.0, 4.5
"""The contrast that WCAG 2.2 AA asks of underlines (1.4.11), and of letters in badges (1.4.3)."""

APART = 10.0
"""CIEDE2000 differences below this are hard to tell when colours are not side by side.

There is no published limit for thin lines under text. Just noticed side by side is about 1; the
default codebook has more than this in every theme and for every kind of vision.
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """The colours of categories as one theme shows them, in their order, and its page."""

    theme: str
    page: str
    colours: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Faint:
    """A category does not stand out from the page. ``needed`` is GRAPHICS or TEXT."""

    category: int
    theme: str
    ratio: float
    needed: float


@dataclass(frozen=True, slots=True)
class Alike:
    """Two categories are hard to tell apart by colour; where and for whom it is worst."""

    first: int
    second: int
    theme: str
    vision: Vision
    difference: float


def faint(every: tuple[Shown, ...]) -> list[Faint]:
    """The categories that are hard to see, in the order of themes and categories."""
    found = []
    for shown in every:
        for number, colour in enumerate(shown.colours):
            ratio = contrast(colour, shown.page)
            if ratio < TEXT:
                needed = GRAPHICS if ratio < GRAPHICS else TEXT
                found.append(Faint(number, shown.theme, ratio, needed))
    return found


def alike(every: tuple[Shown, ...]) -> list[Alike]:
    """The pairs of categories that are hard to tell apart, each once, the worst first."""
    worst: dict[tuple[int, int], Alike] = {}
    for shown in every:
        for (first, one), (second, other) in combinations(enumerate(shown.colours), 2):
            apart, vision = difference_seen(one, other)
            known = worst.get((first, second))
            if apart < APART and (known is None or apart < known.difference):
                worst[first, second] = Alike(first, second, shown.theme, vision, apart)
    return sorted(worst.values(), key=lambda pair: pair.difference)
