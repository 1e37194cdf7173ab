"""What a window remembers with its library: looks, size, and where the reader was."""

from __future__ import annotations

from typing import Any

from annotator.domain.errors import AnnotatorError
from annotator.services.workspace import Workspace

NAME = "window"
_PLACES = 500


class Memory:
    """Reads once, writes at every change. A full disk is no reason to bother the reader here."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        stored = workspace.setting(NAME, {})
        self._values: dict[str, Any] = stored if isinstance(stored, dict) else {}

    def get(self, name: str, default: Any = None) -> Any:
        """What is remembered under a name."""
        return self._values.get(name, default)

    def put(self, **values: Any) -> None:
        """Remember values (JSON values)."""
        self._values.update(values)
        try:
            self._workspace.set_setting(NAME, self._values)
        except AnnotatorError:
            return

    def place(self, sha256: str) -> tuple[int, int] | None:
        """Caret and first code point in sight of an article when it was left."""
        place = self.get("places", {}).get(sha256)
        return (place[0], place[1]) if isinstance(place, list) and len(place) == 2 else None

    def put_place(self, sha256: str, caret: int, top: int) -> None:
        """Remember caret and first code point in sight of an article."""
        places = dict(self.get("places", {}))
        places.pop(sha256, None)
        places[sha256] = [caret, top]
        self.put(places=dict(list(places.items())[-_PLACES:]))
