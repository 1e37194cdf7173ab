"""The codebook of the set on the desk, when another one is chosen or another key counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.desktop.session import Session
from annotator.desktop.words import codebook_name
from annotator.domain.annotation import Role
from annotator.domain.codebook import Codebook
from annotator.domain.errors import AnnotationError, AnnotatorError
from annotator.services.workspace import Workspace

if TYPE_CHECKING:
    from annotator.desktop.desk import Desk


class WhichCodebook(QObject):
    """Puts a set in which nothing was done yet under the codebook that new ones get."""

    def __init__(self, workspace: Workspace, desk: Desk) -> None:
        super().__init__(desk)
        self._workspace = workspace
        self._desk = desk
        desk.exercising.changed.connect(self.look_again)

    def use(self, book: Codebook) -> None:
        """New sets are made under another codebook now, where no key says otherwise; say so."""
        desk, session = self._desk, self._desk.session
        said = [self.tr("New sets are made with “{name}”.").format(name=book.name)]
        try:
            if session is None:
                desk.offer(book)
                said += self._elsewhere()
            else:
                said += self._put_under(self._wanted(session), book, session)
        except AnnotatorError as error:
            desk.failed.emit(error)
            return
        desk.said.emit(" ".join(said))

    def look_again(self) -> None:
        """Another key may count now: an attempt that is not begun goes by it."""
        desk, session = self._desk, self._desk.session
        if session is None or session.info.is_begun:
            return
        try:
            wanted = self._wanted(session)
            if _is_under(session, wanted):
                return
            desk.show_set(self._workspace.sets.fresh(session.article))
            desk.said.emit(self._bound(wanted, self._workspace.codebooks.current))
        except AnnotatorError as error:
            desk.failed.emit(error)

    def _wanted(self, session: Session) -> Codebook:
        if session.info.role is Role.KEY:
            return self._workspace.codebooks.current
        return self._workspace.sets.codebook_for(session.article)

    def _put_under(self, wanted: Codebook, current: Codebook, session: Session) -> list[str]:
        """Put the set under what is wanted if it is untouched; returns what is to be said of it."""
        keeps = [self.tr("This one keeps its codebook.")]
        if not _is_under(session, wanted):
            if session.annotations or session.is_locked:
                return keeps
            sets, info = self._workspace.sets, session.info
            try:
                self._desk.show_set(
                    sets.use_codebook(info.id, wanted)
                    if info.is_begun
                    else sets.fresh(session.article)
                )
            except AnnotationError:  # marks were made and taken back, which undo still knows
                return keeps
        return [] if wanted == current else [self._bound(wanted, current)]

    def _bound(self, wanted: Codebook, current: Codebook) -> str:
        """Why sets of this article are made with another codebook than the current one."""
        if wanted == current:
            return self.tr("Sets of this article are made with “{name}” now.").format(
                name=wanted.name
            )
        name = codebook_name(wanted, current)
        return self.tr("This article's key was made with “{name}”, so sets of it are too.").format(
            name=name
        )

    def _elsewhere(self) -> list[str]:
        """How many articles keep to the codebook of their key."""
        count = self._workspace.sets.bound_to_their_key()
        if not count:
            return []
        return [
            self.tr(
                "Sets of %n article(s) whose key has another codebook are made with that one.",
                "",
                count,
            )
        ]


def _is_under(session: Session, book: Codebook) -> bool:
    """Whether a set has this codebook; one that no set was made under may have been edited."""
    info = session.info
    same = (info.codebook_id, info.codebook_version) == (book.id, book.version)
    return same and (info.is_begun or session.codebook == book)
