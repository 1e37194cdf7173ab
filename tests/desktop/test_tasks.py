"""Work on worker threads."""

from __future__ import annotations

import gc
import threading

import pytest
from PySide6.QtCore import QObject, QThread, QThreadPool, Slot
from PySide6.QtWidgets import QApplication

from annotator.desktop import tasks


class Taker(QObject):
    """Takes what a task delivers, and notes on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.got: list[object] = []
        self.threads: set[QThread] = set()

    @Slot(object)
    def done(self, result: object) -> None:
        self._take(("done", result))

    @Slot(object)
    def failed(self, error: object) -> None:
        self._take(("failed", error))

    def progressed(self, done: int, total: int) -> None:
        self._take(("progressed", done, total))

    def finished(self) -> None:
        self._take(("finished",))

    def _take(self, what: tuple) -> None:
        self.got.append(what)
        self.threads.add(QThread.currentThread())


@pytest.fixture
def taker(qapp):
    return Taker()


def start(work, taker: Taker) -> tasks.Task:
    """Start work with everything that it tells connected."""
    task = tasks.start(work, taker.done, taker.failed)
    task.progressed.connect(taker.progressed)
    task.finished.connect(taker.finished)
    return task


def wait(qtbot, taker: Taker) -> None:
    """Until the task has told everything."""
    qtbot.waitUntil(lambda: ("finished",) in taker.got, timeout=20_000)


def test_the_result_arrives_on_the_thread_that_asked(qtbot, taker):
    worker: list[QThread] = []

    def work(_report):
        worker.append(QThread.currentThread())
        return 42

    start(work, taker)
    wait(qtbot, taker)
    assert taker.got == [("done", 42), ("finished",)]
    assert taker.threads == {QApplication.instance().thread()}
    assert worker[0] is not QApplication.instance().thread()


def test_an_error_arrives(qtbot, taker):
    error = ValueError("no")

    def work(_report):
        raise error

    start(work, taker)
    wait(qtbot, taker)
    assert taker.got == [("failed", error), ("finished",)]


def test_progress_arrives_in_order(qtbot, taker):
    connected = threading.Event()

    def work(report):
        connected.wait(20)
        for number in range(3):
            report(number, 3)

    start(work, taker)
    connected.set()
    wait(qtbot, taker)
    assert taker.got == [
        *[("progressed", number, 3) for number in range(3)],
        ("done", None),
        ("finished",),
    ]


def test_cancelled_work_stops_at_its_next_report(qtbot, taker):
    running, go_on = threading.Event(), threading.Event()
    reached = []

    def work(report):
        running.set()
        go_on.wait(20)
        report(1, 2)
        reached.append("beyond the report")

    task = start(work, taker)
    assert running.wait(20)
    task.cancel()
    go_on.set()
    wait(qtbot, taker)
    assert reached == []
    assert taker.got == [("finished",)]


def test_work_that_is_cancelled_while_it_waits_does_not_begin(qtbot, taker):
    go_on, begun = threading.Event(), []
    for _ in range(QThreadPool.globalInstance().maxThreadCount()):
        tasks.start(lambda _report: go_on.wait(20), Taker().done, taker.failed)
    waiting = start(begun.append, taker)
    waiting.cancel()
    go_on.set()
    wait(qtbot, taker)
    assert begun == []
    assert taker.got == [("finished",)]


def test_garbage_is_never_collected_on_a_worker_thread(qtbot, taker):
    """Widgets and timers among it would be destroyed there, and Qt crash on what is left."""
    collecting = set()

    def note(phase, _info):
        collecting.add(QThread.currentThread())

    def work(_report):
        kept = [[number] for number in range(100_000)]  # enough for many collections
        return len(kept)

    gc.callbacks.append(note)
    try:
        start(work, taker)
        wait(qtbot, taker)
        kept = [[number] for number in range(100_000)]
    finally:
        gc.callbacks.remove(note)
    assert kept
    assert collecting == {QApplication.instance().thread()}


@pytest.mark.parametrize("fails", [False, True])
def test_work_that_is_done_before_it_is_cancelled_delivers_nothing_any_more(qtbot, taker, fails):
    """What is still on its way to the thread that asked must not arrive there either."""

    def work(_report):
        if fails:
            raise ValueError

    task = start(work, taker)
    QThreadPool.globalInstance().waitForDone()
    task.cancel()
    wait(qtbot, taker)
    assert taker.got == [("finished",)]


def test_the_end_of_the_program_cancels_and_waits(qtbot, taker):
    running = threading.Event()

    def work(report):
        running.set()
        while True:
            report(1, 2)

    start(work, taker)
    assert running.wait(20)
    tasks.wait_for_all()
    assert QThreadPool.globalInstance().activeThreadCount() == 0
    wait(qtbot, taker)
    assert taker.got[-1] == ("finished",)
    assert ("done", None) not in taker.got
