"""Every kind of bad input: one line on standard error, exit code 1, and nothing lost."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.services.workspace import Workspace

# --- articles that cannot be imported -----------------------------------------------------------


def missing(folder: Path) -> Path:
    return folder / "missing.txt"


def a_folder(folder: Path) -> Path:
    path = folder / "articles.txt"
    path.mkdir()
    return path


def empty(folder: Path) -> Path:
    path = folder / "empty.txt"
    path.touch()
    return path


def blank(folder: Path) -> Path:
    path = folder / "blank.md"
    path.write_text(" \n\n\t\n", encoding="utf-8")
    return path


def binary(folder: Path) -> Path:
    path = folder / "noise.txt"
    path.write_bytes(bytes(range(256)) * 40)
    return path


def a_picture(folder: Path) -> Path:
    path = folder / "picture.txt"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(200)) * 5)
    return path


def of_200_mb(folder: Path) -> Path:
    path = folder / "huge.txt"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    return path


def in_a_broken_encoding(folder: Path) -> Path:
    """UTF-16 by its mark, with half a surrogate pair."""
    path = folder / "broken.txt"
    path.write_bytes(b"\xff\xfe" + "A line. ".encode("utf-16-le") * 9 + b"\x00\xd8")
    return path


def without_permission(folder: Path) -> Path:
    path = folder / "locked.txt"
    path.write_text("Some text.", encoding="utf-8")
    path.chmod(0)
    if os.access(path, os.R_OK):  # the administrator may read everything
        path = Path("/proc/1/task/1/mem")  # ... but not this as an ordinary file
        if not path.exists():
            pytest.skip("nothing is unreadable for this user here")
    return path


BAD_ARTICLES = [
    missing,
    a_folder,
    empty,
    blank,
    binary,
    a_picture,
    of_200_mb,
    in_a_broken_encoding,
    without_permission,
]


@pytest.mark.parametrize("make", BAD_ARTICLES)
def test_a_file_that_is_no_article(annotator, article_id, library, tmp_path, make):
    path = make(tmp_path)
    before = content(library)
    assert path.name in annotator("add", path).complaint
    assert content(library) == before


@pytest.mark.parametrize("make", BAD_ARTICLES)
def test_a_file_that_is_no_annotation_set(annotator, article_id, library, tmp_path, make):
    path = make(tmp_path)
    before = content(library)
    complaint = annotator("load", path, "--article", article_id, "--set", "New").complaint
    assert path.name in complaint
    assert content(library) == before


def test_a_name_that_no_file_can_have(annotator, article_id):
    assert annotator("add", "x" * 5000).complaint
    assert annotator("add", "a\x00b").complaint


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names must be Unicode there")
def test_a_file_whose_name_is_no_text(annotator, tmp_path):
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    path.write_text("One paragraph of text.\n\nAnd another.", encoding="utf-8")
    added = annotator("add", path, "--json")
    assert (added.code, added.err) == (0, "")
    assert annotator("list", "--json").code == 0
    assert annotator("add", tmp_path / os.fsdecode(b"n\xe9ant.txt")).complaint


def test_text_in_an_old_encoding_comes_in_right(annotator, tmp_path):
    path = tmp_path / "latin.txt"
    path.write_bytes("The café in Orléans is closed.\n\nIt was “old”.".encode("cp1252"))
    added = annotator("add", path, "--json")
    assert added.code == 0, added.err
    text = annotator("show", added.json[0]["id"], "--json").json["text"]
    assert "café in Orléans" in text
    assert "“old”" in text


@pytest.mark.parametrize(
    "data", [b"", b"  \n", bytes(range(256)) * 40, b"\xff\xfe\x00\xd8"], ids=repr
)
def test_standard_input_that_is_no_article(annotator, article_id, library, data):
    before = content(library)
    assert "tandard input" in annotator("add", "-", stdin=data[:5000]).complaint
    assert content(library) == before


def test_more_on_standard_input_than_an_article_can_be(annotator, library, monkeypatch):
    monkeypatch.setattr("annotator.services.importing.LARGEST_FILE", 1024**2)
    complaint = annotator("add", "-", stdin=b"word " * 220_000).complaint
    assert "more than 1 MB" in complaint


# --- libraries that cannot be used --------------------------------------------------------------


def no_database(folder: Path) -> Path:
    path = folder / "letter.annotator"
    path.write_text("Dear editor, this is a letter. " * 200, encoding="utf-8")
    return path


def another_programs(folder: Path) -> Path:
    path = folder / "recipes.db"
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
        connection.execute("INSERT INTO recipes VALUES ('bread')")
        connection.commit()
    return path


def from_a_newer_version(folder: Path) -> Path:
    path = folder / "newer.annotator"
    Workspace(path).close()
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 999")
        connection.commit()
    return path


def cut_short(folder: Path) -> Path:
    path = folder / "short.annotator"
    Workspace(path).close()
    with path.open("r+b") as file:
        file.truncate(5000)
    return path


COMMANDS = [
    ["list"],
    ["list", "--json"],
    ["show", "abcd"],
    ["add", "ferry.md"],
    ["add", "ferry.md", "--json"],
    ["load", "ferry.md", "--article", "abcd", "--set", "S"],
    ["export", "abcd", "--format", "csv", "-o", "out.csv"],
    ["export", "--all", "--format", "csv", "-o", "out"],
    ["compare", "abcd", "--set", "S"],
    ["agree", "abcd"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize(
    ("make", "said"),
    [
        (no_database, "not an Annotator library"),
        (another_programs, "another program"),
        (from_a_newer_version, "newer version"),
        (cut_short, "damaged"),
    ],
)
def test_a_library_that_cannot_be_used(
    *, annotator, article_file, tmp_path, monkeypatch, make, said, command
):
    monkeypatch.chdir(tmp_path)
    path = make(tmp_path)
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    there = sorted(tmp_path.iterdir())
    complaint = annotator(*command, use=path).complaint
    assert said in complaint
    assert path.name in complaint
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    assert sorted(tmp_path.iterdir()) == there  # no files left beside it


def test_a_library_that_is_a_folder(annotator, tmp_path):
    assert "is a folder" in annotator("list", use=tmp_path).complaint


def test_a_library_in_a_folder_that_is_a_file(annotator, article_file):
    assert article_file.name in annotator("list", use=article_file / "library").complaint
    assert article_file.is_file()


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="no /proc here")
def test_a_library_where_nothing_can_be_written_not_even_by_the_administrator(annotator):
    assert "/proc" in annotator("list", use=Path("/proc/annotator/library")).complaint
    assert "/proc" in annotator("list", use=Path("/proc/library.annotator")).complaint


@pytest.fixture
def read_only(library, marked):
    """The library with a write protection that also holds for the administrator."""
    if hasattr(os, "geteuid") and os.geteuid() != 0:
        library.chmod(0o444)
        library.parent.chmod(0o555)
        yield library
        library.parent.chmod(0o755)
        library.chmod(0o644)
        return
    chattr = shutil.which("chattr")
    if chattr is None or subprocess.run([chattr, "+i", library], check=False).returncode:
        pytest.skip("nothing can be made read-only for this user here")
    yield library
    subprocess.run([chattr, "-i", library], check=True)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_library_on_a_read_only_disk(annotator, read_only, article_file, monkeypatch, command):
    monkeypatch.chdir(article_file.parent)
    before = hashlib.sha256(read_only.read_bytes()).hexdigest()
    assert "read-only" in annotator(*command).complaint
    assert hashlib.sha256(read_only.read_bytes()).hexdigest() == before


def test_a_library_that_another_program_is_writing(annotator, marked, library, article_file):
    with contextlib.closing(sqlite3.connect(library, timeout=0)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("annotator.storage.connection.BUSY_TIMEOUT_MS", 1)
            assert "in use by another program" in annotator("add", article_file).complaint


def test_from_outside_there_is_no_traceback_either(process, tmp_path, library):
    no_database(tmp_path).rename(library)
    assert "not an Annotator library" in process("list", "--json").complaint
    assert (
        "huge.txt" in process("add", of_200_mb(tmp_path), "--library", tmp_path / "new").complaint
    )


def content(library: Path) -> list[str]:
    """Everything in the library, whatever its pages look like."""
    with contextlib.closing(sqlite3.connect(library)) as connection:
        return list(connection.iterdump())
