"""The codebooks of a library: those that its sets were made under, and those added from files."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Any

from annotator.domain.annotation import Role, SetInfo
from annotator.domain.codebook import Codebook
from annotator.domain.codebook_data import codebook_from_dict, codebook_to_dict
from annotator.domain.codebook_editing import next_version, slug, with_ids
from annotator.domain.errors import CodebookError, NotFoundError
from annotator.services.clock import new_id
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

    What sets were made under never changes, so that a set means the same for ever. New sets are
    made with the newest version of the default, unless something else was chosen; those of an
    article with a key may have to be made with what the key was: :meth:`Sets.codebook_for`.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._read: dict[tuple[str, str], Codebook] = {}
        self._read_at = -1

    def all(self) -> list[Codebook]:
        """Every codebook, the default first and then as they came."""
        default = self.default
        self._forget_what_is_old()
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
        # While the default had one version only, choosing it meant the default as such.
        if chosen["id"] == self.default.id and not chosen.get("kept"):
            return self.default
        return self._find(chosen["id"], chosen["version"]) or self.default

    def versions(self, codebook_id: str) -> list[Codebook]:
        """The versions of a codebook, the newest first; of the default that of this program."""
        found = [book for book in reversed(self.all()) if book.id == codebook_id]
        default = self.default
        return sorted(found, key=lambda book: book != default)

    def newest(self) -> list[Codebook]:
        """The newest version of every codebook, the default first and then as they came."""
        return [self.versions(name)[0] for name in dict.fromkeys(b.id for b in self.all())]

    def get(self, codebook_id: str, version: str | None = None) -> Codebook:
        """One codebook; without a version the one that came last under that id.

        Raises ``NotFoundError``.
        """
        every = self.all()
        for book in self.versions(codebook_id):
            if version in (None, book.version):
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

    def of_all(self) -> Codebook:
        """What names the categories of whatever was marked in the library, under any codebook.

        Where several have a category of one id, the current one comes first and then the default;
        of the others the one that came last.
        """
        return reduce(Codebook.joined, (self.default, *reversed(self.all())), self.current)

    def use(self, codebook_id: str, version: str | None = None) -> Codebook:
        """Make new sets under a codebook from now on. Raises ``NotFoundError``.

        The newest version of the default stands for those that are to come as well.
        """
        book = self.get(codebook_id, version)
        chosen = {"id": book.id, "version": book.version, "kept": book != self.default}
        self._library.set_setting(SETTING, chosen)
        return book

    def is_default(self, book: Codebook) -> bool:
        """Whether a codebook is a version of the one that comes with the program."""
        return book.id == default_codebook().id

    def uses(self) -> dict[tuple[str, str], int]:
        """How many sets were made under each codebook, by id and version."""
        return self._library.codebook_uses()

    def uses_by_keys(self) -> dict[tuple[str, str], int]:
        """How many of them are keys, finished or not, by id and version."""
        return self._library.codebook_uses(Role.KEY)

    def needs_version(self, book: Codebook) -> bool:
        """Whether a changed codebook has to become another version: sets were made under it."""
        return _key(book) in self.uses() or self.is_default(book)

    def next_version(self, book: Codebook) -> str:
        """What the version after this one may be called; nothing is called so yet."""
        return next_version(book.version, {b.version for b in self.versions(book.id)})

    def new_id(self, name: str) -> str:
        """An id for a codebook of that name, which no other library gives to another."""
        return f"{slug(name, '-')[:48] or 'codebook'}-{new_id()[:8]}"

    def save(self, book: Codebook, *, as_new: bool = False) -> Codebook:
        """Store a codebook that was made or changed here; new sets follow where it was current.

        Under a version that is there already it takes the place of what is stored, for which no
        set may have been made. Categories without an id get one from their name.

        Raises ``CodebookError`` where it is not in order, where sets were made under what is
        stored or it came with the program, and with ``as_new`` where the version is there already.
        """
        book = codebook_from_dict(codebook_to_dict(with_ids(book)))
        with self._library.writing():
            there = self._find(*_key(book))
            if there == book and not as_new:
                return book
            if self.is_default(book):
                raise CodebookError(
                    "“{name}” comes with the program and stays as it is. Change a copy of it.",
                    name=book.name,
                )
            follows = any(b == self.current for b in self.versions(book.id)[:1])
            if there is None:
                self._library.add_codebook(codebook_to_dict(book))
            elif as_new:
                raise CodebookError(
                    "“{name}” has a version {version} already. Choose another.",
                    name=there.name,
                    version=book.version,
                )
            elif self.needs_version(book):
                raise CodebookError(
                    "Sets were made under version {version} of “{name}”, which therefore stays as "
                    "it is. Give the changed one a new version.",
                    name=there.name,
                    version=book.version,
                )
            else:
                self._library.replace_codebook(codebook_to_dict(book))
            self._read.pop(_key(book), None)
            if follows:
                self.use(book.id, book.version)
        return book

    def remove(self, book: Codebook) -> None:
        """Delete one version of a codebook under which no set was made.

        Where new sets were made with it, they are made with its newest other version from now on,
        or with the default. Raises ``CodebookError`` where sets were made under it, and
        ``NotFoundError`` where it is not there.
        """
        with self._library.writing():
            if book == self.default:
                raise CodebookError("“{name}” comes with the program.", name=book.name)
            if _key(book) in self.uses():
                raise CodebookError(
                    "Sets were made under version {version} of “{name}”. It can be deleted when "
                    "they are gone.",
                    name=book.name,
                    version=book.version,
                )
            book = self.get(*_key(book))
            was_current = book == self.current
            self._library.remove_codebook(*_key(book))
            self._read.pop(_key(book), None)
            if was_current:
                others = self.versions(book.id)
                self.use(*_key(others[0] if others else self.default))

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
        self._forget_what_is_old()
        if (codebook_id, version) not in self._read:
            data = self._library.codebook(codebook_id, version)
            return None if data is None else self._known(data)
        return self._read[codebook_id, version]

    def _forget_what_is_old(self) -> None:
        """Another window may have changed a codebook that no set was made under yet."""
        now = self._library.changes_elsewhere()
        if now != self._read_at:
            self._read.clear()
            self._read_at = now

    def _known(self, data: dict[str, Any]) -> Codebook:
        key = (data["id"], data["version"])
        if key not in self._read:
            # Nearly always the one that comes with the program, which is read already.
            own = default_codebook()
            self._read[key] = own if data == codebook_to_dict(own) else codebook_from_dict(data)
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
