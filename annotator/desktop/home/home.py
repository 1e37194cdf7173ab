"""Between the library page and the library: what is shown, opened, deleted and brought back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from annotator.desktop.home.article_model import Row
from annotator.desktop.home.catching_up import CatchingUp
from annotator.desktop.home.coming_next import ComingNext
from annotator.desktop.library_page import LibraryPage
from annotator.domain.annotation import SetInfo
from annotator.domain.errors import AnnotatorError
from annotator.services.browsing import browse, common_tags, retagged, tags_of
from annotator.services.first_steps import is_offered
from annotator.services.overview import LibraryLine, library_lines
from annotator.services.practice import Attempt, Practised
from annotator.services.searching import Where, search, unsearched_keys
from annotator.services.workspace import Workspace


class Home(QObject):
    """``open_asked`` carries an article id, a set or None for the newest, and a mark's id or "".

    ``learner_changed`` says that another one practises now.
    """

    open_asked = Signal(str, object, str)
    import_asked = Signal()
    learner_changed = Signal()
    changed = Signal()
    said = Signal(str)
    failed = Signal(object)

    def __init__(self, workspace: Workspace, page: LibraryPage, window: QWidget) -> None:
        super().__init__(window)
        self._workspace, self.page, self._window = workspace, page, window
        self._lines: list[LibraryLine] = []
        self._levels: dict[str, int] = {}
        self._practised: Practised | None = None
        self._book = workspace.codebook
        """What names the categories of everything in the library."""
        self._deletions: list[list[str]] = []
        self._seen: tuple[int, int, str] | None = None
        self.catching_up = CatchingUp(workspace, self)
        self.coming = ComingNext(workspace, self)
        page.search.changed.connect(self._look)
        page.search.entered.connect(self.open_chosen)
        page.list.opened.connect(self._open_row)
        page.list.chosen_changed.connect(self.changed)
        page.side_toggled.connect(self.changed)
        page.restyled.connect(self._show_practice)
        page.undo_line.asked.connect(self.undo)
        side = page.side
        side.next.asked.connect(self.do_next)
        side.review_asked.connect(self._open_attempt)
        side.all_asked.connect(self.show_attempts)
        side.learner_chosen.connect(self.use_learner)
        side.learners_asked.connect(self.show_learners)
        self.coming.open_asked.connect(self._open)
        self.coming.import_asked.connect(self.import_asked)
        self.coming.failed.connect(self.failed)
        self.catching_up.progressed.connect(side.tell_busy)
        self.catching_up.done.connect(self._caught_up)

    # --- Showing ------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the library as it is now."""
        workspace = self._workspace
        try:
            self._seen = self._state()
            self._lines = library_lines(workspace)
            self._levels = workspace.practice.levels()
            self._book = workspace.codebooks.of_all()
            categories = [category.id for category in self._book.categories]
            self._practised = workspace.practice.practised(
                workspace.sets.learner_id, categories, datetime.now().astimezone()
            )
            self.page.side.show_learners(workspace.learners.all(), self._learner())
            self.page.offer.setVisible(is_offered(workspace))
        except AnnotatorError as error:
            self.failed.emit(error)
            return
        self.page.search.set_tags(tags_of(self._lines))
        self._narrow()
        self._show_practice()
        # Not on the way to the first window.
        QTimer.singleShot(0, self, self._catch_up)

    def look_again(self) -> None:
        """Show what has changed meanwhile: here, elsewhere, or because it has become due."""
        try:
            is_old = self._seen != self._state()
        except AnnotatorError as error:
            self.failed.emit(error)
            return
        if is_old:
            self.refresh()

    def stop(self) -> None:
        """Let go of what runs: the window is being closed."""
        self.catching_up.stop()

    # --- Articles -----------------------------------------------------------------------------

    def open_chosen(self) -> None:
        """Open the article at which the keyboard is."""
        row = self.page.list.current_row()
        if row is not None:
            self._open_row(row)

    def ask_rename(self) -> None:
        """Ask for another title of the article at which the keyboard is."""
        row = self.page.list.current_row()
        if row is None:
            return
        from annotator.desktop.home.line_dialog import LineDialog  # noqa: PLC0415 (rarely opened)

        dialog = LineDialog(self.tr("Rename"), self.tr("&Title"), row.title, self._window)
        dialog.entered.connect(
            lambda title: self._do(lambda: self._workspace.articles.rename(row.article_id, title))
        )
        dialog.open()

    def ask_tags(self) -> None:
        """Ask for the tags of the articles that are chosen."""
        lines = self._chosen_lines()
        if not lines:
            return
        from annotator.desktop.home.line_dialog import (  # noqa: PLC0415 (rarely opened)
            TagsDialog,
            split_tags,
        )

        common = common_tags(lines)
        several = len(lines) > 1
        dialog = TagsDialog(
            self.tr("Tags of %n article(s)", "", len(lines))
            if several
            else self.tr("Tags of “{title}”").format(title=lines[0].entry.title),
            common,
            tags_of(self._lines),
            self._window,
            self.tr("Only tags that all of them have are shown; each keeps its others.")
            if several
            else "",
        )

        def store() -> None:
            wanted = split_tags(dialog.line.text())
            with self._workspace.library.writing():
                for line in lines:
                    tags = retagged(line.entry.tags, common, wanted)
                    self._workspace.articles.tag(line.entry.id, tags)

        dialog.entered.connect(lambda _text: self._do(store))
        dialog.open()

    def delete_chosen(self) -> None:
        """Delete the articles that are chosen; that can be undone."""
        rows = self.page.list.chosen_rows()
        if not rows:
            return
        ids = [row.article_id for row in rows]
        after = self.page.list.current_row_after(ids)
        if not self._do(lambda: self._workspace.articles.delete(ids)):
            return
        self._deletions.append(ids)
        if after:
            self.page.list.choose([after])
        self.page.take_focus()
        words = self.tr("%n article(s) deleted.", "", len(ids))
        self.page.undo_line.tell(words)
        self.said.emit(words)
        self.changed.emit()

    @property
    def undoable(self) -> int:
        """How many articles undo would bring back."""
        return len(self._deletions[-1]) if self._deletions else 0

    def undo_words(self) -> str:
        """What undo is called while it would bring articles back."""
        return self.tr("&Undo deletion of %n article(s)", "", self.undoable)

    def undo(self) -> None:
        """Bring back what was deleted last."""
        if self._deletions and self._restore(self._deletions[-1]):
            self._deletions.pop()
            self.page.undo_line.hide()
            self.changed.emit()

    def show_deleted(self) -> None:
        """Open the list of what can be brought back."""
        try:
            deleted = self._workspace.articles.deleted()
        except AnnotatorError as error:
            self.failed.emit(error)
            return
        from annotator.desktop.home.deleted_dialog import (  # noqa: PLC0415 (rarely opened)
            DeletedDialog,
        )

        dialog = DeletedDialog(deleted, self._window)
        dialog.restored.connect(self._restored_by_hand)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # --- Practice -----------------------------------------------------------------------------

    def do_next(self) -> None:
        """Do what comes next."""
        if self._practised is None:
            self.import_asked.emit()
        elif not self.coming.go(self._practised.suggestion):
            self.refresh()

    def show_attempts(self) -> None:
        """Open the table of all attempts."""
        if self._practised is None:
            return
        from annotator.desktop.home.attempts_dialog import (  # noqa: PLC0415 (rarely opened)
            AttemptsDialog,
        )

        name = self._learner().name
        dialog = AttemptsDialog(self._practised.attempts, self._keyed(), name, self._window)
        dialog.asked.connect(self._open_attempt)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def show_learners(self) -> None:
        """Open the list of learners."""
        from annotator.desktop.home.learners_dialog import (  # noqa: PLC0415 (rarely opened)
            LearnersDialog,
        )

        dialog = LearnersDialog(self._workspace.learners, self._window)
        dialog.used.connect(self.use_learner)
        dialog.changed.connect(self._learners_changed)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def use_learner(self, learner_id: str) -> None:
        """Let another one practise."""
        self.catching_up.stop()
        if self._do(lambda: self._workspace.use_learner(learner_id)):
            self.page.search.begin_anew()
            self.learner_changed.emit()  # first: another page takes away what was said
            self.said.emit(self.tr("{name} practises now.").format(name=self._learner().name))

    # --- Inside -------------------------------------------------------------------------------

    def _state(self) -> tuple[int, int, str]:
        """What tells whether the library may have to be shown otherwise: changes, and the time."""
        library, now = self._workspace.library, datetime.now().astimezone()
        return library.changes_elsewhere(), library.changes_here(), now.isoformat(" ", "minutes")

    def _look(self) -> None:
        """Show what is wanted now; what was found first is what Enter opens."""
        self._narrow()
        if self.page.search.text:
            self.page.list.setCurrentIndex(self.page.model.index(0))

    def _narrow(self) -> None:
        """Show what fits the words, the state and the tag that are chosen now."""
        bar = self.page.search
        try:
            keys = bar.keys.isChecked()
            found = search(self._workspace, bar.text, keys=keys) if bar.text else None
            if keys:
                bar.tell_unsearched(unsearched_keys(self._workspace))
        except AnnotatorError as error:
            self.failed.emit(error)
            return
        shown = browse(self._lines, hits=found, state=bar.chosen_state, tag=bar.chosen_tag)
        self.page.set_shown(shown, self._levels, len(self._lines))

    def _show_practice(self) -> None:
        theme, practised = self.page.theme, self._practised
        if theme is None or practised is None:
            return
        article_id = practised.suggestion.article_id
        titles = (line.entry.title for line in self._lines if line.entry.id == article_id)
        self.page.side.show_practised(practised, next(titles, ""), self._keyed(), self._book, theme)

    def _catch_up(self) -> None:
        if not self.page.isVisible():
            return
        try:
            self.catching_up.begin()
        except AnnotatorError as error:
            self.failed.emit(error)

    def _caught_up(self) -> None:
        if self.page.isVisible():
            self.refresh()

    def _keyed(self) -> set[str]:
        return {line.entry.id for line in self._lines if line.keys}

    def _learner(self):
        learners, own = self._workspace.learners, self._workspace.sets.learner_id
        return next((each for each in learners.all() if each.id == own), learners.current)

    def _chosen_lines(self) -> list[LibraryLine]:
        ids = {row.article_id for row in self.page.list.chosen_rows()}
        return [line for line in self._lines if line.entry.id in ids]

    def _open_row(self, row: Row) -> None:
        """Open an article; where only a note of one's own was found, at that mark."""
        hit = row.hits[0] if row.hits and not row.in_title else None
        info: SetInfo | None = None
        if hit is not None and hit.where is Where.NOTE:
            try:
                info = self._workspace.sets.info(hit.set_id)
            except AnnotatorError:
                info = None  # deleted elsewhere meanwhile: the article is still there
        self.open_asked.emit(row.article_id, info, hit.annotation_id if hit and info else "")

    def _learners_changed(self) -> None:
        """Whoever practises may have another name, under which sets are made from now on."""
        self._do(lambda: self._workspace.use_learner(self._workspace.learners.current.id))

    def _open(self, article_id: str, info: SetInfo) -> None:
        self.open_asked.emit(article_id, info, "")

    def _open_attempt(self, attempt: Attempt) -> None:
        self._open(attempt.article_id, attempt.info)

    def _restored_by_hand(self, article_ids: list[str]) -> None:
        if not self._restore(article_ids):
            return
        # What is back already is not to be brought back once more.
        left = [[i for i in ids if i not in article_ids] for ids in self._deletions]
        self._deletions = [ids for ids in left if ids]
        self.page.undo_line.hide()
        self.changed.emit()

    def _restore(self, article_ids: list[str]) -> bool:
        if not self._do(lambda: self._workspace.articles.restore(article_ids)):
            return False
        self.page.choose(article_ids[0])
        self.page.list.choose(article_ids)
        self.page.take_focus()
        self.said.emit(self.tr("%n article(s) brought back.", "", len(article_ids)))
        return True

    def _do(self, action: Callable[[], object]) -> bool:
        """Change the library and show it; returns whether that succeeded."""
        try:
            action()
        except AnnotatorError as error:
            self.failed.emit(error)
            return False
        self.refresh()
        return True
