"""Comparing, on a worker thread, what was submitted before there was a key, or under another.

When each article is due, which follows from the results, is worked out there for the next start.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from annotator.desktop import tasks
from annotator.domain.errors import AnnotatorError
from annotator.services.workspace import Workspace


class CatchingUp(QObject):
    """``progressed`` carries how many sets are done and how many there are; ``done`` follows.

    Neither comes where there was nothing to compare.
    """

    progressed = Signal(int, int)
    done = Signal()

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._task: tasks.Task | None = None
        # What failed once is not tried again as long as the window lives, nor told: it is no
        # hindrance to anything, and its review says what is wrong.
        self._failed: set[tuple[str, str]] = set()

    def begin(self) -> None:
        """Catch up with what the present learner has done, unless that is under way.

        Raises ``AnnotatorError`` where the library cannot be read.
        """
        if self._task is not None:
            return
        learner_id = self._workspace.sets.learner_id
        waiting = self._workspace.practice.uncompared(learner_id)
        if all((info.id, key_id) in self._failed for info, _, key_id in waiting):
            if not self._workspace.practice.is_scheduled(learner_id):
                path = self._workspace.path
                self._task = tasks.start(
                    lambda _report: keep_schedule(path, learner_id), self._kept, self._gone_wrong
                )
            return
        path, failed = self._workspace.path, frozenset(self._failed)
        self._task = tasks.start(
            lambda report: compare_waiting(path, learner_id, failed, report),
            self._ended,
            self._gone_wrong,
        )
        self._task.progressed.connect(self.progressed)

    def stop(self) -> None:
        """Let go of what is under way; it is begun anew another time."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _ended(self, failed: set[tuple[str, str]]) -> None:
        self._task = None
        self._failed |= failed
        self.progressed.emit(0, 0)
        self.done.emit()

    def _kept(self, _nothing: None) -> None:
        self._task = None

    def _gone_wrong(self, _error: Exception) -> None:
        """Another time, perhaps: nothing depends on it now."""
        self._task = None
        self.progressed.emit(0, 0)


def keep_schedule(path: Path, learner_id: str) -> None:
    """Work out when the articles of a learner are due, and keep it."""
    with Workspace(path) as workspace:
        workspace.practice.keep_schedule(learner_id)


def compare_waiting(
    path: Path, learner_id: str, skipped: frozenset[tuple[str, str]], report: tasks.Report
) -> set[tuple[str, str]]:
    """Compare and keep the results; returns the ids of set and key where that failed."""
    from annotator.comparison.results import item_results  # noqa: PLC0415 (takes a while)
    from annotator.services.comparing import compare_sets  # noqa: PLC0415

    failed: set[tuple[str, str]] = set()
    # A connection belongs to one thread.
    with Workspace(path) as workspace:
        waiting = workspace.practice.uncompared(learner_id)
        waiting = [each for each in waiting if (each[0].id, each[2]) not in skipped]
        for number, (info, article_id, key_id) in enumerate(waiting):
            report(number, len(waiting))
            try:
                article = workspace.articles.get(article_id)
                key = workspace.sets.info(key_id)
                items = item_results(compare_sets(workspace, article, info, key))
                workspace.practice.record(info, key_id, article_id, items)
            except AnnotatorError:
                failed.add((info.id, key_id))
        left = workspace.practice.uncompared(learner_id)
        workspace.practice.keep_schedule(learner_id)
    return failed | {(info.id, key_id) for info, _, key_id in left}
