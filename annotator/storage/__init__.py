"""The library file: SQLite through sqlite-utils."""
