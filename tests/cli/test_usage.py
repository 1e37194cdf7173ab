"""Options, help, wrong usage, interruptions, and what must not happen on the way to the window."""

from __future__ import annotations

import importlib.util
import os
import re
import signal
import subprocess
import sys
import types
from importlib.util import find_spec
from pathlib import Path

import pytest

import annotator as package
from annotator.cli.main import cli, run

COMMANDS = [
    "add",
    "agree",
    "codebook",
    "compare",
    "doctor",
    "edit",
    "export",
    "key",
    "list",
    "load",
    "show",
    "tour",
]


def test_exactly_the_commands_of_this_version_are_there():
    assert sorted(cli.commands) == COMMANDS


@pytest.mark.parametrize("command", [[], *[[name] for name in COMMANDS]])
def test_every_command_has_help(annotator, library, command):
    ran = annotator(*command, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"Usage: {' '.join(['annotator', *command])}")
    assert not library.exists()


def test_the_version(annotator):
    assert annotator("--version").out == f"annotator {package.__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["fly"],
        ["--fly"],
        ["add"],
        ["add", "--fly", "x"],
        ["show"],
        ["show", "a", "b"],
        ["load", "x"],
        ["load", "x", "--article", "a"],
        ["agree"],
        ["compare", "a"],
        ["tour"],
        ["codebook"],
        ["codebook", "fly"],
        ["codebook", "add"],
        ["codebook", "use"],
        ["list", "more"],
        ["--library"],
    ],
)
def test_wrong_usage_is_one_line_and_code_2(library, capfd, arguments):
    code = run(["--library", str(library), *arguments])
    captured = capfd.readouterr()
    assert (code, captured.out) == (2, "")
    assert captured.err.startswith("annotator: ")
    assert captured.err.count("\n") == 1
    assert re.search(r"[.?!] See: annotator.* --help$", captured.err.rstrip())
    assert not library.exists()


def test_the_library_may_be_named_after_the_command_too(annotator, article_file, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    annotator("add", article_file, "--library", elsewhere)
    titles = [a["title"] for a in annotator("list", "--json", use=elsewhere).json]
    assert "Ferry line to close in May" in titles


def test_without_the_option_the_environment_names_the_library(tmp_path, monkeypatch, capfd):
    named = tmp_path / "named" / "library"
    monkeypatch.setenv("ANNOTATOR_LIBRARY", str(named))
    assert run(["list"]) == 0
    assert named.is_file()


def test_without_both_the_library_is_in_the_users_data_folder(tmp_path, capfd):
    assert run(["list"]) == 0
    (made,) = (tmp_path / "home").rglob("library.annotator")
    assert "annotator" in made.parent.parts


def test_the_way_to_the_first_window_imports_nothing_heavy():
    heavy = ["PySide6", "spacy", "numpy", "scipy", "sqlite_utils", "sqlite3", "platformdirs"]
    heavy += ["markdown_it", "charset_normalizer", "rapidfuzz", "annotator.services.workspace"]
    code = f"import sys, annotator.cli.main; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


RARELY_OPENED = (
    "article_dialog",
    "codebook_editor",
    "codebooks_dialog",
    "command_palette",
    "exercise_dialog",
    "home.attempts_dialog",
    "home.deleted_dialog",
    "home.learners_dialog",
    "home.line_dialog",
    "item_card",
    "key_sheet",
    "keying.checklist_panel",
    "keying.key_dialog",
    "keying.key_part",
    "lesson.coach_card",
    "lesson.first_steps",
    "outcome_chart",
    "pair_page",
    "report.parts",
    "review_figures",
    "review_filters",
    "rule_words",
    "step_cards",
    "tour",
    "unplaced_dialog",
)


def test_what_is_rarely_opened_is_not_imported_for_the_first_window(tmp_path):
    names = [f"annotator.desktop.{name}" for name in RARELY_OPENED]
    assert all(find_spec(name) for name in names), "a module has another name now"
    code = f"""
import sys
from pathlib import Path
from annotator.desktop.app import make_application
app = make_application()
from annotator.desktop.window import MainWindow
from annotator.services.workspace import Workspace
window = MainWindow(Workspace(Path({str(tmp_path / "library.annotator")!r})))
window.show()
app.processEvents()
print([name for name in {[*names, "numpy", "fsrs"]!r} if name in sys.modules])
"""
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environ)
    assert done.stdout == "[]\n"


def test_python_m_annotator_gives_the_exit_code_and_the_one_line(process, tmp_path):
    ran = process("add", tmp_path / "missing.txt")
    assert "missing.txt" in ran.complaint
    assert process("fly").code == 2
    listed = process("list", "--json")
    assert (listed.code, listed.err) == (0, "")
    assert isinstance(listed.json, list)


# Output that is buffered, as it is for everybody but some test machines.
BUFFERED = {**os.environ, "PYTHONUNBUFFERED": ""}

# --- interruptions and broken output ------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_ctrl_c_is_quiet_and_gives_130(library):
    with subprocess.Popen(
        [sys.executable, "-m", "annotator", "--library", str(library), "add", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        # More than a pipe holds: once it is written, the program is reading it.
        process.stdin.write(b"word " * 40_000)
        process.stdin.flush()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (130, b"", b"")


@pytest.mark.skipif(os.name == "nt", reason="POSIX pipes")
@pytest.mark.parametrize("command", [["list", "--json"], ["list"], ["--help"]])
def test_a_reader_that_went_away_is_no_error_message(library, command):
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "annotator", "--library", str(library), *command],
        env=BUFFERED,
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
        timeout=60,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_output_that_cannot_be_written_is_one_line(library):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "annotator", "--library", str(library), "list", "--json"],
            env=BUFFERED,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    assert done.returncode == 1
    assert done.stderr.startswith(b"annotator: ")
    assert done.stderr.count(b"\n") == 1


@pytest.fixture
def broken(monkeypatch):
    """A mistake of ours in what ``list`` calls."""

    def overview(_workspace):
        raise ZeroDivisionError("a mistake\nof ours")

    monkeypatch.setattr("annotator.services.overview.overview", overview)


def test_an_unexpected_error_is_one_line_and_its_details_are_in_the_log(
    annotator, broken, tmp_path
):
    complaint = annotator("list").complaint
    assert "ZeroDivisionError" in complaint
    (log,) = (tmp_path / "home").rglob("errors.log")
    assert str(log) in complaint
    assert "a mistake" in log.read_text(encoding="utf-8")


def test_an_unexpected_error_is_one_line_where_no_log_can_be_written(
    annotator, broken, monkeypatch, article_file
):
    monkeypatch.setattr(
        "annotator.services.locations.log_file", lambda: article_file / "errors.log"
    )
    assert "ZeroDivisionError" in annotator("list").complaint


def test_control_characters_of_a_text_do_not_reach_the_terminal(annotator, tmp_path):
    path = tmp_path / "coloured.md"
    path.write_text(f"# Red\n\n{'It is red. ' * 20}It is \x1b[31mred\x1b[0m.\n", encoding="utf-8")
    added = annotator("add", path, "--json").json[0]
    assert "\x1b" in annotator("show", added["id"], "--json").json["text"]
    assert "\x1b" not in annotator("show", added["id"]).out
    assert "\x1b" not in annotator("show", "\x1b[31m\nno such article").complaint


# --- the window ---------------------------------------------------------------------------------


@pytest.fixture
def no_display(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def window(monkeypatch):
    """Takes the place of the window; gives the libraries with which it was opened."""
    opened: list[Path] = []

    def open_window(library: Path) -> int:
        opened.append(library)
        return 7

    module = types.ModuleType("annotator.desktop.app")
    module.open_window = open_window
    monkeypatch.setitem(sys.modules, "annotator.desktop.app", module)
    return opened


def test_without_a_command_the_window_opens_on_the_library(annotator, library, window):
    ran = annotator()
    assert (ran.code, ran.out, ran.err) == (7, "", "")
    assert window == [library]


def test_without_a_display_one_line_says_so_and_how_to_take_the_tour(annotator, window, no_display):
    complaint = annotator().complaint
    assert "no display" in complaint
    assert "annotator tour -o" in complaint
    assert window == []


def test_a_chosen_platform_or_a_display_opens_the_window(
    annotator, window, no_display, monkeypatch
):
    for name, value in (
        ("QT_QPA_PLATFORM", "offscreen"),
        ("DISPLAY", ":0"),
        ("WAYLAND_DISPLAY", "wayland-0"),
    ):
        with monkeypatch.context() as patch:
            patch.setenv(name, value)
            assert annotator().code == 7
    assert len(window) == 3


def test_qt_that_cannot_be_loaded_is_one_line(annotator, window, monkeypatch):
    monkeypatch.setitem(sys.modules, "PySide6.QtWidgets", None)
    assert "Qt cannot be loaded" in annotator().complaint
    assert window == []


# --- the tour -----------------------------------------------------------------------------------


@pytest.fixture
def guide(monkeypatch):
    """Takes the place of the tour; gives the folders and platforms with which it was run."""
    taken: list[tuple[Path, str | None, tuple[int, int], bool]] = []
    counts = dict.fromkeys(("key", "set", "hit", "partial", "missed", "flagged_sound"), 1)
    counts |= {"wrong_category": 0, "not_in_key": 0}

    def run_tour(folder: Path, *, size: tuple[int, int], every_theme: bool) -> dict[str, object]:
        taken.append((folder, os.environ.get("QT_QPA_PLATFORM"), size, every_theme))
        assert folder.is_dir()
        return {
            "screenshots": [folder / "01.png", folder / "02.png"],
            "comparison": {"counts": counts},
            "export": folder / "set.jsonld",
        }

    module = types.ModuleType("annotator.desktop.tour")
    module.run_tour = run_tour
    monkeypatch.setitem(sys.modules, "annotator.desktop.tour", module)
    return taken


def test_the_tour_in_json(annotator, guide, tmp_path):
    folder = tmp_path / "new" / "tour"
    ran = annotator("tour", "-o", folder, "--json")
    assert (ran.code, ran.err) == (0, "")
    assert set(ran.json) == {"screenshots", "comparison", "export"}
    assert ran.json["screenshots"] == [str(folder / "01.png"), str(folder / "02.png")]
    assert ran.json["export"] == str(folder / "set.jsonld")
    assert ran.json["comparison"]["counts"]["hit"] == 1


def test_the_tour_in_another_size_and_all_colours(annotator, guide, tmp_path):
    ran = annotator("tour", "-o", tmp_path / "tour", "--size", "1920x1080", "--every-theme")
    assert ran.code == 0
    assert guide[-1][2:] == ((1920, 1080), True)


@pytest.mark.parametrize("size", ["big", "1280", "12x8", "1280x800x2"])
def test_a_size_that_is_none_is_wrong_usage(annotator, guide, tmp_path, size):
    ran = annotator("tour", "-o", tmp_path / "tour", "--size", size)
    assert ran.code == 2
    assert "1920x1080" in ran.err
    assert guide == []


def test_the_tour_in_words(annotator, guide, tmp_path):
    ran = annotator("tour", "-o", tmp_path / "tour")
    assert ran.code == 0
    assert str(tmp_path / "tour" / "02.png") in ran.out
    assert "1 hit" in ran.out


def test_the_tour_is_offscreen_where_there_is_no_display(
    annotator, guide, no_display, monkeypatch, tmp_path
):
    monkeypatch.setenv("QT_QPA_PLATFORM", "")  # so that it is restored afterwards
    annotator("tour", "-o", tmp_path / "tour")
    assert guide[-1][1] == "offscreen"


def test_the_tour_uses_the_display_that_there_is(
    annotator, guide, no_display, monkeypatch, tmp_path
):
    monkeypatch.setenv("DISPLAY", ":0")
    annotator("tour", "-o", tmp_path / "tour")
    assert guide[-1][1] is None


def test_the_tour_cannot_go_into_a_file(annotator, guide, article_file):
    assert str(article_file) in annotator("tour", "-o", article_file).complaint
    assert guide == []


@pytest.mark.skipif(
    importlib.util.find_spec("annotator.desktop.tour") is None, reason="no tour in this version"
)
def test_the_real_tour_from_outside(process, tmp_path):
    ran = process(
        "tour", "-o", tmp_path / "tour", "--json", environment={"QT_QPA_PLATFORM": "offscreen"}
    )
    assert ran.code == 0, ran.err
    assert len(ran.json["screenshots"]) > 1
    for path in (*ran.json["screenshots"], ran.json["export"]):
        assert Path(path).stat().st_size > 0
    assert ran.json["comparison"]["counts"]["set"] > 0
