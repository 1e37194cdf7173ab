"""A page of its own for two sets of one article, and for the key that is made of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from annotator.desktop.decision_bar import KEYS, TAKE_BACK_KEY
from annotator.desktop.keying.finishing import Consequences
from annotator.desktop.messages import Question, ask
from annotator.desktop.page_style import PageStyle
from annotator.desktop.page_view import PageView
from annotator.desktop.pair_header import PairHeader
from annotator.desktop.pair_list import PairRow, Side
from annotator.desktop.pair_looks import pair_marks, pair_of, signs
from annotator.desktop.pair_panel import PairPanel
from annotator.desktop.pair_words import (
    SIGNS,
    category_words,
    decision_name,
    kind_name,
    name_words,
    of_several,
    quote_words,
)
from annotator.desktop.pair_work import PairWork
from annotator.desktop.palette import Theme
from annotator.desktop.scroll_map import WIDTH as MAP_WIDTH
from annotator.desktop.scroll_map import ScrollMap
from annotator.desktop.telling import Telling
from annotator.desktop.words import confidence_words
from annotator.domain.annotation import Annotation, SetInfo
from annotator.domain.article import Article
from annotator.domain.confidence import nearest_level
from annotator.domain.decisions import Decision
from annotator.services.pairing import likely_pair
from annotator.services.workspace import Workspace

if TYPE_CHECKING:
    from annotator.comparison.pairing import Pairing

PANEL_WIDTH = 540
"""How wide the list is, where that is less than half of the window."""


class PairPage(QWidget):
    """Shows two sets beside each other, and lets a key be made of them with the keyboard."""

    opened = Signal()
    """Two sets are there to be looked at."""
    left = Signal()
    """The user wants to go back to the desk."""
    said = Signal(str)
    failed = Signal(object)
    finished = Signal(object)
    """A key has been finished: its set."""
    zoom_asked = Signal(int)
    state_changed = Signal()
    """Other things can be done than before."""

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.theme, self.style = theme, PageStyle()
        self.article: Article | None = None
        self._divided = False
        self.work = PairWork(workspace, self)
        self._telling = Telling(workspace, self)
        self.header = PairHeader()
        self.page = PageView()
        self.page.setAccessibleName(self.tr("Article with the marks of both sets"))
        self.page.set_margin_width(MAP_WIDTH)
        self.map = ScrollMap(self.page)
        self.panel = PairPanel()
        self.list = self.panel.list
        self.decisions = self.panel.decisions
        self._build()
        self._connect()
        self._add_keys()

    # --- Showing ------------------------------------------------------------------------------

    def open(self, article: Article, current: SetInfo | None = None) -> bool:
        """Show two sets of an article, the likeliest ones; ``current`` is the set on the desk.

        Returns whether it has two. Somebody whom they would tell the answers is asked first.
        """
        found = likely_pair(self._workspace, article, current)
        if found is None:
            return False
        self._telling.before(article, found, lambda: self._open(article, *found))
        return True

    def look_again(self) -> None:
        """The teacher may have closed the review elsewhere meanwhile."""
        self.work.look_again()

    def close_article(self) -> None:
        """Let go of the article; everything is stored already."""
        self.work.clear()
        self.article = None

    def set_look(self, theme: Theme, style: PageStyle) -> None:
        """Change colours and size."""
        self.theme, self.style = theme, style
        self.map.set_theme(theme)
        self.list.set_theme(theme)
        if self.article is not None:
            self.page.restyle(theme, style)
            self._show_all()

    def parts(self) -> list[QWidget]:
        """What can have the keyboard focus, in the order in which F6 goes through it."""
        found: list[QWidget] = [self.list, self.page]
        found += [chip for chip in self.panel.chips if chip.isEnabled()][:1]
        if self.decisions.isVisible() and self.decisions.note.isEnabled():
            found.append(self.decisions.note)
        return [*found, self.header.first]

    @property
    def can_make(self) -> bool:
        """Whether a key can be begun of the two sets."""
        return self.work.pairing is not None and not self.work.is_making

    @property
    def current(self) -> str | None:
        """The id of the current pair."""
        return self.list.current

    # --- What the keys do ---------------------------------------------------------------------

    def step(self, forward: int) -> None:
        """Go to the next pair, or with -1 to the one before; behind the last comes the first."""
        ids = [row.pair_id for row in self.list.rows.rows]
        if not ids:
            self.said.emit(self.panel.empty.text())
            return
        here = ids.index(self.current) if self.current in ids else -1 if forward > 0 else 0
        self.choose(ids[(here + forward) % len(ids)])

    def choose(self, pair_id: str | None) -> None:
        """Make a pair the current one, in the list and on the page."""
        self.list.choose(pair_id)
        if pair_id is None:
            self._show_current()

    def decide(self, decision: Decision) -> None:
        """Decide the current pair, and go on to the next open one."""
        pair_id = self.current
        if not self.work.is_making:
            self.said.emit(
                self.tr(
                    "Press “Make a key” first: then every pair can be taken, merged or rejected."
                )
            )
        elif pair_id is None:
            self.said.emit(self.tr("Choose a pair first. J goes to the next one."))
        elif self.work.decide(pair_id, decision):
            self._go_on(pair_id)
        self._show_decision()

    def take_back(self) -> None:
        """Open the current pair again."""
        if self.current is not None and self.work.take_back(self.current):
            self.said.emit(self.tr("This pair is open again."))
        self._show_decision()

    def take_back_last(self) -> None:
        """Open the pair again that was decided last, and go there."""
        if not self.work.is_making:
            return
        pair_id = self.work.take_back_last()
        if pair_id is None:
            self.said.emit(self.tr("There is no decision to take back."))
            return
        self.choose(pair_id)
        self.said.emit(self.tr("The last decision is taken back."))

    def edit_explanation(self) -> None:
        """Go to the explanation of the current pair."""
        if self.work.is_making and self.current is not None:
            self.decisions.note.setFocus()
            self.decisions.note.moveCursor(self.decisions.note.textCursor().MoveOperation.End)

    def begin(self) -> None:
        """Begin a key of the two sets."""
        if self.work.begin() and self.work.making is not None:
            self.header.show_sets(self._listed(), self.work.infos)
            self._go_on(None)
            self.said.emit(
                self.tr("“{name}” is begun. {keys}").format(
                    name=self.work.making.info.name,
                    keys=self.tr("A first, S second, M merge, R reject, U take back."),
                )
            )
            self.list.setFocus()

    def finish(self) -> None:
        """Ask, and lock the key."""
        making = self.work.making
        if making is None or making.locked:
            return
        count = len(making.items)
        asked = (
            self.tr("Finish the key with %n item(s)?", "", count)
            if count
            else self.tr("Finish the key without a single item?")
        )
        question = Question(
            asked,
            self.tr("Finish"),
            self.tr("Go on deciding"),
            self._about_finishing(),
            self.tr("Finish the key"),
        )
        ask(question, self, self._finish, self.list.setFocus)

    def showEvent(self, event: QShowEvent) -> None:
        """The list gets its share of the room when there is room for the first time."""
        super().showEvent(event)
        if not self._divided:
            self._divided = True
            width = min(PANEL_WIDTH, int(self.width() * 0.46))
            self.splitter.setSizes([self.width() - width, width])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back from wherever nothing else is done with it."""
        if event.key() == Qt.Key.Key_Escape:
            self._escape()
        else:
            super().keyPressEvent(event)

    # --- Building -----------------------------------------------------------------------------

    def _build(self) -> None:
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.page)
        self.splitter.addWidget(self.panel)
        self.splitter.setStretchFactor(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        self.header.left.connect(self.left)
        self.header.chosen.connect(self._choose_sets)
        self.header.make_button.clicked.connect(self.begin)
        self.header.finish_button.clicked.connect(self.finish)
        self.page.pointed.connect(self._pointed)
        self.page.resized.connect(self._place_map)
        self.page.zoom_asked.connect(self.zoom_asked)
        self.panel.filtered.connect(self._show_all)
        self.list.chosen.connect(lambda _pair_id: self._show_current())
        self.decisions.decided.connect(self.decide)
        self.decisions.taken_back.connect(self.take_back)
        self.decisions.explained.connect(self._explained)
        self.decisions.left.connect(self.list.setFocus)
        self.work.comparing.connect(self._wait)
        self.work.compared.connect(self._compared)
        self.work.refused.connect(self.panel.show_waiting)
        self.work.refused.connect(self.said)
        self.work.changed.connect(self._show_all)
        self.work.failed.connect(self._failed)
        self.work.said.connect(self.said)

    def _add_keys(self) -> None:
        """Single letters work in the list, on the page and on the buttons of the panel.

        So they can be typed elsewhere.
        """

        def add(keys: str, run: Callable[[], object]) -> None:
            action = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(lambda _checked=False: run())
            for widget in (self.list, self.page, *self.decisions.buttons.values(), *others):
                widget.addAction(action)

        others = (self.decisions.back, self.panel.open_only, *self.panel.chips)

        for decision, key in KEYS.items():
            add(key, lambda d=decision: self.decide(d))
        add(TAKE_BACK_KEY, self.take_back)
        add("Ctrl+Z", self.take_back_last)
        add("Return", self.edit_explanation)
        add("Enter", self.edit_explanation)
        add("J", lambda: self.step(1))
        add("K", lambda: self.step(-1))
        add("Esc", self._escape)

    # --- Inside -------------------------------------------------------------------------------

    def _open(self, article: Article, first: SetInfo, second: SetInfo) -> None:
        self.article = article
        self.header.title.setText(article.title)
        self.page.show_article(article, self.theme, self.style)
        self.panel.open_only.setChecked(False)
        self._compare(first, second)
        self.opened.emit()

    def _choose_sets(self, first: SetInfo, second: SetInfo) -> None:
        """Others at the top; the ones before stay where the reader is not to be told."""
        before = self.work.infos

        def compare() -> None:
            self._compare(first, second)

        def stay() -> None:
            self.header.show_sets(self._listed(), before)

        self._telling.before(self._known(), (first, second), compare, stay)

    def _compare(self, first: SetInfo, second: SetInfo) -> None:
        self.work.compare(self._known(), first, second)
        self.header.show_sets(self._listed(), self.work.infos or (first, second))
        self._arrange()

    def _listed(self) -> list[SetInfo]:
        return self._workspace.sets.of(self._known())

    def _wait(self) -> None:
        self.page.set_marks(())
        self.panel.show_waiting(self.tr("Comparing …"))

    def _known(self) -> Article:
        assert self.article is not None  # noqa: S101 (open has set it)
        return self.article

    def _compared(self) -> None:
        self._show_all()
        rows = self.list.rows.rows
        waiting = self.work.open_ids() if self.work.is_making else []
        first = next((row.pair_id for row in rows if not waiting or row.pair_id in waiting), None)
        self.choose(first)

    def _failed(self, error: Exception) -> None:
        if self.work.pairing is None:
            self.panel.show_waiting(
                self.tr("These two could not be compared. Choose others at the top.")
            )
        self._show_all()
        self.failed.emit(error)

    def _show_all(self) -> None:
        """Everything anew: after other sets, another look, other filters, or a decision."""
        self._arrange()
        pairing = self.work.pairing
        if pairing is None:
            return
        names = self._names(pairing)
        self.panel.show_pairing(pairing, names, self.theme)
        rows, marks = [], []
        for pair_id, pair in self.work.pairs.items():
            decision = self.work.decision(pair_id)
            if not self.panel.shows(pair.kind):
                continue
            if self.work.is_making and self.panel.open_only.isChecked() and decision is not None:
                continue
            rows.append(self._row(pair_id))
            marks += pair_marks(
                pair,
                pair_id,
                self.work.codebook,
                self.theme,
                rejected=decision is Decision.REJECTED,
            )
        self.page.set_marks(marks)
        self.panel.show_rows(rows, names, pairing.counts)
        self._show_current()
        self.state_changed.emit()

    def _names(self, pairing: Pairing) -> tuple[str, str]:
        """What the two sets are called, and whose they are where there are several learners'."""
        infos = self.work.infos
        if infos is None:
            return pairing.first_name, pairing.second_name
        whose = of_several(self._listed())
        first, second = (name_words(info, whose=whose) for info in infos)
        return first, second

    def _row(self, pair_id: str) -> PairRow:
        pair = self.work.pairs[pair_id]
        decision = self.work.decision(pair_id)
        return PairRow(
            pair_id,
            SIGNS[pair.kind],
            kind_name(pair.kind),
            self._side(pair.first),
            self._side(pair.second),
            decision_name(decision, asked=self.work.is_making) if self.work.making else "",
            decision is None,
        )

    def _side(self, annotation: Annotation | None) -> Side | None:
        if annotation is None:
            return None
        book = self.work.codebook
        letter, colour, _ = signs(annotation.category, book, self.theme)
        level = nearest_level(annotation.confidence)
        return Side(
            letter,
            colour,
            category_words(annotation, book),
            quote_words(annotation),
            annotation.note.strip(),
            confidence_words(level) if level is not None else "",
        )

    def _show_current(self) -> None:
        """The current pair on the page and below the list."""
        pair_id = self.current
        mark = self.page.mark(pair_id)
        self.page.set_active(pair_id if mark else None)
        if mark is not None:
            self.page.place_caret(mark.spans[0].start)
            self.page.reveal(mark.spans[0])
        self._show_decision()

    def _show_decision(self) -> None:
        pair_id, making = self.current, self.work.making
        if making is None:
            return
        self.decisions.show_pair(
            self.work.choices(pair_id),
            self.work.decision(pair_id) if pair_id is not None else None,
            self.work.explanation(pair_id) if pair_id is not None else "",
        )
        self._show_origin()
        decided = [self.work.decision(each) for each in self.work.pairs]
        self.decisions.show_state(making.info.name, locked=making.locked)
        self.decisions.show_counts(
            still_open=decided.count(None),
            taken=len(making.items),
            rejected=decided.count(Decision.REJECTED),
        )

    def _show_origin(self) -> None:
        pair_id = self.current
        self.decisions.show_origin(self.work.whose_note(pair_id) if pair_id is not None else ())

    def _go_on(self, pair_id: str | None) -> None:
        """Go to the next open pair that is shown, behind the one that was decided."""
        everyone, waiting = list(self.work.pairs), self.work.open_ids()
        place = everyone.index(pair_id) if pair_id in everyone else -1
        shown = {row.pair_id for row in self.list.rows.rows}
        behind = [*everyone[place + 1 :], *everyone[: place + 1]]
        following = [each for each in behind if each in waiting and each in shown]
        if following:
            self.choose(following[0])
        elif not waiting:
            self.choose(pair_id)
            self.said.emit(self.tr("Every pair is decided. Now the key can be finished."))
        else:
            self.choose(pair_id)
            self.said.emit(self.tr("What is still open is of kinds that are not shown."))

    def _explained(self, text: str) -> None:
        if self.current is not None:
            self.work.explain(self.current, text)
            self._show_origin()

    def _about_finishing(self) -> str:
        making = self.work.making
        assert making is not None  # noqa: S101 (finish has seen to it)
        parts = []
        waiting = len(making.open_pairs)
        if waiting:
            parts.append(self.tr("%n pair(s) still open will not be in it.", "", waiting))
        bare = sum(not item.note.strip() for item in making.items)
        if bare:
            parts.append(self.tr("%n item(s) have no explanation.", "", bare))
        borrowed = making.borrowed
        if borrowed:
            parts.append(
                self.tr(
                    "%n explanation(s) are still learners' notes, word for word: all readers will "
                    "see them.",
                    "",
                    borrowed,
                )
            )
        parts.append(self.tr("The key is then locked."))
        parts.append(Consequences(self._workspace, self._known()).place())
        return " ".join(parts)

    def _finish(self) -> None:
        if self.work.finish() and self.work.making is not None:
            key = self.work.making.info
            self.header.show_sets(self._listed(), self.work.infos)
            self._show_all()
            self.said.emit(
                self.tr("“{name}” is finished: it is the key of this article now.").format(
                    name=key.name
                )
            )
            self.finished.emit(key)

    def _pointed(self, offset: int) -> None:
        marks = self.page.marks_at(offset)
        if marks:
            self.choose(pair_of(marks[0].id))

    def _escape(self) -> None:
        if self.page.selection is not None:
            self.page.clear_selection()
        else:
            self.left.emit()

    def _arrange(self) -> None:
        making = self.work.making
        self.header.show_state(
            can_make=self.can_make,
            is_making=self.work.is_making,
        )
        self.decisions.setVisible(making is not None)
        self.panel.open_only.setVisible(self.work.is_making)
        self.state_changed.emit()

    def _place_map(self) -> None:
        right = self.page.width() - self.page.scroll_bar_width
        self.map.setGeometry(right - MAP_WIDTH, 0, MAP_WIDTH, self.page.height())
        self.map.late.start()
