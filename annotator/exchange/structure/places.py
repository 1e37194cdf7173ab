"""Names as they stand beside a date: of places, newspapers and persons."""

from __future__ import annotations

import re

BREAKS = ",|·•–—-/"
"""What stands between a place, a paper or a person and the date beside it."""

_PARTICLES = frozenset(
    (
        *("of", "de", "del", "da", "do", "dos", "di", "la", "le", "les", "el", "al", "am", "an"),
        *("der", "den", "sur", "sous", "en", "upon", "under", "and", "&", "y", "the"),
    )
)
_NEVER = frozenset(
    (
        *("a", "an", "how", "why", "what", "when", "where", "who", "which", "is", "are", "was"),
        *("were", "has", "have", "will", "this", "that", "these", "day", "year", "after", "before"),
    )
)
"""Words of headlines."""
_WORD = re.compile(r"[^\W\d_][\w'’.-]*|&")
_BETWEEN = re.compile(r"[,|·•–—/]| - ")
_MOST_PARTS, _MOST_WORDS = 3, 4
_SHORT_WORD = 4


def is_place(words: str) -> bool:
    """Whether these can be the names of places, from the smallest, or that of a newspaper."""
    parts = _BETWEEN.split(words)
    return len(parts) <= _MOST_PARTS and all(is_name(part) for part in parts)


def is_name(text: str) -> bool:
    """Whether this can be one name: up to four words with capitals, and small ones between them."""
    words = text.split()
    if not 1 <= len(words) <= _MOST_WORDS or not words[0][0].isupper():
        return False
    # What is told in the past tense is a headline: “Bridge Closed”.
    if len(words) > 1 and words[-1].lower().endswith("ed") and len(words[-1]) > _SHORT_WORD:
        return False
    return _NEVER.isdisjoint(word.lower() for word in words) and all(
        word.lower() in _PARTICLES or (word[0].isupper() and _WORD.fullmatch(word))
        for word in words
    )
