"""What is to be said of a codebook while it is written, below its fields: each leads to a field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPixmap, QPolygonF
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from annotator.desktop.codebook_words import check_words, urgency_title
from annotator.desktop.palette import Theme
from annotator.domain.codebook_checks import Check, Urgency

HEIGHT = 92
ICON = 16
_ROLE = Qt.ItemDataRole.UserRole


class ChecksList(QWidget):
    """A line that sums up, and the checks, the most urgent first. ``asked`` carries a place."""

    asked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.summary = QLabel(wordWrap=True)
        self.summary.setObjectName("heading")
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Checks"))
        self.list.setAccessibleDescription(
            self.tr("What has to be done comes first. Enter leads to the field.")
        )
        self.list.setObjectName("boxed")
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.list.setIconSize(QSize(ICON, ICON))
        self.list.setFixedHeight(HEIGHT)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        keeps = self.list.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)  # the fields above do not move while one writes
        self.list.setSizePolicy(keeps)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.summary)
        layout.addWidget(self.list)
        self.list.itemActivated.connect(self._go_to)
        self.list.itemClicked.connect(self._go_to)

    def show_checks(self, checks: Sequence[Check], names: Sequence[str]) -> None:
        """Show other checks; ``names`` are what the categories are called."""
        self.summary.setText(self._summed_up(Counter(check.urgency for check in checks)))
        texts = [check_words(check, names) for check in checks]
        if texts != [self.list.item(row).text() for row in range(self.list.count())]:
            self._fill(checks, texts)
        for row, check in enumerate(checks):
            self.list.item(row).setData(_ROLE, check.place)
        self.list.setVisible(bool(checks))

    def _fill(self, checks: Sequence[Check], texts: Sequence[str]) -> None:
        self.list.clear()
        ratio = self.devicePixelRatio()
        weighty = QFont(self.list.font())
        weighty.setWeight(QFont.Weight.DemiBold)
        for check, text in zip(checks, texts, strict=True):
            item = QListWidgetItem(urgency_icon(check.urgency, self._theme, ratio), text)
            if check.urgency is Urgency.BLOCKS:
                item.setFont(weighty)
            title = urgency_title(check.urgency)
            item.setToolTip(self.tr("{urgency}. Click to go to the field.").format(urgency=title))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title}: {text}")
            self.list.addItem(item)

    def _summed_up(self, count: Counter[Urgency]) -> str:
        if not count:
            return self.tr("In order. The colours are told apart in every theme and by every eye.")
        parts = []
        if count[Urgency.BLOCKS]:
            text = self.tr("To do before it can be saved: {count}")
            parts.append(text.format(count=count[Urgency.BLOCKS]))
        else:
            parts.append(self.tr("It can be saved"))
        if count[Urgency.WARNS]:
            parts.append(self.tr("warnings: {count}").format(count=count[Urgency.WARNS]))
        if count[Urgency.ADVISES]:
            parts.append(self.tr("advice: {count}").format(count=count[Urgency.ADVISES]))
        return " · ".join(parts)

    def _go_to(self, item: QListWidgetItem) -> None:
        self.asked.emit(item.data(_ROLE))


def urgency_icon(urgency: Urgency, theme: Theme, ratio: float) -> QIcon:
    """A square with a cross, a triangle or a circle: their forms tell them apart without colour."""
    pixmap = QPixmap(QSize(ICON, ICON) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    box = QRectF(0.5, 0.5, ICON - 1, ICON - 1)
    sign, colour = {
        Urgency.BLOCKS: ("×", theme.outcomes["missed"]),
        Urgency.WARNS: ("!", theme.outcomes["partial"]),
        Urgency.ADVISES: ("i", theme.muted),
    }[urgency]
    painter.setBrush(QColor(colour))
    if urgency is Urgency.BLOCKS:
        painter.drawRoundedRect(box, 3, 3)
    elif urgency is Urgency.WARNS:
        corners = (QPointF(ICON / 2, 0.5), QPointF(ICON - 0.2, ICON - 1), QPointF(0.2, ICON - 1))
        painter.drawPolygon(QPolygonF(corners))
        box.translate(0, 2)
    else:
        painter.drawEllipse(box)
    font = QFont(painter.font())
    font.setPixelSize(14 if urgency is Urgency.BLOCKS else 11)
    font.setWeight(QFont.Weight.Bold)
    painter.setFont(font)
    painter.setPen(QColor(theme.window))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, sign)
    painter.end()
    icon = QIcon(pixmap)
    # Else Qt mixes it with the colour of the selection.
    icon.addPixmap(pixmap, QIcon.Mode.Selected)
    return icon
