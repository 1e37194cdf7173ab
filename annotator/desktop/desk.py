"""The desk: the page with its margin, where an article is annotated and reviewed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from annotator.comparison.outcomes import Outcome
from annotator.desktop import tasks
from annotator.desktop.banner import Banner
from annotator.desktop.beside import Beside
from annotator.desktop.card_editor import CardEditor
from annotator.desktop.codebook_panel import CodebookPanel
from annotator.desktop.desk_header import DeskHeader
from annotator.desktop.exercising import Exercising
from annotator.desktop.explaining import Explaining
from annotator.desktop.feedback import FeedbackAtOnce
from annotator.desktop.finding import Finding
from annotator.desktop.hinting import Hinting
from annotator.desktop.keying.key_session import session_for
from annotator.desktop.keying.keying import Keying
from annotator.desktop.locked import Locked
from annotator.desktop.looks import annotation_card, annotation_mark, annotation_marks
from annotator.desktop.margin import Card, MarginView
from annotator.desktop.marking import Marking
from annotator.desktop.opening import Opened, Opening
from annotator.desktop.page_style import PageStyle
from annotator.desktop.page_view import PageView
from annotator.desktop.palette import Theme
from annotator.desktop.review_panel import ReviewPanel
from annotator.desktop.reviewing import Reviewing, item_id
from annotator.desktop.roaming import Roaming
from annotator.desktop.scroll_map import WIDTH as MAP_WIDTH
from annotator.desktop.scroll_map import ScrollMap
from annotator.desktop.selection_bar import SelectionBar
from annotator.desktop.session import Session
from annotator.desktop.sharing import MARGIN_WIDTH, Sharing
from annotator.desktop.side_stack import SideStack
from annotator.desktop.submitting import Submitting
from annotator.desktop.unplaced import Unplaced
from annotator.desktop.which_codebook import WhichCodebook
from annotator.desktop.words import deleted_words
from annotator.domain.annotation import Role, SetInfo
from annotator.domain.article import Article
from annotator.domain.changes import Change
from annotator.domain.codebook import Codebook
from annotator.domain.errors import AnnotatorError
from annotator.domain.segmentation import Segmentation
from annotator.domain.span import Span
from annotator.services.articles import segmentation_of
from annotator.services.workspace import Workspace

if TYPE_CHECKING:  # imported on the worker thread only: it takes a while
    from annotator.comparison.compare import Comparison

LARGE_TEXT, LARGE_SET = 200_000, 2_000
"""Code points and annotations from which the text is shown before the marks."""


class Desk(QWidget):
    """Shows one set of one article: to annotate while it is a draft, to review afterwards."""

    left = Signal()
    """The user wants to go back to the library."""
    said = Signal(str)
    """Something for the status line."""
    told = Signal(str)
    """Something for a screen reader that is to be seen on the desk itself."""
    failed = Signal(object)
    """An error to tell."""
    state_changed = Signal()
    """What can be done now has changed."""
    reviewed = Signal()
    """A comparison is on the page."""
    codebook_changed = Signal()
    """The categories are others now."""
    zoom_asked = Signal(int)

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.book = workspace.codebooks.current
        self.theme = theme
        self.style = PageStyle()
        self.article: Article | None = None
        self.session: Session | None = None
        self._reading: tasks.Task | None = None
        self._fresh: SetInfo | None = None
        """The attempt that can be begun on this article."""

        self.page = PageView()
        self.page.setAccessibleName(self.tr("Article"))
        self.margin = MarginView(self.page, MARGIN_WIDTH)
        self.page.set_margin_width(MARGIN_WIDTH + MAP_WIDTH)
        self.page.kept = self._active_start
        self.map = ScrollMap(self.page)
        self.editor = CardEditor(self.margin)
        self.bar = SelectionBar(self.page.viewport())
        self.codebook = CodebookPanel()
        self.review = ReviewPanel()
        self.header = DeskHeader()
        self.banner = Banner()
        self.finding = Finding(self)
        self.submitting = Submitting(workspace, self)
        self.exercising = Exercising(workspace, self)
        self.hinting = Hinting(workspace, self)
        self.feedback = FeedbackAtOnce(workspace, self)
        self.marking = Marking(self)
        self.roaming = Roaming(self)
        self.reviewing = Reviewing(workspace, self)
        self.beside = Beside(workspace, self)
        self.explaining = Explaining(self)
        self.unplaced = Unplaced(self)
        self.keying = Keying(workspace, self)
        self.sharing = Sharing(self)
        self.locked = Locked(workspace, self)
        self.which_codebook = WhichCodebook(workspace, self)
        self.opening = Opening(workspace, self)
        self._build()
        self._connect()

    # --- Showing ------------------------------------------------------------------------------

    def open(self, article: Article, info: SetInfo | None = None) -> None:
        """Put a set of an article on the desk: the one given, else the newest, else a fresh one."""
        learners = self._learner_sets(article)
        info = info or (learners[-1] if learners else self._workspace.sets.fresh(article))
        if self.article != article:  # other structure or another title will do
            self.opening.stop()
            before, self.article = self.article, article
            self._fresh = None
            self.beside.follow(before)
            self.page.show_article(article, self.theme, self.style)
            self.header.title.setText(article.title)
            self.finding.bar.set_article(article)
            self._segment(article)
            if self._is_large(article, info):
                self._show_set_later(info)
                return
        self.show_set(info)

    def go_to(self, caret: int, top: int) -> None:
        """Put the caret where it was, and the page as it lay."""
        length = len(self.article.text) if self.article else 0
        if 0 <= caret <= length and 0 <= top <= length:
            self.page.place_caret(caret)
            self.page.scroll_to(top)

    def loaded(self, info: SetInfo) -> None:
        """A set of this article has come in from a file: show it, or compare with it."""
        if info.role is Role.LEARNER:
            self.show_set(info)
        elif self.session is not None and self.session.is_locked:
            self.locked.compare()
        else:
            self.feedback.refresh()
            self.hinting.refresh()

    def look_again(self) -> None:
        """The exercise or the key may have been changed elsewhere meanwhile."""
        try:
            self.exercising.refresh()
            self.feedback.look_again()
            self.hinting.refresh()
        except AnnotatorError as error:
            self.failed.emit(error)

    def stop(self) -> None:
        """Let go of what runs: its article is being closed, or the window and its library."""
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None
        for under_way in (self.opening, self.reviewing, self.feedback, self.hinting):
            under_way.stop()

    def close_article(self) -> None:
        """Let go of the article; everything is stored already."""
        self.stop()
        self.reviewing.clear()
        self.explaining.clear()
        self.beside.clear()
        self.article = self._fresh = None
        self._set_session(None)
        self.offer(self._workspace.codebooks.current)

    def set_look(self, theme: Theme, style: PageStyle) -> None:
        """Change colours and size."""
        self.theme, self.style = theme, style
        self.margin.set_theme(theme)
        self.map.set_theme(theme)
        self.bar.set_categories(self.book, theme)
        self.codebook.show_codebook(self.book, theme)
        if self.article is not None:
            self.page.restyle(theme, style)
            self.feedback.show_active()
            self.beside.restyle()
            self.keying.restyle()
            self.show_marks()
        self.arrange_side()
        if self.comparison is not None:
            self.review.show_comparison(self.comparison, self.reviewing.codebook, theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What has room now?"""
        super().resizeEvent(event)
        self.sharing.follow_size()

    def show_codebook(self, on: bool) -> None:
        """Show or hide the codebook beside the text."""
        self.header.codebook_button.setChecked(on)
        self.arrange_side()

    @property
    def is_reviewing(self) -> bool:
        """Whether a comparison is on the page."""
        return self.comparison is not None

    @property
    def comparison(self) -> Comparison | None:
        """The comparison on the page, if any."""
        return self.reviewing.comparison

    @property
    def can_annotate(self) -> bool:
        """Whether marks can be made now."""
        return self.session is not None and not self.session.is_locked

    def parts(self) -> list[QWidget]:
        """What can have the keyboard focus, in the order in which F6 goes through it."""
        found: list[QWidget] = [self.page]
        if not self.exercising.line.isHidden():
            found.append(self.exercising.line.text)
        if self.beside.is_open:
            found += [self.beside.view.page, self.beside.view.articles]
        if not self.editor.isHidden():
            found.append(self.editor.note)
        found += self.explaining.parts()
        found += self.unplaced.parts()
        if not self.side.isHidden():
            found.append(self.side.currentWidget())
        return [*found, self.header.sets]

    # --- What the actions do ------------------------------------------------------------------

    def step(self, *, forward: bool, leave: bool = False) -> None:
        """Go to the next or previous mark, or item of the review.

        Behind the last one it goes round to the first; with ``leave`` the keyboard focus goes on
        to the next control instead, so that Tab is no trap.
        """
        ids = self._ids_in_order()
        active = self.page.active
        if active in ids:
            index = ids.index(active) + (1 if forward else -1)
        else:
            caret = self.page.caret
            after = next((n for n, i in enumerate(ids) if self._start_of(i) >= caret), len(ids))
            index = after if forward else after - 1
        if leave and not 0 <= index < len(ids):
            self.page.leave(forward=forward)
        elif not ids:
            self.said.emit(
                self._nothing_to_go_through()
                if self.is_reviewing
                else self.tr("There are no marks yet.")
            )
        else:
            self.activate(ids[index % len(ids)])
            self.reveal_active()
            if self.is_reviewing and index >= len(ids):
                self.said.emit(
                    self.tr("That was the last one; this is the first. Next article: Alt+Right.")
                    if self.locked.offers_next
                    else self.tr("That was the last one; this is the first.")
                )

    def _nothing_to_go_through(self) -> str:
        if self.reviewing.ids():
            return self.tr("No item is shown. Choose an outcome and a category, or show all.")
        return self.tr("Nothing to go through here: nothing is weak, and nothing was marked.")

    def show_first(self, outcome: Outcome) -> bool:
        """Go to the first item of the review with an outcome; returns whether there is one."""
        shown = [i for i in self.reviewing.ids(outcome) if self.page.mark(i) is not None]
        if shown:
            self.activate(shown[0])
            self.reveal_active()
        return bool(shown)

    def _show_item(self, place: int) -> None:
        self.activate(item_id(place))
        self.reveal_active()

    def activate(self, mark_id: str | None) -> None:
        """Make a mark, or an item of the review, the active one."""
        if self.is_reviewing:
            if mark_id is not None:
                self.sharing.make_way()
            self.explaining.show(mark_id)
            item = self.reviewing.item(mark_id)
            self.codebook.show_category(item.category if item else None)
            self.page.set_active(mark_id)
            self.margin.set_active(mark_id)
            self.beside.set_active(mark_id)
        elif self.session is not None:
            self.session.activate(mark_id)

    def choose(self, mark_id: str) -> None:
        """Make the mark that was clicked in a list or in the margin the active one."""
        self.activate(mark_id.removesuffix("/key"))
        self.page.setFocus()

    def reveal_active(self) -> None:
        """Bring the active mark into sight."""
        mark = self.page.mark(self.page.active)
        if mark is not None:
            self._reveal(min(mark.spans))

    def reveal_end_at_hand(self) -> None:
        """Bring the end of the active mark into sight that the reader is at, with the card."""
        mark = self.page.mark(self.page.active)
        if mark is not None:
            self._reveal(self.page.end_at_hand(mark))

    def _reveal(self, end: Span) -> None:
        self.page.place_caret(end.start)
        self.page.reveal(end)
        self.marking.show_handles()
        self.margin.refresh()

    def card_of(self, mark_id: str) -> Card | None:
        """The card of a mark, or of an item of the review."""
        if self.is_reviewing:
            card = self.reviewing.card(mark_id, self.theme)
            return self.beside.told(card, self.reviewing.annotation(mark_id))
        annotation = self.session.get(mark_id) if self.session else None
        if annotation is None:
            return None
        card = self.feedback.told(annotation_card(annotation, self.book, self.theme), mark_id)
        return self.keying.told(self.beside.told(card, annotation), annotation)

    def escape(self) -> None:
        """Stop what is under way: choosing or linking, then the selection, then the active mark."""
        if self.keying.shaping.choosing.stop():
            self.page.clear_selection()
        elif self.session is not None and self.session.waiting is not None:
            self.session.wait_for_counterpart(None)
        elif self.beside.escape() or self.explaining.escape():
            return
        elif self.hinting.escape():
            pass
        elif self.page.selection is not None:
            self.page.clear_selection()
        else:
            self.activate(None)
        self.page.setFocus()

    def try_again(self) -> None:
        """Start a fresh set, or a new version of a key; the old one is kept."""
        self.submitting.again()

    # --- Building -----------------------------------------------------------------------------

    def _build(self) -> None:
        self.side = SideStack()
        self.side.addWidget(self.codebook)
        self.side.addWidget(self.review)
        self.side.hide()
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        for part in (self.side, self.page, self.beside.view):
            self.splitter.addWidget(part)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setStretchFactor(2, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self.finding.bar)
        layout.addWidget(self.exercising.line)
        self.levels = QSplitter(Qt.Orientation.Vertical)
        self.levels.setChildrenCollapsible(False)
        self.levels.addWidget(self.splitter)
        layout.addWidget(self.levels, 1)
        layout.addWidget(self.unplaced.line)
        layout.addWidget(self.hinting.line)
        layout.addWidget(self.banner)
        self.setTabOrder(self.page, self.editor)

    def _connect(self) -> None:
        header = self.header
        header.back.clicked.connect(self.left)
        header.set_chosen.connect(self._set_chosen)
        header.codebook_button.toggled.connect(self.arrange_side)
        header.codebook_button.toggled.connect(self.state_changed)
        header.review_button.clicked.connect(self.sharing.toggle_review)
        header.again_button.clicked.connect(self.try_again)
        header.submit_button.clicked.connect(self.submitting.ask)
        header.hint_button.clicked.connect(self.hinting.ask)
        self.page.selected.connect(self._selected)
        self.page.moved.connect(self._place_bar)
        self.page.zoom_asked.connect(self.zoom_asked)
        self.page.resized.connect(self.sharing.fit_margin)
        self.page.resized.connect(self._place_margin)
        self.bar.chosen.connect(self.marking.mark)
        self.opening.done.connect(self._show_opened)
        self.opening.failed.connect(self.failed)
        self.opening.said.connect(self.said)
        self.margin.chosen.connect(self.choose)
        self.editor.left.connect(self._back_to_text)
        self.editor.grown.connect(self.margin.refresh)
        self.editor.link_asked.connect(self._link_asked)
        self.editor.words_elsewhere = self.beside.words
        self.editor.beside_asked.connect(self.beside.jump)
        self.beside.toggled.connect(self.arrange)
        self.beside.toggled.connect(self._linking_goes_on)
        self.review.filtered.connect(lambda _shown: self.show_marks())
        self.review.asked.connect(self._show_item)

    # --- Sets ---------------------------------------------------------------------------------

    def _learner_sets(self, article: Article) -> list[SetInfo]:
        return self._workspace.sets.own(article)

    def show_set(self, info: SetInfo, opened: Opened | None = None) -> None:
        """Put another set of the article on the desk; ``opened`` is what was read of it before."""
        assert self.article is not None  # noqa: S101 (open has set it)
        self.opening.stop()
        self.reviewing.clear()
        self.explaining.clear()
        editor = self._workspace.editor(self.article, info, opened.ahead if opened else None)
        if editor.article != self.article:  # its text was edited elsewhere meanwhile
            self.open(editor.article, editor.info)
            return
        session = session_for(editor, self)
        self._set_session(session)
        self.offer(session.codebook)
        self.list_sets()
        self.banner.hide()
        self.show_marks(opened)
        self.arrange()
        if session.is_locked:
            self.locked.compare()

    def offer(self, book: Codebook) -> None:
        """Offer the categories of a codebook."""
        if book != self.book:
            self.book = book
            self.bar.set_categories(book, self.theme)
            self.codebook.show_codebook(book, self.theme)
            self.codebook_changed.emit()

    def _is_large(self, article: Article, info: SetInfo) -> bool:
        """Whether there is so much to open that the reader should see the text first."""
        return len(article.text) >= LARGE_TEXT and self._workspace.sets.size(info.id) >= LARGE_SET

    def _show_set_later(self, info: SetInfo) -> None:
        self.reviewing.clear()
        self.explaining.clear()
        self._set_session(None)
        self.header.sets.clear()
        self.page.set_marks(())
        self.arrange()
        self.opening.begin(info, self.theme)

    def _show_opened(self, opened: Opened) -> None:
        try:
            self.show_set(opened.ahead.content.info, opened)
        except AnnotatorError as error:
            self.failed.emit(error)

    def _set_session(self, session: Session | None) -> None:
        if self.session is not None:
            self.session.deleteLater()
        self.session = session
        self.editor.set_session(session)
        self.editor.show_annotation(None)
        self.bar.hide()
        self.exercising.begin(session)
        self.feedback.begin(session)
        self.hinting.begin(session)
        if session is not None:
            session.changed.connect(self._changed)
            session.activated.connect(self._activated)
            session.linking.connect(self._linking)
            session.failed.connect(self.failed)
            session.locked.connect(self._locked)
            session.reloaded.connect(self._reloaded)
            session.begun.connect(self._begun)
        self.keying.begin(session)  # it measures the card after it was filled
        self.margin.set_active(None)
        self.page.set_active(None)

    def list_sets(self) -> None:
        """List the sets that can be chosen."""
        assert self.article is not None and self.session is not None  # noqa: S101, PT018
        learners, info = self._learner_sets(self.article), self.session.info
        if not info.is_begun:
            self._fresh = info
        elif self._fresh is None and not learners:  # from a key there is a way to an attempt
            self._fresh = self._workspace.sets.fresh(self.article)
        if self._fresh is not None:
            learners.append(self._fresh)
        self.header.show_sets(learners, info.id, self.keying.keys())

    def _begun(self) -> None:
        self._fresh = None
        self.list_sets()

    def _set_chosen(self, info: SetInfo) -> None:
        session = self.session
        if session is None or info.id == session.info.id:
            return
        self.said.emit("")  # it was about the other one
        try:
            if not info.is_begun:  # another codebook may be used since it was listed
                info = self._workspace.sets.fresh(session.article)
            self.show_set(info)
        except AnnotatorError as error:
            self.failed.emit(error)

    # --- Marks --------------------------------------------------------------------------------

    def show_marks(self, opened: Opened | None = None) -> None:
        """Everything anew: after another set, another look, or other filters.

        Of a set that was just ``opened`` the marks are made, if they still look so.
        """
        if self.session is None:
            return
        editor: QWidget | None = None
        if self.is_reviewing:
            self.page.set_marks(self.reviewing.marks(self.review.shown, self.theme))
            active, editor = self.page.active, self.explaining.card
            self.explaining.show(active)
        else:
            placed = (a for a in self.session.annotations if a.all_spans)
            made = opened.marks_for(self.session.annotations, self.theme) if opened else None
            self.page.set_marks(made or annotation_marks(placed, self.book, self.theme))
            active = self.session.active
            editor = None if self.session.is_locked else self.editor
        self.margin.set_cards(self.card_of, editor)
        self.page.set_active(active)
        self.margin.set_active(active)
        self.beside.refresh()
        self.marking.show_handles()

    def _changed(self, change: Change) -> None:
        if self.is_reviewing:
            self.explaining.follow(change)
            self.said.emit(self.tr("Saved"))
            return
        for edit in change.edits:
            if edit.after is not None and edit.after.all_spans:
                self.page.set_mark(annotation_mark(edit.after, self.book, self.theme))
            elif edit.before is not None:
                self.page.discard_mark(edit.before.id)
        if self.session is not None and self.session.active is not None:
            self._show_annotation(self.session.active)
        self.beside.follow_change(change)
        self.margin.refresh()
        self.roaming.here.hide()
        self.marking.show_handles()
        self.said.emit(deleted_words(change, self.book) or self.tr("Saved"))
        self.state_changed.emit()

    def _reloaded(self) -> None:
        """The set was changed elsewhere: nothing that was shown before counts any more."""
        if self.session is not None and self.session.article != self.article:
            self.open(self.session.article, self.session.info)  # the text was edited
            return
        if self.session is not None:
            self.editor.show_annotation(self.session.get(self.session.active))
        if self.session is not None and self.is_reviewing:
            self.explaining.take(self.session.annotations)  # nobody writes over them meanwhile
            self.locked.compare()
        self.show_marks()
        self.state_changed.emit()

    def _show_annotation(self, annotation_id: str | None) -> None:
        """In the card, and its category in the codebook."""
        if self.session is not None:
            annotation = self.session.get(annotation_id)
            self.editor.show_annotation(annotation)
            self.codebook.show_category(annotation.category if annotation else None)

    def _activated(self, annotation_id: str | None) -> None:
        self._show_annotation(annotation_id)
        self.page.set_active(annotation_id)
        self.margin.set_active(annotation_id)
        self.beside.set_active(annotation_id)
        self.marking.show_handles()
        self.state_changed.emit()

    def _ids_in_order(self) -> list[str]:
        """Ids of the marks on the page, or of the items shown of a review, in reading order."""
        if self.is_reviewing:
            return [i for i in self.reviewing.ids() if self.page.mark(i) is not None]
        placed = (a for a in self.session.annotations if a.all_spans) if self.session else ()
        return [a.id for a in sorted(placed, key=lambda a: (min(a.all_spans), a.id))]

    def _active_start(self) -> int | None:
        mark = self.page.mark(self.page.active)
        return min(mark.spans).start if mark is not None else None

    def _start_of(self, mark_id: str) -> int:
        mark = self.page.mark(mark_id)
        return min(mark.spans).start if mark else 0

    # --- From the page and the margin ---------------------------------------------------------

    def _selected(self, span: Span | None) -> None:
        if span is None or not self.can_annotate or self.keying.shaping.choosing.is_on:
            self.bar.hide()
            return
        self._place_bar()

    def _place_bar(self) -> None:
        span = self.page.selection
        offers = self.can_annotate and not self.keying.shaping.choosing.is_on
        rects = self.page.rects_of(span) if span is not None and offers else []
        height = self.page.viewport().height()
        if not rects or rects[-1].bottom() < 0 or rects[0].top() > height:
            self.bar.hide()
            return
        self.bar.show_at(rects[-1].left(), rects[0].top(), rects[-1].bottom())

    def _back_to_text(self) -> None:
        self.page.setFocus()

    def _link_asked(self, annotation_id: str) -> None:
        if self.session is not None:
            self.session.wait_for_counterpart(annotation_id)
            self.page.setFocus()

    def _linking_goes_on(self) -> None:
        """The second article has come or gone while a mark waits for its other end."""
        if self.session is not None and self.session.waiting is not None:
            self._linking(self.session.waiting)

    def _linking(self, annotation_id: str | None) -> None:
        if annotation_id is None or self.session is None:
            self.banner.hide()
            return
        annotation = self.session.get(annotation_id)
        category = self.book.find(annotation.category) if annotation else None
        self.banner.ask_for_counterpart(category, beside=self.beside.is_open)

    def set_margin_width(self, width: int) -> None:
        """Make the margin that wide, in pixels; 0 for none."""
        self.margin.setVisible(width > 0)
        if width and width != self.margin.width():
            self.editor.set_narrow(narrow=width < MARGIN_WIDTH)
            self.margin.setFixedWidth(width)
            self._place_margin()
        self.page.set_margin_width(width + MAP_WIDTH)

    def _place_margin(self) -> None:
        right = self.page.width() - self.page.scroll_bar_width
        width, height = self.margin.width(), self.page.height()
        self.margin.setGeometry(right - MAP_WIDTH - width, 0, width, height)
        self.map.setGeometry(right - MAP_WIDTH, 0, MAP_WIDTH, height)
        self.map.late.start()

    # --- Review -------------------------------------------------------------------------------

    def _locked(self) -> None:
        self.said.emit("")  # it was about marking
        self.sharing.begin()
        # A review is read from the top.
        self.page.place_caret(0)
        self.page.verticalScrollBar().setValue(0)
        self.list_sets()
        self.show_marks()
        self.arrange()
        self.locked.compare()

    def _segment(self, article: Article) -> None:
        if self._reading is not None:
            self._reading.cancel()
        self._reading = tasks.start(
            lambda _report: segmentation_of(article), self._segmented, self.failed.emit
        )

    def _segmented(self, segmentation: Segmentation) -> None:
        self._reading = None
        self.page.set_segmentation(segmentation)
        self.keying.check()

    # --- Arrangement --------------------------------------------------------------------------

    def arrange(self) -> None:
        """Show what fits the state of the set."""
        locked = self.session is not None and self.session.is_locked
        self.header.show_state(locked=locked)
        self.arrange_side()
        self.state_changed.emit()

    def arrange_side(self) -> None:
        """Show what was asked for beside the text, or nothing."""
        self.sharing.arrange()
