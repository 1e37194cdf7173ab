"""What the coach says, in the user's language."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from annotator.comparison.reactions import Reaction, Remark
from annotator.desktop.words import confidence_words
from annotator.domain.annotation import Annotation
from annotator.domain.codebook import SOUND, Codebook
from annotator.domain.confidence import LEVELS
from annotator.domain.lesson import CLAIM, CLASH, VAGUE, Act, Step

translate = QCoreApplication.translate

KeyOf = Callable[[str], str]
"""The key of a command, as menus show it, by the name of the command."""


@dataclass(frozen=True, slots=True)
class Words:
    """A step in words. ``commands`` are those whose keys are drawn, in their order."""

    title: str
    text: str
    commands: tuple[str, ...] = ()
    button: str = ""


def mark_command(category: str) -> str:
    """The name of the command that marks with a category."""
    return f"mark-{category}"


def step_words(step: Step, key_of: KeyOf) -> Words:
    """What is to be done in a step."""
    aim = (step.aim.category, step.aim.number) if step.aim is not None else None
    words = _passage_words(aim) if aim is not None else _other_words(step.act)
    keys = {name.replace("-", "_"): key_of(name) for name in (*words.commands, *_NAMED)}
    levels = ", ".join(confidence_words(level).lower() for level in LEVELS)
    text = words.text.format(**keys, levels=levels)
    return Words(words.title, text, words.commands, words.button)


_NAMED = ("hint", "undo", "keys", mark_command(CLAIM), mark_command(CLASH), mark_command(VAGUE))


def _passage_words(aim: tuple[str, int]) -> Words:
    claim, clash, vague = (mark_command(category) for category in (CLAIM, CLASH, VAGUE))
    return {
        (VAGUE, 0): Words(
            translate("lesson", "Vague attribution: who says so?"),
            translate(
                "lesson",
                "Nobody can ask “many residents”. Drag over who says it and the verb (or use "
                "Shift and the arrow keys), then press {mark_vague_attribution}.",
            ),
            (vague,),
        ),
        (CLAIM, 0): Words(
            translate("lesson", "Unsupported claim: how do they know?"),
            translate(
                "lesson",
                "An effect is told as a fact, but nobody counted. Select the claim and press "
                "{mark_unsupported_claim}.",
            ),
            (claim,),
        ),
        (CLASH, 0): Words(
            translate("lesson", "Inconsistency: both cannot be true"),
            translate(
                "lesson",
                "Compare the frames. Select one passage and press {mark_inconsistency}, then the "
                "other and press {mark_inconsistency} again.",
            ),
            (clash, clash),
        ),
        (SOUND, 0): Words(
            translate("lesson", "Sound: leave it alone"),
            translate(
                "lesson",
                "A striking number, but a named person tells how it was counted. Do not mark it.",
            ),
            button=translate("lesson", "I leave it alone"),
        ),
        (CLAIM, 1): Words(
            translate("lesson", "Now without a frame"),
            translate(
                "lesson",
                "The last paragraph tells one thing as certain that nobody can know yet. Mark it "
                "with {mark_unsupported_claim}.",
            ),
            (claim,),
        ),
        (VAGUE, 1): Words(
            translate("lesson", "Find the last one"),
            translate(
                "lesson",
                "One is left, and {hint} leads you to its sentence. Whose worry is it? Mark the "
                "words that hide it with {mark_vague_attribution}.",
            ),
            ("hint", vague),
        ),
    }[aim]


def _other_words(act: Act) -> Words:
    return {
        Act.READ: Words(
            translate("lesson", "Welcome to your desk"),
            translate(
                "lesson",
                "Read this short report. Some of it is weak, and soon you will mark that right "
                "here.",
            ),
            button=translate("lesson", "I have read it"),
        ),
        Act.SURE: Words(
            translate("lesson", "How sure are you?"),
            translate(
                "lesson",
                "Press {confidence} to say so. Every press is one step surer: {levels}.",
            ),
            ("confidence",),
        ),
        Act.NOTE: Words(
            translate("lesson", "Say why"),
            translate(
                "lesson",
                "Press {note}, write a few words, and go back with {escape}.",
            ),
            ("note", "escape"),
        ),
        Act.UNDO: Words(
            translate("lesson", "Undo and redo"),
            translate(
                "lesson",
                "Undo your last step with {undo}, and redo it with {redo}.",
            ),
            ("undo", "redo"),
        ),
        Act.HINT: Words(
            translate("lesson", "Stuck? Ask"),
            translate(
                "lesson",
                "Press {hint}, and the desk tells you where to look.",
            ),
            ("hint",),
        ),
        Act.SUBMIT: Words(
            translate("lesson", "Hand it in"),
            translate(
                "lesson",
                "Press {submit} and agree: your marks are compared with the key.",
            ),
            ("submit",),
        ),
        Act.WALK: Words(
            translate("lesson", "Read the review"),
            translate(
                "lesson",
                "{next} goes to the next item, {previous} goes back. The card says what became "
                "of it. Look at two.",
            ),
            ("next", "previous"),
        ),
        Act.RULE: Words(
            translate("lesson", "Why so?"),
            translate(
                "lesson",
                "Press {why} to see how this one was scored, and {escape} to close it.",
            ),
            ("why", "escape"),
        ),
        Act.DONE: Words(
            translate("lesson", "That is the desk"),
            "\n".join(
                (
                    translate(
                        "lesson",
                        "• {mark_vague_attribution}: a source nobody can ask. "
                        "{mark_unsupported_claim}: a claim nothing backs. {mark_inconsistency}: "
                        "two passages that clash.",
                    ),
                    translate(
                        "lesson",
                        "• Mark few words, say how sure and why, and leave alone what is sound.",
                    ),
                    translate(
                        "lesson",
                        "• {hint} hints, {undo} undoes, {keys} lists all keys. Again: Help › "
                        "First steps.",
                    ),
                )
            ),
            button=translate("lesson", "Start with an article"),
        ),
    }[act]


def praise(step: Step, explanation: str) -> str:
    """What is said when a step is done; ``explanation`` is the key's of its passage."""
    if step.act in (Act.MARK, Act.LINK):
        return translate("lesson", "✓ Right. {why}").format(why=_first_sentence(explanation))
    return {
        Act.SURE: translate("lesson", "✓ Noted. Pressed again, it is one step surer."),
        Act.NOTE: translate("lesson", "✓ Kept with your mark."),
        Act.UNDO: translate("lesson", "✓ Nothing gets lost."),
        Act.LEAVE: translate("lesson", "✓ Right. Not everything is weak."),
        Act.HINT: translate("lesson", "✓ The hint is right above."),
        Act.SUBMIT: translate("lesson", "✓ Handed in."),
        Act.WALK: translate("lesson", "✓ Good."),
    }.get(step.act, "")


def done_already() -> str:
    """What is said of a step that was done before it came."""
    return translate("lesson", "✓ You have done this already.")


def marked_for_you(items: Sequence[Annotation]) -> str:
    """What is said where the coach has marked the items of the key that the learner left out."""
    if len(items) > 1:
        return translate("lesson", "What you left out is marked for you.")
    quotes = [" … ".join(p.quote for p in (*a.passages, *a.counterpart)) for a in items]
    return "".join(
        translate("lesson", "“{quote}” is marked for you.").format(quote=quote) for quote in quotes
    )


def lacks_words(key_of: KeyOf) -> str:
    """What is said where a mark is needed and the last one was taken back."""
    return translate(
        "lesson", "Now nothing is marked. {redo} brings your mark back, or go one step back."
    ).format(redo=key_of("redo"))


def note_is_empty(key_of: KeyOf) -> str:
    """What is said where a note was left without a word in it."""
    return translate("lesson", "The note is still empty. Press {note}: one word is enough.").format(
        note=key_of("note")
    )


def remark_words(
    remark: Remark, step: Step, key_of: KeyOf, codebook: Codebook, *, mine: bool, linking: bool
) -> str:
    """What is said of a mark that is not what the step wants.

    ``mine`` says that it is about the passage of the step, ``linking`` that it waits for its other
    end.
    """
    about = remark.about
    name = codebook[about.category].name if about is not None and not about.is_sound else ""
    category_key = key_of(mark_command(about.category)) if name else ""
    template = _remark(remark.reaction, step, mine=mine, linking=linking)
    return template.format(
        why=_first_sentence(about.note) if about is not None else "",
        category=name,
        key=category_key,
        extent=key_of("extent"),
        link=key_of("link"),
        undo=key_of("undo"),
    )


def _remark(reaction: Reaction, step: Step, *, mine: bool, linking: bool) -> str:
    if reaction is Reaction.FOUND:
        return translate("lesson", "Well seen, that is one too. This step is about another one.")
    if reaction is Reaction.LACKS_END:
        return (
            translate("lesson", "That is one end. Now select the other frame and press {key}.")
            if linking
            else translate(
                "lesson",
                "That is one end. Press {link}, select the other frame, and press {key}.",
            )
        )
    if reaction is Reaction.ELSEWHERE and step.framed:
        return translate(
            "lesson", "That is outside the frame. Take it back with {undo} and look into the frame."
        )
    vague = step.aim is not None and step.aim.category == VAGUE and mine
    if reaction is Reaction.WHOLE_SENTENCE and vague:
        return translate(
            "lesson",
            "That is the whole sentence. The cue is shorter: who says it and the verb. Select "
            "those words and press {extent}.",
        )
    return {
        Reaction.WHOLE_SENTENCE: translate(
            "lesson", "That is the whole sentence. Select the words that matter and press {extent}."
        ),
        Reaction.TOO_LONG: translate(
            "lesson",
            "The right words, with too many others. Select fewer and press {extent}.",
        ),
        Reaction.BESIDE: translate(
            "lesson",
            "You are close, but the words that matter are left out. Select them and press "
            "{extent}.",
        ),
        Reaction.WRONG_CATEGORY: translate(
            "lesson",
            "The right place, but another category. Press {key}, and it becomes “{category}”.",
        ),
        Reaction.WRONG_END: translate(
            "lesson",
            "One end is right, the other one does not clash with it. Press {link}, select the "
            "other frame, and press {key}.",
        ),
        Reaction.APART: translate(
            "lesson",
            "These two belong to one mark. Take the second back with {undo}; then press {link}, "
            "select it again, and press {key}.",
        ),
        Reaction.AGAIN: translate(
            "lesson", "That is marked already. Take the second mark back with {undo}."
        ),
        Reaction.SOUND: translate(
            "lesson", "Look again: this is sound. {why} Take your mark back with {undo}."
        ),
        Reaction.ELSEWHERE: translate(
            "lesson", "Not this one. Take it back with {undo} and read once more."
        ),
    }[reaction]


def _first_sentence(text: str) -> str:
    return re.split(r"(?<=[.?!]) ", text, maxsplit=1)[0]
