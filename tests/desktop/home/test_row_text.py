"""What of an article there is room for in its row."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFont, QFontMetrics

from annotator.desktop.home.article_model import BETWEEN
from annotator.desktop.home.row_text import fitting, title_lines

FACTS = ("381 words", "easy", "14 Jun 2025", "The Wellmoor Herald and Weekly Advertiser")

pytestmark = pytest.mark.usefixtures("qapp")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200), st.integers(80, 600))
def test_the_lines_of_a_title_are_the_whole_title(title, width):
    lines = title_lines(title, QFont(), width)
    assert len(lines) <= 2
    assert "".join(title[line.start : line.end] for line in lines) == title
    if QFontMetrics(QFont()).horizontalAdvance(title) <= width:
        assert len(lines) == bool(title)


def test_a_title_is_broken_between_words():
    first, second = title_lines("One \U0001f30a two three four five", QFont(), 100)
    title = "One \U0001f30a two three four five"
    assert title[: first.end].endswith(" ")
    assert QFontMetrics(QFont()).horizontalAdvance(title[: first.end].rstrip()) <= 100
    assert title[second.start] != " "


@given(st.integers(0, 700))
def test_facts_are_told_whole_but_for_the_end_of_the_last(width):
    metrics = QFontMetrics(QFont())
    text = fitting(FACTS, metrics, width)
    assert metrics.horizontalAdvance(text) <= max(width, metrics.horizontalAdvance("…"))
    told = text.split(BETWEEN)
    for number, fact in enumerate(told[:-1]):
        assert fact == FACTS[number]
    if len(told) not in (1, len(FACTS)):
        assert told[-1] == FACTS[len(told) - 1]


def test_there_may_be_no_facts():
    assert fitting((), QFontMetrics(QFont()), 100) == ""
