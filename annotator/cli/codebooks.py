"""Commands for codebooks: list, add, use and show."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotator.cli.options import Settings, pass_settings, with_common_options
from annotator.cli.output import counted, print_json, say, wrapped

if TYPE_CHECKING:
    from annotator.domain.codebook import Codebook

_version_option = click.option(
    "--version", metavar="V", help="Default: the one that was added last under that id."
)


@click.group("codebook", invoke_without_command=True, short_help="List, add and choose codebooks.")
@click.pass_context
def codebook(context: click.Context) -> None:
    """Codebooks: the categories under which passages are marked.

    A codebook is a JSON file with one to nine categories. “annotator codebook show ID” prints one
    as an example for your own.
    """
    if context.invoked_subcommand is None:
        raise click.UsageError("What about codebooks? Give one of: list, add, use, show.", context)


@codebook.command("list", short_help="List the codebooks of the library.")
@with_common_options
@pass_settings
def list_codebooks(settings: Settings, as_json: bool) -> None:
    """List the codebooks of the library with their categories."""
    with settings.open() as workspace:
        current, every = workspace.codebooks.current, workspace.codebooks.all()
    if as_json:
        print_json([_described(book, current) for book in every])
        return
    for book in every:
        mark = "  (for new sets)" if book == current else ""
        say(f"{book.id} {book.version}  “{book.name}”{mark}")
        keys = ", ".join(f"{c.shortcut} {c.name}" for c in book.categories)
        say(wrapped(keys, "    "))


@codebook.command("add", short_help="Add a codebook from a JSON file.")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@with_common_options
@pass_settings
def add_codebook(settings: Settings, file: Path, as_json: bool) -> None:
    """Add a codebook from a JSON file.

    What the library holds under an id and version is never changed: give a changed codebook a new
    version.
    """
    with settings.open() as workspace:
        added = workspace.codebooks.add_file(file)
        described = _described(added.codebook, workspace.codebooks.current)
    book = added.codebook
    if as_json:
        print_json({**described, "already_present": added.already_present})
    elif added.already_present:
        say(f"{_named(book)} is in the library already, not added again.")
    else:
        say(f"Added {_named(book)} with {_size(book)}.")
        say(f"New sets are made under it after: annotator codebook use {book.id}")


@codebook.command("use", short_help="Make new sets under a codebook.")
@click.argument("codebook_id", metavar="ID")
@_version_option
@with_common_options
@pass_settings
def use_codebook(settings: Settings, codebook_id: str, version: str | None, as_json: bool) -> None:
    """Make new sets under a codebook from now on. Sets that are there keep theirs.

    Sets of an article that has a key are made under the codebook of the key, unless it is a version
    of this one with the same categories.
    """
    with settings.open() as workspace:
        book = workspace.codebooks.use(codebook_id, version)
        bound = workspace.sets.bound_to_their_key()
    if as_json:
        print_json(_described(book, book))
    else:
        say(f"New sets are made under {_named(book)} from now on.")
        if bound:
            articles = counted(bound, "article")
            say(f"Sets of {articles} whose key has another codebook are made under that one.")


@codebook.command("show", short_help="Print a codebook as JSON.")
@click.argument("codebook_id", metavar="ID")
@_version_option
@with_common_options
@pass_settings
def show_codebook(
    settings: Settings,
    codebook_id: str,
    version: str | None,
    as_json: bool,  # noqa: ARG001 (it is JSON in any case)
) -> None:
    """Print a codebook as JSON, in the form that “annotator codebook add” reads."""
    from annotator.domain.codebook_data import codebook_to_dict  # noqa: PLC0415 (light start)

    with settings.open() as workspace:
        print_json(codebook_to_dict(workspace.codebooks.get(codebook_id, version)))


def _described(book: Codebook, current: Codebook) -> dict[str, Any]:
    from annotator.domain.codebook_data import codebook_to_dict  # noqa: PLC0415 (light start)

    return {**codebook_to_dict(book), "current": book == current}


def _named(book: Codebook) -> str:
    return f"“{book.name}” ({book.id} {book.version})"


def _size(book: Codebook) -> str:
    subtypes = sum(len(category.subtypes) for category in book.categories)
    return (
        f"{counted(len(book.categories), 'category', 'categories')} and "
        f"{counted(subtypes, 'subtype')}"
    )
