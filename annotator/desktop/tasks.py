"""Long work on a worker thread, with progress, cancelling and the result back on the UI thread.

While a worker runs, Python collects no garbage: it does so on whatever thread happens to make
something, and widgets and timers that are destroyed on another thread than their own leave Qt with
pointers to nothing, on which the window crashes a moment later.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, SignalInstance

Report = Callable[[int, int], None]
_running: set[Task] = set()


class CancelledError(Exception):
    """Raised inside the work when the user has cancelled it."""


class Task(QObject):
    """One piece of work. Its signals arrive on the thread that made it."""

    done = Signal(object)
    failed = Signal(object)
    progressed = Signal(int, int)
    finished = Signal()
    _ended = Signal()

    def __init__(self, work: Callable[[Report], Any]) -> None:
        super().__init__()
        self._work = work
        self._cancelled = threading.Event()
        self._outcome: tuple[SignalInstance, Any] | None = None
        # A task must outlive its thread even when nobody else holds it.
        _running.add(self)
        self._ended.connect(self._deliver)

    def cancel(self) -> None:
        """Ask the work to stop at its next report, or not to begin.

        Neither done nor failed will follow.
        """
        self._cancelled.set()

    def run(self) -> None:
        """Do the work, if nobody has cancelled it while it waited; on the worker thread."""
        try:
            if not self._cancelled.is_set():
                self._outcome = self.done, self._work(self._report)
        except CancelledError:
            pass
        except Exception as error:
            self._outcome = self.failed, error
        self._ended.emit()

    def _deliver(self) -> None:
        """On the thread of the task, where nobody can cancel it in between."""
        _running.discard(self)
        if not _running:
            gc.enable()
        # The signal knows the task: kept, the two would hold each other.
        outcome, self._outcome = self._outcome, None
        if outcome is not None and not self._cancelled.is_set():
            signal, value = outcome
            signal.emit(value)
        self.finished.emit()

    def _report(self, done: int, total: int) -> None:
        if self._cancelled.is_set():
            raise CancelledError
        if total:
            self.progressed.emit(done, total)


class _Runner(QRunnable):
    def __init__(self, task: Task) -> None:
        super().__init__()
        self._task = task

    def run(self) -> None:
        self._task.run()


def start(
    work: Callable[[Report], Any],
    done: Callable[[Any], None],
    failed: Callable[[Exception], None],
) -> Task:
    """Start work on a worker thread.

    ``work`` gets a function to report progress with (done, total). ``done`` and ``failed`` should
    be methods of a QObject, so that they are called on its thread, and not at all once it is gone.
    """
    task = Task(work)
    task.done.connect(done)
    task.failed.connect(failed)
    gc.disable()
    QThreadPool.globalInstance().start(_Runner(task))
    return task


def wait_for_all() -> None:
    """Cancel what runs and wait for it: for the end of the program."""
    for task in tuple(_running):
        task.cancel()
    QThreadPool.globalInstance().waitForDone()
    gc.enable()
