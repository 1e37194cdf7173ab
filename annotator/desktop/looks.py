"""From annotations and outcomes to what is painted: marks on the page, cards in the margin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor

from annotator.comparison.outcomes import Outcome
from annotator.desktop.margin import Card
from annotator.desktop.marks import Look, Mark
from annotator.desktop.palette import Theme
from annotator.desktop.words import confidence_words
from annotator.domain.annotation import Annotation
from annotator.domain.codebook import Category, Codebook
from annotator.domain.confidence import nearest_level

if TYPE_CHECKING:  # what it stands on takes a while to import and is needed for a review only
    from annotator.comparison.matching import Item

LONGEST_END = 26
"""Code points of the other end on a card."""

# Each outcome has a sign and an underline of its own, so that colour is never the only one.
_SIGNS = {
    Outcome.HIT: ("✓", "solid"),
    Outcome.PARTIAL: ("½", "dashed"),
    Outcome.WRONG_CATEGORY: ("≠", "double"),
    Outcome.MISSED: ("–", "dotted"),
    Outcome.FLAGGED_SOUND: ("!", "wavy"),
    Outcome.NOT_IN_KEY: ("?", "dotted"),
}


SOUND_SIGN = "○"
"""Stands for a sound passage that was left alone."""


def outcome_sign(outcome: Outcome) -> str:
    """The sign that stands for an outcome on the page and in lists."""
    return _SIGNS[outcome][0]


def outcome_pattern(outcome: Outcome) -> str:
    """The underline of an outcome, one of those that :mod:`annotator.desktop.underlines` draws."""
    return _SIGNS[outcome][1]


def category_name(codebook: Codebook, category_id: str) -> str:
    """The name of a category; its id where the codebook does not have it."""
    category = codebook.find(category_id)
    return category.name if category else category_id


def annotation_mark(annotation: Annotation, codebook: Codebook, theme: Theme) -> Mark:
    """How an annotation looks on the page."""
    return next(annotation_marks((annotation,), codebook, theme))


def annotation_marks(
    annotations: Iterable[Annotation], codebook: Codebook, theme: Theme
) -> Iterator[Mark]:
    """How annotations look on the page; those of one category share their look."""
    looks: dict[str, Look] = {}
    for annotation in annotations:
        look = looks.get(annotation.category)
        if look is None:
            look = looks[annotation.category] = _look(annotation.category, codebook, theme)
        ends = annotation.counterpart_spans
        yield Mark(annotation.id, annotation.spans + ends, look, ends[0] if ends else None)


def _look(category_id: str, codebook: Codebook, theme: Theme) -> Look:
    category = codebook.find(category_id)
    if category is None:
        return Look(QColor(theme.muted), "solid", "?")
    return Look(theme.category(category.id, category.colour), category.pattern, category.letter)


def annotation_card(annotation: Annotation, codebook: Codebook, theme: Theme) -> Card:
    """How an annotation looks in the margin."""
    category = codebook.find(annotation.category)
    colour = theme.category(category.id, category.colour) if category else QColor(theme.muted)
    # What is missing first, since a long line is cut.
    about = [
        _end_words(annotation) if category is not None and category.linked else "",
        _subtype_name(category, annotation.subtype),
    ]
    if annotation.confidence is not None:
        about.append(confidence_words(nearest_level(annotation.confidence)))
    return Card(
        title=category.name if category else annotation.category,
        detail="",
        caption=" · ".join(part for part in about if part),
        badge=category.letter if category else "?",
        colour=colour,
        paragraphs=(("", annotation.note),) if annotation.note else (),
    )


def _end_words(annotation: Annotation) -> str:
    """The other end in few words; one in another article is told on the card at length."""
    if not annotation.counterpart:
        return QCoreApplication.translate("Card", "other end missing")
    here = [" ".join(p.quote.split()) for p in annotation.counterpart if not p.source]
    if not here:
        return ""
    quote = here[0] if len(here[0]) <= LONGEST_END else f"{here[0][:LONGEST_END].rstrip()} …"
    return QCoreApplication.translate("Card", "clashes with “{quote}”").format(quote=quote)


def item_marks(item: Item, mark_id: str, theme: Theme) -> list[Mark]:
    """How an item of a comparison looks on the page.

    What the learner marked is filled; where the key marks other words, those are framed. The first
    mark has the id given; the frame has the same with ``/key``.
    """
    sign, pattern = _SIGNS[item.outcome]
    colour = QColor(theme.outcomes[item.outcome])
    own, wanted = item.set_annotation, item.wanted
    marks = []
    if own is not None and own.all_spans:
        ends = own.counterpart_spans
        look = Look(colour, pattern, sign)
        marks.append(Mark(mark_id, own.all_spans, look, ends[0] if ends else None))
        elsewhere = tuple(
            span for span in (wanted.all_spans if wanted else ()) if span not in own.all_spans
        )
        if elsewhere:
            frame = Look(colour, "", "", outlined=True)
            marks.append(Mark(f"{mark_id}/key", elsewhere, frame))
    elif wanted is not None and wanted.all_spans:
        ends = wanted.counterpart_spans
        look = Look(colour, pattern, sign, outlined=True)
        marks.append(Mark(mark_id, wanted.all_spans, look, ends[0] if ends else None))
    return marks


def sound_mark(passage: Annotation, mark_id: str, theme: Theme) -> Mark:
    """How a sound passage that was rightly left alone looks on the page: framed, for the key's."""
    look = Look(QColor(theme.outcomes[Outcome.HIT]), "", SOUND_SIGN, outlined=True)
    ends = passage.counterpart_spans
    return Mark(mark_id, passage.all_spans, look, ends[0] if ends else None)


def subtype_name(codebook: Codebook, annotation: Annotation) -> str:
    """The name of an annotation's subtype; its id where the codebook does not have it."""
    return _subtype_name(codebook.find(annotation.category), annotation.subtype)


def _subtype_name(category: Category | None, subtype_id: str | None) -> str:
    if subtype_id is None:
        return ""
    return next(
        (s.name for s in (category.subtypes if category else ()) if s.id == subtype_id), subtype_id
    )
