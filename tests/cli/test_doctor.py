"""``doctor``."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from annotator.services import health

CHECKS = ["python", "qt", "fonts", "language", "sqlite", "resources", "library"]


@pytest.fixture
def quick(monkeypatch):
    """Leaves out the process in which Qt is tried."""
    monkeypatch.setattr(
        "annotator.cli.doctor._probe",
        lambda _environment: {"pyside": "6.9", "platform": "offscreen", "fonts": 3},
    )


def by_name(ran):
    return {check["check"]: check for check in ran.json}


def test_all_is_in_order_here_and_no_library_is_made(annotator, library):
    ran = annotator("doctor", "--json")
    assert (ran.code, ran.err) == (0, ""), ran
    assert [c["check"] for c in ran.json] == CHECKS
    for check in ran.json:
        assert set(check) == {"check", "ok", "detail"}
        assert check["ok"] is True
    assert f"no library yet: will be made at {library}" in by_name(ran)["library"]["detail"]
    assert not library.exists()


def test_in_words_every_check_has_a_line(annotator, quick, library):
    ran = annotator("doctor")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert [line.split()[:2] for line in lines] == [["ok", f"{name}:"] for name in CHECKS]


def test_a_library_in_order_is_left_as_it_was(annotator, quick, article_id, library):
    before = library.read_bytes()
    ran = annotator("doctor", "--json")
    assert ran.code == 0
    assert "integrity ok" in by_name(ran)["library"]["detail"]
    assert library.read_bytes() == before


def test_a_damaged_library_is_told(annotator, quick, marked, library):
    with library.open("r+b") as file:
        # All pages but the first, which says whose file it is.
        file.seek(4096)
        file.write(b"\xff" * (library.stat().st_size - 4096))
    ran = annotator("doctor", "--json")
    assert ran.code == 1
    assert ran.err == ""
    check = by_name(ran)["library"]
    assert check["ok"] is False
    assert "damaged" in check["detail"]


def test_a_file_that_is_no_library_is_told_and_left_alone(annotator, quick, article_file):
    before = article_file.read_bytes()
    ran = annotator("doctor", "--json", use=article_file)
    assert ran.code == 1
    assert "not an Annotator library" in by_name(ran)["library"]["detail"]
    assert article_file.read_bytes() == before


def test_an_empty_file_is_left_empty(annotator, quick, tmp_path):
    empty = tmp_path / "empty"
    empty.touch()
    assert annotator("doctor", use=empty).code == 0
    assert empty.stat().st_size == 0


def test_a_platform_on_which_qt_aborts_does_not_take_the_doctor_along(annotator, monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "no-such-platform")
    ran = annotator("doctor", "--json")
    assert ran.code == 1
    checks = by_name(ran)
    assert checks["qt"]["ok"] is False
    assert "no-such-platform" in checks["qt"]["detail"]
    assert checks["fonts"]["ok"] is False
    assert checks["language"]["ok"] is True
    words = annotator("doctor")
    assert words.code == 1
    assert any(line.startswith("BAD  qt: ") for line in words.out.splitlines())


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="fonts come by fontconfig on Linux")
def test_no_fonts_are_told(annotator, monkeypatch, tmp_path):
    config = tmp_path / "fonts.conf"
    config.write_text("<?xml version='1.0'?><fontconfig></fontconfig>")
    monkeypatch.setenv("FONTCONFIG_FILE", str(config))
    ran = annotator("doctor", "--json")
    checks = by_name(ran)
    assert checks["qt"]["ok"] is True
    assert checks["fonts"]["ok"] is False
    assert "boxes" in checks["fonts"]["detail"]
    assert ran.code == 1


def test_without_a_display_qt_is_tried_offscreen(annotator, monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    check = by_name(annotator("doctor", "--json"))["qt"]
    assert check["ok"] is True
    assert "offscreen; no display here" in check["detail"]
    assert "QT_QPA_PLATFORM" not in os.environ


def test_qt_that_is_not_installed_is_told(annotator, monkeypatch, tmp_path):
    """A module of that name that cannot be imported stands in for missing system libraries."""
    (tmp_path / "PySide6").mkdir()
    (tmp_path / "PySide6" / "__init__.py").write_text(
        "raise ImportError('libEGL.so.1: cannot open shared object file')"
    )
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{Path.cwd()}")
    check = by_name(annotator("doctor", "--json"))["qt"]
    assert check["ok"] is False
    assert check["detail"].endswith("libEGL.so.1: cannot open shared object file")


@pytest.mark.parametrize(
    ("name", "replacement", "check", "said"),
    [
        ("sentences_found", lambda: ("One.",), "language", "splits sentences"),
        ("sqlite_health", lambda: health.Engine("3.30.0", strict=False), "sqlite", "3.37"),
        ("resources_health", lambda: health.Resources(3, 0, ()), "resources", "missing"),
        ("resources_health", lambda: health.Resources(3, 1, ("a",)), "resources", "key for: a"),
    ],
)
def test_what_is_not_in_order_is_told(
    *, annotator, quick, monkeypatch, name, replacement, check, said
):
    monkeypatch.setattr(health, name, replacement)
    ran = annotator("doctor", "--json")
    assert ran.code == 1
    assert [c["check"] for c in ran.json if not c["ok"]] == [check]
    assert said in by_name(ran)[check]["detail"]


def test_a_check_that_breaks_is_a_failed_check(annotator, quick, monkeypatch):
    def broken():
        raise OSError("no such\nthing")

    monkeypatch.setattr(health, "resources_health", broken)
    ran = annotator("doctor", "--json")
    assert ran.code == 1
    assert by_name(ran)["resources"] == {
        "check": "resources",
        "ok": False,
        "detail": "no such thing",
    }
