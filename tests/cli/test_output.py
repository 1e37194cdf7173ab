"""Progress bars and wrapped lines on a terminal."""

from __future__ import annotations

import io
import sys

import pytest

from annotator.cli.main import run
from annotator.cli.output import columns, complain, counted, progress, wrapped


class Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def on_terminal(monkeypatch):
    """Makes standard error a terminal; to be called in the test, since pytest sets it up anew."""

    def become() -> Terminal:
        stream = Terminal()
        monkeypatch.setattr(sys, "stderr", stream)
        return stream

    return become


def walk(total: int) -> None:
    with progress("Adding") as step:
        for done in range(total + 1):
            step(done, total)


def test_on_a_terminal_several_steps_have_a_bar(on_terminal):
    terminal = on_terminal()
    walk(4)
    assert "Adding" in terminal.getvalue()
    assert "100%" in terminal.getvalue()


def test_a_single_step_has_none(on_terminal):
    terminal = on_terminal()
    walk(1)
    assert terminal.getvalue() == ""


def test_without_a_terminal_there_is_none(monkeypatch):
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    walk(4)
    assert stream.getvalue() == ""


def test_adding_several_files_on_a_terminal_keeps_errors_apart_from_the_bar(
    annotator, article_file, on_terminal
):
    terminal = on_terminal()
    assert annotator("add", article_file, "missing.txt").code == 1
    *_, last = terminal.getvalue().splitlines()
    assert last.startswith("annotator: ")
    assert "missing.txt" in last


def test_exporting_everything_on_a_terminal_has_a_bar(annotator, marked, on_terminal, tmp_path):
    terminal = on_terminal()
    ran = annotator("export", "--all", "--format", "csv", "-o", tmp_path / "out", "--json")
    assert ran.code == 0
    assert ("Exporting" in terminal.getvalue()) == (len(ran.json["files"]) > 1)


def test_lines_are_wrapped_for_a_terminal_only(monkeypatch):
    words = "word " * 50
    assert wrapped(words.strip()) == words.strip()
    monkeypatch.setattr(sys, "stdout", Terminal())
    monkeypatch.setenv("COLUMNS", "40")
    lines = wrapped(words.strip(), "- ", "  ").splitlines()
    assert len(lines) > 1
    assert all(len(line) <= 40 for line in lines)
    assert lines[0].startswith("- word")
    assert lines[1].startswith("  word")


def test_columns_are_as_wide_as_their_widest_cell():
    rows = [["Name", "N"], ["long name", "1"], ["x", "1000"]]
    assert columns(rows).splitlines() == [
        "Name          N",
        "---------  ----",
        "long name     1",
        "x          1000",
    ]
    assert columns(rows, right=False).splitlines()[2] == "long name  1"


def test_a_complaint_is_one_line_whatever_it_says(capsys):
    complain("two\nlines\r\nand \x1b[31m\u2028 more")
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 marks"), (1, "1 mark"), (2, "2 marks"), (1200, "1,200 marks")]
)
def test_numbers_have_their_noun(number, words):
    assert counted(number, "mark") == words


def test_standard_input_that_is_closed(monkeypatch, library, capsys):
    monkeypatch.setattr(sys, "stdin", None)
    assert run(["--library", str(library), "add", "-"]) == 1
    assert "no standard input" in capsys.readouterr().err
