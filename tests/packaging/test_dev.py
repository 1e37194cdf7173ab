"""The set-up helper as a user meets it, and the files of pinned versions beside it."""

import ast
import errno
import importlib.util
import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "packaging" / "dev.py"
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
PIN = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>\S+)(?P<marker> ; [^\\]+?)?(?P<hashes> \\)$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")


def normal(requirement):
    """The name in a requirement, as the package index spells it."""
    return re.sub(r"[-_.]+", "-", NAME.match(requirement)[0]).lower()


def call(*arguments):
    return subprocess.run(
        [sys.executable, str(SCRIPT), *arguments],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


@pytest.fixture
def dev():
    spec = importlib.util.spec_from_file_location("annotator_dev", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def bare(dev, tmp_path, monkeypatch):
    """A checkout without .venv on a Debian machine that has everything; nothing is started."""
    (tmp_path / "packaging").mkdir()
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    for kind in ("run", "test"):
        (tmp_path / "packaging" / f"constraints-{kind}.txt").write_text(f"{kind}==1\n")
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(dev, "STAMP", tmp_path / ".venv" / "stamp.json")
    for probe, answer in {
        "is_linux": True,
        "is_root": False,
        "has_apt": True,
        "has_venv": True,
        "has_font": True,
        "missing_libraries": [],
    }.items():
        monkeypatch.setattr(dev, probe, lambda answer=answer: answer)
    monkeypatch.setattr(dev, "apt_knows", lambda package: package == "libglib2.0-0t64")
    dev.calls = []

    def fake_call(command, failure, total=0):
        dev.calls.append(command)
        dev.venv_python().parent.mkdir(parents=True, exist_ok=True)
        dev.venv_python().touch()

    monkeypatch.setattr(dev, "call", fake_call)
    return dev


# --- Called wrongly, or by an old Python ---------------------------------------------------------


def test_help_names_every_command():
    done = call("--help")
    assert done.returncode == 0
    assert done.stderr == ""
    for command in ("run", "test", "lock"):
        assert f"\n  {command} " in done.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "Usage:"),
        (("frobnicate",), "Unknown command: frobnicate"),
        (("lock", "--all"), "lock takes --upgrade or nothing"),
    ],
)
def test_wrong_usage_is_explained_on_standard_error(arguments, message):
    done = call(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith(message)
    assert "Usage:" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_old_python_can_read_the_script_and_is_turned_away(dev, monkeypatch, capsys):
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 8))
    monkeypatch.setattr(dev.sys, "version_info", (3, 9, 2, "final", 0))
    assert dev.main(["run"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.splitlines() == ["Annotator needs Python 3.11 or newer; this is Python 3.9."]


# --- What the system lacks -----------------------------------------------------------------------


def test_everything_missing_is_asked_for_in_one_command(bare, monkeypatch, capsys):
    monkeypatch.setattr(bare, "has_venv", lambda: False)
    monkeypatch.setattr(bare, "has_font", lambda: False)
    monkeypatch.setattr(
        bare, "missing_libraries", lambda: ["libgthread-2.0.so.0", "libglib-2.0.so.0", "libGL.so.1"]
    )
    assert bare.main(["run"]) == 1
    told = capsys.readouterr().err
    commands = [line for line in told.splitlines() if "apt-get install" in line]
    assert len(commands) == 1
    packages = commands[0].split("--no-install-recommends ")[1].split()
    assert packages == ["fonts-dejavu-core", "libgl1", "libglib2.0-0t64", "python3-venv"]
    assert commands[0].count("sudo ") == 2
    assert bare.calls == []


def test_a_package_keeps_its_old_name_where_the_new_one_is_unknown(bare, monkeypatch):
    monkeypatch.setattr(bare, "apt_knows", lambda package: False)
    lacking = {"libglib-2.0.so.0": bare.LIBRARIES["libglib-2.0.so.0"]}
    assert bare.chosen_packages(lacking) == ["libglib2.0-0"]


def test_another_linux_is_told_the_names_of_the_libraries(bare, monkeypatch, capsys):
    monkeypatch.setattr(bare, "has_apt", lambda: False)
    monkeypatch.setattr(bare, "missing_libraries", lambda: ["libxcb-cursor.so.0"])
    assert bare.main(["test"]) == 1
    told = capsys.readouterr().err
    assert "libxcb-cursor.so.0" in told
    assert "apt" not in told


def test_root_on_debian_gets_the_packages_installed(bare, monkeypatch, capsys):
    missing = ["libEGL.so.1"]
    commands = []

    def fake_run(command, **options):
        commands.append((command, options["env"]["DEBIAN_FRONTEND"]))
        if command[1] == "install":
            missing.clear()
        return subprocess.CompletedProcess(command, 0, stdout="")

    monkeypatch.setattr(bare, "is_root", lambda: True)
    monkeypatch.setattr(bare, "missing_libraries", lambda: list(missing))
    monkeypatch.setattr(bare.subprocess, "run", fake_run)
    bare.check_system()
    assert commands == [
        (["apt-get", "update"], "noninteractive"),
        (["apt-get", "install", "-y", "--no-install-recommends", "libegl1"], "noninteractive"),
    ]


def test_a_failing_apt_shows_its_own_words(bare, monkeypatch, capsys):
    def fake_run(command, **options):
        return subprocess.CompletedProcess(command, 100, stdout="E: Could not resolve the mirror\n")

    monkeypatch.setattr(bare, "is_root", lambda: True)
    monkeypatch.setattr(bare, "has_font", lambda: False)
    monkeypatch.setattr(bare.subprocess, "run", fake_run)
    assert bare.main(["run"]) == 1
    told = capsys.readouterr().err
    assert "E: Could not resolve the mirror\nThis failed: apt-get update" in told


def test_elsewhere_no_library_is_looked_for(bare, monkeypatch):
    monkeypatch.setattr(bare, "is_linux", lambda: False)
    monkeypatch.setattr(bare, "missing_libraries", lambda: pytest.fail("looked for libraries"))
    bare.check_system()


def test_a_font_is_found_where_the_user_keeps_it(dev, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    (tmp_path / "fonts" / "deep").mkdir(parents=True)
    (tmp_path / "fonts" / "deep" / "Serif.OTF").touch()
    assert dev.has_font()


def test_a_library_that_cannot_be_loaded_is_missing(dev, monkeypatch):
    monkeypatch.setattr(dev, "LIBRARIES", {"libno-such-thing.so.9": ("libno",)})
    assert dev.missing_libraries() == ["libno-such-thing.so.9"]


# --- When the set-up runs, and when it does not --------------------------------------------------


def test_the_second_start_installs_nothing(bare):
    bare.set_up("run")
    assert [command[1:3] for command in bare.calls] == [
        ["-m", "venv"],
        ["-m", "pip"],
        ["-m", "pip"],
    ]
    packages, itself = bare.calls[1:]
    assert "--require-hashes" in packages
    assert packages[-1].endswith("constraints-run.txt")
    assert {"--no-deps", "--no-build-isolation", "--editable"} < set(itself)
    bare.calls.clear()
    bare.set_up("run")
    assert bare.calls == []


def test_a_set_up_for_tests_serves_running_but_not_the_reverse(bare):
    bare.set_up("run")
    bare.calls.clear()
    bare.set_up("test")
    assert bare.calls[0][-1].endswith("constraints-test.txt")
    bare.calls.clear()
    bare.set_up("run")
    assert bare.calls == []


@pytest.mark.parametrize("file", ["pyproject.toml", "packaging/constraints-run.txt"])
def test_changed_requirements_are_installed_into_the_same_environment(bare, file):
    bare.set_up("run")
    bare.calls.clear()
    with (bare.ROOT / file).open("a") as changed:
        changed.write("\n# more\n")
    bare.set_up("run")
    assert [command[1:3] for command in bare.calls] == [["-m", "pip"], ["-m", "pip"]]


def spoil_by_interruption(dev, monkeypatch):
    dev.STAMP.unlink()


def spoil_by_damage(dev, monkeypatch):
    dev.STAMP.write_text('{"place": ')


def spoil_by_another_python(dev, monkeypatch):
    monkeypatch.setattr(dev.sys, "version_info", (3, 99, 0, "final", 0))


def spoil_by_a_vanished_python(dev, monkeypatch):
    dev.venv_python().unlink()


def spoil_by_moving(dev, monkeypatch):
    stamp = json.loads(dev.STAMP.read_text())
    stamp["place"] = stamp["place"].replace(".venv", "elsewhere/.venv")
    dev.STAMP.write_text(json.dumps(stamp))


@pytest.mark.parametrize(
    "spoil",
    [
        spoil_by_interruption,
        spoil_by_damage,
        spoil_by_another_python,
        spoil_by_a_vanished_python,
        spoil_by_moving,
    ],
)
def test_a_broken_environment_is_made_anew(bare, monkeypatch, capsys, spoil):
    bare.set_up("run")
    leftover = bare.VENV / "leftover"
    leftover.touch()
    bare.calls.clear()
    spoil(bare, monkeypatch)
    bare.set_up("run")
    assert not leftover.exists()
    assert bare.calls[0][1:3] == ["-m", "venv"]
    assert "making it anew" in capsys.readouterr().err


def test_a_set_up_that_fails_is_not_taken_for_finished(bare, monkeypatch, capsys):
    working = bare.call

    def failing(command, failure, total=0):
        working(command, failure, total)
        if "--require-hashes" in command:
            raise KeyboardInterrupt

    monkeypatch.setattr(bare, "call", failing)
    assert bare.main(["run"]) == 130
    assert "Run the same command again" in capsys.readouterr().err
    assert bare.read_stamp() == {}


# --- Failures are told plainly -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        (
            "WARNING: Retrying (Retry(total=4)) after ...\nERROR: No matching distribution",
            "network",
        ),
        ("ERROR: [Errno 28] No space left on device", "disk is full"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM", "differs from what was pinned"),
        ("ERROR: No matching distribution found for x==1", "glibc 2.34"),
        ("CERTIFICATE_VERIFY_FAILED", "PIP_CERT"),
        ("ERROR: something else", "lines above"),
    ],
)
def test_a_failing_installation_says_what_to_do(dev, capsys, output, expected):
    with pytest.raises(dev.ProblemError, match="It failed") as caught:
        dev.call([sys.executable, "-c", f"print({output!r}); raise SystemExit(1)"], "It failed.")
    assert expected in str(caught.value)
    assert output.splitlines()[-1] in str(caught.value)
    assert "Retrying" not in str(caught.value)


def test_a_quiet_command_stays_quiet_when_it_works(dev, capfd):
    dev.call([sys.executable, "-c", "print('chatter')"], "It failed.", 3)
    assert capfd.readouterr() == ("", "")


def test_a_full_disk_gives_no_traceback(bare, monkeypatch, capsys):
    def full(command, failure, total=0):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(bare, "call", full)
    assert bare.main(["run"]) == 1
    assert "The disk is full" in capsys.readouterr().err


# --- Starting and testing ------------------------------------------------------------------------


def test_without_a_display_the_tour_stands_in_for_the_window(bare, capsys):
    arguments, environ = bare.launch([], {"PATH": "/bin"})
    assert arguments == ["tour", "-o", os.path.relpath(bare.ROOT / "out" / "tour")]
    assert environ == {"PATH": "/bin", "QT_QPA_PLATFORM": "offscreen"}
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == 1


@pytest.mark.parametrize("variable", ["DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
def test_with_somewhere_to_draw_the_window_opens(bare, capsys, variable):
    assert bare.launch([], {variable: "x"}) == ([], {variable: "x"})
    assert capsys.readouterr().err == ""


def test_a_command_is_handed_on_as_it_is(bare, capsys):
    assert bare.launch(["list", "--json"], {}) == (["list", "--json"], {})
    assert capsys.readouterr().err == ""


def test_one_failing_check_does_not_hide_the_next(bare, monkeypatch, capfd):
    monkeypatch.setattr(bare, "set_up", lambda kind: None)
    monkeypatch.setattr(bare, "venv_python", lambda: Path(sys.executable))
    checks = {"first": ("-c", "raise SystemExit(3)"), "pytest": ("-c", "print('2 passed in 1s')")}
    monkeypatch.setattr(bare, "CHECKS", checks)
    assert bare.main(["test"]) == 1
    lines = capfd.readouterr().out.splitlines()
    assert "2 passed in 1s" in lines
    assert lines[-2:] == ["first: FAILED (exit code 3)", "pytest: ok"]


def test_arguments_are_for_pytest_alone(bare, monkeypatch, capfd):
    monkeypatch.setattr(bare, "set_up", lambda kind: None)
    monkeypatch.setattr(bare, "venv_python", lambda: Path(sys.executable))
    show = "import os, sys; print(sys.argv[1:], os.getcwd())"
    monkeypatch.setattr(bare, "CHECKS", {"first": ("-c", "1/0"), "pytest": ("-c", show)})
    assert bare.main(["test", "-k", "one"]) == 0
    assert f"['-k', 'one'] {bare.ROOT}" in capfd.readouterr().out


def test_all_checks_run_in_order_and_pytest_closes(dev):
    assert list(dev.CHECKS) == ["ruff check", "ruff format", "mypy", "lint-imports", "pytest"]


# --- The pinned versions -------------------------------------------------------------------------


def read_pins(kind):
    """The pins of a file, as name to versions; fails on any line that is neither pin nor hash."""
    found = {}
    lines = (ROOT / "packaging" / f"constraints-{kind}.txt").read_text().splitlines()
    for number, line in enumerate(lines):
        if HASH.match(line):
            continue
        pin = PIN.match(line)
        assert pin, f"neither a pin nor a hash: {line}"
        assert HASH.match(lines[number + 1]), f"without a hash: {line}"
        found.setdefault(pin["name"], set()).add((pin["version"], pin["marker"]))
    return found


@pytest.fixture(scope="module")
def project():
    with (ROOT / "pyproject.toml").open("rb") as file:
        return tomllib.load(file)


@pytest.mark.parametrize("kind", ["run", "test"])
def test_every_requirement_is_pinned(project, kind):
    wanted = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    wanted.append("editables")
    if kind == "test":
        wanted += project["project"]["optional-dependencies"]["test"]
    assert {normal(requirement) for requirement in wanted} <= set(read_pins(kind))


def test_running_needs_nothing_that_testing_lacks(project):
    running, testing = read_pins("run"), read_pins("test")
    assert running.items() <= testing.items()
    assert "pytest" not in running


@pytest.mark.parametrize("kind", ["run", "test"])
def test_no_pin_says_where_from(kind):
    text = (ROOT / "packaging" / f"constraints-{kind}.txt").read_text()
    assert not re.search(r"://|--index|--extra|--find-links|@|#", text)
