"""Articles and marks for measuring, from words that nobody has written."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from statistics import median, quantiles

from annotator.domain.annotation import Annotation, Passage
from annotator.domain.article import Article
from annotator.domain.codebook import Codebook
from annotator.domain.span import Span
from annotator.services.clock import new_id, utc_now

_SYLLABLES = ("ba", "co", "di", "fe", "gu", "ka", "lo", "mi", "na", "pe", "ro", "sha", "tri", "ond")
_NOTES = ("", "", "Who says so, and when?", "No figure for this is given anywhere. " * 4)


def article_text(size: int, seed: int = 1) -> str:
    """About ``size`` characters of Markdown: headings, paragraphs, lists and some tables."""
    rng = random.Random(seed)
    words = ["".join(rng.choices(_SYLLABLES, k=rng.randint(1, 4))) for _ in range(3000)]

    def sentence(shortest: int = 6, longest: int = 24) -> str:
        chosen = " ".join(rng.choices(words, k=rng.randint(shortest, longest)))
        return f"{chosen.capitalize()}."

    def paragraph() -> str:
        return " ".join(sentence() for _ in range(rng.randint(2, 7)))

    def bullets() -> str:
        return "\n".join(f"- {sentence(3, 15)}" for _ in range(rng.randint(2, 6)))

    def table() -> str:
        columns = rng.randint(2, 4)
        rows = [[rng.choice(words) for _ in range(columns)] for _ in range(rng.randint(3, 7))]
        lines = [f"| {' | '.join(row)} |" for row in rows]
        return "\n".join([lines[0], "|---" * columns + "|", *lines[1:]])

    parts = ["# A text of words that nobody wrote"]
    length = 0
    while length < size:
        kind = rng.random()
        if kind < 0.1:
            part = f"## {sentence(2, 6)[:-1]}"
        elif kind < 0.17:
            part = bullets()
        elif kind < 0.19:
            part = table()
        else:
            part = paragraph()
        parts.append(part)
        length += len(part) + 2
    return "\n\n".join(parts) + "\n"


def annotations_on(
    article: Article, codebook: Codebook, count: int, seed: int = 2
) -> tuple[Annotation, ...]:
    """``count`` annotations of 10 to 80 code points, spread evenly, many of them overlapping."""
    rng = random.Random(seed)
    runs = [run for run in article.runs() if len(run) > 10]
    weights = [len(run) for run in runs]
    now = utc_now()
    return tuple(
        Annotation(
            id=new_id(),
            category=rng.choice(codebook.categories).id,
            passages=(Passage.cut(article.text, _part(run, rng)),),
            note=rng.choice(_NOTES),
            created_at=now,
        )
        for run in rng.choices(runs, weights, k=count)
    )


def _part(run: Span, rng: random.Random) -> Span:
    length = min(rng.randint(10, 80), len(run))
    start = rng.randint(run.start, run.end - length)
    return Span(start, start + length)


def p99(times: Sequence[float]) -> float:
    """The 99th percentile."""
    return quantiles(times, n=100, method="inclusive")[98] if len(times) > 1 else times[0]


def table(title: str, rows: Iterable[tuple[str, Sequence[float], str]]) -> str:
    """Lines with a name, the median, the 99th percentile (milliseconds), and a remark each."""
    lines = [f"{title:<58}{'median':>9}{'p99':>9}  (ms)"]
    for name, times, remark in rows:
        numbers = f"{median(times):>9.2f}{p99(times):>9.2f}  n={len(times)}"
        lines.append(f"  {name:<56}{numbers}{remark and '; '}{remark}")
    return "\n".join(lines)
