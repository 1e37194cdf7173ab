"""The command that edits an article."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.cli.options import Settings, pass_settings, with_common_options
from annotator.cli.output import counted, print_json, say
from annotator.domain.errors import ArticleError

if TYPE_CHECKING:
    from annotator.domain.article import Article
    from annotator.services.authoring import Moved


@click.command(short_help="Edit an article; its marks go along.")
@click.argument("article", metavar="ARTICLE")
@click.argument("file", required=False, type=click.Path(path_type=Path), metavar="[FILE]")
@click.option("--title", metavar="TITLE", help="Another title.")
@click.option("--source", metavar="SOURCE", help="Where the article is from.")
@click.option("--date", metavar="DATE", help="Its date, such as 2025-05-31; empty for none.")
@click.option("--dry-run", is_flag=True, help="Tell what would become of the marks; store nothing.")
@with_common_options
@pass_settings
def edit(
    settings: Settings,
    *,
    article: str,
    file: Path | None,
    title: str | None,
    source: str | None,
    date: str | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Give an article another text (from FILE), title, source or date.

    The edited text is a new revision: all sets go over to it, and their marks are found again,
    exactly or by likeness. What is not found is kept as unplaced.
    """
    from annotator.services.authoring import Authoring  # noqa: PLC0415 (light start)

    with settings.open() as workspace:
        before = workspace.articles.find(article)
        given = {"title": title, "source": source, "date": date}
        after = replace(before, **{n: value for n, value in given.items() if value is not None})
        if file is not None:
            after = _with_text_of(after, file)
        authoring = Authoring(workspace.library, workspace.sets.who)
        if dry_run:
            moved = authoring.foresee(before, after)
        else:
            saved = authoring.save(before, after)
            after, moved = saved.article, saved.moved
    if as_json:
        print_json({"id": after.id, "title": after.title, "sha256": after.sha256, **_counts(moved)})
        return
    what = "Would edit" if dry_run else "Edited"
    say(f"{what} “{after.title}”. {_in_words(moved)}".strip())


def _with_text_of(article: Article, file: Path) -> Article:
    from annotator.exchange.reading import read_bytes, read_text  # noqa: PLC0415 (light start)
    from annotator.services.authoring import with_text  # noqa: PLC0415

    return with_text(article, read_text(read_bytes(file, ArticleError), file.name, ArticleError))


def _counts(moved: Moved | None) -> dict[str, int]:
    from annotator.services.authoring import Moved  # noqa: PLC0415 (light start)

    moved = moved or Moved()
    return {"exact": moved.exact, "alike": moved.alike, "unplaced": moved.unplaced}


def _in_words(moved: Moved | None) -> str:
    if moved is None or not moved.marks:
        return ""
    return (
        f"{counted(moved.marks, 'mark')}: {moved.exact} on the same words, {moved.alike} on words "
        f"much alike, {moved.unplaced} without a place."
    )
