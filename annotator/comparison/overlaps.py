"""Finding what overlaps what."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.domain.span import Span


def overlapping_pairs(
    left: Sequence[Sequence[Span]], right: Sequence[Sequence[Span]]
) -> list[tuple[int, int]]:
    """Index pairs ``(i, j)``, sorted, where ``left[i]`` and ``right[j]`` share a code point.

    A sweep over the text: the cost is that of sorting the spans and of the pairs found, not that
    of all pairs.
    """
    starts = sorted(
        (span.start, span.end, side, index)
        for side, groups in enumerate((left, right))
        for index, spans in enumerate(groups)
        for span in spans
    )
    open_spans: list[list[tuple[int, int]]] = [[], []]
    pairs: set[tuple[int, int]] = set()
    for start, end, side, index in starts:
        # A span that ended before this start can meet no later one either, so it is let go.
        others = [
            (other_end, other) for other_end, other in open_spans[1 - side] if other_end > start
        ]
        open_spans[1 - side] = others
        open_spans[side].append((end, index))
        pairs.update((other, index) if side else (index, other) for _, other in others)
    return sorted(pairs)
