"""The formats in which annotation sets are read and written.

Each format is a module that is imported when it is first used.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from annotator.domain.annotation import AnnotationSet
from annotator.domain.article import Article
from annotator.domain.codebook import Codebook
from annotator.domain.errors import ExchangeError
from annotator.exchange.sets import SetDocument


@dataclass(frozen=True, slots=True)
class Format:
    """A file format. ``extension`` is without its dot; ``module`` holds the work."""

    name: str
    title: str
    extension: str
    module: str
    reads: bool = True
    writes: bool = True


class _Codec(Protocol):
    """What the module of a format has."""

    def recognises(self, data: bytes, file_name: str) -> bool:
        """Whether the bytes look like this format."""

    def read(
        self, data: bytes, file_name: str, article: Article, codebook: Codebook
    ) -> list[SetDocument]:
        """The sets in the bytes. Raises ``ExchangeError``."""

    def write(self, article: Article, sets: Sequence[AnnotationSet], codebook: Codebook) -> bytes:
        """The sets as bytes. Raises ``ExchangeError``."""


_FORMATS = (
    Format("webannotation", "W3C Web Annotation", "jsonld", "annotator.exchange.web_annotation"),
    Format("csv", "CSV", "csv", "annotator.exchange.csv_sets"),
)


def formats() -> tuple[Format, ...]:
    """All formats, in the order in which they are offered and in which contents are tried."""
    return _FORMATS


def find_format(name: str) -> Format:
    """The format of that name. Raises ``ExchangeError`` that names those there are."""
    wanted = name.strip().casefold()
    for known in _FORMATS:
        if known.name == wanted:
            return known
    raise ExchangeError(
        "There is no format “{name}”. There are: {known}.",
        name=name,
        known=", ".join(known.name for known in _FORMATS),
    )


def read_sets(
    data: bytes, file_name: str, article: Article, codebook: Codebook
) -> list[SetDocument]:
    """The sets in a file, one or more, placed in the article; the content tells the format.

    Raises ``ExchangeError`` where no format fits and where the content is not in order.
    """
    for known in _FORMATS:
        if known.reads:
            codec = _codec(known)
            if codec.recognises(data, file_name):
                return codec.read(data, file_name, article, codebook)
    if not data.strip():
        raise ExchangeError(
            "{file} is empty. Choose a file with annotations in it.", file=file_name
        )
    raise ExchangeError(
        "{file} is in no format that can be read. These can: {known}.",
        file=file_name,
        known=", ".join(f"{f.name} (.{f.extension})" for f in _FORMATS if f.reads),
    )


def write_sets(
    format_name: str, article: Article, sets: Sequence[AnnotationSet], codebook: Codebook
) -> bytes:
    """One or several sets of an article as the content of a file.

    Raises ``ExchangeError`` where the format is unknown or only read.
    """
    known = find_format(format_name)
    if not known.writes:
        raise ExchangeError("{name} can be read but not written.", name=known.title)
    return _codec(known).write(article, sets, codebook)


def _codec(known: Format) -> _Codec:
    return cast(_Codec, import_module(known.module))
