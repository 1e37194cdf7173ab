"""Names on buttons and in menus, where Qt takes ``&`` for the sign of a key."""

from __future__ import annotations

import re

_SIGN = re.compile("&(.?)")


def literal(name: str) -> str:
    """A name as the text of an action or a button, each ``&`` shown as it stands."""
    return name.replace("&", "&&")


def plain(text: str) -> str:
    """The text of an action or a button as it is read: without signs of keys, nor the ellipsis."""
    return _SIGN.sub(r"\1", text).rstrip("…")
