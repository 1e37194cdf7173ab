"""Cutting a text with overlapping marks into pieces that nest, for whatever is to be written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from annotator.domain.span import Span


@dataclass(frozen=True, slots=True)
class Stretch:
    """One unbroken part of a mark: code points of the text, and the number of the mark."""

    mark: int
    span: Span


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a text (code points) over the whole of which the same marks lie.

    ``over`` are the stretches on it, by their indices, in order of their lanes; ``lanes`` the lane
    of each, so that the underlines of marks which overlap stay apart. ``begins`` are the stretches
    whose first piece this is.
    """

    span: Span
    over: tuple[int, ...] = ()
    lanes: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Leaf:
    """Bare text, with the stretches that begin in front of it."""

    span: Span
    begins: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """A stretch around what lies in it: a piece of it, where other marks cut across it."""

    stretch: int
    lane: int
    children: tuple[Node | Leaf, ...]


def segmented(runs: Iterable[Span], stretches: Sequence[Stretch]) -> list[tuple[Segment, ...]]:
    """The pieces of every run, in order; those of one run together are the run.

    ``runs`` are disjoint and in reading order. A stretch over several runs is cut at their ends,
    and what of it lies between runs is left out.
    """
    order = sorted(
        range(len(stretches)), key=lambda n: (stretches[n].span.start, -stretches[n].span.end, n)
    )
    lanes = _lanes(stretches, order)
    begun: set[int] = set()
    result = []
    waiting = 0
    active: list[int] = []
    for run in runs:
        while waiting < len(order) and stretches[order[waiting]].span.start < run.end:
            active.append(order[waiting])
            waiting += 1
        active = [n for n in active if stretches[n].span.end > run.start]
        result.append(tuple(_pieces(run, [(n, stretches[n].span) for n in active], lanes, begun)))
    return result


def nested(segments: Iterable[Segment]) -> tuple[Node | Leaf, ...]:
    """The pieces of a run as a tree: a mark is one node for as long as no other cuts across it."""
    return _nested(tuple(segments), 0)


def _nested(segments: Sequence[Segment], depth: int) -> tuple[Node | Leaf, ...]:
    nodes: list[Node | Leaf] = []
    for top, group in groupby(segments, lambda s: s.over[depth] if len(s.over) > depth else None):
        inside = tuple(group)
        if top is None:
            nodes += [Leaf(segment.span, segment.begins) for segment in inside]
        else:
            nodes.append(Node(top, inside[0].lanes[depth], _nested(inside, depth + 1)))
    return tuple(nodes)


def _pieces(
    run: Span, active: Sequence[tuple[int, Span]], lanes: Sequence[int], begun: set[int]
) -> Iterable[Segment]:
    cuts = {run.start, run.end}
    for _, span in active:
        cuts.update((max(span.start, run.start), min(span.end, run.end)))
    bounds = sorted(cuts)
    for start, end in pairwise(bounds):
        over = sorted(
            (n for n, span in active if span.start <= start and end <= span.end),
            key=lambda n: lanes[n],
        )
        begins = tuple(n for n in over if n not in begun)
        begun.update(begins)
        yield Segment(Span(start, end), tuple(over), tuple(lanes[n] for n in over), begins)


def _lanes(stretches: Sequence[Stretch], order: Iterable[int]) -> list[int]:
    """The lowest lane that is free for each stretch, from 0; no two overlap in one lane."""
    lanes = [0] * len(stretches)
    ends: list[int] = []
    for n in order:
        span = stretches[n].span
        lane = next((i for i, end in enumerate(ends) if end <= span.start), len(ends))
        ends[lane : lane + 1] = [span.end]
        lanes[n] = lane
    return lanes
