"""Beside the page: how much two sets agree, their pairs, and what becomes of each in a key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop.decision_bar import DecisionBar
from annotator.desktop.elided_label import ElidedLabel
from annotator.desktop.flow_layout import FlowLayout
from annotator.desktop.pair_list import BADGE, EDGE, GAP, PairList, PairRow, draw_badge
from annotator.desktop.pair_words import (
    SIGNS,
    agreement_meaning,
    agreement_words,
    kind_meaning,
    kind_name,
)
from annotator.desktop.palette import LIGHT, Theme
from annotator.desktop.selection_bar import letter_icon

if TYPE_CHECKING:
    from annotator.comparison.pairing import Pairing

NARROWEST = 360


class PairPanel(QFrame):
    """The pairs of two sets. ``filtered`` says that other kinds are to be shown."""

    filtered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self.setMinimumWidth(NARROWEST)
        self.figures = QLabel(wordWrap=True)
        self.figures.setObjectName("muted")
        self._chips: dict[str, QToolButton] = {}
        for kind in SIGNS:
            self._chips[kind] = self._chip()
        self.open_only = self._chip()
        self.open_only.setChecked(False)
        self.open_only.setText("  " + self.tr("Open only"))
        self.open_only.setToolTip(self.tr("Show the pairs of which nothing was decided yet"))
        row = QWidget()
        flow = FlowLayout(row)
        for chip in (*self._chips.values(), self.open_only):
            flow.addWidget(chip)
        self.heads = ColumnHeads()
        self.list = PairList()
        self.empty = QLabel(wordWrap=True)
        self.empty.setObjectName("muted")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setMargin(24)
        # Over the list, which stays there: it has the keyboard focus.
        both = QGridLayout()
        both.addWidget(self.list, 0, 0)
        both.addWidget(self.empty, 0, 0)
        self.decisions = DecisionBar()
        top = QVBoxLayout()
        top.setContentsMargins(14, 12, 14, 8)
        top.setSpacing(8)
        for widget in (self.figures, row, self.heads):
            top.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        middle = QHBoxLayout()
        middle.setContentsMargins(8, 0, 2, 0)
        middle.addLayout(both)
        layout.addLayout(middle, 1)
        layout.addWidget(self.decisions)

    def show_pairing(self, pairing: Pairing, names: tuple[str, str], theme: Theme) -> None:
        """Tell of two sets: the figures, and how many pairs there are of each kind."""
        self.figures.setText(agreement_words(pairing))
        self.figures.setToolTip(agreement_meaning())
        self.heads.set_names(*names, theme)
        for kind, count in pairing.counts.items():
            chip = self._chips[kind]
            chip.setText(f"  {kind_name(kind)}   {count}")
            chip.setToolTip(kind_meaning(kind))
            chip.setEnabled(count > 0)
            colour = QColor(theme.text if count else theme.muted)
            chip.setIcon(letter_icon(SIGNS[kind], colour, theme, self.devicePixelRatioF()))
        colour = QColor(theme.muted)
        self.open_only.setIcon(letter_icon("…", colour, theme, self.devicePixelRatioF()))

    def show_waiting(self, words: str) -> None:
        """Say why there are no pairs to be seen yet."""
        self.figures.clear()
        self.list.show_rows((), ("", ""))
        self._say_empty(words)

    def show_rows(
        self, rows: Sequence[PairRow], names: tuple[str, str], totals: Mapping[str, int]
    ) -> None:
        """List these pairs; ``totals`` are all there are, by kind, to say why none is shown."""
        self.list.show_rows(rows, names)
        if rows:
            self.empty.hide()
        elif not sum(totals.values()):
            self._say_empty(
                self.tr("Neither set marks anything. Choose two other sets at the top.")
            )
        elif self.open_only.isChecked() and self.open_only.isVisibleTo(self):
            self._say_empty(self.tr("Nothing is open any more among the kinds chosen above."))
        else:
            self._say_empty(self.tr("No pair of the kinds chosen above. Press one of them down."))

    def shows(self, kind: str) -> bool:
        """Whether pairs of a kind are to be shown."""
        return self._chips[kind].isChecked()

    @property
    def chips(self) -> tuple[QToolButton, ...]:
        """The filters of all kinds."""
        return tuple(self._chips.values())

    def chip(self, kind: str) -> QToolButton:
        """The filter of a kind."""
        return self._chips[kind]

    def _say_empty(self, words: str) -> None:
        self.empty.setText(words)
        self.empty.show()

    def _chip(self) -> QToolButton:
        chip = QToolButton(checkable=True, checked=True)
        chip.setObjectName("chip")
        chip.setIconSize(QSize(18, 18))
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        chip.toggled.connect(lambda _on: self.filtered.emit())
        return chip


class ColumnHeads(QWidget):
    """The names of both sets over their columns, each with the look of its marks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._swatches = [_Swatch(framed=False), _Swatch(framed=True)]
        self._names = [ElidedLabel(), ElidedLabel()]
        row = QHBoxLayout(self)
        # The columns of the list below begin at its edge, that of the card, and that of its text.
        row.setContentsMargins(EDGE, 0, EDGE + 14, 0)
        row.setSpacing(6)
        for place, (swatch, name) in enumerate(zip(self._swatches, self._names, strict=True)):
            if place:
                row.addSpacing(GAP - 6)
            name.setObjectName("section")
            name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            row.addWidget(swatch)
            row.addWidget(name, 1)

    def set_names(self, first: str, second: str, theme: Theme) -> None:
        """Show these names."""
        for label, swatch, name in zip(self._names, self._swatches, (first, second), strict=True):
            label.setText(name)
            swatch.set_theme(theme)
        self._swatches[0].setToolTip(self.tr("Filled on the page"))
        self._swatches[1].setToolTip(self.tr("Framed on the page"))


class _Swatch(QWidget):
    """A small piece of a mark."""

    def __init__(self, *, framed: bool) -> None:
        super().__init__()
        self._framed = framed
        self._theme: Theme = LIGHT
        self.setFixedSize(BADGE + 8, BADGE)

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._theme = theme
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A ground, or a frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1.5, 2.5, -1.5, -2.5)
        colour = QColor(self._theme.muted)
        if not self._framed:
            colour.setAlphaF(0.55)
        draw_badge(painter, box, "", colour, self._theme, framed=self._framed)
        painter.end()
