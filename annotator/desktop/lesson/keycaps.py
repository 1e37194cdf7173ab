"""Keys to press, drawn as keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget


class KeyCaps(QWidget):
    """Keys one after the other; each is one key or several that are held together."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keys: tuple[str, ...] = ()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(3)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    def show_keys(self, keys: Sequence[str]) -> None:
        """Show keys as they are named in menus, for example ``Ctrl+Z``; none hides everything."""
        if self.keys != tuple(keys):
            self.keys = tuple(keys)
            while (item := self._row.takeAt(0)) is not None:
                if item.widget() is not None:
                    item.widget().hide()
                    item.widget().deleteLater()
            for place, key in enumerate(keys):
                if place:
                    self._row.addWidget(self._label(self.tr("then"), "key_between"))
                self._add(key)
            self.setAccessibleName(self.tr("Keys: {keys}").format(keys=", ".join(keys)))
        self.setVisible(bool(keys))

    def _add(self, key: str) -> None:
        # A plus may be the key itself.
        parts = key.split("+") if len(key) > 1 else [key]
        for place, part in enumerate(parts):
            if place:
                self._row.addWidget(self._label("+", "key_between"))
            self._row.addWidget(self._label(part, "keycap"))

    @staticmethod
    def _label(text: str, name: str) -> QLabel:
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setObjectName(name)
        return label
