"""A report as a typeset document, for paper.

Lengths are pixels of a 96th of an inch: fonts are set in them too, so that nothing depends on the
screen. What is painted beside the text (marks, badges, bars, the chart) is noted by its position.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import zip_longest

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontDatabase,
    QImage,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextImageFormat,
    QTextLength,
    QTextListFormat,
    QTextOption,
    QTextTable,
    QTextTableFormat,
)

from annotator.desktop.document import shown
from annotator.desktop.palette import LIGHT
from annotator.desktop.report.parts import (
    Chart,
    Entry,
    Facts,
    Listing,
    MarkedArticle,
    Part,
    Piece,
    Report,
    Run,
    Sign,
    Table,
    Words,
)
from annotator.desktop.theme import reading_font

SANS, SERIF = 13, 14
BADGE = 9
LABELS = 132.0
"""Width of the labels in an entry."""
INDENT = 14.0
_HEADINGS = {1: 24, 2: 18, 3: 14}
_ARTICLE_HEADINGS = {3: 22, 4: 17, 5: 15, 6: 14}
_SAME_LINE = "\u00a0"
_LINE = "\u2028"
_PLACE = "place:chart"


@dataclass(frozen=True, slots=True)
class Laid:
    """A range of positions in the document on which a highlight lies."""

    highlight: int
    start: int
    end: int
    lane: int


@dataclass(frozen=True, slots=True)
class Badge:
    """A range of positions that is set as a badge in the colour of an outcome."""

    outcome: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks of the document, by number, that are to stay on one page where they fit.

    ``outcome`` is that of the bar at their side, if they have one.
    """

    first: int
    last: int
    outcome: str = ""


@dataclass(slots=True)
class Typeset:
    """A document, and what is painted beside its text."""

    document: QTextDocument
    highlights: MarkedArticle | None = None
    laid: list[Laid] = field(default_factory=list)
    badges: list[Badge] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    rows: list[Group] = field(default_factory=list)
    charts: list[tuple[int, Chart]] = field(default_factory=list)


def typeset(report: Report, width: float) -> Typeset:
    """Set a report in columns of that width; pages are not broken yet."""
    return _Typesetter(width).report(report)


class _Typesetter:
    def __init__(self, width: float) -> None:
        document = QTextDocument()
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(0)
        document.setUseDesignMetrics(True)
        self._sans = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).families()
        self._serif = reading_font(10).families()
        document.setDefaultFont(_font(self._sans, SANS))
        document.setTextWidth(width)
        self._width = width
        nothing = QImage(1, 1, QImage.Format.Format_ARGB32)
        nothing.fill(0)
        document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(_PLACE), nothing)
        self._set = Typeset(document)
        self._cursor = QTextCursor(document)
        self._fresh = True

    def report(self, report: Report) -> Typeset:
        self._cursor.beginEditBlock()
        option = QTextOption()
        rtl = report.direction == "rtl"
        option.setTextDirection(
            Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LayoutDirectionAuto
        )
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._set.document.setDefaultTextOption(option)
        self._text(report.kicker, self._chars(bold=True, muted=True), below=2)
        self._heading(report.heading, 1)
        self._facts(report.facts)
        for section in report.sections:
            self._heading(section.title, 2)
            for part, following in zip_longest(section.parts, section.parts[1:]):
                self._part(part)
                if isinstance(part, Words) and isinstance(following, Entry):
                    self._set.headings.append(self._cursor.blockNumber())  # it leads in
        self._text(report.made, self._chars(muted=True), above=18)
        self._cursor.endEditBlock()
        return self._set

    # --- Parts --------------------------------------------------------------------------------

    def _part(self, part: Part) -> None:
        if isinstance(part, Words):
            lead = part.tone == "lead"
            size = 16 if lead else SANS
            self._text(part.text, self._chars(size, bold=lead, muted=part.tone == "muted"))
        elif isinstance(part, Listing):
            self._heading(part.title, 3)
            for number, step in enumerate(part.steps, 1):
                self._labelled(f"{number}.", "", label_width=22)
                self._write(step.title, self._chars(bold=True))
                self._write(f"{_LINE}{step.text}", self._chars())
                if step.links:
                    where = ", ".join(words for _, words in step.links)
                    self._write(f" ({where})", self._chars(muted=True))
        elif isinstance(part, Facts):
            self._facts(part)
        elif isinstance(part, Table):
            self._table(part)
        elif isinstance(part, Chart):
            self._chart(part)
        elif isinstance(part, MarkedArticle):
            self._article(part)
        else:
            self._entry(part)

    def _facts(self, facts: Facts) -> None:
        for label, value in facts.pairs:
            self._labelled(label, value, label_width=160)

    def _entry(self, entry: Entry) -> None:
        with self._together(entry.outcome):
            self._block(above=14, below=4, left=INDENT)
            number = f"{entry.number}{_SAME_LINE}" if entry.number else ""
            self._badge(f"{number}{entry.sign}", entry.outcome, SANS - 2)
            self._write(f" {entry.title}", self._chars(SERIF, bold=True))
            if entry.detail:
                self._write(f" · {entry.detail}", self._chars(muted=True))
            for said in entry.said:
                family = self._serif if said.tone == "quote" else self._sans
                if said.label:
                    self._labelled(said.label, said.text, indent=INDENT, families=family)
                else:
                    self._block(below=3, left=INDENT)
                    self._write(_lines(said.text), self._chars(families=family))

    def _chart(self, chart: Chart) -> None:
        with self._together():
            self._text(chart.title, self._chars(bold=True), above=12, below=4)
            block = self._block(below=4)
            _height(block, 100)
            self._cursor.setBlockFormat(block)
            # A picture without anything on it keeps the place free, and is never cut.
            place = QTextImageFormat()
            place.setName(_PLACE)
            place.setWidth(self._width)
            place.setHeight(chart.height * self._width / chart.width)
            self._cursor.insertImage(place)
            self._set.charts.append((self._cursor.blockNumber(), chart))
            self._block(below=10)
            for sign in chart.legend:
                self._badge(sign.sign, sign.outcome)
                name = sign.name.replace(" ", _SAME_LINE)
                self._write(f"{_SAME_LINE}{name}    ", self._chars(SANS - 1))
        self._table(chart.table)

    def _legend(self, signs: Sequence[Sign]) -> None:
        with self._together():
            for sign in signs:
                block = self._block(below=3, left=26)
                block.setTextIndent(-26)
                block.setTabPositions([QTextOption.Tab(26, QTextOption.TabType.LeftTab)])
                self._cursor.setBlockFormat(block)
                self._badge(sign.sign, sign.outcome)
                self._write(f"\t{sign.name}: ", self._chars(SANS - 1, bold=True))
                self._write(sign.meaning, self._chars(SANS - 1, muted=True))

    def _table(self, part: Table) -> None:
        with self._together():
            self._text(part.caption, self._chars(bold=True), above=12, below=4)
            shares = _shares(part.heads) if part.total else _even(len(part.heads))
            table = self._insert_table(len(part.rows) + 1, shares, padding=3)
            for r, row in enumerate((part.heads, *part.rows)):
                last = part.total and r == len(part.rows)
                for c, text in enumerate(row):
                    cursor = table.cellAt(r, c).firstCursorPosition()
                    block = QTextBlockFormat()
                    if part.total and c:
                        block.setAlignment(Qt.AlignmentFlag.AlignRight)
                    cursor.setBlockFormat(block)
                    cursor.insertText(
                        text, self._chars(SANS - 2, bold=r == 0 or last, muted=r == 0)
                    )
            self._leave_table(table)
        for note in part.notes:
            self._text(note, self._chars(SANS - 1, muted=True))

    # --- The article --------------------------------------------------------------------------

    def _article(self, part: MarkedArticle) -> None:
        self._set.highlights = part
        self._legend(part.legend)
        self._block(above=4, below=0)
        for piece in part.pieces:
            if piece.kind == "table":
                self._article_table(part, piece)
            else:
                self._piece(part, piece)

    def _piece(self, part: MarkedArticle, piece: Piece) -> None:
        chars = self._chars(SERIF, families=self._serif)
        block = self._block(below=8)
        _height(block, 165)
        if piece.kind == "heading":
            size = _ARTICLE_HEADINGS[piece.level]
            chars = self._chars(size, bold=True, families=self._serif)
            block.setHeadingLevel(piece.level)
            block.setTopMargin(14)
            _height(block, 140)
            self._set.headings.append(self._cursor.blockNumber())
        elif piece.kind == "metadata":
            chars = self._chars(SANS, muted=True, families=self._serif)
            block.setBottomMargin(2)
        elif piece.kind == "quotation":
            block.setLeftMargin(28)
            block.setRightMargin(28)
            chars.setFontItalic(True)
        self._cursor.setBlockFormat(block)
        self._cursor.setBlockCharFormat(chars)
        if piece.kind == "list_item":
            style = QTextListFormat()
            style.setIndent(piece.level)
            style.setStyle(QTextListFormat.Style.ListDisc)
            if piece.ordinal is not None:
                style.setStyle(QTextListFormat.Style.ListDecimal)
                style.setStart(piece.ordinal)
            self._cursor.createList(style)
        if piece.run is not None:
            self._run(part, piece.run, self._cursor, chars)

    def _article_table(self, part: MarkedArticle, piece: Piece) -> None:
        columns = max(len(row) for row in piece.rows)
        longest = [
            max((_length(row[c]) for row in piece.rows if c < len(row)), default=0)
            for c in range(columns)
        ]
        weights = [min(max(length, 10), 60) for length in longest]
        shares = [100 * weight / sum(weights) for weight in weights]
        with self._together():
            table = self._insert_table(len(piece.rows), shares, padding=5)
            for r, row in enumerate(piece.rows):
                for c, cell in enumerate(row):
                    if cell is None:
                        continue
                    cursor = table.cellAt(r, c).firstCursorPosition()
                    block = QTextBlockFormat()
                    _height(block, 150)
                    cursor.setBlockFormat(block)
                    chars = self._chars(SANS, bold=r == 0, families=self._serif)
                    self._run(part, cell, cursor, chars)
            self._leave_table(table)

    def _run(
        self, part: MarkedArticle, run: Run, cursor: QTextCursor, chars: QTextCharFormat
    ) -> None:
        for segment in run.segments:
            for stretch in segment.begins:
                highlight = part.highlights[part.stretches[stretch]]
                label = highlight.label.replace(" ", _SAME_LINE)
                self._badge(label, highlight.outcome, cursor=cursor)
            start = cursor.position()
            text = part.text[segment.span.start : segment.span.end]
            cursor.insertText(shown(text), chars)
            for stretch, lane in zip(segment.over, segment.lanes, strict=True):
                mark = part.stretches[stretch]
                self._set.laid.append(Laid(mark, start, cursor.position(), lane))

    # --- Words --------------------------------------------------------------------------------

    def _heading(self, text: str, level: int) -> None:
        block = self._block(above={1: 0, 2: 26, 3: 12}[level], below={1: 10, 2: 8, 3: 4}[level])
        block.setHeadingLevel(level)
        self._cursor.setBlockFormat(block)
        self._set.headings.append(self._cursor.blockNumber())
        self._write(text, self._chars(_HEADINGS[level], bold=True))

    def _text(
        self, text: str, chars: QTextCharFormat, *, above: float = 0, below: float = 6
    ) -> None:
        self._block(above=above, below=below)
        self._write(text, chars)

    def _labelled(
        self,
        label: str,
        text: str,
        *,
        indent: float = 0,
        label_width: float = LABELS,
        families: list[str] | None = None,
    ) -> None:
        """A label, and words beside it that stay in a column of their own."""
        block = self._block(below=3, left=indent + label_width)
        block.setTextIndent(-label_width)
        stop = QTextOption.Tab(label_width, QTextOption.TabType.LeftTab)
        block.setTabPositions([stop])
        block.setProperty(QTextFormat.Property.LayoutDirection, Qt.LayoutDirection.LeftToRight)
        self._cursor.setBlockFormat(block)
        self._write(f"{label}\t", self._chars(SANS - 1, muted=True))
        self._write(_lines(text), self._chars(families=families))

    def _badge(
        self, text: str, outcome: str, size: int = BADGE, cursor: QTextCursor | None = None
    ) -> None:
        cursor = cursor or self._cursor
        chars = self._chars(size, bold=True)
        chars.setForeground(QColor(LIGHT.raised))
        start = cursor.position()
        # Set apart, so that number and sign stay side by side in text from right to left.
        cursor.insertText(f"\u2066{_SAME_LINE}{text}{_SAME_LINE}\u2069", chars)
        self._set.badges.append(Badge(outcome, start, cursor.position()))
        cursor.insertText(_SAME_LINE, self._chars(5))

    def _write(self, text: str, chars: QTextCharFormat) -> None:
        self._cursor.insertText(text, chars)

    def _block(self, *, above: float = 0, below: float = 6, left: float = 0) -> QTextBlockFormat:
        block = QTextBlockFormat()
        block.setTopMargin(above)
        block.setBottomMargin(below)
        block.setLeftMargin(left)
        _height(block, 125)
        if self._fresh:
            self._cursor.setBlockFormat(block)
            self._fresh = False
        else:
            self._cursor.insertBlock(block, self._chars())
        return block

    def _insert_table(self, rows: int, shares: Sequence[float], *, padding: float) -> QTextTable:
        style = QTextTableFormat()
        style.setBorderCollapse(True)
        style.setBorder(1)
        style.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        style.setBorderBrush(QBrush(QColor(LIGHT.line)))
        style.setCellPadding(padding)
        style.setCellSpacing(0)
        style.setTopMargin(2)
        style.setBottomMargin(14)
        percent = QTextLength.Type.PercentageLength
        style.setWidth(QTextLength(percent, 100))
        style.setColumnWidthConstraints([QTextLength(percent, share) for share in shares])
        return self._cursor.insertTable(rows, len(shares), style)

    def _leave_table(self, table: QTextTable) -> None:
        """Go on in the block behind the table, which Qt has made."""
        for r in range(table.rows()):
            first = table.cellAt(r, 0).firstCursorPosition().blockNumber()
            last = table.cellAt(r, table.columns() - 1).lastCursorPosition().blockNumber()
            self._set.rows.append(Group(first, last))
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._fresh = True

    @contextmanager
    def _together(self, outcome: str = "") -> Iterator[None]:
        first = self._cursor.blockNumber() + (0 if self._fresh else 1)
        yield
        last = self._cursor.blockNumber() - (1 if self._fresh else 0)
        if last >= first:
            self._set.groups.append(Group(first, last, outcome))

    def _chars(
        self,
        size: int = SANS,
        *,
        bold: bool = False,
        muted: bool = False,
        families: list[str] | None = None,
    ) -> QTextCharFormat:
        chars = QTextCharFormat()
        chars.setFont(_font(families or self._sans, size, bold=bold))
        chars.setForeground(QColor(LIGHT.muted if muted else LIGHT.text))
        return chars


def _font(families: list[str], size: int, *, bold: bool = False) -> QFont:
    font = QFont(families)
    font.setPixelSize(size)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setFeature(QFont.Tag("liga"), 0)  # a search in the file finds "find" and "flag" then
    font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    return font


def _height(block: QTextBlockFormat, percent: float) -> None:
    block.setLineHeight(percent, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)


def _even(columns: int) -> list[float]:
    """Widths of columns in per cent: the first is for names, the others have the rest."""
    return [34.0, *[66.0 / (columns - 1)] * (columns - 1)]


def _shares(heads: Sequence[str]) -> list[float]:
    """Widths of columns with short numbers: as the longest word above each needs."""
    longest = [max(map(len, head.split()), default=0) for head in heads[1:]]
    weights = [max(length, 3) + 2 for length in longest]
    return [24.0, *(76.0 * weight / sum(weights) for weight in weights)]


def _length(run: Run | None) -> int:
    return run.segments[-1].span.end - run.segments[0].span.start if run else 0


def _lines(text: str) -> str:
    return shown(text.replace("\n", "\x0b")).replace("\x0b", _LINE)
