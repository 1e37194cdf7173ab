"""The figures behind the chart of progress, one column an attempt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QColor

from annotator.comparison.progress import Tally, tally
from annotator.desktop.home.home_words import (
    flagged_words,
    moment_words,
    nothing_weak,
    tally_words,
)
from annotator.desktop.looks import category_name
from annotator.desktop.palette import Theme
from annotator.domain.codebook import SOUND, Codebook
from annotator.services.practice import Attempt

MOST = 12
"""Attempts that are shown, the newest."""


@dataclass(frozen=True, slots=True)
class Line:
    """A category: how it is called and looks, and what was found of it in each attempt."""

    category: str
    name: str
    letter: str
    colour: QColor
    tallies: tuple[Tally, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """Attempts that were compared, oldest first, with a line for each category."""

    attempts: tuple[Attempt, ...]
    lines: tuple[Line, ...]
    flagged: tuple[int, ...]

    def words(self, place: int) -> str:
        """One attempt in words."""
        parts = [
            f"{line.name}: {tally_words(line.tallies[place])}"
            for line in self.lines
            if line.tallies[place].wanted
        ]
        if self.flagged[place]:
            parts.append(flagged_words(self.flagged[place]))
        return ". ".join([self.heading(place), *parts]) + "."

    def heading(self, place: int) -> str:
        """When an attempt was, the title of its article, and whether there was nothing to find."""
        attempt = self.attempts[place]
        heading = f"{moment_words(attempt.info.submitted_at)}, {attempt.title}"
        if any(line.tallies[place].wanted for line in self.lines):
            return heading
        return f"{heading}: {nothing_weak()}"


def progress_of(attempts: Sequence[Attempt], codebook: Codebook, theme: Theme) -> Progress:
    """The figures of the newest articles: of each the first attempt that was compared.

    Whoever reads an article again knows its key; that is no progress.
    """
    firsts: dict[str, Attempt] = {}
    for attempt in attempts:
        if attempt.result is not None:
            firsts.setdefault(attempt.article_id, attempt)
    compared = list(firsts.values())[-MOST:]
    results = [each.result for each in compared if each.result is not None]
    known = [category.id for category in codebook.categories]
    there = {item.category for result in results for item in result.items} - {SOUND}
    lines = []
    for category_id in [*known, *sorted(there - set(known))]:
        tallies = tuple(tally((result,), category_id) for result in results)
        if not any(each.wanted for each in tallies):
            continue
        category = codebook.find(category_id)
        colour = theme.category(category_id, category.colour) if category else QColor(theme.muted)
        letter = category.letter if category else "?"
        name = category_name(codebook, category_id)
        lines.append(Line(category_id, name, letter, colour, tallies))
    flagged = tuple(tally((result,)).flagged for result in results)
    return Progress(tuple(compared), tuple(lines), flagged)
