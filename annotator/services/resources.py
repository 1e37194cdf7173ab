"""Where the files are that come with the program."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from annotator.domain.codebook import Codebook
from annotator.domain.codebook_data import codebook_from_dict


def resource(*parts: str) -> Path:
    """Path of a bundled file: inside the installed package, else in the source tree."""
    package = Path(__file__).parents[1]
    installed = package / "_resources"
    return (installed if installed.is_dir() else package.parent / "resources").joinpath(*parts)


@cache
def default_codebook_data() -> dict[str, Any]:
    """The default codebook as JSON values."""
    data: dict[str, Any] = json.loads(
        resource("codebook", "default.json").read_text(encoding="utf-8")
    )
    return data


@cache
def default_codebook() -> Codebook:
    """The default codebook: unsupported claim, inconsistency, vague attribution."""
    return codebook_from_dict(default_codebook_data())
