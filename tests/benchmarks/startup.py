"""How long from the start of a process to the first painted window, beside a bare Qt window.

    python tests/benchmarks/startup.py [--runs 11]

Every run is a fresh process, and Annotator and a bare window (a QMainWindow with a QTextEdit) take
turns. The clock starts in this process, before the interpreter of the other one does. It stops when
the event loop comes round after the first paint event of the window: everything that belongs to
the first frame has been painted by then. Annotator runs by ``python -m annotator`` itself, on a
library that exists; all that is added is an event filter on its application.

Printed too: what the imports on the way to the window cost, and what the start through
``packaging/dev.py`` adds. Where there is a display, everything is measured on it as well.
"""

from __future__ import annotations

import sys
import time

INTERPRETER_RUNS = time.time_ns()  # before anything else is imported


def say(line: str) -> None:
    """Write a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


# The child


def child(kind: str, started: int, library: str) -> None:
    """Open a window, say how long that took, and end. ``started`` is in nanoseconds."""
    {"bare": open_bare, "annotator": open_annotator}[kind](started, library)


def watch(app: object, started: int, begun: int) -> object:
    """An event filter that tells the times once the first frame is painted, and quits."""
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QMainWindow, QWidget

    class Watch(QObject):
        seen = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
            if not self.seen and event.type() is QEvent.Type.Paint:
                window = watched.window() if isinstance(watched, QWidget) else None
                if isinstance(window, QMainWindow):
                    self.seen = True
                    QTimer.singleShot(0, self.tell)
            return False

        def tell(self) -> None:
            now = time.time_ns()
            say(f"{INTERPRETER_RUNS - started} {begun - started} {now - started}")
            app.quit()

    found = Watch(app)
    app.installEventFilter(found)
    return found


def open_bare(started: int, _library: str) -> None:
    """What any program with a window needs."""
    from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit

    begun = time.time_ns()
    app = QApplication(sys.argv[:1])
    watch(app, started, begun)
    window = QMainWindow()
    window.setCentralWidget(QTextEdit("A line of text."))
    window.resize(1280, 800)
    window.show()
    app.exec()


def open_annotator(started: int, library: str) -> None:
    """``python -m annotator --library LIBRARY`` with an event filter on its application.

    The window is imported by the program itself, in its own way; only then is it watched.
    """
    import runpy

    import annotator.cli.window as start

    load = start._load_qt

    def load_watched() -> None:
        load()
        import annotator.desktop.app as desktop

        begun = time.time_ns()
        make = desktop.make_application

        def make_watched() -> object:
            app = make()
            watch(app, started, begun)
            return app

        desktop.make_application = make_watched

    start._load_qt = load_watched
    sys.argv = ["annotator", "--library", library]
    runpy.run_module("annotator", run_name="__main__", alter_sys=True)


# The parent


def main() -> int:
    """Measure and print; the exit code says that it ran, not how fast."""
    import argparse
    import os
    import tempfile
    from pathlib import Path

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=11, help="runs of each kind (default: 11)")
    runs = parser.parse_args().runs
    platforms = ["offscreen"]
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        platforms.append("")
    with tempfile.TemporaryDirectory() as folder:
        library = str(Path(folder, "library.annotator"))
        ratios = [compare(platform, library, runs) for platform in platforms]
    imports()
    added = set_up_script(runs)
    say(
        "summary: first window after "
        + ", ".join(f"{ratio:.2f}" for ratio in ratios)
        + " times a bare window (goal: at most 3)"
        + ("" if added is None else f"; packaging/dev.py adds {added:.2f} s (goal: under 1)")
    )
    return 0


def compare(platform: str, library: str, runs: int) -> float:
    """Both kinds of window on one platform of Qt; returns the ratio of the medians."""
    from statistics import median

    times = {"bare": [], "annotator": []}
    for run in range(runs + 1):
        for kind, found in times.items():
            measured = start(kind, platform, library)
            if run:  # the first one makes the library and warms the disk's cache
                found.append(measured)
    say(f"first painted window, {platform or 'on the display'}, median of {runs} (ms):")
    say(f"  {'':<12}{'interpreter':>12}{'imports':>12}{'window':>12}{'in all':>12}{'best':>12}")
    for kind, found in times.items():
        runs_at, begun, painted = (median(each) for each in zip(*found, strict=True))
        steps = (runs_at, begun - runs_at, painted - begun, painted, min(f[2] for f in found))
        say(f"  {kind:<12}" + "".join(f"{step:>12.0f}" for step in steps))
    ratio = median(f[2] for f in times["annotator"]) / median(f[2] for f in times["bare"])
    say(f"  ratio {ratio:.2f}")
    return ratio


def start(kind: str, platform: str, library: str) -> tuple[float, ...]:
    """One run: milliseconds until the interpreter ran, until imports were done, until painted."""
    import os
    import subprocess

    # Python may be told not to keep what it compiles; that is not how the program is used.
    set_aside = ("QT_QPA_PLATFORM", "PYTHONDONTWRITEBYTECODE")
    environ = {name: value for name, value in os.environ.items() if name not in set_aside}
    if platform:
        environ["QT_QPA_PLATFORM"] = platform
    done = subprocess.run(
        [sys.executable, __file__, "--child", kind, str(time.time_ns()), library],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environ,
        text=True,
        check=True,
        timeout=120,
    )
    return tuple(int(part) / 1e6 for part in done.stdout.split())


def imports() -> None:
    """What is imported on the way to the window, by package."""
    import os
    import subprocess

    command = [sys.executable, "-X", "importtime", "-c"]
    done = subprocess.run(
        [*command, "import annotator.cli.main, annotator.desktop.app"],
        capture_output=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        text=True,
        check=True,
    )
    packages: dict[str, list[int]] = {}
    for line in done.stderr.splitlines():
        took, _, name = line.removeprefix("import time:").split("|")
        if took.strip().isdigit():
            packages.setdefault(name.strip().split(".")[0], []).append(int(took))
    heaviest = sorted(packages.items(), key=lambda item: -sum(item[1]))[:10]
    say("imports before the window, the ten heaviest packages (with the cost of measuring):")
    for name, found in heaviest:
        say(f"  {name:<20}{len(found):>4} modules{sum(found) / 1000:>8.1f} ms")
    heavy = {"spacy", "numpy", "scipy", "pandas", "markdown_it", "charset_normalizer", "httpx"}
    say(f"  of the heavy ones: {', '.join(sorted(heavy & packages.keys())) or 'none'}")


def set_up_script(runs: int) -> float | None:
    """Seconds that ``packaging/dev.py run`` adds; None where that would set something up."""
    import runpy
    from pathlib import Path
    from statistics import median

    script = Path(__file__).parents[2] / "packaging" / "dev.py"
    dev = runpy.run_path(str(script))
    if dev["read_stamp"]().get("run") != dev["fingerprint"]("run"):
        say("packaging/dev.py: not measured, since its set-up has not been run")
        return None
    base = getattr(sys, "_base_executable", sys.executable)
    plain = [str(dev["venv_python"]()), "-m", "annotator", "--version"]
    times = {"plain": [], "script": []}
    for _ in range(runs):
        times["plain"].append(timed(plain))
        times["script"].append(timed([base, str(script), "run", "--version"]))
    added = median(times["script"]) - median(times["plain"])
    say(f"annotator --version, median of {runs}: {median(times['plain']):.2f} s")
    say(f"  through packaging/dev.py run: {median(times['script']):.2f} s, {added:.2f} s more")
    return added


def timed(command: list[str]) -> float:
    """Seconds that a command takes."""
    import subprocess

    begun = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begun


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child(sys.argv[2], int(sys.argv[3]), sys.argv[4])
    else:
        sys.exit(main())
