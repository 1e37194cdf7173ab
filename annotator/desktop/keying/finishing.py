"""What follows for others when a key is finished, or chosen."""

from __future__ import annotations

from PySide6.QtCore import QObject

from annotator.domain.article import Article
from annotator.services.keys import sets_to_compare
from annotator.services.workspace import Workspace

_NAMED = 3


class Consequences(QObject):
    """Tells what comes of another key for the sets of an article."""

    def __init__(self, workspace: Workspace, article: Article) -> None:
        super().__init__()
        self._old = workspace.sets.key_of(article)
        self._waiting = sets_to_compare(workspace, article)

    def place(self) -> str:
        """Whose place a new key takes, and which sets are held against it then."""
        if self._old is None:
            return self.held()
        taken = self.tr(
            "It takes the place of “{name}”, which is kept: Article › Exercise… can choose it "
            "again."
        ).format(name=self._old.name)
        return f"{taken} {self.held()}"

    def held(self) -> str:
        """Which sets are held against it, and that their reviews change if they had any."""
        count = len(self._waiting)
        if not count:
            return self.tr("No set has been submitted yet, so no review changes.")
        if self._old is None and count <= _NAMED:
            words = self.tr("%n submitted set(s) will be held against it: “{names}”.", "", count)
        elif self._old is None:
            words = self.tr(
                "%n submitted set(s) will be held against it, among them “{names}”.", "", count
            )
        elif count <= _NAMED:
            words = self.tr(
                "%n submitted set(s) will be held against it, so that their reviews change: "
                "“{names}”.",
                "",
                count,
            )
        else:
            words = self.tr(
                "%n submitted set(s) will be held against it, so that their reviews change, "
                "among them “{names}”.",
                "",
                count,
            )
        return words.format(names="”, “".join(info.name for info in self._waiting[:_NAMED]))
