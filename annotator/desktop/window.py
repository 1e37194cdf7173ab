"""The main window: the library or the desk, the menus, and what is remembered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDesktopServices
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QMainWindow,
    QMessageBox,
    QStackedWidget,
    QWidget,
)

from annotator import __version__
from annotator.desktop import availability, pair_commands
from annotator.desktop.actions import Menus
from annotator.desktop.announcing import Announcer
from annotator.desktop.appearance import Appearance
from annotator.desktop.clipboard import source_of
from annotator.desktop.commands import IN_LIST_MENU, commands_of, marking
from annotator.desktop.desk import Desk
from annotator.desktop.enter_presses import EnterPresses
from annotator.desktop.file_dialogs import FileDialog
from annotator.desktop.home.home import Home
from annotator.desktop.home.home_words import reason
from annotator.desktop.importer import Importer, Outcome
from annotator.desktop.library_page import LibraryPage
from annotator.desktop.memory import Memory
from annotator.desktop.messages import LISTED, tell
from annotator.desktop.reports import Reports
from annotator.desktop.status_line import StatusLine
from annotator.desktop.teaching import Teaching
from annotator.desktop.transfers import Transfers
from annotator.desktop.words import error_text
from annotator.desktop.writing import Writing
from annotator.domain.annotation import SetInfo
from annotator.domain.article import Article, reading_minutes
from annotator.domain.errors import AnnotatorError
from annotator.services.first_steps import answer
from annotator.services.practice import Kind
from annotator.services.workspace import Workspace

if TYPE_CHECKING:
    from annotator.desktop.lesson.first_steps import FirstSteps
    from annotator.desktop.pair_page import PairPage
    from annotator.services.authoring import Saved


class MainWindow(QMainWindow):
    """Everything of one library."""

    library_asked = Signal(object)
    """The user wants to open another library: its path."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self._memory = Memory(workspace)
        self.appearance = Appearance(self._memory, self)
        self.library = LibraryPage()
        self.home = Home(workspace, self.library, self)
        self.desk = Desk(workspace, self.appearance.theme)
        self._pairs: PairPage | None = None
        self.importer = Importer(workspace, self)
        self.transfers = Transfers(workspace, self)
        self.writing = Writing(workspace, self.appearance, self)
        self.reports = Reports(workspace, self)
        self.teaching = Teaching(workspace, self)
        self.length = QLabel()
        self.length.setObjectName("muted")
        self.length.setContentsMargins(0, 0, 10, 0)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.library)
        self.stack.addWidget(self.desk)
        self.setCentralWidget(self.stack)
        self.status_line = StatusLine()
        self.setStatusBar(self.status_line)
        self.announcer = Announcer(self)
        EnterPresses(self)
        self._first_steps: FirstSteps | None = None
        self._menus = Menus(self, self.desk.page, self.library.list)
        for command in commands_of(self):
            self._menus.add(command)
        self.library.list.menu_actions = [
            [self.action(name) for name in group] for group in IN_LIST_MENU
        ]
        self._connect()
        self.appearance.apply()
        room = self.screen().availableSize()
        # Less than the whole screen, for the frame that the system draws around a window.
        self.resize(min(1280, room.width() - 16), min(800, room.height() - 48))
        self._restore_geometry()
        self.show_library()
        self._return_to_article()

    # --- Pages --------------------------------------------------------------------------------

    def show_library(self) -> None:
        """Go to the list of articles."""
        if self.desk.article is not None:
            self._remember_place()
            self.desk.close_article()
        self._refresh_library()
        self._go_to(self.library)
        self.setWindowTitle(self.tr("Annotator"))
        self.length.clear()
        self.library.take_focus()
        self._update_actions()

    def open_article(self, article_id: str, info: SetInfo | None = None) -> None:
        """Put an article on the desk."""
        try:
            article = self.workspace.articles.get(article_id)
            if info is not None and info.article_sha256 != article.sha256:  # of an earlier text
                article = self.workspace.articles.revision(info.article_sha256) or article
            self.desk.open(article, info)
            words = self.workspace.articles.words(article.sha256)  # counted for the library already
        except AnnotatorError as error:
            self.tell(error)
            self._refresh_library()
            return
        self._go_to(self.desk)
        self.setWindowTitle(self.tr("{title} – Annotator").format(title=article.title))
        self.length.setText(
            self.tr("%n word(s)", "", words)
            + " · "
            + self.tr("%n minute(s) of reading", "", reading_minutes(words))
        )
        place = self._memory.place(article.sha256)
        if place is not None:
            self.desk.go_to(*place)
        self.desk.page.setFocus()
        self._update_actions()

    @property
    def pairs(self) -> PairPage:
        """The page for two sets, which is made when it is needed first."""
        if self._pairs is None:
            from annotator.desktop.pair_page import PairPage  # noqa: PLC0415 (not for the start)

            page = self._pairs = PairPage(self.workspace, self.appearance.theme)
            page.opened.connect(self._show_pairs)
            page.left.connect(self.go_back)
            page.said.connect(self._say)
            page.failed.connect(self.tell)
            page.finished.connect(self.desk.loaded)
            page.zoom_asked.connect(self.appearance.zoom_by)
            page.state_changed.connect(self._update_actions)
            page.set_look(self.appearance.theme, self.appearance.style)
            self.stack.addWidget(page)
        return self._pairs

    @property
    def is_pairing(self) -> bool:
        """Whether two sets are shown side by side."""
        return self._pairs is not None and self.stack.currentWidget() is self._pairs

    @property
    def first_steps(self) -> FirstSteps:
        """The lesson, which is made when it is needed first."""
        if self._first_steps is None:
            from annotator.desktop.lesson.first_steps import (  # noqa: PLC0415 (not for the start)
                FirstSteps,
            )

            self._first_steps = FirstSteps(self.workspace, self)
        return self._first_steps

    def begin_first_steps(self) -> None:
        """Begin the lesson from the beginning."""
        self.first_steps.start()

    def _decline_first_steps(self) -> None:
        answer(self.workspace)
        self.library.offer.hide()
        self.library.take_focus()

    def compare_two(self) -> None:
        """Set two sets of the article on the desk beside each other."""
        desk = self.desk
        if desk.article is None:
            return
        try:
            shown = self.pairs.open(desk.article, desk.session.info if desk.session else None)
        except AnnotatorError as error:
            self.tell(error)
            return
        if not shown:
            self._say(
                self.tr(
                    "There are no two sets that can be compared yet. Load another one, try again, "
                    "or submit yours first."
                )
            )

    def _show_pairs(self) -> None:
        self._go_to(self.pairs)
        self.pairs.list.setFocus()
        self._update_actions()

    def submit(self) -> None:
        """Ask before what is shown is locked: the set on the desk, or the key made of two."""
        if self.is_pairing:
            self.pairs.finish()
        else:
            self.desk.submitting.ask()

    def go_back(self) -> None:
        """From two sets to the desk, from the desk to the library."""
        if self.is_pairing:
            self.pairs.close_article()
            self._go_to(self.desk)
            self.desk.page.setFocus()
            self._update_actions()
        else:
            self.show_library()

    def tell(self, error: Exception) -> None:
        """Show an error in a dialog; the program goes on."""
        tell(QMessageBox.Icon.Warning, error_text(error), self)

    def action(self, name: str) -> QAction:
        """An action by its name."""
        return self._menus.by_name[name]

    # --- Events -------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        """Something may have been added elsewhere meanwhile, for example on the command line."""
        super().changeEvent(event)
        activated = event.type() is QEvent.Type.ActivationChange and self.isActiveWindow()
        activated = activated and self.isVisible()  # a window that was closed has no library
        if activated and self.stack.currentWidget() is self.library:
            self.home.look_again()
        elif activated:
            self.desk.look_again()
            if self.is_pairing:
                self.pairs.look_again()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember size and place; everything else is stored already."""
        if self._first_steps is not None:
            self._first_steps.leave()
        self.home.stop()
        self.desk.stop()
        self._remember_place()
        article = self.desk.article
        self._memory.put(
            geometry=bytes(self.saveGeometry().toBase64().data()).decode("ascii"),
            # Not back to a key, which tells everything: somebody else may sit here next time.
            article=article.id if article and self.desk.keying.session is None else None,
            set=self.desk.session.info.id if self.desk.session else None,
        )
        super().closeEvent(event)

    # --- Building -----------------------------------------------------------------------------

    def _connect(self) -> None:
        self.home.open_asked.connect(self._open_at)
        self.home.import_asked.connect(self.ask_import)
        self.home.learner_changed.connect(self._follow_learner)
        self.home.changed.connect(self._update_actions)
        self.home.said.connect(self._say)
        self.home.failed.connect(self.tell)
        self.library.import_asked.connect(self.ask_import)
        self.library.paste_asked.connect(self.paste)
        self.library.new_asked.connect(self.writing.begin)
        self.library.dropped.connect(self._dropped)
        self.library.offer.asked.connect(self.begin_first_steps)
        self.library.offer.declined.connect(self._decline_first_steps)
        self.importer.done.connect(self._imported)
        self.transfers.said.connect(self._say)
        self.transfers.failed.connect(self.tell)
        self.transfers.loaded.connect(self._set_loaded)
        self.writing.stored.connect(self._article_stored)
        self.writing.decided.connect(self._show_again)
        self.writing.existing_asked.connect(self._show_existing)
        self.writing.said.connect(self._say)
        self.writing.failed.connect(self.tell)
        self.reports.said.connect(self._say)
        self.reports.failed.connect(self.tell)
        self.teaching.key_begun.connect(self.open_article)
        self.teaching.changed.connect(self._refresh_library)
        self.teaching.closed.connect(self.library.take_focus)
        self.teaching.said.connect(self._say)
        self.teaching.failed.connect(self.tell)
        self.desk.left.connect(self.show_library)
        self.desk.said.connect(self._say)
        self.desk.failed.connect(self.tell)
        self.desk.locked.coming.open_asked.connect(self.open_article)
        self.desk.locked.coming.import_asked.connect(self.ask_import)
        self.desk.locked.next_wanted.connect(self.next_article)
        self.desk.locked.key_wanted.connect(self.ask_load_key)
        self.desk.state_changed.connect(self._update_actions)
        self.desk.codebook_changed.connect(self._follow_codebook)
        self.desk.reviewed.connect(self._update_actions)
        self.desk.zoom_asked.connect(self.appearance.zoom_by)
        self.appearance.changed.connect(self._apply_look)
        self.appearance.said.connect(self._say)
        self.status_line.addPermanentWidget(self.length)

    # --- What the actions do ------------------------------------------------------------------

    def _apply_look(self) -> None:
        theme = self.appearance.theme
        self.library.set_theme(theme)
        self.desk.set_look(theme, self.appearance.style)
        if self._pairs is not None:
            self._pairs.set_look(theme, self.appearance.style)
        chosen = self.appearance.checked()
        for name, action in self._menus.by_name.items():
            if action.actionGroup() is not None:
                action.setChecked(name in chosen)

    @property
    def at_library(self) -> bool:
        """Whether the list of articles is shown."""
        return self.stack.currentWidget() is self.library

    def find(self) -> None:
        """Find words: in the library where it is shown, else in the article."""
        if self.at_library:
            self.library.search.begin()
        else:
            self.desk.finding.begin()

    def undo(self) -> None:
        """Take back what was done last to the library where it is shown, else to the set."""
        if self.at_library:
            self.home.undo()
        else:
            self.desk.marking.undo()

    def _open_at(self, article_id: str, info: SetInfo | None, mark_id: str) -> None:
        self.open_article(article_id, info)
        session = self.desk.session
        if mark_id and session is not None and session.get(mark_id) is not None:
            self.desk.activate(mark_id)
            self.desk.reveal_active()

    def _follow_learner(self) -> None:
        if not self.at_library:
            self.show_library()

    def toggle_codebook(self) -> None:
        """Show or hide the codebook."""
        self.desk.show_codebook(self.action("codebook").isChecked())

    def ask_import(self) -> None:
        """Ask for files and import them."""
        from annotator.exchange.article_file import article_endings  # noqa: PLC0415 (not at start)

        patterns = " ".join(f"*{ending}" for ending in article_endings())
        dialog = FileDialog(self, self.tr("Import articles"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters(
            [
                self.tr("Articles ({patterns})").format(patterns=patterns),
                self.tr("All files (*)"),
            ]
        )
        dialog.filesSelected.connect(
            lambda files: self.importer.import_files([Path(file) for file in files])
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def paste(self) -> None:
        """Show what the text of the clipboard would become as an article."""
        mime = QApplication.clipboard().mimeData()
        if mime.text().strip():
            self.writing.paste(mime.text(), source_of(mime))
        else:
            tell(
                QMessageBox.Icon.Information,
                self.tr("The clipboard holds no text. Copy an article first, then paste it here."),
                self,
            )

    def _dropped(self, things: list) -> None:
        if things and isinstance(things[0], Path):
            self.importer.import_files(things)
        elif things:
            self.writing.paste(things[0])

    def _imported(self, outcome: Outcome) -> None:
        self._refresh_library()
        newest = (outcome.added or outcome.present)[-1:]
        if newest:
            self.library.choose(newest[0].id)
        parts = []
        if outcome.added:
            parts.append(self.tr("%n article(s) imported.", "", len(outcome.added)))
        parts += [
            self.tr("“{title}” is in the library already.").format(title=article.title)
            for article in outcome.present
        ]
        self._say(" ".join(parts))
        if outcome.failures or outcome.present:
            icon = QMessageBox.Icon.Warning if outcome.failures else QMessageBox.Icon.Information
            told = [*outcome.failures, *parts]
            more = len(told) > LISTED
            shown = [*told[:LISTED], self.tr("The details list the others.")] if more else told
            tell(icon, "\n\n".join(shown), self, "\n".join(told) if more else "")

    @property
    def meant_article(self) -> str | None:
        """The id of the article that is meant: on the desk, or alone chosen in the library."""
        if self.at_library:
            rows = self.library.list.chosen_rows()
            return rows[0].article_id if len(rows) == 1 else None
        return self.desk.article.id if self.desk.article is not None else None

    def edit_article(self) -> None:
        """Edit the article on the desk, or the one that is chosen in the library."""
        self.writing.edit(self.meant_article)

    def decide_unplaced(self) -> None:
        """Open the list of all marks without a place, in every set of the article."""
        self.writing.decide(self.meant_article)

    def write_key(self) -> None:
        """Write a key of the article on the desk, or of the one that is chosen in the library."""
        if not self.at_library:
            self.desk.keying.ask()
        elif self.meant_article is not None:
            self.teaching.write_key(self.meant_article)

    def set_exercise(self) -> None:
        """Open the exercise of the article on the desk, or chosen in the library."""
        if not self.at_library:
            self.desk.exercising.ask()
        elif self.meant_article is not None:
            self.teaching.set_exercise(self.meant_article)

    def next_article(self) -> None:
        """Go on with what comes next; where nothing does, say when something comes back."""
        coming = self.home.coming.look()
        if coming is None:
            return
        if coming.suggestion.kind is Kind.WAIT:
            self._say(reason(coming.suggestion, coming.codebook))
        elif not self.home.coming.go(coming.suggestion):
            self._refresh_library()

    def _article_stored(self, saved: Saved) -> None:
        self._refresh_library()
        if self.at_library:
            self.library.choose(saved.article.id)
        else:
            self._show_again(saved.article)

    def _show_existing(self, article_id: str) -> None:
        self._refresh_library()
        self.open_article(article_id)

    def _show_again(self, article: Article) -> None:
        """An article has changed: where it is on the desk, it is put there anew."""
        desk = self.desk
        if self.is_pairing:
            self.go_back()
        if desk.article is None or desk.article.id != article.id or desk.session is None:
            return
        try:
            info = desk.session.info
            sets = self.workspace.sets
            info = sets.info(info.id) if info.is_begun else sets.fresh(article)
        except AnnotatorError as error:
            self.tell(error)
            return
        self._memory.put_place(article.sha256, desk.page.caret, desk.page.top)
        self.open_article(article.id, info)

    def ask_load(self) -> None:
        """Ask for a file with marks for the article on the desk."""
        if self.desk.article is not None:
            self.transfers.ask_load(self.desk.article)

    def ask_load_key(self) -> None:
        """Ask for a file with a key of the article on the desk."""
        if self.desk.article is not None:
            self.transfers.ask_load(self.desk.article, as_key=True)

    def ask_export(self) -> None:
        """Ask where to write the marks on the desk."""
        if self.desk.article is not None and self.desk.session is not None:
            self.transfers.ask_export(self.desk.article, self.desk.session.info)

    def ask_report(self) -> None:
        """Ask where to write the report of the review on the desk."""
        if self.desk.article is not None and self.desk.session is not None:
            self.reports.ask_save(self.desk.article, self.desk.session.info)

    def print_report(self) -> None:
        """Show the pages of the report of the review on the desk, to print them."""
        if self.desk.article is not None and self.desk.session is not None:
            self.reports.ask_print(self.desk.article, self.desk.session.info)

    def _set_loaded(self, info: SetInfo) -> None:
        # It was read on a worker thread, and the reader may have gone on to another article.
        article = self.desk.article
        if article is not None and article.sha256 == info.article_sha256:
            self.desk.loaded(info)
        else:
            self._refresh_library()

    def ask_library(self) -> None:
        """Ask for another library."""
        dialog = FileDialog(self, self.tr("Open or make a library"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, self.tr("Open"))
        dialog.setNameFilters([self.tr("Libraries (*.annotator)"), self.tr("All files (*)")])
        dialog.setDefaultSuffix("annotator")
        dialog.setDirectory(str(self.workspace.path.parent))
        dialog.fileSelected.connect(lambda file: self.library_asked.emit(Path(file)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def show_keys(self) -> None:
        """Open the sheet of all keys."""
        from annotator.desktop.key_sheet import KeySheet  # noqa: PLC0415 (not for the start)

        keyed = pair_commands.keyed(self._menus.by_menu, paired=self.is_pairing)
        sheet = KeySheet(keyed, self)
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def next_part(self) -> None:
        """Move the keyboard focus on: text, card, side panel, bar at the top."""
        parts = self.desk.parts() if self.desk.article is not None else self.library.parts()
        if self.is_pairing:
            parts = self.pairs.parts()
        if self._first_steps is not None:
            parts = [*parts, *self._first_steps.parts()]
        focus = QApplication.focusWidget()
        inside = [i for i, p in enumerate(parts) if focus and (p is focus or p.isAncestorOf(focus))]
        here = inside[-1] if inside else -1  # the card is a part of the page
        parts[(here + 1) % len(parts)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_palette(self) -> None:
        """Open the list of all commands."""
        from annotator.desktop.command_palette import (  # noqa: PLC0415 (not for the start)
            CommandPalette,
        )

        palette = CommandPalette(self._menus.by_menu, self)
        palette.finished.connect(palette.deleteLater)
        palette.popup()

    def show_codebooks(self) -> None:
        """Open the list of codebooks."""
        from annotator.desktop.codebooks_dialog import (  # noqa: PLC0415 (not for the start)
            CodebooksDialog,
        )

        dialog = CodebooksDialog(self.workspace.codebooks, self.desk.theme, self)
        dialog.used.connect(self.desk.which_codebook.use)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def show_file(self) -> None:
        """Show where the library is."""
        folder = self.workspace.path.resolve().parent
        self._say(str(self.workspace.path))
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def about(self) -> None:
        """Say what this program is."""
        tell(
            QMessageBox.Icon.Information,
            self.tr(
                "Annotator {version}\n\nRead news closely: highlight what is weak, leave alone "
                "what is sound, and learn from the difference.\n\nYour library: {path}"
            ).format(version=__version__, path=self.workspace.path),
            self,
        )

    # --- Inside -------------------------------------------------------------------------------

    def _refresh_library(self) -> None:
        self.home.refresh()

    def _follow_codebook(self) -> None:
        """Other categories: their commands take the place of the earlier ones."""
        names = [n for n in self._menus.by_name if n.startswith(("mark-", "exact-"))]
        self._menus.replace(names, list(marking(self, self.desk.book)))
        self._update_actions()

    def _update_actions(self) -> None:
        availability.update(self, self._menus.by_name)
        if self._first_steps is not None:
            self._first_steps.follow()

    def _say(self, text: str) -> None:
        self.status_line.say(text)

    def _go_to(self, page: QWidget) -> None:
        """Show a page; what was said was about the one before, or another article."""
        self.status_line.say("")
        self.stack.setCurrentWidget(page)

    def _remember_place(self) -> None:
        article, page = self.desk.article, self.desk.page
        if article is not None:
            self._memory.put_place(article.sha256, page.caret, page.top)

    def _restore_geometry(self) -> None:
        stored = self._memory.get("geometry")
        if isinstance(stored, str):
            self.restoreGeometry(QByteArray.fromBase64(stored.encode("ascii")))

    def _return_to_article(self) -> None:
        """Open what was open when the window was closed, if it is still there."""
        article_id, set_id = self._memory.get("article"), self._memory.get("set")
        if not article_id:
            return
        try:
            article = self.workspace.articles.get(article_id)
            infos = self.workspace.sets.of(article)
        except AnnotatorError:
            return
        self.open_article(article_id, next((i for i in infos if i.id == set_id), None))
