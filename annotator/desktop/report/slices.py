"""Cutting one long column into pages, without cutting what belongs together.

Heights grow downwards. Qt can break a document into pages itself, but it cuts lines below tables,
cannot keep a heading with what follows, and lays out all the rest anew for every break that is
asked for.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence

Extent = tuple[float, float]
"""Top and bottom."""

_TOUCHING = 0.5


def slices(
    lines: Iterable[Extent],
    keeps: Iterable[Extent],
    height: float,
    repeated: Callable[[float], float] = lambda _top: 0.0,
) -> list[Extent]:
    """Top and bottom of what each page shows; in order, and none higher than a page.

    Of ``lines`` none is cut, unless it is higher than a page by itself. Each of ``keeps`` stays on
    one page as well, together with others that it overlaps, unless all of that is higher.
    ``repeated`` tells how much of the height a page that begins at some top needs for what stands
    on it once more; there must be room for what begins there.
    """
    small = _merged(lines)
    found: list[Extent] = []
    left = height
    for top, bottom in _whole(small, keeps, height):
        if found and bottom - found[-1][0] <= left:
            found[-1] = (found[-1][0], bottom)
        else:
            found.append((top, bottom))
            left = height - repeated(top)
    return found or [(0.0, 0.0)]


def _whole(small: Sequence[Extent], keeps: Iterable[Extent], height: float) -> Iterable[Extent]:
    """What is not to be cut: what is kept together where it fits, and lines otherwise."""
    tops = [top for top, _ in small]
    for top, bottom in _merged([*small, *keeps]):
        if bottom - top <= height:
            yield top, bottom
            continue
        for line in small[bisect_left(tops, top) : bisect_left(tops, bottom)]:
            yield from _cut(line, height)


def _cut(line: Extent, height: float) -> Iterable[Extent]:
    top, bottom = line
    while bottom - top > height:
        yield top, top + height
        top += height
    yield top, bottom


def _merged(extents: Iterable[Extent]) -> list[Extent]:
    """Sorted, and those that overlap as one."""
    found: list[Extent] = []
    for top, bottom in sorted(extents):
        if found and top < found[-1][1] - _TOUCHING:
            found[-1] = (found[-1][0], max(found[-1][1], bottom))
        else:
            found.append((top, bottom))
    return found
