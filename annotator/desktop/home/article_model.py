"""The rows of the list of articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from annotator.desktop.home.home_words import level_name, where_name
from annotator.desktop.words import date_words
from annotator.domain.span import Span
from annotator.services.browsing import Shown, State, current_set, progress_of
from annotator.services.searching import Hit, Where

Index = QModelIndex | QPersistentModelIndex

BETWEEN = "  ·  "
MOST_HITS = 2
"""Lines that say where words were found, in one row; the first is of the title or the text."""


@dataclass(frozen=True, slots=True)
class Row:
    """An article as the list shows it. ``in_title`` are code points of its title."""

    article_id: str
    title: str
    facts: tuple[str, ...]
    """What is told of it, from what matters most; the last is the first to go for want of room."""
    state: str
    done: bool
    tags: tuple[str, ...] = ()
    in_title: tuple[Span, ...] = ()
    hits: tuple[Hit, ...] = ()
    more: str = ""
    """How many places more there are, in words."""


class LibraryModel(QAbstractListModel):
    """The rows of the library."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    def set_shown(self, shown: Sequence[Shown], levels: Mapping[str, int]) -> bool:
        """Show these articles, with their levels (1 to 3) by id; returns whether rows changed."""
        rows = [self._row(each, levels.get(each.line.entry.id)) for each in shown]
        if rows == self._rows:
            return False
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()
        return True

    def rowCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        """One row an article."""
        return len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The title; the whole row for the delegate; everything in words for a screen reader."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._words(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join([row.title, *(hit_words(hit) for hit in row.hits), row.more]).strip()
        return None

    def index_of(self, article_id: str) -> QModelIndex:
        """The index of an article; invalid where it is not there."""
        for number, row in enumerate(self._rows):
            if row.article_id == article_id:
                return self.index(number)
        return QModelIndex()

    def _words(self, row: Row) -> str:
        parts = [row.title, BETWEEN.join(row.facts), row.state]
        if row.tags:
            parts.append(self.tr("Tags: {tags}").format(tags=", ".join(row.tags)))
        parts += [hit_words(hit) for hit in row.hits]
        if row.more:
            parts.append(row.more)
        return ". ".join(parts)

    def _row(self, shown: Shown, level: int | None) -> Row:
        line = shown.line
        entry = line.entry
        facts = [self.tr("%n word(s)", "", line.words)]
        if level is not None:
            facts.append(level_name(level))
        if not line.keys:
            facts.append(self.tr("no key yet"))
        if entry.date:
            facts.append(date_words(entry.date))
        if entry.source:
            facts.append(entry.source)
        newest, progress = current_set(line), progress_of(line)
        if newest is None:
            state = self.tr("Not started")
        elif progress is State.SUBMITTED:
            state = self.tr("✓ Submitted: {name}").format(name=newest.info.name)
        else:
            state = self.tr("{name} in progress, {marks}").format(
                name=newest.info.name, marks=self.tr("%n mark(s)", "", newest.annotations)
            )
        told = [hit for hit in shown.hits if hit.where is not Where.TITLE]
        more = len(told) - MOST_HITS
        return Row(
            entry.id,
            entry.title,
            tuple(facts),
            state,
            progress is State.SUBMITTED,
            entry.tags,
            next((hit.found for hit in shown.hits if hit.where is Where.TITLE), ()),
            tuple(told[:MOST_HITS]),
            self.tr("%n more place(s)", "", more) if more > 0 else "",
        )


def hit_words(hit: Hit) -> str:
    """Where something was found, and the words around it."""
    return f"{where_name(hit.where)}: {hit.snippet}"
