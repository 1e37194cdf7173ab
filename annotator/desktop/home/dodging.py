"""Markers of equal or nearly equal values side by side, so that none hides another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

Offset = tuple[float, float]
"""How far a marker is moved to the right and down, in pixels."""


def dodge(heights: Sequence[float | None], step: float, room: float, top: float) -> list[Offset]:
    """Where the markers of one attempt stand beside its place, in the order of ``heights``.

    ``heights`` are pixels from the foot of the plot, None for no marker; ``step`` is how far apart
    two markers have to be, ``room`` how far they may go to either side, and ``top`` the highest
    they may get, in pixels. They keep their heights where there is room beside each other;
    otherwise they are stacked, and where even that has no end they lie upon each other.
    """
    offsets: list[Offset] = [(0.0, 0.0)] * len(heights)
    for group in _groups(heights, step):
        if (len(group) - 1) * step <= 2 * room - step:
            left = -(len(group) - 1) / 2
            for column, place in enumerate(group):
                offsets[place] = ((left + column) * step, 0.0)
        elif len(group) > 1:
            return _stacked(heights, step, room, top)
    return offsets


def most_together(heights: Sequence[float | None], step: float) -> int:
    """The largest number of markers of one attempt that would lie upon each other."""
    return max((len(group) for group in _groups(heights, step)), default=0)


def _groups(heights: Sequence[float | None], step: float) -> Iterator[list[int]]:
    """Markers that touch each other, or are joined by such, each group in the order given."""
    ordered = sorted((h, place) for place, h in enumerate(heights) if h is not None)
    group: list[int] = []
    last = 0.0
    for height, place in ordered:
        if group and height - last >= step:
            yield sorted(group)
            group = []
        group.append(place)
        last = height
    if group:
        yield sorted(group)


def _stacked(heights: Sequence[float | None], step: float, room: float, top: float) -> list[Offset]:
    """One marker after the other at the nearest place that is free."""
    columns = max(1, int(2 * room / step))
    across = sorted(
        ((n - (columns - 1) / 2) * step for n in range(columns)), key=lambda x: (abs(x), x)
    )
    taken: list[tuple[float, float]] = []
    offsets: list[Offset] = []
    for height in heights:
        if height is None:
            offsets.append((0.0, 0.0))
            continue
        rows = sorted((row * step for row in range(-int(top / step), int(top / step) + 1)), key=abs)
        places = ((x, height + rise) for rise in rows for x in across if 0 <= height + rise <= top)
        chosen = next(
            (
                (x, y)
                for x, y in places
                if all(abs(x - other) >= step or abs(y - level) >= step for other, level in taken)
            ),
            (0.0, height),
        )
        taken.append(chosen)
        offsets.append((chosen[0], height - chosen[1]))
    return offsets
