"""Numbers and nouns agree, and the compiled file is that of the source beside it."""

from __future__ import annotations

import ast
import html
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator

FOLDER = Path(__file__).parents[2] / "resources" / "translations"


def test_the_compiled_file_is_made_from_the_source(tmp_path):
    made = tmp_path / "made.qm"
    tool = Path(sys.executable).with_name("pyside6-lrelease")
    done = subprocess.run(
        [tool, FOLDER / "annotator_en.ts", "-qm", made], capture_output=True, text=True, check=True
    )
    assert "0 unfinished" in done.stdout
    assert made.read_bytes() == (FOLDER / "annotator_en.qm").read_bytes()


@pytest.mark.parametrize(("number", "words"), [(1, "1 word"), (2, "2 words"), (0, "0 words")])
def test_numbers_and_nouns_agree(qapp, number, words):
    translator = QTranslator()
    assert translator.load("annotator_en", str(FOLDER))
    qapp.installTranslator(translator)
    try:
        assert QCoreApplication.translate("LibraryModel", "%n word(s)", "", number) == words
    finally:
        qapp.removeTranslator(translator)


def test_every_text_with_a_number_has_its_forms(tmp_path):
    """A text that was added to the program must be in the file too."""
    fresh = tmp_path / "fresh.ts"
    sources = sorted((FOLDER.parents[1] / "annotator" / "desktop").rglob("*.py"))
    tool = Path(sys.executable).with_name("pyside6-lupdate")
    options = ["-pluralonly", "-no-obsolete", "-locations", "none", "-ts", fresh]
    subprocess.run([tool, *sources, *options], capture_output=True, check=True)

    def texts(path):
        return {line.strip() for line in path.read_text().splitlines() if "<source>" in line}

    assert texts(fresh) == texts(FOLDER / "annotator_en.ts")


def test_no_text_with_a_number_is_where_the_tools_do_not_find_it():
    known = {
        html.unescape(text)
        for text in re.findall(r"<source>(.*?)</source>", (FOLDER / "annotator_en.ts").read_text())
    }
    for path in sorted((FOLDER.parents[1] / "annotator" / "desktop").rglob("*.py")):
        constants = [
            n for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.Constant)
        ]
        texts = {n.value for n in constants if isinstance(n.value, str) and "%n" in n.value}
        assert texts <= known, path.name
