"""Whether the colours of a codebook can be seen and told apart, in every theme and by everybody."""

from __future__ import annotations

import colorsys
import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from annotator.domain.colours import Vision, contrast, difference, difference_seen, lab

GRAPHICS, TEXT = 3.0, 4.5
"""The contrast that WCAG 2.2 AA asks of underlines (1.4.11), and of letters in badges (1.4.3)."""

APART = 10.0
"""CIEDE2000 differences below this are hard to tell when colours are not side by side.

There is no published limit for thin lines under text. Just noticed side by side is about 1; the
default codebook has more than this in every theme and for every kind of vision.
"""

VIVID = 24.0
"""Chroma (CIE 1976) below which a colour looks more grey or brown than like itself."""

HUES = 24
"""How finely :func:`colour_space` divides the circle of hues."""


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


@dataclass(frozen=True, slots=True)
class Candidate:
    """A colour, and how each theme shows it, in the order of the themes."""

    colour: str
    shown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A colour for a category. ``passes`` says that it passes every check against the others.

    ``apart`` is the smallest difference from another one, in any theme and for any vision; infinite
    where there is no other.
    """

    colour: str
    passes: bool
    apart: float


@cache
def colour_space() -> tuple[str, ...]:
    """Colours from all over the sRGB space, near enough to each other to search it.

    The first is a strong one: where there are no others yet, it is as good as any.
    """
    found = [
        colorsys.hls_to_rgb(hue / HUES, lightness, saturation)
        for saturation in (1.0, 0.7, 0.4, 0.2)
        for lightness in (0.36, 0.27, 0.18, 0.45, 0.55, 0.68)
        for hue in range(HUES)
    ]
    coded = ("#" + "".join(f"{round(255 * c):02x}" for c in rgb) for rgb in found)
    return tuple(dict.fromkeys(coded))


def proposed(
    candidates: Iterable[Candidate],
    others: tuple[Shown, ...],
    refused: Collection[str] = (),
) -> Proposal:
    """The candidate that is told best from the other categories, of those that can be seen.

    One that is vivid in every theme comes before one that is not, and one unlike those that were
    ``refused`` before one like them, as long as it passes :func:`faint` and :func:`alike`. What is
    proposed passes them as long as one candidate does; of several that are as good it is the first.
    ``others`` has the colours of the other categories in the themes of the candidates. Raises
    ``ValueError`` where there is no candidate.
    """
    every = tuple(candidates)
    fresh = [c for c in every if all(difference(c.colour, r) >= APART for r in refused)]
    vivid = [c for c in fresh if all(_chroma(colour) >= VIVID for colour in c.shown)]
    for choice in (vivid, fresh):
        found = _best(choice, others) if choice else None
        if found is not None and found.passes:
            return found
    return _best(every, others)


@cache
def _chroma(colour: str) -> float:
    _lightness, red, yellow = lab(colour)
    return math.hypot(red, yellow)


def _best(candidates: Sequence[Candidate], others: tuple[Shown, ...]) -> Proposal:
    """The one that is told best from the others, of those that can be seen best."""
    best: tuple[float, float] | None = None
    colour = ""
    for candidate in candidates:
        pages = zip(candidate.shown, others, strict=True)
        seen = min(1.0, *(contrast(one, shown.page) / TEXT for one, shown in pages))
        if best is not None and seen < best[0]:
            continue
        least = best[1] if best is not None and seen == best[0] else -1.0
        apart = _apart(candidate, others, least)
        if apart is not None:
            best, colour = (seen, apart), candidate.colour
    if best is None:
        raise ValueError("no candidates")
    return Proposal(colour, best[0] >= 1.0 and best[1] >= APART, best[1])


def _apart(candidate: Candidate, others: tuple[Shown, ...], least: float) -> float | None:
    """The smallest difference from the others, or None as soon as it is no more than ``least``."""
    apart = float("inf")
    for one, shown in zip(candidate.shown, others, strict=True):
        for other in shown.colours:
            apart = min(apart, difference_seen(one, other)[0])
            if apart <= least:
                return None
    return apart if apart > least else None
