"""The command ``annotator``: its group of commands, and what becomes of errors.

Importing this module must stay light, since it is on the way to the first window: the commands
import the services when they run.
"""

from __future__ import annotations

import contextlib
import errno
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

import click

from annotator import __version__
from annotator.cli.agreeing import agree
from annotator.cli.articles import add, list_articles, show
from annotator.cli.codebooks import codebook
from annotator.cli.comparing import compare
from annotator.cli.doctor import doctor
from annotator.cli.editing import edit
from annotator.cli.keys import key
from annotator.cli.options import Settings, library_option
from annotator.cli.output import complain, discard_output, prepare_streams
from annotator.cli.sets import export, load
from annotator.cli.window import tour, window
from annotator.domain.errors import AnnotatorError

INTERRUPTED = 130
WRONG_USAGE = 2
FAILED = 1


class _Commands(click.Group):
    """A group in which Ctrl+C and a reader that went away end quietly."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise click.exceptions.Exit(INTERRUPTED) from None
        except OSError as error:
            if error.errno != errno.EPIPE:
                raise
            discard_output()
            raise click.exceptions.Exit(FAILED) from None


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="ARTICLE is the id of an article, the beginning of one (4 characters or more), or an "
    "exact title. Errors are one line on standard error; the exit code is then 1, or 2 for "
    "wrong usage.",
)
@library_option
@click.version_option(__version__, message="%(prog)s %(version)s")
@click.pass_context
def cli(context: click.Context) -> int:
    """Read news articles closely: mark what is weak, compare with a reference key.

    Without a command the window opens.
    """
    if context.invoked_subcommand is None:
        return window(context.ensure_object(Settings).library)
    return 0


_COMMANDS = (
    add,
    list_articles,
    show,
    edit,
    load,
    export,
    compare,
    agree,
    key,
    codebook,
    tour,
    doctor,
)
for _command in _COMMANDS:
    cli.add_command(_command)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; without arguments, those of the process."""
    prepare_streams()
    try:
        code = cli.main(
            None if arguments is None else list(arguments),
            prog_name="annotator",
            standalone_mode=False,
        )
    except AnnotatorError as error:
        complain(str(error))
        return FAILED
    except click.UsageError as error:
        complain(_usage(error))
        return WRONG_USAGE
    except click.ClickException as error:
        complain(error.format_message())
        return FAILED
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except OSError as error:
        return _system_error(error)
    except Exception as error:
        complain(_unexpected(error))
        return FAILED
    return code if isinstance(code, int) else 0


def _usage(error: click.UsageError) -> str:
    command = error.ctx.command_path if error.ctx else "annotator"
    message = " ".join(error.format_message().split())
    end = "" if message.endswith((".", "?", "!")) else "."
    return f"{message}{end} See: {command} --help"


def _system_error(error: OSError) -> int:
    discard_output()
    if error.errno != errno.EPIPE:
        where = f"{error.filename}: " if error.filename else ""
        complain(f"{where}{error.strerror or error}. Check the disk and your permissions.")
    return FAILED


def _unexpected(error: Exception) -> str:
    """What to say of an error that should not be; its details go into a file."""
    what = f"Something went wrong in the program itself ({type(error).__name__})"
    log = _log(error)
    if log is None:
        return f"{what}. What was stored before is safe. Please report it."
    return f"{what}. What was stored before is safe. Please report it with the end of {log}"


def _log(error: Exception) -> Path | None:
    from annotator.services.locations import log_file  # noqa: PLC0415 (rarely needed)

    with contextlib.suppress(OSError):
        path = log_file()
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"Annotator {__version__}, Python {sys.version}\n")
            file.writelines(traceback.format_exception(error))
            file.write("\n")
        return path
    return None
