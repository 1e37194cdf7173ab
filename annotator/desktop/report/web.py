"""A report as a web page that needs nothing beside itself: no other file, no network, no script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QColor

from annotator.desktop.palette import CONTRAST, DARK, LIGHT, Theme
from annotator.desktop.report.parts import MarkedArticle, Piece, Report
from annotator.services.resources import resource

if TYPE_CHECKING:
    from jinja2 import Template

LANES = 4
"""How many underlines the style sheet keeps apart; further ones begin at the first again."""


@dataclass(frozen=True, slots=True)
class ListItem:
    """An item of a list, and the lists within it."""

    piece: Piece
    lists: list[NestedList]


@dataclass(frozen=True, slots=True)
class NestedList:
    """A list of the article, numbered or not."""

    numbered: bool
    level: int
    items: list[ListItem]


def as_web_page(report: Report) -> str:
    """The report as HTML, which is to be written in UTF-8."""
    return _template().render(
        report=report,
        themes={name: _variables(theme) for name, theme in _THEMES.items()},
        grouped=grouped,
        anchors=lambda article: dict(article.anchors()),
        highlight=_highlight,
        lanes=LANES,
    )


_THEMES = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}


@cache
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 (light start)

    environment = Environment(
        loader=FileSystemLoader(resource("report")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html")


def _variables(theme: Theme) -> dict[str, str]:
    """The colours of a theme, as the style sheet names them."""
    plain = ("page", "text", "muted", "window", "raised", "line", "accent")
    variables = {name: getattr(theme, name) for name in plain}
    for outcome, colour in theme.outcomes.items():
        name = outcome.replace("_", "-")
        red, green, blue, _ = QColor(colour).getRgb()
        variables[name] = colour
        variables[f"{name}-laid"] = f"rgb({red} {green} {blue} / {theme.fill:.2f})"
    return variables


def _highlight(article: MarkedArticle, stretch: int) -> Any:
    return article.highlights[article.stretches[stretch]]


def grouped(pieces: Sequence[Piece]) -> list[Piece | NestedList]:
    """The blocks of an article, with items of lists that follow each other put into lists."""
    result: list[Piece | NestedList] = []
    open_lists: list[NestedList] = []
    for piece in pieces:
        if piece.kind != "list_item":
            open_lists.clear()
            result.append(piece)
            continue
        while open_lists and open_lists[-1].level > piece.level:
            open_lists.pop()
        numbered = piece.ordinal is not None
        inner = open_lists[-1] if open_lists else None
        if inner and inner.level == piece.level and inner.numbered is not numbered:
            open_lists.pop()
        if not open_lists or open_lists[-1].level < piece.level:
            fresh = NestedList(numbered, piece.level, [])
            (open_lists[-1].items[-1].lists if open_lists else result).append(fresh)
            open_lists.append(fresh)
        open_lists[-1].items.append(ListItem(piece, []))
    return result
