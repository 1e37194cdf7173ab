"""The look that was chosen: colours, size, width and spacing; remembered with the library."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from annotator.desktop.actions import Command
from annotator.desktop.memory import Memory
from annotator.desktop.page_style import MEASURES, SPACINGS, ZOOMS, PageStyle
from annotator.desktop.palette import Theme
from annotator.desktop.theme import CHOICES, SYSTEM, apply_scale, apply_theme, theme_named


class Appearance(QObject):
    """Holds the look and says when it changes."""

    changed = Signal()
    said = Signal(str)

    def __init__(self, memory: Memory, parent: QObject) -> None:
        super().__init__(parent)
        self._memory = memory
        choice = memory.get("theme", SYSTEM)
        self.choice: str = choice if choice in CHOICES else SYSTEM
        stored = memory.get("page", {})
        self.style = PageStyle.from_dict(stored if isinstance(stored, dict) else {})
        QApplication.styleHints().colorSchemeChanged.connect(self._system_changed)

    @property
    def theme(self) -> Theme:
        """The colours for now."""
        return theme_named(self.choice)

    def apply(self) -> None:
        """Give the colours to the whole program."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply_theme(app, self.theme, self.style.scale)
        self.changed.emit()

    def choose_theme(self, choice: str) -> None:
        """Use other colours; see :data:`annotator.desktop.theme.CHOICES`."""
        self.choice = choice
        self._memory.put(theme=choice)
        self.apply()

    def choose_style(self, style: PageStyle) -> None:
        """Set the page otherwise."""
        if style != self.style:
            before, self.style = self.style, style
            self._memory.put(page=style.to_dict())
            app = QApplication.instance()
            if isinstance(app, QApplication) and style.scale != before.scale:
                apply_scale(app, self.theme, style.scale)
            self.changed.emit()

    def zoom_by(self, steps: int) -> None:
        """Larger or smaller letters by so many steps; 0 for the base size."""
        here = ZOOMS.index(self.style.zoom)
        zoom = ZOOMS[min(max(here + steps, 0), len(ZOOMS) - 1)] if steps else 1.0
        self.choose_style(replace(self.style, zoom=zoom))
        self.said.emit(self.tr("Size {percent} %").format(percent=round(zoom * 100)))

    def commands(self) -> Iterator[Command]:
        """What stands in the menu for the view."""
        tr, zoom = self.tr, self.zoom_by
        larger, smaller = ("Ctrl++", "Ctrl+="), ("Ctrl+-",)
        yield Command("zoom-in", "view", tr("Zoom &in"), partial(zoom, 1), larger, separated=True)
        yield Command("zoom-out", "view", tr("Zoom &out"), partial(zoom, -1), smaller)
        yield Command("zoom-reset", "view", tr("&Normal size"), partial(zoom, 0), ("Ctrl+0",))
        names = {
            SYSTEM: tr("As the s&ystem"),
            "light": tr("&Light"),
            "sepia": tr("&Sepia"),
            "dark": tr("&Dark"),
            "contrast": tr("&High contrast"),
        }
        for choice in CHOICES:
            yield self._choice(
                "theme", tr("&Colours"), choice, names[choice], partial(self.choose_theme, choice)
            )
        for measure, name in zip(
            MEASURES, (tr("&Narrow"), tr("&Medium"), tr("&Wide")), strict=True
        ):
            yield self._choice(
                "measure", tr("Page &width"), measure, name, partial(self._set, measure=measure)
            )
        for spacing, name in zip(
            SPACINGS, (tr("&Tight"), tr("&Medium"), tr("&Loose")), strict=True
        ):
            yield self._choice(
                "spacing", tr("Lin&e spacing"), spacing, name, partial(self._set, spacing=spacing)
            )

    def checked(self) -> set[str]:
        """The names of the commands that are chosen now."""
        style = self.style
        return {
            f"theme-{self.choice}",
            f"measure-{style.measure}",
            f"spacing-{style.spacing}",
        }

    def _choice(
        self, group: str, submenu: str, value: object, text: str, run: Callable[[], object]
    ) -> Command:
        return Command(
            f"{group}-{value}", "view", text, run, checkable=True, group=group, submenu=submenu
        )

    def _set(self, *, measure: int | None = None, spacing: float | None = None) -> None:
        style = self.style
        self.choose_style(
            replace(style, measure=measure or style.measure, spacing=spacing or style.spacing)
        )

    def _system_changed(self) -> None:
        if self.choice == SYSTEM:
            self.apply()
