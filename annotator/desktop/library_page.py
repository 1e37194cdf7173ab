"""The library: every article, how far the reader has come with it, and ways to add more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFont,
    QFontMetrics,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop.palette import Theme
from annotator.desktop.theme import reading_font
from annotator.desktop.words import date_words
from annotator.domain.annotation import Role, Status
from annotator.services.overview import ArticleLine

ROW_HEIGHT = 84
COLUMN = 860

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Row:
    """An article as the list shows it."""

    article_id: str
    title: str
    facts: str
    state: str
    done: bool


class LibraryModel(QAbstractListModel):
    """The rows of the library."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    def set_lines(self, lines: Sequence[ArticleLine]) -> None:
        """Show these articles."""
        self.beginResetModel()
        self._rows = [self._row(line) for line in lines]
        self.endResetModel()

    def rowCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        """One row an article."""
        return len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The title; the whole row for the delegate; everything in words for a screen reader."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.title}. {row.facts}. {row.state}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.title
        return None

    def index_of(self, article_id: str) -> QModelIndex:
        """The index of an article; invalid where it is not there."""
        for number, row in enumerate(self._rows):
            if row.article_id == article_id:
                return self.index(number)
        return QModelIndex()

    def _row(self, line: ArticleLine) -> Row:
        article = line.article
        facts = [self.tr("%n word(s)", "", article.words)]
        if article.date:
            facts.append(date_words(article.date))
        if article.source:
            facts.append(article.source)
        learner = [s for s in line.sets if s.info.role is Role.LEARNER]
        if not any(s.info.is_finished_key for s in line.sets):
            facts.append(self.tr("no key yet"))
        done = bool(learner) and learner[-1].info.status is Status.SUBMITTED
        if not learner:
            state = self.tr("Not started")
        elif done:
            state = self.tr("Submitted: {name}").format(name=learner[-1].info.name)
        else:
            marks = self.tr("%n mark(s)", "", learner[-1].annotations)
            state = self.tr("{name} in progress, {marks}").format(
                name=learner[-1].info.name, marks=marks
            )
        return Row(article.id, article.title, "  ·  ".join(facts), state, done)


class RowDelegate(QStyledItemDelegate):
    """Draws an article as a card."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme: Theme | None = None

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Every row is equally high."""
        return QSize(option.rect.width(), ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Title in the reading serif, facts below, the state at the right."""
        row, theme = index.data(Qt.ItemDataRole.UserRole), self.theme
        if theme is None or not isinstance(row, Row):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = option.rect.adjusted(3, 3, -3, -5)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        edge = theme.accent if selected else theme.muted if hovered else theme.line
        focused = selected and bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.setPen(QPen(QColor(edge), 3.0 if focused else 1.0))
        painter.setBrush(QColor(theme.raised))
        painter.drawRoundedRect(card, 8, 8)
        inner = card.adjusted(18, 12, -18, -12)
        state_font = QFont(option.font)
        state_width = QFontMetrics(state_font).horizontalAdvance(row.state) + 2
        upper = QRect(inner.left(), inner.top(), inner.width(), inner.height() // 2)
        lower = QRect(inner.left(), upper.bottom(), inner.width(), inner.height() // 2)
        self._text(painter, upper, _title_font(), theme.text, row.title)
        state_area = QRect(lower.right() - state_width, lower.top(), state_width, lower.height())
        lower.setRight(state_area.left() - 12)
        self._text(painter, lower, state_font, theme.muted, row.facts)
        colour = theme.outcomes["hit"] if row.done else theme.muted
        self._text(painter, state_area, state_font, colour, row.state)
        painter.restore()

    def _text(self, painter: QPainter, area: QRect, font: QFont, colour: str, text: str) -> None:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        # All lines begin at the left, but a title runs in the direction in which it is written.
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        flag = Qt.AlignmentFlag
        painter.drawText(area, flag.AlignLeft | flag.AlignAbsolute | flag.AlignVCenter, cut)


class LibraryPage(QWidget):
    """Lists the articles; takes files that are dropped on it."""

    opened = Signal(str)
    import_asked = Signal()
    paste_asked = Signal()
    dropped = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.model = LibraryModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setAccessibleName(self.tr("Articles"))
        self.list.setMouseTracking(True)
        self.list.setSpacing(0)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._delegate = RowDelegate(self.list)
        self.list.setItemDelegate(self._delegate)
        self.list.activated.connect(self._activated)

        heading = QLabel(self.tr("Library"))
        heading.setObjectName("title")
        hint = QLabel(
            self.tr("Double click or Enter opens an article. Drop text and Markdown files here.")
        )
        hint.setObjectName("muted")
        self.import_button = QPushButton(self.tr("Import articles…"))
        self.import_button.setObjectName("primary")
        self.paste_button = QPushButton(self.tr("Paste article"))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(heading)
        words.addWidget(hint)
        top = QHBoxLayout()
        top.addLayout(words, 1)
        top.addWidget(self.paste_button)
        top.addWidget(self.import_button)
        self.import_button.clicked.connect(self.import_asked)
        self.paste_button.clicked.connect(self.paste_asked)

        column = QWidget()
        column.setMaximumWidth(COLUMN)
        inner = QVBoxLayout(column)
        inner.setContentsMargins(24, 26, 24, 12)
        inner.setSpacing(16)
        inner.addLayout(top)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.list)
        self._empty = self._build_empty()
        self._stack.addWidget(self._empty)
        inner.addLayout(self._stack, 1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addStretch(1)
        outer.addWidget(column, 100)
        outer.addStretch(1)
        self._overlay = QLabel(self.tr("Drop to import"), self)
        self._overlay.setObjectName("drop")
        self._overlay.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._overlay.hide()

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._delegate.theme = theme
        self.list.viewport().update()

    def set_lines(self, lines: Sequence[ArticleLine]) -> None:
        """Show these articles; the choice stays where it was."""
        chosen = self.list.currentIndex().data(Qt.ItemDataRole.UserRole)
        self.model.set_lines(lines)
        self._stack.setCurrentWidget(self.list if lines else self._empty)
        index = self.model.index_of(chosen.article_id) if isinstance(chosen, Row) else None
        self.list.setCurrentIndex(index if index and index.isValid() else self.model.index(0))

    def choose(self, article_id: str) -> None:
        """Select an article and scroll it into sight."""
        index = self.model.index_of(article_id)
        if index.isValid():
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index)

    def chosen(self) -> str | None:
        """The id of the selected article."""
        row = self.list.currentIndex().data(Qt.ItemDataRole.UserRole)
        return row.article_id if isinstance(row, Row) else None

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

    def _activated(self, index: QModelIndex) -> None:
        row = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(row, Row):
            self.opened.emit(row.article_id)

    def _build_empty(self) -> QFrame:
        frame = QFrame()
        layout = QVBoxLayout(frame)
        label = QLabel(self.tr("No articles yet"))
        label.setObjectName("title")
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        text = QLabel(
            self.tr("Import a text or Markdown file, paste an article, or drop files here."),
            wordWrap=True,
        )
        text.setObjectName("muted")
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addStretch(1)
        layout.addWidget(label)
        layout.addWidget(text)
        layout.addStretch(2)
        return frame


def _title_font() -> QFont:
    font = reading_font(13.0)
    font.setWeight(QFont.Weight.DemiBold)
    return font
