"""Commands for annotation sets: load and export."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.cli.options import Settings, pass_settings, with_common_options
from annotator.cli.output import columns, counted, print_json, progress, say
from annotator.domain.errors import ExchangeError

if TYPE_CHECKING:
    from annotator.services.transfer import Exported

STANDARD_OUTPUT = "-"


@click.command(short_help="Load an annotation set from a file.")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--article", required=True, metavar="ARTICLE", help="The article it belongs to.")
@click.option("--set", "name", required=True, metavar="NAME", help="The name to give to the set.")
@click.option("--key", "as_key", is_flag=True, help="Load it as the reference key.")
@with_common_options
@pass_settings
def load(
    settings: Settings, *, file: Path, article: str, name: str, as_key: bool, as_json: bool
) -> None:
    """Load an annotation set from a file: a learner's set, or with --key the reference key.

    The format is recognised from the content. Of a file with several sets the one of that name is
    taken. A passage whose quote is not in the article is kept as unplaced. The codebook is the one
    that the file names, else one of the library's that has its categories.
    """
    from annotator.services.transfer import load_file  # noqa: PLC0415 (light start)

    with settings.open() as workspace:
        found = workspace.articles.find(article)
        loaded = load_file(workspace, found, file, name, as_key=as_key)
    if as_json:
        print_json(
            {
                "set": loaded.info.name,
                "annotations": loaded.annotations,
                "unplaced": loaded.unplaced,
                "article": found.id,
                "role": str(loaded.info.role),
                "status": str(loaded.info.status),
                "codebook": loaded.info.codebook_id,
                "codebook_version": loaded.info.codebook_version,
            }
        )
        return
    role = "reference key" if as_key else "set"
    say(
        f"Loaded {counted(loaded.annotations, 'annotation')} as the {role} “{loaded.info.name}” "
        f"of “{found.title}”."
    )
    if loaded.unplaced:
        say(
            f"{loaded.unplaced} of them could not be placed in the text. "
            "They are kept and shown as unplaced."
        )


@click.command(short_help="Export annotation sets to files.")
@click.argument("article", required=False, metavar="[ARTICLE]")
@click.option("--set", "name", metavar="NAME", help="One set. Default: all sets of the article.")
@click.option("--format", "format_name", metavar="FORMAT", help="See --formats.")
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(path_type=Path, allow_dash=True),
    metavar="OUT",
    help="The file to write, or a folder; - writes to standard output.",
)
@click.option("--all", "everything", is_flag=True, help="The whole library, into the folder OUT.")
@click.option("--formats", "list_formats", is_flag=True, help="List the formats, and exit.")
@with_common_options
@pass_settings
def export(
    settings: Settings,
    *,
    article: str | None,
    name: str | None,
    format_name: str | None,
    target: Path | None,
    everything: bool,
    list_formats: bool,
    as_json: bool,
) -> None:
    """Export annotation sets of an article, or with --all those of the whole library.

    A file that was there before is replaced, and stays whole should the export fail.
    """
    if list_formats:
        _print_formats(as_json=as_json)
        return
    if everything and article is not None:
        raise click.UsageError("Give either an ARTICLE or --all, not both.")
    if not everything and article is None:
        raise click.UsageError("Which article? Give an ARTICLE, or --all for the whole library.")
    if everything and name is not None:
        raise click.UsageError("--set goes with an ARTICLE, not with --all.")
    if target is None:
        raise click.UsageError("Where to? Give -o with a file or a folder.")
    to_output = str(target) == STANDARD_OUTPUT
    if to_output and (everything or as_json):
        raise click.UsageError("“-o -” goes neither with --all nor with --json.")
    known = _known_format(format_name)

    from annotator.services.transfer import (  # noqa: PLC0415 (light start)
        export_all,
        export_article,
        render,
    )

    with settings.open() as workspace:
        if article is None:
            with progress("Exporting") as step:
                exported = export_all(workspace, known, target, step)
        else:
            found = workspace.articles.find(article)
            if to_output:
                click.echo(render(workspace, found, known, name)[0], nl=False)
                return
            exported = export_article(workspace, found, known, target, name)
    _report(exported, as_json=as_json)


def _known_format(name: str | None) -> str:
    """The name, if there is a format that can be written; else a ``UsageError``."""
    from annotator.exchange.formats import find_format  # noqa: PLC0415 (light start)

    if name is None:
        raise click.UsageError("Which format? Give --format; --formats lists them.")
    try:
        found = find_format(name)
    except ExchangeError as error:
        raise click.UsageError(str(error)) from None
    if not found.writes:
        raise click.UsageError(f"{found.title} can be read but not written.")
    return found.name


def _report(exported: Exported, *, as_json: bool) -> None:
    if as_json:
        print_json({"files": [str(p) for p in exported.files], "annotations": exported.annotations})
        return
    if not exported.files:
        say("No article has an annotation set yet, so nothing was exported.")
        return
    for path in exported.files:
        say(str(path))
    say(
        f"Exported {counted(exported.annotations, 'annotation')} into "
        f"{counted(len(exported.files), 'file')}."
    )


def _print_formats(*, as_json: bool) -> None:
    from annotator.exchange.formats import formats  # noqa: PLC0415 (light start)

    known = formats()
    if as_json:
        print_json(
            [
                {
                    "name": f.name,
                    "title": f.title,
                    "extension": f.extension,
                    "reads": f.reads,
                    "writes": f.writes,
                }
                for f in known
            ]
        )
        return
    rows = [["Format", "Reads", "Writes", "Files", "Title"]]
    rows += [[f.name, _yes(f.reads), _yes(f.writes), f".{f.extension}", f.title] for f in known]
    say(columns(rows, right=False))


def _yes(value: bool) -> str:
    return "yes" if value else "no"
