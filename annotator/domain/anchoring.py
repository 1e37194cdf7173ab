"""Finding a quoted passage again: by position, by exact match with its context, by likeness."""

from __future__ import annotations

from dataclasses import replace

from annotator.domain.annotation import Passage
from annotator.domain.snapping import snapped
from annotator.domain.span import Span

SHORTEST_ALIKE = 12
"""Code points from which a quote is looked for by likeness: shorter ones fit in many places."""

MUCH_ALIKE = 88.0
"""Per cent of likeness from which a passage is taken for the quote (rapidfuzz, partial ratio)."""


def anchor(text: str, passage: Passage) -> Passage:
    """Place a passage in ``text``, which is that of its source, by exact match.

    Among the places where the quote occurs, one whose surroundings agree with the whole of the
    stored context comes first: a quote that stands at the old position by chance, in other
    surroundings, does not hold the mark there. Then comes the old position, then the place whose
    surroundings agree longest, and among equals the one nearest to the old position. A quote
    that does not occur is placed where the text is almost the same (a corrected typo, another
    quotation mark). Where there is no such place either, the passage comes back unplaced, with
    quote and context kept.
    """
    span = passage.span
    if span is not None and _stands_at(text, passage, span):
        return Passage.cut(text, span, passage.source)
    places = occurrences(text, passage.quote)
    if not places:
        alike = most_alike(text, passage.quote)
        if alike is not None:
            return Passage.cut(text, alike, passage.source)
        return replace(passage, span=None)
    whole = len(passage.prefix) + len(passage.suffix)
    old = span.start if span is not None else 0

    def fit(start: int) -> tuple[bool, bool, int, int]:
        end = start + len(passage.quote)
        left = text[max(0, start - len(passage.prefix)) : start]
        agreed = _common(passage.prefix[::-1], left[::-1])
        agreed += _common(passage.suffix, text[end : end + len(passage.suffix)])
        at_old = span is not None and start == old
        return agreed == whole, at_old, agreed, -abs(start - old)

    best = max(places, key=fit)
    return Passage.cut(text, Span(best, best + len(passage.quote)), passage.source)


def occurrences(text: str, quote: str) -> list[int]:
    """Every offset (code points) at which ``quote`` begins; none for an empty quote."""
    found: list[int] = []
    if not quote:
        return found
    start = text.find(quote)
    while start >= 0:
        found.append(start)
        start = text.find(quote, start + 1)
    return found


def most_alike(text: str, quote: str) -> Span | None:
    """The passage (code points) most like the quote, in whole words, if it is much like it."""
    if len(quote) < SHORTEST_ALIKE or len(text) < len(quote):
        return None
    from rapidfuzz.fuzz import partial_ratio_alignment  # noqa: PLC0415 (rarely needed)

    found = partial_ratio_alignment(quote, text, score_cutoff=MUCH_ALIKE)
    if found is None or found.dest_start >= found.dest_end:
        return None
    return snapped(text, Span(found.dest_start, found.dest_end))


def _stands_at(text: str, passage: Passage, span: Span) -> bool:
    """Whether quote and context agree at ``span``, so that no other place can fit better."""
    return (
        text[span.start : span.end] == passage.quote
        and text[max(0, span.start - len(passage.prefix)) : span.start] == passage.prefix
        and text.startswith(passage.suffix, span.end)
    )


def _common(a: str, b: str) -> int:
    count = 0
    for left, right in zip(a, b, strict=False):
        if left != right:
            break
        count += 1
    return count
