"""Comparing 3,000 sets with a key, beside nervaluate on the same work in the same run.

    python tests/benchmarks/comparing.py [--sets 3000] [--spans 20] [--words 1000] [--runs 7]

Every set has that many spans in three categories, and so has the key. nervaluate gets lists of
dictionaries, which are its own form, and works out strict, exact, partial and type, overall and by
category. Annotator does the same from its own columns (the row "the four scores"); then everything
that it knows of a set (outcomes, fragments, tokens, kappa, detection, calibration, and all scores
by category), from columns and from annotation objects. Times are the best of the runs; the runs
take turns, so that all have the same machine.

On texts without overlaps within a side both must come to the same strict, exact and partial scores;
that is checked before anything is measured. In another process, 30,000 sets come one by one, and
the memory that is added is told.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

from annotator.comparison.array_key import KeyUnits, positions
from annotator.comparison.array_scores import SetUnits
from annotator.comparison.columns import Names, SetColumns
from annotator.comparison.compare import compare, compare_prepared
from annotator.comparison.intervals import SortedIntervals
from annotator.comparison.many import ManyResults, compare_many
from annotator.comparison.prepared import prepare
from annotator.domain.annotation import Annotation, AnnotationSet, Passage, Role, SetInfo, Status
from annotator.domain.segmentation import Segmentation
from annotator.domain.span import Span

CATEGORIES = ("unsupported_claim", "inconsistency", "vague_attribution")
WORD = 6
"""Code points of a word, with the space after it."""
SENTENCE = 20
"""Words of a sentence."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Comparing many sets with a key.")
    parser.add_argument("--sets", type=int, default=3000)
    parser.add_argument("--spans", type=int, default=20)
    parser.add_argument("--words", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--memory", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.memory:
        measure_memory(given.memory, given.spans, given.words)
        return
    measure(given.sets, given.spans, given.words, given.runs)
    command = [sys.executable, __file__, "--memory", "30000", "--spans", str(given.spans)]
    subprocess.run(command, check=True)


def segmentation_of(words: int) -> Segmentation:
    """A text of words of five letters."""
    length = SENTENCE * WORD
    return Segmentation(
        tuple(Span(n * WORD, n * WORD + WORD - 1) for n in range(words)),
        tuple(Span(n, min(n + length, words * WORD) - 1) for n in range(0, words * WORD, length)),
    )


def some_spans(rng: random.Random, count: int, words: int) -> list[Span]:
    """Spans of 2 to 15 words; some overlap."""
    starts = (rng.randrange(words - 15) for _ in range(count))
    return sorted(Span(s * WORD, (s + rng.randint(2, 15)) * WORD - 1) for s in starts)


def apart(rng: random.Random, count: int, words: int) -> list[Span]:
    """Spans that do not overlap."""
    cuts = sorted(rng.sample(range(words), 2 * count))
    return [Span(a * WORD, b * WORD) for a, b in list(pairwise(cuts))[::2]]


def a_set(name: str, spans: list[Span], rng: random.Random) -> AnnotationSet:
    """A set on those spans."""
    role = Role.KEY if name == "Key" else Role.LEARNER
    return AnnotationSet(
        SetInfo(name, "0" * 64, name, role, Status.SUBMITTED),
        tuple(
            Annotation(
                f"{name} {n}",
                rng.choice(CATEGORIES),
                (Passage("", "", "", span),),
                confidence=rng.choice((None, 0.25, 0.5, 0.75, 1.0)),
            )
            for n, span in enumerate(spans)
        ),
    )


def entities(each: AnnotationSet) -> list[dict[str, object]]:
    """The spans as nervaluate wants them: their ends belong to them."""
    return [
        {"label": a.category, "start": s.start, "end": s.end - 1}
        for a in each.annotations
        for s in a.spans
    ]


def nervaluate_of(
    key: list[dict[str, object]], spans: list[dict[str, object]]
) -> dict[str, object]:
    """Its results for one set."""
    from nervaluate import Evaluator

    return Evaluator([key], [spans], list(CATEGORIES), loader="dict").evaluate()


def check(words: int) -> None:
    """Both come to the same, where there is nothing to choose; and ours to that of one set."""
    rng = random.Random(3)
    segmentation = segmentation_of(words)
    key = a_set("Key", apart(rng, 20, words), rng)
    sets = [a_set(f"Set {n}", apart(rng, 20, words), rng) for n in range(200)]
    for each, ours in zip(sets, compare_many(sets, key, segmentation, CATEGORIES), strict=True):
        theirs = nervaluate_of(entities(key), entities(each))["overall"]
        for name in ("strict", "exact", "partial"):
            assert abs(getattr(ours.scores, name).f1 - theirs[name].f1) < 1e-9, name
        assert ours.counts == compare(each, key, segmentation, CATEGORIES).counts


def measure(sets: int, spans: int, words: int, runs: int) -> None:
    """Print the table and the summary."""
    from nervaluate import Evaluator

    check(words)
    rng = random.Random(1)
    segmentation = segmentation_of(words)
    key = a_set("Key", some_spans(rng, spans, words), rng)
    all_sets = [a_set(f"Set {n}", some_spans(rng, spans, words), rng) for n in range(sets)]
    columns = SetColumns.of(all_sets)
    their_key, theirs = entities(key), [entities(each) for each in all_sets]
    prepared = prepare(key, segmentation)
    few = all_sets[: max(1, sets // 10)]

    def everything() -> ManyResults:
        return compare_many(columns, key, segmentation, CATEGORIES)

    rows: dict[str, tuple[Callable[[], object], int]] = {
        "nervaluate, a set at a time": (
            lambda: [nervaluate_of(their_key, each) for each in theirs],
            1,
        ),
        "nervaluate, all sets as one corpus (no result for each)": (
            lambda: Evaluator(
                [their_key] * sets, theirs, list(CATEGORIES), loader="dict"
            ).evaluate(),
            1,
        ),
        "the four scores, overall and by category, from columns": (
            lambda: four_scores(columns, key, segmentation),
            1,
        ),
        "everything, from columns": (everything, 1),
        "everything, from annotation objects": (
            lambda: compare_many(all_sets, key, segmentation, CATEGORIES),
            1,
        ),
        "everything with items, a set at a time": (
            lambda: [compare_prepared(each, prepared, CATEGORIES) for each in few],
            sets // len(few),
        ),
    }
    best = dict.fromkeys(rows, float("inf"))
    for _ in range(runs):
        for name, (work, times) in rows.items():
            begun = time.perf_counter()
            work()
            best[name] = min(best[name], (time.perf_counter() - begun) * times)
    slow = best["nervaluate, a set at a time"]
    say(f"{sets:,} sets of {spans} spans, {words:,} words, best of {runs} runs")
    say(f"{'':<58}{'ms':>9}{'us a set':>10}{'times as fast':>15}")
    for name, seconds in best.items():
        us = seconds / sets * 1e6
        say(f"  {name:<56}{seconds * 1e3:>9.1f}{us:>10.1f}{slow / seconds:>15.1f}")
    four, all_of_it, objects = (
        slow / best[name]
        for name in (
            "the four scores, overall and by category, from columns",
            "everything, from columns",
            "everything, from annotation objects",
        )
    )
    say(
        f"summary: {four:.0f} times as fast as nervaluate on the same work, {all_of_it:.0f} times "
        f"with everything else, {objects:.0f} times from annotation objects"
    )


def four_scores(columns: SetColumns, key: AnnotationSet, segmentation: Segmentation) -> object:
    """What nervaluate works out, and nothing else."""
    names = Names(dict.fromkeys(columns.categories, 0))
    for number, category in enumerate(columns.categories):
        names.categories[category] = number
    prepared = prepare(key, segmentation)
    wanted = KeyUnits.of(list(prepared.measured.values()), segmentation, names)
    tokens = SortedIntervals.of(*positions(segmentation.tokens))
    sentences = SortedIntervals.of(*positions(segmentation.sentences))
    chunks = range(0, len(columns.names), 1000)
    return [
        SetUnits.of(columns.part(n, n + 1000), tokens, sentences).span_scores(wanted)
        for n in chunks
    ]


def measure_memory(sets: int, spans: int, words: int) -> None:
    """Print what comparing so many sets adds to the memory of this process."""
    rng = random.Random(1)
    segmentation = segmentation_of(words)
    key = a_set("Key", some_spans(rng, spans, words), rng)
    compare_many([key], key, segmentation, CATEGORIES)
    before = peak()

    def one_by_one() -> Iterator[AnnotationSet]:
        for n in range(sets):
            yield a_set(f"Set {n}", some_spans(rng, spans, words), rng)

    results = compare_many(one_by_one(), key, segmentation, CATEGORIES)
    assert len(results) == sets
    say(
        f"memory: {sets:,} sets that come one by one add {peak() - before:.0f} MB "
        f"to {before:.0f} MB at the peak"
    )


def peak() -> float:
    """The most memory that this process has had, in MB."""
    status = Path("/proc/self/status")
    if status.exists():  # what getrusage says includes the process that started this one
        return int(status.read_text(encoding="ascii").split("VmHWM:")[1].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def say(line: str) -> None:
    """Write a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
