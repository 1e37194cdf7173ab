"""An article as a learner gets it, in a window on a library that is thrown away afterwards."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.desktop.actions import menu_titles
from annotator.desktop.memory import NAME as MEMORY
from annotator.desktop.window import MainWindow
from annotator.domain.annotation import AnnotationSet, SetInfo
from annotator.domain.article import Article
from annotator.services.previewing import preview_workspace
from annotator.services.workspace import Workspace

translate = QCoreApplication.translate

_KEPT = ("theme", "page")
"""What of the looks of the first window the preview takes over."""

_NOT_HERE = ("practice", "compare-two", "preview-key", "checklist", "next-article")
"""Commands outside of the menus that are not shown."""


class PreviewWindow(MainWindow):
    """The whole window, without what a learner has no use for. Going back closes it."""

    closed = Signal()
    _at_article = False

    def __init__(self, workspace: Workspace, article: Article) -> None:
        super().__init__(workspace)
        self.desk.locked.offers_next = False  # there is no other article
        self._put_strip_on_top()
        titles = menu_titles()
        hidden = [a for name in ("file", "article") for a in self._menus.by_menu[titles[name]]]
        self._hidden = {action.objectName() for action in hidden} | set(_NOT_HERE)
        for entry in self.menuBar().actions():
            if entry.text() in (titles["file"], titles["article"]):
                entry.setVisible(False)
        self.open_article(article.id)
        self._at_article = True
        self.desk.header.back.hide()
        self.action("back").setText(translate("keying", "Back to the &key"))

    def tr(self, text: str, disambiguation: str = "", n: int = -1) -> str:
        """The words of the main window: under the name of this class nobody has translated them."""
        return translate("MainWindow", text, disambiguation or None, n)

    def show_library(self) -> None:
        """There is no way on from the article but back to the key."""
        if self._at_article:
            self.close()
        else:
            super().show_library()

    def _say(self, text: str) -> None:
        """Nothing is saved here for longer than the window is open."""
        if text == translate("Desk", "Saved"):
            text = translate("keying", "Kept until you go back")
        super()._say(text)

    def _update_actions(self) -> None:
        super()._update_actions()
        for name in getattr(self, "_hidden", ()):
            if name in self._menus.by_name:
                self.action(name).setEnabled(False)
                self.action(name).setVisible(False)

    def open_article(self, article_id: str, info: SetInfo | None = None) -> None:
        """Put the article on the desk, under the title of a preview."""
        super().open_article(article_id, info)
        self.setWindowTitle(translate("keying", "Preview – Annotator"))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let go of everything; whoever opened the window throws its library away."""
        super().closeEvent(event)
        self.desk.close_article()
        self.closed.emit()

    def _put_strip_on_top(self) -> None:
        strip = QFrame(objectName="hint")
        words = QLabel(
            translate(
                "keying",
                "A learner gets the article like this. Try it: what you do here is thrown away "
                "when you go back.",
            ),
            wordWrap=True,
        )
        self.back_button = QPushButton(translate("keying", "Back to the key"))
        self.back_button.clicked.connect(self.close)
        row = QHBoxLayout(strip)
        row.setContentsMargins(12, 6, 12, 6)
        row.addWidget(words, 1)
        row.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignVCenter)
        pages = self.takeCentralWidget()
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(strip)
        column.addWidget(pages, 1)
        self.setCentralWidget(body)


class Previewing(QObject):
    """One preview: makes the library and the window, and clears both away at its end."""

    closed = Signal()

    def __init__(
        self, workspace: Workspace, article: Article, key: AnnotationSet, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._folder = TemporaryDirectory(prefix="annotator-preview-", ignore_cleanup_errors=True)
        remembered = workspace.setting(MEMORY, {})
        looks = {name: remembered[name] for name in _KEPT if name in remembered}
        try:
            self._workspace = preview_workspace(
                workspace, article, key, Path(self._folder.name), {MEMORY: looks}
            )
        except BaseException:
            self._folder.cleanup()
            raise
        self.window = window = PreviewWindow(self._workspace, article)
        window.setParent(parent, Qt.WindowType.Window)
        window.setWindowModality(Qt.WindowModality.WindowModal)
        window.resize(parent.size())
        window.closed.connect(self._end)
        window.show()
        window.activateWindow()

    def _end(self) -> None:
        # After the events of closing, which still belong to the window.
        QTimer.singleShot(0, self, self._clear_away)

    def _clear_away(self) -> None:
        self._workspace.close()
        self._folder.cleanup()
        self.window.setParent(None)
        self.window.deleteLater()
        self.closed.emit()
        self.deleteLater()
