"""Reading the marks of a large set while its text can be read already."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from annotator.desktop import tasks
from annotator.desktop.looks import annotation_marks
from annotator.desktop.marks import Mark
from annotator.desktop.palette import Theme
from annotator.domain.annotation import Annotation, SetInfo
from annotator.services.editing import ReadAhead, read_ahead
from annotator.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Opened:
    """A set that was read, and how its marks look in a theme."""

    ahead: ReadAhead
    theme: Theme
    marks: list[Mark]

    def marks_for(self, annotations: tuple[Annotation, ...], theme: Theme) -> list[Mark] | None:
        """The marks of annotations in a theme; None where they are others, or look otherwise."""
        same = theme == self.theme and len(annotations) == len(self.ahead.content.annotations)
        return self.marks if same and annotations == self.ahead.content.annotations else None


class Opening(QObject):
    """Reads one set at a time, on a worker thread.

    ``done`` carries an :class:`Opened`, ``failed`` an error; neither follows :meth:`stop`. ``said``
    tells how far it is.
    """

    done = Signal(object)
    failed = Signal(object)
    said = Signal(str)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._task: tasks.Task | None = None
        self._percent = -1

    def begin(self, info: SetInfo, theme: Theme) -> None:
        """Read a set, in place of another one that is being read."""
        self.stop()
        path = self._workspace.path
        self._task = tasks.start(
            lambda report: read_marks(path, info.id, theme, report), self._read, self._gone_wrong
        )
        self._task.progressed.connect(self._progressed)
        self._progressed(0, 1)  # by now the worker may have told of its first step to nobody

    def stop(self) -> None:
        """Let go of what is being read."""
        self._percent = -1
        if self._task is not None:
            self._task.cancel()
            self._task = None
            self.said.emit("")

    def _progressed(self, done: int, total: int) -> None:
        percent = 100 * done // total
        if self._task is not None and percent != self._percent:
            self._percent = percent
            self.said.emit(self.tr("Opening the marks: {percent} %").format(percent=percent))

    def _read(self, opened: Opened) -> None:
        self._task = None
        self.said.emit("")
        self.done.emit(opened)

    def _gone_wrong(self, error: Exception) -> None:
        self._task = None
        self.said.emit("")
        self.failed.emit(error)


def read_marks(path: Path, set_id: str, theme: Theme, report: tasks.Report) -> Opened:
    """Read a set and its looks. Raises ``NotFoundError``, and ``LibraryError``."""
    # A connection belongs to one thread.
    with Workspace(path) as workspace:
        ahead = read_ahead(workspace.library, workspace.sets, set_id, report)
        book = workspace.codebooks.of(ahead.content.info)
    placed = (a for a in ahead.content.annotations if a.all_spans)
    return Opened(ahead, theme, list(annotation_marks(placed, book, theme)))
