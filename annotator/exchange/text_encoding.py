"""Which encoding bytes are in.

A byte order mark settles it, then valid UTF-8 does, then the pattern of zero bytes that UTF-16
leaves. What is left is an old 8-bit or East Asian encoding. charset-normalizer tells these apart
well except for the most frequent case here, a mostly English text with some accents and
typographic quotes in windows-1252, which it takes for windows-1250; so that one is tried first, by
whether its characters stand where they make sense.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 20_000
_BINARY_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")

_WESTERN = re.compile(
    "[\xa0-\xff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122]"
)
# Places in which no Western language has these characters, but where other encodings put letters.
_MISPLACED = re.compile(
    "[a-zß-ÿ][À-ÖØ-ÞŠŒŽŸ]"  # a capital within a word
    "|(?<![^\\W\\d_])[^\\W\\d_]{3,}[¹²³]"  # a raised digit after a word that is no unit
    "|[^\\W\\d_][¿¡£¥¢][^\\W\\d_]"
    "|[^\\W\\d_][¼½¾µ¶¤¦§×÷†‡‰][^\\W\\d_]"
)
# No Western language has both of these letters; Czech, Hungarian, Romanian in windows-1250 do.
_NEVER_TOGETHER = ("øì", "øù", "õû", "þã", "ðè")
_MOST_ACCENTED = 0.2


class NotTextError(ValueError):
    """Bytes that are no text; ``damaged_at`` is the offset of the first wrong byte in UTF-8."""

    def __init__(self, damaged_at: int | None = None) -> None:
        super().__init__("not text")
        self.damaged_at = damaged_at


def decoded(data: bytes) -> str:
    """The text in the bytes, without a byte order mark. Raises ``NotTextError``."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(_strict(data, encoding))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _mostly_utf8(data):
            raise NotTextError(error.start) from None
        return _checked(_legacy(data))
    if "\x00" in text:
        return _checked(_without_mark(data))
    return _checked(text)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise NotTextError from None


def _checked(text: str) -> str:
    """The text, unless it holds zero bytes or more than a few characters that are no text."""
    sample = text[:_SAMPLE]
    strange = sum(unicodedata.category(char) in {"Cn", "Co", "Cs"} for char in sample)
    strange += sum(unicodedata.category(char) == "Cc" and not char.isspace() for char in sample)
    if "\x00" in text or strange > len(sample) * 0.02 + 1:
        raise NotTextError
    return text


def _mostly_utf8(data: bytes) -> bool:
    """Whether these are UTF-8 bytes of which a few are broken."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    whole = sum(char > "\x7f" for char in text) - broken
    return whole >= 3 * broken and not _BINARY_CONTROLS.search(data)


def _without_mark(data: bytes) -> str:
    """Text in UTF-16 without a mark: zeros stand only before, or only after, ASCII characters."""
    even, odd = data[:_SAMPLE:2].count(0), data[1:_SAMPLE:2].count(0)
    if len(data) % 2 or min(even, odd) * 20 > max(even, odd):
        raise NotTextError
    # Spaces and full stops alone are some 10 to 20 per cent of a text in another script.
    if max(even, odd) < len(data[:_SAMPLE]) * 0.02:
        raise NotTextError
    # The bytes on the zeros' side tell the script, of which a text has one or two.
    side = Counter(data[int(odd > even) : _SAMPLE : 2])
    if sum(count for _, count in side.most_common(2)) < 0.9 * side.total():
        raise NotTextError
    return _strict(data, "utf-16-le" if odd > even else "utf-16-be")


def _legacy(data: bytes) -> str:
    """Text in an encoding from before Unicode."""
    if b"\x00" in data:
        return _without_mark(data)
    if _BINARY_CONTROLS.search(data.rstrip(b"\x1a")) and b"\x1b" not in data:
        raise NotTextError
    western = _western(data)
    if western is not None:
        return western
    from charset_normalizer import from_bytes  # noqa: PLC0415 (rarely needed, slow to import)

    for match in from_bytes(data):  # the likeliest first
        if match.chaos <= 0.15 and not _MISPLACED.search(str(match)):
            return str(match)
    raise NotTextError


def _western(data: bytes) -> str | None:
    """The text as windows-1252 (which holds Latin-1), or None where it makes no sense as such."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    beyond = [char for char in text if char > "\x7f"]
    letters = sum(char.isalpha() for char in text)
    plain = sum(char == " " or (char.isascii() and char.isalpha()) for char in text)
    accented = sum(char.isalpha() for char in beyond)
    if plain < len(text) * 0.6:
        return None
    if accented > letters * _MOST_ACCENTED or len(beyond) > len(text) * _MOST_ACCENTED:
        return None
    if not all(_WESTERN.match(char) for char in set(beyond)) or _MISPLACED.search(text):
        return None
    present = {char.lower() for char in beyond}
    if any(present.issuperset(letters) for letters in _NEVER_TOGETHER):
        return None
    return text
