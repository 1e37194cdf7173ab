"""Hints in words, and the places that they name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QObject

from annotator.desktop.looks import category_name
from annotator.domain.article import Article, Block, BlockKind, MetadataRole
from annotator.domain.codebook import Codebook
from annotator.domain.hint import Hint, HintKind
from annotator.domain.span import Span
from annotator.services.hints import NoHints

KEY = "H"
"""The key that asks for a hint."""


def hint_words(
    hint: Hint,
    article: Article,
    sentences: Sequence[Span],
    codebook: Codebook,
    *,
    marked: bool = True,
) -> str:
    """What a hint says; ``marked``: whether the reader has marked anything yet."""
    translate = QCoreApplication.translate
    if hint.block is None or hint.place is None:
        return (
            translate(
                "hints",
                "There is nothing more to find here, and none of your marks lies on a passage that "
                "is sound. Look once more at how far each mark reaches, and at its category.",
            )
            if marked
            else translate(
                "hints", "There is nothing to find here. An article without a mark can be right."
            )
        )
    place = _place(article, hint.block, here=hint.here)
    category = category_name(codebook, hint.category)
    if hint.kind is HintKind.DOUBTFUL:
        return _doubtful(hint, place)
    if hint.kind is HintKind.SENTENCE:
        number = _number_within(hint.place, article.blocks[hint.block], sentences)
        if number is None:
            words = translate("hints", "Look at the cell shown in {place}: “{category}”.")
        else:
            words = translate("hints", "Look at sentence {number} of {place}: “{category}”.")
        return words.format(place=place, number=number, category=category)
    words = HintCounts().missing(hint.count).format(place=place, category=category)
    if len(_within(article.blocks[hint.block], sentences)) > 1:
        words += " " + translate("hints", "Press {key} again to learn where.").format(key=KEY)
    if hint.here:
        return words
    nothing_here = (
        translate("hints", "Nothing more is missing where you are.")
        if marked
        else translate("hints", "There is nothing to find where you are.")
    )
    return f"{nothing_here} {words}"


def refusal_words(refused: NoHints) -> str:
    """Why there is no hint."""
    translate = QCoreApplication.translate
    return {
        NoHints.NOT_A_DRAFT: translate("hints", "This set has been submitted."),
        NoHints.FORBIDDEN: translate("hints", "This exercise gives no hints."),
        NoHints.NO_KEY: translate("hints", "There is no key for this article yet."),
    }[refused]


class HintCounts(QObject):
    """Texts with a number: for Python, Qt's tools find their forms only in ``tr`` of an object."""

    def missing(self, number: int) -> str:
        """How many passages of a category are still to be found at a place."""
        return self.tr("In {place}, %n more passage(s) to mark: “{category}”.", "", number)

    def doubtful_here(self, number: int) -> str:
        """How many marks lie on sound passages where the reader is."""
        return self.tr(
            "Nothing more is missing in {place}, but %n mark(s) there lie(s) on what the key "
            "calls sound.",
            "",
            number,
        )

    def doubtful_there(self, number: int) -> str:
        """How many marks lie on sound passages elsewhere."""
        return self.tr(
            "Nothing more is missing in this article, but in {place} %n mark(s) lie(s) on what "
            "the key calls sound.",
            "",
            number,
        )


def _doubtful(hint: Hint, place: str) -> str:
    counts = HintCounts()
    words = counts.doubtful_here if hint.here else counts.doubtful_there
    return words(hint.count).format(place=place)


def _place(article: Article, number: int, *, here: bool) -> str:
    """A block in words: “this paragraph” where the caret is in it, else “paragraph 3”."""
    translate = QCoreApplication.translate
    block = article.blocks[number]
    if block.kind is BlockKind.METADATA:
        return {
            MetadataRole.HEADLINE: translate("hints", "the headline"),
            MetadataRole.DATE_LINE: translate("hints", "the date line"),
            MetadataRole.BY_LINE: translate("hints", "the by-line"),
            None: translate("hints", "the lines at the top"),
        }[block.role]
    this, numbered = {
        BlockKind.HEADING: (
            translate("hints", "this heading"),
            translate("hints", "heading {number}"),
        ),
        BlockKind.PARAGRAPH: (
            translate("hints", "this paragraph"),
            translate("hints", "paragraph {number}"),
        ),
        BlockKind.LIST_ITEM: (
            translate("hints", "this list item"),
            translate("hints", "list item {number}"),
        ),
        BlockKind.TABLE: (translate("hints", "this table"), translate("hints", "table {number}")),
        BlockKind.QUOTATION: (
            translate("hints", "this quotation"),
            translate("hints", "quotation {number}"),
        ),
    }[block.kind]
    if here:
        return this
    return numbered.format(number=sum(b.kind is block.kind for b in article.blocks[: number + 1]))


def _number_within(sentence: Span, block: Block, sentences: Sequence[Span]) -> int | None:
    """Which sentence of its block it is, from 1; None in a table, where it is a cell."""
    if block.kind is BlockKind.TABLE:
        return None
    return 1 + sum(s.start < sentence.start for s in _within(block, sentences))


def _within(block: Block, sentences: Sequence[Span]) -> list[Span]:
    return [s for s in sentences if block.span.overlap(s)]
