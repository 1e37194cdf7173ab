"""What is told of the colours of a codebook, in words, with what to do about it."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from annotator.desktop.palette import CONTRAST, DARK, LIGHT, SEPIA
from annotator.desktop.words import error_text
from annotator.domain.codebook_checks import Check, Urgency, shortened
from annotator.domain.codebook_colours import APART, Alike, Faint
from annotator.domain.colours import Vision

translate = QCoreApplication.translate


def pattern_name(pattern: str) -> str:
    """An underline by name."""
    return {
        "solid": translate("codebook", "Solid"),
        "dashed": translate("codebook", "Dashed"),
        "dotted": translate("codebook", "Dotted"),
        "wavy": translate("codebook", "Wavy"),
        "double": translate("codebook", "Double"),
        "thick": translate("codebook", "Thick"),
        "ticked": translate("codebook", "Ticked"),
        "dash-dot": translate("codebook", "Dash and dot"),
        "hatched": translate("codebook", "Hatched"),
    }.get(pattern, pattern)


def theme_title(theme: str) -> str:
    """A theme by name, as it stands in the menu."""
    return {
        LIGHT.name: translate("codebook", "Light"),
        SEPIA.name: translate("codebook", "Sepia"),
        DARK.name: translate("codebook", "Dark"),
        CONTRAST.name: translate("codebook", "High contrast"),
    }.get(theme, theme)


def vision_title(vision: Vision) -> str:
    """A kind of vision, and what is missing."""
    return {
        Vision.USUAL: translate("codebook", "As most people see it"),
        Vision.PROTANOPIA: translate("codebook", "Protanopia (no red cones)"),
        Vision.DEUTERANOPIA: translate("codebook", "Deuteranopia (no green cones)"),
        Vision.TRITANOPIA: translate("codebook", "Tritanopia (no blue cones)"),
    }[vision]


def urgency_title(urgency: Urgency) -> str:
    """How much something matters."""
    return {
        Urgency.BLOCKS: translate("codebook", "Has to be done before it can be saved"),
        Urgency.WARNS: translate("codebook", "Warning"),
        Urgency.ADVISES: translate("codebook", "Advice"),
    }[urgency]


def check_words(check: Check, names: Sequence[str]) -> str:
    """What is to be said of a codebook; ``names`` are what its categories are called."""
    names = [shortened(name) for name in names]
    if isinstance(check.about, Alike):
        return alike_words(check.about, names)
    if isinstance(check.about, Faint):
        return faint_words(check.about, names)
    return error_text(check.about)


def alike_words(pair: Alike, names: Sequence[str]) -> str:
    """That two categories are hard to tell apart by colour, for whom, and what helps."""
    seen = {
        Vision.USUAL: translate("codebook", "“{one}” and “{other}” have almost the same colour"),
        Vision.PROTANOPIA: translate(
            "codebook", "“{one}” and “{other}” look alike to readers with protanopia"
        ),
        Vision.DEUTERANOPIA: translate(
            "codebook", "“{one}” and “{other}” look alike to readers with deuteranopia"
        ),
        Vision.TRITANOPIA: translate(
            "codebook", "“{one}” and “{other}” look alike to readers with tritanopia"
        ),
    }[pair.vision].format(one=names[pair.first], other=names[pair.second])
    advice = translate(
        "codebook",
        "{seen} (theme “{theme}”: difference {difference}, better {apart} or more). "
        "Have a colour suggested for one of them.",
    )
    return advice.format(
        seen=seen,
        theme=theme_title(pair.theme),
        # Cut and not rounded, so that what is too little does not look like enough.
        difference=f"{math.floor(pair.difference * 10) / 10:.1f}",
        apart=f"{APART:.0f}",
    )


def faint_words(found: Faint, names: Sequence[str]) -> str:
    """That a category hardly stands out from the page, and what helps."""
    return translate(
        "codebook",
        "“{name}” hardly stands out in the theme “{theme}”: contrast {ratio} : 1, needed is "
        "{needed} : 1. Take a colour that is farther from that of the page.",
    ).format(
        name=names[found.category],
        theme=theme_title(found.theme),
        ratio=f"{math.floor(found.ratio * 10) / 10:.1f}",
        needed=f"{found.needed:g}",
    )
