"""Words for two sets that stand side by side, in the user's language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from annotator.desktop.words import number
from annotator.domain.annotation import Annotation, Role, SetInfo, Status
from annotator.domain.codebook import SOUND, Codebook
from annotator.domain.decisions import Decision

if TYPE_CHECKING:
    from annotator.comparison.pairing import Pairing, PairKind

translate = QCoreApplication.translate

SIGNS = {
    "same": "=",
    "overlap": "≈",
    "other_category": "≠",
    "first_only": "◧",
    "second_only": "◨",
}
"""What stands for a kind of pair in lists and on its filter; no digits, which read as numbers."""


def kind_name(kind: PairKind) -> str:
    """What a kind of pair is called."""
    return {
        "same": translate("pairs", "The same"),
        "overlap": translate("pairs", "Overlapping"),
        "other_category": translate("pairs", "Other category"),
        "first_only": translate("pairs", "Only the first"),
        "second_only": translate("pairs", "Only the second"),
    }[kind]


def kind_meaning(kind: PairKind) -> str:
    """What a kind of pair says, in a sentence."""
    return {
        "same": translate("pairs", "Both mark the same words, under the same category."),
        "overlap": translate(
            "pairs", "Both mark some of the same words under the same category, not all of them."
        ),
        "other_category": translate(
            "pairs", "Both mark some of the same words, under different categories."
        ),
        "first_only": translate("pairs", "Only the first set marks this passage."),
        "second_only": translate("pairs", "Only the second set marks this passage."),
    }[kind]


def decision_name(decision: Decision | None, *, asked: bool) -> str:
    """What was decided of a pair, in two words; ``asked``: whether it can still be decided."""
    return {
        None: translate("pairs", "Open") if asked else translate("pairs", "Left out"),
        Decision.FIRST: translate("pairs", "✓ First taken"),
        Decision.SECOND: translate("pairs", "✓ Second taken"),
        Decision.MERGED: translate("pairs", "✓ Merged"),
        Decision.REJECTED: translate("pairs", "✕ Rejected"),
    }[decision]


def of_several(infos: Iterable[SetInfo]) -> bool:
    """Whether learners' sets are not all of one person, so that it is to be said whose."""
    learners = (info for info in infos if info.role is Role.LEARNER)
    return len({(info.learner_id, info.annotator) for info in learners}) > 1


def name_words(info: SetInfo, *, whose: bool) -> str:
    """The name of a set, with that of its learner where it is wanted and not in it yet."""
    who = info.annotator if whose and info.role is Role.LEARNER else ""
    named = not who or info.name.endswith(f" · {who}")
    return info.name if named else f"{info.name} · {who}"


def set_words(info: SetInfo, *, whose: bool = False) -> str:
    """A set as it stands in a list of all sets of an article; ``whose``: with its learner."""
    if info.is_finished_key:
        return translate("pairs", "{name} · key").format(name=info.name)
    if info.role is Role.KEY:
        return translate("pairs", "{name} · key in the making").format(name=info.name)
    name = name_words(info, whose=whose)
    if info.status is Status.DRAFT:
        return translate("pairs", "{name} · in progress").format(name=name)
    return name


def category_words(annotation: Annotation, codebook: Codebook) -> str:
    """The name of an annotation's category; a key's sound passages are told as such."""
    if annotation.category == SOUND:
        return translate("pairs", "Sound passage")
    category = codebook.find(annotation.category)
    return category.name if category else annotation.category


def quote_words(annotation: Annotation) -> str:
    """The words that an annotation marks, both ends of it."""
    ends = (annotation.passages, annotation.counterpart)
    return " ↔ ".join(" … ".join(_line(p.quote) for p in end) for end in ends if end)


def agreement_words(pairing: Pairing) -> str:
    """How much two sets have in common, in a sentence."""
    likeness = pairing.likeness
    if likeness.token_f1 is None:
        return translate("pairs", "Neither of them marks a weak passage.")
    return translate(
        "pairs", "Agreement on the words: F1 {f1}. Beyond chance: kappa {kappa}."
    ).format(f1=number(likeness.token_f1), kappa=number(likeness.kappa))


def agreement_meaning() -> str:
    """What these figures are."""
    return translate(
        "pairs",
        "F1: twice the words that both mark under the same category, over all that either marks; "
        "1 is the same. Kappa (Cohen): of the words that both mark or leave, how much more than "
        "chance would give; 0 is chance, 1 is complete agreement. A dash: nothing to compute it "
        "from.",
    )


def _line(quote: str) -> str:
    return f"“{' '.join(quote.split())}”"
