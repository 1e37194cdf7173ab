"""What became of the passages that a key calls sound."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotator.comparison.matching import Item
from annotator.comparison.outcomes import Outcome
from annotator.domain.annotation import Annotation


class Fate(StrEnum):
    """What became of a sound passage.

    ``LEFT_ALONE``: no mark touches it. ``COVERED``: one does that counts for a weak passage beside
    it. ``FLAGGED``: one does that counts for none.
    """

    LEFT_ALONE = "left_alone"
    COVERED = "covered"
    FLAGGED = "flagged"


@dataclass(frozen=True, slots=True)
class SoundPassage:
    """A sound passage, and the places (from 0) of the items whose marks touch it, in order."""

    passage: Annotation
    fate: Fate
    items: tuple[int, ...]


def fates(items: Sequence[Item], sound: Iterable[Annotation]) -> tuple[SoundPassage, ...]:
    """What became of each of the sound passages, in their order; ``items`` are of one comparison.

    One that was flagged has been so whatever else covers it.
    """
    touching: dict[str, list[int]] = {}
    for n, item in enumerate(items):
        for each in item.sound_touched:
            touching.setdefault(each.id, []).append(n)
    return tuple(_fate(items, each, touching.get(each.id, [])) for each in sound)


def lookalikes(
    items: Sequence[Item], sound: Iterable[Annotation], *, weak: int
) -> tuple[Annotation, ...]:
    """The sound passages to go through in the review of an article that is sound throughout.

    ``weak`` is how many weak passages the key has: where it has any, these are what is gone
    through. Those that were flagged are items by themselves, and what has no place is left out.
    """
    if weak:
        return ()
    return tuple(
        each.passage
        for each in fates(items, sound)
        if each.fate is not Fate.FLAGGED and each.passage.all_spans
    )


def _fate(items: Sequence[Item], passage: Annotation, touching: Sequence[int]) -> SoundPassage:
    flagged = any(items[n].outcome is Outcome.FLAGGED_SOUND for n in touching)
    fate = Fate.FLAGGED if flagged else Fate.COVERED if touching else Fate.LEFT_ALONE
    return SoundPassage(passage, fate, tuple(touching))
