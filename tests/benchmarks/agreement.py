"""How long agreement of many sets takes, beside the krippendorff package, and how much memory.

    python tests/benchmarks/agreement.py [--sets 3000] [--samples 15] [--memory-sets 30000]

An article of about 1,000 words that nobody wrote, sets of 20 spans of 10 to 80 code points. Both
sides start from the same columns of spans in tokens (set, category, first token, end):

- "package": the reliability matrix (sets x tokens, a number for each set of categories) is filled
  span by span in the number type that the package is quickest with, then handed to
  ``krippendorff.alpha``. The time of that call alone is told too, for three number types;
- "ours": the stretches under the same categories, counted by differences, then alpha.

Reading the spans out of annotation sets is the same for both and is told by itself. All values
must agree to 1e-9. Memory is that of a fresh process that makes one set at a time and forgets it:
the peak of what Python and numpy allocate (tracemalloc), and in a second one the peak of the whole
process before and after (Linux only; ``ru_maxrss`` would include that of the process that started
it). The tokens are words and marks there, so that spaCy is not part of it.
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import krippendorff
import numpy as np
from made_up import article_text, table

from annotator.comparison.agreement import agree
from annotator.comparison.krippendorff_alpha import nominal_alpha, unitizing_alpha
from annotator.comparison.label_runs import Marks, marks_of, runs_of
from annotator.comparison.pairwise import mean_strict_f1, mean_token_f1
from annotator.domain.annotation import (
    Annotation,
    AnnotationSet,
    Passage,
    Role,
    SetInfo,
    Status,
)
from annotator.domain.article import Article
from annotator.domain.segmentation import Segmentation
from annotator.domain.span import Span
from annotator.services.articles import segmentation_of
from annotator.services.importing import article_of_text

WORDS = 1000
SPANS = 20
CATEGORIES = ("unsupported_claim", "inconsistency", "vague_attribution")


def made_up_article() -> Article:
    """The smallest of these articles that has 1,000 words."""
    sizes = range(4000, 20000, 50)
    articles = (article_of_text(article_text(size), "made up") for size in sizes)
    return next(article for article in articles if article.words >= WORDS)


def made_up_sets(article: Article, count: int, spans: int = SPANS) -> Iterator[AnnotationSet]:
    """Sets of so many spans, anywhere; overlapping as it happens. One at a time."""
    rng = random.Random(7)
    end = len(article.text)
    for number in range(count):
        info = SetInfo(f"{number}", article.sha256, f"{number}", Role.LEARNER, Status.SUBMITTED)
        annotations = []
        for n in range(spans):
            length = rng.randint(10, 80)
            start = rng.randint(0, end - length)
            passage = Passage.cut(article.text, Span(start, start + length))
            annotations.append(Annotation(f"{number}/{n}", rng.choice(CATEGORIES), (passage,)))
        yield AnnotationSet(info, tuple(annotations))


def reliability_matrix(tokens: Marks) -> np.ndarray:
    """Sets x tokens, with a bit for each category."""
    data = np.zeros((tokens.sets, tokens.length), np.int8)
    bits = 1 << tokens.category
    columns = (tokens.owner, bits, tokens.start, tokens.end)
    for owner, bit, start, end in zip(*(c.tolist() for c in columns), strict=True):
        data[owner, start:end] |= bit
    return data


def package_alpha(data: np.ndarray) -> float:
    """What the package makes of it."""
    return float(krippendorff.alpha(reliability_data=data, level_of_measurement="nominal"))


def times(action: Callable[[], object], samples: int) -> list[float]:
    """Milliseconds of each run, after one that does not count."""
    action()
    result = []
    for _ in range(samples):
        begun = time.perf_counter()
        action()
        result.append((time.perf_counter() - begun) * 1000)
    return result


def side_by_side(count: int, samples: int) -> None:
    """Print the times and the factors."""
    article = made_up_article()
    segmentation, length = segmentation_of(article), len(article.text)
    sets = list(made_up_sets(article, count))
    marks = marks_of(sets, CATEGORIES, length)
    tokens = marks.on_tokens(segmentation)
    runs = runs_of(tokens)

    def ours(of: Marks) -> float | None:
        return nominal_alpha(runs_of(of))

    few = max(3, samples // 3)
    kinds = (np.int8, np.int64, np.float64)
    matrices = {kind: reliability_matrix(tokens).astype(kind) for kind in kinds}
    alone = {kind: times(lambda k=kind: package_alpha(matrices[k]), few) for kind in kinds}
    filled = times(lambda: package_alpha(reliability_matrix(tokens)), few)
    mine = times(lambda: ours(tokens), samples)
    rows = [
        ("ours, from the spans in tokens", mine, "A"),
        ("package, from the same: matrix of int8 and alpha", filled, "B"),
        *((f"package, alpha alone, matrix of {k.__name__}", alone[k], k.__name__) for k in kinds),
        ("spans out of the sets", times(lambda: marks_of(sets, CATEGORIES, length), few), ""),
        ("spans from code points to tokens", times(lambda: marks.on_tokens(segmentation), few), ""),
        ("alpha for unitizing", times(lambda: unitizing_alpha(runs_of(marks)), few), ""),
        ("mean F1 of all pairs, tokens", times(lambda: mean_token_f1(tokens), few), ""),
        ("mean F1 of all pairs, spans", times(lambda: mean_strict_f1(marks), few), ""),
        (
            "everything, from the sets (without gamma)",
            times(lambda: agree(sets, segmentation, CATEGORIES, length, with_gamma=False), 3),
            "",
        ),
    ]
    sys.stdout.write(
        f"{count:,} sets of {SPANS} spans, {article.words:,} words, "
        f"{len(segmentation.tokens):,} tokens, {length:,} code points, "
        f"{len(runs.owner):,} stretches\n"
    )
    sys.stdout.write(table("", rows) + "\n")
    a, b = float(np.median(mine)), float(np.median(filled))
    for kind in kinds:
        factor = float(np.median(alone[kind])) / a
        sys.stdout.write(f"  package's alpha alone ({kind.__name__}) / A: {factor:.0f} times\n")
    sys.stdout.write(f"  B / A, both from the spans in tokens: {b / a:.0f} times\n")
    compared = {package_alpha(data) for data in matrices.values()}
    furthest = max(abs(value - (ours(tokens) or 0.0)) for value in compared)
    sys.stdout.write(f"  furthest apart: {furthest:.1e}\n")
    if furthest > 1e-9:
        raise SystemExit("The values differ.")


def most_resident() -> float:
    """The most memory (MB) that this process has had at a time, as Linux tells it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) * 1024 / 1e6 if found else float("nan")


def memory(count: int, *, traced: bool) -> None:
    """Print the memory that agreement of so many sets takes; in a process of its own."""
    article = made_up_article()
    tokens = tuple(Span(*match.span()) for match in re.finditer(r"\w+|[^\w\s]", article.text))
    segmentation, length = Segmentation(tokens, ()), len(article.text)
    agree(made_up_sets(article, 10), segmentation, CATEGORIES, length, with_gamma=False)
    before = 0.0 if traced else most_resident()
    if traced:
        tracemalloc.start()
    begun = time.perf_counter()
    found = agree(made_up_sets(article, count), segmentation, CATEGORIES, length, with_gamma=False)
    seconds = time.perf_counter() - begun
    if traced:
        peak = tracemalloc.get_traced_memory()[1] / 1e6
        sys.stdout.write(f"{count:,} sets: at most {peak:.0f} MB allocated (tracemalloc)\n")
    else:
        sys.stdout.write(
            f"{count:,} sets: the process takes {most_resident():.0f} MB at most, "
            f"{before:.0f} MB of them before; {seconds:.1f} s with making the sets; "
            f"alpha {found.alpha:.6f}\n"
        )


def main() -> None:
    """Read the arguments."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sets", type=int, default=3000)
    parser.add_argument("--samples", type=int, default=15)
    parser.add_argument("--memory-sets", type=int, default=30_000)
    parser.add_argument("--memory", choices=["traced", "grown"])
    arguments = parser.parse_args()
    if arguments.memory:
        memory(arguments.memory_sets, traced=arguments.memory == "traced")
        return
    side_by_side(arguments.sets, arguments.samples)
    sys.stdout.flush()
    for kind in ("traced", "grown"):
        command = [sys.executable, __file__, "--memory", kind]
        subprocess.run([*command, "--memory-sets", str(arguments.memory_sets)], check=True)


if __name__ == "__main__":
    main()
