"""Sound, as a category beside those of a codebook: for keys alone."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from annotator.domain.codebook import PATTERNS, SOUND, Category, Codebook

_COLOUR = "#55606e"
_LETTERS = "S0=+"


def key_book(book: Codebook) -> Codebook:
    """The categories of a codebook with "Sound" behind them, on the key 0.

    Letter and underline are such as no other category has; where all underlines are taken, it has
    none.
    """
    translate = QCoreApplication.translate
    letters = {category.letter for category in book.categories}
    patterns = {category.pattern for category in book.categories}
    sound = Category(
        id=SOUND,
        name=translate("keying", "Sound"),
        letter=next((each for each in _LETTERS if each not in letters), _LETTERS[0]),
        colour=_COLOUR,
        pattern=next((each for each in reversed(PATTERNS) if each not in patterns), ""),
        shortcut="0",
        definition=translate(
            "keying",
            "What a careful, fair reader would defend. A learner's mark on it is one too many.",
        ),
    )
    return replace(book, categories=(*book.categories, sound))
