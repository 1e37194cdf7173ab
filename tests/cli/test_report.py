"""``compare --report``."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize(
    ("name", "begins"), [("r.html", "<!DOCTYPE html>"), ("r.HTM", "<!DOCTYPE"), ("r.pdf", "%PDF")]
)
def test_a_report_is_written_beside_the_words(annotator, marked, tmp_path, name, begins):
    path = tmp_path / name
    ran = annotator("compare", marked, "--set", "Mine", "--report", path)
    assert (ran.code, ran.err) == (0, "")
    assert "1. Hit: Vague attribution" in ran.out
    assert ran.out.rstrip().endswith(f"Report: {path}")
    assert path.read_bytes().decode("utf-8", "replace").startswith(begins)


def test_json_names_the_report(annotator, marked, tmp_path):
    path = tmp_path / "r.html"
    plain = annotator("compare", marked, "--set", "Mine", "--json").json
    found = annotator("compare", marked, "--set", "Mine", "--json", "--report", path).json
    assert found == {**plain, "report": str(path), "reports": [str(path)]}
    assert "Nobody can tell who the observers are." in path.read_text(encoding="utf-8")


def test_two_reports_are_two_files(annotator, marked, tmp_path):
    page, paper = tmp_path / "r.html", tmp_path / "r.pdf"
    both = ["--report", page, "--report", paper]
    ran = annotator("compare", marked, "--set", "Mine", *both, "--report", page)
    assert ran.out.rstrip().endswith(f"\n\nReport: {page}\nReport: {paper}")
    assert page.read_bytes().startswith(b"<!DOCTYPE")
    assert paper.read_bytes().startswith(b"%PDF")
    found = annotator("compare", marked, "--set", "Mine", "--json", *both).json
    assert (found["report"], found["reports"]) == (str(page), [str(page), str(paper)])


def test_a_wrong_ending_is_told_in_a_sentence(annotator, marked, tmp_path):
    good, bad = tmp_path / "r.pdf", tmp_path / "r.docx"
    ran = annotator("compare", marked, "--set", "Mine", "--report", good, "--report", bad)
    assert f"let the name end in .pdf or .html: “{bad}” does not. See: " in ran.err
    assert not good.exists()


def test_a_key_is_chosen_for_the_report_too(annotator, marked, tmp_path):
    path = tmp_path / "r.html"
    annotator("compare", marked, "--set", "Teacher", "--key", "Teacher", "--report", path)
    assert "and nothing else marked" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "arguments",
    [["--report", "r.docx"], ["--report", "r"], ["--report", "r.pdf", "--with", "Mine"]],
)
def test_wrong_usage_is_told_before_anything_is_done(annotator, marked, tmp_path, arguments):
    ran = annotator("compare", marked, "--set", "Mine", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert "Traceback" not in ran.err


def test_a_file_that_cannot_be_written_is_told(annotator, marked, tmp_path):
    path = tmp_path / "none" / "r.pdf"
    assert (
        "cannot be written"
        in annotator("compare", marked, "--set", "Mine", "--report", path).complaint
    )


def test_no_display_is_needed(process, marked, tmp_path):
    path = tmp_path / "r.pdf"
    environment = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}
    ran = process("compare", marked, "--set", "Mine", "--report", path, environment=environment)
    assert (ran.code, ran.err) == (0, "")
    assert path.read_bytes().startswith(b"%PDF")
