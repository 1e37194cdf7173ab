"""Which hint helps a reader most, from the key, the marks so far and where the caret is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from annotator.comparison.matching import Item, match
from annotator.comparison.outcomes import Outcome
from annotator.comparison.prepared import PreparedKey
from annotator.domain.annotation import Annotation
from annotator.domain.article import Block
from annotator.domain.hint import Hint, HintKind
from annotator.domain.segmentation import Segmentation
from annotator.domain.span import Span

MIDDLING = 2
"""The difficulty of a key item that states none."""


@dataclass(frozen=True, slots=True)
class _Found:
    """Something in a block: an item that is missing, or a mark that is doubtful."""

    annotation: Annotation
    category: str
    spans: tuple[Span, ...]


def next_hint(
    marks: Sequence[Annotation],
    key: PreparedKey,
    blocks: Sequence[Block],
    caret: int,
    told: Collection[Hint] = (),
) -> Hint:
    """The hint to give now.

    ``told`` are the hints that were given since the marks were last changed. ``caret`` is in code
    points, ``blocks`` are those of the article in their order.

    What a review would call missed is missing. Where something is, in the block of the caret or
    else in the nearest one after it (from the last block on to the first), the hint says how many
    passages of one category: of that of the easiest item. Asked again, it says in which of several
    sentences that is. Where nothing is missing in the caret's block, marks there on passages that
    are sound are told first, since they can be mended on the spot. When all has been told that can
    be, the last hint comes again.
    """
    items = match(marks, key)
    missing = _by_block(_missing(items), blocks)
    doubtful = _by_block(_doubtful(items), blocks)
    here = _block_at(blocks, caret)
    ways = _ways(missing, doubtful, here, blocks, key.segmentation)
    hint = Hint(HintKind.COMPLETE)
    for hint in ways:
        if hint not in told:
            break
    return hint


def _ways(
    missing: dict[int, list[_Found]],
    doubtful: dict[int, list[_Found]],
    here: int,
    blocks: Sequence[Block],
    segmentation: Segmentation,
) -> Iterator[Hint]:
    """The hints that can be given, in the order in which they are."""
    if here not in missing and here in doubtful:
        yield _about_doubt(here, doubtful[here], blocks, here=True)
    block = _nearest(missing, here)
    if block is not None:
        yield from _about_missing(block, missing[block], blocks, segmentation, here=block == here)
        return
    block = _nearest(doubtful, here)
    if block is None:
        yield Hint(HintKind.COMPLETE)
    elif block != here:
        yield _about_doubt(block, doubtful[block], blocks, here=False)


def _about_missing(
    block: int,
    found: Sequence[_Found],
    blocks: Sequence[Block],
    segmentation: Segmentation,
    *,
    here: bool,
) -> Iterator[Hint]:
    easiest = min(found, key=lambda f: (_difficulty(f.annotation), min(f.spans)))
    count = sum(f.category == easiest.category for f in found)
    kind, category = HintKind.PARAGRAPH, easiest.category
    yield Hint(kind, category, count, block, blocks[block].span, here)
    sentences = segmentation.sentences_touching([min(easiest.spans)])
    # Of a block that is one sentence all has been told.
    if sentences and len(segmentation.sentences_touching([blocks[block].span])) > 1:
        yield Hint(HintKind.SENTENCE, category, 1, block, sentences[0], here)


def _about_doubt(
    block: int, found: Sequence[_Found], blocks: Sequence[Block], *, here: bool
) -> Hint:
    return Hint(HintKind.DOUBTFUL, "", len(found), block, blocks[block].span, here)


def _missing(items: Iterable[Item]) -> Iterator[_Found]:
    for item in items:
        wanted = item.key_annotation
        if item.outcome is Outcome.MISSED and wanted is not None:
            yield _Found(wanted, item.category, wanted.all_spans)


def _doubtful(items: Iterable[Item]) -> Iterator[_Found]:
    for item in items:
        mark = item.set_annotation
        if item.outcome is Outcome.FLAGGED_SOUND and mark is not None:
            yield _Found(mark, item.category, mark.all_spans)


def _by_block(found: Iterable[_Found], blocks: Sequence[Block]) -> dict[int, list[_Found]]:
    """What lies in each block, with the part of it that does; of two ends each in its own.

    What lies in no block is nowhere: nobody can be sent there.
    """
    starts = [block.start for block in blocks]
    by_block: dict[int, list[_Found]] = {}
    for each in found:
        inside: dict[int, list[Span]] = {}
        for span in each.spans:
            first = max(0, bisect_right(starts, span.start) - 1)
            for number in range(first, bisect_left(starts, span.end)):
                part = span.intersection(blocks[number].span)
                if part is not None:
                    inside.setdefault(number, []).append(part)
        for number, parts in inside.items():
            part_of = _Found(each.annotation, each.category, tuple(parts))
            by_block.setdefault(number, []).append(part_of)
    return by_block


def _block_at(blocks: Sequence[Block], caret: int) -> int:
    """The block in which the caret is, or behind which it is; the first where it is before all."""
    return max(0, bisect_right(blocks, caret, key=lambda block: block.start) - 1)


def _nearest(found: Collection[int], here: int) -> int | None:
    """The block of the caret if it is among them, else the next one after it, going round."""
    return min(found, key=lambda number: (number < here, number), default=None)


def _difficulty(annotation: Annotation) -> int:
    stated = annotation.key.difficulty if annotation.key else None
    return MIDDLING if stated is None else stated
