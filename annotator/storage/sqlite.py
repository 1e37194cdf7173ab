"""sqlite-utils, imported without the packages for tables of numbers that it would load if it could.

It looks for numpy and pandas on import, for values that are never stored here; where they are
installed that takes longer than everything else on the way to the first window.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator


@contextlib.contextmanager
def _hidden(*names: str) -> Iterator[None]:
    """Let imports find these packages missing, unless they have been imported already.

    That goes for every thread, so it is for the time before worker threads are started.
    """
    hidden = [name for name in names if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]  # None means: not there
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]


with _hidden("numpy", "pandas"):
    from sqlite_utils import Database, Migrations

__all__ = ["Database", "Migrations"]
