"""What the card of an item of a review says, in the order in which a learner wants it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor

from annotator.comparison.outcomes import Outcome, is_second_mark
from annotator.desktop.looks import SOUND_SIGN, category_name, outcome_sign, subtype_name
from annotator.desktop.margin import Card
from annotator.desktop.palette import Theme
from annotator.desktop.rule_words import in_short, label_of_short, over_sound, quoted
from annotator.desktop.words import (
    outcome_title,
    outcome_words,
    relation_meaning,
    sure_words,
)
from annotator.domain.annotation import Annotation, Passage
from annotator.domain.codebook import Codebook
from annotator.domain.confidence import nearest_level

if TYPE_CHECKING:  # what they stand on takes a while to import and is needed for a review only
    from annotator.comparison.matching import Item
    from annotator.comparison.reasons import Reason

LONGEST_QUOTE = 140
ARGUABLE = frozenset((Outcome.NOT_IN_KEY, Outcome.FLAGGED_SOUND))
"""Outcomes about which a learner may have something to say to the teacher."""


def item_card(item: Item, reason: Reason | None, codebook: Codebook, theme: Theme) -> Card:
    """How an item of a comparison looks in the margin.

    What was marked, where the two sides differ; what is not right about it; why; then what the
    learner had said. Without a ``reason`` it does not tell what kept a mark from being a hit.
    """
    translate = QCoreApplication.translate
    short = in_short(item, reason) if reason is not None else ""
    rivalled = reason is not None and bool(reason.rivals)
    meaning = outcome_words(item.outcome, item.relation, rivalled=rivalled)
    told = item.explanation or short or meaning
    paragraphs = [*_both_sides(item, codebook)]
    if short:
        paragraphs.append((label_of_short(item.outcome), short))
    for covered in reason.covered if reason is not None else ():
        words = " ".join(filter(None, (over_sound(covered), covered.sound.note)))
        paragraphs.append((translate("review", "Sound words in it"), words))
    if item.explanation:
        label = (
            translate("review", "Why it is sound")
            if item.sound_annotation
            else translate("review", "Why it is weak")
        )
        paragraphs.append((label, item.explanation))
    if (not short and not item.explanation) or item.outcome is Outcome.NOT_IN_KEY:
        paragraphs.append((translate("review", "What this means"), meaning))
    if item.relation is not None and not is_second_mark(item.outcome, item.relation):
        label = translate("review", "Several together")
        paragraphs.append((label, relation_meaning(item.relation)))
    own = item.set_annotation
    if own is not None:
        paragraphs += _said(own, item.outcome)
        if own.argument:
            told = translate("review", "You argue: {words}").format(words=own.argument)
    return Card(
        title=outcome_title(item.outcome, item.relation),
        detail=category_name(codebook, item.category),
        caption=_caption(item, codebook),
        badge=outcome_sign(item.outcome),
        colour=QColor(theme.outcomes[item.outcome]),
        paragraphs=tuple(paragraphs),
        brief=told,
    )


def sound_card(passage: Annotation, theme: Theme) -> Card:
    """How a passage looks in the margin that only looks weak, and was rightly left alone."""
    translate = QCoreApplication.translate
    why = passage.note or translate("review", "A careful reader can defend it as it stands.")
    return Card(
        title=translate("review", "Sound"),
        detail=translate("review", "rightly left alone"),
        badge=SOUND_SIGN,
        colour=QColor(theme.outcomes[Outcome.HIT]),
        paragraphs=(
            (translate("review", "Only looks weak"), _quotes(passage)),
            (translate("review", "Why it is sound"), why),
        ),
        brief=why,
    )


def _both_sides(item: Item, codebook: Codebook) -> Iterable[tuple[str, str]]:
    """What each side marked, where they differ, or the one that is there."""
    translate = QCoreApplication.translate
    own, wanted = item.set_annotation, item.wanted
    differ = own is None or wanted is None or _differ(own, wanted)
    if not differ:
        return
    categories = own is not None and wanted is not None and own.category != wanted.category
    subtypes = own is not None and wanted is not None and _subtypes_differ(own, wanted)
    for label, annotation in (
        (translate("review", "You marked"), own),
        (translate("review", "The key marks"), wanted),
    ):
        if annotation is not None:
            about = []
            if categories:
                about.append(category_name(codebook, annotation.category))
            if subtypes:
                about.append(subtype_name(codebook, annotation))
            yield label, " · ".join([_quotes(annotation), *filter(None, about)])


def _differ(own: Annotation, wanted: Annotation) -> bool:
    places = [(a.all_spans, a.spans_elsewhere) for a in (own, wanted)]
    return (
        own.category != wanted.category or _subtypes_differ(own, wanted) or places[0] != places[1]
    )


def _subtypes_differ(own: Annotation, wanted: Annotation) -> bool:
    """Whether both state one, and not the same: a reader need not state any."""
    both = own.subtype and wanted.subtype and own.category == wanted.category
    return bool(both) and own.subtype != wanted.subtype


def _quotes(annotation: Annotation) -> str:
    ends = (annotation.passages, annotation.counterpart)
    return " ↔ ".join(_quote(passages) for passages in ends if passages)


def _quote(passages: tuple[Passage, ...]) -> str:
    return quoted(" … ".join(p.quote for p in passages), LONGEST_QUOTE)


def _said(own: Annotation, outcome: Outcome) -> Iterable[tuple[str, str]]:
    """What the learner said of the mark: how sure, the note."""
    translate = QCoreApplication.translate
    sure = sure_words(nearest_level(own.confidence), outcome)
    if sure:
        yield translate("review", "How sure you were"), sure
    if own.note:
        yield translate("review", "Your note"), own.note
    if own.argument and outcome not in ARGUABLE:  # made against another key
        yield translate("review", "Your argument"), own.argument


def _caption(item: Item, codebook: Codebook) -> str:
    """The kind that the key gives it; the reader's own where the key says nothing."""
    annotation = item.wanted or item.set_annotation
    return subtype_name(codebook, annotation) if annotation else ""
