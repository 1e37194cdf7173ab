"""Annotation sets as a table: CSV in UTF-8, one row for each passage, both ways.

Columns, of which reading needs only ``category`` and either ``start`` and ``end`` or ``quote``:

``set``, ``role`` (learner, key), ``status`` (draft, submitted), ``annotator``, ``set_id``,
``set_created``, ``set_submitted``, ``codebook``, ``codebook_version``, ``article`` (the revision's
SHA-256)
    The set; repeated on each of its rows. A set without annotations has one row with nothing else.
``annotation``, ``category``, ``subtype``, ``note``, ``confidence`` (0 to 1), ``created``,
``argument``
    The annotation; repeated on each of its rows. Rows of a set with the same ``annotation`` belong
    together; without it each row is an annotation. The argument is what a learner says to the
    teacher about a mark that the key does not bear out.
``key``, ``difficulty`` (1 to 3)
    ``key`` is 1 where the annotation has the details of a reference key.
``part``, ``ordinal``
    What the passage is: passage (the default), counterpart, core, counterpart_core, allowance,
    counterpart_allowance; and its place among these.
``alternative``, ``alternative_category``
    Other answers of a key that are as right as the annotation: the number (from 1) of the one to
    which the row's passage belongs, and its category where that is another. A row without ``part``
    and passage is one that names a category only.
``start``, ``end``, ``quote``, ``prefix``, ``suffix``
    The passage in code points of the canonical text, its words, and what stands around it; no
    offsets where it is unplaced.
``source``
    The SHA-256 of the article revision in which a counterpart (or its core or allowance) lies,
    where that is another article's than the set's; else empty.

Reading takes commas, semicolons and tabs, a byte order mark, any order of columns, columns of its
own that it does not know, and ``counterpart_start``, ``counterpart_end`` and ``counterpart_quote``
for the other end on the same row.

Spreadsheets run a cell that begins with ``=``, ``+``, ``-`` or ``@`` as a formula. What people
wrote (note, argument, annotator, the set's name) therefore gets an apostrophe before such a
beginning, which reading takes away again. The article's own words are left as they are, so that
programs can hold them against the text: import the file as text where the article is not trusted.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from annotator.domain.annotation import (
    Alternative,
    Annotation,
    AnnotationSet,
    KeyDetails,
    Passage,
    Role,
    Status,
)
from annotator.domain.article import Article
from annotator.domain.codebook import Codebook
from annotator.domain.errors import ExchangeError
from annotator.exchange.placing import (
    confidence_from,
    difficulty_from,
    known_category,
    known_subtype,
    offset_from,
    own_id,
    place,
    place_elsewhere,
    revision_named,
)
from annotator.exchange.reading import read_text
from annotator.exchange.sets import SetDocument

COLUMNS = (
    "set",
    "role",
    "status",
    "annotator",
    "annotation",
    "category",
    "subtype",
    "part",
    "ordinal",
    "alternative",
    "alternative_category",
    "start",
    "end",
    "quote",
    "prefix",
    "suffix",
    "source",
    "note",
    "argument",
    "confidence",
    "key",
    "difficulty",
    "created",
    "set_id",
    "set_created",
    "set_submitted",
    "codebook",
    "codebook_version",
    "article",
)
PARTS = (
    "passage",
    "counterpart",
    "core",
    "counterpart_core",
    "allowance",
    "counterpart_allowance",
)
_OTHER_END = ("counterpart_start", "counterpart_end", "counterpart_quote")
_SYNONYMS = {
    "label": "category",
    "begin": "start",
    "start_offset": "start",
    "end_offset": "end",
    "exact": "quote",
    "text": "quote",
    "comment": "note",
    "explanation": "note",
    "id": "annotation",
    "annotation_id": "annotation",
    "created_at": "created",
}
_WRITTEN_BY_PEOPLE = ("set", "annotator", "note", "argument")
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_LONGEST_FIELD = 1 << 30
"""A marked passage may be longer than the 128 KB that the csv module takes by default."""

_Row = dict[str, str]


def recognises(data: bytes, file_name: str) -> bool:  # noqa: ARG001 (the content tells)
    """Whether the first line names the columns that reading needs."""
    head = data[:4096]
    for encoding in ("utf-16",) if head[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",):
        names = _columns(head.decode(encoding, errors="replace"))[1]
        return _sufficient(names)
    return False


def write(article: Article, sets: Sequence[AnnotationSet], codebook: Codebook) -> bytes:  # noqa: ARG001 (the ids of categories are written as they are)
    """One or several sets, in UTF-8 without a byte order mark."""
    target = io.StringIO(newline="")
    table = csv.DictWriter(target, COLUMNS, restval="", lineterminator="\r\n")
    table.writeheader()
    for annotation_set in sets:
        for row in _rows(annotation_set):
            table.writerow({name: _guarded(name, value) for name, value in row.items()})
    return target.getvalue().encode("utf-8")


def _rows(annotation_set: AnnotationSet) -> Iterator[_Row]:
    info = annotation_set.info
    common = {
        "set": info.name,
        "role": info.role.value,
        "status": info.status.value,
        "annotator": info.annotator,
        "set_id": info.id,
        "set_created": info.created_at,
        "set_submitted": info.submitted_at,
        "codebook": info.codebook_id,
        "codebook_version": info.codebook_version,
        "article": info.article_sha256,
    }
    if not annotation_set.annotations:
        yield common
    for annotation in annotation_set.annotations:
        key = annotation.key
        whole = {
            **common,
            "annotation": annotation.id,
            "category": annotation.category,
            "subtype": annotation.subtype or "",
            "note": annotation.note,
            "argument": annotation.argument,
            "confidence": "" if annotation.confidence is None else repr(annotation.confidence),
            "created": annotation.created_at,
            "key": "1" if key is not None else "",
            "difficulty": str(key.difficulty) if key and key.difficulty is not None else "",
        }
        for part, passages in _parts(annotation):
            for row in _passage_rows(part, passages):
                yield {**whole, **row}
        for number, alternative in enumerate(key.alternatives if key else (), start=1):
            other = {
                **whole,
                "alternative": str(number),
                "alternative_category": alternative.category,
            }
            if not alternative.passages:
                yield other
            for row in _passage_rows("passage", alternative.passages):
                yield {**other, **row}
            for row in _passage_rows("counterpart", alternative.counterpart):
                yield {**other, **row}


def _passage_rows(part: str, passages: Sequence[Passage]) -> Iterator[_Row]:
    for ordinal, passage in enumerate(passages, start=1):
        yield {
            "part": part,
            "ordinal": str(ordinal),
            "start": str(passage.span.start) if passage.span else "",
            "end": str(passage.span.end) if passage.span else "",
            "quote": passage.quote,
            "prefix": passage.prefix,
            "suffix": passage.suffix,
            "source": passage.source,
        }


def _parts(annotation: Annotation) -> Iterator[tuple[str, tuple[Passage, ...]]]:
    yield "passage", annotation.passages
    yield "counterpart", annotation.counterpart
    key = annotation.key
    if key is not None:
        yield "core", key.core
        yield "counterpart_core", key.counterpart_core
        yield "allowance", key.allowance
        yield "counterpart_allowance", key.counterpart_allowance


def _guarded(column: str, value: str) -> str:
    return "'" + value if column in _WRITTEN_BY_PEOPLE and _FORMULA.match(value) else value


def _unguarded(value: str) -> str:
    return value[1:] if value[:1] == "'" and _FORMULA.match(value) else value


def read(data: bytes, file_name: str, article: Article, codebook: Codebook) -> list[SetDocument]:
    """The sets in a table, in the order of their first rows.

    Raises ``ExchangeError`` where columns are missing or a value is wrong, with its row.
    """
    reader = _Reader(file_name, article, codebook)
    for number, row in _table(_text(data, file_name), file_name):
        reader.add(number, row)
    return reader.sets()


def _text(data: bytes, file_name: str) -> str:
    """UTF-8, whatever a note may hold, or else text in some other encoding."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return read_text(data, file_name)


def _table(text: str, file_name: str) -> Iterator[tuple[int, _Row]]:
    """The rows with their numbers; the row after the names of the columns is number 2."""
    delimiter, names = _columns(text)
    if not _sufficient(names):
        raise ExchangeError(
            "{file} lacks columns: it needs “category”, and either “start” and “end” or “quote”. "
            "It has: {names}.",
            file=file_name,
            names=", ".join(names[:20]) or "none",
        )
    csv.field_size_limit(_LONGEST_FIELD)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        next(rows)
        for number, values in enumerate(rows, start=2):
            if any(values):
                yield number, dict(zip(names, values, strict=False))
    except csv.Error as error:
        raise ExchangeError(
            "{file}, row {row}: the table is broken ({reason}). Correct it, or export it anew.",
            file=file_name,
            row=rows.line_num,
            reason=error,
        ) from None


def _columns(text: str) -> tuple[str, list[str]]:
    """The delimiter under which most known columns appear, and all columns' names."""
    line = next(iter(text.lstrip("\ufeff\r\n").splitlines()), "")
    best: tuple[str, list[str]] = (",", [])
    most = -1
    for delimiter in ",;\t":
        try:
            raw = next(csv.reader([line], delimiter=delimiter), [])
        except csv.Error:
            continue
        names = [_SYNONYMS.get(n, n) for n in (_folded(name) for name in raw)]
        known = len(set(names).intersection((*COLUMNS, *_OTHER_END)))
        if known > most:
            best, most = (delimiter, names), known
    return best


def _folded(name: str) -> str:
    return name.strip().casefold().replace(" ", "_").replace("-", "_")


def _sufficient(names: Sequence[str]) -> bool:
    return "category" in names and ("quote" in names or {"start", "end"} <= set(names))


class _Reader:
    """Gathers rows into annotations and sets."""

    def __init__(self, file_name: str, article: Article, codebook: Codebook) -> None:
        self._file = file_name
        self._article = article
        self._codebook = codebook
        self._sets: dict[str, _Row] = {}
        self._annotations: dict[str, dict[str, list[tuple[int, _Row]]]] = {}

    def add(self, number: int, row: _Row) -> None:
        """Take in one row."""
        for column in _WRITTEN_BY_PEOPLE:
            if column in row:
                row[column] = _unguarded(row[column])
        group = row.get("set_id") or row.get("set", "")
        self._sets.setdefault(group, row)
        annotations = self._annotations.setdefault(group, {})
        if any(row.get(c, "").strip() for c in ("category", "start", "quote", "annotation")):
            own = row.get("annotation", "").strip() or f"\x00{number}"
            annotations.setdefault(own, []).append((number, row))

    def sets(self) -> list[SetDocument]:
        """The sets of all rows taken in."""
        if not self._sets:
            raise ExchangeError(
                "{file} has no rows. Choose a file with annotations in it.", file=self._file
            )
        return [self._set(group, row) for group, row in self._sets.items()]

    def _set(self, group: str, row: _Row) -> SetDocument:
        annotations = self._annotations[group].items()
        role = row.get("role", "").strip().casefold()
        status = row.get("status", "").strip().casefold()
        return SetDocument(
            name=row.get("set") or PurePath(self._file).stem,
            annotations=tuple(self._annotation(own, rows) for own, rows in annotations),
            role=Role.KEY if role == Role.KEY.value else Role.LEARNER,
            status=next((s for s in Status if s.value == status), None),
            annotator=row.get("annotator", ""),
            id=row.get("set_id", ""),
            article_sha256=row.get("article", ""),
            codebook_id=row.get("codebook", ""),
            codebook_version=row.get("codebook_version", ""),
            created_at=row.get("set_created", ""),
            submitted_at=row.get("set_submitted", ""),
        )

    def _annotation(self, own: str, rows: list[tuple[int, _Row]]) -> Annotation:
        number, _ = rows[0]
        where = self._where(number)
        category = known_category(self._one(rows, "category").strip(), self._codebook, where)
        alternatives = self._alternatives(rows)
        parts = self._passages([r for r in rows if not r[1].get("alternative", "").strip()])
        if "passage" not in parts:
            raise ExchangeError(
                "{where}: the annotation has no row for its passage. "
                "Give one without a “part”, or with the part “passage”.",
                where=where,
            )
        subtype = self._one(rows, "subtype")
        is_key = bool(alternatives) or any(p not in ("passage", "counterpart") for p in parts)
        difficulty = difficulty_from(self._one(rows, "difficulty").strip(), where)
        is_key = is_key or difficulty is not None or self._one(rows, "key").strip() not in ("", "0")
        return Annotation(
            id=own if not own.startswith("\x00") else own_id(None),
            category=category,
            passages=parts["passage"],
            counterpart=parts.get("counterpart", ()),
            subtype=known_subtype(subtype, category, self._codebook) or subtype or None,
            note=self._one(rows, "note"),
            confidence=confidence_from(self._one(rows, "confidence").strip(), where),
            created_at=self._one(rows, "created"),
            key=KeyDetails(
                core=parts.get("core", ()),
                counterpart_core=parts.get("counterpart_core", ()),
                allowance=parts.get("allowance", ()),
                counterpart_allowance=parts.get("counterpart_allowance", ()),
                difficulty=difficulty,
                alternatives=alternatives,
            )
            if is_key
            else None,
            argument=self._one(rows, "argument"),
        )

    def _alternatives(self, rows: list[tuple[int, _Row]]) -> tuple[Alternative, ...]:
        """The other answers, in the order of their numbers."""
        groups: dict[int, list[tuple[int, _Row]]] = {}
        for number, row in rows:
            given = offset_from(row.get("alternative", "").strip(), self._where(number))
            if given is not None:
                groups.setdefault(given, []).append((number, row))
        return tuple(self._alternative(group) for _, group in sorted(groups.items()))

    def _alternative(self, rows: list[tuple[int, _Row]]) -> Alternative:
        where = self._where(rows[0][0])
        label = self._one(rows, "alternative_category").strip()
        category = known_category(label, self._codebook, where) if label else ""
        marking = ("part", "start", "end", "quote")
        parts = self._passages([r for r in rows if any(r[1].get(c, "").strip() for c in marking)])
        passages = parts.pop("passage", ())
        counterpart = parts.pop("counterpart", ())
        if parts or (counterpart and not passages) or not (category or passages):
            raise ExchangeError(
                "{where}: an alternative needs a row for its passage (with or without a "
                "counterpart), or a value of “alternative_category”, and has no other parts.",
                where=where,
            )
        return Alternative(category, passages, counterpart)

    def _one(self, rows: list[tuple[int, _Row]], column: str) -> str:
        """The value that an annotation's rows have in common; empty ones do not count."""
        value = ""
        for number, row in rows:
            given = row.get(column, "")
            if given and value and given != value:
                raise ExchangeError(
                    "{where}: “{column}” differs from that of the annotation's other rows. "
                    "Make them equal, or give the rows different values of “annotation”.",
                    where=self._where(number),
                    column=column,
                )
            value = value or given
        return value

    def _passages(self, rows: list[tuple[int, _Row]]) -> dict[str, tuple[Passage, ...]]:
        found: dict[str, list[tuple[int, Passage]]] = {}
        for number, row in rows:
            where = self._where(number)
            part = _folded(row.get("part", "")) or "passage"
            if part not in PARTS:
                raise ExchangeError(
                    "{where}: there is no part “{part}”. Use one of: {known}.",
                    where=where,
                    part=part[:40],
                    known=", ".join(PARTS),
                )
            ordinal = offset_from(row.get("ordinal", "").strip(), where) or 0
            source = self._source(row) if part.startswith("counterpart") else ""
            passage = self._passage(row, ("start", "end", "quote"), where, source)
            found.setdefault(part, []).append((ordinal, passage))
            if any(row.get(column) for column in _OTHER_END):
                other = self._passage(row, _OTHER_END, where)
                found.setdefault("counterpart", []).append((ordinal, other))
        return {
            part: tuple(p for _, p in sorted(passages, key=lambda entry: entry[0]))
            for part, passages in found.items()
        }

    def _source(self, row: _Row) -> str:
        """The revision in which a row's passage lies, where it is not the set's own."""
        source = revision_named(row.get("source", ""))
        own = (self._article.sha256, revision_named(row.get("article", "")))
        return "" if source in own else source

    def _passage(
        self, row: _Row, columns: tuple[str, str, str], where: str, source: str = ""
    ) -> Passage:
        start, end, quote = columns
        plain = start == "start"
        offsets = (
            offset_from(row.get(start, "").strip(), where),
            offset_from(row.get(end, "").strip(), where),
        )
        words = (
            row.get(quote, ""),
            row.get("prefix", "") if plain else "",
            row.get("suffix", "") if plain else "",
        )
        if source:
            return place_elsewhere(source, offsets, *words)
        return place(self._article.text, offsets, *words)

    def _where(self, number: int) -> str:
        return f"{self._file}, row {number}"
