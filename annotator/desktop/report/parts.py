"""What a report consists of, all words finished: for a web page and for paper alike.

Nothing here is escaped or laid out yet; that is up to what writes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from annotator.desktop.report.segments import Leaf, Node, Segment


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph. ``tone`` is ``plain``, ``lead`` (stands out) or ``muted`` (steps back)."""

    kind: ClassVar[str] = "words"
    text: str
    tone: str = "plain"


@dataclass(frozen=True, slots=True)
class Step:
    """What to do next time, and why. ``links`` are anchors of examples, with words for each."""

    title: str
    text: str
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """Steps one below the other, under a heading."""

    kind: ClassVar[str] = "listing"
    title: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels, and what each is for."""

    kind: ClassVar[str] = "facts"
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Figures. The first cell of a row is its head; ``total`` says that the last row sums up."""

    kind: ClassVar[str] = "table"
    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    total: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """A piece of a row of a chart, in units of the chart; ``label`` is empty where it is small."""

    outcome: str
    x: float
    width: float
    label: str


@dataclass(frozen=True, slots=True)
class BarRow:
    """One category in a chart."""

    name: str
    told: str
    y: float
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars by category. ``told`` says in words what it shows, row by row; sizes are in its units.

    ``table`` has the same figures.
    """

    kind: ClassVar[str] = "chart"
    title: str
    told: str
    width: float
    height: float
    bar_height: float
    rows: tuple[BarRow, ...]
    legend: tuple[Sign, ...]
    table: Table


@dataclass(frozen=True, slots=True)
class Sign:
    """An outcome as it is shown: its value (``hit``), sign, underline, name, and what it means."""

    outcome: str
    sign: str
    pattern: str
    name: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Highlight:
    """A mark on the article.

    ``name`` is what its anchor ends in; ``number`` is the item that it belongs to. ``label`` stands
    at its beginning and ``told`` says it in words. A ``framed`` one is no mark of the learner's:
    the key has it there.
    """

    name: str
    number: int
    outcome: str
    pattern: str
    label: str
    told: str
    framed: bool


@dataclass(frozen=True, slots=True)
class Run:
    """A run of the article's text, cut at the ends of marks: flat for paper, nested for the web."""

    segments: tuple[Segment, ...]
    nodes: tuple[Node | Leaf, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of the article. ``level`` is that of a heading in the report, or depth in a list."""

    kind: str
    run: Run | None = None
    level: int = 0
    ordinal: int | None = None
    role: str = ""
    rows: tuple[tuple[Run | None, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """The article with its marks. ``stretches`` names the highlight of each by its index.

    ``text`` is the canonical one, of the same length, without characters that cannot be shown.
    """

    kind: ClassVar[str] = "article"
    text: str
    pieces: tuple[Piece, ...]
    highlights: tuple[Highlight, ...]
    stretches: tuple[int, ...]
    legend: tuple[Sign, ...]

    def anchors(self) -> Iterator[tuple[int, str]]:
        """For every stretch, the anchor of its beginning; the second one of a mark has its own."""
        met: dict[int, int] = {}
        for stretch, mark in enumerate(self.stretches):
            met[mark] = met.get(mark, 0) + 1
            more = f"-{met[mark]}" if met[mark] > 1 else ""
            yield stretch, f"mark-{self.highlights[mark].name}{more}"


@dataclass(frozen=True, slots=True)
class Said:
    """A labelled paragraph of an entry. ``tone`` is ``plain`` or ``quote``."""

    label: str
    text: str
    tone: str = "plain"


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of the comparison. ``links`` are the anchors of its marks, with words for each."""

    kind: ClassVar[str] = "entry"
    anchor: str
    number: str
    sign: str
    outcome: str
    title: str
    detail: str
    said: tuple[Said, ...]
    links: tuple[tuple[str, str], ...] = ()


Part = Words | Listing | Facts | Table | Chart | MarkedArticle | Entry


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of a report."""

    anchor: str
    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report. ``language`` is a BCP 47 tag, ``direction`` ``ltr`` or ``rtl``."""

    language: str
    direction: str
    title: str
    kicker: str
    heading: str
    facts: Facts
    contents: str
    sections: tuple[Section, ...]
    made: str
