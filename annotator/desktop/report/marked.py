"""The article of a report, with the marks of both sides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from annotator.comparison.outcomes import Outcome
from annotator.desktop.looks import category_name, item_marks, outcome_sign
from annotator.desktop.palette import LIGHT
from annotator.desktop.report.figures import sign_of
from annotator.desktop.report.parts import Highlight, MarkedArticle, Piece, Run
from annotator.desktop.report.segments import Segment, Stretch, nested, segmented
from annotator.desktop.words import outcome_title
from annotator.domain.article import Article, BlockKind, MetadataRole
from annotator.domain.codebook import Codebook
from annotator.domain.span import Span, merged

if TYPE_CHECKING:
    from annotator.comparison.matching import Item

translate = QCoreApplication.translate

ARTICLE_LEVEL = 3
"""Level of the headline among the headings of the report."""
DEEPEST = 6

# What may stand in no web page, or is no character at all.
_UNFIT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)
    )
    + "]"
)


def fit(text: str) -> str:
    """The text, of the same length, with the replacement character for what cannot be shown."""
    return _UNFIT.sub("\ufffd", text)


def marked_article(article: Article, items: Sequence[Item], codebook: Codebook) -> MarkedArticle:
    """The article with everything that was marked on it, numbered as the items are."""
    highlights: list[Highlight] = []
    stretches: list[Stretch] = []
    for number, item in enumerate(items, 1):
        for highlight, spans in _highlights(number, item, codebook):
            stretches += [Stretch(len(highlights), span) for span in merged(spans)]
            highlights.append(highlight)
    runs = segmented(article.runs(), stretches)
    outcomes = {highlight.outcome for highlight in highlights}
    return MarkedArticle(
        text=fit(article.text),
        pieces=tuple(_pieces(article, iter(runs))),
        highlights=tuple(highlights),
        stretches=tuple(stretch.mark for stretch in stretches),
        legend=tuple(sign_of(outcome) for outcome in Outcome if outcome.value in outcomes),
    )


def _highlights(
    number: int, item: Item, codebook: Codebook
) -> Iterator[tuple[Highlight, tuple[Span, ...]]]:
    """What the learner marked, and in a frame what the key marks elsewhere, as on the desk."""
    own = item.set_annotation is not None
    told = translate("report", "Passage {number}: {outcome}, {category}").format(
        number=number,
        outcome=outcome_title(item.outcome, item.relation),
        category=category_name(codebook, item.category),
    )
    for mark in item_marks(item, str(number), LIGHT):
        key_too = mark.id != str(number)
        yield (
            Highlight(
                name=f"{number}-key" if key_too else str(number),
                number=number,
                outcome=item.outcome.value,
                pattern=mark.look.pattern,
                label=translate("report", "{number} key").format(number=number)
                if key_too
                else f"{number} {outcome_sign(item.outcome)}",
                told=translate("report", "Passage {number}: what the key marks").format(
                    number=number
                )
                if key_too
                else told,
                framed=key_too or not own,
            ),
            mark.spans,
        )


def _pieces(article: Article, runs: Iterator[tuple[Segment, ...]]) -> Iterator[Piece]:
    level = ARTICLE_LEVEL - 1
    for block in article.blocks:
        if block.kind is BlockKind.TABLE:
            rows = tuple(
                tuple(_run(next(runs)) if cell is not None else None for cell in row)
                for row in block.rows
            )
            yield Piece(block.kind.value, rows=rows)
            continue
        run = _run(next(runs))
        if block.role is MetadataRole.HEADLINE or block.kind is BlockKind.HEADING:
            headline = block.role is MetadataRole.HEADLINE
            wanted = ARTICLE_LEVEL - 1 + (1 if headline else block.level or 2)
            level = min(wanted, level + 1, DEEPEST)  # no level is left out on the way down
            yield Piece("heading", run, level)
        else:
            role = block.role.value if block.role else ""
            yield Piece(block.kind.value, run, block.level or 1, block.ordinal, role)


def _run(segments: tuple[Segment, ...]) -> Run:
    return Run(segments, nested(segments))
