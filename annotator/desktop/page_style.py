"""How large and how wide the page is set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

ZOOMS = (0.7, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)
MEASURES = (54, 66, 80)
SPACINGS = (1.3, 1.5, 1.8)
FOLLOWS, MOST = 0.4, 1.4
"""How far cards and panels follow the size of the article's letters, and how large they get."""


@dataclass(frozen=True, slots=True)
class PageStyle:
    """``zoom`` is 1.0 for the base size; ``measure`` is the characters of a full line; ``spacing``
    is the height of a line in heights of its letters.
    """

    zoom: float = 1.0
    measure: int = 66
    spacing: float = 1.5

    @property
    def scale(self) -> float:
        """How many times as large as usual letters are beside the article; never smaller."""
        return min(max(1.0, 1.0 + (self.zoom - 1.0) * FOLLOWS), MOST)

    def to_dict(self) -> dict[str, float]:
        """As JSON values."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> PageStyle:
        """From JSON values; what is missing or out of range becomes the default."""
        default = cls()
        zoom, measure, spacing = (data.get(name) for name in ("zoom", "measure", "spacing"))
        return cls(
            zoom if zoom in ZOOMS else default.zoom,
            measure if measure in MEASURES else default.measure,
            spacing if spacing in SPACINGS else default.spacing,
        )
