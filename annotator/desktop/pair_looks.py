"""How two sets look on one page: the first one's marks are filled, the second one's framed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor

from annotator.desktop.marks import Look, Mark
from annotator.desktop.palette import Theme
from annotator.domain.annotation import Annotation
from annotator.domain.codebook import SOUND, Codebook

if TYPE_CHECKING:
    from annotator.comparison.pairing import Pair

SECOND = "/second"
"""What the id of a second set's mark ends with where the first one's has the id of the pair."""

SOUND_SIGN = "✓"


def signs(category_id: str, codebook: Codebook, theme: Theme) -> tuple[str, QColor, str]:
    """Letter, colour and underline of a category, also of sound passages and unknown ones."""
    category = codebook.find(category_id)
    if category is not None:
        colour = theme.category(category.id, category.colour)
        return category.letter, colour, category.pattern
    if category_id == SOUND:
        return SOUND_SIGN, QColor(theme.outcomes["hit"]), "dash-dot"
    return "?", QColor(theme.muted), "solid"


def pair_marks(
    pair: Pair, pair_id: str, codebook: Codebook, theme: Theme, *, rejected: bool = False
) -> list[Mark]:
    """The marks of a pair: the first with the id of the pair, another one with :data:`SECOND`.

    Where both begin at the same letter under the same sign, it stands there once. What was rejected
    is grey.
    """
    marks: list[Mark] = []
    for annotation, outlined in ((pair.first, False), (pair.second, True)):
        if annotation is None or not annotation.all_spans:
            continue
        letter, colour, pattern = signs(annotation.category, codebook, theme)
        if any(m.look.badge == letter and _begin_alike(m, annotation) for m in marks):
            letter = ""
        look = Look(QColor(theme.muted) if rejected else colour, pattern, letter, outlined=outlined)
        ends = annotation.counterpart_spans
        mark_id = pair_id + (SECOND if marks else "")
        marks.append(Mark(mark_id, annotation.all_spans, look, ends[0] if ends else None))
    return marks


def pair_of(mark_id: str) -> str:
    """The id of the pair to which a mark belongs."""
    return mark_id.removesuffix(SECOND)


def _begin_alike(mark: Mark, annotation: Annotation) -> bool:
    return {s.start for s in mark.spans} == {s.start for s in annotation.all_spans}
