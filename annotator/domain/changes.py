"""What a change did: the one currency between services, the revision log and the views."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.domain.annotation import Annotation

REANCHOR = "reanchor"
"""The action by which marks were found again in an edited text; undo does not go back beyond it."""

LEAVES_MARKS = frozenset(("note", "confidence", "subtype", "argue"))
"""The actions that leave the marks where they are, and of the category that they are."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One annotation before and after; None stands for not being there."""

    before: Annotation | None
    after: Annotation | None

    def inverse(self) -> Edit:
        """The edit that takes this one back."""
        return Edit(self.after, self.before)


@dataclass(frozen=True, slots=True)
class Change:
    """Edits to one annotation set that were stored together. ``action`` says what the user did."""

    set_id: str
    action: str
    edits: tuple[Edit, ...]

    def inverse(self) -> Change:
        """The change that takes this one back, last edit first."""
        return Change(self.set_id, self.action, tuple(e.inverse() for e in reversed(self.edits)))
