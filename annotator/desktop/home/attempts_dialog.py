"""All attempts of a learner in a table, each of which opens its review."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.comparison.progress import tally
from annotator.desktop.home.home_words import attempt_words, moment_words
from annotator.desktop.lettering import letter_dialog
from annotator.services.practice import Attempt

_ATTEMPT, _RANK = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class _Cell(QTableWidgetItem):
    """A cell that is sorted by what it stands for, not by its words."""

    def __init__(self, text: str, rank: object) -> None:
        super().__init__(text)
        self.setData(_RANK, rank)

    def __lt__(self, other: QTableWidgetItem) -> bool:
        return self.data(_RANK) < other.data(_RANK)


class AttemptsDialog(QDialog):
    """``asked`` carries the attempt whose review is wanted."""

    asked = Signal(object)

    def __init__(
        self, attempts: Sequence[Attempt], keyed: set[str], learner: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        letter_dialog(self)
        self.setWindowTitle(self.tr("All attempts of {name}").format(name=learner))
        self._heads = [
            self.tr("Submitted"),
            self.tr("Article"),
            self.tr("Set"),
            self.tr("Found"),
            self.tr("Sound flagged"),
        ]
        self.sort = QComboBox()
        self.sort.addItems(self._heads)
        self.sort.setAccessibleName(self.tr("Sort by"))
        self.down = QPushButton(self.tr("Descending"), checkable=True)
        self.table = self._make_table(attempts, keyed)
        self.review_button = QPushButton(self.tr("&Open the review"))
        self.review_button.setObjectName("primary")
        self.review_button.setDefault(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.review_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)

        top = QHBoxLayout()
        label = QLabel(self.tr("&Sort by"))
        label.setBuddy(self.sort)
        for widget in (label, self.sort, self.down):
            top.addWidget(widget)
        top.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(10)
        layout.addLayout(top)
        layout.addWidget(self.table, 1)
        layout.addWidget(buttons)
        self.resize(self._fitting())
        self._sorted(0, Qt.SortOrder.DescendingOrder)
        self.sort.currentIndexChanged.connect(self._sort)
        self.down.toggled.connect(self._sort)
        self.review_button.clicked.connect(self._ask)
        self.table.itemDoubleClicked.connect(lambda _item: self._ask())
        if attempts:
            self.table.selectRow(0)
        self.table.setFocus()

    def _make_table(self, attempts: Sequence[Attempt], keyed: set[str]) -> QTableWidget:
        table = QTableWidget(len(attempts), len(self._heads))
        table.setObjectName("figures")
        table.setAccessibleName(self.tr("Attempts"))
        table.setHorizontalHeaderLabels(self._heads)
        table.verticalHeader().hide()
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        self._fill(table, attempts, keyed)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionsClickable(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.sortIndicatorChanged.connect(self._sorted)
        table.setSortingEnabled(True)
        table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
        return table

    def chosen(self) -> Attempt | None:
        """The attempt that is selected."""
        item = self.table.item(self.table.currentRow(), 0)
        return item.data(_ATTEMPT) if item is not None else None

    def _fitting(self) -> QSize:
        room = self.parentWidget().window().size()
        return QSize(min(860, room.width() - 40), min(560, room.height() - 40))

    def _fill(self, table: QTableWidget, attempts: Sequence[Attempt], keyed: set[str]) -> None:
        for row, attempt in enumerate(attempts):
            result = attempt.result
            found = tally((result,)) if result is not None else None
            share = found.share if found is not None else None
            flagged = found.flagged if found is not None else None
            words = attempt_words(attempt, keyed=attempt.article_id in keyed).partition(" · ")[0]
            at = attempt.info.submitted_at
            cells = [
                _Cell(moment_words(at, year=True), at),
                _Cell(attempt.title, attempt.title.casefold()),
                _Cell(attempt.info.name, attempt.info.name.casefold()),
                _Cell(words, -1.0 if share is None else share),
                _Cell("–" if flagged is None else str(flagged), -1 if flagged is None else flagged),
            ]
            cells[0].setData(_ATTEMPT, attempt)
            cells[1].setToolTip(attempt.title)
            for column, cell in enumerate(cells):
                table.setItem(row, column, cell)

    def _sort(self) -> None:
        order = (
            Qt.SortOrder.DescendingOrder if self.down.isChecked() else Qt.SortOrder.AscendingOrder
        )
        self.table.sortByColumn(self.sort.currentIndex(), order)

    def _sorted(self, column: int, order: Qt.SortOrder) -> None:
        """Sorted by a click on a head: the controls follow."""
        for widget in (self.sort, self.down):
            widget.blockSignals(True)
        self.sort.setCurrentIndex(column)
        self.down.setChecked(order is Qt.SortOrder.DescendingOrder)
        for widget in (self.sort, self.down):
            widget.blockSignals(False)

    def _ask(self) -> None:
        attempt = self.chosen()
        if attempt is not None:
            self.accept()
            self.asked.emit(attempt)
