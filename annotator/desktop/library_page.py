"""The library: every article, how far the reader has come with it, and practice beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop.home.article_list import ArticleList
from annotator.desktop.home.article_model import LibraryModel
from annotator.desktop.home.practice_side import WIDTH as SIDE
from annotator.desktop.home.practice_side import PracticeSide
from annotator.desktop.home.search_bar import SearchBar
from annotator.desktop.home.undo_line import UndoLine
from annotator.desktop.lesson.offer import Offer
from annotator.desktop.palette import Theme
from annotator.services.browsing import Shown

COLUMN = 860
NARROW, TOO_NARROW = 1000, 900
"""Widths below which practice is put away, and below which it stands in the place of the list."""

ROOM_FOR_HINT = 700
"""Width of the list from which there is room for more than the buttons."""


class LibraryPage(QWidget):
    """Lists the articles; takes files that are dropped on it.

    ``side_toggled`` says that practice has come or gone, ``restyled`` that there is another theme.
    """

    import_asked = Signal()
    paste_asked = Signal()
    new_asked = Signal()
    dropped = Signal(list)
    side_toggled = Signal()
    restyled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.theme: Theme | None = None
        self.model = LibraryModel(self)
        self.list = ArticleList(self.model)
        self.search = SearchBar()
        self.undo_line = UndoLine()
        self.offer = Offer()
        self.side = PracticeSide()
        self._wanted: bool | None = None
        self._was_narrow: bool | None = None
        self.import_button = QPushButton(self.tr("Import articles…"))
        self.import_button.setObjectName("primary")
        self.paste_button = QPushButton(self.tr("Paste article…"))
        self.new_button = QPushButton(self.tr("New article…"))
        self.side_button = QPushButton(self.tr("Progress"), checkable=True)
        self.import_button.clicked.connect(self.import_asked)
        self.paste_button.clicked.connect(self.paste_asked)
        self.new_button.clicked.connect(self.new_asked)
        self.side_button.clicked.connect(self.toggle_side)
        self._build()
        self.search.left.connect(self.list.setFocus)
        self._overlay = QLabel(self.tr("Drop to import"), self)
        self._overlay.setObjectName("drop")
        self._overlay.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._overlay.hide()

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self.theme = theme
        self.list.set_theme(theme)
        self.restyled.emit()

    def set_shown(self, shown: Sequence[Shown], levels: Mapping[str, int], total: int) -> None:
        """Show these articles of ``total``; the choice and the place stay where they were."""
        chosen = [row.article_id for row in self.list.chosen_rows()]
        current, top = self.list.current_row(), self.list.verticalScrollBar().value()
        if self.model.set_shown(shown, levels):
            still = [i for i in chosen if self.model.index_of(i).isValid()]
            if current is not None and current.article_id in still:
                still = [current.article_id, *(i for i in still if i != current.article_id)]
            if still:
                self.list.choose(still)
                self.list.verticalScrollBar().setValue(top)
            else:
                self.list.setCurrentIndex(self.model.index(0))
                self.list.scrollToTop()
        self.search.setVisible(total > 0)
        self.search.count.setText(
            self.tr("{shown} of %n article(s)", "", total).format(shown=len(shown))
            if self.search.narrows
            else self.tr("%n article(s)", "", total)
        )
        page = self.list if shown else self._nothing if total else self._empty
        if not shown and total:
            words = self.tr("Nothing found for “{text}”").format(text=self.search.text)
            self._nothing_title.setText(
                words if self.search.text else self.tr("No article is like that")
            )
        had_focus = self.list.hasFocus()
        self._stack.setCurrentWidget(page)
        if had_focus and page is not self.list:
            self.take_focus()

    def choose(self, article_id: str) -> None:
        """Select an article and scroll it into sight; where it is not shown, show everything."""
        if not self.model.index_of(article_id).isValid() and self.search.narrows:
            self.search.clear()
        self.list.choose([article_id])

    def chosen(self) -> str | None:
        """The id of the article at which the keyboard is."""
        row = self.list.current_row()
        return row.article_id if row else None

    def take_focus(self) -> None:
        """Give the keyboard to the list, or to what stands in its place."""
        stands = self._stack.currentWidget()
        target: QWidget = self.list
        if stands is self._empty:
            target = self.import_button
        elif stands is self._nothing:
            target = self.search.line
        target.setFocus()

    def parts(self) -> list[QWidget]:
        """What can have the keyboard focus, in the order in which F6 goes through it."""
        places = [self.list, self.search.line, self.side.next.button, self.import_button]
        places.append(self.offer.button)
        return [widget for widget in places if widget.isVisible()]

    @property
    def has_side(self) -> bool:
        """Whether practice is beside the list."""
        return not self.side.isHidden()

    def toggle_side(self) -> None:
        """Put practice away, or bring it up."""
        self._wanted = self.side.isHidden()
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Practice never keeps the window from being small."""
        return QSize(self._rest.minimumSizeHint().width(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What has room now?"""
        super().resizeEvent(event)
        self._arrange()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and text are welcome; the text that comes with a web page is its address."""
        mime = event.mimeData()
        urls = mime.urls()
        if any(url.isLocalFile() for url in urls) if urls else mime.hasText():
            event.acceptProposedAction()
            self._overlay.setGeometry(self.rect().adjusted(16, 16, -16, -16))
            self._overlay.show()
            self._overlay.raise_()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Not dropped after all."""
        self._overlay.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand on the paths of the files, or the text."""
        self._overlay.hide()
        mime = event.mimeData()
        paths = [Path(u.toLocalFile()) for u in mime.urls() if u.isLocalFile()]
        event.acceptProposedAction()
        self.dropped.emit(paths if paths else [mime.text()])

    def _arrange(self) -> None:
        narrow = self.width() < NARROW
        if narrow != self._was_narrow:
            self._was_narrow, self._wanted = narrow, None
        shown = not narrow if self._wanted is None else self._wanted
        alone = shown and self.width() < TOO_NARROW
        changed = shown == self.side.isHidden()
        self.side.setFixedWidth(self.width() if alone else SIDE)
        self._hint.setVisible(self.width() - SIDE * shown > ROOM_FOR_HINT)
        self._rest.setVisible(not alone)
        self._back.setVisible(alone)
        self.side.setVisible(shown)
        self.side_button.setChecked(shown)
        if changed:
            self.side_toggled.emit()

    def _build(self) -> None:
        heading = QLabel(self.tr("Library"))
        heading.setObjectName("title")
        self._hint = QLabel(
            self.tr("Double click or Enter opens an article. Drop text and Markdown files here."),
            wordWrap=True,
        )
        self._hint.setObjectName("muted")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(heading)
        words.addWidget(self._hint)
        top = QHBoxLayout()
        top.addLayout(words, 1)
        for button in (
            self.side_button,
            self.new_button,
            self.paste_button,
            self.import_button,
        ):
            top.addWidget(button)
        column = QWidget()
        column.setMaximumWidth(COLUMN)
        inner = QVBoxLayout(column)
        inner.setContentsMargins(24, 22, 24, 12)
        inner.setSpacing(12)
        inner.addLayout(top)
        inner.addWidget(self.offer)
        inner.addWidget(self.search)
        self._stack = QStackedLayout()
        self._empty = _told(
            self.tr("No articles yet"),
            self.tr("Import a text or Markdown file, paste an article, or drop files here."),
        )[0]
        self._nothing, self._nothing_title, layout = _told(
            "",
            self.tr("Try fewer words, only the beginning of a word, or all articles and all tags."),
        )
        self.all_button = QPushButton(self.tr("Show all articles"))
        self.all_button.clicked.connect(self.search.clear)
        self.all_button.clicked.connect(self.take_focus)
        layout.insertWidget(3, self.all_button, 0, Qt.AlignmentFlag.AlignHCenter)
        for page in (self.list, self._empty, self._nothing):
            self._stack.addWidget(page)
        inner.addLayout(self._stack, 1)
        inner.addWidget(self.undo_line)
        self._rest = QWidget()
        centred = QHBoxLayout(self._rest)
        centred.setContentsMargins(0, 0, 0, 0)
        centred.addStretch(1)
        centred.addWidget(column, 100)
        centred.addStretch(1)
        self._back = QPushButton(self.tr("‹ Articles"))
        self._back.clicked.connect(self.toggle_side)
        self._back.clicked.connect(self.take_focus)
        self._back.hide()
        self.side.top.insertWidget(0, self._back)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._rest, 1)
        outer.addWidget(self.side)


def _told(title: str, words: str) -> tuple[QFrame, QLabel, QVBoxLayout]:
    """What stands in the place of the list, with the label of its title and its layout."""
    frame = QFrame()
    layout = QVBoxLayout(frame)
    label = QLabel(title, wordWrap=True)
    label.setObjectName("title")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    text = QLabel(words, wordWrap=True)
    text.setObjectName("muted")
    text.setAlignment(Qt.AlignmentFlag.AlignCenter)
    layout.addStretch(1)
    layout.addWidget(label)
    layout.addWidget(text)
    layout.addStretch(2)
    return frame, label, layout
