"""The library file: SQLite through sqlite-utils, and the only place that speaks SQL."""

from annotator.storage.library import Library

__all__ = ["Library"]
