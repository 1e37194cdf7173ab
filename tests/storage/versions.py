"""Earlier and later versions of the library file."""

from __future__ import annotations

from contextlib import closing

from sqlite_utils import Database, Migrations

from annotator.storage.migrations import MIGRATIONS


def steps():
    """The steps that there are now, in their order."""
    with closing(Database(memory=True)) as empty:
        return [step.fn for step in MIGRATIONS.pending(empty)]


PRESENT = len(steps())
"""The present version."""


def version(count=PRESENT, *later):
    """The migrations of the version of that many steps, with more steps after them."""
    migrations = Migrations(MIGRATIONS.name)
    for step in (*steps()[:count], *later):
        migrations()(step)
    return migrations


def newer(*later):
    """The migrations of a version after this one."""
    return version(PRESENT, *later)
