"""The tour: the whole path, driven through the real window by itself."""

from __future__ import annotations

import json

from PySide6.QtGui import QImage

from annotator.desktop.tour import run_tour


def test_the_tour_goes_from_the_library_to_the_exported_set(qapp, tmp_path):
    result = run_tour(tmp_path)
    pictures = [QImage(str(path)) for path in result["screenshots"]]
    assert len(pictures) >= 20
    assert not any(picture.isNull() for picture in pictures)
    assert (pictures[0].width(), pictures[0].height()) == (1280, 800)
    counts = result["comparison"]["counts"]
    outcomes = ("hit", "partial", "wrong_category", "missed", "flagged_sound", "not_in_key")
    assert all(counts[outcome] for outcome in outcomes)
    exported = json.loads(result["export"].read_text(encoding="utf-8"))
    assert len(exported["items"]) == counts["set"]
