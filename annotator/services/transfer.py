"""Annotation sets from files and to files."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path

from annotator.domain.annotation import Annotation, Role, SetInfo, Status
from annotator.domain.article import Article
from annotator.domain.codebook import SOUND, Codebook
from annotator.domain.errors import ExchangeError
from annotator.exchange.formats import find_format, read_sets, write_sets
from annotator.exchange.reading import read_bytes
from annotator.exchange.sets import SetDocument
from annotator.services.elsewhere import anchored
from annotator.services.files import make_folder, write_file
from annotator.services.keys import KEY_NAME, as_key_item, free_name
from annotator.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Loaded:
    """A set that was read from a file, and how many of its annotations could not be placed."""

    info: SetInfo
    annotations: int
    unplaced: int


@dataclass(frozen=True, slots=True)
class Exported:
    """The files written, and how many annotations they hold."""

    files: tuple[Path, ...]
    annotations: int


def load_file(
    workspace: Workspace, article: Article, path: Path, name: str, *, as_key: bool
) -> Loaded:
    """Read a set from a file into the library under ``name``.

    The codebook is the one that the file names, else one of the library's that has the categories
    in the file: before others that with which such a set would be begun here.

    Raises ``ExchangeError`` where the file holds no set that can be read, or several of which none
    has that name, or categories that no codebook of the library has together, or a key of which
    nothing can be placed, and ``AnnotationError`` where the name is taken.
    """
    document, codebook = _read(workspace, article, path, name, as_key=as_key)
    annotations = anchored(document.annotations, workspace.articles)
    unplaced = sum(annotation.unplaced for annotation in annotations)
    if as_key:
        _check_placed(annotations, path, article)
    role = Role.KEY if as_key else Role.LEARNER
    status = Status.DRAFT if document.status is Status.DRAFT and not as_key else Status.SUBMITTED
    info = workspace.sets.store(
        article,
        name,
        role=role,
        status=status,
        annotations=annotations,
        annotator=document.annotator,
        codebook=codebook,
    )
    return Loaded(info, len(annotations), unplaced)


def begin_key_with_file(
    workspace: Workspace,
    article: Article,
    path: Path,
    report: Callable[[int, int], object] | None = None,
) -> Loaded:
    """Begin a key with what a set in a file has, be it a learner's or a key.

    It is a draft, whatever the set is in the file. Of several sets the only key is taken. Raises
    ``ExchangeError`` as :func:`load_file`. ``report`` is told when the file is read, one step of
    two; where it raises, nothing is stored.
    """
    document, codebook = _read(workspace, article, path, "", as_key=True)
    annotations = anchored(document.annotations, workspace.articles)
    _check_placed(annotations, path, article)
    if report is not None:
        report(1, 2)
    with workspace.library.writing():
        info = workspace.sets.store(
            article,
            free_name(workspace, article, KEY_NAME),
            role=Role.KEY,
            status=Status.DRAFT,
            annotations=tuple(as_key_item(annotation) for annotation in annotations),
            codebook=codebook,
        )
    unplaced = sum(annotation.unplaced for annotation in annotations)
    return Loaded(info, len(annotations), unplaced)


def _check_placed(annotations: Sequence[Annotation], path: Path, article: Article) -> None:
    """Refuse a key of which nothing stands in the article."""
    if annotations and not any(a.all_spans for a in annotations):
        raise ExchangeError(
            "None of the {count} passages in {file} stands in “{title}”: it seems to be the key of "
            "another article. Choose the article that it was made for.",
            count=len(annotations),
            file=path.name,
            title=article.title,
        )


def _read(
    workspace: Workspace, article: Article, path: Path, name: str, *, as_key: bool
) -> tuple[SetDocument, Codebook]:
    _leave_alone(workspace, path)
    data = read_bytes(path)
    books = _candidates(workspace, None if as_key else article)
    # A file may hold sets under several codebooks, so it is read with all categories there are.
    documents = read_sets(data, path.name, article, reduce(Codebook.joined, books))
    document = _chosen(documents, path, name, as_key=as_key)
    named = [b for b in books if b.id == document.codebook_id]
    exact = [b for b in named if b.version == document.codebook_version]
    # The newest version first, should the very one not be here.
    for book in (*exact, *reversed(named), *books):
        read = document
        if book != books[0]:
            # Read again: the same label may mean another category or subtype in this codebook.
            again = read_sets(data, path.name, article, reduce(Codebook.joined, books, book))
            read = again[documents.index(document)]
        categories = {c for a in read.annotations for c in a.categories if c != SOUND}
        if all(book.find(category) for category in categories):
            return read, book
    raise ExchangeError(
        "{file}: no codebook of the library has all its categories. "
        "Add the codebook that it was made with first.",
        file=path.name,
    )


def _candidates(workspace: Workspace, read: Article | None) -> list[Codebook]:
    """The codebooks of the library: that of an attempt on ``read``, the current one, the others."""
    current = workspace.codebooks.current
    first = workspace.sets.codebook_for(read) if read is not None else current
    return sorted(workspace.codebooks.all(), key=lambda book: (book != first, book != current))


def _chosen(
    documents: Sequence[SetDocument], path: Path, name: str, *, as_key: bool
) -> SetDocument:
    if len(documents) == 1:
        return documents[0]
    fitting = [d for d in documents if d.name == name]
    if not fitting and as_key:
        fitting = [d for d in documents if d.role is Role.KEY]
    if len(fitting) == 1:
        return fitting[0]
    raise ExchangeError(
        "{file} holds {count} sets: {names}. Give the name of the one that you want."
        if name
        else "{file} holds {count} sets: {names}. Load the one that you want with “Load marks”, "
        "then begin the key with that.",
        file=path.name,
        count=len(documents),
        names=", ".join(f"“{d.name}”" for d in documents),
    )


def export_article(
    workspace: Workspace, article: Article, format_name: str, target: Path, name: str | None = None
) -> Exported:
    """Write one set, or all sets of an article, into a file (or into a folder that exists).

    Raises ``ExchangeError`` where the format is unknown or the file cannot be written; a file that
    was there before is then still whole.
    """
    data, annotations = render(workspace, article, format_name, name)
    _leave_alone(workspace, target)
    if os.path.isdir(target):  # noqa: PTH112 (false where the name is too long: writing tells)
        target = target / _file_name(article, find_format(format_name).extension, ())
    write_file(target, data)
    return Exported((target,), annotations)


def render(
    workspace: Workspace, article: Article, format_name: str, name: str | None = None
) -> tuple[bytes, int]:
    """One set, or all sets of an article, in a format; and the number of annotations."""
    sets = workspace.sets
    infos = sets.of(article) if name is None else [sets.find(article, name)]
    if not infos:
        raise ExchangeError("“{title}” has no annotation sets to export yet.", title=article.title)
    full = [sets.read(info.id) for info in infos]
    codebook = reduce(Codebook.joined, map(workspace.codebooks.of, infos))
    data = write_sets(format_name, article, full, codebook)
    return data, sum(len(s.annotations) for s in full)


def export_all(
    workspace: Workspace,
    format_name: str,
    folder: Path,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Exported:
    """Write the sets of every article that has any into a folder, one file an article.

    ``progress`` is called with the articles done and their total.
    """
    extension = find_format(format_name).extension
    articles = [a for a in workspace.articles.all() if workspace.sets.of(a)]
    make_folder(folder)
    files: list[Path] = []
    annotations = 0
    for done, article in enumerate(articles, 1):
        path = folder / _file_name(article, extension, files)
        data, count = render(workspace, article, format_name)
        write_file(path, data)
        files.append(path)
        annotations += count
        progress(done, len(articles))
    return Exported(tuple(files), annotations)


def _leave_alone(workspace: Workspace, path: Path) -> None:
    if workspace.owns(path):
        raise ExchangeError(
            "{path} is the library that is open. It was left untouched. Choose another file.",
            path=path,
        )


def _file_name(article: Article, extension: str, taken: Sequence[Path]) -> str:
    slug = re.sub(r"\W+", "-", article.title.lower()).strip("-")[:60] or "article"
    name = f"{slug}.{extension}"
    return f"{slug}-{article.id[:8]}.{extension}" if name in {p.name for p in taken} else name
