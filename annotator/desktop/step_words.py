"""What a reader is told to do next time, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from annotator.desktop.looks import category_name
from annotator.domain.codebook import Codebook

if TYPE_CHECKING:
    from annotator.comparison.next_steps import Step

translate = QCoreApplication.translate

DEFINED = 2
"""Of how many kinds that were missed the definitions are told."""


def step_title(step: Step, codebook: Codebook) -> str:
    """What to do, in a line."""
    template = {
        "nothing_marked": translate("next_steps", "Mark what makes you stop"),
        "missed": translate("next_steps", "Look for “{kind}”"),
        "merged": translate("next_steps", "Mark each passage by itself"),
        "flagged_sound": translate("next_steps", "Leave alone what is sound"),
        "confused": translate("next_steps", "“{kind}” or “{other}”?"),
        "one_end": translate("next_steps", "Mark both ends"),
        "too_long": translate("next_steps", "Mark fewer words"),
        "beside_core": translate("next_steps", "Mark the words it hangs on"),
        "too_many": translate("next_steps", "Mark fewer passages"),
        "split": translate("next_steps", "Mark a passage once"),
        "sure_and_wrong": translate("next_steps", "Doubt what seems certain"),
        "aim_confidence": translate("next_steps", "Say how sure you are"),
        "aim_subtype": translate("next_steps", "Name the kind as well"),
        "aim_note": translate("next_steps", "Say why, in a note"),
        "aim_harder": translate("next_steps", "Take a longer article"),
    }[step.kind.value]
    return template.format(**_names(step, codebook))


def step_text(step: Step, codebook: Codebook) -> str:
    """How that showed in this set, and what to look for."""
    template = {
        "nothing_marked": translate(
            "next_steps",
            "Weak passages here: {count}. Begin with the easiest, then ask of every sentence: who "
            "says so, and what shows it?",
        ),
        "missed": translate("next_steps", "Missed: {count} of {of}. {about}"),
        "merged": translate(
            "next_steps",
            "Passages lost below a longer mark: {count}. End a mark where one weakness ends.",
        ),
        "flagged_sound": translate(
            "next_steps",
            "Under “{kind}”, on sound passages: {count} of {of}. Before you mark, look for what "
            "vouches for the words.",
        ),
        "confused": translate(
            "next_steps", "Mixed up here: {count}. Look “{kind}” up once more. {about}"
        ),
        "one_end": translate(
            "next_steps",
            "Half found: {count}. Where a passage clashes with another one, go and link that too.",
        ),
        "too_long": translate(
            "next_steps", "Reaching too far: {count}. Ask which of the words you could leave out."
        ),
        "beside_core": translate(
            "next_steps",
            "Beside the heart of the passage: {count}. Ask which words would have to change to "
            "make it sound.",
        ),
        "too_many": translate(
            "next_steps",
            "Your marks: {count}. In the key: {of}. Mark only where you can say in one sentence "
            "what is wrong.",
        ),
        "split": translate(
            "next_steps", "Marks on a passage that had one already: {count}. One is enough."
        ),
        "sure_and_wrong": translate(
            "next_steps",
            "Fairly sure or certain, and no hit: {count} of {of}. Look at what you took for "
            "granted there.",
        ),
        "aim_confidence": translate(
            "next_steps",
            "Not said: {count} of {of}. Say it before you submit, and the review shows whether "
            "you know what you know.",
        ),
        "aim_subtype": translate(
            "next_steps",
            "Not named, or named otherwise than in the key: {count} of {of}. Choose it with Shift "
            "and its number.",
        ),
        "aim_note": translate(
            "next_steps",
            "Hits without a note: {count} of {of}. Write what would make the passage sound, and "
            "hold it against the reason in the key.",
        ),
        "aim_harder": translate(
            "next_steps",
            "Nothing is left to find here. Look at the most difficult passage once more, then "
            "choose an article that takes longer.",
        ),
    }[step.kind.value]
    return template.format(count=step.count, of=step.of, **_names(step, codebook)).strip()


def _names(step: Step, codebook: Codebook) -> dict[str, str]:
    """What stands for the category or its kind, for the other category, and its definition.

    Of several kinds the definitions of the first are told instead, and the names of the others.
    """
    category = codebook.find(step.category)
    kind = category_name(codebook, step.category)
    about = category.definition if category else ""
    known = {subtype.id: subtype for subtype in category.subtypes} if category else {}
    if step.subtype in known:
        kind, about = known[step.subtype].name, known[step.subtype].definition
    several = [known[each] for each in step.subtypes if each in known]
    if several:
        told = [
            translate("next_steps", "{kind}: {about}").format(kind=s.name, about=s.definition)
            if s.definition
            else translate("next_steps", "{kind}.").format(kind=s.name)
            for s in several[:DEFINED]
        ]
        if len(several) > DEFINED:
            names = ", ".join(s.name for s in several[DEFINED:])
            told.append(translate("next_steps", "Also: {kinds}.").format(kinds=names))
        about = " ".join(told)
    return {"kind": kind, "other": category_name(codebook, step.other), "about": about}
