"""Writing files so that a failure leaves what was there before whole."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from annotator.domain.errors import ExchangeError


def write_file(path: Path, data: bytes) -> None:
    """Write by way of a second file, so that a failure leaves the old one whole.

    Raises ``ExchangeError`` where it cannot be written.
    """
    with _reported(path):
        target = path.resolve()  # not the link to it
        if target.exists() and not target.is_file():
            target.write_bytes(data)  # a device or a pipe must not be replaced by a file
            return
        part = target.with_name(f".{target.name[:50]}.part")
        try:
            with part.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            part.replace(target)
        except OSError:
            with contextlib.suppress(OSError):
                part.unlink()
            raise


def make_folder(folder: Path) -> None:
    """Make a folder where there is none. Raises ``ExchangeError`` where that cannot be done."""
    with _reported(folder):
        folder.mkdir(parents=True, exist_ok=True)


@contextlib.contextmanager
def _reported(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ExchangeError(
            "{path} cannot be written ({reason}). Choose another place.",
            path=path,
            reason=error.strerror or error,
        ) from None
