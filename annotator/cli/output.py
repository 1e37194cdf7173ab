"""What goes to standard output and standard error.

Standard output carries the result: words, or with ``--json`` one JSON document in UTF-8 whatever
the locale. Standard error carries errors, one line each, and the progress bar.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import click

WIDEST = 100


def prepare_streams() -> None:
    """Let no character that a terminal's encoding lacks end in an error."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def print_json(value: Any) -> None:
    """Print one JSON document."""
    document = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
    # Half a surrogate pair (from an undecodable file name) becomes its JSON escape.
    click.echo(document.encode("utf-8", "backslashreplace"))


def say(words: str = "") -> None:
    """Print words. Control characters of a text or a title do not reach the terminal."""
    click.echo("".join(c if c in "\n\t" or not _is_control(c) else "\ufffd" for c in words))


def complain(message: str) -> None:
    """Print an error: always one line."""
    line = " ".join("".join(" " if _is_control(c) else c for c in message).split(" "))
    click.echo(f"annotator: {line.strip()}", err=True)


def _is_control(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Zl", "Zp")


def discard_output() -> None:
    """After a broken pipe: let what is still buffered go nowhere, without another error."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


@contextlib.contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on standard error, where that is a terminal and there are several steps.

    Yields a function that is called with the steps done and their total.
    """
    with contextlib.ExitStack() as stack:
        bar: Any = None

        def step(done: int, total: int) -> None:
            nonlocal bar
            if bar is None and total > 1 and sys.stderr is not None and sys.stderr.isatty():
                bar = stack.enter_context(
                    click.progressbar(length=total, label=label, file=sys.stderr)
                )
            if bar is not None:
                bar.update(done - bar.pos)

        yield step


def width() -> int:
    """Columns to fill with words."""
    return min(shutil.get_terminal_size().columns, WIDEST)


def wrapped(words: str, indent: str = "", hanging: str | None = None) -> str:
    """Words in lines no wider than the terminal; unbroken where they go to a file or a pipe."""
    if not (sys.stdout and sys.stdout.isatty()):
        return indent + words
    return textwrap.fill(
        words,
        width(),
        initial_indent=indent,
        subsequent_indent=indent if hanging is None else hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )


def columns(rows: Sequence[Sequence[str]], *, right: bool = True) -> str:
    """Rows of the same length as a table, the first being its header.

    With ``right`` all columns but the first stand to the right, as numbers should.
    """
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]

    def line(cells: Sequence[str]) -> str:
        return "  ".join(
            cell.rjust(size) if right and i else cell.ljust(size)
            for i, (cell, size) in enumerate(zip(cells, widths, strict=True))
        ).rstrip()

    header, *body = rows
    return "\n".join([line(header), line(["-" * size for size in widths]), *map(line, body)])


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
