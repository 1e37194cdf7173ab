#!/usr/bin/env python3
"""Set up Annotator in a source checkout, start it, test it, and pin what it depends on.

Needs nothing but Python. It stays readable for Pythons that are too old for Annotator, so that
they can say so instead of failing on the syntax.
"""

from __future__ import annotations

import ctypes
import errno
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

USAGE = """\
Usage: python3 packaging/dev.py COMMAND

  run [ARGS...]         start Annotator; ARGS are handed to it (for example: run list)
  test [PYTEST ARGS...] run every check and all tests; with PYTEST ARGS only pytest,
                        with paths counted from the project's folder
  lock [--upgrade]      write the pinned versions anew; --upgrade also moves them to the newest
  --help                show this

The first run sets everything up in .venv in the project's folder. Later runs start at once.
"""

OLDEST_PYTHON = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
# Written last: without it a set-up was interrupted and is not to be trusted.
STAMP = VENV / "annotator-setup.json"
# hatchling asks for it when it installs a checkout in place, and only then.
EDITABLE_BACKEND = "editables"

# What Qt loads on Linux and does not bring along, and the Debian packages that hold it. Where a
# package was renamed the newer name comes first; apt takes the last one in every case.
LIBRARIES = {
    "libEGL.so.1": ("libegl1",),
    "libGL.so.1": ("libgl1",),
    "libX11-xcb.so.1": ("libx11-xcb1",),
    "libX11.so.6": ("libx11-6",),
    "libdbus-1.so.3": ("libdbus-1-3",),
    "libfontconfig.so.1": ("libfontconfig1",),
    "libfreetype.so.6": ("libfreetype6",),
    "libgcc_s.so.1": ("libgcc-s1",),
    "libglib-2.0.so.0": ("libglib2.0-0t64", "libglib2.0-0"),
    "libgthread-2.0.so.0": ("libglib2.0-0t64", "libglib2.0-0"),
    "libstdc++.so.6": ("libstdc++6",),
    "libwayland-client.so.0": ("libwayland-client0",),
    "libwayland-cursor.so.0": ("libwayland-cursor0",),
    "libwayland-egl.so.1": ("libwayland-egl1",),
    "libxcb-cursor.so.0": ("libxcb-cursor0",),
    "libxcb-glx.so.0": ("libxcb-glx0",),
    "libxcb-icccm.so.4": ("libxcb-icccm4",),
    "libxcb-image.so.0": ("libxcb-image0",),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1",),
    "libxcb-randr.so.0": ("libxcb-randr0",),
    "libxcb-render-util.so.0": ("libxcb-render-util0",),
    "libxcb-render.so.0": ("libxcb-render0",),
    "libxcb-shape.so.0": ("libxcb-shape0",),
    "libxcb-shm.so.0": ("libxcb-shm0",),
    "libxcb-sync.so.1": ("libxcb-sync1",),
    "libxcb-util.so.1": ("libxcb-util1",),
    "libxcb-xfixes.so.0": ("libxcb-xfixes0",),
    "libxcb-xkb.so.1": ("libxcb-xkb1",),
    "libxcb.so.1": ("libxcb1",),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0",),
    "libxkbcommon.so.0": ("libxkbcommon0",),
    "libz.so.1": ("zlib1g",),
    "libzstd.so.1": ("libzstd1",),
}
FONT_PACKAGES = ("fonts-dejavu-core",)
FONT_SUFFIXES = (".ttf", ".otf", ".ttc", ".pfb")

# Lines of pip that say nothing about why something failed.
NOISE = re.compile(
    r"Ignoring |WARNING: (Retrying|Location|The scripts? )"
    r"|(Collecting|Processing|Installing) |  (Downloading|Using cached) "
)

CHECKS = {
    "ruff check": ("-m", "ruff", "check", "."),
    "ruff format": ("-m", "ruff", "format", "--check", "."),
    "mypy": ("-m", "mypy"),
    "lint-imports": ("-c", "from importlinter.cli import lint_imports_command as c; c()"),
    "pytest": ("-m", "pytest"),
}

# For all tests: on every processor, but each file on one, since its tests share what they make.
PARALLEL = ("-n", "auto", "--maxprocesses", "8", "--dist", "loadfile")


class ProblemError(Exception):
    """Something the user has to know or do; its text is shown as it is."""

    def __init__(self, message: str, code: int = 1) -> None:
        """Keep the exit code beside the message."""
        super().__init__(message)
        self.code = code


def say(text: str) -> None:
    """Tell what is happening. Standard output belongs to the program that is started."""
    print(text, file=sys.stderr, flush=True)


# --- What this machine has -----------------------------------------------------------------------


def is_root() -> bool:
    """Whether system packages can be installed without asking."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def has_apt() -> bool:
    """Whether this is Debian, Ubuntu or one of their relatives."""
    return shutil.which("apt-get") is not None and Path("/etc/debian_version").exists()


def has_venv() -> bool:
    """Whether this Python can make virtual environments; Debian ships that part separately."""
    return all(importlib.util.find_spec(name) is not None for name in ("venv", "ensurepip"))


def is_linux() -> bool:
    """Whether Qt depends on libraries of the system here."""
    return sys.platform.startswith("linux")


def missing_libraries() -> list[str]:
    """The libraries Qt would fail to load."""
    missing = []
    for name in LIBRARIES:
        try:
            ctypes.CDLL(name)
        except OSError:
            missing.append(name)
    return missing


def has_font() -> bool:
    """Whether any font is installed; with none Qt draws boxes and says nothing."""
    home = Path.home()
    data = [os.environ.get("XDG_DATA_HOME") or str(home / ".local/share")]
    data += (os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(":")
    folders = [home / ".fonts", Path("/usr/share/fonts"), *(Path(d, "fonts") for d in data if d)]
    return any(
        name.lower().endswith(FONT_SUFFIXES)
        for folder in folders
        for _, _, names in os.walk(folder)
        for name in names
    )


def has_display(environ: dict[str, str]) -> bool:
    """Whether a window can be shown, or the user has said where to draw."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not is_linux() or any(environ.get(name) for name in names)


def apt_knows(package: str) -> bool:
    """Whether apt can install a package of this name."""
    done = subprocess.run(
        ["apt-cache", "policy", package],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "LC_ALL": "C"},
    )
    found = re.search(r"Candidate: (.+)", done.stdout)
    return found is not None and found.group(1) != "(none)"


# --- System packages -----------------------------------------------------------------------------


def check_system() -> None:
    """Make sure Qt and the set-up find what they need from the system, or say what is missing."""
    lacking = lacking_parts(need_venv=not read_stamp())
    if not lacking:
        return
    if not has_apt():
        names = "\n  ".join(lacking)
        raise ProblemError(
            f"This system lacks:\n  {names}\nInstall the packages that hold them, then try again."
        )
    if not is_root():
        command = " ".join(["sudo", *apt_install(chosen_packages(lacking))])
        raise ProblemError(
            "Some system packages are missing. Run this once, then try again:\n"
            f"  sudo apt-get update && {command}"
        )
    install_packages(lacking)
    still = lacking_parts(need_venv=True)
    if still:
        raise ProblemError("Still missing after the installation: " + ", ".join(still))


def lacking_parts(*, need_venv: bool) -> dict[str, tuple[str, ...]]:
    """What is missing, by name, with the Debian packages that would bring it."""
    lacking: dict[str, tuple[str, ...]] = {}
    if need_venv and not has_venv():
        version = ".".join(map(str, sys.version_info[:2]))
        lacking["the Python modules venv and ensurepip"] = (f"python{version}-venv", "python3-venv")
    if is_linux():
        lacking.update((name, LIBRARIES[name]) for name in missing_libraries())
        if not has_font():
            lacking["a font"] = FONT_PACKAGES
    return lacking


def chosen_packages(lacking: dict[str, tuple[str, ...]]) -> list[str]:
    """One package for each missing part, under the name this release of the system uses."""
    chosen = set()
    for names in lacking.values():
        *renamed, last = names
        chosen.add(next((name for name in renamed if apt_knows(name)), last))
    return sorted(chosen)


def apt_install(packages: list[str]) -> list[str]:
    """The command that installs packages and nothing beyond what they need."""
    return ["apt-get", "install", "-y", "--no-install-recommends", *packages]


def install_packages(lacking: dict[str, tuple[str, ...]]) -> None:
    """Install what is lacking; only root gets here."""
    say("Installing system packages that Qt and Python need ...")
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # Names can only be looked up once the lists are there, hence the two steps.
    for command in (lambda: ["apt-get", "update"], lambda: apt_install(chosen_packages(lacking))):
        arguments = command()
        done = subprocess.run(
            arguments,
            env=environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
        if done.returncode:
            raise ProblemError(f"{tail(done.stdout)}\nThis failed: {' '.join(arguments)}")


# --- The virtual environment ---------------------------------------------------------------------


def venv_python() -> Path:
    """The Python of the virtual environment."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def pins(kind: str) -> Path:
    """The pinned versions for "run" or "test"."""
    return ROOT / "packaging" / f"constraints-{kind}.txt"


def place() -> str:
    """What a virtual environment is bound to: its folder and the version of Python."""
    version = ".".join(map(str, sys.version_info[:2]))
    return f"{VENV} {version}"


def fingerprint(kind: str) -> str:
    """What an installation of a kind was made from."""
    parts = [pins(kind).read_bytes(), (ROOT / "pyproject.toml").read_bytes()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def read_stamp() -> dict[str, str]:
    """What the last finished set-up noted; empty where .venv is absent, broken or elsewhere's."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    usable = isinstance(stamp, dict) and stamp.get("place") == place() and venv_python().exists()
    return stamp if usable else {}


def set_up(kind: str) -> None:
    """Bring .venv to what a kind of use needs: "run", or "test", which holds "run" too."""
    check_system()
    stamp = read_stamp()
    if stamp.get(kind) == fingerprint(kind):
        return
    started = time.monotonic()
    if not stamp:
        make_venv()
    STAMP.unlink(missing_ok=True)
    install(kind)
    kinds = ("run", "test") if kind == "test" else ("run",)
    notes = {"place": place(), **{each: fingerprint(each) for each in kinds}}
    STAMP.write_text(json.dumps(notes), encoding="utf-8")
    say(f"Set-up finished after {time.monotonic() - started:.0f} s.")


def make_venv() -> None:
    """Make .venv anew."""
    if VENV.exists():
        say("The .venv folder is incomplete or from another place; making it anew ...")
        shutil.rmtree(VENV)
    else:
        say("Making a virtual environment in .venv ...")
    # Started from a virtual environment, perhaps this very one, Python knows where it came from.
    python = getattr(sys, "_base_executable", None) or sys.executable
    call([python, "-m", "venv", str(VENV)], "The virtual environment could not be made.")


def install(kind: str) -> None:
    """Install the pinned packages and then Annotator itself, in place."""
    pip = [str(venv_python()), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    total = sum(1 for line in pins(kind).open(encoding="utf-8") if "==" in line)
    say(f"Installing about {total} packages; the first time this takes a few minutes ...")
    call(
        [*pip, "--only-binary=:all:", "--require-hashes", "-r", str(pins(kind))],
        "The packages could not be installed.",
        total,
    )
    call(
        [*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)],
        "Annotator itself could not be installed.",
    )


class Progress:
    """One short line that shows how far pip is, on a terminal only."""

    def __init__(self, total: int) -> None:
        """With a total of 0 nothing is shown."""
        self.total = total if sys.stderr.isatty() else 0
        self.count = 0

    def read(self, line: str) -> None:
        """Take the next line of what pip prints."""
        if line.startswith(("Collecting ", "Processing ")):
            self.count += 1
            self.show(f"  {self.count} of {self.total}")
        elif line.startswith("Installing "):
            self.show("  unpacking")

    def show(self, text: str) -> None:
        """Write over what stood there."""
        if self.total:
            print(f"\r{text:<14}\r", end="", file=sys.stderr, flush=True)


def call(command: list[str], failure: str, total: int = 0) -> None:
    """Run a command quietly; show the end of what it printed only where it fails."""
    output = []
    progress = Progress(total)
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as process:
        try:
            for line in process.stdout or ():
                output.append(line)
                progress.read(line)
        except KeyboardInterrupt:
            process.kill()  # nothing is lost: without a stamp .venv is made anew
            raise
        finally:
            progress.show("")
    if process.returncode:
        text = "".join(output)
        raise ProblemError(f"{tail(text)}\n{failure} {advice(text)}")


def tail(text: str, lines: int = 12) -> str:
    """The end of a program's output, where the reason for a failure stands."""
    told = [line for line in text.splitlines() if line.strip() and not NOISE.match(line)]
    return "\n".join(told[-lines:])


def advice(output: str) -> str:
    """What to do about a failure, judged by what was printed."""
    again = "run the same command again; it goes on by itself."
    if "No space left" in output or "Errno 28" in output:
        return f"The disk is full: free about 2 GB, then {again}"
    if "CERTIFICATE_VERIFY_FAILED" in output:
        return (
            "The network answers with a certificate that is not known here, as the networks of "
            "schools and companies may. Ask there for its file, set PIP_CERT to it, then " + again
        )
    if re.search(r"Retrying \(|ConnectionError|name resolution|timed out|Network is", output):
        return f"There seems to be no network: check the connection, then {again}"
    if "THESE PACKAGES DO NOT MATCH THE HASHES" in output:
        return "A download differs from what was pinned. Do not use it; try another network."
    if "No matching distribution" in output:
        return (
            "One of them does not exist for this system or this version of Python. Needed: "
            "Windows 10, macOS 13 or a Linux as of 2022 (glibc 2.34), 64 bit, Python 3.11 or newer."
        )
    return f"See the lines above for the reason, then {again}"


# --- Commands ------------------------------------------------------------------------------------


def run(arguments: list[str]) -> int:
    """Start Annotator; its exit code is ours."""
    set_up("run")
    arguments, environ = launch(arguments, dict(os.environ))
    command = [str(venv_python()), "-m", "annotator", *arguments]
    if os.name != "nt":  # there it would return to the shell before the program ends
        sys.stdout.flush()
        os.execve(command[0], command, environ)
    return subprocess.call(command, env=environ)


def launch(arguments: list[str], environ: dict[str, str]) -> tuple[list[str], dict[str, str]]:
    """The window where there is a display; without one, pictures of it."""
    if arguments or has_display(environ):
        return arguments, environ
    target = os.path.relpath(ROOT / "out" / "tour")
    say(f"No display here: Annotator goes through a tour by itself; see the pictures in {target}")
    return ["tour", "-o", target], {**environ, "QT_QPA_PLATFORM": "offscreen"}


def test(arguments: list[str]) -> int:
    """Run all checks to the end, so that one failure does not hide another."""
    set_up("test")
    pytest = (*CHECKS["pytest"], *(arguments or PARALLEL))
    checks = {"pytest": pytest} if arguments else CHECKS | {"pytest": pytest}
    environ = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    results = {}
    for name, command in checks.items():
        print(f"== {name}", flush=True)
        results[name] = subprocess.call([str(venv_python()), *command], cwd=ROOT, env=environ)
    print("== summary")
    for name, code in results.items():
        print(f"{name}: {f'FAILED (exit code {code})' if code else 'ok'}")
    return 1 if any(results.values()) else 0


def lock(arguments: list[str]) -> int:
    """Write both files of pinned versions, good for every platform and Python."""
    if arguments not in ([], ["--upgrade"]):
        raise ProblemError(f"lock takes --upgrade or nothing.\n\n{USAGE}", 2)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        python = fetch_uv(folder / "venv")
        build = folder / "build.in"
        build.write_text("\n".join(build_requirements()) + "\n", encoding="utf-8")
        made = {kind: folder / pins(kind).name for kind in ("test", "run")}
        if pins("test").exists():  # uv keeps the versions it finds in the file it writes
            shutil.copy(pins("test"), made["test"])
        # The larger set first; the smaller one is then a part of it.
        compile_pins(python, build, made["test"], ["--extra", "test", *arguments])
        compile_pins(python, build, made["run"], ["--constraints", str(made["test"])])
        for kind, file in made.items():
            shutil.copyfile(file, pins(kind))
    return 0


def fetch_uv(folder: Path) -> Path:
    """Install uv, which finds the versions, out of the way; returns the Python that has it."""
    say("Fetching uv and pinning the versions ...")
    failure = "uv could not be installed."
    python = folder / venv_python().relative_to(VENV)
    call([sys.executable, "-m", "venv", str(folder)], failure)
    call([str(python), "-m", "pip", "install", "--disable-pip-version-check", "uv"], failure)
    return python


def build_requirements() -> list[str]:
    """What installing Annotator in place needs besides its dependencies."""
    import tomllib  # noqa: PLC0415 - absent from the old Pythons that must get as far as main

    with (ROOT / "pyproject.toml").open("rb") as file:
        return [*tomllib.load(file)["build-system"]["requires"], EDITABLE_BACKEND]


def compile_pins(python: Path, build: Path, target: Path, options: list[str]) -> None:
    """Have uv write one file: versions, markers and hashes, and nothing about where from."""
    oldest = ".".join(map(str, OLDEST_PYTHON))
    command = [str(python), "-m", "uv", "pip", "compile", "--quiet", "--universal"]
    command += ["--python-version", oldest, "--fork-strategy", "requires-python"]
    command += ["--generate-hashes", "--no-header", "--no-annotate"]
    command += [*options, "--output-file", str(target), str(ROOT / "pyproject.toml"), str(build)]
    call(command, "The versions could not be pinned.")


def main(arguments: list[str]) -> int:
    """Run one command; returns the exit code."""
    if sys.version_info < OLDEST_PYTHON:
        found = ".".join(map(str, sys.version_info[:2]))
        say(f"Annotator needs Python 3.11 or newer; this is Python {found}.")
        return 2
    commands = {"run": run, "test": test, "lock": lock}
    if arguments[:1] in (["--help"], ["-h"]):
        print(USAGE, end="")
        return 0
    if not arguments or arguments[0] not in commands:
        wrong = f"Unknown command: {arguments[0]}\n\n" if arguments else ""
        print(wrong + USAGE, end="", file=sys.stderr)
        return 2
    try:
        return commands[arguments[0]](arguments[1:])
    except ProblemError as problem:
        say(str(problem))
        return problem.code
    except KeyboardInterrupt:
        say("\nStopped. Run the same command again to go on.")
        return 130
    except OSError as error:
        full = error.errno == errno.ENOSPC
        say(f"{error}\n{advice('No space left') if full else 'This stopped the set-up.'}")
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
