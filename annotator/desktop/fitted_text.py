"""Text broken into lines of a width, as many as there is room for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout, QTextOption

from annotator.domain.offsets import Utf16Index


def fitted_lines(text: str, font: QFont, width: int, most: int | None = None) -> list[str]:
    """The lines of a text that is ``width`` pixels wide.

    With ``most`` there are no more than that, paragraphs run on, and the last line is cut.
    """
    paragraphs = text.split("\n") if most is None else [" ".join(text.split())]
    lines: list[str] = []
    for paragraph in paragraphs:
        starts = _starts(paragraph, font, width)
        ends = [*starts[1:], len(paragraph)]
        lines += [paragraph[a:b].rstrip() for a, b in zip(starts, ends, strict=True)]
        if most is not None and len(starts) > most:
            rest = paragraph[starts[most - 1] :]
            cut = QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)
            lines[most - 1 :] = [cut]
    return lines


def draw_lines(
    painter: QPainter,
    lines: Sequence[str],
    font: QFont,
    corner: QPoint,
    width: int,
    *,
    backwards: bool = False,
) -> None:
    """Draw lines below each other, from the upper left corner on.

    ``backwards`` lets them begin at the right, as in a window that is laid out from right to left.
    """
    painter.setFont(font)
    height = QFontMetrics(font).lineSpacing()
    # All lines begin at one side, but each runs in the direction in which it is written.
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    flag = Qt.AlignmentFlag
    side = flag.AlignRight if backwards else flag.AlignLeft
    for place, line in enumerate(lines):
        area = QRect(corner.x(), corner.y() + place * height, width, height)
        painter.drawText(area, side | flag.AlignAbsolute | flag.AlignVCenter, line)


def _starts(paragraph: str, font: QFont, width: int) -> list[int]:
    """Where the lines of a paragraph begin, in code points."""
    layout = QTextLayout(paragraph, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    index, starts = Utf16Index(paragraph), []
    layout.beginLayout()
    line = layout.createLine()
    while line.isValid():
        line.setLineWidth(max(1, width))
        starts.append(index.from_utf16(line.textStart()))
        line = layout.createLine()
    layout.endLayout()
    return starts or [0]
