"""Foreseeing what becomes of marks when all paragraphs of an article are put into another order.

    python tests/benchmarks/reordering.py [--size 1000000] [--marks 1000] [--runs 3]

That is the most that an edit can do to a text: no paragraph has those beside it that it had before.
Two ways take turns: the one of the program, which compares the texts and then looks for each mark,
and looking each mark up in the new text alone, by its quote and its context. Both times are told,
the best of the runs, and their ratio; and how many marks are on the same words afterwards. Those
over the end of a paragraph can have no place.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from made_up import article_text

from annotator.domain.anchoring import anchor
from annotator.domain.annotation import Passage
from annotator.domain.reanchoring import Reanchoring
from annotator.domain.span import Span


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Reordering the paragraphs of an article.")
    parser.add_argument("--size", type=int, default=1_000_000)
    parser.add_argument("--marks", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    old = article_text(given.size)
    rng = random.Random(3)
    paragraphs = old.split("\n\n")
    new = "\n\n".join(rng.sample(paragraphs, len(paragraphs)))
    marks = _marks(old, given.marks, rng)
    sys.stdout.write(
        f"{len(old):,} characters, {len(paragraphs):,} paragraphs, {len(marks):,} marks\n"
    )
    ways = {
        "both texts": lambda: list(map(Reanchoring(old, new).passage, marks)),
        "new text only": lambda: [anchor(new, replace(mark, span=None)) for mark in marks],
    }
    best = dict.fromkeys(ways, float("inf"))
    for _ in range(given.runs):
        for name, way in ways.items():
            took, found = _timed(way)
            best[name] = min(best[name], took)
            sys.stdout.write(f"{name:14} {took:7.2f} s   {_described(marks, found)}\n")
    sys.stdout.write(f"ratio {best['both texts'] / best['new text only']:.2f}\n")


def _marks(text: str, count: int, rng: random.Random) -> list[Passage]:
    starts = (rng.randrange(len(text) - 200) for _ in range(count))
    return [Passage.cut(text, Span(start, start + rng.randint(10, 150))) for start in starts]


def _timed(way: Callable[[], list[Passage]]) -> tuple[float, list[Passage]]:
    begun = time.perf_counter()
    found = way()
    return time.perf_counter() - begun, found


def _described(marks: Sequence[Passage], found: Sequence[Passage]) -> str:
    same = sum(a.quote == b.quote and b.span is not None for a, b in zip(marks, found, strict=True))
    lost = sum(passage.span is None for passage in found)
    return f"{same:,} on the same words, {lost:,} without a place"


if __name__ == "__main__":
    main()
