"""Commands for reference keys: list, and choose the one that counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from annotator.cli.options import Settings, pass_settings, with_common_options
from annotator.cli.output import columns, print_json, say

if TYPE_CHECKING:
    from annotator.domain.annotation import SetInfo


@click.group("key", invoke_without_command=True, short_help="List and choose reference keys.")
@click.pass_context
def key(context: click.Context) -> None:
    """Reference keys: the sets of a teacher that learners' sets are held against.

    An article may have several. The one that was finished last counts, until another one is chosen.
    """
    if context.invoked_subcommand is None:
        raise click.UsageError("What about keys? Give one of: list, use.", context)


@key.command("list", short_help="List the keys of an article.")
@click.argument("article", metavar="ARTICLE")
@with_common_options
@pass_settings
def list_keys(settings: Settings, article: str, as_json: bool) -> None:
    """List the keys of an article, oldest first, and say which of them counts."""
    from annotator.domain.annotation import Role  # noqa: PLC0415 (light start)

    with settings.open() as workspace:
        found = workspace.articles.find(article)
        counts = workspace.sets.key_of(found)
        keys = [
            _described(info, workspace.sets.size(info.id), counts)
            for info in workspace.sets.of(found)
            if info.role is Role.KEY
        ]
    if as_json:
        print_json(keys)
    elif not keys:
        say(f"“{found.title}” has no key yet.")
    else:
        header = ["Key", "Annotations", "Finished", "Counts"]
        say(columns([header, *(_row(each) for each in keys)], right=False))


@key.command("use", short_help="Choose the key that counts.")
@click.argument("article", metavar="ARTICLE")
@click.argument("name", metavar="NAME")
@with_common_options
@pass_settings
def use_key(settings: Settings, article: str, name: str, as_json: bool) -> None:
    """Hold sets against this key from now on, until another one is finished or chosen.

    What was submitted before is compared anew with it. A key that is not finished cannot be chosen.
    """
    with settings.open() as workspace:
        found = workspace.articles.find(article)
        wanted = workspace.sets.key_of(found, name)
        assert wanted is not None  # noqa: S101 (a name that is not there raises)
        chosen = workspace.sets.choose_key(wanted)
        described = _described(chosen, workspace.sets.size(chosen.id), chosen)
    if as_json:
        print_json(described)
    else:
        say(f"Sets on “{found.title}” are held against the key “{chosen.name}” from now on.")


def _described(info: SetInfo, annotations: int, counts: SetInfo | None) -> dict[str, Any]:
    return {
        "name": info.name,
        "annotations": annotations,
        "status": str(info.status),
        "submitted_at": info.submitted_at or None,
        "chosen_at": info.chosen_at or None,
        "counts": counts is not None and counts.id == info.id,
    }


def _row(described: dict[str, Any]) -> list[str]:
    finished = described["submitted_at"]
    return [
        f"“{described['name']}”",
        f"{described['annotations']:,}",
        finished[:10] if finished else "not yet",
        "yes" if described["counts"] else "",
    ]
