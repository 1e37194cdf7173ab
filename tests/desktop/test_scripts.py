"""Right-to-left, Chinese and Japanese text on the desk: selecting, snapping, painting, cards."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from window_driver import LEFT, Reader, colours

from annotator.desktop.palette import LIGHT
from annotator.domain.span import Span
from annotator.services.importing import add_text

MARKET = """\
# Night market: שוק הלילה · سوق الليل · 夜の市場

3 June 2025

העירייה פתחה שוק לילה ליד התחנה. אומרים שהמחירים שם נמוכים יותר. איש לא בדק את Blue \
Harbour Ltd ואת 3.5 האחוזים.

- דוכן ראשון של לחם
- דוכן שני של פירות

> כולם שמחים, אמר פקיד אחד.

افتتحت البلدية سوقا ليليا قرب المحطة. يقال إن الأسعار أقل بكثير. لا أحد يعرف من قاس ذلك في 12 متجرا.

市政府在车站旁边开了一个夜市。有人说价格便宜很多。没有人检查过这些数字。

駅のとなりに夜の市場ができた。「とても安い」と専門家は言う。iPhone15のカメラで撮った写真が証拠だという。

The sign reads שלום עולם in blue and مرحبا in red. Nobody counted 夜市 stalls.

| מוצר | מחיר | הערה |
| --- | --- | --- |
| לחם | 12 | טרי |
| פירות | 9 | |
"""


@pytest.fixture
def market(workspace, open_window):
    """A reader with that article on the desk."""
    article = add_text(workspace.articles, MARKET, "market.md").article
    reader = open_window()
    reader.open(article)
    reader.work_done()
    return reader


def point_at(reader: Reader, span: Span, *, start: bool) -> QPoint:
    """A point just inside the edge at which a passage begins, or ends, as it is written."""
    begin, end, height = reader.page.ends_of(span)
    edge = begin if start else end
    letter = Span(span.start, span.start + 1) if start else Span(span.end - 1, span.end)
    rect = reader.page.rects_of(letter)[0]
    inside = 1 if abs(edge.x() - rect.left()) < abs(edge.x() - rect.right()) else -2
    return QPoint(edge.x() + inside, edge.y() + height // 2)


def drag(reader: Reader, span: Span, *, alt: bool = False, back: bool = False) -> None:
    """Drag from the beginning of a passage to its end, or back."""
    reader.page.reveal(span)
    ends = [point_at(reader, span, start=True), point_at(reader, span, start=False)]
    reader.drag_points(*(reversed(ends) if back else ends), alt=alt)


PHRASES = [
    "שוק לילה ליד",
    "אומרים שהמחירים שם נמוכים יותר.",
    "Blue Harbour Ltd",
    "בדק את Blue Harbour",
    "ואת 3.5 האחוזים",
    "דוכן שני",
    "כולם שמחים",
    "سوقا ليليا",
    "يقال إن الأسعار أقل بكثير.",
    "ذلك في 12 متجرا",
    "有人说价格便宜很多。",
    "车站",
    "駅のとなりに",
    "カメラ",
    "iPhone15",
    "שלום עולם",
    "reads שלום",
    "مرحبا in red",
    "夜市 stalls",
]


@pytest.mark.parametrize("back", [False, True], ids=["forwards", "backwards"])
def test_a_drag_marks_exactly_the_words_it_goes_over(market, back):
    """Every phrase, dragged as it is written, and stored under its own code points."""
    text = market.article.text
    for phrase in PHRASES:
        start = text.index(phrase)
        span = Span(start, start + len(phrase))
        drag(market, span, back=back)
        assert market.page.selection == span, phrase
        market.key("1")
        assert ("unsupported_claim", span) in market.stored_spans()


@pytest.mark.parametrize("phrase", ["שהמחירים שם", "المحطة", "Harbour", "价格便宜", "となりに夜"])
def test_with_alt_a_drag_within_words_stays_as_it_is(market, phrase):
    start = market.article.text.index(phrase)
    span = Span(start + 1, start + len(phrase) - 1)
    drag(market, span, alt=True)
    market.key("3")
    assert market.stored_spans() == [("vague_attribution", span)]


@pytest.mark.parametrize(
    ("inner", "word"),
    [
        ("שמ", "שמחים"),
        ("محط", "المحطة"),
        ("便", "便"),
        ("メ", "カメラ"),
        ("ても", "とても"),
        ("hon", "iPhone15"),
    ],
)
def test_a_double_click_takes_the_word_of_its_script(market, inner, word):
    text = market.article.text
    start = text.index(word)
    at = start + word.index(inner)
    market.page.reveal(Span(start, start + len(word)))
    market.double_click(at)
    market.bot.mouseRelease(market.page.viewport(), LEFT, pos=market.point(at))
    assert market.page.selection == Span(start, start + len(word))


def test_s_takes_the_sentence_of_any_script(market):
    for sentence in (
        "אומרים שהמחירים שם נמוכים יותר.",
        "يقال إن الأسعار أقل بكثير.",
        "有人说价格便宜很多。",
        "「とても安い」と専門家は言う。",
    ):
        span = market.span(sentence)
        market.page.clear_selection()
        market.page.move_caret(span.start + 3, extend=False)
        market.key("s")
        assert market.page.selection == span


def test_paragraphs_lists_and_quotations_run_from_the_right(market):
    view = market.page.viewport().width()
    paragraph = market.page.rects_of(market.span("העירייה"))[0]
    assert paragraph.right() > view * 0.75
    assert market.page.rects_of(market.span("افتتحت"))[0].right() > view * 0.75
    assert market.page.rects_of(market.span("市政府"))[0].left() < view * 0.25
    market.page.reveal(market.span("דוכן שני"))
    item = market.page.rects_of(market.span("דוכן שני"))[0]
    ink = colours(market.image(), item.right() + 4, item.top(), 30, item.height())
    assert LIGHT.text in ink, "the bullet stands at the right"
    quotation = market.page.rects_of(market.span("כולם"))[0]
    assert quotation.right() < paragraph.right()


def test_the_rectangles_of_a_passage_and_of_the_rest_of_its_line_do_not_meet(market):
    """In a line of both directions a passage may lie in several pieces; together they are whole."""
    text = market.article.text
    line_start = text.index("The sign reads")
    line = Span(line_start, text.index("\n", line_start))
    whole = covered(market, line)
    for phrase in ("reads שלום", "עולם in", "שלום עולם in blue and مرحبا", "and مرحبا in"):
        span = market.span(phrase)
        rest = [Span(line.start, span.start), Span(span.end, line.end)]
        inner, outer = covered(market, span), set().union(*(covered(market, r) for r in rest))
        assert len(inner & outer) <= 4, phrase  # edges that fall between two pixels
        assert len(whole - inner - outer) <= 4, phrase
    # Half of each of two words that stand apart on the line is two rectangles.
    assert len(market.page.rects_of(market.span("reads שלום"))) == 2


def covered(reader: Reader, span: Span) -> set[tuple[int, int]]:
    """Columns of pixels under a passage, each with the line that it is in."""
    rects = reader.page.rects_of(span)
    return {(r.top(), x) for r in rects for x in range(r.left(), r.right() + 1)}


def test_handles_and_badge_stand_where_the_mark_begins(market):
    mark = market.span("שלום עולם")
    market.page.reveal(mark)
    market.page.select(mark)
    market.key("1")
    (rect,) = market.page.rects_of(mark)
    handles = market.desk.marking.handles
    assert abs(handles.start.geometry().center().x() - rect.right()) <= 3
    assert abs(handles.end.geometry().center().x() - rect.left()) <= 3
    latin = market.span("Nobody counted")
    market.page.select(latin)
    market.key("1")
    (rect,) = market.page.rects_of(latin)
    assert abs(handles.start.geometry().center().x() - rect.left()) <= 3
    assert abs(handles.end.geometry().center().x() - rect.right()) <= 3


def test_a_note_in_a_right_to_left_script_stands_at_the_right_of_its_card(market):
    market.mark("אומרים שהמחירים", "3")
    market.key("n")
    market.editor.note.setPlainText("מי אומר?")
    market.key(Qt.Key.Key_Escape)
    market.desk.activate(None)
    market.settle()
    (place,) = market.desk.margin.places()
    image = market.desk.margin.grab().toImage()
    middle = place.rect.center().x()
    below = place.rect.bottom() - 24
    right = colours(image, middle, below, place.rect.width() // 2 - 12, 18)
    left = colours(image, place.rect.left() + 4, below, place.rect.width() // 2 - 8, 18)
    assert len(right) > 5  # letters with smooth edges
    assert left == {LIGHT.raised}


def test_a_long_note_without_spaces_is_cut_between_its_letters(market):
    made = market.mark("אומרים שהמחירים", "3")
    market.desk.session.set_note(made.id, "没有人说过这件事是真的" * 30)
    market.desk.activate(None)
    market.settle()
    kind = market.desk.margin._type()
    shown = kind.fitting("没有人说过这件事是真的" * 30, 3 * kind.metrics.lineSpacing())
    assert shown.endswith("…")
    assert len(shown) > 40
