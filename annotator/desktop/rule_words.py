"""The rule of the comparison in plain words, with a learner's own item as the example."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale, QObject

from annotator.comparison.judging import ENOUGH_IN_COMMON, Limit, Way
from annotator.comparison.outcomes import BESIDE_KEY, Outcome, Relation, is_second_mark
from annotator.desktop.words import outcome_name

if TYPE_CHECKING:  # what they stand on takes a while to import and is needed for a review only
    from annotator.comparison.matching import Item
    from annotator.comparison.reasons import Covered, EndReason, Reason, Rival

translate = QCoreApplication.translate

LONGEST_QUOTE = 90


@dataclass(frozen=True, slots=True)
class Step:
    """One sentence of the example. ``met`` tells whether what it asks for is so; None: neither."""

    text: str
    met: bool | None = None


def rule_for(outcome: Outcome, relation: Relation | None) -> tuple[str, ...]:
    """The rule that decides such an outcome, a sentence or two for each part of it."""
    if is_second_mark(outcome, relation):
        return (
            translate(
                "rule",
                "One mark counts for one passage of the key, and one passage for one mark. A "
                "further mark on the same passage counts as not in the key.",
            ),
        )
    deciding = {
        Outcome.WRONG_CATEGORY: translate(
            "rule",
            "Wrong category is a mark that would be a hit, or partly right, with the category "
            "that the key gives.",
        ),
        Outcome.MISSED: translate(
            "rule",
            "A passage of the key is missed when no mark counts for it: none as a hit, none as "
            "partly right, and none under another category.",
        ),
        Outcome.FLAGGED_SOUND: translate(
            "rule",
            "A mark that counts for no weak passage, and shares words with one that the key "
            "holds to be sound, has flagged a sound passage. Its category does not matter.",
        ),
        Outcome.NOT_IN_KEY: translate(
            "rule",
            "A mark that counts for no weak passage of the key, and touches no sound one, is not "
            "in the key. That is no proof that it is wrong: the key may have left it out.",
        ),
    }
    if outcome in BESIDE_KEY:
        return (deciding[outcome],)
    return (*([deciding[outcome]] if outcome in deciding else ()), *_rule_of_hits())


def _rule_of_hits() -> tuple[str, ...]:
    return (
        translate(
            "rule",
            "A hit has the category that the key gives, and is in the right place. There are two "
            "ways to be in the right place, and either is enough.",
        ),
        translate(
            "rule",
            "One: the mark touches the heart of the key’s passage and stays within the sentence, "
            "or within what the key allows instead.",
        ),
        translate(
            "rule",
            "Two: your mark and the key’s passage have at least {share} in common. Of all the "
            "text that either of them covers, both cover that much.",
        ).format(share=_percent(ENOUGH_IN_COMMON)),
        translate(
            "rule",
            "Where a passage has two ends, both must be right. The right category with some of "
            "the words is “{partly}”. One mark counts for one passage, and one passage for one "
            "mark.",
        ).format(partly=outcome_name(Outcome.PARTIAL)),
    )


def example(item: Item, reason: Reason, name_of: Callable[[str], str]) -> tuple[Step, ...]:
    """How the rule came to the outcome of an item, with its own words and numbers.

    ``name_of`` gives the name of a category by its id.
    """
    conclusion = (*_over_sound(reason), _conclusion(item, reason))
    if item.key_annotation is None:
        return (*_alone(item, reason), *_rivals(item, reason), *conclusion)
    if item.set_annotation is None:
        return (*_missed(reason), *_rivals(item, reason), *conclusion)
    steps = [_category(item, name_of), *_alternative(item)]
    for number, end in enumerate(reason.ends, 1):
        steps += _end(end, number if len(reason.ends) > 1 else 0)
    if reason.needless:
        text = translate("rule", "You marked an end more than the key has. That does no harm.")
        steps.append(Step(text))
    return (*steps, *conclusion)


def in_short(item: Item, reason: Reason) -> str:
    """What kept a mark from being a hit, in a sentence or two; empty where nothing did."""
    if item.outcome is Outcome.WRONG_CATEGORY and reason.hit:
        return translate("rule", "The place is right. Only the category is another.")
    if item.outcome in (Outcome.PARTIAL, Outcome.WRONG_CATEGORY):
        return " ".join(_lack(end) for end in reason.ends if end.way is None)
    return ""


def label_of_short(outcome: Outcome) -> str:
    """What stands before what :func:`in_short` says."""
    if outcome is Outcome.PARTIAL:
        return translate("review", "Why only partly")
    return translate("review", "The place")


def over_sound(covered: Covered) -> str:
    """That a mark reaches over a sound passage."""
    return translate(
        "rule", "It also covers words that the key holds to be sound: {words}."
    ).format(words=quoted(covered.words))


def quoted(words: str, most: int = LONGEST_QUOTE) -> str:
    """Words of the article in quotation marks, cut where they are many.

    Quotation marks of their own are single ones within.
    """
    line = " ".join(words.split()).replace("“", "‘").replace("”", "’")
    if len(line) > most:
        line = line[:most].rsplit(" ", 1)[0] + " …"
    return translate("rule", "“{words}”").format(words=line)


# --- One end --------------------------------------------------------------------------------------


def _lack(end: EndReason) -> str:
    """What one end that was not hit lacks, in a sentence."""
    if not end.meets:
        return translate("rule", "The other end is missing: {words}.").format(
            words=quoted(end.wanted)
        )
    if not end.touches:
        return translate("rule", "It misses the heart of the passage: {words}.").format(
            words=quoted(end.core)
        )
    return _beyond(end)


def _end(end: EndReason, number: int) -> list[Step]:
    """``number`` tells two ends apart; 0 where there is one."""
    steps = []
    if number:
        template = translate("rule", "End {number}, {words}:")
        steps.append(Step(template.format(number=number, words=quoted(end.wanted))))
    if not end.meets:
        steps.append(Step(translate("rule", "Nothing of your mark lies on it."), met=False))
        return steps
    if end.way is Way.WITHIN:
        steps.append(Step(_within(end), met=True))
        return steps
    if end.touches:
        steps.append(Step(_touching(end), met=True))
        steps.append(Step(_beyond(end), met=False))
    else:
        template = translate(
            "rule", "Your mark, {own}, does not touch the heart of the passage, {core}."
        )
        text = template.format(own=quoted(end.own), core=quoted(end.core))
        steps.append(Step(text, met=False))
    enough = end.way is Way.IN_COMMON
    template = (
        translate(
            "rule",
            "But your mark and the key’s passage have {share} in common, and {enough} is enough.",
        )
        if enough
        else translate(
            "rule", "Your mark and the key’s passage have {share} in common; it takes {enough}."
        )
    )
    text = template.format(share=_share(end), enough=_percent(ENOUGH_IN_COMMON))
    steps.append(Step(text, met=enough))
    return steps


def _within(end: EndReason) -> str:
    templates = (
        {
            Limit.SENTENCE: translate(
                "rule", "Your mark touches the passage, {core}, and stays in its sentence."
            ),
            Limit.NAMED: translate(
                "rule",
                "Your mark touches the passage, {core}, and stays within what the key allows.",
            ),
            Limit.PASSAGE: translate(
                "rule", "Your mark touches the passage, {core}, and stays within it."
            ),
        }
        if end.core_is_all
        else {
            Limit.SENTENCE: translate(
                "rule",
                "Your mark touches the heart of the passage, {core}, and stays in its sentence.",
            ),
            Limit.NAMED: translate(
                "rule",
                "Your mark touches the heart of the passage, {core}, and stays within what the "
                "key allows.",
            ),
            Limit.PASSAGE: translate(
                "rule",
                "Your mark touches the heart of the passage, {core}, and stays within the passage.",
            ),
        }
    )
    return templates[end.limit].format(core=quoted(end.core))


def _touching(end: EndReason) -> str:
    template = (
        translate("rule", "Your mark touches the passage, {core}.")
        if end.core_is_all
        else translate("rule", "Your mark touches the heart of the passage, {core}.")
    )
    return template.format(core=quoted(end.core))


class RuleCounts(QObject):
    """Texts with a number: for Python, Qt's tools find their forms only in ``tr`` of an object."""

    def beyond_sentence(self, number: int) -> str:
        """Of a mark that leaves its sentence by that many words."""
        return self.tr("It goes %n word(s) beyond the sentence: {words}.", "", number)

    def beyond_allowance(self, number: int) -> str:
        """Of a mark that leaves what the key names as its limit."""
        return self.tr("It goes %n word(s) beyond what the key allows: {words}.", "", number)

    def beyond_passage(self, number: int) -> str:
        """Of a mark that leaves a passage outside every sentence."""
        return self.tr("It goes %n word(s) beyond the passage: {words}.", "", number)


def _beyond(end: EndReason) -> str:
    number = end.words_beyond
    words = quoted(end.beyond)
    if not number:
        return translate("rule", "It goes beyond what the key allows: {words}.").format(words=words)
    counts = RuleCounts()
    templates = {
        Limit.SENTENCE: counts.beyond_sentence,
        Limit.NAMED: counts.beyond_allowance,
        Limit.PASSAGE: counts.beyond_passage,
    }
    return templates[end.limit](number).format(words=words)


# --- The rest of an item --------------------------------------------------------------------------


def _category(item: Item, name_of: Callable[[str], str]) -> Step:
    own = item.set_annotation.category if item.set_annotation else ""
    if own == item.category:
        text = translate("rule", "The category is right: {name}.").format(name=name_of(own))
        return Step(text, met=True)
    text = translate("rule", "The category is another: you chose {own}, the key {wanted}.")
    return Step(text.format(own=name_of(own), wanted=name_of(item.category)), met=False)


def _alternative(item: Item) -> list[Step]:
    if item.alternative is None:
        return []
    return [
        Step(
            translate(
                "rule", "The key takes several answers here. Yours was held against another one."
            )
        )
    ]


def _missed(reason: Reason) -> list[Step]:
    steps = []
    for end in reason.ends:
        text = translate("rule", "The key marks {words}.").format(words=quoted(end.wanted))
        if not end.core_is_all:
            text += " " + translate("rule", "The heart of it is {core}.").format(
                core=quoted(end.core)
            )
        steps.append(Step(text))
    if not reason.rivals:
        steps.append(Step(translate("rule", "None of your marks touches it."), met=False))
    return steps


def _alone(item: Item, reason: Reason) -> list[Step]:
    own = item.set_annotation
    words = quoted(" … ".join(p.quote for p in own.passages)) if own else ""
    if _is_unplaced(item):
        text = translate("rule", "Your mark, {words}, has no place in this text.")
        return [Step(text.format(words=words), met=False)]
    if reason.rivals:
        return []
    text = translate("rule", "Your mark, {words}, touches no weak passage of the key.").format(
        words=words
    )
    return [Step(text, met=False)]


def _is_unplaced(item: Item) -> bool:
    return not item.ends and not item.ends_elsewhere


def _rivals(item: Item, reason: Reason) -> list[Step]:
    steps = []
    for rival in reason.rivals:
        own, wanted = quoted(_first(rival, own=True)), quoted(_first(rival, own=False))
        template = (
            translate(
                "rule", "Your mark {own} touches it, but counts for another passage, {wanted}."
            )
            if item.set_annotation is None
            else translate(
                "rule", "It touches {wanted}, but that passage has another mark of yours, {own}."
            )
        )
        steps.append(Step(template.format(own=own, wanted=wanted), met=False))
    return steps


def _over_sound(reason: Reason) -> list[Step]:
    return [Step(over_sound(covered)) for covered in reason.covered]


def _first(rival: Rival, *, own: bool) -> str:
    return (rival.mark if own else rival.key_item).passages[0].quote


def _conclusion(item: Item, reason: Reason) -> Step:
    outcome = item.outcome
    if outcome is Outcome.HIT:
        return Step(translate("rule", "That makes a hit."))
    if outcome is Outcome.PARTIAL:
        if len(reason.ends) > 1 and any(end.way for end in reason.ends):
            return Step(translate("rule", "One end of two is right: that is partly right."))
        return Step(
            translate(
                "rule", "The right category, not quite the right place: that is partly right."
            )
        )
    if outcome is Outcome.WRONG_CATEGORY:
        return Step(
            translate("rule", "With the right category it would have been a hit.")
            if reason.hit
            else translate("rule", "With the right category it would have been partly right.")
        )
    if outcome is Outcome.MISSED:
        return Step(_missed_conclusion(reason))
    if outcome is Outcome.FLAGGED_SOUND:
        text = translate("rule", "It shares {words} with a passage that the key holds to be sound.")
        return Step(text.format(words=quoted(reason.common)), met=False)
    if _is_unplaced(item):
        return Step(translate("rule", "Nobody can judge it, then."))
    if reason.rivals:
        return Step(translate("rule", "One passage takes one mark, so this one is one too many."))
    return Step(
        translate(
            "rule", "It touches no passage that the key holds to be sound either: it stays open."
        )
    )


def _missed_conclusion(reason: Reason) -> str:
    if reason.rivals:
        return translate("rule", "One mark counts for one passage, so this one is missed.")
    if len(reason.ends) > 1:
        return translate(
            "rule", "A mark on each end, linked with each other, would have been a hit."
        )
    templates = {
        Limit.SENTENCE: translate(
            "rule", "A mark that touches {core} and stays in its sentence is a hit."
        ),
        Limit.NAMED: translate(
            "rule", "A mark that touches {core} and stays within what the key allows is a hit."
        ),
        Limit.PASSAGE: translate(
            "rule", "A mark that touches {core} and stays within the passage is a hit."
        ),
    }
    end = reason.ends[0]
    return templates[end.limit].format(core=quoted(end.core))


def _share(end: EndReason) -> str:
    """The share in common; never rounded up to what would have been enough."""
    enough = end.closeness >= ENOUGH_IN_COMMON
    share = end.closeness if enough else min(end.closeness, ENOUGH_IN_COMMON - 0.01)
    return _percent(share)


def _percent(share: float) -> str:
    return translate("rule", "{number} %").format(number=QLocale().toString(round(100 * share)))
