"""Core, allowance, difficulty and other answers: what keys and card do to an item of a key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor

from annotator.desktop.keying.choosing import Choosing, Request
from annotator.desktop.keying.frames import Frame, Line
from annotator.desktop.keying.key_session import KeySession
from annotator.domain.annotation import Annotation, Passage
from annotator.domain.article import Article
from annotator.domain.span import Span, total_overlap
from annotator.services.key_editing import DIFFICULTIES

if TYPE_CHECKING:
    from annotator.desktop.desk import Desk
    from annotator.desktop.keying.key_part import KeyPart
    from annotator.desktop.page_view import PageView


class Shaping(QObject):
    """Changes the items of the key on a desk, and frames what belongs to the active one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._session: KeySession | None = None
        self._last: str | None = None
        self._part: KeyPart | None = None
        self.choosing = Choosing(desk)
        self.choosing.picked.connect(self._chosen)
        self.choosing.changed.connect(self._show_request)

    @property
    def part(self) -> KeyPart:
        """The part of the card for items of a key, which is made when it is needed first."""
        if self._part is None:
            self._part = self._make_part()
        return self._part

    def _make_part(self) -> KeyPart:
        from annotator.desktop.keying.key_part import KeyPart  # noqa: PLC0415 (few write keys)

        part = KeyPart()
        part.difficulty_asked.connect(self._set_difficulty)
        part.core_asked.connect(self.take_core)
        part.allowance_asked.connect(self.take_allowance)
        part.core_reset.connect(lambda: self._on_active("reset_core"))
        part.allowance_reset.connect(lambda: self._on_active("reset_allowance"))
        part.category_asked.connect(lambda c: self._on_active("add_alternative", c))
        part.passage_asked.connect(self.add_passage)
        part.removed.connect(lambda number: self._on_active("remove_alternative", number))
        self._desk.editor.put_below_note(part, part.controls())
        return part

    def begin(self, session: KeySession | None) -> None:
        """Another set is on the desk; None where it is no key."""
        self.choosing.stop()
        self._session, self._last = session, None
        if session is not None or self._part is not None:
            self.part.setVisible(session is not None)
        self.show_active()

    # --- What the actions do ------------------------------------------------------------------

    def take_core(self) -> None:
        """Make the selection the core of the active item, or of the one it lies on."""
        self._take(Request(Line.CORE))

    def take_allowance(self) -> None:
        """Make the selection the allowance of the active item, or of the one it lies on."""
        self._take(Request(Line.ALLOWANCE))

    def add_passage(self, end: int | None = None, category: str = "") -> None:
        """Make the selection another answer: by itself, or in the place of one end (0 or 1).

        ``category`` is that of the answer, where it is another one than that of the item.
        """
        self._take(Request(Line.ALTERNATIVE, end, category))

    def step_difficulty(self) -> None:
        """State the next difficulty of the active item; after the highest, none."""
        from annotator.desktop.keying.key_words import difficulty_words  # noqa: PLC0415 (see above)

        item = self._item()
        if item is None:
            self._say(self.tr("Choose an item first."))
            return
        if not self._is_rated(item):
            self._say(
                self.tr("How hard a sound passage is counts only where nothing in the key is weak.")
            )
            return
        steps = (None, *DIFFICULTIES)
        now = item.key.difficulty if item.key else None
        wanted = steps[(steps.index(now) + 1) % len(steps)] if now in steps else None
        self._set_difficulty(wanted)
        self._say(difficulty_words(wanted) or self.tr("Difficulty not stated"))

    # --- What is shown ------------------------------------------------------------------------

    def show_active(self) -> None:
        """Card and frames tell of the active item as it is stored now."""
        desk, session = self._desk, self._session
        item = session.get(session.active) if session is not None else None
        if session is not None:
            self.choosing.follow(item, session.get(self.choosing.item_id))
        if item is not None:
            self._last = item.id
            self.part.show_item(item, desk.book, desk.theme, rated=self._is_rated(item))
            self._fit_card()
        desk.page.set_frames(list(self._frames(item, "")) if item else ())
        second = desk.beside.view
        if second.article is not None:
            source = second.article.sha256
            second.page.set_frames(list(self._frames(item, source)) if item else ())

    def _fit_card(self) -> None:
        """The card has other parts: Qt would measure it anew only after it was laid out."""
        layout = self._desk.editor.layout()
        if layout is not None:
            layout.invalidate()
            layout.activate()
        self._desk.margin.refresh()

    def _frames(self, item: Annotation, source: str) -> Iterator[Frame]:
        """The frames of an item in one article, those that stand farthest out first."""
        if item.is_sound or item.key is None:
            return
        key, colour = item.key, self._colour(item.category)
        for span in _placed((*key.allowance, *key.counterpart_allowance), source):
            yield Frame(span, Line.ALLOWANCE, colour)
        for other in key.alternatives:
            ends = (p for p in other.counterpart if p not in (*item.passages, *item.counterpart))
            for span in _placed((*other.passages, *ends), source):
                yield Frame(span, Line.ALTERNATIVE, self._colour(other.category or item.category))
        for span in _placed((*key.core, *key.counterpart_core), source):
            yield Frame(span, Line.CORE, colour)

    def _colour(self, category_id: str) -> QColor:
        category, theme = self._desk.book.find(category_id), self._desk.theme
        return theme.category(category.id, category.colour) if category else QColor(theme.muted)

    # --- Inside -------------------------------------------------------------------------------

    def _take(self, request: Request) -> None:
        """Use the selection for what is asked; where there is none, wait for one."""
        anew = request.line is Line.ALTERNATIVE  # lies anywhere, so it tells nothing of the item
        # But not in another article.
        page, article = (self._desk.page, self._desk.article) if anew else self._in_hand()
        session = self._session
        if session is None or article is None:
            return
        span = page.snapped_selection()
        source = "" if page is self._desk.page else article.sha256
        item = self._item(None if anew else span, source)
        if item is None:
            self._say(
                self.tr("The selection lies on no item. Choose one first.")
                if span is not None and not anew
                else self.tr("Choose an item first.")
            )
        elif span is None:
            self._wait(session, item, request)
        else:
            self._put(session, item, request, span, article)

    def _wait(self, session: KeySession, item: Annotation, request: Request) -> None:
        if self.choosing.request == request:  # pressed again
            self.choosing.stop()
            return
        session.activate(item.id)
        self.choosing.begin(item, request)

    def _chosen(self) -> None:
        """A passage has been selected while one was waited for."""
        session, (page, article) = self._session, self._in_hand()
        item, request = self._item(), self.choosing.request
        if session is None or article is None or item is None or request is None:
            return
        span = page.snapped_selection()
        source = "" if page is self._desk.page else article.sha256
        if span is None:
            self._tell_request()
        elif not _fits(request, item, span, source):
            page.clear_selection()
            self.part.show_request(request.line, self._outside(request))
            self._fit_card()
            self._desk.told.emit(self._outside(request))
        else:
            self._put(session, item, request, span, article)

    def _put(
        self, session: KeySession, item: Annotation, request: Request, span: Span, article: Article
    ) -> None:
        """Store a passage as what it was chosen for. What cannot be is told by the session."""
        before = session.undoable
        if request.line is Line.CORE:
            session.set_core(item.id, [span], article)
        elif request.line is Line.ALLOWANCE:
            session.set_allowance(item.id, [span], article)
        else:
            end = request.end
            kept = () if end is None else item.counterpart if end == 0 else item.passages
            session.add_alternative(item.id, request.category, [span], kept)
        waited = self.choosing.stop()
        if waited or session.undoable != before:
            for page in (self._desk.page, self._desk.beside.view.page):
                page.clear_selection()
            session.activate(item.id)

    # --- While something is to be chosen ------------------------------------------------------

    def _show_request(self) -> None:
        request = self.choosing.request
        if self._part is not None:
            line = request.line if request is not None else None
            self._part.show_request(line, self._request_words() if request is not None else "")
            self._fit_card()
        self._desk.marking.show_handles()
        self._desk.bar.hide()
        self._tell_request()

    def _tell_request(self) -> None:
        if self.choosing.is_on:
            self._desk.told.emit(self._request_words())

    def _request_words(self) -> str:
        """What is to be selected, and how."""
        request = self.choosing.request
        line = request.line if request is not None else Line.CORE
        what = {
            Line.CORE: self.tr("Drag over the words in the text that a right mark must touch."),
            Line.ALLOWANCE: self.tr(
                "Drag over the item with as much around it as a right mark may take in."
            ),
            Line.ALTERNATIVE: self.tr("Drag over the passage in the text that is as right."),
        }[line]
        category = self._desk.book.find(request.category) if request is not None else None
        if category is not None:
            what = self.tr("Drag over the passage that is as right as “{category}”.").format(
                category=category.name
            )
        how = self.tr("By keyboard: Shift and the arrows, then Enter. Esc stops.")
        return f"{what} {how}"

    def _outside(self, request: Request) -> str:
        if request.line is Line.CORE:
            return self.tr("These words lie outside of the item. Drag over some of its own.")
        if request.line is Line.ALTERNATIVE:
            return self.tr("Another answer lies in the article of the key. Drag over it there.")
        return self.tr("That does not touch the item. Begin or end the selection in it.")

    def _in_hand(self) -> tuple[PageView, Article | None]:
        """The page on which something is selected, and its article: the one with the keyboard."""
        beside = self._desk.beside
        if beside.is_open and (beside.has_focus or self._desk.page.selection is None):
            return beside.view.page, beside.view.article
        return self._desk.page, self._desk.article

    def _item(self, span: Span | None = None, source: str = "") -> Annotation | None:
        """The active item; where there is none, the last one, since selecting can let go of it.

        With a selection it is the one that lies there, should the other not touch it.
        """
        session = self._session
        if session is None:
            return None
        found = session.get(session.active) or session.get(self._last)
        if span is None or (found is not None and _share(found, span, source)):
            return found
        best = max(session.annotations, key=lambda a: _share(a, span, source), default=None)
        return best if best is not None and _share(best, span, source) else found

    def _is_rated(self, item: Annotation) -> bool:
        """Whether it counts how hard the item is."""
        from annotator.comparison.key_checklist import (  # noqa: PLC0415 (see above)
            difficulty_counts,
        )

        return self._session is not None and difficulty_counts(item, self._session.annotations)

    def _set_difficulty(self, difficulty: int | None) -> None:
        item = self._item()
        if self._session is not None and item is not None:
            self._session.set_difficulty(item.id, difficulty)

    def _on_active(self, method: str, *values: object) -> None:
        session = self._session
        item = session.get(session.active) if session is not None else None
        if item is not None:
            getattr(session, method)(item.id, *values)

    def _say(self, text: str) -> None:
        self._desk.said.emit(text)


def _placed(passages: Sequence[Passage], source: str) -> Iterator[Span]:
    return (p.span for p in passages if p.span is not None and p.source == source)


def _fits(request: Request, item: Annotation, span: Span, source: str) -> bool:
    """Whether a passage can be what it was chosen for; ``source`` is empty for the key's article.

    Another answer lies anywhere in that article, all else on the item.
    """
    return not source if request.line is Line.ALTERNATIVE else _share(item, span, source) > 0


def _share(item: Annotation, span: Span, source: str) -> int:
    spans = item.spans_elsewhere.get(source, ()) if source else item.all_spans
    return total_overlap(spans, [span])
