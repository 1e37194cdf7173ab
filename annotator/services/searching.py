"""Finding words in the articles, notes and keys of a library."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from annotator.domain.annotation import Role, SetInfo
from annotator.domain.exercise import PRACTICE
from annotator.domain.span import Span
from annotator.services.workspace import Workspace
from annotator.storage.search import BEGIN, END

AROUND = 60
"""Code points shown on each side of what was found as it stands."""


class Where(StrEnum):
    """In what something was found."""

    TITLE = "title"
    TEXT = "text"
    NOTE = "note"
    KEY = "key"


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where all the words are. ``found`` are their code points within ``snippet``.

    In a note or an explanation of a key, ``set_id`` and ``annotation_id`` say which one.
    """

    article_id: str
    where: Where
    snippet: str
    found: tuple[Span, ...] = field(default=())
    set_id: str = ""
    annotation_id: str = ""


def search(workspace: Workspace, text: str, *, keys: bool = False) -> list[Hit]:
    """Where all the words of ``text`` stand, the last one perhaps not yet typed to its end.

    Looks into titles, texts and the present learner's own notes, and into the explanations of keys
    where ``keys`` is set, since those give answers away; but not into those of an exercise whose
    review the teacher has not opened yet; :func:`unsearched_keys` counts them. What two versions of
    a key say alike comes once. What no word index finds, as in scripts without blanks between
    words, is looked for as it stands. Articles come best first, and nothing comes of a text without
    words.
    """
    words = re.findall(r"\w+", text)
    if not words:
        return []
    expression = " ".join(f'"{word}"*' for word in words)
    with workspace.library.reading() as (_, sets, _):
        store = workspace.library.search
        rows = store.texts(expression)
        hits = [_of_text(row, len(words)) for row in rows]
        if not rows:
            hits = [_as_it_stands(row, text.strip()) for row in store.texts_like(text.strip())]
        told: set[tuple[str, str]] = set()
        for article_id, set_id, annotation_id, snippet in store.notes(expression):
            info = sets.info(set_id)
            if info is None or not _is_shown(workspace, info, article_id, keys=keys):
                continue
            where = Where.NOTE if info.role is Role.LEARNER else Where.KEY
            if where is Where.KEY:
                if (article_id, snippet) in told:
                    continue
                told.add((article_id, snippet))
            hits.append(_hit(article_id, where, snippet, set_id, annotation_id))
    return hits


def unsearched_keys(workspace: Workspace) -> int:
    """How many keys :func:`search` leaves out because their reviews are not open yet."""
    with workspace.library.reading():
        by_text = workspace.sets.all()
        count = 0
        for entry in workspace.articles.entries():
            keys = sum(info.role is Role.KEY for info in by_text.get(entry.sha256, ()))
            if keys and not _is_open(workspace, entry.id):
                count += keys
    return count


def _is_shown(workspace: Workspace, info: SetInfo, article_id: str, *, keys: bool) -> bool:
    if info.role is Role.LEARNER:
        return workspace.sets.is_own(info)
    return keys and _is_open(workspace, article_id)


def _is_open(workspace: Workspace, article_id: str) -> bool:
    return (workspace.library.exercises.of_article(article_id) or PRACTICE).is_open


def _of_text(row: tuple[str, str, str], words: int) -> Hit:
    """The title where it has all the words, else the text, if anything was found in it."""
    article_id, title, body = row
    in_title = title.count(BEGIN) >= words or BEGIN not in body
    return _hit(article_id, Where.TITLE if in_title else Where.TEXT, title if in_title else body)


def _hit(
    article_id: str, where: Where, marked: str, set_id: str = "", annotation_id: str = ""
) -> Hit:
    """A hit from a snippet in which signs stand around what was found."""
    snippet, found, start = "", [], 0
    for piece in re.split(f"([{BEGIN}{END}])", marked):
        if piece == BEGIN:
            start = len(snippet)
        elif piece == END:
            found.append(Span(start, len(snippet)))
        else:
            snippet += re.sub(r"\s", " ", piece)
    return Hit(article_id, where, snippet, tuple(found), set_id, annotation_id)


def _as_it_stands(row: tuple[str, str, str], text: str) -> Hit:
    article_id, title, body = row
    wanted = re.compile(re.escape(text), re.IGNORECASE)
    where, source = (Where.TITLE, title) if wanted.search(title) else (Where.TEXT, body)
    place = wanted.search(source)
    first, last = place.span() if place else (0, 0)
    start, end = max(0, first - AROUND), min(len(source), last + AROUND)
    ahead, behind = "…" if start else "", "…" if end < len(source) else ""
    snippet = ahead + re.sub(r"\s", " ", source[start:end]) + behind
    shift = len(ahead) - start
    found = (Span(first + shift, last + shift),) if last > first else ()
    return Hit(article_id, where, snippet, found)
