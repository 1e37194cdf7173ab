"""Contrast after WCAG 2.2, for every pair of colours that are laid over each other."""

from __future__ import annotations

import pytest

from annotator.comparison.outcomes import Outcome
from annotator.desktop.palette import THEMES
from annotator.services.resources import default_codebook

THEMES_BY_NAME = [pytest.param(theme, id=name) for name, theme in THEMES.items()]
TEXT, STRONG, GRAPHICS = 4.5, 7.0, 3.0


def channels(colour: str) -> list[float]:
    """Linear red, green and blue of ``#rrggbb``, 0 to 1."""
    values = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values]


def contrast(one: str, other: str) -> float:
    """The ratio of relative luminances, 1 to 21."""
    light = [0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (channels(one), channels(other))]
    return (max(light) + 0.05) / (min(light) + 0.05)


def laid(front: str, back: str, share: float) -> str:
    """``front`` over ``back`` with an opacity of ``share``."""
    pairs = ((int(front[i : i + 2], 16), int(back[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(f * share + b * (1 - share)):02x}" for f, b in pairs)


def mark_colours(theme) -> dict[str, str]:
    return {**theme.categories, **theme.outcomes}


def test_the_ratio_is_the_published_one():
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert laid("#ff0000", "#ffffff", 0.5) == "#ff8080"


@pytest.mark.parametrize("theme", THEMES_BY_NAME)
def test_text_is_easy_to_read(theme):
    assert contrast(theme.text, theme.page) >= STRONG
    for ground in (theme.page, theme.window, theme.raised):
        assert contrast(theme.text, ground) >= TEXT, ground
        assert contrast(theme.muted, ground) >= TEXT, ground
    assert contrast(theme.on_accent, theme.accent) >= TEXT
    assert contrast(theme.on_selection, theme.selection) >= TEXT


@pytest.mark.parametrize("theme", THEMES_BY_NAME)
def test_every_category_and_outcome_has_a_colour(theme):
    assert set(theme.categories) == {c.id for c in default_codebook().categories}
    assert set(theme.outcomes) == set(Outcome)


@pytest.mark.parametrize("theme", THEMES_BY_NAME)
def test_badges_underlines_and_letters_stand_out(theme):
    for name, colour in mark_colours(theme).items():
        # Underlines, frames and badges on the page and on cards; letters in badges.
        assert contrast(colour, theme.page) >= TEXT, name
        assert contrast(colour, theme.raised) >= TEXT, name
        assert contrast(colour, theme.window) >= GRAPHICS, name
    assert contrast(theme.accent, theme.window) >= GRAPHICS
    assert contrast(theme.accent, theme.page) >= GRAPHICS


@pytest.mark.parametrize("theme", THEMES_BY_NAME)
def test_text_can_be_read_on_every_mark(theme):
    for name, colour in mark_colours(theme).items():
        for share in (theme.fill, theme.fill_active):
            ground = laid(colour, theme.page, share)
            assert contrast(theme.text, ground) >= TEXT, (name, share)
            # The underline is beside the ground, not on it, but touches it.
            assert contrast(colour, ground) >= 1.5, (name, share)


@pytest.mark.parametrize("theme", THEMES_BY_NAME)
def test_text_can_be_read_where_two_marks_lie_over_each_other(theme):
    for first in theme.categories.values():
        for second in theme.categories.values():
            ground = laid(second, laid(first, theme.page, theme.fill), theme.fill_active)
            assert contrast(theme.text, ground) >= TEXT, (first, second)


@pytest.mark.parametrize("theme", THEMES_BY_NAME)
def test_the_date_line_can_be_read_on_a_mark(theme):
    for name, colour in mark_colours(theme).items():
        ground = laid(colour, theme.page, theme.fill)
        assert contrast(theme.muted, ground) >= GRAPHICS, name


@pytest.mark.parametrize("theme", THEMES_BY_NAME)
def test_categories_are_told_apart_by_more_than_colour(theme):
    categories = default_codebook().categories
    assert len({theme.categories[c.id] for c in categories}) == len(categories)
    assert len({c.pattern for c in categories}) == len(categories)
    assert len({c.letter for c in categories}) == len(categories)
