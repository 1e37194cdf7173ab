"""What a screen reader is told beyond the names of the controls.

Marks are painted, not written into the text, and cards are painted beside it: neither is there for
a screen reader. So every mark that becomes the active one is read out, and what appears in the
banner, in the line for finding words and in the status line. That something was saved is not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtGui
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QLabel, QWidget

from annotator.domain.confidence import nearest_level

if TYPE_CHECKING:
    from annotator.desktop.desk import Desk
    from annotator.desktop.window import MainWindow
    from annotator.domain.annotation import Annotation

_LATE_MS = 150
_LONGEST_QUOTE = 160


def announce(widget: QWidget, text: str) -> None:
    """Have a screen reader read a text out once it has come to the end of its sentence."""
    if hasattr(QtGui, "QAccessibleAnnouncementEvent"):
        QAccessible.updateAccessibility(QtGui.QAccessibleAnnouncementEvent(widget, text))
    else:  # bindings that lack it: a description that changes is read out by most
        widget.setAccessibleDescription(text)
        event = QAccessibleEvent(widget, QAccessible.Event.DescriptionChanged)
        QAccessible.updateAccessibility(event)


class Announcer(QObject):
    """Listens to a window and says what cannot be seen. Costs nothing without a screen reader."""

    announced = Signal(str)
    """What was just handed to the screen reader."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._desk: Desk = window.desk
        self._waiting: list[str] = []
        self._banner = ""
        self._active: str | None = None
        # What one key brings about is said in one go, after the focus has settled.
        self._soon = self._timer(0, self._say_all)
        self._late = self._timer(_LATE_MS, self.describe_margin)
        desk = self._desk
        usage = self.tr(
            "The text with your marks. J and K go to the next and the previous mark, F6 goes on to "
            "the next part of the window, F1 lists all keys."
        )
        for page in (desk.page, desk.beside.view.page):
            page.setAccessibleDescription(usage)
        desk.page.active_changed.connect(self._mark_changed)
        desk.page.moved.connect(self._margin_changed)
        desk.page.marks_changed.connect(self._margin_changed)
        desk.finding.bar.went.connect(lambda _place: self._say(desk.finding.bar.count.text()))
        desk.reviewed.connect(self._reviewed)
        desk.told.connect(self._say)
        desk.banner.installEventFilter(self)
        window.statusBar().messageChanged.connect(self._status_changed)

    def describe_margin(self) -> None:
        """Give the margin, whose cards are painted, their words as its description."""
        cards = (place.card for place in self._desk.margin.places())
        texts = ("\n".join(_card_lines(c.title, c.detail, c.paragraphs)) for c in cards)
        self._desk.margin.setAccessibleDescription("\n\n".join(texts))

    def mark_words(self, mark_id: str) -> str:
        """A mark, or an item of a review, in words: what it is, its note, its two ends."""
        desk = self._desk
        card = desk.card_of(mark_id)
        if card is None:
            return ""
        annotation = None
        if not desk.is_reviewing and desk.session is not None:
            annotation = desk.session.get(mark_id)
        lines = _card_lines(card.title, card.detail, () if annotation else card.paragraphs)
        if annotation is not None:
            lines += self._annotation_lines(annotation)
        else:
            lines += self._quote_lines(mark_id)
        here = desk.roaming.here
        if not here.isHidden() and len(here.rows()) > 1:
            words = self.tr(
                "%n mark(s) at this place. Enter goes to the next.", "", len(here.rows())
            )
            lines.append(words)
        return "\n".join(lines)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The banner tells of no change but by being painted anew."""
        banner = self._desk.banner
        if watched is banner:
            if event.type() is QEvent.Type.Hide:
                self._banner = ""
            elif event.type() is QEvent.Type.Paint and banner.text() != self._banner:
                self._banner = banner.text()
                self._say(self._banner)
        return super().eventFilter(watched, event)

    # --- What happens ---------------------------------------------------------------------------

    def _mark_changed(self, mark_id: str | None) -> None:
        self._active = mark_id
        self._soon.start()
        self._margin_changed()

    def _reviewed(self) -> None:
        title = self._desk.review.findChild(QLabel, "title")
        if title is not None:
            self._say(title.text())

    def _status_changed(self, text: str) -> None:
        if text != QCoreApplication.translate("Desk", "Saved"):
            self._say(text)

    def _margin_changed(self) -> None:
        if QAccessible.isActive():
            self._late.start()

    # --- Saying it ------------------------------------------------------------------------------

    def _say(self, text: str) -> None:
        if text and text not in self._waiting:
            self._waiting.append(text)
            self._soon.start()

    def _say_all(self) -> None:
        texts, self._waiting = self._waiting, []
        active, self._active = self._active, None
        if not QAccessible.isActive():
            return
        if active is not None and active == self._desk.page.active:
            texts.insert(0, self.mark_words(active))
        text = "\n".join(filter(None, texts))
        if text:
            announce(self._desk.page if self._desk.isVisible() else self._window, text)
            self.announced.emit(text)

    def _annotation_lines(self, annotation: Annotation) -> list[str]:
        lines = self._desk.feedback.words(annotation.id)
        if annotation.confidence is not None:
            editor = self._desk.editor
            row = editor.confidence.findData(nearest_level(annotation.confidence))
            lines.append(editor.confidence.itemText(row))
        if annotation.note:
            lines.append(self.tr("Note: {note}").format(note=annotation.note))
        lines += [self._quoted(p.quote) for p in annotation.passages]
        for passage in annotation.counterpart:
            words = (
                self._desk.beside.words(self._shortened(passage.quote), passage.source)
                if passage.source
                else self._quoted(passage.quote)
            )
            lines.append(self.tr("Other end: {quote}").format(quote=words))
        return lines

    def _quote_lines(self, mark_id: str) -> list[str]:
        mark, article = self._desk.page.mark(mark_id), self._desk.article
        if mark is None or article is None:
            return []
        return [self._quoted(article.text[span.start : span.end]) for span in mark.spans]

    def _quoted(self, text: str) -> str:
        return self.tr("“{quote}”").format(quote=self._shortened(text))

    def _shortened(self, text: str) -> str:
        words = " ".join(text.split())
        return words if len(words) <= _LONGEST_QUOTE else words[:_LONGEST_QUOTE] + " …"

    def _timer(self, milliseconds: int, slot: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(slot)
        return timer


def _card_lines(title: str, detail: str, paragraphs: tuple[tuple[str, str], ...]) -> list[str]:
    head = f"{title}, {detail}" if detail else title
    return [head, *(f"{label}: {text}" if label else text for label, text in paragraphs)]
