"""A key on the desk: what differs from a learner's set, its checklist, and how it is finished."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QMessageBox

from annotator.desktop.banner import Way
from annotator.desktop.keying.key_session import KeySession
from annotator.desktop.keying.shaping import Shaping
from annotator.desktop.margin import Card
from annotator.desktop.messages import Question, ask, message_box
from annotator.desktop.session import Session
from annotator.domain.annotation import Annotation, AnnotationSet, SetInfo
from annotator.domain.errors import AnnotatorError
from annotator.services.workspace import Workspace

if TYPE_CHECKING:  # few write keys: none of this is on the way to the first window
    from annotator.comparison.key_checklist import Finding
    from annotator.desktop.desk import Desk
    from annotator.desktop.keying.checklist_panel import ChecklistPanel
    from annotator.desktop.keying.preview import Previewing

_SOON_MS = 200


class Keying(QObject):
    """Knows whether the set on a desk is a key, and does what is done with keys alone."""

    def __init__(self, workspace: Workspace, desk: Desk) -> None:
        super().__init__(desk)
        self._workspace = workspace
        self._desk = desk
        self._preview: Previewing | None = None
        self.session: KeySession | None = None
        """The key on the desk; None while there is none."""
        self.findings: tuple[Finding, ...] | None = None
        """What it lacks; None while that is not known."""
        self.shaping = Shaping(desk)
        self._panel: ChecklistPanel | None = None
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self.check)
        header = desk.header
        header.checklist_button.toggled.connect(self._checklist_toggled)
        header.codebook_button.toggled.connect(self._codebook_toggled)
        header.preview_button.clicked.connect(self.preview)

    @property
    def panel(self) -> ChecklistPanel:
        """The checklist, which is made when it is needed first."""
        if self._panel is None:
            from annotator.desktop.keying.checklist_panel import (  # noqa: PLC0415 (see above)
                ChecklistPanel,
            )

            self._panel = ChecklistPanel()
            self._panel.asked.connect(self._go_to)
            self._desk.side.addWidget(self._panel)
        return self._panel

    def begin(self, session: Session | None) -> None:
        """Another set is on the desk."""
        key = session if isinstance(session, KeySession) else None
        was_on, self.session = self.session is not None, key
        self._soon.stop()
        self.findings = None
        self._desk.editor.set_for_key(key is not None)
        self._desk.header.show_key(key is not None)
        self.shaping.begin(key)
        if key is None:
            if was_on:
                self._desk.header.checklist_button.setChecked(False)
            return
        key.changed.connect(self._changed)
        key.activated.connect(lambda _id: self.shaping.show_active())
        key.reloaded.connect(self._changed)
        self.panel.show_waiting()
        if not was_on:
            self._desk.header.checklist_button.setChecked(not key.is_locked)
        self._soon.start()

    @property
    def shows_checklist(self) -> bool:
        """Whether the checklist stands beside the text."""
        return self.session is not None and self._desk.header.checklist_button.isChecked()

    def keys(self) -> list[SetInfo]:
        """The keys to list on the desk: while one is on it, else none, for they tell all."""
        from annotator.services.keys import keys_of  # noqa: PLC0415 (see above)

        article = self._desk.article
        return keys_of(self._workspace, article) if self.session is not None and article else []

    def told(self, card: Card | None, annotation: Annotation | None) -> Card | None:
        """The card of an item, with its difficulty."""
        hard = annotation.key.difficulty if annotation is not None and annotation.key else None
        if card is None or self.session is None or hard is None:
            return card
        from annotator.desktop.keying.key_words import difficulty_words  # noqa: PLC0415 (see above)

        parts = (card.caption, difficulty_words(hard))
        return replace(card, caption=" · ".join(part for part in parts if part))

    def tell_finished(self) -> None:
        """Say below the page that nothing can be changed here, and whether it counts."""
        self.restyle()
        if self.session is None:
            return
        counts = self._workspace.sets.key_of(self.session.article)
        ways: tuple[Way, ...] = ()
        if counts is None or counts.id == self.session.info.id:
            ways = ((self.tr("Set the exercise…"), self._desk.exercising.ask),)
            told = self.tr("This key is finished: sets are held against it.")
        else:
            told = self.tr(
                "This key is finished, but sets are held against “{name}”. Article › Exercise… "
                "chooses which of the two counts."
            ).format(name=counts.name)
        again = self.tr("“Edit this key” makes a new version and keeps this one.")
        self._desk.banner.tell(f"{told} {again}", ways)

    # --- What the actions do ------------------------------------------------------------------

    def ask(self) -> None:
        """Ask what a key of the article on the desk is to begin with, and put it on the desk."""
        from annotator.desktop.keying.key_dialog import KeyDialog  # noqa: PLC0415 (see above)

        desk = self._desk
        if desk.article is None:
            return
        dialog = KeyDialog(self._workspace, desk.article, desk)
        dialog.chosen.connect(desk.show_set)
        dialog.deleted.connect(self._deleted)
        dialog.finished.connect(lambda _result: desk.page.setFocus())
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def edit_again(self) -> None:
        """Begin a new version of the key on the desk; the old one is kept."""
        from annotator.services.keys import begin_key  # noqa: PLC0415 (see above)

        desk = self._desk
        if desk.article is None or self.session is None:
            return
        try:
            info = begin_key(self._workspace, desk.article, self.session.info)
        except AnnotatorError as error:
            desk.failed.emit(error)
            return
        desk.show_set(info)
        desk.page.setFocus()
        desk.said.emit(self.tr("A new version of the key. The earlier one is kept."))

    def toggle_checklist(self) -> None:
        """Show or hide the checklist."""
        self._desk.header.checklist_button.toggle()

    def preview(self) -> None:
        """Show the article as a learner gets it, in a window of its own."""
        from annotator.desktop.keying.preview import Previewing  # noqa: PLC0415 (not at start)

        desk, session = self._desk, self.session
        if desk.article is None or session is None:
            return
        key = AnnotationSet(session.info, session.annotations)
        try:
            self._preview = Previewing(self._workspace, desk.article, key, desk.window())
        except AnnotatorError as error:
            desk.failed.emit(error)
            return
        self._preview.closed.connect(self._back_from_preview)

    def ask_finish(self) -> None:
        """Ask before the key is locked; what has to be mended is told instead."""
        from annotator.comparison.key_checklist import must_be_mended  # noqa: PLC0415 (see above)

        session = self.session
        if session is None or session.is_locked:
            return
        self.check()
        if self.findings is None:
            self._desk.said.emit(self.tr("The article is still being read. Try again at once."))
        elif must_be_mended(self.findings):
            self._refuse(session)
        else:
            self._ask_finish(session)

    # --- The checklist ------------------------------------------------------------------------

    def check(self) -> None:
        """Look anew at what the key lacks, once the sentences are known."""
        desk, session = self._desk, self.session
        segmentation = desk.page.segmentation
        if session is None or desk.article is None or segmentation is None:
            return
        from annotator.comparison.key_checklist import Weight, check_key  # noqa: PLC0415 (see above)

        key = AnnotationSet(session.info, session.annotations)
        self.findings = check_key(key, session.codebook, segmentation)
        desk.header.show_missing(sum(f.weight is not Weight.HINT for f in self.findings))
        self.restyle()

    def restyle(self) -> None:
        """Other colours, or other findings."""
        if self.session is not None and self.findings is not None:
            self.panel.show_findings(
                self.findings,
                self.session.get,
                self._desk.book,
                self._desk.theme,
                finished=self.session.is_locked,
            )
        self.shaping.show_active()

    def _changed(self) -> None:
        self.shaping.show_active()
        self._soon.start()

    def _go_to(self, item_id: str) -> None:
        desk = self._desk
        desk.activate(item_id)
        desk.reveal_active()
        desk.page.setFocus()

    def _checklist_toggled(self, on: bool) -> None:
        if on:
            self._desk.show_codebook(False)
        self._desk.arrange_side()

    def _codebook_toggled(self, on: bool) -> None:
        if on and self.session is not None:
            self._desk.header.checklist_button.setChecked(False)

    # --- Finishing ----------------------------------------------------------------------------

    def _refuse(self, session: KeySession) -> None:
        from annotator.comparison.key_checklist import Weight  # noqa: PLC0415 (see above)

        findings = self.findings or ()
        first = next(f for f in findings if f.weight is Weight.MUST)
        must = sum(f.weight is Weight.MUST for f in findings)
        box = message_box(
            QMessageBox.Icon.Information, self.tr("This key cannot be finished yet."), self._desk
        )
        box.setWindowTitle(self.tr("Finish the key"))
        box.setInformativeText(
            self.tr("%n thing(s) have to be mended first. The checklist names them.", "", must)
        )
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def show() -> None:
            self._desk.header.checklist_button.setChecked(True)
            self._desk.page.setFocus()
            if session.get(first.item_id) is not None:
                self._go_to(first.item_id)

        box.finished.connect(lambda _result: show())
        box.open()

    def _ask_finish(self, session: KeySession) -> None:
        desk = self._desk
        asked = self.tr("Finish the key with %n item(s)?", "", len(session.annotations))
        question = Question(
            asked,
            self.tr("Finish"),
            self.tr("Go on writing"),
            self._consequences(session),
            self.tr("Finish the key"),
        )
        ask(question, desk, session.submit, desk.page.setFocus)

    def _consequences(self, session: KeySession) -> str:
        """What is still missing, and what follows for others."""
        from annotator.comparison.key_checklist import Weight  # noqa: PLC0415 (see above)
        from annotator.desktop.keying.finishing import Consequences  # noqa: PLC0415 (see above)

        missing = sum(f.weight is Weight.SHOULD for f in self.findings or ())
        parts = []
        if missing:
            parts.append(self.tr("%n thing(s) are still missing.", "", missing))
        parts.append(self.tr("The key is then locked; a new version can be made of it later."))
        parts.append(Consequences(self._workspace, session.article).place())
        return " ".join(parts)

    def _deleted(self, info: SetInfo) -> None:
        """A draft was deleted; where it was on the desk, a learner's set takes its place."""
        desk = self._desk
        if self.session is not None and self.session.info.id == info.id and desk.article:
            desk.open(desk.article)
        elif self.session is not None:
            desk.list_sets()

    def _back_from_preview(self) -> None:
        self._preview = None
        self._desk.window().activateWindow()
        self._desk.page.setFocus()
