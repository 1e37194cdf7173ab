"""The command that tells what is in order and what is not."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import click

from annotator.cli.options import Settings, pass_settings, with_common_options
from annotator.cli.output import print_json, say, wrapped
from annotator.cli.window import has_display

OLDEST_PYTHON = (3, 11)
PATIENCE_S = 60


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at, and what to know or do about it."""

    check: str
    ok: bool
    detail: str


@click.command(short_help="Check that everything is in order.")
@with_common_options
@pass_settings
def doctor(settings: Settings, as_json: bool) -> None:
    """Check what the program stands on: Python, Qt, fonts, spaCy, SQLite, files and library.

    The exit code is 1 where something is not in order. No library is made where there is none.
    """
    checks = list(examine(settings.library))
    if as_json:
        print_json([asdict(check) for check in checks])
    else:
        for check in checks:
            mark = "ok " if check.ok else "BAD"
            say(wrapped(f"{mark}  {check.check}: {check.detail}", hanging=" " * 5))
    if not all(check.ok for check in checks):
        raise click.exceptions.Exit(1)


def examine(library: Path) -> Iterator[Check]:
    """Every check, in the order of what needs what."""
    yield _python()
    yield from _qt()
    yield _guarded("language", _language)
    yield _guarded("sqlite", _sqlite)
    yield _guarded("resources", _resources)
    yield _guarded("library", lambda: _library(library))


def _guarded(name: str, look: Callable[[], tuple[bool, str]]) -> Check:
    """A check that fails, where looking fails, with what was said."""
    try:
        ok, detail = look()
    except Exception as error:
        return Check(name, ok=False, detail=_one_line(str(error)) or type(error).__name__)
    return Check(name, ok, detail)


def _python() -> Check:
    needed = ".".join(map(str, OLDEST_PYTHON))
    ok = sys.version_info >= OLDEST_PYTHON
    detail = f"{platform.python_version()} on {platform.system()} {platform.machine()}"
    return Check("python", ok, detail if ok else f"{detail}; {needed} or newer is needed")


def _qt() -> Iterator[Check]:
    """Qt's platform and its fonts, by way of a process that may die of it."""
    shown = has_display()
    try:
        found = _probe({} if shown else {"QT_QPA_PLATFORM": "offscreen"})
    except _QtError as error:
        yield Check("qt", ok=False, detail=str(error))
        yield Check("fonts", ok=False, detail="cannot be looked for while Qt does not start")
        return
    where = found["platform"]
    if not shown:
        where = f"{where}; no display here, so the tour runs but the window cannot be opened"
    yield Check("qt", ok=True, detail=f"PySide6 {found['pyside']}, platform {where}")
    fonts = int(found["fonts"])
    yield Check(
        "fonts",
        ok=fonts > 0,
        detail=f"{fonts} font families"
        if fonts
        else "none, so all text would be drawn as boxes; install some, on Debian and Ubuntu with: "
        "apt-get install fontconfig fonts-dejavu-core",
    )


class _QtError(Exception):
    """Qt did not start; the message says why."""


def _probe(more: dict[str, str]) -> dict[str, Any]:
    """What the probe tells, run with ``more`` in its environment. Raises ``_QtError``."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "annotator.cli.qt_probe"],
            env={**os.environ, **more},
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=PATIENCE_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _QtError(f"no answer within {PATIENCE_S} s") from None
    except OSError as error:
        raise _QtError(f"cannot be tried ({error.strerror or error})") from None
    if done.returncode == 0:
        found: dict[str, Any] = json.loads(done.stdout)
        return found
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    # The last line of a Python error is its message; Qt puts the reason first.
    reason = (lines[-1] if "Traceback" in done.stderr else _one_line(" ".join(lines))) or (
        f"it ended with code {done.returncode}"
    )
    raise _QtError(f"does not start: {reason}")


def _language() -> tuple[bool, str]:
    from importlib import metadata  # noqa: PLC0415 (light start)

    from annotator.services.health import SENTENCES_EXPECTED, sentences_found  # noqa: PLC0415

    version = metadata.version("spacy")
    if sentences_found() != SENTENCES_EXPECTED:
        return False, f"spaCy {version} splits sentences otherwise than it should"
    return True, f"spaCy {version}, blank English pipeline with our sentence rules"


def _sqlite() -> tuple[bool, str]:
    from annotator.services.health import sqlite_health  # noqa: PLC0415 (light start)

    engine = sqlite_health()
    if not engine.strict:
        return False, f"{engine.version} has no STRICT tables; 3.37 or newer is needed"
    return True, f"{engine.version}, STRICT tables"


def _resources() -> tuple[bool, str]:
    from annotator.services.health import resources_health  # noqa: PLC0415 (light start)

    found = resources_health()
    if found.without_key:
        return False, f"no reference key for: {', '.join(found.without_key)}; install anew"
    ok = found.categories > 0 and found.practice_articles > 0
    detail = (
        f"codebook with {found.categories} categories, practice articles: {found.practice_articles}"
    )
    return ok, detail if ok else f"{detail}; files are missing, install the program anew"


def _library(path: Path) -> tuple[bool, str]:
    from annotator.services.health import library_health  # noqa: PLC0415 (light start)

    found = library_health(path)
    if found is None:
        return True, f"no library yet: will be made at {path}"
    if found.integrity != "ok":
        return False, f"{path} is damaged ({_one_line(found.integrity)}); go back to a backup"
    return True, f"{path}, articles: {found.articles}, integrity ok"


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 300 else f"{line[:300]}…"
