"""Every colour of the program. Nothing else names one.

All pairs that are laid over each other meet WCAG 2.2 AA; a test computes the ratios.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtGui import QColor


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as ``#rrggbb``. ``categories`` and ``outcomes`` are for marks and their badges.

    ``fill`` and ``fill_active`` are the opacities (0 to 1) with which marks are laid on the page.
    """

    name: str
    page: str
    text: str
    muted: str
    window: str
    raised: str
    line: str
    accent: str
    on_accent: str
    selection: str
    on_selection: str
    categories: dict[str, str]
    outcomes: dict[str, str]
    fill: float
    fill_active: float
    dark: bool = False

    def category(self, category_id: str, colour: str) -> QColor:
        """The colour of a category: the codebook's, made legible here.

        Where that is the colour of the default codebook, the theme has one of its own for it.
        """
        own = self.categories.get(category_id)
        if own and colour.lower() == DEFAULT_BOOK[category_id]:
            return QColor(own)
        return _legible(QColor(colour), self)


def contrast_ratio(one: QColor, other: QColor) -> float:
    """WCAG 2.2 contrast ratio of two opaque colours, 1.0 to 21.0."""
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def blended(front: QColor, back: QColor, share: float) -> QColor:
    """``front`` laid over ``back`` with an opacity of ``share`` (0 to 1)."""
    return QColor(
        round(front.red() * share + back.red() * (1 - share)),
        round(front.green() * share + back.green() * (1 - share)),
        round(front.blue() * share + back.blue() * (1 - share)),
    )


def _luminance(colour: QColor) -> float:
    """Relative luminance as WCAG 2.2 defines it."""

    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(c) for c in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _legible(colour: QColor, theme: Theme) -> QColor:
    """The colour, lighter or darker as far as it takes.

    It stands as text on page, cards and panels (badges the other way round), and the article's text
    stands on it where it is laid on the page.
    """
    light, dark = QColor("#ffffff"), QColor("#000000")
    for step in range(41):
        for towards in (light, dark) if theme.dark else (dark, light):
            shifted = blended(towards, colour, step / 40)
            if _is_legible(shifted, theme):
                return shifted
    return QColor(theme.muted)


def _is_legible(colour: QColor, theme: Theme) -> bool:
    grounds = (theme.page, theme.window, theme.raised)
    laid = blended(colour, QColor(theme.page), theme.fill_active)
    return contrast_ratio(QColor(theme.text), laid) >= 4.5 and all(
        contrast_ratio(colour, QColor(ground)) >= 4.5 for ground in grounds
    )


DEFAULT_BOOK = {
    "unsupported_claim": "#c2570c",
    "inconsistency": "#7c3aed",
    "vague_attribution": "#0f766e",
}
"""The colours that the default codebook names, for which the themes have their own."""

LIGHT = Theme(
    name="light",
    page="#fffdf9",
    text="#1f2328",
    muted="#5b616a",
    window="#f3f1ec",
    raised="#ffffff",
    line="#d8d4cb",
    accent="#1d4ed8",
    on_accent="#ffffff",
    selection="#bcd4fb",
    on_selection="#10141a",
    categories={
        "unsupported_claim": "#b34700",
        "inconsistency": "#6d28d9",
        "vague_attribution": "#0b6e66",
    },
    outcomes={
        "hit": "#157a3c",
        "partial": "#8a6100",
        "wrong_category": "#0b5fa5",
        "missed": "#b3261e",
        "flagged_sound": "#b0318a",
        "not_in_key": "#55606e",
    },
    fill=0.16,
    fill_active=0.34,
)

DARK = Theme(
    name="dark",
    page="#1b1d21",
    text="#e6e3dc",
    muted="#a9adb5",
    window="#131518",
    raised="#24272c",
    line="#3b3f46",
    accent="#8ab4ff",
    on_accent="#0c1422",
    selection="#2f4a7a",
    on_selection="#ffffff",
    categories={
        "unsupported_claim": "#ffab6b",
        "inconsistency": "#c3a6ff",
        "vague_attribution": "#5fd6c8",
    },
    outcomes={
        "hit": "#6fd391",
        "partial": "#e6bf5c",
        "wrong_category": "#7cc4f2",
        "missed": "#ff9188",
        "flagged_sound": "#f29bd6",
        "not_in_key": "#b3bcc9",
    },
    fill=0.16,
    fill_active=0.30,
    dark=True,
)

SEPIA = replace(
    LIGHT,
    name="sepia",
    page="#f7ecd8",
    text="#2f2415",
    muted="#665640",
    window="#ede0c8",
    raised="#fbf3e4",
    line="#cfbf9f",
    accent="#7a4a12",
    on_accent="#ffffff",
    selection="#dfc48f",
    on_selection="#231a0d",
    categories={
        "unsupported_claim": "#9c3d00",
        "inconsistency": "#5b21b6",
        "vague_attribution": "#075e57",
    },
    outcomes={
        "hit": "#0f6330",
        "partial": "#744f00",
        "wrong_category": "#0a4f8c",
        "missed": "#a01f18",
        "flagged_sound": "#972374",
        "not_in_key": "#4a5360",
    },
    fill=0.18,
)

CONTRAST = replace(
    DARK,
    name="contrast",
    page="#000000",
    text="#ffffff",
    muted="#e0e0e0",
    window="#000000",
    raised="#000000",
    line="#ffffff",
    accent="#ffe14d",
    on_accent="#000000",
    selection="#ffe14d",
    on_selection="#000000",
    categories={
        "unsupported_claim": "#ffb347",
        "inconsistency": "#d7b8ff",
        "vague_attribution": "#5df2df",
    },
    outcomes={
        "hit": "#6dff9c",
        "partial": "#ffd75e",
        "wrong_category": "#8fd3ff",
        "missed": "#ffa099",
        "flagged_sound": "#ffa6e6",
        "not_in_key": "#d5deeb",
    },
    fill=0.16,
    fill_active=0.32,
)

THEMES = {theme.name: theme for theme in (LIGHT, SEPIA, DARK, CONTRAST)}
