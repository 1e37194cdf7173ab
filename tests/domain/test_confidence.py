"""Confidence goes up by levels, and then is not stated."""

import pytest

from annotator.domain.confidence import LEVELS, nearest_level, next_level


def test_going_up_passes_every_level_and_then_none():
    seen, level = [], None
    for _ in range(len(LEVELS) + 1):
        level = next_level(level)
        seen.append(level)
    assert seen == [*LEVELS, None]


@pytest.mark.parametrize(
    ("stated", "nearest", "following"),
    [(None, None, 0.25), (0.0, 0.25, 0.25), (0.6, 0.5, 0.75), (0.9, 1.0, 1.0), (1.0, 1.0, None)],
)
def test_levels_of_a_confidence_from_elsewhere(stated, nearest, following):
    assert nearest_level(stated) == nearest
    assert next_level(stated) == following
