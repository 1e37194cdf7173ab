"""What belongs together as one word, in any script, without a dictionary.

Most scripts part words by spaces. Chinese, Japanese, Thai and a few others do not, so that a run of
letters is a whole sentence there. In them a unit is: one Han character; a run of hiragana; a run of
katakana; one letter of Thai, Lao, Khmer or Burmese with its marks. Latin words and numbers between
them are words as anywhere. That is finer than a dictionary's words and never splits a character, so
a selection stays what the reader chose.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_JOINER = "\u200d"
_PROLONGED = frozenset("ー\uff70")
_LIKE_MARKS = frozenset("\u0e33\u0eb3" + _JOINER)  # vowels of Thai and Lao that stand on a letter

_HAN = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003fffd"
)
_HIRAGANA = "\u3041-\u309f\U0001b001-\U0001b11f\U0001b150-\U0001b152"
_KATAKANA = "\u30a1-\u30ff\u31f0-\u31ff\uff66-\uff9f\U0001b000\U0001b164-\U0001b167"
# Thai, Lao, Burmese, Khmer and their neighbours.
_SOUTH_EAST = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19ff\u1a20-\u1aaf\ua9e0-\ua9ff\uaa60-\uaadf"
)
_UNSPACED = re.compile(f"[{_HAN}{_HIRAGANA}{_KATAKANA}{_SOUTH_EAST}]")
_KINDS = tuple(
    (name, re.compile(f"[{chars}]"))
    for name, chars in (
        ("hiragana", _HIRAGANA),
        ("katakana", _KATAKANA),
        ("alone", _HAN + _SOUTH_EAST),
    )
)


def has_unspaced(text: str) -> bool:
    """Whether there are letters of a script that puts no spaces between words."""
    return not text.isascii() and _UNSPACED.search(text) is not None


def joined(text: str, boundary: int) -> bool:
    """Whether the characters before and after a boundary belong to one word or one character.

    ``boundary`` is a code point offset inside the text, at neither of its ends. A combining mark
    belongs to what stands before it, whatever that is, and a zero-width joiner holds both its sides
    together, so that no emoji made of several code points is split.
    """
    before, after = text[boundary - 1], text[boundary]
    if before.isspace() or after.isspace():
        return False
    if _is_mark(after) or before == _JOINER:
        return True
    if not (_in_word(text, boundary - 1) and _in_word(text, boundary)):
        return False
    return not _parted(_base(text, boundary - 1), after)


def units(text: str) -> Iterator[tuple[int, int]]:
    """The text cut where it is not :func:`joined`: start and end of every piece."""
    start = 0
    for boundary in range(1, len(text)):
        if not joined(text, boundary):
            yield start, boundary
            start = boundary
    if text:
        yield start, len(text)


def count_words(text: str) -> int:
    """The number of words: runs without white space, and in unspaced scripts each unit."""
    pieces = text.split()
    if not has_unspaced(text):
        return len(pieces)
    return sum(_count(piece) if has_unspaced(piece) else 1 for piece in pieces)


def _count(piece: str) -> int:
    return sum(any(map(str.isalnum, piece[start:end])) for start, end in units(piece))


def _base(text: str, index: int) -> str:
    """The character that the marks up to ``index`` stand on."""
    while index and _is_mark(text[index]):
        index -= 1
    return text[index]


def _parted(before: str, after: str) -> bool:
    """Whether a word ends between two letters that touch."""
    if before.isascii() and after.isascii():
        return False
    first, second = _kind(before), _kind(after)
    if first == second:
        return first == "alone"
    # The sign for a long vowel goes with either sort of kana.
    kana = {first, second} == {"hiragana", "katakana"}
    return not (kana and (before in _PROLONGED or after in _PROLONGED))


def _kind(char: str) -> str:
    return next((name for name, chars in _KINDS if chars.match(char)), "")


def _in_word(text: str, index: int) -> bool:
    char = text[index]
    if char.isalnum() or char == "_" or _is_mark(char):
        return True
    inner = char in "'’-‑." and 0 < index < len(text) - 1
    return inner and text[index - 1].isalnum() and text[index + 1].isalnum()


def _is_mark(char: str) -> bool:
    return unicodedata.category(char).startswith("M") or char in _LIKE_MARKS
