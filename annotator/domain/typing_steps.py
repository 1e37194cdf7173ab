"""What is typed in one go, and where undo stops in between."""

from __future__ import annotations

_ENDS = ".!?…。！？\n"


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
