"""Codebooks as JSON values: reading them with every check, and writing them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from annotator.domain.codebook import (
    MOST_SUBTYPES,
    PATTERNS,
    Category,
    Codebook,
    Subtype,
    folded,
)
from annotator.domain.codebook_clashes import clashes
from annotator.domain.errors import CodebookError

_BOOK_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_CATEGORY_ID = re.compile(r"[a-z0-9_]{1,64}")
_SUBTYPE_ID = re.compile(r"[a-z0-9_-]{1,64}")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_HALF_A_CHARACTER = re.compile("[\ud800-\udfff]")
_SHORTCUTS = "123456789"
_WHOLE = "The codebook"


def codebook_from_dict(data: Mapping[str, Any]) -> Codebook:
    """Read a codebook from its JSON form, and check it.

    Raises ``CodebookError`` where something is missing or wrong, or where two categories could be
    taken for each other. Fields that are not known here are left out.
    """
    if not isinstance(data, Mapping):
        raise CodebookError(
            "This is no codebook: it has to be one JSON object with “id”, “version”, “name” and "
            "“categories”."
        )
    head = _heads(data)
    entries = _objects(data, "categories", _WHOLE)
    categories = tuple(_category(e, f"Category {number}") for number, e in enumerate(entries, 1))
    codebook = replace(head, categories=categories)
    for clash in clashes(codebook):
        raise clash.error
    return codebook


def codebook_to_dict(codebook: Codebook) -> dict[str, Any]:
    """JSON values from which :func:`codebook_from_dict` makes an equal codebook.

    What came later than the first version of the form is left out where it is empty, so that
    codebooks without it are written as they always were.
    """
    return {
        "id": codebook.id,
        "version": codebook.version,
        "name": codebook.name,
        **_filled(rules=codebook.rules),
        "categories": [_category_to_dict(category) for category in codebook.categories],
    }


def _heads(data: Mapping[str, Any]) -> Codebook:
    """What a codebook says beside its categories."""
    return Codebook(
        id=_matching(data, "id", _WHOLE, _BOOK_ID),
        version=_matching(data, "version", _WHOLE, _BOOK_ID),
        name=_line(data, "name", _WHOLE),
        categories=(),
        rules=_lines(data, "rules", _WHOLE),
    )


def _category_to_dict(category: Category) -> dict[str, Any]:
    data: dict[str, Any] = {
        "id": category.id,
        "name": category.name,
        "letter": category.letter,
        "colour": category.colour,
        "pattern": category.pattern,
        "shortcut": category.shortcut,
    }
    if category.linked:
        data["linked"] = True
    return data | {
        "definition": category.definition,
        **_filled(rules=category.rules),
        "include": list(category.include),
        "leave_out": list(category.leave_out),
        "examples": list(category.examples),
        "subtypes": [_subtype_to_dict(subtype) for subtype in category.subtypes],
    }


def _subtype_to_dict(subtype: Subtype) -> dict[str, Any]:
    return {
        "id": subtype.id,
        "name": subtype.name,
        "definition": subtype.definition,
        **_filled(include=subtype.include, leave_out=subtype.leave_out, examples=subtype.examples),
    }


def _filled(**lines: tuple[str, ...]) -> dict[str, list[str]]:
    return {field: list(entries) for field, entries in lines.items() if entries}


def _category(data: Mapping[str, Any], where: str) -> Category:
    name = _line(data, "name", where)
    where = f"Category “{name}”"
    linked = data.get("linked", False)
    if not isinstance(linked, bool):
        raise CodebookError("{where}: “linked” has to be true or false.", where=where)
    category = Category(
        id=_matching(data, "id", where, _CATEGORY_ID),
        name=name,
        letter=_line(data, "letter", where),
        colour=_matching(data, "colour", where, _COLOUR),
        pattern=_line(data, "pattern", where),
        shortcut=_line(data, "shortcut", where),
        definition=_text(data, "definition", where),
        include=_lines(data, "include", where),
        leave_out=_lines(data, "leave_out", where),
        examples=_lines(data, "examples", where),
        subtypes=tuple(
            _subtype(entry, f"{where}, subtype {number}")
            for number, entry in enumerate(_objects(data, "subtypes", where, needed=False), 1)
        ),
        linked=linked,
        rules=_lines(data, "rules", where),
    )
    _check_category(category, where)
    return category


def _subtype(data: Mapping[str, Any], where: str) -> Subtype:
    return Subtype(
        _matching(data, "id", where, _SUBTYPE_ID),
        _line(data, "name", where),
        _text(data, "definition", where),
        include=_lines(data, "include", where),
        leave_out=_lines(data, "leave_out", where),
        examples=_lines(data, "examples", where),
    )


_FORMS = {
    _BOOK_ID: "letters, digits, dots, hyphens and underscores, 64 at most",
    _CATEGORY_ID: "lower-case letters, digits and underscores",
    _SUBTYPE_ID: "lower-case letters, digits, hyphens and underscores",
    _COLOUR: "# and six hexadecimal digits, such as #1d4ed8",
}


def _text(data: Mapping[str, Any], field: str, where: str) -> str:
    value = data.get(field)
    if value is None:
        raise CodebookError("{where}: “{field}” is missing.", where=where, field=field)
    return _checked_text(value, field, where)


def _checked_text(value: object, field: str, where: str) -> str:
    if not isinstance(value, str):
        raise CodebookError(
            "{where}: “{field}” has to be text in quotation marks.", where=where, field=field
        )
    if not value.strip():
        raise CodebookError(
            "{where}: “{field}” is empty. Write something there.", where=where, field=field
        )
    if _HALF_A_CHARACTER.search(value):
        raise CodebookError(
            "{where}: “{field}” holds half a character, which cannot be stored.",
            where=where,
            field=field,
        )
    return value


def _line(data: Mapping[str, Any], field: str, where: str) -> str:
    value = _text(data, field, where)
    if value != value.strip() or not value.isprintable():
        raise CodebookError(
            "{where}: “{field}” has to be one line without blanks at its ends.",
            where=where,
            field=field,
        )
    return value


def _matching(data: Mapping[str, Any], field: str, where: str, form: re.Pattern[str]) -> str:
    value = _text(data, field, where)
    if form.fullmatch(value) is None:
        raise CodebookError(
            "{where}: “{value}” cannot be the {field}. Use {form}.",
            where=where,
            value=value[:80],
            field=field,
            form=_FORMS[form],
        )
    return value


def _lines(data: Mapping[str, Any], field: str, where: str) -> tuple[str, ...]:
    entries = _list(data, field, where, needed=False)
    return tuple(_checked_text(entry, field, where) for entry in entries)


def _objects(
    data: Mapping[str, Any], field: str, where: str, *, needed: bool = True
) -> list[Mapping[str, Any]]:
    entries = _list(data, field, where, needed=needed)
    if not all(isinstance(entry, Mapping) for entry in entries):
        raise CodebookError(
            "{where}: every entry of “{field}” has to be a JSON object.", where=where, field=field
        )
    return entries


def _list(data: Mapping[str, Any], field: str, where: str, *, needed: bool) -> list[Any]:
    value = data.get(field)
    if value is None and not needed:
        return []
    if value is None:
        raise CodebookError("{where}: “{field}” is missing.", where=where, field=field)
    if not isinstance(value, list):
        raise CodebookError("{where}: “{field}” has to be a list.", where=where, field=field)
    return value


def _check_category(category: Category, where: str) -> None:
    if len(category.letter) != 1:
        raise CodebookError(
            "{where}: “{value}” cannot be the letter. Use a single character.",
            where=where,
            value=category.letter[:80],
        )
    if category.shortcut not in tuple(_SHORTCUTS):
        raise CodebookError(
            "{where}: “{value}” cannot be the shortcut. Use a digit from 1 to 9: the letters do "
            "other things on the desk, and 0 marks what a key holds to be sound.",
            where=where,
            value=category.shortcut[:80],
        )
    if category.pattern not in PATTERNS:
        raise CodebookError(
            "{where}: there is no pattern “{value}”. Use one of: {known}.",
            where=where,
            value=category.pattern[:80],
            known=", ".join(PATTERNS),
        )
    if len(category.subtypes) > MOST_SUBTYPES:
        raise CodebookError(
            "{where} has {count} subtypes, and {most} is the most. Join or drop some.",
            where=where,
            count=len(category.subtypes),
            most=MOST_SUBTYPES,
        )
    seen: set[str] = set()
    for subtype in category.subtypes:
        labels = {folded(subtype.id), folded(subtype.name)}
        if labels & seen:
            raise CodebookError(
                "{where}: two subtypes are called “{name}”. Give each an id and a name of its own.",
                where=where,
                name=subtype.name,
            )
        seen |= labels
