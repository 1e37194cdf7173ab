"""Commands for articles: add, list and show."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotator.cli.options import Settings, pass_settings, with_common_options
from annotator.cli.output import complain, counted, print_json, progress, say
from annotator.domain.errors import AnnotatorError, ArticleError, LibraryError

if TYPE_CHECKING:
    from annotator.domain.article import Article, Block
    from annotator.services.articles import Added, Articles
    from annotator.services.overview import ArticleLine

STANDARD_INPUT = "-"
SHORT_ID = 8


@click.command(short_help="Import articles from files.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@with_common_options
@pass_settings
def add(settings: Settings, files: tuple[str, ...], as_json: bool) -> None:
    """Import articles from text and Markdown files; - reads standard input.

    A text that the library holds already is not stored twice. Where a file cannot be imported the
    others still are.
    """
    with settings.open() as workspace:
        added, errors = _add_all(workspace.articles, files)
    if as_json:
        print_json([{**_summary(a.article), "already_present": a.already_present} for a in added])
    else:
        for one in added:
            say(_added_in_words(one))
    for message in errors:
        complain(message)
    if errors:
        raise click.exceptions.Exit(1)


def _add_all(articles: Articles, files: Sequence[str]) -> tuple[list[Added], list[str]]:
    added: list[Added] = []
    errors: list[str] = []
    with progress("Adding") as step:
        step(0, len(files))
        for done, name in enumerate(files, 1):
            try:
                added.append(_add_one(articles, name))
            except LibraryError as error:
                # The other files would fail in the same way.
                errors.append(str(error))
                break
            except AnnotatorError as error:
                errors.append(str(error))
            step(done, len(files))
    return added, errors


def _add_one(articles: Articles, name: str) -> Added:
    from annotator.services.importing import add_file, add_stream  # noqa: PLC0415 (light start)

    if name == STANDARD_INPUT:
        if sys.stdin is None:  # closed by the one who started the program
            raise ArticleError("There is no standard input. Give the name of a file instead.")
        return add_stream(articles, sys.stdin.buffer, "Standard input")
    return add_file(articles, Path(name))


def _added_in_words(added: Added) -> str:
    article = added.article
    if added.already_present:
        return (
            f"{article.id[:SHORT_ID]}  Already in the library, not added again: “{article.title}”."
        )
    size = f"{counted(article.words, 'word')} in {counted(len(article.blocks), 'block')}"
    date = f", {article.date}" if article.date else ""
    return f"{article.id[:SHORT_ID]}  Added “{article.title}” ({size}{date})."


@click.command("list", short_help="List the articles and their sets.")
@with_common_options
@pass_settings
def list_articles(settings: Settings, as_json: bool) -> None:
    """List the articles in the library, with their annotation sets."""
    from annotator.services.overview import overview  # noqa: PLC0415 (light start)

    with settings.open() as workspace:
        lines = overview(workspace)
    if as_json:
        print_json([_listed(line) for line in lines])
        return
    if not lines:
        say("No articles in the library yet. Add one with: annotator add FILE")
    for line in lines:
        say(_listed_in_words(line))


def _listed(line: ArticleLine) -> dict[str, Any]:
    return {
        **_summary(line.article),
        "already_present": True,
        "sets": [
            {
                "name": s.info.name,
                "role": str(s.info.role),
                "status": str(s.info.status),
                "annotations": s.annotations,
            }
            for s in line.sets
        ],
    }


def _listed_in_words(line: ArticleLine) -> str:
    article = line.article
    words = [
        f"{article.id[:SHORT_ID]}  {article.date:10}  {article.words:>6,} words  {article.title}"
    ]
    words += [
        f"{'':22}{counted(s.annotations, 'annotation'):>14}  “{s.info.name}” "
        f"({'reference key' if s.info.role == 'key' else s.info.status})"
        for s in line.sets
    ]
    return "\n".join(words)


@click.command(short_help="Show the text of an article.")
@click.argument("article", metavar="ARTICLE")
@with_common_options
@pass_settings
def show(settings: Settings, article: str, as_json: bool) -> None:
    """Show an article: its text with headings, lists and tables.

    With --json the canonical text, its blocks and its sentences, in Unicode code points.
    """
    from annotator.cli.reading_view import article_in_words  # noqa: PLC0415 (light start)
    from annotator.services.articles import segmentation_of  # noqa: PLC0415

    with settings.open() as workspace:
        found = workspace.articles.find(article)
    if not as_json:
        say(article_in_words(found))
        return
    print_json(
        {
            "id": found.id,
            "title": found.title,
            "date": found.date,
            "source": found.source,
            "sha256": found.sha256,
            "text": found.text,
            "blocks": [_block(block) for block in found.blocks],
            "sentences": [[s.start, s.end] for s in segmentation_of(found).sentences],
        }
    )


def _summary(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "title": article.title,
        "date": article.date,
        "words": article.words,
        "blocks": len(article.blocks),
        "sha256": article.sha256,
    }


def _block(block: Block) -> dict[str, Any]:
    data: dict[str, Any] = {"kind": str(block.kind), "start": block.start, "end": block.end}
    if block.level is not None:
        data["level"] = block.level
    if block.role is not None:
        data["role"] = str(block.role)
    if block.ordinal is not None:
        data["ordinal"] = block.ordinal
    if block.rows:
        data["rows"] = _rows(block)
    return data


def _rows(block: Block) -> list[list[dict[str, int]]]:
    """A table's cells; an empty one is an empty range where the cell before it ends."""
    rows: list[list[dict[str, int]]] = []
    at = block.start
    for row in block.rows:
        cells = []
        for cell in row:
            start, end = (at, at) if cell is None else (cell.start, cell.end)
            cells.append({"start": start, "end": end})
            at = end
        rows.append(cells)
    return rows
