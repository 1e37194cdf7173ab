"""Bytes of a file from elsewhere, and the text in them.

Every error says in the user's words what is wrong with the file and what to do next.
"""

from __future__ import annotations

from pathlib import Path

from annotator.domain.errors import AnnotatorError, ExchangeError
from annotator.exchange.text_encoding import NotTextError, decoded

LARGEST_FILE = 50 * 1024 * 1024
"""Bytes beyond which a file is refused unread; the longest novels take some 3 MB."""

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"SQLite format 3\x00", "a database"),
    (b"{\\rtf", "a rich text document"),
    (b"\x7fELF", "a program"),
    (b"ID3", "a sound recording"),
)


def read_bytes(path: Path, error: type[AnnotatorError] = ExchangeError) -> bytes:
    """The bytes of a file of at most ``LARGEST_FILE`` bytes; a larger one is refused unread.

    Raises ``error`` where there is no such file, where it is a folder or a device, where it may
    not be read, and where it is too large.
    """
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise error(
                "{path} is a folder. Give the file that is in it.",
                path=path,
            )
        if not path.is_file():
            raise error("{path} is not an ordinary file. Save its text in one first.", path=path)
        if size > LARGEST_FILE:
            raise _too_large(path, size, error)
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise error("There is no file {path}. Check the name and the folder.", path=path) from None
    except PermissionError:
        raise error(
            "{path} may not be read. Change its permissions, or copy it to another place.",
            path=path,
        ) from None
    except (OSError, ValueError) as reason:  # ValueError: a NUL in the name
        raise error(
            "{path} cannot be read ({reason}). Copy it to another place and try again.",
            path=path,
            reason=getattr(reason, "strerror", None) or reason,
        ) from None
    if len(data) > LARGEST_FILE:  # it grew while it was read
        raise _too_large(path, len(data), error)
    return data


def read_text(data: bytes, name: str, error: type[AnnotatorError] = ExchangeError) -> str:
    """The text in the bytes of the file ``name``, without a byte order mark.

    Raises ``error`` where there are none, and where they are no text.
    """
    if not data:
        raise error("{name} is empty. Choose a file with text in it.", name=name)
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise error(
                "{name} is {what}, not plain text. Save its text as a .txt file and try again.",
                name=name,
                what=what,
            )
    try:
        return decoded(data)
    except NotTextError as reason:
        if reason.damaged_at is not None:
            raise error(
                "{name} is UTF-8 text that is damaged at byte {position}. "
                "Save it anew as UTF-8 and try again.",
                name=name,
                position=reason.damaged_at,
            ) from None
        raise error(
            "{name} is not text, or in an unknown encoding. Save it as UTF-8 text and try again.",
            name=name,
        ) from None


def _too_large(path: Path, size: int, error: type[AnnotatorError]) -> AnnotatorError:
    return error(
        "{path} is too large: {size} MB, where {limit} MB is the most. "
        "Split it, or choose another file.",
        path=path,
        size=f"{size / 1024 / 1024:.0f}",
        limit=LARGEST_FILE // 1024 // 1024,
    )
