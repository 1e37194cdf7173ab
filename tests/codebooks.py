"""A codebook with as many categories as there are digit keys, for tests."""

from __future__ import annotations

import json
from pathlib import Path

from annotator.domain.codebook import Codebook
from annotator.domain.codebook_data import codebook_from_dict

NINE = Path(__file__).with_name("nine_categories.json")


def nine_categories(version: str = "1.0") -> Codebook:
    """The codebook in the file, under another version where one is given."""
    data = json.loads(NINE.read_text(encoding="utf-8"))
    return codebook_from_dict(data | {"version": version})
