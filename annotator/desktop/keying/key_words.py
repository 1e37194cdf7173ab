"""What is said about items of a key, and about what a key lacks."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from annotator.comparison.key_checklist import FEWEST_WORDS, MOST_WORDS, Finding, Gap
from annotator.desktop.looks import category_name
from annotator.domain.annotation import Alternative, Annotation, Passage
from annotator.domain.codebook import Codebook

SHORTEST = 60


def difficulty_words(difficulty: int | None) -> str:
    """What a difficulty is called; empty where it is not stated."""
    translate = QCoreApplication.translate
    return {
        1: translate("keying", "easy"),
        2: translate("keying", "medium"),
        3: translate("keying", "hard"),
    }.get(difficulty or 0, "")


def length_words(count: int) -> str:
    """How long an explanation is, and how long it should be."""
    translate = QCoreApplication.translate
    if not count:
        template = translate("keying", "For the learner, in {least} to {most} words")
    elif count < FEWEST_WORDS:
        template = translate("keying", "Words: {count} (at least {least})")
    elif count > MOST_WORDS:
        template = translate("keying", "Words: {count} (at most {most})")
    else:
        template = translate("keying", "Words: {count}")
    return template.format(count=count, least=FEWEST_WORDS, most=MOST_WORDS)


def quote_words(passages: tuple[Passage, ...], most: int = SHORTEST) -> str:
    """Passages in quotation marks, in one line, cut at a word unless that is a very long one."""
    words = " ".join(" … ".join(p.quote for p in passages).split())
    short = words
    if len(words) > most:
        cut = words[:most].rsplit(" ", 1)[0]
        short = f"{cut} …" if len(cut) > most // 2 else f"{words[:most]}…"
    return QCoreApplication.translate("keying", "“{quote}”").format(quote=short)


def item_quote(item: Annotation) -> str:
    """The passages of an item, both ends of them."""
    ends = (item.passages, item.counterpart)
    return " ↔ ".join(quote_words(passages) for passages in ends if passages)


def alternative_words(alternative: Alternative, item: Annotation, book: Codebook) -> str:
    """What another answer to an item is: which passage has to be marked as what."""
    translate = QCoreApplication.translate
    category = category_name(book, alternative.category or item.category)
    if not alternative.passages:
        return translate("keying", "This passage as {category}").format(category=category)
    ends = (alternative.passages, alternative.counterpart)
    quotes = " ↔ ".join(quote_words(each) for each in ends if each)
    words = translate("keying", "{quote} as {category}").format(quote=quotes, category=category)
    if any(passage.span is None for end in ends for passage in end):
        return translate("keying", "{answer} (gone from the text)").format(answer=words)
    return words


def finding_words(finding: Finding, book: Codebook, other: Annotation | None) -> str:
    """What is missing, and what to do about it. ``other`` is the second item, if there is one."""
    translate = QCoreApplication.translate
    template = {
        Gap.EMPTY: translate(
            "keying",
            "The key is empty. Mark what is weak under its category, and what is sound with 0.",
        ),
        Gap.UNPLACED: translate("keying", "A passage has no place in the text: decide on it."),
        Gap.PART_UNPLACED: translate(
            "keying",
            "Its core, allowance or another answer has no place in the text: set it anew or take "
            "it away.",
        ),
        Gap.UNKNOWN_CATEGORY: translate(
            "keying", "Its category is not in the codebook of this key: choose another."
        ),
        Gap.ONE_END: translate("keying", "The passage it clashes with is missing: link it (L)."),
        Gap.CORE_OUTSIDE: translate(
            "keying", "No right mark reaches its core: set it anew (Shift+C) or reset it."
        ),
        Gap.OVERLAPS_SOUND: translate(
            "keying", "It overlaps {other}, which you call sound. It cannot be both."
        ),
        Gap.REACHES_SOUND: translate(
            "keying",
            "A longer mark that is still right reaches the sound {other}: set the allowance "
            "(Shift+A).",
        ),
        Gap.SAME_CATEGORY: translate(
            "keying", "It overlaps {other} of the same category: one mark can only hit one."
        ),
        Gap.NO_EXPLANATION: translate("keying", "No explanation"),
        Gap.TOO_SHORT: translate("keying", "Explanation too short: {words} of {least} words"),
        Gap.TOO_LONG: translate("keying", "Explanation too long: {words} words, at most {most}"),
        Gap.REPEATS: translate(
            "keying", "The explanation repeats the codebook: say what is so here"
        ),
        Gap.NO_SUBTYPE: translate("keying", "No kind"),
        Gap.NO_DIFFICULTY: translate("keying", "No difficulty"),
        Gap.NO_SOUND: translate(
            "keying",
            "No sound passage is named. Mark with 0 what a hasty reader might flag wrongly.",
        ),
        Gap.ABSENT: translate("keying", "“{category}” does not occur. Is that so?"),
    }[finding.gap]
    return template.format(
        other=quote_words(other.passages, 40) if other is not None else "",
        category=category_name(book, finding.category),
        words=finding.words,
        least=FEWEST_WORDS,
        most=MOST_WORDS,
    )
