"""The canonical text of an article."""

from __future__ import annotations

import hashlib
import re

from annotator.domain.errors import ArticleError

# CR LF and CR, and the three line ends that Unicode adds (NEL, LS, PS).
_NEWLINES = re.compile("\r\n|[\r\x85\u2028\u2029]")


def canonical_text(raw: str) -> str:
    """Canonical form of a text: newlines become ``\\n`` and empty lines at the end are dropped.

    Nothing else is altered: no Unicode normalisation, no trimming, no corrections.
    The function is idempotent.

    Raises ``ArticleError`` where the text holds lone surrogates, which no file can store.
    """
    text = _without_empty_lines_at_end(_NEWLINES.sub("\n", raw))
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ArticleError(
            "The text has a broken character at position {position}. "
            "Copy the text again, or save it as UTF-8, and try once more.",
            position=error.start,
        ) from None
    return text


def _without_empty_lines_at_end(text: str) -> str:
    # Not by a regular expression: searching for one takes time in the square of a run of newlines.
    words_end = len(text.rstrip())
    newline = text.find("\n", words_end)
    return text if newline < 0 else text[:newline]


def sha256_of(text: str) -> str:
    """SHA-256 of the text's UTF-8 bytes, as 64 hexadecimal digits: the identity of a revision."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
