"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from annotator.services.workspace import Workspace

_Command = TypeVar("_Command", bound=Callable[..., Any])


@dataclass
class Settings:
    """What the global options say."""

    named_library: Path | None = None

    @property
    def library(self) -> Path:
        """The library file to use."""
        from annotator.services.locations import default_library  # noqa: PLC0415 (light start)

        return self.named_library or default_library()

    def open(self) -> Workspace:
        """The library, opened; it is made where there is none."""
        from annotator.services.workspace import Workspace  # noqa: PLC0415 (light start)

        return Workspace(self.library)


def _remember(context: click.Context, _parameter: click.Parameter, value: Path | None) -> None:
    settings = context.ensure_object(Settings)
    if value is not None:
        settings.named_library = value


library_option = click.option(
    "--library",
    metavar="FILE",
    type=click.Path(path_type=Path),
    expose_value=False,
    callback=_remember,
    help="The library to use; made where there is none. Default: the one in your data folder, "
    "or the one that the environment variable ANNOTATOR_LIBRARY names.",
)

json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON document instead of words."
)

pass_settings = click.make_pass_decorator(Settings, ensure=True)


def with_common_options(command: _Command) -> _Command:
    """``--json``, and ``--library`` once more so that it may also stand after the command."""
    return library_option(json_option(command))
