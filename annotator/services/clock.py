"""Time and identity, in one place so that tests can set them."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime


def utc_now() -> str:
    """The time now, UTC, ISO 8601 with microseconds, so that text order is time order."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def new_id() -> str:
    """A fresh UUID."""
    return str(uuid.uuid4())
