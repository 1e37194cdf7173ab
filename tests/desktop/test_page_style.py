"""Width of the page and spacing of the lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.desktop.page_style import MEASURES, SPACINGS, ZOOMS, PageStyle
from annotator.domain.span import Span

STYLES = st.builds(
    PageStyle, st.sampled_from(ZOOMS), st.sampled_from(MEASURES), st.sampled_from(SPACINGS)
)


@given(STYLES)
def test_a_style_survives_being_remembered(style):
    assert PageStyle.from_dict(style.to_dict()) == style


@pytest.mark.parametrize(
    "data", [{}, {"zoom": 99}, {"measure": "wide"}, {"spacing": None, "zoom": -1.0, "x": 1}]
)
def test_what_nobody_can_have_chosen_becomes_the_default(data):
    assert PageStyle.from_dict(data) == PageStyle()


def longest_line(reader):
    """Letters in the longest line of the first paragraph."""
    page, span = reader.window.desk.page, reader.span("The harbour office")
    text = reader.article.text
    paragraph = Span(span.start, text.index("\n", span.start))
    rows: dict[int, int] = {}
    for offset in range(paragraph.start, paragraph.end):
        top = page.rects_of(Span(offset, offset + 1))[0].top()
        rows[top] = rows.get(top, 0) + 1
    return max(rows.values()), sorted(rows)


def test_the_measure_is_what_was_chosen_and_is_remembered(at_desk, open_window, workspace):
    reader = at_desk
    letters = {}
    for measure in MEASURES:
        reader.window.action(f"measure-{measure}").trigger()
        letters[measure] = longest_line(reader)[0]
        assert measure * 0.75 <= letters[measure] <= measure * 1.35
    assert letters[54] < letters[66] < letters[80]
    again = open_window(theme=None)
    assert again.window.action("measure-80").isChecked()
    assert not again.window.action("measure-66").isChecked()


def test_lines_stand_further_apart_with_more_spacing(at_desk):
    reader = at_desk
    distances = []
    for spacing in SPACINGS:
        reader.window.action(f"spacing-{spacing}").trigger()
        rows = longest_line(reader)[1]
        distances.append(rows[1] - rows[0])
    assert distances[0] < distances[1] < distances[2]
    assert distances[2] / distances[0] == pytest.approx(SPACINGS[2] / SPACINGS[0], rel=0.1)


def test_marks_stay_on_their_words_when_the_page_is_set_otherwise(at_desk):
    reader = at_desk
    mark = reader.mark("Experts say", "3")
    reader.window.action("measure-54").trigger()
    reader.window.action("spacing-1.8").trigger()
    offset = reader.span("Experts").start
    assert [m.id for m in reader.window.desk.page.marks_at(offset)] == [mark.id]
    reader.click(offset + 1)
    assert reader.window.desk.page.active == mark.id
