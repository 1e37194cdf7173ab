"""Kill a program that annotates, again and again, and count what it had stored.

    python tests/benchmarks/kill_trial.py [--rounds 50] [--starts 10] [--seed N]

A child process opens a library, makes random changes (mark, category, note, link, delete, undo,
redo) through the same services as the window, and writes a line as soon as the call for a change
has returned. It is killed (SIGKILL; on Windows TerminateProcess) at a random moment. Then the
library is opened again: every change that was acknowledged must be there, at most one more, and the
annotations must be those of the last acknowledgement. The next child goes on in the same library.
Further children are killed while they make a new library. Exit code 1 if anything is lost.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from annotator.domain.annotation import Annotation
from annotator.domain.changes import Change
from annotator.domain.errors import AnnotationError, AnnotatorError
from annotator.domain.serial import annotation_from_dict, annotation_to_dict
from annotator.domain.span import Span
from annotator.services.editing import SetEditor
from annotator.services.importing import add_text
from annotator.services.workspace import Workspace

TEXT = "A heading\n\n" + "\n\n".join(f"Paragraph {n} says 🙂 something." for n in range(200))
SET_NAME = "Kill trial"


def say(line: str) -> None:
    """Write a line and flush it: from here on it is promised."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


# The child


def annotate(path: Path, seed: int) -> None:
    """Change the set for ever, acknowledging each change."""
    rng = random.Random(seed)
    with Workspace(path) as workspace:
        article = add_text(workspace.articles, TEXT, "kill trial").article
        names = {info.name: info for info in workspace.sets.of(article)}
        info = names.get(SET_NAME) or workspace.sets.start(article, SET_NAME)
        editor = workspace.editor(article, info)
        count, state = log_of(path)[0], fingerprint(editor.annotations)
        say(json.dumps([count, state]))
        while True:
            with contextlib.suppress(AnnotationError):  # the two ends of a link may overlap
                change = random_change(editor, rng)
                if change is not None:
                    count += 1
                    state = after(state, change)
                    say(json.dumps([count, state]))


def random_change(editor: SetEditor, rng: random.Random) -> Change | None:
    """One change by one of the editor's commands, or None."""

    def span() -> Span:
        start = rng.randrange(len(TEXT) - 50)
        return Span(start, start + rng.randint(1, 50))

    annotations = editor.annotations
    command = rng.choice(["mark"] * 4 + ["note"] * 4 + ["category", "link", "delete"] * 2)
    if rng.random() < 0.2:
        return editor.undo() if rng.random() < 0.6 else editor.redo()
    if command == "mark" or not annotations:
        return editor.mark([span()], "inconsistency")
    annotation = rng.choice(annotations[-30:])
    if command == "note":
        return editor.set_note(annotation.id, annotation.note + rng.choice("abc 🙂"), "typing")
    if command == "category":
        return editor.set_category(
            annotation.id, rng.choice(["inconsistency", "unsupported_claim"])
        )
    if command == "link":
        return editor.link(annotation.id, [span()])
    return editor.delete(annotation.id)


# What both sides reckon with


def fingerprint(annotations: Iterable[Annotation]) -> int:
    """A number for a set of annotations: the sum of one for each, so that it is quick to update."""
    return sum(_number(a) for a in annotations) % 2**64


def after(state: int, change: Change) -> int:
    """The fingerprint when a change has been made."""
    for edit in change.edits:
        state += (_number(edit.after) if edit.after else 0) - (
            _number(edit.before) if edit.before else 0
        )
    return state % 2**64


def _number(annotation: Annotation) -> int:
    data = json.dumps(annotation_to_dict(annotation), sort_keys=True)
    return int.from_bytes(hashlib.sha256(data.encode()).digest()[:8], "big")


def log_of(path: Path) -> tuple[int, list[list[dict[str, object] | None]]]:
    """Length of the trial's revision log, and the edits of its last entry, by plain SQL."""
    with contextlib.closing(sqlite3.connect(path)) as database:
        rows = database.execute(
            "SELECT r.edits FROM revisions r JOIN annotation_sets s ON s.id = r.set_id "
            "WHERE s.name = ? ORDER BY r.id",
            [SET_NAME],
        ).fetchall()
    return len(rows), json.loads(rows[-1][0]) if rows else []


# The parent


@dataclass(frozen=True)
class Round:
    """``before`` are the changes that were there when the child had opened the library."""

    before: int
    acknowledged: int
    found: int
    problem: str

    @property
    def lost(self) -> int:
        """Changes that were acknowledged and are not there."""
        return max(0, self.acknowledged - self.found)


def start_child(path: Path, seed: int) -> subprocess.Popen[str]:
    """A child that annotates."""
    command = [sys.executable, __file__, "--child", str(path), "--seed", str(seed)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def run_round(
    path: Path, seed: int, *, acknowledgements: int | None = None, seconds: float = 0.0
) -> Round:
    """Let a child annotate, kill it, look.

    It is killed when that many changes have been acknowledged, or else that many seconds after it
    has opened the library.
    """
    acknowledged: list[tuple[int, int]] = []
    with start_child(path, seed) as child:
        assert child.stdout is not None
        timer = threading.Timer(seconds, child.kill)
        for line in child.stdout:
            if not line.endswith("\n"):
                break
            acknowledged.append(tuple(json.loads(line)))
            if acknowledgements is None and len(acknowledged) == 1:
                timer.start()
            if len(acknowledged) - 1 == acknowledgements:
                child.kill()
    # A child that fails by itself would make the trial easy to pass.
    if not acknowledged or (os.name == "posix" and child.returncode != -signal.SIGKILL):
        raise RuntimeError(f"the child ended by itself, with exit code {child.returncode}")
    return look(path, acknowledged[0][0], *acknowledged[-1])


def look(path: Path, before: int, acknowledged: int, state: int) -> Round:
    """Open the library that a child has left, and compare."""
    with Workspace(path) as workspace:
        try:
            (article,) = (a for a in workspace.articles.all() if a.text == TEXT)
            info = workspace.sets.find(article, SET_NAME)
        except (ValueError, AnnotatorError):
            return Round(before, acknowledged, 0, "the article or the set is gone")
        found, last = log_of(path)
        present = fingerprint(workspace.sets.read(info.id).annotations)
        problem = workspace.library.integrity()
        editor = workspace.editor(article, info)
        reversible = editor.undoable or editor.redoable
    problem = "" if problem == "ok" else problem
    if found == acknowledged + 1:  # stored, and killed before it could say so
        for one, other in last:
            present += _number(annotation_from_dict(one)) if one else 0
            present -= _number(annotation_from_dict(other)) if other else 0
    if not acknowledged <= found <= acknowledged + 1:
        problem = problem or "the log does not fit what was acknowledged"
    elif present % 2**64 != state:
        problem = problem or "the annotations are not those that were acknowledged"
    elif found and not reversible:
        problem = problem or "nothing can be undone"
    return Round(before, acknowledged, found, problem)


def run_start(path: Path, seed: int, seconds: float) -> str:
    """Kill a child while it makes a new library; returns what is wrong with it afterwards."""
    with start_child(path, seed) as child:
        threading.Timer(seconds, child.kill).start()
        child.communicate()
    with Workspace(path) as workspace:
        problem = workspace.library.integrity()
        without_key = [
            article.title
            for article in workspace.articles.all()
            if article.text != TEXT and workspace.sets.key_of(article) is None
        ]
    if problem != "ok":
        return problem
    return f"without a key: {without_key}" if without_key else ""


def main() -> int:
    """Run all rounds and print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--starts", type=int, default=10)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        annotate(options.child, options.seed)
    rng = random.Random(options.seed)
    say(f"seed {options.seed}, SQLite {sqlite3.sqlite_version}, Python {sys.version.split()[0]}\n")
    say("round  killed after  there before  acknowledged  found  problem")
    rounds: list[Round] = []
    problems = 0
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "library.annotator"
        for number in range(options.rounds):
            seconds = rng.uniform(0.0, 0.5)
            result = run_round(path, rng.randrange(10**9), seconds=seconds)
            rounds.append(result)
            problems += bool(result.problem)
            say(
                f"{number + 1:5}  {seconds * 1000:9.1f} ms  {result.before:12}  "
                f"{result.acknowledged:12}  {result.found:5}  {result.problem or '-'}"
            )
        for number in range(options.starts):
            seconds = rng.uniform(0.1, 0.7)
            problem = run_start(Path(name) / f"start-{number}", 0, seconds)
            problems += bool(problem)
            say(f"start  {seconds * 1000:9.1f} ms  {'':36}{problem or '-'}")
    acknowledged = sum(r.acknowledged - r.before for r in rounds)
    lost = sum(r.lost for r in rounds)
    more = sum(max(0, r.found - r.acknowledged) for r in rounds)
    say(
        f"\nacknowledged {acknowledged}, found {acknowledged - lost}, lost {lost}\n"
        f"({more} more had been stored when the kill came before their acknowledgement; "
        f"{problems} rounds with a problem)"
    )
    return 1 if lost or problems else 0


if __name__ == "__main__":
    sys.exit(main())
