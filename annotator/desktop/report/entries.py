"""The items of a report, one by one, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from annotator.comparison.outcomes import Outcome, is_second_mark
from annotator.desktop.looks import category_name, outcome_sign
from annotator.desktop.report.marked import fit
from annotator.desktop.report.parts import Entry, Highlight, Said
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
from annotator.services.reporting import Material

if TYPE_CHECKING:
    from annotator.comparison.matching import Item
    from annotator.comparison.reasons import Reason
    from annotator.comparison.sound import SoundPassage

translate = QCoreApplication.translate


def entries(material: Material, highlights: Iterable[Highlight]) -> Iterator[Entry]:
    """One for each item of the comparison, in reading order."""
    links: dict[int, list[tuple[str, str]]] = {}
    for highlight in highlights:
        words = (
            translate("report", "What the key marks, in the text")
            if highlight.name.endswith("-key")
            else translate("report", "In the text")
        )
        links.setdefault(highlight.number, []).append((f"mark-{highlight.name}", words))
    told = zip(material.comparison.items, material.reasons, strict=True)
    for number, (item, reason) in enumerate(told, 1):
        yield Entry(
            anchor=f"item-{number}",
            number=str(number),
            sign=outcome_sign(item.outcome),
            outcome=item.outcome.value,
            title=outcome_title(item.outcome, item.relation),
            detail=_category(item.category, item.wanted or item.set_annotation, material.codebook),
            said=tuple(_said(item, reason, material.codebook, material.titles)),
            links=tuple(links.get(number, ())),
        )


def sound_entries(material: Material) -> Iterator[Entry]:
    """One for each passage that the key calls sound."""
    from annotator.comparison.sound import Fate, fates  # noqa: PLC0415 (not at start)

    shown = {
        Fate.LEFT_ALONE: ("✓", Outcome.HIT, translate("report", "You left it alone")),
        Fate.COVERED: (
            outcome_sign(Outcome.PARTIAL),
            Outcome.PARTIAL,
            translate("report", "Your mark reaches into it"),
        ),
        Fate.FLAGGED: ("!", Outcome.FLAGGED_SOUND, translate("report", "You flagged it")),
    }
    for number, found in enumerate(fates(material.comparison.items, material.sound), 1):
        sign, outcome, title = shown[found.fate]
        yield Entry(
            anchor=f"sound-{number}",
            number="",
            sign=sign,
            outcome=outcome.value,
            title=title,
            detail="",
            said=tuple(_said_of_sound(found, material)),
            links=tuple(
                (f"item-{n + 1}", translate("report", "Passage {number}").format(number=n + 1))
                for n in found.items
            ),
        )


def _said_of_sound(found: SoundPassage, material: Material) -> Iterator[Said]:
    passage = found.passage
    yield Said("", _quotes(passage.passages, material.titles), "quote")
    if passage.note:
        yield Said(translate("report", "Why it is sound"), fit(passage.note))
    for n in found.items:
        for covered in material.reasons[n].covered:
            if covered.sound.id == passage.id:
                yield Said(
                    translate("report", "Passage {number}").format(number=n + 1),
                    translate(
                        "report",
                        "Your mark there covers {words} too. Mark only the words that are weak.",
                    ).format(words=fit(quoted(covered.words))),
                )


def _said(
    item: Item, reason: Reason, codebook: Codebook, titles: Mapping[str, str]
) -> Iterator[Said]:
    own, wanted = item.set_annotation, item.wanted
    if own is not None:
        yield Said(translate("report", "You marked"), _both_ends(own, titles), "quote")
    if wanted is not None:
        same = own is not None and _places(own) == _places(wanted)
        yield Said(
            translate("report", "The key marks"),
            translate("report", "the same") if same else _both_ends(wanted, titles),
            "plain" if same else "quote",
        )
    if item.outcome is Outcome.WRONG_CATEGORY and own is not None and wanted is not None:
        yield Said(
            translate("report", "Category"),
            translate("report", "You: {own}. The key: {wanted}.").format(
                own=_category(own.category, own, codebook),
                wanted=_category(wanted.category, wanted, codebook),
            ),
        )
    short = in_short(item, reason)
    if short:
        yield Said(label_of_short(item.outcome), fit(short))
    for covered in reason.covered:
        yield Said(translate("review", "Sound words in it"), fit(over_sound(covered)))
    if item.explanation:
        why = translate("report", "Why")
        sound = translate("report", "Why it is sound")
        yield Said(sound if item.sound_annotation else why, fit(item.explanation))
    if not short:
        meaning = outcome_words(item.outcome, item.relation, rivalled=bool(reason.rivals))
        yield Said(translate("report", "What this means"), meaning)
    if item.alternative is not None:
        yield Said(
            translate("report", "Another answer"),
            translate("report", "The key takes this answer as well as its own."),
        )
    if item.relation is not None and not is_second_mark(item.outcome, item.relation):
        yield Said(translate("report", "Several together"), relation_meaning(item.relation))
    if own is not None:
        yield from _own_words(own, item.outcome)


def _own_words(own: Annotation, outcome: Outcome) -> Iterator[Said]:
    if own.note:
        yield Said(translate("report", "Your note"), fit(own.note))
    sure = sure_words(nearest_level(own.confidence), outcome)
    if sure:
        yield Said(translate("report", "How sure you were"), sure)
    if own.argument:
        yield Said(translate("report", "Your argument"), fit(own.argument))


def _places(annotation: Annotation) -> tuple[object, ...]:
    return annotation.all_spans, annotation.spans_elsewhere


def _both_ends(annotation: Annotation, titles: Mapping[str, str]) -> str:
    first = _quotes(annotation.passages, titles)
    if not annotation.counterpart:
        return first
    return translate("report", "{passage}, clashing with {other}").format(
        passage=first, other=_quotes(annotation.counterpart, titles)
    )


def _quotes(passages: Iterable[Passage], titles: Mapping[str, str]) -> str:
    return " … ".join(_quote(passage, titles) for passage in passages)


def _quote(passage: Passage, titles: Mapping[str, str]) -> str:
    quote = f"“{fit(' '.join(passage.quote.split()))}”"
    if passage.source:
        title = titles.get(passage.source)
        where = (
            translate("report", "in “{title}”").format(title=fit(title))
            if title
            else translate("report", "in another article")
        )
        return f"{quote} {where}"
    if passage.span is None:
        return quote + " " + translate("report", "(not placed in the text)")
    return quote


def _category(category_id: str, about: Annotation | None, codebook: Codebook) -> str:
    """The name of the category, with the subtype of an annotation where it has one."""
    subtype = about.subtype if about else None
    category = codebook.find(category_id)
    name = category_name(codebook, category_id)
    if subtype is None:
        return name
    known = category.subtypes if category else ()
    return f"{name}: {next((s.name for s in known if s.id == subtype), subtype)}"
