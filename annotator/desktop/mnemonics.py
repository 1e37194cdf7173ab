"""Names on buttons and in menus, where Qt takes ``&`` for the sign of a key.

Who writes or translates a name may sign a letter of it; that two names in one menu get the same
letter, or a name gets none, is set right here when they are shown, in any language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_SIGN = re.compile("&(.?)")


def literal(name: str) -> str:
    """A name as the text of an action or a button, each ``&`` shown as it stands."""
    return name.replace("&", "&&")


def plain(text: str) -> str:
    """The text of an action or a button as it is read: without signs of keys, nor the ellipsis."""
    return _SIGN.sub(r"\1", text).rstrip("…")


def signed(text: str) -> str:
    """The letter or digit that is signed in a text, in lower case; empty where there is none."""
    letters, at = _read(text)
    return letters[at].lower() if at is not None else ""


def distinct(texts: Sequence[str]) -> list[str]:
    """The same texts, each with a letter or digit of its own signed, as far as they have enough.

    A letter that is signed already stays where no text before has signed it; the others get one
    that is free, an initial if possible. Texts that are signed apart come back as they are.
    """
    wished = [_read(text) for text in texts]
    owners: dict[str, int] = {}
    for place, (letters, at) in enumerate(wished):
        if at is not None:
            owners.setdefault(letters[at].lower(), place)
    choices = [list(dict.fromkeys(_choices(*each))) for each in wished]
    given = set(owners.values())
    for place in range(len(texts)):
        if place not in given:
            _find_one(place, choices, owners, set())
    letter_of = {place: letter for letter, place in owners.items()}
    return [
        text if signed(text) == (letter := letter_of.get(place, "")) else _sign(each[0], letter)
        for place, (text, each) in enumerate(zip(texts, wished, strict=True))
    ]


def _read(text: str) -> tuple[str, int | None]:
    """A text as it is read, and where in it the first sign of a key stands."""
    letters, at, i = "", None, 0
    while i < len(text):
        if text[i] == "&":
            i += 1
            if at is None and _is_key(text[i : i + 1]):
                at = len(letters)
        letters += text[i : i + 1]
        i += 1
    return letters, at


def _sign(letters: str, letter: str) -> str:
    """A text as it is read, with a letter signed; the beginning of a word where it is one."""
    at = next((i for i in _places(letters) if letters[i].lower() == letter), None)
    if at is None or not letter:
        return literal(letters)
    return literal(letters[:at]) + "&" + literal(letters[at:])


def _choices(letters: str, at: int | None) -> Iterator[str]:
    """The keys that a text may have, best first, in lower case."""
    if at is not None:
        yield letters[at].lower()
    for i in _places(letters):
        yield letters[i].lower()


def _places(letters: str) -> Iterator[int]:
    """Where a key may be signed: at the beginnings of words first."""
    keys = [i for i, letter in enumerate(letters) if _is_key(letter)]
    yield from (i for i in keys if not i or not letters[i - 1].isalnum())
    yield from (i for i in keys if i and letters[i - 1].isalnum())


def _is_key(letter: str) -> bool:
    """Whether Qt makes a key of it: a letter or digit that is one UTF-16 unit in either case."""
    one = len(letter.lower()) == len(letter.upper()) == 1
    return letter.isalnum() and letter <= "\uffff" and one


def _find_one(place: int, choices: list[list[str]], owners: dict[str, int], seen: set[str]) -> bool:
    """Give a text a free letter, or that of another one which finds a free one instead."""
    for letter in choices[place]:
        if letter not in owners:
            owners[letter] = place
            return True
    for letter in choices[place]:
        if letter not in seen:
            seen.add(letter)
            if _find_one(owners[letter], choices, owners, seen):
                owners[letter] = place
                return True
    return False
