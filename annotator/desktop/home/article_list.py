"""The list of articles: several can be chosen, opened and asked things of."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QListView, QMenu, QToolTip, QWidget

from annotator.desktop.home.article_delegate import RowDelegate
from annotator.desktop.home.article_model import LibraryModel, Row
from annotator.desktop.lettering import letter_menu
from annotator.desktop.palette import Theme


class ArticleList(QListView):
    """Shows articles. ``opened`` carries the row that was double clicked or entered."""

    opened = Signal(object)
    chosen_changed = Signal()

    def __init__(self, model: LibraryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self.setAccessibleName(self.tr("Articles"))
        self.setMouseTracking(True)
        self.setSpacing(0)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self._delegate = RowDelegate(self)
        self.setItemDelegate(self._delegate)
        self.activated.connect(self._activated)
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen_changed.emit())
        model.modelReset.connect(self.chosen_changed)
        self.menu_actions: list[list[QAction]] = []
        """What stands in the menu of an article, in groups, and acts on what is chosen."""

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._delegate.theme = theme
        self.viewport().update()

    def current_row(self) -> Row | None:
        """The row at which the keyboard is."""
        row = self.currentIndex().data(Qt.ItemDataRole.UserRole)
        return row if isinstance(row, Row) else None

    def chosen_rows(self) -> list[Row]:
        """All rows that are selected, from the top."""
        indexes = sorted(self.selectionModel().selectedIndexes(), key=QModelIndex.row)
        return [index.data(Qt.ItemDataRole.UserRole) for index in indexes]

    def current_row_after(self, article_ids: Sequence[str]) -> str:
        """The id of the article to choose when these are gone: the next below, else above."""
        last = self._model.rowCount() - 1
        rows = [self._model.index(row).data(Qt.ItemDataRole.UserRole) for row in range(last + 1)]
        here = max((n for n, row in enumerate(rows) if row.article_id in article_ids), default=0)
        left = [*rows[here + 1 :], *reversed(rows[:here])]
        return next((row.article_id for row in left if row.article_id not in article_ids), "")

    def choose(self, article_ids: Sequence[str]) -> None:
        """Select these articles, as far as they are there, and scroll to the first."""
        found = [self._model.index_of(article_id) for article_id in article_ids]
        found = [index for index in found if index.isValid()]
        if not found:
            return
        # By the model: by the view a key that is held, as in Ctrl+Z, would add to what was chosen.
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(found[0], flags.ClearAndSelect)
        for index in found[1:]:
            self.selectionModel().select(index, flags.Select)
        self.scrollTo(found[0])

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with what is chosen, at the mouse or, by keyboard, at the row."""
        if not self.chosen_rows():
            return
        at = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        self._open_menu(at)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The three dots of a row open its menu; anything else chooses."""
        index = self._dots_at(event.position().toPoint())
        if event.button() is not Qt.MouseButton.LeftButton or not index.isValid():
            super().mousePressEvent(event)
            return
        flags = QItemSelectionModel.SelectionFlag
        chosen = self.selectionModel().isSelected(index)  # several stay chosen: it is of them all
        command = flags.NoUpdate if chosen else flags.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, command)
        dots = self._delegate.dots_rect(self.visualRect(index))
        self._open_menu(self.viewport().mapToGlobal(dots.bottomLeft()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two clicks on the three dots open no article."""
        if not self._dots_at(event.position().toPoint()).isValid():
            super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The three dots below the mouse are marked."""
        super().mouseMoveEvent(event)
        self._point_at(self._dots_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """None are below the mouse."""
        super().leaveEvent(event)
        self._point_at(QModelIndex())

    def viewportEvent(self, event: QEvent) -> bool:
        """What the three dots are for is told at the mouse."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            index = self._dots_at(event.pos())
            if index.isValid():
                words = self.tr("What can be done with this article")
                QToolTip.showText(event.globalPos(), words, self.viewport())
                return True
        return super().viewportEvent(event)

    def _open_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        letter_menu(menu)
        for number, group in enumerate(self.menu_actions):
            if number:
                menu.addSeparator()
            menu.addActions(group)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def _dots_at(self, point: QPoint) -> QModelIndex:
        """The row whose three dots are there, if any."""
        index = self.indexAt(point)
        if index.isValid() and self._delegate.dots_rect(self.visualRect(index)).contains(point):
            return index
        return QModelIndex()

    def _point_at(self, index: QModelIndex) -> None:
        row = index.row() if index.isValid() else None
        if row != self._delegate.pointed:
            self._delegate.pointed = row
            self.viewport().setCursor(
                Qt.CursorShape.ArrowCursor if row is None else Qt.CursorShape.PointingHandCursor
            )
            self.viewport().update()

    def _activated(self, index: QModelIndex) -> None:
        row = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(row, Row):
            self.opened.emit(row)
