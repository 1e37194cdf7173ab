"""Running the command line from tests."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from annotator.cli.main import run
from annotator.domain.annotation import Annotation, Passage, Role, Status
from annotator.domain.span import Span
from annotator.services.workspace import Workspace

ARTICLE = """\
# Ferry line to close in May

The harbour office will end the night ferry in May. Observers say that few people use it.

## What passengers pay

- A single trip costs four crowns.
- A monthly pass costs ninety.

| Line | Boats | Note |
| --- | --- | --- |
| Night | 2 |  |
| Day | 5 | new |

The night ferry runs with three boats. “It is slow,” said Ada Lind, a nurse.
"""

VAGUE_NOTE = "Nobody can tell who the observers are."
SOUND_NOTE = "A named person, who can answer for it."


@dataclass(frozen=True)
class Ran:
    """What a run of the command line gave."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as JSON; nothing else may stand there."""
        return json.loads(self.out)

    @property
    def complaint(self) -> str:
        """The one line on standard error, when nothing was printed and the exit code is 1."""
        assert self.code == 1, self
        assert self.out == ""
        assert "Traceback" not in self.err
        assert self.err.startswith("annotator: ")
        assert self.err.endswith("\n")
        assert self.err.count("\n") == 1
        return self.err


@pytest.fixture(autouse=True)
def own_folders(tmp_path, monkeypatch):
    """No test touches the library or the logs of whoever runs the tests."""
    home = tmp_path / "home"
    home.mkdir()
    for name in ("HOME", "USERPROFILE", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.setenv(name, str(home))
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delenv("ANNOTATOR_LIBRARY", raising=False)


@pytest.fixture
def library(tmp_path) -> Path:
    """Where the library of the test is, or will be."""
    return tmp_path / "library.annotator"


@pytest.fixture
def annotator(library, capfd, monkeypatch):
    """Runs the command line in this process, on the library of the test."""

    def call(*arguments: object, stdin: bytes = b"", use: Path | None = None) -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="ascii"))
        capfd.readouterr()
        code = run(["--library", str(use or library), *map(str, arguments)])
        captured = capfd.readouterr()
        return Ran(code, captured.out, captured.err)

    return call


@pytest.fixture
def process(library):
    """Runs ``python -m annotator`` in a process of its own, on the library of the test."""

    def call(*arguments: object, environment: Mapping[str, str] | None = None, **more: Any) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "annotator", "--library", str(library), *map(str, arguments)],
            env={**os.environ, **(environment or {})},
            capture_output=True,
            check=False,
            timeout=120,
            **more,
        )
        return Ran(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    return call


@pytest.fixture
def article_file(tmp_path) -> Path:
    """A small article with headings, a list, and a table with an empty cell."""
    path = tmp_path / "ferry.md"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.fixture
def article_id(annotator, article_file) -> str:
    """The small article, added to the library."""
    return annotator("add", article_file, "--json").json[0]["id"]


@pytest.fixture
def marked(library, article_id) -> str:
    """The small article with a key and an attempt at it; gives the article's id.

    The attempt has one hit, one mark on a sound passage, and it misses the inconsistency.
    """
    with Workspace(library) as workspace:
        article = workspace.articles.get(article_id)

        def passages(quote: str) -> tuple[Passage, ...]:
            start = article.text.index(quote)
            return (Passage.cut(article.text, Span(start, start + len(quote))),)

        key = (
            Annotation("k1", "vague_attribution", passages("Observers say"), note=VAGUE_NOTE),
            Annotation("k2", "inconsistency", passages("2"), passages("three boats")),
            Annotation("k3", "sound", passages("said Ada Lind, a nurse"), note=SOUND_NOTE),
        )
        attempt = (
            Annotation("m1", "vague_attribution", passages("Observers say"), confidence=0.75),
            Annotation("m2", "vague_attribution", passages("Ada Lind")),
        )
        store = workspace.sets.store
        store(article, "Teacher", role=Role.KEY, status=Status.SUBMITTED, annotations=key)
        store(article, "Mine", role=Role.LEARNER, status=Status.DRAFT, annotations=attempt)
    return article_id
