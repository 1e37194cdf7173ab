"""What is painted on the page, seen in its pixels."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from window_driver import Reader, colours, mixed

from annotator.desktop.palette import LIGHT
from annotator.domain.annotation import Annotation
from annotator.domain.article import Article, Block, BlockKind
from annotator.domain.span import Span

COLOURS = LIGHT.categories


def ground(reader: Reader, offset: int) -> set[str]:
    """The colours just above the letters of a code point: page, ground, badge."""
    rect = reader.page.rects_of(Span(offset, offset + 1))[0]
    return colours(reader.image(), rect.left() + 1, rect.top() + 1, rect.width() - 2, 2)


def below(reader: Reader, span: Span, height: int = 12) -> set[str]:
    """The colours beneath the line of a passage, where the underlines are."""
    rect = reader.page.rects_of(span)[0]
    return colours(reader.image(), rect.left() + 3, rect.bottom() + 1, rect.width() - 6, height)


def at_rest(reader: Reader) -> None:
    """No selection, no active mark."""
    reader.key(Qt.Key.Key_Escape)
    assert reader.page.active is None


def filled(annotation: Annotation, *, active: bool = False) -> str:
    share = LIGHT.fill_active if active else LIGHT.fill
    return mixed(COLOURS[annotation.category], LIGHT.page, share)


def near(colour: str, seen: set[str], step: int = 2) -> bool:
    """Whether a colour was seen, but for what rounding (or a smoothed edge) does to it."""
    wanted = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    return any(
        all(
            abs(int(each[i : i + 2], 16) - w) <= step
            for i, w in zip((1, 3, 5), wanted, strict=True)
        )
        for each in seen
    )


@pytest.mark.parametrize(("key", "category"), list(zip("123", COLOURS, strict=True)))
def test_a_mark_has_its_ground_and_its_underline(at_desk, key, category):
    span = at_desk.span("Experts say")
    plain = ground(at_desk, span.start + 4)
    assert near(LIGHT.page, plain)
    made = at_desk.mark("Experts say", key)
    assert made.category == category
    at_desk.key(Qt.Key.Key_Escape)  # an inconsistency waits
    if at_desk.page.active:
        at_rest(at_desk)
    assert near(filled(made), ground(at_desk, span.start + 4))
    assert near(COLOURS[category], below(at_desk, span), 16)
    # Not beyond its words.
    assert not near(filled(made), ground(at_desk, span.end + 2))
    assert not near(COLOURS[category], below(at_desk, Span(span.end + 2, span.end + 6)), 16)


def test_the_active_mark_is_stronger(at_desk):
    made = at_desk.mark("Experts say", "3")
    span = made.spans[0]
    assert near(filled(made, active=True), ground(at_desk, span.start + 4))
    at_rest(at_desk)
    assert near(filled(made), ground(at_desk, span.start + 4))
    assert not near(filled(made, active=True), ground(at_desk, span.start + 4))


def test_overlapping_marks_each_keep_an_underline_of_their_own(at_desk):
    marks = [
        at_desk.mark("Experts say that the old boat", "1"),
        at_desk.mark("say that the old", "3"),
        at_desk.mark("that the", "1"),
    ]
    at_rest(at_desk)
    inner = marks[2].spans[0]
    rect = at_desk.page.rects_of(inner)[0]
    image = at_desk.image()
    rows = []
    for lane in range(3):
        y = rect.bottom() + 1 + round(lane * 3.5)
        rows.append(colours(image, rect.left() + 3, y - 1, rect.width() - 6, 3))
    for mark, row in zip(marks, rows, strict=True):
        assert near(COLOURS[mark.category], row), mark.category
    # The middle one's colour is in the middle lane alone.
    assert not near(COLOURS[marks[1].category], rows[0] | rows[2])
    # Between the lanes there is room.
    gap = colours(image, rect.left() + 3, rect.bottom() + 3, rect.width() - 6, 1)
    assert not any(near(colour, gap) for colour in COLOURS.values())


def test_grounds_that_overlap_add_up(at_desk):
    outer = at_desk.mark("Experts say that the old boat", "1")
    inner = at_desk.mark("that the", "3")
    at_rest(at_desk)
    both = mixed(COLOURS[inner.category], filled(outer), LIGHT.fill)
    assert near(both, ground(at_desk, inner.spans[0].start + 1))
    assert near(filled(outer), ground(at_desk, outer.spans[0].start + 2))


def test_two_marks_on_the_same_words_both_show_badge_and_line(at_desk):
    first = at_desk.mark("Experts say", "1")
    second = at_desk.mark("Experts say", "3")
    at_rest(at_desk)
    rect = at_desk.page.rects_of(first.spans[0])[0]
    above = colours(at_desk.image(), rect.left() - 2, rect.top() - 10, 40, 10)
    lines = below(at_desk, first.spans[0])
    for mark in (first, second):
        assert near(COLOURS[mark.category], above)
        assert near(COLOURS[mark.category], lines)


def test_a_mark_over_lines_and_blocks_is_painted_on_every_one(at_desk):
    first, last = at_desk.span("Nobody at"), at_desk.span("Tickets stay")
    at_desk.drag(first, last)
    at_desk.key("1")
    at_rest(at_desk)
    (made,) = at_desk.stored()
    rects = at_desk.page.rects_of(made.spans[0])
    assert len(rects) >= 2
    image = at_desk.image()
    for rect in rects:
        assert near(filled(made), colours(image, rect.right() - 5, rect.top() + 1, 4, 2))


def test_marks_go_when_they_are_deleted_and_come_back_with_undo(at_desk):
    made = at_desk.mark("Experts say", "3")
    place = made.spans[0].start + 4
    at_desk.key(Qt.Key.Key_Delete)
    assert not near(filled(made), ground(at_desk, place))
    at_desk.key("z", Qt.KeyboardModifier.ControlModifier)
    at_rest(at_desk)
    assert near(filled(made), ground(at_desk, place))


def test_a_mark_in_a_table_is_painted_in_its_cell(at_desk):
    made = at_desk.mark("refitted in spring", "1")
    at_rest(at_desk)
    assert near(filled(made), ground(at_desk, made.spans[0].start + 3))
    text = at_desk.article.text
    beside = text.index("2024 | 1") + 7
    assert not near(filled(made), ground(at_desk, beside))


def test_part_of_a_right_to_left_word_is_painted_where_it_stands(at_desk):
    word = at_desk.span("\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd")
    at_desk.page.reveal(word)
    at_desk.page.select(Span(word.start, word.start + 4))
    at_desk.key("1", Qt.KeyboardModifier.AltModifier)
    at_rest(at_desk)
    (made,) = at_desk.stored()
    assert made.spans == (Span(word.start, word.start + 4),)
    (marked,) = at_desk.page.rects_of(made.spans[0])
    (whole,) = at_desk.page.rects_of(word)
    image = at_desk.image()
    assert near(filled(made), colours(image, marked.left() + 1, marked.top() + 1, 6, 2))
    # It begins at the right, and so does its badge.
    badge = COLOURS[made.category]
    assert badge in colours(image, marked.right() - 6, marked.top() - 6, 6, 3)
    assert badge not in colours(image, marked.left(), marked.top() - 6, 6, 3)
    assert not near(filled(made), colours(image, whole.left() + 1, whole.top() + 1, 6, 2))


@pytest.fixture
def long_article(workspace):
    """3,000 paragraphs."""
    blocks, parts, at = [], [], 0
    for number in range(3000):
        text = f"Paragraph {number} says that number {number} is the best of all the numbers."
        blocks.append(Block(BlockKind.PARAGRAPH, at, at + len(text)))
        parts.append(text)
        at += len(text) + 2
    return workspace.articles.add(
        Article("long", "Numbers", "\n\n".join(parts), tuple(blocks))
    ).article


def test_a_very_long_article_scrolls_and_is_marked_at_its_end(long_article, open_window):
    reader = open_window()
    reader.open(long_article)
    reader.work_done()
    bar = reader.page.verticalScrollBar()
    assert bar.value() == 0
    reader.key(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert bar.value() > bar.maximum() - 300 > 10_000
    made = reader.mark("Paragraph 2999 says", "1")
    at_rest(reader)
    assert near(filled(made), ground(reader, made.spans[0].start + 1))
    reader.key(Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert bar.value() < 60
    reader.key("j")
    (rect,) = reader.page.rects_of(made.spans[0])
    assert reader.page.viewport().rect().contains(rect)
    reader.key(Qt.Key.Key_PageUp)
    reader.key(Qt.Key.Key_PageUp)
    assert bar.value() < bar.maximum()
    assert not reader.page.viewport().rect().contains(reader.page.rects_of(made.spans[0])[0])
