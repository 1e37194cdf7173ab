"""Marks without a place on the desk: a notice, and a list in which each is decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.desktop.session import Session
from annotator.desktop.unplaced_list import Entry, UnplacedList, show_likely_place
from annotator.domain.annotation import Role
from annotator.domain.changes import Change
from annotator.domain.unplaced import lost_passages

if TYPE_CHECKING:
    from annotator.desktop.desk import Desk

HEIGHT = 190
"""Pixels of the list when it is open."""


class Unplaced(QObject):
    """Follows the set on a desk. ``line`` stands below the page while something is unplaced."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._session: Session | None = None
        self._ids: set[str] = set()
        self.line = UnplacedLine()
        self.list = self.line.list
        desk.state_changed.connect(self._follow)
        self.list.chosen.connect(self._show_likely_place)
        self.list.place_asked.connect(self._place)
        self.list.drop_asked.connect(self._drop)
        self.list.text_asked.connect(self._to_the_text)
        desk.page.selected.connect(lambda span: self.list.set_selected(span is not None))

    def parts(self) -> list[QWidget]:
        """What can have the keyboard focus, for F6."""
        if self.line.isHidden():
            return []
        return [self.list.list if self.line.button.isChecked() else self.line.button]

    # --- What the actions do ------------------------------------------------------------------

    def open(self) -> None:
        """Open the list, or tell that there is nothing to decide."""
        if not self._ids:
            self._desk.said.emit(self.tr("All marks stand in the text, so nothing is open."))
            return
        self.line.button.setChecked(True)
        self.list.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._show_likely_place(self.list.current)

    def place(self) -> None:
        """Put the current one of the list on the selected passage."""
        if self._ids and self.line.button.isChecked():
            self.list.place()
        else:
            self.open()

    # --- Inside -------------------------------------------------------------------------------

    def _follow(self) -> None:
        session = self._desk.session
        if session is self._session:
            return
        self._session = session
        if session is None:
            self._ids = set()
        else:
            session.changed.connect(self._changed)
            session.reloaded.connect(self._look)
            self._look()
        self._refresh()

    def _look(self) -> None:
        if self._session is not None:
            self._ids = {a.id for a in self._session.annotations if a.unplaced}
            self._refresh()

    def _changed(self, change: Change) -> None:
        before = set(self._ids)
        for edit in change.edits:
            if edit.before is not None:
                self._ids.discard(edit.before.id)
            if edit.after is not None and edit.after.unplaced:
                self._ids.add(edit.after.id)
        if self._ids or before:
            self._refresh()

    def _refresh(self) -> None:
        session = self._session
        if session is None or not self._ids:
            self.line.hide()
            return
        found = [session.get(mark_id) for mark_id in sorted(self._ids)]
        marks = sorted((a for a in found if a is not None), key=lambda a: (a.created_at, a.id))
        droppable = not session.is_locked or session.info.role is Role.KEY
        entries = [
            Entry(lost, session.info, session.codebook, droppable) for lost in lost_passages(marks)
        ]
        self.list.show_entries(entries, self._desk.theme)
        self.line.tell(self.tr("%n mark(s) could not be placed in the text", "", len(self._ids)))

    def _show_likely_place(self, entry: Entry | None) -> None:
        """Bring the passage into sight where the words around the mark still are."""
        article = self._desk.article
        if entry is None or article is None or not self.list.list.hasFocus():
            return
        show_likely_place(self._desk.page, article.text, entry)

    def _to_the_text(self) -> None:
        self._desk.page.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._desk.said.emit(self.tr("Select the passage, then press P to place the mark there."))

    def _place(self, entry: Entry) -> None:
        session, page = self._session, self._desk.page
        span = page.snapped_selection()
        if session is None:
            return
        if span is None:
            self._to_the_text()
            return
        if session.place(entry.lost, span):
            page.clear_selection()
            self._decided(session)
            if not session.is_locked:
                session.activate(entry.lost.annotation.id)

    def _drop(self, entry: Entry) -> None:
        if self._session is not None and self._session.drop(entry.lost):
            self._decided(self._session)

    def _decided(self, session: Session) -> None:
        if session.is_locked:  # what is reviewed has changed
            self._desk.loaded(session.info)
        if self._ids:
            self.list.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._desk.page.setFocus(Qt.FocusReason.OtherFocusReason)
            self._desk.said.emit(self.tr("Every mark has its place now."))


class UnplacedLine(QWidget):
    """Says how many there are; opens the list below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = QLabel()
        self.button = QPushButton(self.tr("Decide"), checkable=True)
        self.button.setToolTip(self.tr("Show the list (U)"))
        self.list = UnplacedList()
        self.list.setFixedHeight(HEIGHT)
        note = QLabel(
            self.tr(
                "Select the passage in the text and press P, or Delete to take the mark away. "
                "What you leave stays here for later."
            ),
            wordWrap=True,
        )
        note.setObjectName("muted")
        top = QFrame()
        top.setObjectName("hint")
        line = QHBoxLayout(top)
        line.setContentsMargins(12, 6, 12, 6)
        line.addWidget(self.label, 1)
        line.addWidget(self.button)
        self.body = QWidget()
        column = QVBoxLayout(self.body)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addWidget(note)
        column.addWidget(self.list)
        self.body.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(top)
        layout.addWidget(self.body)
        self.button.toggled.connect(self._toggle)
        self.hide()

    def tell(self, text: str) -> None:
        """Show how many there are."""
        self.label.setText(text)
        self.button.setAccessibleName(self.tr("{what}: decide").format(what=text))
        self.show()

    def _toggle(self, on: bool) -> None:
        self.body.setVisible(on)
        self.button.setText(self.tr("Later") if on else self.tr("Decide"))
        if on:
            self.list.list.setFocus(Qt.FocusReason.OtherFocusReason)
