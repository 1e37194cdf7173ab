"""Words that several parts of the window use, in the user's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from annotator.comparison.outcomes import Outcome, Relation, is_second_mark
from annotator.desktop.mnemonics import literal
from annotator.domain.changes import Change
from annotator.domain.codebook import Codebook
from annotator.domain.errors import AnnotatorError

if TYPE_CHECKING:
    from annotator.comparison.compare import Comparison


_QUOTED = 40
"""Code points of a passage that are quoted where it is named."""


def error_text(error: Exception) -> str:
    """What to tell the user of an error; the full words only for those meant for the user."""
    if isinstance(error, AnnotatorError):
        template = QCoreApplication.translate("errors", error.template)
        params = {
            name: error_text(value) if isinstance(value, AnnotatorError) else value
            for name, value in error.params.items()
        }
        return template.format(**params) if params else template
    return QCoreApplication.translate(
        "errors",
        "Something went wrong that should not have ({kind}). "
        "Your marks are stored. Restart Annotator and try again.",
    ).format(kind=type(error).__name__)


def outcome_name(outcome: Outcome) -> str:
    """The name of an outcome."""
    translate = QCoreApplication.translate
    return {
        Outcome.HIT: translate("outcomes", "Hit"),
        Outcome.PARTIAL: translate("outcomes", "Partly"),
        Outcome.WRONG_CATEGORY: translate("outcomes", "Wrong category"),
        Outcome.MISSED: translate("outcomes", "Missed"),
        Outcome.FLAGGED_SOUND: translate("outcomes", "Flagged sound"),
        Outcome.NOT_IN_KEY: translate("outcomes", "Not in the key"),
    }[outcome]


def outcome_meaning(outcome: Outcome) -> str:
    """What an outcome says about the mark, in a sentence."""
    translate = QCoreApplication.translate
    return {
        Outcome.HIT: translate(
            "outcomes", "You marked what the key marks, under the same category."
        ),
        Outcome.PARTIAL: translate(
            "outcomes",
            "The right category and some of the right words, but the mark reaches too far, "
            "misses the heart of the passage, or one of its two ends is missing.",
        ),
        Outcome.WRONG_CATEGORY: translate(
            "outcomes", "You marked a weak passage, but the key gives it another category."
        ),
        Outcome.MISSED: translate("outcomes", "The key marks this passage and you did not."),
        Outcome.FLAGGED_SOUND: translate(
            "outcomes",
            "The key calls this passage sound: a careful reader can defend it as it stands. The "
            "mark counts as one too many.",
        ),
        Outcome.NOT_IN_KEY: translate(
            "outcomes",
            "The key does not speak of this passage, neither as weak nor as sound. The mark counts "
            "as one too many, but it may still be right: if you can say why the passage is weak, "
            "argue it with your teacher.",
        ),
    }[outcome]


def outcome_title(outcome: Outcome, relation: Relation | None) -> str:
    """What a mark is told to be: its outcome, or that it is a second one on the same passage.

    A second mark counts as not in the key, but that is not what it is.
    """
    translate = QCoreApplication.translate
    if not is_second_mark(outcome, relation):
        return outcome_name(outcome)
    if relation is Relation.OTHER_END:
        return translate("outcomes", "Other end, not linked")
    return translate("outcomes", "Second mark")


def outcome_words(outcome: Outcome, relation: Relation | None, *, rivalled: bool = False) -> str:
    """What an outcome says about the mark, also where it is a second one, in sentences.

    ``rivalled`` is a mark that touches a passage of the key which a mark of another category has.
    """
    translate = QCoreApplication.translate
    if outcome is Outcome.NOT_IN_KEY and relation is None and rivalled:
        return translate(
            "outcomes",
            "It touches a passage of the key that another of your marks has already, under another "
            "category. One passage takes one mark: this one counts as one too many.",
        )
    if not is_second_mark(outcome, relation):
        return outcome_meaning(outcome)
    if relation is Relation.OTHER_END:
        return translate(
            "outcomes",
            "It lies on the other end of an inconsistency that another of your marks has. You "
            "marked both ends, but by themselves: link them with each other. As it is, the mark "
            "counts as one too many.",
        )
    return translate(
        "outcomes",
        "It lies on a passage of the key that another of your marks has already. That one counts, "
        "and one passage takes one mark: this one counts as one too many.",
    )


def relation_meaning(relation: Relation) -> str:
    """What several marks, or several items of the key, have to do with an outcome."""
    translate = QCoreApplication.translate
    return {
        Relation.MERGED: translate(
            "outcomes",
            "One mark covers several passages of the key. It counts for one of them only: "
            "mark each by itself.",
        ),
        Relation.SPLIT: translate(
            "outcomes",
            "Several of your marks lie on one passage of the key. Only one of them can count.",
        ),
        Relation.OTHER_END: translate(
            "outcomes",
            "You marked both ends of this inconsistency, but by themselves: link them with each "
            "other.",
        ),
    }[relation]


def number(value: float | None, decimals: int = 2) -> str:
    """A score in the user's notation; a dash where it is undefined."""
    return "–" if value is None else QLocale().toString(value, "f", decimals)


def date_words(iso: str) -> str:
    """An ISO date or time as a date in the user's notation; as it stands where it is none."""
    date = QDate.fromString(iso[:10], "yyyy-MM-dd")
    return QLocale().toString(date, "d MMM yyyy") if date.isValid() else iso


def leanings(comparison: Comparison) -> list[str]:
    """What a comparison shows of a reader's habits, in sentences; none where it shows nothing."""
    from annotator.comparison.calibration import Sureness, sureness  # noqa: PLC0415 (not at start)
    from annotator.comparison.detection import Tendency, tendency  # noqa: PLC0415

    translate = QCoreApplication.translate
    leaning = {
        Tendency.SUSPICIOUS: translate("leanings", "You flag more than there is."),
        Tendency.TRUSTING: translate("leanings", "You let many weak passages pass."),
        Tendency.BALANCED: translate(
            "leanings", "You neither flag too readily nor let too much pass."
        ),
    }
    certainty = {
        Sureness.OVERCONFIDENT: translate("leanings", "You are surer than you are right."),
        Sureness.UNDERCONFIDENT: translate("leanings", "You are right more often than you think."),
        Sureness.WELL_CALIBRATED: translate("leanings", "You know well how sure to be."),
    }
    found = (
        leaning.get(tendency(comparison.detection)),
        certainty.get(sureness(comparison.calibration)),
    )
    return [sentence for sentence in found if sentence]


def confidence_words(level: float | None) -> str:
    """What a level of confidence is called; the question itself where none is stated."""
    translate = QCoreApplication.translate
    return {
        None: translate("confidence", "How sure?"),
        0.25: translate("confidence", "A guess"),
        0.5: translate("confidence", "Half sure"),
        0.75: translate("confidence", "Fairly sure"),
        1.0: translate("confidence", "Certain"),
    }[level]


def sure_words(level: float | None, outcome: Outcome) -> str:
    """What a stated level of confidence means beside an outcome; empty where none is stated.

    Not in the key is no verdict on how sure somebody was.
    """
    translate = QCoreApplication.translate
    if level is None:
        return ""
    right = {
        0.25: translate("confidence", "A guess, and right: you see more than you think."),
        0.5: translate("confidence", "Half sure, and right: trust your eye a little more."),
        0.75: translate("confidence", "Fairly sure, and right."),
        1.0: translate("confidence", "Certain, and right."),
    }
    partly = {
        0.75: translate("confidence", "Fairly sure, and partly right."),
        1.0: translate("confidence", "Certain, and partly right."),
    }
    wrong = {
        0.25: translate("confidence", "A guess: the doubt was in place."),
        0.5: translate("confidence", "Half sure: the doubt was in place."),
        0.75: translate("confidence", "Fairly sure, but the key disagrees."),
        1.0: translate("confidence", "Certain, but the key disagrees: ask what made you so sure."),
    }
    telling = {
        Outcome.HIT: right,
        Outcome.PARTIAL: partly,
        Outcome.WRONG_CATEGORY: wrong,
        Outcome.FLAGGED_SOUND: wrong,
    }
    return telling.get(outcome, {}).get(level, confidence_words(level))


def codebook_name(book: Codebook, beside: Codebook) -> str:
    """The name of a codebook that is told from another one, of two versions with the version."""
    if book.name != beside.name:
        return book.name
    template = QCoreApplication.translate("words", "{name} {version}")
    return template.format(name=book.name, version=book.version)


def undo_words(change: Change | None, codebook: Codebook) -> str:
    """What undo would take back, for the menu."""
    translate = QCoreApplication.translate
    if change is None:
        return translate("steps", "&Undo")
    return translate("steps", "&Undo {step}").format(step=literal(_step_words(change, codebook)))


def redo_words(change: Change | None, codebook: Codebook) -> str:
    """What redo would carry out again, for the menu."""
    translate = QCoreApplication.translate
    if change is None:
        return translate("steps", "&Redo")
    return translate("steps", "&Redo {step}").format(step=literal(_step_words(change, codebook)))


def undone_words(change: Change, codebook: Codebook) -> str:
    """What undo has taken back."""
    translate = QCoreApplication.translate
    return translate("steps", "Undone: {step}").format(step=_step_words(change, codebook))


def deleted_words(change: Change, codebook: Codebook) -> str:
    """What was deleted, and how it comes back; empty for any other change."""
    edit = change.edits[-1]
    if change.action != "delete" or edit.before is None or edit.after is not None:
        return ""
    category = codebook.find(edit.before.category)
    quote = " … ".join(" ".join(p.quote.split()) for p in edit.before.passages)
    return QCoreApplication.translate(
        "steps", "Deleted: {category}, “{quote}”. Ctrl+Z brings it back."
    ).format(
        category=category.name if category else edit.before.category,
        quote=quote if len(quote) <= _QUOTED else f"{quote[:_QUOTED].rstrip()}…",
    )


def redone_words(change: Change, codebook: Codebook) -> str:
    """What redo has carried out again."""
    translate = QCoreApplication.translate
    return translate("steps", "Done again: {step}").format(step=_step_words(change, codebook))


def _step_words(change: Change, codebook: Codebook) -> str:
    translate = QCoreApplication.translate
    templates = {
        "mark": translate("steps", "mark “{category}”"),
        "category": translate("steps", "change to “{category}”"),
        "subtype": translate("steps", "kind of “{category}”"),
        "note": translate("steps", "note on “{category}”"),
        "confidence": translate("steps", "confidence in “{category}”"),
        "argue": translate("steps", "argument for “{category}”"),
        "extent": translate("steps", "extent of “{category}”"),
        "link": translate("steps", "link of “{category}”"),
        "delete": translate("steps", "deletion of “{category}”"),
        "place": translate("steps", "placing of “{category}”"),
        "drop": translate("steps", "deletion of an end of “{category}”"),
        "import": translate("steps", "loading of marks"),
        "core": translate("steps", "core of “{category}”"),
        "allowance": translate("steps", "allowance of “{category}”"),
        "difficulty": translate("steps", "difficulty of “{category}”"),
        "alternatives": translate("steps", "other answers for “{category}”"),
        "take": translate("steps", "choice of “{category}”"),
    }
    edit = change.edits[-1]
    annotation = edit.after or edit.before
    category = codebook.find(annotation.category) if annotation else None
    name = category.name.lower() if category else annotation.category if annotation else ""
    return templates.get(change.action, change.action).format(category=name)
