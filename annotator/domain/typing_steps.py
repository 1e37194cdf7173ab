"""What is typed in one go, and where undo stops in between."""

from __future__ import annotations

_ENDS = ".!?…。！？\n"


def changed_part(before: str, after: str) -> tuple[int, int, int]:
    """Where a text was changed: the start, and the end in the text before and in the one after.

    In code points, as narrowly as can be said. Where nothing has changed all three are the length.
    """
    most = min(len(before), len(after))
    start = next((n for n in range(most) if before[n] != after[n]), most)
    rest = most - start
    kept = next((n for n in range(rest) if before[-1 - n] != after[-1 - n]), rest)
    return start, len(before) - kept, len(after) - kept


def begins_step(before: str, after: str, *, grew: bool | None) -> bool:
    """Whether a change of a text is a step of its own for undo, or goes on with the last one.

    A step is typed to the end of a sentence or of a line. Taking away is another step than typing,
    so that what was deleted by mistake comes back; so is whatever changes more than one letter at
    once. ``grew`` tells whether the last change made the text longer; None where there was none.
    """
    grows = len(after) > len(before)
    if abs(len(after) - len(before)) != 1 or (grew is not None and grew != grows):
        return True
    ended = before.rstrip(" ")
    return grows and not after[-1:].isspace() and ended[-1:] in _ENDS and bool(ended)
