"""The codebooks of a library: those that its sets were made under, and those added from files."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotator.domain.annotation import SetInfo
from annotator.domain.codebook import Codebook
from annotator.domain.codebook_data import codebook_from_dict, codebook_to_dict
from annotator.domain.errors import CodebookError, NotFoundError
from annotator.services.files import write_file
from annotator.services.resources import default_codebook
from annotator.storage import Library

SETTING = "codebook"


@dataclass(frozen=True, slots=True)
class AddedCodebook:
    """A codebook from a file. ``already_present`` says that the library held it before."""

    codebook: Codebook
    already_present: bool


class Codebooks:
    """The codebooks of one library.

    What is stored under an id and version never changes, so that a set means the same for ever.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._read: dict[tuple[str, str], Codebook] = {}

    def all(self) -> list[Codebook]:
        """Every codebook, the default first and then as they came."""
        default = self.default
        stored = [self._known(data) for data in self._library.codebooks()]
        return [default, *(book for book in stored if _key(book) != _key(default))]

    @property
    def default(self) -> Codebook:
        """The codebook that comes with the program, as this library holds it."""
        own = default_codebook()
        return self._find(*_key(own)) or own

    @property
    def current(self) -> Codebook:
        """The codebook under which new sets are made."""
        chosen = self._library.setting(SETTING)
        if chosen is None:
            return self.default
        return self._find(chosen["id"], chosen["version"]) or self.default

    def get(self, codebook_id: str, version: str | None = None) -> Codebook:
        """One codebook; without a version the one that came last under that id.

        Raises ``NotFoundError``.
        """
        every = self.all()
        for book in reversed(every):
            if book.id == codebook_id and version in (None, book.version):
                return book
        raise NotFoundError(
            "There is no codebook “{name}” in the library. There are: {known}.",
            name=codebook_id if version is None else f"{codebook_id} {version}",
            known=", ".join(f"{book.id} {book.version}" for book in every),
        )

    def of(self, info: SetInfo) -> Codebook:
        """The codebook under which a set was made. Raises ``NotFoundError``."""
        found = self._find(info.codebook_id, info.codebook_version)
        return found or self.get(info.codebook_id, info.codebook_version)

    def of_both(self, info: SetInfo, key: SetInfo) -> Codebook:
        """What names the categories of a set and of the key it is held against.

        Where the two have different codebooks, the set's comes first and wins.
        """
        return self.of(info).joined(self.of(key))

    def use(self, codebook_id: str, version: str | None = None) -> Codebook:
        """Make new sets under a codebook from now on. Raises ``NotFoundError``."""
        book = self.get(codebook_id, version)
        self._library.set_setting(SETTING, {"id": book.id, "version": book.version})
        return book

    def add_file(self, path: Path) -> AddedCodebook:
        """Add a codebook from a JSON file.

        Raises ``CodebookError`` where the file cannot be read or is not in order, and where the
        library has another codebook of that id and version.
        """
        from annotator.exchange.reading import read_bytes, read_text  # noqa: PLC0415 (rarely run)

        text = read_text(read_bytes(path, CodebookError), path.name, CodebookError)
        return self.add(_parsed(text, path.name))

    def add(self, codebook: Codebook) -> AddedCodebook:
        """Add a codebook. Raises ``CodebookError`` as :meth:`add_file` does."""
        with self._library.writing():
            there = self._find(*_key(codebook))
            if there is None and _key(codebook) == _key(default_codebook()):
                there = default_codebook()
            if there is not None and there != codebook:
                raise CodebookError(
                    "The library has another codebook “{id}” of version {version} already. "
                    "Give the changed one a new version.",
                    id=codebook.id,
                    version=codebook.version,
                )
            self._library.add_codebook(codebook_to_dict(codebook))
        return AddedCodebook(codebook, there is not None)

    def _find(self, codebook_id: str, version: str) -> Codebook | None:
        if (codebook_id, version) not in self._read:
            data = self._library.codebook(codebook_id, version)
            return None if data is None else self._known(data)
        return self._read[codebook_id, version]

    def _known(self, data: dict[str, Any]) -> Codebook:
        key = (data["id"], data["version"])
        if key not in self._read:
            self._read[key] = codebook_from_dict(data)
        return self._read[key]


def file_content(codebook: Codebook) -> str:
    """A codebook as the text of a JSON file, as :meth:`Codebooks.add_file` reads it."""
    return json.dumps(codebook_to_dict(codebook), ensure_ascii=False, indent=2) + "\n"


def save_file(codebook: Codebook, path: Path) -> None:
    """Write a codebook into a JSON file. Raises ``ExchangeError`` where that cannot be done."""
    write_file(path, file_content(codebook).encode("utf-8"))


def _key(codebook: Codebook) -> tuple[str, str]:
    return codebook.id, codebook.version


def _parsed(text: str, name: str) -> Codebook:
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise CodebookError(
            "{name} is not JSON: line {line}, column {column} cannot be read. "
            "Look for a missing comma or quotation mark there.",
            name=name,
            line=error.lineno,
            column=error.colno,
        ) from None
    except (RecursionError, ValueError):  # nested too deeply; a number with too many digits
        raise CodebookError("{name} is not a codebook.", name=name) from None
    try:
        return codebook_from_dict(data)
    except CodebookError as error:
        raise CodebookError("{name}: {reason}", name=name, reason=error) from None
