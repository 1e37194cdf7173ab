"""What the line at the foot of the window says: for as long as it takes to read, and while true."""

from __future__ import annotations

from PySide6.QtWidgets import QStatusBar

LEAST_MS = 5_000
"""How long the shortest message stays."""

_CHARACTER_MS = 70
_UNDER_WAY = "…"


class StatusLine(QStatusBar):
    """Says things that go away by themselves, unless they tell of something that is under way."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)

    def say(self, text: str) -> None:
        """Show a text, in the place of any other; an empty one takes away what was said."""
        self.showMessage(text, 0 if text.endswith(_UNDER_WAY) else time_to_read(text))


def time_to_read(text: str) -> int:
    """How long a text is shown, in milliseconds."""
    return LEAST_MS + _CHARACTER_MS * len(text)
