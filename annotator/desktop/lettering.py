"""Every row of a menu and every control of a dialog has a letter of its own that chooses it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QGroupBox,
    QLabel,
    QMenu,
    QToolButton,
    QWidget,
)

from annotator.desktop.mnemonics import distinct

_NONE = Qt.KeyboardModifier.NoModifier
Named = tuple[str, Callable[[str], None]]


def letter_menu(menu: QMenu) -> None:
    """Give the rows of a menu letters of their own, each time it comes up."""
    menu.aboutToShow.connect(partial(_letter_rows, menu))
    menu.installEventFilter(_OwnKeys(menu))


def letter_dialog(dialog: QDialog) -> None:
    """Give the controls of a dialog letters of their own as it comes up, and as words change."""
    dialog.installEventFilter(_Watch(dialog))


def _letter_rows(menu: QMenu) -> None:
    _letter(
        (action.text(), action.setText)
        for action in menu.actions()
        if action.isVisible() and not action.isSeparator()
    )


class _OwnKeys(QObject):
    """Keeps letters for the menu while it is open.

    Else they would do what they do on the page that has the focus behind it.
    """

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.modifiers() in (_NONE, Qt.KeyboardModifier.ShiftModifier)
            if plain and event.text().isalnum():
                event.accept()
                return True
        return False


class _Watch(QObject):
    """Sees when a dialog comes up, and when something in it needs another room."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.LayoutRequest):
            dialog = self.parent()
            if isinstance(dialog, QDialog) and watched is dialog:
                _letter(_named(dialog))
        return False


def _named(dialog: QDialog) -> Iterator[Named]:
    """The controls that a letter can choose, in their order."""
    for widget in dialog.findChildren(QWidget):
        if widget.window() is not dialog or not widget.isVisibleTo(dialog):
            continue
        if isinstance(widget, QAbstractButton):
            # A button with a key of its own would lose it.
            own = QKeySequence.mnemonic(widget.text())
            if widget.shortcut() == own and not _is_bare(widget):
                yield widget.text(), widget.setText
        elif isinstance(widget, QLabel) and widget.buddy() is not None:
            yield widget.text(), widget.setText
        elif isinstance(widget, QGroupBox):
            yield widget.title(), widget.setTitle


def _is_bare(button: QAbstractButton) -> bool:
    """Whether a button shows no words."""
    bare = Qt.ToolButtonStyle.ToolButtonIconOnly
    return (
        isinstance(button, QToolButton)
        and button.toolButtonStyle() == bare
        and not button.icon().isNull()
    )


def _letter(named: Iterator[Named]) -> None:
    found = list(named)
    for (text, put), other in zip(found, distinct([text for text, _ in found]), strict=True):
        if other != text:
            put(other)
