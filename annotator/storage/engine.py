"""The SQLite that Python was built with."""

from __future__ import annotations

import contextlib
import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Engine:
    """SQLite's version, and whether it knows STRICT tables (3.37 and later)."""

    version: str
    strict: bool


def engine() -> Engine:
    """Found out by making a STRICT table in memory."""
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.execute("CREATE TABLE trial (n INTEGER) STRICT")
        except sqlite3.OperationalError:
            return Engine(sqlite3.sqlite_version, strict=False)
    return Engine(sqlite3.sqlite_version, strict=True)
