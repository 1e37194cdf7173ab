"""Who learns on this computer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Learner:
    """A profile: one person with sets and progress of their own. ``created_at`` is UTC."""

    id: str
    name: str
    created_at: str = ""
