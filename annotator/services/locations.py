"""Where the program keeps its files. Importing this module imports nothing heavy."""

from __future__ import annotations

import os
from pathlib import Path

LIBRARY_VARIABLE = "ANNOTATOR_LIBRARY"
LIBRARY_NAME = "library.annotator"


def default_library() -> Path:
    """The library that is opened when none is named.

    The environment variable ``ANNOTATOR_LIBRARY`` where it is set and not empty, else
    ``library.annotator`` in the user's data folder. Nothing is made on the disk.
    """
    named = os.environ.get(LIBRARY_VARIABLE)
    if named:
        return Path(named)
    import platformdirs  # noqa: PLC0415 (not needed where a library is named)

    return platformdirs.user_data_path("annotator", appauthor=False) / LIBRARY_NAME


def log_file() -> Path:
    """Where the details of an unexpected error are written, in the user's folder for logs."""
    import platformdirs  # noqa: PLC0415 (rarely needed)

    return platformdirs.user_log_path("annotator", appauthor=False) / "errors.log"
