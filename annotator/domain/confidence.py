"""How sure an annotator is."""

from __future__ import annotations

LEVELS = (0.25, 0.5, 0.75, 1.0)
"""The levels that can be stated, 0.0 to 1.0; not stating any is possible too."""


def nearest_level(confidence: float | None) -> float | None:
    """The level nearest to a confidence that came from elsewhere; None stays None."""
    if confidence is None:
        return None
    return min(LEVELS, key=lambda level: abs(level - confidence))


def next_level(confidence: float | None) -> float | None:
    """The level above; after the highest none is stated, and then the lowest follows."""
    above = [level for level in LEVELS if confidence is None or level > confidence]
    return above[0] if above else None
