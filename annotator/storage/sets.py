"""Annotation sets and their annotations in the library."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from annotator.domain.annotation import (
    Annotation,
    AnnotationSet,
    KeyDetails,
    Passage,
    Role,
    SetInfo,
    Status,
)
from annotator.domain.changes import Edit
from annotator.domain.codebook import SOUND
from annotator.domain.serial import alternatives_from_list, alternatives_to_list
from annotator.domain.span import Span
from annotator.storage.sqlite import Database

_SET_COLUMNS = """
    SELECT id, sha256, name, role, status, annotator, codebook_id, codebook_version,
           created_at, submitted_at, learner_id, chosen_at
    FROM annotation_sets
"""

_Row = tuple[Any, ...]
_REPORTED = 1000
"""Rows of a set after which it is told again how far the reading is."""


@dataclass(frozen=True, slots=True)
class KeyMakeup:
    """What is in the key of an article: items, and their mean difficulty (1 to 3), by category.

    Sound passages are among them, under their own name.
    """

    article_id: str
    key_id: str
    counts: dict[str, int]
    difficulties: dict[str, float]


class SetStore:
    """Reads and writes annotation sets. Callers wrap several writes into one transaction."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def add(self, info: SetInfo) -> None:
        """Store a new, empty set."""
        self._db.execute(
            """
            INSERT INTO annotation_sets (
                id, sha256, name, role, status, annotator, codebook_id, codebook_version,
                created_at, submitted_at, learner_id, chosen_at
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                info.id,
                info.article_sha256,
                info.name,
                info.role,
                info.status,
                info.annotator,
                info.codebook_id,
                info.codebook_version,
                info.created_at,
                info.submitted_at,
                info.learner_id or None,
                info.chosen_at,
            ],
        )

    def submit(self, set_id: str, submitted_at: str) -> None:
        """Lock a set."""
        self._db.execute(
            "UPDATE annotation_sets SET status = 'submitted', submitted_at = ? WHERE id = ?",
            [submitted_at, set_id],
        )

    def choose_key(self, key: SetInfo, chosen_at: str) -> None:
        """Let a finished key count from now on; whichever was chosen before is so no more."""
        self._db.execute(
            "UPDATE annotation_sets SET chosen_at = CASE id WHEN ? THEN ? ELSE '' END "
            "WHERE sha256 = ?",
            [key.id, chosen_at, key.article_sha256],
        )

    def rename(self, set_id: str, name: str) -> None:
        """Give a set another name."""
        self._db.execute("UPDATE annotation_sets SET name = ? WHERE id = ?", [name, set_id])

    def use_codebook(self, set_id: str, codebook_id: str, version: str) -> None:
        """Put a set under another codebook, which is stored already."""
        self._db.execute(
            "UPDATE annotation_sets SET codebook_id = ?, codebook_version = ? WHERE id = ?",
            [codebook_id, version, set_id],
        )

    def told(self, set_id: str) -> set[str]:
        """Ids of the marks of a draft of which it was told what became of them, deleted ones too.

        A mark that is brought back by undo is still one of them.
        """
        rows = self._db.execute("SELECT annotation_id FROM told_marks WHERE set_id = ?", [set_id])
        return {annotation_id for (annotation_id,) in rows}

    def add_told(self, set_id: str, annotation_ids: Iterable[str]) -> None:
        """Remember of more marks that it was told what became of them."""
        for annotation_id in annotation_ids:
            self._db.execute(
                "INSERT OR IGNORE INTO told_marks VALUES (?, ?)", [set_id, annotation_id]
            )

    def remove(self, set_id: str) -> None:
        """Delete a set with its annotations and its part of the revision log."""
        self._db.execute("DELETE FROM annotation_sets WHERE id = ?", [set_id])

    def info(self, set_id: str) -> SetInfo | None:
        """One set without its annotations, or None."""
        row = self._db.execute(_SET_COLUMNS + " WHERE id = ?", [set_id]).fetchone()
        return _info(row) if row else None

    def infos(self, sha256: str) -> list[SetInfo]:
        """The sets on one article revision, oldest first."""
        rows = self._db.execute(
            _SET_COLUMNS + " WHERE sha256 = ? ORDER BY created_at, rowid", [sha256]
        )
        return [_info(row) for row in rows]

    def all_infos(self) -> list[SetInfo]:
        """Every set of the library, oldest first."""
        return [
            _info(row) for row in self._db.execute(_SET_COLUMNS + " ORDER BY created_at, rowid")
        ]

    def of_learner(self, learner_id: str) -> list[tuple[SetInfo, str]]:
        """The sets of a learner with the ids of their articles, oldest first; no hidden ones."""
        rows = self._db.execute(
            """
            SELECT s.id, s.sha256, s.name, s.role, s.status, s.annotator, s.codebook_id,
                   s.codebook_version, s.created_at, s.submitted_at, s.learner_id, s.chosen_at,
                   t.article_id
            FROM annotation_sets s JOIN article_texts t ON t.sha256 = s.sha256
            JOIN articles a ON a.id = t.article_id
            WHERE s.learner_id = ? AND NOT a.hidden ORDER BY s.created_at, s.rowid
            """,
            [learner_id],
        )
        return [(_info(row), row[12]) for row in rows]

    def key_makeups(self) -> list[KeyMakeup]:
        """The key that counts of every article's newest revision, and what is in it."""
        rows = self._db.execute(
            """
            WITH newest AS (
                SELECT article_id, sha256, max(revision) FROM article_texts GROUP BY article_id
            ), keys AS (
                SELECT s.id, n.article_id, row_number() OVER (
                    PARTITION BY s.sha256
                    ORDER BY max(s.submitted_at, s.chosen_at) DESC, s.chosen_at DESC,
                             s.created_at DESC, s.rowid DESC
                ) AS place
                FROM annotation_sets s JOIN newest n ON n.sha256 = s.sha256
                WHERE s.role = 'key' AND s.status = 'submitted'
            )
            SELECT k.article_id, k.id, a.category, count(*), avg(a.difficulty)
            FROM keys k JOIN annotations a ON a.set_id = k.id
            WHERE k.place = 1 GROUP BY k.id, a.category ORDER BY k.id
            """
        )
        found: dict[str, KeyMakeup] = {}
        for article_id, key_id, category, count, difficulty in rows:
            key = found.setdefault(key_id, KeyMakeup(article_id, key_id, {}, {}))
            key.counts[category] = count
            if difficulty is not None:
                key.difficulties[category] = difficulty
        return list(found.values())

    def counts(self) -> dict[str, tuple[int, int]]:
        """By set id: number of annotations, and how many of them name a sound passage."""
        rows = self._db.execute(
            "SELECT set_id, count(*), sum(category = ?) FROM annotations GROUP BY set_id", [SOUND]
        )
        return {set_id: (annotations, sound) for set_id, annotations, sound in rows}

    def number_of(self, sha256: str) -> int:
        """How many sets there are on one article revision."""
        row = self._db.execute(
            "SELECT count(*) FROM annotation_sets WHERE sha256 = ?", [sha256]
        ).fetchone()
        return int(row[0])

    def size(self, set_id: str) -> int:
        """Number of annotations of one set."""
        row = self._db.execute(
            "SELECT count(*) FROM annotations WHERE set_id = ?", [set_id]
        ).fetchone()
        return int(row[0])

    def read(
        self, info: SetInfo, report: Callable[[int, int], None] | None = None
    ) -> AnnotationSet:
        """A set with its annotations, in order of their making.

        ``report`` is told now and then how many steps of how many are done; where it raises, the
        reading ends.
        """
        size = self.size(info.id) if report else 0

        def told(rows: Iterable[_Row], before: int) -> Iterator[_Row]:
            for number, row in enumerate(rows):
                if report is not None and not number % _REPORTED:
                    report(min(before + number, 2 * size), 2 * size)
                yield row

        passages = self._passages(info.id, told)
        rows = self._db.execute(
            """
            SELECT id, category, subtype, note, confidence, created_at,
                   has_key_details, difficulty, alternatives, argument
            FROM annotations WHERE set_id = ? ORDER BY created_at, rowid
            """,
            [info.id],
        )
        found = [_annotation(row, passages[row[0]]) for row in told(rows, size)]
        return AnnotationSet(info, tuple(found))

    def ids_in_use(self, ids: Iterable[str]) -> set[str]:
        """Those of the ids that some annotation of the library has already."""
        found: set[str] = set()
        for chunk in _chunks(ids):
            marks = ",".join("?" * len(chunk))
            rows = self._db.execute(
                f"SELECT id FROM annotations WHERE id IN ({marks})",  # noqa: S608 (only marks)
                list(chunk),
            )
            found.update(row[0] for row in rows)
        return found

    def apply(self, set_id: str, edits: Iterable[Edit]) -> None:
        """Carry out edits: remove what was before, insert what is after."""
        for edit in edits:
            if edit.after is None:
                assert edit.before is not None  # noqa: S101 (an edit has a side)
                self._db.execute("DELETE FROM annotations WHERE id = ?", [edit.before.id])
            elif edit.before is None:
                self._insert(set_id, edit.after)
            else:
                self._update(edit.after)

    def _insert(self, set_id: str, annotation: Annotation) -> None:
        self._db.execute(
            """
            INSERT INTO annotations (
                id, set_id, category, subtype, note, confidence, created_at,
                has_key_details, difficulty, alternatives, argument
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                annotation.id,
                set_id,
                annotation.category,
                annotation.subtype,
                annotation.note,
                annotation.confidence,
                annotation.created_at,
                int(annotation.key is not None),
                annotation.key.difficulty if annotation.key else None,
                _alternatives(annotation),
                annotation.argument,
            ],
        )
        self._insert_passages(annotation)

    def _update(self, annotation: Annotation) -> None:
        self._db.execute(
            """
            UPDATE annotations SET category = ?, subtype = ?, note = ?, confidence = ?,
                has_key_details = ?, difficulty = ?, alternatives = ?, argument = ?
            WHERE id = ?
            """,
            [
                annotation.category,
                annotation.subtype,
                annotation.note,
                annotation.confidence,
                int(annotation.key is not None),
                annotation.key.difficulty if annotation.key else None,
                _alternatives(annotation),
                annotation.argument,
                annotation.id,
            ],
        )
        self._db.execute("DELETE FROM passages WHERE annotation_id = ?", [annotation.id])
        self._insert_passages(annotation)

    def _insert_passages(self, annotation: Annotation) -> None:
        for part, ordinal, passage in _parts(annotation):
            span = passage.span
            self._db.execute(
                "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    annotation.id,
                    part,
                    ordinal,
                    span.start if span else None,
                    span.end if span else None,
                    passage.quote,
                    passage.prefix,
                    passage.suffix,
                    passage.source or None,
                ],
            )

    def _passages(
        self, set_id: str, told: Callable[[Iterable[_Row], int], Iterator[_Row]]
    ) -> dict[str, dict[str, list[Passage]]]:
        found: dict[str, dict[str, list[Passage]]] = {}
        rows = self._db.execute(
            """
            SELECT p.annotation_id, p.part, p.start_offset, p.end_offset,
                   p.quote, p.prefix, p.suffix, p.source
            FROM passages p JOIN annotations a ON a.id = p.annotation_id
            WHERE a.set_id = ? ORDER BY p.annotation_id, p.part, p.ordinal
            """,
            [set_id],
        )
        for annotation_id, part, start, end, quote, prefix, suffix, source in told(rows, 0):
            span = None if start is None else Span(start, end)
            parts = found.setdefault(annotation_id, {})
            parts.setdefault(part, []).append(Passage(quote, prefix, suffix, span, source or ""))
        return found


def _chunks(ids: Iterable[str]) -> Iterator[tuple[str, ...]]:
    iterator = iter(ids)
    while chunk := tuple(itertools.islice(iterator, 500)):
        yield chunk


def _alternatives(annotation: Annotation) -> str | None:
    if annotation.key is None or not annotation.key.alternatives:
        return None
    return json.dumps(alternatives_to_list(annotation.key.alternatives), ensure_ascii=False)


def _parts(annotation: Annotation) -> Iterator[tuple[str, int, Passage]]:
    parts = {"passage": annotation.passages, "counterpart": annotation.counterpart}
    if annotation.key is not None:
        parts["core"] = annotation.key.core
        parts["counterpart_core"] = annotation.key.counterpart_core
        parts["allowance"] = annotation.key.allowance
        parts["counterpart_allowance"] = annotation.key.counterpart_allowance
    for part, passages in parts.items():
        for ordinal, passage in enumerate(passages):
            yield part, ordinal, passage


def _annotation(
    row: tuple[Any, ...],
    parts: dict[str, list[Passage]],
) -> Annotation:
    annotation_id, category, subtype, note, confidence, created_at = row[:6]
    has_key, difficulty, alternatives, argument = row[6:]

    def part(name: str) -> tuple[Passage, ...]:
        return tuple(parts.get(name, ()))

    return Annotation(
        id=annotation_id,
        category=category,
        passages=part("passage"),
        counterpart=part("counterpart"),
        subtype=subtype,
        note=note,
        confidence=confidence,
        created_at=created_at,
        key=KeyDetails(
            core=part("core"),
            counterpart_core=part("counterpart_core"),
            allowance=part("allowance"),
            counterpart_allowance=part("counterpart_allowance"),
            difficulty=difficulty,
            alternatives=alternatives_from_list(json.loads(alternatives) if alternatives else ()),
        )
        if has_key
        else None,
        argument=argument,
    )


def _info(row: tuple[str, ...]) -> SetInfo:
    return SetInfo(
        id=row[0],
        article_sha256=row[1],
        name=row[2],
        role=Role(row[3]),
        status=Status(row[4]),
        annotator=row[5],
        codebook_id=row[6],
        codebook_version=row[7],
        created_at=row[8],
        submitted_at=row[9],
        learner_id=row[10] or "",
        chosen_at=row[11],
    )
