"""Tables of the summary: as high as their rows, with what each row means below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

PADDING = 12
"""What a cell is wider than its text, in pixels."""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column: what is shown, and what it stands for where that is a sign."""

    text: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its name, its values, and in plain words what it is."""

    name: str
    values: tuple[str, ...]
    meaning: str = ""


class FigureTable(QTableWidget):
    """A table that is not to be edited and never scrolls by itself.

    Up and Down go through the rows; at the first and the last one they are left to the panel.
    """

    def __init__(
        self, heads: Sequence[Head], rows: Sequence[Row], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(len(rows), len(heads), parent)
        self.setObjectName("figures")
        self.rows = tuple(rows)
        self.setAccessibleName(name)
        self.verticalHeader().hide()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fill(heads)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(16)
        header.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        """As high as all rows together."""
        rows = sum(self.rowHeight(row) for row in range(self.rowCount()))
        frame = 2 * self.frameWidth()
        return QSize(200, self.horizontalHeader().sizeHint().height() + rows + frame + 2)

    def minimumSizeHint(self) -> QSize:
        """The same: nothing is scrolled here."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names that are too long for their column go on in the next line."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """With another font the rows have other heights."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard is at a row at once."""
        super().focusInEvent(event)
        if self.rowCount():
            self.selectRow(max(self.currentRow(), 0))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No row looks chosen while the keyboard is elsewhere."""
        super().focusOutEvent(event)
        self.clearSelection()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """At the ends the panel may scroll."""
        ends = {Qt.Key.Key_Up: 0, Qt.Key.Key_Down: self.rowCount() - 1}
        if ends.get(Qt.Key(event.key())) == self.currentRow():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _fill(self, heads: Sequence[Head]) -> None:
        begin = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        end = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        for column, head in enumerate(heads):
            item = QTableWidgetItem(head.text)
            item.setTextAlignment(end if column else begin)
            item.setToolTip(head.meaning)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, head.meaning or head.text)
            self.setHorizontalHeaderItem(column, item)
        for number, row in enumerate(self.rows):
            for column, text in enumerate((row.name, *row.values)):
                item = QTableWidgetItem(text)
                item.setTextAlignment(end if column else begin)
                item.setToolTip(row.meaning)
                item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, row.meaning)
                self.setItem(number, column, item)

    def _fit(self) -> None:
        """Columns as wide as their words; where that is too wide, a value goes on below."""
        columns = range(self.columnCount())
        whole = [self._width_of(column, whole=True) for column in columns]
        fits = sum(whole) <= self.viewport().width()
        for column in columns[1:]:
            width = whole[column] if fits else self._width_of(column, whole=False)
            self.setColumnWidth(column, width)
        self.resizeRowsToContents()
        for row in range(self.rowCount()):
            lines = self.rowHeight(row) // self.fontMetrics().lineSpacing()
            self.setRowHeight(row, self.rowHeight(row) + (6 if lines > 1 else 0))
        self.updateGeometry()

    def _width_of(self, column: int, *, whole: bool) -> int:
        """How wide a column must be, in pixels, for its texts or at least for their words."""
        head = self.horizontalHeaderItem(column).text()
        texts = [head, *(self.item(row, column).text() for row in range(self.rowCount()))]
        metrics = self.fontMetrics()
        pieces = texts if whole else [word for text in texts for word in text.split()]
        return max((metrics.horizontalAdvance(piece) for piece in pieces), default=0) + PADDING


class ExplainedTable(QWidget):
    """A table, and below it what its current row means, or what is to be said of all of it."""

    def __init__(self, table: FigureTable, note: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = table
        self._note = note
        self.meaning = QLabel(note, wordWrap=True)
        self.meaning.setObjectName("muted")
        self.meaning.setTextFormat(Qt.TextFormat.PlainText)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(table)
        layout.addWidget(self.meaning)
        table.currentCellChanged.connect(lambda *_: self._tell())
        table.itemSelectionChanged.connect(self._tell)

    def _tell(self) -> None:
        row = self.table.currentRow()
        chosen = bool(self.table.selectedItems()) and row >= 0
        meaning = self.table.rows[row].meaning if chosen else ""
        self.meaning.setText(meaning or self._note)
