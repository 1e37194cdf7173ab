"""Finding words in the article."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from window_driver import CTRL, SHIFT, colours

from annotator.desktop.palette import LIGHT
from annotator.domain.span import Span


def shown(reader):
    """What stands under the current place: number and total."""
    return reader.window.desk.finding.bar.count.text()


def test_the_number_of_places_and_the_way_from_one_to_the_next(at_desk):
    reader, bar = at_desk, at_desk.window.desk.finding.bar
    reader.key("F", CTRL)
    assert bar.line.hasFocus()
    reader.type("boat")
    assert shown(reader) == "1 of 3"
    reader.key(Qt.Key.Key_Return)
    assert shown(reader) == "2 of 3"
    reader.key(Qt.Key.Key_F3)
    reader.key(Qt.Key.Key_F3)
    assert shown(reader) == "1 of 3"
    reader.key(Qt.Key.Key_Return, SHIFT)
    assert shown(reader) == "3 of 3"
    assert reader.window.desk.page.caret == reader.article.text.index("Boats")


def test_case_and_whole_words(at_desk):
    reader, bar = at_desk, at_desk.window.desk.finding.bar
    reader.key("F", CTRL)
    reader.type("boat")
    reader.push(bar.words)
    assert shown(reader) == "1 of 2"
    reader.push(bar.words)
    reader.push(bar.case)
    assert shown(reader) == "1 of 2"
    reader.bot.keyClicks(bar.line, "zzz")
    assert shown(reader) == "Not found"


def test_places_are_painted_and_the_current_one_otherwise_until_the_bar_is_left(at_desk):
    reader, page = at_desk, at_desk.window.desk.page
    current, other = reader.span("second boat"), reader.span("Boats")

    def ground(span):
        """The colours at the upper edge of a place, above its letters."""
        place = page.rects_of(span)[0]
        corner = page.viewport().mapTo(reader.window, place.topLeft())
        image = reader.window.grab().toImage()
        return colours(image, corner.x() + 1, corner.y() + 2, place.width() - 2, 1)

    plain = {QColor(LIGHT.page).name()}
    assert ground(current) == plain
    reader.click(current.start)
    reader.key("F", CTRL)
    reader.type("boat")
    reader.settle()
    here, there = ground(Span(current.end - 4, current.end)), ground(other)
    assert QColor(LIGHT.selection).name() in there
    assert plain.isdisjoint(here)
    assert QColor(LIGHT.selection).name() not in here
    reader.key(Qt.Key.Key_Escape)
    reader.settle()
    assert ground(other) == plain
    assert page.hasFocus()


def test_what_was_found_last_stays_selected_and_can_be_marked(at_desk):
    reader = at_desk
    reader.key("F", CTRL)
    reader.type("second boat")
    reader.key(Qt.Key.Key_Escape)
    reader.key("1")
    assert [a.passages[0].quote for a in reader.stored()] == ["second boat"]


def test_what_is_selected_is_looked_for(at_desk):
    reader = at_desk
    reader.drag(reader.span("second boat"))
    reader.key("F", CTRL)
    assert reader.window.desk.finding.bar.line.text() == "second boat"
    assert shown(reader) == "1 of 1"


def test_digits_typed_into_the_line_mark_nothing(at_desk):
    reader = at_desk
    reader.drag(reader.span("second boat"))
    reader.key("F", CTRL)
    reader.type("2025")
    assert shown(reader) == "2 of 2"
    assert reader.stored() == ()


def test_another_article_closes_the_line(at_desk, workspace):
    reader = at_desk
    reader.key("F", CTRL)
    reader.type("boat")
    other = next(a for a in workspace.articles.all() if a.id != reader.article.id)
    reader.window.open_article(other.id)
    assert reader.window.desk.finding.bar.isHidden()
