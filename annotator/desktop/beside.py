"""Two articles side by side: what is linked across them, and how the desk makes room."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtGui import QActionEvent

from annotator.desktop.document import PAGE_MARGIN
from annotator.desktop.link_line import LinkLine
from annotator.desktop.looks import annotation_mark
from annotator.desktop.margin import Card
from annotator.desktop.marks import Mark
from annotator.desktop.second_page import SecondPage
from annotator.domain.annotation import Annotation
from annotator.domain.article import Article
from annotator.domain.changes import Change
from annotator.domain.errors import AnnotatorError
from annotator.services.workspace import Workspace

if TYPE_CHECKING:
    from annotator.desktop.desk import Desk
    from annotator.desktop.session import Session

KEY = "F4"
"""The key that opens and closes the second article."""

ROOMY = 1600
"""Pixels of the desk from which margin and side panel keep their place beside two articles."""

NARROW_MARGIN = 240
LONGEST_QUOTE = 160
"""Code points of a passage that a card tells."""

_NOT_THERE = frozenset(("copy", "delete", "here"))
"""Commands of the page that mean the article on the desk alone."""


class Beside(QObject):
    """Shows a second article at the right of a desk. Changes nothing but links to it.

    Its page has the marks of the desk's set, or of the review, that have an end there.
    """

    toggled = Signal()
    """The second article has come or gone, or leaves more or less room."""

    def __init__(self, workspace: Workspace, desk: Desk) -> None:
        super().__init__(desk)
        self._workspace = workspace
        self._desk = desk
        self._titles: dict[str, str] = {}
        self._last: str | None = None
        self._arranged_cramped = False
        self.view = SecondPage()
        self.view.chosen.connect(self._choose)
        self.view.closed.connect(self.close)
        self.view.failed.connect(desk.failed)
        self.view.bar.chosen.connect(self.mark)
        self.view.page.selected.connect(lambda _span: self._place_bar())
        self.view.page.moved.connect(self._place_bar)
        self.view.page.pointed.connect(self._pointed)
        self.view.page.zoom_asked.connect(desk.zoom_asked)
        self.line = LinkLine(desk)
        self.view.page.moved.connect(self._place_line)
        self.view.page.resized.connect(self._place_line)
        desk.margin.laid_out.connect(self._place_line)
        desk.installEventFilter(self)
        desk.page.installEventFilter(self)

    # --- Opening and closing ------------------------------------------------------------------

    @property
    def is_open(self) -> bool:
        """Whether there is a second article."""
        return self.view.article is not None

    @property
    def has_focus(self) -> bool:
        """Whether keys go to the second article."""
        return self.is_open and self.view.page.hasFocus()

    @property
    def is_cramped(self) -> bool:
        """Whether two articles leave no room for the side panel."""
        return self.is_open and self._desk.width() < ROOMY

    def toggle(self) -> None:
        """Open the second article, with the keyboard in it, or close it."""
        if self.is_open:
            self.close()
        elif self._open_some():
            self.view.page.setFocus()
        else:
            self.toggled.emit()  # it is not there, whatever the menu has ticked

    def close(self) -> None:
        """Go back to one article."""
        if self.is_open:
            self._desk.finding.leave_second()
            self.view.let_go()
            self.line.hide()
            self._arrange()
            self._desk.page.setFocus()
            self.toggled.emit()

    def clear(self) -> None:
        """The desk lets go of its article: let go of the second one too."""
        self._desk.finding.leave_second()
        self.view.let_go()
        self.line.hide()
        self._titles.clear()
        self._arrange()

    def follow(self, before: Article | None) -> None:
        """Another article is on the desk; if it was the second one, they change places."""
        article = self._desk.article
        self._titles.clear()
        if not self.is_open or article is None:
            return
        self.view.list_articles(self._others())
        if self.view.article is not None and self.view.article.id == article.id:
            if before is not None and before.id != article.id:
                self._show(before)
            else:
                self.close()

    def show_source(self, sha256: str) -> bool:
        """Show the article with that SHA-256 beside; False where the library does not have it."""
        if self.view.article is not None and self.view.article.sha256 == sha256:
            return True
        try:
            article = self._workspace.articles.revision(sha256)
        except AnnotatorError as error:
            self._desk.failed.emit(error)
            return False
        if article is None:
            self._desk.said.emit(
                self.tr("The article with the other end is not in this library. Import it first.")
            )
            return False
        self._show(article)
        return True

    # --- What the actions do ------------------------------------------------------------------

    def mark(self, category_id: str, *, exact: bool = False) -> bool:
        """A category's key was pressed: link, if the second article has the keyboard.

        Returns whether it has, so that the key has done what it does.
        """
        if not self.has_focus:
            return False
        session, waiting = self._session(), self._waiting()
        if session is None or waiting is None or waiting.category != category_id:
            self._desk.said.emit(
                self.tr(
                    "Passages here can only be linked. Mark the first passage in the article on "
                    "the left, then its other end here."
                )
            )
        else:
            self._link(session, waiting, exact=exact)
        return True

    def link(self) -> bool:
        """The key for links was pressed: as :meth:`mark`, also to replace the other end."""
        if not self.has_focus:
            return False
        session = self._session()
        annotation = self._waiting() or (self._linkable(session.active) if session else None)
        if session is None or annotation is None:
            self._desk.said.emit(self.tr("Choose a mark that has two ends first."))
        else:
            self._link(session, annotation)
        return True

    def jump(self) -> bool:
        """Go to the end of the active mark in the other article, or back.

        Returns whether it has an end there.
        """
        mark = self._desk.page.mark(self._desk.page.active)
        annotation = self._annotation(self._desk.page.active)
        elsewhere = annotation.spans_elsewhere if annotation else {}
        if not elsewhere or (mark is not None and mark.counterpart is not None):
            return False
        if self.has_focus:
            self._desk.page.setFocus()
            self._desk.reveal_active()
        elif self.show_source(self._shown_or_first(elsewhere)):
            self.view.page.setFocus()
            self._reveal(self._desk.page.active)
        return True

    def escape(self) -> bool:
        """Let go of the selection in the second article; returns whether there was one."""
        if not self.has_focus or self.view.page.selection is None:
            return False
        self.view.page.clear_selection()
        return True

    # --- Following the desk -------------------------------------------------------------------

    def restyle(self) -> None:
        """Other colours or another size."""
        desk = self._desk
        if self.is_open:
            self.view.page.restyle(desk.theme, desk.style)
        self._arrange()

    def refresh(self) -> None:
        """All marks anew."""
        article, desk = self.view.article, self._desk
        if article is None or desk.session is None:
            return
        if desk.is_reviewing:
            marks = desk.reviewing.marks(desk.review.shown, desk.theme, article.sha256)
        else:
            seen = (a.seen_from(article.sha256) for a in desk.session.annotations if a.counterpart)
            marks = [annotation_mark(a, desk.book, desk.theme) for a in seen if a is not None]
        self.view.page.set_marks(marks)
        self.view.page.set_active(desk.page.active)
        self._offer()
        self._place_line()

    def follow_change(self, change: Change) -> None:
        """The set has changed."""
        article, desk = self.view.article, self._desk
        if article is None:
            return
        for edit in change.edits:
            seen = edit.after.seen_from(article.sha256) if edit.after else None
            gone = edit.before or edit.after
            if seen is not None:
                self.view.page.set_mark(annotation_mark(seen, desk.book, desk.theme))
            elif gone is not None:
                self.view.page.discard_mark(gone.id)
        self._place_bar()
        self._place_line()

    def set_active(self, mark_id: str | None) -> None:
        """Show a mark as the active one here too, and bring its end here into sight."""
        if self.is_open:
            self.view.page.set_active(mark_id)
            if not self.has_focus:
                self._reveal(mark_id)
            self._place_bar()
            self._place_line()

    # --- What is told of an end elsewhere -----------------------------------------------------

    def title_of(self, sha256: str) -> str:
        """The title of an article revision; empty where the library does not have it."""
        if sha256 not in self._titles:
            try:
                article = self._workspace.articles.revision(sha256)
            except AnnotatorError:  # a title is not worth a dialog
                article = None
            self._titles[sha256] = article.title if article else ""
        return self._titles[sha256]

    def told(self, card: Card | None, annotation: Annotation | None) -> Card | None:
        """A card with the end elsewhere told on it, if there is one."""
        passages = [p for p in annotation.counterpart if p.source] if annotation else []
        if card is None or not passages:
            return card
        ends = "\n".join(self.words(_shortened(p.quote), p.source) for p in passages)
        return replace(card, paragraphs=(*card.paragraphs, (self.tr("The other end"), ends)))

    def words(self, quote: str, source: str) -> str:
        """An end elsewhere in words."""
        title = self.title_of(source)
        if not title:
            return self.tr("“{quote}” in an article that is not in this library").format(
                quote=quote
            )
        return self.tr("“{quote}” in “{title}”").format(quote=quote, title=title)

    # --- Events -------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of the first page work on the second; a resized desk is arranged anew."""
        kind = event.type()
        if kind is QEvent.Type.Resize and watched is self._desk:
            if self._arranged_cramped != self.is_cramped:
                self._arrange()
                self.toggled.emit()
        elif isinstance(event, QActionEvent) and watched is self._desk.page:
            action = event.action()
            if kind is QEvent.Type.ActionRemoved:
                self.view.page.removeAction(action)
            elif kind is QEvent.Type.ActionAdded and action.objectName() not in _NOT_THERE:
                self.view.page.addAction(action)
        return super().eventFilter(watched, event)

    # --- Inside -------------------------------------------------------------------------------

    def _session(self) -> Session | None:
        """The session, while its set can be changed."""
        return self._desk.session if self._desk.can_annotate else None

    def _linkable(self, mark_id: str | None) -> Annotation | None:
        """The annotation with that id, if its category has two ends."""
        annotation = self._desk.session.get(mark_id) if self._desk.session else None
        category = self._desk.book.find(annotation.category) if annotation else None
        return annotation if category is not None and category.linked else None

    def _waiting(self) -> Annotation | None:
        """The annotation that a category's key links: one that waits, or lacks its other end."""
        session = self._session()
        if session is None:
            return None
        waiting = session.get(session.waiting)
        if waiting is not None:
            return waiting
        active = self._linkable(session.active)
        return active if active is not None and not active.counterpart else None

    def _link(self, session: Session, annotation: Annotation, *, exact: bool = False) -> None:
        span = self.view.page.snapped_selection(exact=exact)
        if span is None:
            self._desk.said.emit(self.tr("Select the other end first."))
        elif session.link_to(annotation.id, [span], self.view.article):
            session.wait_for_counterpart(None)
            session.activate(annotation.id)
            self.view.page.clear_selection()

    def _annotation(self, mark_id: str | None) -> Annotation | None:
        desk = self._desk
        if mark_id is None:
            return None
        if desk.is_reviewing:
            return desk.reviewing.annotation(mark_id)
        return desk.session.get(mark_id) if desk.session else None

    def _shown_or_first(self, elsewhere: dict[str, tuple]) -> str:
        shown = self.view.article.sha256 if self.view.article else ""
        return shown if shown in elsewhere else next(iter(elsewhere))

    def _others(self) -> list[tuple[str, str]]:
        own = self._desk.article.id if self._desk.article else ""
        return [(i, title) for i, title in self._workspace.articles.titles() if i != own]

    def _open_some(self) -> bool:
        try:
            return self._open_likely()
        except AnnotatorError as error:
            self._desk.failed.emit(error)
            return False

    def _open_likely(self) -> bool:
        """Open the article with the active mark's other end, one of the exercise, or any.

        Of the latter the one that was beside the desk last, if it was.
        """
        active = self._annotation(self._desk.page.active)
        for source in active.spans_elsewhere if active else ():
            if self.title_of(source):
                return self.show_source(source)
        others = [i for i, _ in self._others()]
        if not others:
            self._desk.said.emit(
                self.tr("There is no other article in the library. Import one first.")
            )
            return False
        together = self._desk.exercising.exercise.articles
        likely = [i for i in others if i in together] or others
        self._choose(self._last if self._last in likely else likely[0])
        return self.is_open

    def _choose(self, article_id: str) -> None:
        try:
            self._show(self._workspace.articles.get(article_id))
        except AnnotatorError as error:
            self._desk.failed.emit(error)

    def _show(self, article: Article) -> None:
        first = not self.is_open
        desk = self._desk
        self._last = article.id
        if article is not self.view.article:
            desk.finding.leave_second()
        self.view.show_article(article, desk.theme, desk.style)
        self.view.show()
        if first:
            self.view.list_articles(self._others())
            self._share_room()
        self._arrange()
        self.refresh()
        self._reveal(desk.page.active)
        self.toggled.emit()

    def _share_room(self) -> None:
        """Both texts get the same width."""
        splitter = self._desk.splitter
        self._arrange()
        # Where there is little room the panel stands below both texts.
        sides = splitter.sizes()[:-2]
        if self._desk.side.isHidden():
            sides = [0] * len(sides)
        free = splitter.width() - sum(sides)
        margin = self._desk.margin.width()
        first = (free + margin) // 2
        splitter.setSizes([*sides, first, free - first])

    def _arrange(self) -> None:
        self._arranged_cramped = self.is_cramped
        self._desk.arrange_side()

    def _offer(self) -> None:
        """The bar at a selection offers the categories with two ends."""
        book = self._desk.book
        linked = tuple(category for category in book.categories if category.linked)
        self.view.bar.set_categories(replace(book, categories=linked), self._desk.theme)

    def _place_bar(self) -> None:
        self.view.place_bar(wanted=self._waiting() is not None)

    def _pointed(self, offset: int) -> None:
        """A mark was clicked: it becomes the active one, and its first end comes into sight."""
        ids = [mark.id.removesuffix("/key") for mark in self.view.page.marks_at(offset)]
        active = self._desk.page.active
        if not ids:
            return
        if active not in ids:
            self._desk.activate(ids[0])
        elif self.view.page.clicked_again:
            self._desk.activate(ids[(ids.index(active) + 1) % len(ids)])
        self._desk.reveal_active()

    def _place_line(self) -> None:
        """The active card is joined with the end in sight here."""
        margin, page = self._desk.margin, self.view.page
        mark = self._mark(page.active) if self.is_open else None
        start = margin.outer_end(page.active) if mark is not None else None
        rects = page.rects_of(mark.spans[0]) if mark is not None else []
        level = rects[0].center().y() if rects else -1
        if mark is None or start is None or not 0 <= level < page.viewport().height():
            self.line.hide()
            return
        left = page.viewport().mapTo(self._desk, QPoint(PAGE_MARGIN - 8, level))
        self.line.join(margin.mapTo(self._desk, start), left, mark.look.colour)

    def _mark(self, mark_id: str | None) -> Mark | None:
        page = self.view.page
        return page.mark(mark_id) or (page.mark(f"{mark_id}/key") if mark_id else None)

    def _reveal(self, mark_id: str | None) -> None:
        page = self.view.page
        mark = self._mark(mark_id)
        if mark is not None:
            page.place_caret(mark.spans[0].start)
            page.reveal(mark.spans[0])


def _shortened(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= LONGEST_QUOTE else f"{words[:LONGEST_QUOTE].rstrip()} …"
