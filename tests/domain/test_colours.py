"""Contrast, colour-blindness and differences of colours, against other programs and tables."""

from __future__ import annotations

import pytest
from colorspacious import cspace_convert
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.domain.colours import (
    Vision,
    ciede2000,
    contrast,
    difference,
    difference_seen,
    lab,
    simulated,
)

KINDS = {
    Vision.PROTANOPIA: "protanomaly",
    Vision.DEUTERANOPIA: "deuteranomaly",
    Vision.TRITANOPIA: "tritanomaly",
}
BLIND = sorted(KINDS)
colour = st.integers(0, 0xFFFFFF).map("#{:06x}".format)

# Sharma, Wu and Dalal (2005), Table 1.
PUBLISHED = [
    ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
    ((50, 3.1571, -77.2803), (50, 0, -82.7485), 2.8615),
    ((50, 2.8361, -74.0200), (50, 0, -82.7485), 3.4412),
    ((50, -1.3802, -84.2814), (50, 0, -82.7485), 1.0000),
    ((50, -1.1848, -84.8006), (50, 0, -82.7485), 1.0000),
    ((50, -0.9009, -85.5211), (50, 0, -82.7485), 1.0000),
    ((50, 0, 0), (50, -1, 2), 2.3669),
    ((50, -1, 2), (50, 0, 0), 2.3669),
    ((50, 2.4900, -0.0010), (50, -2.4900, 0.0009), 7.1792),
    ((50, 2.4900, -0.0010), (50, -2.4900, 0.0010), 7.1792),
    ((50, 2.4900, -0.0010), (50, -2.4900, 0.0011), 7.2195),
    ((50, 2.4900, -0.0010), (50, -2.4900, 0.0012), 7.2195),
    ((50, -0.0010, 2.4900), (50, 0.0009, -2.4900), 4.8045),
    ((50, -0.0010, 2.4900), (50, 0.0011, -2.4900), 4.7461),
    ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
    ((50, 2.5, 0), (73, 25, -18), 27.1492),
    ((50, 2.5, 0), (61, -5, 29), 22.8977),
    ((50, 2.5, 0), (56, -27, -3), 31.9030),
    ((50, 2.5, 0), (58, 24, 15), 19.4535),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((63.0109, -31.0961, -5.8663), (62.8187, -29.7946, -4.0864), 1.2630),
    ((61.2901, 3.7196, -5.3901), (61.4292, 2.2480, -4.9620), 1.8731),
    ((35.0831, -44.1164, 3.7933), (35.0232, -40.0716, 1.5901), 1.8645),
    ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
    ((36.4612, 47.8580, 18.3852), (36.2715, 50.5065, 21.2231), 1.4146),
    ((90.8027, -2.0831, 1.4410), (91.1528, -1.6435, 0.0447), 1.4441),
    ((90.9257, -0.5406, -0.9208), (88.6381, -0.8985, -0.7239), 1.5381),
    ((6.7747, -0.2908, -2.4247), (5.8714, -0.0985, -2.2286), 0.6377),
    ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
]


def channels(value: str) -> list[int]:
    return [int(value[n : n + 2], 16) for n in (1, 3, 5)]


@settings(max_examples=150)
@given(colour, st.sampled_from(BLIND))
def test_colours_are_simulated_as_another_program_does(value, vision):
    space = {"name": "sRGB1+CVD", "cvd_type": KINDS[vision], "severity": 100}
    wanted = cspace_convert([c / 255 for c in channels(value)], space, "sRGB1")
    for own, other in zip(channels(simulated(value, vision)), wanted, strict=True):
        assert own == pytest.approx(min(max(other, 0), 1) * 255, abs=0.51)


@settings(max_examples=150)
@given(colour)
def test_lightness_and_hue_are_those_of_another_program(value):
    wanted = cspace_convert(channels(value), "sRGB255", "CIELab")
    assert lab(value) == pytest.approx(tuple(wanted), abs=0.1)


@pytest.mark.parametrize(("one", "other", "wanted"), PUBLISHED)
def test_differences_are_those_of_the_published_table(one, other, wanted):
    assert ciede2000(one, other) == pytest.approx(wanted, abs=0.00005)
    assert ciede2000(other, one) == pytest.approx(wanted, abs=0.00005)


@given(colour, colour)
def test_a_difference_is_the_same_both_ways_and_none_from_itself(one, other):
    assert difference(one, one) == 0
    assert difference(one, other) == pytest.approx(difference(other, one))
    assert difference_seen(one, other)[0] <= difference(one, other)
    assert 1 <= contrast(one, other) == contrast(other, one) <= 21.001


def test_black_and_white_are_as_far_apart_as_can_be():
    assert difference("#000000", "#ffffff") == pytest.approx(100, abs=0.01)
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


def test_red_and_green_are_alike_to_some_and_not_to_others():
    red, green = "#b3261e", "#5a6b00"
    assert difference(red, green) > 40
    nearest, vision = difference_seen(red, green)
    assert nearest < 15
    assert vision in (Vision.PROTANOPIA, Vision.DEUTERANOPIA)


@pytest.mark.parametrize("vision", Vision)
def test_greys_stay_grey(vision):
    for grey in ("#000000", "#808080", "#ffffff"):
        assert difference(simulated(grey, vision), grey) < 1


def test_usual_vision_changes_nothing():
    assert simulated("#AbCdEf", Vision.USUAL) == "#abcdef"
