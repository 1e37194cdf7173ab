"""Colours as people see them: contrast, colour-blindness, and how far two colours are apart.

Colours are ``#rrggbb`` in the sRGB space.
"""

from __future__ import annotations

import math
from enum import StrEnum
from functools import lru_cache

RGB = tuple[float, float, float]


class Vision(StrEnum):
    """How colours are seen: as most people do, or with one kind of cone missing."""

    USUAL = "usual"
    PROTANOPIA = "protanopia"
    DEUTERANOPIA = "deuteranopia"
    TRITANOPIA = "tritanopia"


_MISSING_CONE: dict[Vision, tuple[RGB, RGB, RGB]] = {
    Vision.PROTANOPIA: (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    Vision.DEUTERANOPIA: (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    Vision.TRITANOPIA: (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}

# From linear sRGB to CIE XYZ with the white D65 (IEC 61966-2-1:1999), and that white.
_TO_XYZ: tuple[RGB, RGB, RGB] = (
    (0.4124, 0.3576, 0.1805),
    (0.2126, 0.7152, 0.0722),
    (0.0193, 0.1192, 0.9505),
)
_WHITE = (0.9505, 1.0, 1.089)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21, as WCAG 2.2 defines it."""
    dim, bright = sorted((_luminance(one), _luminance(other)))
    return (bright + 0.05) / (dim + 0.05)


def simulated(colour: str, vision: Vision) -> str:
    """What a colour looks like to somebody with a kind of colour-blindness.

    Machado, Oliveira and Fernandes (2009), “A physiologically-based model for simulation of color
    vision deficiency”, IEEE Transactions on Visualization and Computer Graphics 15(6), 1291–1298:
    the published matrices of severity 1.0, on linear sRGB; what leaves the space is cut off.
    """
    if vision is Vision.USUAL:
        return colour.lower()
    seen = _times(_MISSING_CONE[vision], _linear(colour))
    return "#" + "".join(f"{round(255 * _coded(min(max(c, 0.0), 1.0))):02x}" for c in seen)


def difference(one: str, other: str) -> float:
    """How far apart two colours look: the CIEDE2000 difference, 0 for the same colour.

    About 1 is just noticed side by side; black and white are 100 apart. See :func:`ciede2000`.
    """
    return ciede2000(lab(one), lab(other))


@lru_cache(maxsize=65536)
def difference_seen(one: str, other: str) -> tuple[float, Vision]:
    """The smallest :func:`difference` of two colours for any kind of vision, and for which."""
    return min((ciede2000(_lab_seen(one, v), _lab_seen(other, v)), v) for v in Vision)


@lru_cache(maxsize=16384)
def _lab_seen(colour: str, vision: Vision) -> RGB:
    return lab(simulated(colour, vision))


def lab(colour: str) -> RGB:
    """A colour as lightness, red against green, and yellow against blue (CIE 1976 L*a*b*, D65)."""
    x, y, z = (
        _root(v / white) for v, white in zip(_times(_TO_XYZ, _linear(colour)), _WHITE, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def ciede2000(one: RGB, other: RGB) -> float:
    """The CIEDE2000 difference of two colours in L*a*b*, all its weights being 1.

    Sharma, Wu and Dalal (2005), “The CIEDE2000 color-difference formula: Implementation notes,
    supplementary test data, and mathematical observations”, Color Research and Application 30(1),
    21–30; names and steps are theirs.
    """
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean_chroma = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    g = 0.5 * (1 - math.sqrt(mean_chroma**7 / (mean_chroma**7 + 25.0**7)))
    c1, h1 = _polar((1 + g) * a1, b1)
    c2, h2 = _polar((1 + g) * a2, b2)

    turn = h2 - h1
    if c1 * c2 == 0:
        turn = 0.0
    elif abs(turn) > 180:
        turn -= math.copysign(360, turn)
    dl, dc = l2 - l1, c2 - c1
    dh = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2))

    lightness, chroma, hue = (l1 + l2) / 2, (c1 + c2) / 2, h1 + h2
    if c1 * c2 != 0:
        if abs(h1 - h2) > 180:
            hue += 360 if hue < 360 else -360
        hue /= 2
    t = (
        1
        - 0.17 * _cos(hue - 30)
        + 0.24 * _cos(2 * hue)
        + 0.32 * _cos(3 * hue + 6)
        - 0.20 * _cos(4 * hue - 63)
    )
    squared = (lightness - 50) ** 2
    sl = 1 + 0.015 * squared / math.sqrt(20 + squared)
    sc = 1 + 0.045 * chroma
    sh = 1 + 0.015 * chroma * t
    theta = 30 * math.exp(-(((hue - 275) / 25) ** 2))
    rc = 2 * math.sqrt(chroma**7 / (chroma**7 + 25.0**7))
    rt = -math.sin(math.radians(2 * theta)) * rc
    parts = (dl / sl, dc / sc, dh / sh)
    return math.sqrt(max(0.0, sum(part**2 for part in parts) + rt * parts[1] * parts[2]))


def _polar(a: float, b: float) -> tuple[float, float]:
    """Chroma, and hue in degrees from 0 to 360."""
    return math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360


def _cos(degrees: float) -> float:
    return math.cos(math.radians(degrees))


def _root(t: float) -> float:
    return math.cbrt(t) if t > (6 / 29) ** 3 else t / (3 * (6 / 29) ** 2) + 4 / 29


def _luminance(colour: str) -> float:
    return _times(_TO_XYZ, _linear(colour))[1]


def _linear(colour: str) -> RGB:
    red, green, blue = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    return _decoded(red), _decoded(green), _decoded(blue)


def _decoded(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _coded(channel: float) -> float:
    return 12.92 * channel if channel <= 0.0031308 else float(1.055 * channel ** (1 / 2.4) - 0.055)


def _times(matrix: tuple[RGB, RGB, RGB], vector: RGB) -> RGB:
    first, second, third = (sum(m * v for m, v in zip(row, vector, strict=True)) for row in matrix)
    return first, second, third
