"""Opening the window, and the tour that drives it."""

from __future__ import annotations

import gc
import os
import re
import sys
from pathlib import Path
from typing import Any

import click

from annotator.cli.options import with_common_options
from annotator.cli.output import print_json, say
from annotator.domain.errors import AnnotatorError


class NoWindowError(AnnotatorError):
    """The window cannot be opened here."""


def has_display() -> bool:
    """Whether Qt can show a window: where a platform was chosen, that is left to Qt."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def window(library: Path) -> int:
    """Open the window and stay until it is closed; returns the exit code.

    Raises ``NoWindowError`` where there is no display, or where Qt cannot be loaded.
    """
    if not has_display():
        raise NoWindowError(
            "There is no display, so the window cannot be opened. To see the program at work "
            "without one, run: annotator tour -o FOLDER"
        )
    # Nothing that an import makes is garbage, and looking through all of it again and again takes a
    # twentieth of the time until the window is there. What it made is never looked through later.
    gc.disable()
    try:
        _load_qt()
        from annotator.desktop.app import open_window  # noqa: PLC0415 (light start)
    finally:
        gc.freeze()
        gc.enable()
    return open_window(library)


def load_qt_anywhere() -> None:
    """Load Qt, offscreen where there is no display. Raises ``NoWindowError`` where that fails."""
    if not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    _load_qt()


def _load_qt() -> None:
    try:
        import PySide6.QtWidgets  # noqa: F401, PLC0415 (light start)
    except ImportError as error:
        raise NoWindowError(
            "Qt cannot be loaded ({reason}). “annotator doctor” says more.", reason=error
        ) from None


@click.command(short_help="Drive the window and take screenshots.")
@click.option(
    "-o",
    "--output",
    "folder",
    required=True,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The folder for screenshots and the exported set; made where there is none.",
)
@click.option(
    "--size",
    default="1280x800",
    show_default=True,
    metavar="WxH",
    callback=lambda _context, _option, value: _size(value),
    help="The size of the window in pixels.",
)
@click.option("--every-theme", is_flag=True, help="Show the main views in all colours.")
@with_common_options
def tour(folder: Path, size: tuple[int, int], every_theme: bool, as_json: bool) -> None:
    """Drive the real window through the main job, with numbered screenshots.

    Opens an article, highlights with mouse and keys, submits, compares and exports, all in a
    library of its own. Works offscreen where there is no display.
    """
    folder.mkdir(parents=True, exist_ok=True)
    load_qt_anywhere()
    from annotator.desktop.tour import run_tour  # noqa: PLC0415 (light start)

    result = run_tour(folder, size=size, every_theme=every_theme)
    document = {
        **result,
        "screenshots": [str(path) for path in result["screenshots"]],
        "export": str(result["export"]),
    }
    if as_json:
        print_json(document)
    else:
        say(_in_words(document))


def _size(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{3,4})x(\d{3,4})", text)
    if found is None:
        raise click.BadParameter("give a width and a height, for example 1920x1080")
    return int(found[1]), int(found[2])


def _in_words(result: dict[str, Any]) -> str:
    counts = result["comparison"]["counts"]
    return "\n".join(
        [
            *result["screenshots"],
            result["export"],
            f"{counts['set']} passages marked, {counts['key']} in the key: {counts['hit']} hit, "
            f"{counts['partial']} partial, {counts['wrong_category']} in a wrong category, "
            f"{counts['missed']} missed, {counts['flagged_sound']} sound ones flagged, "
            f"{counts['not_in_key']} not in the key.",
        ]
    )
