"""The places that a search has found, as the page paints them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from annotator.domain.span import Span


class FoundPlaces:
    """Sorted, disjoint spans in code points, one of which may be the current one."""

    def __init__(self, places: Sequence[Span] = ()) -> None:
        self._places = tuple(places)
        self._starts = [place.start for place in places]
        self.current: Span | None = None

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self._places)

    def within(self, run: Span) -> tuple[Span, ...]:
        """Those in a run of text; none lies in two."""
        first = bisect_left(self._starts, run.start)
        return self._places[first : bisect_right(self._starts, run.end)]
