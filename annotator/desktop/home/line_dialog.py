"""A dialog that asks for one line: a name, a title, tags."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop.flow_layout import FlowLayout
from annotator.desktop.lettering import letter_dialog
from annotator.desktop.mnemonics import literal


class LineDialog(QDialog):
    """``entered`` carries the line when the reader agrees to it. It deletes itself afterwards."""

    entered = Signal(str)

    def __init__(
        self, title: str, label: str, text: str, parent: QWidget, *, note: str = ""
    ) -> None:
        super().__init__(parent)
        letter_dialog(self)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        name = QLabel(label)
        self.line = QLineEdit(text)
        self.line.setMinimumWidth(380)
        self.line.selectAll()
        name.setBuddy(self.line)
        self.line.setAccessibleName(label.replace("&", ""))
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self._agree)
        buttons.rejected.connect(self.reject)
        self.column = QVBoxLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(8)
        layout.addWidget(name)
        layout.addWidget(self.line)
        layout.addLayout(self.column)
        if note:
            told = QLabel(note, wordWrap=True)
            told.setObjectName("muted")
            layout.addWidget(told)
        layout.addSpacing(6)
        layout.addWidget(buttons)
        self.line.setFocus()

    def _agree(self) -> None:
        text = self.line.text()
        self.accept()
        self.entered.emit(text)


class TagsDialog(LineDialog):
    """Asks for tags, separated by commas, and offers those that the library has."""

    def __init__(
        self, title: str, tags: Sequence[str], known: Sequence[str], parent: QWidget, note: str = ""
    ) -> None:
        label = title
        # The comma at the end makes of what is typed next another tag.
        line = "".join(f"{tag}, " for tag in tags)
        super().__init__(label, _tags_label(parent), line, parent, note=note)
        self.buttons: dict[str, QPushButton] = {}
        if known:
            flow = FlowLayout(spacing=6)
            for tag in known:
                button = QPushButton(literal(tag), checkable=True, autoDefault=False)
                button.toggled.connect(lambda on, tag=tag: self._toggle(tag, on=on))
                self.buttons[tag] = button
                flow.addWidget(button)
            self.column.addLayout(flow)
        self._show_chosen()
        self.line.textEdited.connect(self._show_chosen)
        # A dialog selects what is in its line when it opens, and typing would replace all tags.
        QTimer.singleShot(0, self.line, lambda: self.line.end(False))

    def _toggle(self, tag: str, *, on: bool) -> None:
        tags = [each for each in split_tags(self.line.text()) if each != tag]
        self.line.setText("".join(f"{each}, " for each in ([*tags, tag] if on else tags)))

    def _show_chosen(self) -> None:
        chosen = split_tags(self.line.text())
        for tag, button in self.buttons.items():
            button.blockSignals(True)
            button.setChecked(tag in chosen)
            button.blockSignals(False)


def split_tags(line: str) -> list[str]:
    """The tags of a line, in their order."""
    return [tag for tag in (" ".join(part.split()) for part in line.split(",")) if tag]


def _tags_label(parent: QWidget) -> str:
    return parent.tr("&Tags, separated by commas")
